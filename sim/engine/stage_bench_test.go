package engine

import (
	"testing"
	"time"

	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/plan"
)

// BenchmarkOperation is what an operation of formulas costs a value.
func BenchmarkOperation(b *testing.B) {
	m := newMachine(&plan.Plan{Registers: 4}, nil, draw.Design{}, nil)
	for r, path := range []string{"a", "b", "c"} {
		x := m.column(int32(r))
		draw.Root(1).Path(path).Fill(x, 0)
		for i := range x {
			x[i] += 0.5
		}
	}
	for op := plan.Neg; op <= plan.Select; op++ {
		in := &plan.Instr{Op: op, Dst: 3, A: 0, B: 1, C: 2, Imm: 1.1, Aux: 3}
		b.Run(op.String(), func(b *testing.B) {
			for b.Loop() {
				m.step(in)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*Block), "ns/value")
			b.ReportMetric(0, "ns/op")
		})
	}
}

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

func kindOf(op plan.Op) kind {
	switch op {
	case plan.Sample, plan.Uniform, plan.Quantile, plan.Phi:
		return draws
	case plan.Poisson, plan.Compound:
		return events
	case plan.Strength, plan.Active:
		return shocks
	case plan.Judge, plan.JudgeRate:
		return judgements
	case plan.Observe, plan.Average, plan.Tally:
		return statistics
	}
	return formulas
}

// BenchmarkPart splits a trial's cost over what the program does: stretches of operations of one kind are timed each.
func BenchmarkPart(b *testing.B) {
	for _, file := range []string{"six-shocks", "mixed"} {
		w := newBench(b, file+".toml", "random")
		whole := w.program
		type stretch struct {
			kind
			program []plan.Instr
		}
		var all []stretch
		for from := 0; from < len(whole); {
			k, to := kindOf(whole[from].Op), from
			for to < len(whole) && kindOf(whole[to].Op) == k {
				to++
			}
			all = append(all, stretch{k, whole[from:to]})
			from = to
		}
		for k, name := range kindNames {
			b.Run(file+"/"+name, func(b *testing.B) {
				var spent time.Duration
				for b.Loop() {
					for block := range w.blocks {
						for _, s := range all {
							w.program = s.program
							var g *Partial
							if s.kind == statistics {
								g = w.partial
								w.waiting = max(0, w.waiting-1) // which each call of block adds to
							}
							start := time.Now()
							w.block(block, Block, g, w.leaf)
							if s.kind == kind(k) {
								spent += time.Since(start)
							}
						}
						w.waiting++
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
				samplers{}.compile(p.Laws, 1)
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
			bytes = w.partial.Append(bytes[:0])
		}
		b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
		b.ReportMetric(float64(len(bytes))/1024, "KiB")
		b.ReportMetric(0, "ns/op")
	})
	b.Run("read", func(b *testing.B) {
		bytes := w.partial.Append(nil)
		for b.Loop() {
			if _, err := DecodePartial(w.machine.p, bytes); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms")
		b.ReportMetric(0, "ns/op")
	})
}
