package sim_test

import (
	"context"
	"testing"
	"time"

	"weir/sim"
	"weir/sim/ask"
)

// BenchmarkVariants is what variants of a file cost, planning included, beside the report of the file in the same turns: on one
// worker, 50,000 trials of the benchmark's model; one column asked, or all of the report.
func BenchmarkVariants(b *testing.B) {
	const file = "engine/testdata/six-shocks.toml"
	shocks := []string{"payroll", "exchanges", "ports", "customs"}
	number := func(i, n int) *ask.Variant {
		return &ask.Variant{Values: []ask.Value{ask.Number("shocks.customs.probability", 0.3+0.5*float64(i)/float64(n))}}
	}
	subset := func(i, _ int) *ask.Variant {
		v := &ask.Variant{Enforce: []string{}}
		for bit, id := range shocks {
			if i>>bit&1 == 1 {
				v.Enforce = append(v.Enforce, id)
			}
		}
		return v
	}
	for _, c := range []struct {
		name    string
		n       int
		variant func(i, n int) *ask.Variant
		report  bool
	}{
		{"number/1", 1, number, false}, {"number/16", 16, number, false}, {"number/64", 64, number, false}, {"number/256", 256, number, false},
		{"subsets/16", 16, subset, false}, {"all/number/1", 1, number, true}, {"all/number/16", 16, number, true}, {"all/subsets/16", 16, subset, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			a := ask.Ask{Report: c.report}
			if !c.report {
				a.Of = []ask.Quantity{{Channel: "total", Measure: "loss"}}
			}
			for i := range c.n {
				a.Subjects = append(a.Subjects, ask.Subject{Variant: c.variant(i, c.n)})
			}
			var variants, report time.Duration
			for b.Loop() {
				for _, of := range []struct {
					ask   ask.Ask
					spent *time.Duration
				}{{a, &variants}, {ask.Ask{Report: true}, &report}} {
					start := time.Now()
					study, err := sim.Load(sim.Options{Trials: 50_000}, file)
					if err != nil {
						b.Fatal(err)
					}
					q, err := study.Ask(of.ask)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := q.Run(context.Background(), sim.Control{Workers: 1}); err != nil {
						b.Fatal(err)
					}
					*of.spent += time.Since(start)
				}
			}
			b.ReportMetric(variants.Seconds()*1e3/float64(b.N), "ms")
			b.ReportMetric(variants.Seconds()/report.Seconds(), "reports")
			b.ReportMetric(0, "ns/op")
		})
	}
}
