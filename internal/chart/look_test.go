package chart

import (
	"os"
	"testing"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		return
	}
	for _, w := range worlds() {
		for _, f := range Figures(w.result()) {
			b, err := Render(f)
			if err != nil {
				t.Fatal(err)
			}
			os.WriteFile(dir+"/"+w.name+"-"+f.Name+".png", b, 0o644)
			os.WriteFile(dir+"/"+w.name+"-"+f.Name+".txt", []byte(f.Text()), 0o644)
		}
	}
}
