package plan_test

import (
	"path/filepath"
	"testing"

	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/scenario"
)

// BenchmarkLoad is what stands between a call and its first draw: files are read, built into models, and planned.
func BenchmarkLoad(b *testing.B) {
	for _, file := range []string{"six-shocks", "mixed"} {
		path := filepath.Join("..", "engine", "testdata", file+".toml")
		docs, list := scenario.Load(scenario.Options{}, path)
		if list.Failed() {
			b.Fatal(list)
		}
		built, list := model.Build(docs[0])
		if list.Failed() {
			b.Fatal(list)
		}
		models := []*model.Model{built}
		for _, stage := range []struct {
			name string
			run  func() bool
		}{
			{"read", func() bool { docs, _ := scenario.Load(scenario.Options{}, path); return docs != nil }},
			{"build", func() bool { m, _ := model.Build(docs[0]); return m != nil }},
			{"plan", func() bool { p, _ := plan.Reporting(models); return p != nil }},
		} {
			b.Run(file+"/"+stage.name, func(b *testing.B) {
				for b.Loop() {
					if !stage.run() {
						b.Fatal("it fails")
					}
				}
				b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}
