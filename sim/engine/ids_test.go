package engine

import (
	"math"
	"testing"

	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/model"
)

// kept is an outlet that keeps what is observed.
type kept struct {
	rowsOnly
	columns [][]float64
}

func (k *kept) Observe(column int32, x []float64) {
	k.columns[column] = append(k.columns[column], x...)
}

// A block of trials that do not follow one another has, in each, the values of the block that the trial stands in: draws of
// all kinds, processes, numbers and sizes of events, shocks.
func TestTrialsAreTheSameInAnyBlock(t *testing.T) {
	for _, file := range []string{"six-shocks.toml", "mixed.toml"} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			p := planned(t, model.Flags{Trials: 1 << 12, Sampling: sampling}, file)
			m := machine.New(p.Program, machine.Tables{}.Compile(p.Laws, 1), draw.NewDesign(p.Method, p.Trials), nil)
			var ids []uint64 // about half of the first three blocks, so that there are a whole block and one cut short
			for id := range uint64(3 * Block) {
				if id*0x9E3779B97F4A7C15>>63 == 1 || id%97 == 5 {
					ids = append(ids, id)
				}
			}
			if len(ids) <= Block || len(ids) >= 2*Block {
				t.Fatalf("%d trials", len(ids))
			}
			some, all := &kept{columns: make([][]float64, p.Columns)}, &kept{columns: make([][]float64, p.Columns)}
			for from := 0; from < len(ids); from += Block {
				of := ids[from:min(from+Block, len(ids))]
				if f := m.Block(int64(from/Block), len(of), of, some); f != nil {
					t.Fatal(f)
				}
			}
			for b := range int64(3) {
				if f := m.Block(b, Block, nil, all); f != nil {
					t.Fatal(f)
				}
			}
			wrong := 0
			for c := range p.Columns {
				for at, id := range ids {
					if math.Float64bits(all.columns[c][id]) != math.Float64bits(some.columns[c][at]) {
						wrong++
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%s, %s: %d of %d values differ", file, sampling, wrong, p.Columns*len(ids))
			}
		}
	}
}
