package engine

import (
	"math"
	"sync/atomic"
	"testing"

	"weir/sim/draw"
	"weir/sim/model"
)

// A block of trials that do not follow one another has, in each, the values of the block that the trial stands in: draws of
// all kinds, processes, numbers and sizes of events, shocks.
func TestTrialsAreTheSameInAnyBlock(t *testing.T) {
	for _, file := range []string{"six-shocks.toml", "mixed.toml"} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			p := planned(t, model.Flags{Trials: 1 << 12, Sampling: sampling}, file)
			p.Replicated = false // as a plan with evidence is: a block cut short is no randomisation
			machines := [2]*machine{}
			for i := range machines {
				m := newMachine(p, samplers{}.compile(p.Laws, 1), draw.NewDesign(p.Method, p.Trials), new(atomic.Bool))
				m.rows = make([][]float64, p.Columns)
				for c := range m.rows {
					m.rows[c] = make([]float64, Block)
				}
				machines[i] = m
			}
			g, leaf := newPartial(p), newTree(p).Leaf()
			var ids []uint64 // about half of the first three blocks, so that there are a whole block and one cut short
			for id := range uint64(3 * Block) {
				if id*0x9E3779B97F4A7C15>>63 == 1 || id%97 == 5 {
					ids = append(ids, id)
				}
			}
			if len(ids) <= Block || len(ids) >= 2*Block {
				t.Fatalf("%d trials", len(ids))
			}
			got := make([][]float64, p.Columns)
			some := machines[0]
			for from := 0; from < len(ids); from += Block {
				some.ids = ids[from:min(from+Block, len(ids))]
				if f := some.block(int64(from/Block), len(some.ids), g, leaf); f != nil {
					t.Fatal(f)
				}
				for c := range got {
					got[c] = append(got[c], some.rows[c][:len(some.ids)]...)
				}
			}
			all, at, wrong := machines[1], 0, 0
			for b := range int64(3) {
				if f := all.block(b, Block, g, leaf); f != nil {
					t.Fatal(f)
				}
				for ; at < len(ids) && ids[at] < uint64(b+1)*Block; at++ {
					for c := range got {
						if x := all.rows[c][ids[at]%Block]; math.Float64bits(x) != math.Float64bits(got[c][at]) {
							wrong++
						}
					}
				}
			}
			if wrong > 0 || at != len(ids) {
				t.Errorf("%s, %s: %d of %d values differ", file, sampling, wrong, at*len(got))
			}
		}
	}
}
