package engine

import (
	"testing"
	"time"

	"weir/sim/machine"
	"weir/sim/model"
	"weir/sim/program"
)

// BenchmarkBlock is what a trial costs on its way through the program and into the counts of its values.
func BenchmarkBlock(b *testing.B) {
	for _, file := range []string{"six-shocks", "mixed"} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			b.Run(file+"/"+sampling, func(b *testing.B) {
				w := newBench(b, file+".toml", sampling)
				b.ReportAllocs()
				for b.Loop() {
					w.run(b)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(int64(b.N)*w.blocks*Block), "ns/trial")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// A kind is a group of operations whose costs are told apart.
type kind int

const (
	draws kind = iota
	events
	shocks
	formulas
	judgements
	statistics
	kinds
)

var kindNames = [kinds]string{"draws", "events", "shocks", "formulas", "judgements", "statistics"}

func kindOf(op program.Op) kind {
	switch op {
	case program.Sample, program.Uniform, program.Quantile, program.Phi:
		return draws
	case program.Poisson, program.Compound:
		return events
	case program.Strength, program.Active:
		return shocks
	case program.Judge, program.JudgeRate:
		return judgements
	case program.Observe, program.Average, program.Tally:
		return statistics
	}
	return formulas
}

// BenchmarkPart splits a trial's cost over what the program does: stretches of operations of one kind are timed each.
func BenchmarkPart(b *testing.B) {
	for _, file := range []string{"six-shocks", "mixed"} {
		w := newBench(b, file+".toml", "random")
		whole := w.p.Code
		type stretch struct {
			kind
			part *machine.Machine
		}
		var all []stretch
		for from := 0; from < len(whole); {
			k, to := kindOf(whole[from].Op), from
			for to < len(whole) && kindOf(whole[to].Op) == k {
				to++
			}
			all = append(all, stretch{k, w.With(whole[from:to])})
			from = to
		}
		for k, name := range kindNames {
			b.Run(file+"/"+name, func(b *testing.B) {
				var spent time.Duration
				for b.Loop() {
					for block := range w.blocks {
						w.out.begin(w.leaf, 0)
						for _, s := range all {
							start := time.Now()
							s.part.Block(block, Block, nil, w.out)
							if s.kind == kind(k) {
								spent += time.Since(start)
							}
						}
					}
				}
				b.ReportMetric(float64(spent.Nanoseconds())/float64(int64(b.N)*w.blocks*Block), "ns/trial")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkTables is what the tables of a model's laws cost, once, on one processor.
func BenchmarkTables(b *testing.B) {
	for _, file := range []string{"six-shocks", "mixed"} {
		b.Run(file, func(b *testing.B) {
			p := planned(b, model.Flags{Trials: 1}, file+".toml")
			for b.Loop() {
				machine.Tables{}.Compile(p.Laws, 1)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
			b.ReportMetric(float64(len(p.Laws)), "tables")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkMerge is what it costs to merge and write a shard.
func BenchmarkMerge(b *testing.B) {
	w := newBench(b, "six-shocks.toml", "random")
	b.Run("write", func(b *testing.B) {
		var bytes []byte
		for b.Loop() {
			bytes = w.out.g.Append(bytes[:0])
		}
		b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
		b.ReportMetric(float64(len(bytes))/1024, "KiB")
		b.ReportMetric(0, "ns/op")
	})
	b.Run("read", func(b *testing.B) {
		bytes := w.out.g.Append(nil)
		for b.Loop() {
			if _, err := DecodePartial(w.p, bytes); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
		b.ReportMetric(0, "ns/op")
	})
}
