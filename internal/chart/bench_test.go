package chart

import "testing"

func BenchmarkRender(b *testing.B) {
	for _, f := range Figures(sixChannels().result()) {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Render(f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFigures(b *testing.B) {
	r := sixChannels().result()
	for b.Loop() {
		Figures(r)
	}
}
