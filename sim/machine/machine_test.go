package machine

import (
	"math"
	"slices"
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// A summer is an Outlet that looks at everything and keeps a number.
type summer struct{ sum float64 }

func (s *summer) add(x []float64) {
	for _, v := range x {
		s.sum += v
	}
}

func (s *summer) Observe(_ int32, x []float64) { s.add(x) }
func (s *summer) Row(_ int32, x []float64)     { s.add(x) }
func (s *summer) Average(_ int32, x []float64) { s.add(x) }
func (s *summer) Tally(_ int32, x []float64)   { s.add(x) }
func (s *summer) Accept(_ int32, c, u []float64) {
	s.add(c)
	s.add(u)
}

// A block allocates nothing, whichever way its trials are drawn and wherever they lie.
func TestBlocksAllocateNothing(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	near, scattered := make([]uint64, Block), make([]uint64, Block)
	for i := range near {
		near[i], scattered[i] = uint64(7*i), uint64(Block-i)<<30
	}
	for method, design := range designs() {
		kinds := map[string][]uint64{"in turn": nil, "near": near}
		if method == draw.Random {
			kinds["scattered"] = scattered
		}
		for kind, ids := range kinds {
			m := New(p.Program, tables, design, nil)
			m.Transform = func(_ int32, u []float64) {
				for i, x := range u {
					u[i] = x / 2
				}
			}
			var out summer
			n := testing.AllocsPerRun(3, func() {
				if f := m.Block(2, Block, ids, &out); f != nil {
					t.Fatalf("it fails: %+v", f)
				}
			})
			if n > 0 {
				t.Errorf("%v, %s: %v allocations in a block", method, kind, n)
			}
		}
	}
}

// blocks are the columns of a machine's first blocks, by row.
func blocks(t *testing.T, m *Machine, rows, n int) [][]float64 {
	t.Helper()
	out := make([][]float64, rows)
	for b := range n {
		var got kept
		if f := m.Block(int64(b), Block, nil, &got); f != nil {
			t.Fatalf("it fails: %+v", f)
		}
		for _, g := range got {
			if g.op == program.Row {
				out[g.aux] = append(out[g.aux], g.x...)
			}
		}
	}
	return out
}

// A block of trials that do not follow one another has, in each, the values of the block that the trial stands in.
func TestTrialsAreTheSameInAnyBlock(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	var ids []uint64 // about half of the first three blocks, so that there are a whole block and one cut short
	for id := range uint64(3 * Block) {
		if id*0x9E3779B97F4A7C15>>63 == 1 || id%97 == 5 {
			ids = append(ids, id)
		}
	}
	if len(ids) <= Block || len(ids) >= 2*Block {
		t.Fatalf("%d trials", len(ids))
	}
	slices.Reverse(ids[10:20])
	for method, design := range designs() {
		all := blocks(t, New(p.Program, tables, design, nil), len(p.rows), 3)
		some := New(p.Program, tables, design, nil)
		for from := 0; from < len(ids); from += Block {
			part := ids[from:min(from+Block, len(ids))]
			var got kept
			if f := some.Block(int64(from/Block), len(part), part, &got); f != nil {
				t.Fatalf("it fails: %+v", f)
			}
			for _, g := range got {
				if len(g.x) != len(part) {
					t.Fatalf("%v: %d values of %d trials", g.op, len(g.x), len(part))
				}
				for i, v := range g.x {
					if want := all[max(0, min(int(g.aux), len(all)-1))][part[i]]; g.op == program.Row && !sameBits(v, want) {
						t.Fatalf("%v: %s of trial %d is %v, in its own block %v", method, p.rows[g.aux], part[i], v, want)
					}
				}
			}
		}
	}
}

// Trials that lie so far apart that no offset holds them have their own draws and events too.
func TestTrialsFarApart(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	m := New(p.Program, tables, draw.Design{}, nil)
	var together kept
	ids := []uint64{5, 1 << 40, 3*Block + 7, 1<<40 + 1}
	m.Block(0, len(ids), ids, &together)
	if m.near {
		t.Fatal("they are near")
	}
	for lane, id := range ids {
		var alone kept
		m.Block(int64(id/Block), int(id%Block)+1, nil, &alone)
		for i, g := range together {
			if want := alone[i].x[id%Block]; !sameBits(g.x[lane], want) {
				t.Fatalf("%v %d of trial %d is %v, in its own block %v", g.op, g.aux, id, g.x[lane], want)
			}
		}
	}
}

// A trace has what the rows have, and 0 for what nobody computes.
func TestTrace(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	m := New(p.Program, tables, draw.NewDesign(draw.Sobol, 8*Block), nil)
	m.Transform = func(stream int32, u []float64) {
		for i := range u {
			u[i] = (u[i] + 1) / 2
		}
	}
	for _, ids := range [][]uint64{nil, {9, 3, 1000, 4}} {
		n := max(len(ids), 4)
		for lane := range n {
			var got kept
			m.Block(1, n, ids, &got)
			trace := m.Trace(1, n, ids, lane)
			if len(trace) != p.Traced {
				t.Fatalf("%d values of %d", len(trace), p.Traced)
			}
			computed := make([]bool, len(trace))
			for i, v := range p.Values {
				computed[v] = computed[v] || p.Code[i].Op.Makes()
			}
			for v, x := range trace {
				if !computed[v] && x != 0 {
					t.Errorf("value %d, which nobody computes, is %v", v, x)
				}
			}
			for _, g := range got {
				if g.op != program.Row {
					continue
				}
				if x := trace[p.values[g.aux]]; !sameBits(x, g.x[lane]) {
					t.Errorf("%s in lane %d is %v, want %v", p.rows[g.aux], lane, x, g.x[lane])
				}
			}
		}
	}
}

// The trace of a failed lane holds what failed.
func TestTraceOfAFailure(t *testing.T) {
	p := everyOperation(t, 5)
	tables := Tables{}.Compile(p.Laws, 1)
	m := New(p.Program, tables, draw.Design{}, nil)
	f := m.Block(3, Block, nil, nil)
	if f == nil || f.Block != 3 || f.Judgement != 2 {
		t.Fatalf("it fails with %+v", f)
	}
	if x := m.Trace(3, Block, nil, f.Lane)[p.least]; !(x >= 5) {
		t.Errorf("%v failed", x)
	}
	for lane := range f.Lane {
		if x := m.Trace(3, Block, nil, lane)[p.least]; !(x < 5) {
			t.Errorf("%v did not fail in lane %d", x, lane)
		}
	}
}

// Uniforms are changed where a stream is read, each time, in the lanes that are trials; sizes of events are not.
func TestTransform(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	m := New(p.Program, tables, draw.Design{}, nil)
	const n = 100
	calls := map[int32]int{}
	m.Transform = func(stream int32, u []float64) {
		if calls[stream]++; len(u) != n {
			t.Errorf("%d uniforms of %d trials", len(u), n)
		}
		for i := range u {
			if want := p.Streams[stream].Key.At(Block + uint64(i)); u[i] != want {
				t.Fatalf("stream %d, trial %d: %v, want %v", stream, i, u[i], want)
			}
			u[i] = math.Sqrt(u[i])
		}
	}
	var got kept
	m.Block(1, n, nil, &got)
	for i, s := range p.Streams {
		if calls[int32(i)] != 1 {
			t.Errorf("%s is read once and changed %d times", s.Path, calls[int32(i)])
		}
	}
	for _, g := range got {
		switch name := ""; g.op {
		case program.Row:
			if name = p.rows[g.aux]; name != "uniform" && name != "sample" {
				continue
			}
			for i, x := range g.x {
				u := math.Sqrt(draw.Root(7).Path(map[string]string{"uniform": "u", "sample": "x"}[name]).At(Block + uint64(i)))
				if name == "sample" {
					u = tables[0].At(u)
				}
				if x != u {
					t.Fatalf("%s of trial %d is %v, want %v", name, i, x, u)
				}
			}
		}
	}
}

// A machine with other code goes on where one has stopped, on the same columns.
func TestWith(t *testing.T) {
	p := everyOperation(t, 1e145)
	tables := Tables{}.Compile(p.Laws, 1)
	var whole, parts kept
	New(p.Program, tables, draw.Design{}, nil).Block(1, Block, nil, &whole)
	m := New(p.Program, tables, draw.Design{}, nil)
	for from := 0; from < len(p.Code); from += 10 {
		m.With(p.Code[from:min(from+10, len(p.Code))]).Block(1, Block, nil, &parts)
	}
	if len(whole) != len(parts) {
		t.Fatalf("%d columns, want %d", len(parts), len(whole))
	}
	for i, g := range whole {
		if !slices.EqualFunc(g.x, parts[i].x, sameBits) {
			t.Errorf("%v %d differs", g.op, g.aux)
		}
	}
}
