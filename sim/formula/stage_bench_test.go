package formula_test

import (
	"testing"

	"weir/sim/formula"
	"weir/sim/unit"
)

// BenchmarkFormula is what it costs to read a formula and to check its units, for each of its operations and names.
func BenchmarkFormula(b *testing.B) {
	sys := unit.NewSystem("USD", []string{"person"})
	for _, f := range []struct{ name, text string }{
		{"short", "heads * pay"},
		{"long", "heads * pay * (1 - taken) * max(1 - 0.2 * clamp(mood, 0, 1), 0) * exp(trend * max(date - 2025-01-01, 0)) + if(taken > 0.5, heads, 2 * heads) * pay"},
	} {
		units := map[string]string{"heads": "person", "pay": "USD/person/year", "taken": "share", "mood": "1", "trend": "1/year"}
		dims := map[string]unit.Dim{}
		for name, text := range units {
			u, err := sys.Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			dims[name] = u.Dim
		}
		lookup := func(name string, _ *formula.Node) (unit.Dim, bool) {
			d, ok := dims[name]
			return d, ok
		}
		n, errs := formula.Parse(f.text)
		if errs = append(errs, formula.Check(n, sys, lookup)...); len(errs) > 0 {
			b.Fatal(errs[0].What)
		}
		nodes := 0
		formula.Walk(n, func(*formula.Node) bool { nodes++; return true })
		per := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*nodes), "ns/node")
			b.ReportMetric(0, "ns/op")
		}
		b.Run(f.name+"/parse", func(b *testing.B) {
			for b.Loop() {
				formula.Parse(f.text)
			}
			per(b)
		})
		b.Run(f.name+"/check", func(b *testing.B) {
			for b.Loop() {
				formula.Check(n, sys, lookup)
			}
			per(b)
		})
	}
}
