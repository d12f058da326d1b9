package deps

import (
	"go/ast"
	"slices"
	"testing"
)

// TestCommandsPrintInCharactersThatShow: the program prints into streams that run has put a display.Writer in front of, and words
// in a format go through display.Fprintf, which keeps each of them within its line. Only main knows the streams themselves.
func TestCommandsPrintInCharactersThatShow(t *testing.T) {
	prints := 0
	for _, s := range sources(t) {
		if s.folder != "cmd/weir" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if name, ok := selected(n, "os"); ok && (name == "Stdout" || name == "Stderr") && s.path != "cmd/weir/main.go" {
				t.Errorf("%s: os.%s: print into the streams of the environment", s.at(n), name)
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name, ok := selected(call.Fun, "fmt")
			if !ok {
				return true
			}
			if slices.Contains([]string{"Print", "Printf", "Println"}, name) {
				t.Errorf("%s: fmt.%s: print into the streams of the environment", s.at(n), name)
			}
			if len(call.Args) == 0 {
				return true
			}
			to, ok := call.Args[0].(*ast.SelectorExpr)
			if !ok || to.Sel.Name != "stdout" && to.Sel.Name != "stderr" {
				return true
			}
			prints++
			if name == "Fprintf" || name == "Fprintln" {
				t.Errorf("%s: fmt.%s: use display.Fprintf", s.at(n), name)
			}
			return true
		})
	}
	if prints == 0 {
		t.Error("nothing is printed")
	}
}
