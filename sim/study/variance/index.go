package variance

import (
	"maps"
	"math"
	"math/bits"
	"slices"

	"weir/sim/ask"
	"weir/sim/pool"
	"weir/sim/result"
	"weir/sim/stat"
)

// A total is a total of a file whose trials are kept, with the index of each quantity that is drawn once and may move it.
type total struct {
	file   int
	row    int
	inputs []ask.Input
	trials []float64 // centred and divided by the standard deviation
	left   [][]float64
	blind  []float64
	result.Footing
}

// totals are those that vary.
func (s *Study) totals(layout *ask.Layout, kept [][]float64) (out []*total) {
	for i, subject := range s.Ask.Subjects[:s.files] {
		for k, q := range subject.Of {
			row := layout.Of[i][k].Row
			if !q.Traced || row < 0 {
				continue
			}
			trials, ok := standardised(kept[row])
			if !ok {
				continue
			}
			t := &total{file: i, row: row, trials: trials, Footing: result.Footing{Measure: q.Measure, Trials: int64(len(trials))}}
			for _, in := range layout.Inputs[i] {
				if in.Moves[k] {
					t.inputs = append(t.inputs, in)
					t.Indices = append(t.Indices, result.Index{Path: in.Path, Name: in.Name, Title: in.Title, Provenance: provenance(in)})
				}
			}
			t.left, t.blind = make([][]float64, len(t.inputs)), make([]float64, len(t.inputs))
			out = append(out, t)
		}
	}
	return out
}

func provenance(in ask.Input) result.Provenance {
	return result.Provenance{Source: in.Source, Reading: in.Reading, Assumption: in.Assumption, Note: in.Note}
}

// footings says what the variance of the totals rests on, and what the totals are under each value of what has two.
func (s *Study) footings(layout *ask.Layout, kept [][]float64, workers int, results []*result.Result) {
	totals := s.totals(layout, kept)
	uses := map[int][][2]int{} // by row of an input, the totals and the places in them
	for i, t := range totals {
		for k, in := range t.inputs {
			uses[in.Row] = append(uses[in.Row], [2]int{i, k})
		}
	}
	rows := slices.Sorted(maps.Keys(uses))
	pool.Each(workers, int64(1+len(rows)), func() func(int64) bool {
		return func(k int64) bool {
			if k == 0 {
				bySide(totals, kept, results)
				return true
			}
			row := rows[k-1]
			in, cells := cellsOf(kept[row])
			for _, use := range uses[row] {
				t := totals[use[0]]
				x := &t.Indices[use[1]]
				x.S, t.left[use[1]] = index(t.trials, in, cells)
				t.blind[use[1]] = blind(cells, len(in))
				x.SE = max(jackknife(t.left[use[1]]), t.blind[use[1]])
			}
			return true
		}
	})
	for _, t := range totals {
		t.group()
		results[t.file].Footings = append(results[t.file].Footings, t.Footing)
	}
}

// standardised is a column with mean 0 and standard deviation 1; false where it has no spread or is no number somewhere.
func standardised(x []float64) ([]float64, bool) {
	var m stat.Moments
	for i := 0; i < len(x); i += block {
		m = stat.Merge(m, stat.BlockMoments(x[i:i+block]))
	}
	sd := m.SD()
	if !(sd > 0) || math.IsInf(sd, 0) {
		return nil, false
	}
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = (v - m.Mean) / sd
	}
	return out, true
}

// group adds up the indices by source, and by assumption.
func (t *total) group() {
	var left [][]float64
	var blind []float64 // squared
	for i, x := range t.Indices {
		kind, source := result.OnNeither, ""
		switch {
		case x.Sourced():
			kind, source = result.OnSource, x.Source
		case x.Assumption != "":
			kind = result.OnAssumption
		}
		at := slices.IndexFunc(t.Groups, func(g result.IndexGroup) bool { return g.Basis == kind && g.Source == source })
		if at < 0 {
			at = len(t.Groups)
			t.Groups = append(t.Groups, result.IndexGroup{Basis: kind, Source: source})
			left, blind = append(left, make([]float64, len(t.trials)/block)), append(blind, 0)
		}
		t.Groups[at].Members++
		t.Groups[at].S += x.S
		blind[at] += float64(t.blind[i] * t.blind[i])
		for b, v := range t.left[i] {
			left[at][b] += v
		}
	}
	for i := range t.Groups {
		t.Groups[i].SE = max(jackknife(left[i]), math.Sqrt(blind[i]))
	}
	slices.SortStableFunc(t.Groups, func(a, b result.IndexGroup) int { return int(a.Basis) - int(b.Basis) })
}

// Cells of a drawn quantity hold about a 64th of the trials each, and towards both ends a 128th, a 256th and two of a 512th.
const evenCells = 64

// cellsOf says in which cell each trial is: cells ascend with the values, and equal values share one. Their ends are order
// statistics of about 1024 of the trials: wherever they come to lie, the estimate is as good.
func cellsOf(x []float64) (in []uint8, cells int) {
	var sorted []float64
	for i := 0; i < len(x); i += 4 * len(x) / Least {
		sorted = append(sorted, x[i])
	}
	slices.Sort(sorted)
	n := len(sorted)
	var cuts [127]float64 // ascending
	cut := func(rank int) {
		if v := sorted[rank]; v > sorted[0] && (cells == 0 || v > cuts[cells-1]) {
			cuts[cells] = v
			cells++
		}
	}
	for _, part := range []int{512, 256, 128} {
		cut(n / part)
	}
	for k := 1; k < evenCells; k++ {
		cut(k * n / evenCells)
	}
	for _, part := range []int{128, 256, 512} {
		cut(n - n/part)
	}
	var ends [128]uint64
	for k := range ends {
		ends[k] = math.MaxUint64
		if k < cells {
			ends[k] = order(cuts[k])
		}
	}
	in = make([]uint8, len(x))
	for i, v := range x {
		at, key := uint64(0), order(v)
		for step := uint64(64); step > 0; step /= 2 {
			// Note: a comparison would be a branch, which goes either way as often.
			_, isBelow := bits.Sub64(key, ends[(at+step-1)%128], 0)
			at += step & (isBelow - 1)
		}
		in[i] = uint8(at)
	}
	return in, cells + 1
}

// order is a whole number that ascends with v, the same for both zeros; what is no number comes first.
func order(v float64) uint64 {
	if v != v {
		return 0
	}
	b := math.Float64bits(v)
	if v == 0 {
		b = 0
	}
	return b ^ (uint64(int64(b)>>63) | 1<<63)
}

// A bin holds the number, the sum and the sum of squares of the trials of a cell.
type bin struct{ n, sum, square float64 }

// index estimates the first-order index of a quantity from given trials: the variance of the means over its cells, less what
// the noise of those means adds, by the variance of y, which is standardised (Pearson's correlation ratio, 1905; over cells
// of given data Plischke 2012, "How to compute variance-based sensitivity indicators with your spreadsheet software"). The
// correction is exact in expectation: the sum over the cells of s^2 (1 - n/N), off the sum of squares between them. It returns
// the estimate, and what it is without each block.
func index(y []float64, in []uint8, cells int) (s float64, left []float64) {
	blocks := len(y) / block
	by := make([]bin, blocks*cells)
	whole := make([]bin, cells)
	for b := range blocks {
		part := by[b*cells : (b+1)*cells]
		for i := b * block; i < (b+1)*block; i++ {
			c := &part[in[i]]
			c.n++
			c.sum += y[i]
			c.square += float64(y[i] * y[i])
		}
		for k, c := range part {
			w := &whole[k]
			w.n, w.sum, w.square = w.n+c.n, w.sum+c.sum, w.square+c.square
		}
	}
	left = make([]float64, blocks)
	rest := make([]bin, cells)
	for b := range blocks {
		for k, c := range by[b*cells : (b+1)*cells] {
			w := whole[k]
			rest[k] = bin{w.n - c.n, w.sum - c.sum, w.square - c.square}
		}
		left[b] = ratio(rest)
	}
	return ratio(whole), left
}

// ratio is the corrected correlation ratio over cells. A cell of one trial is taken to vary like all.
func ratio(cells []bin) float64 {
	var all bin
	for _, c := range cells {
		all.n, all.sum, all.square = all.n+c.n, all.sum+c.sum, all.square+c.square
	}
	mean := all.sum / all.n
	squares := all.square - float64(mean*all.sum)
	between := 0.0
	for _, c := range cells {
		if c.n == 0 {
			continue
		}
		d := c.sum/c.n - mean
		s2 := squares / (all.n - 1)
		if c.n > 1 {
			s2 = (c.square - float64(c.sum/c.n*c.sum)) / (c.n - 1)
		}
		between += float64(float64(c.n*d)*d) - float64(s2*(1-c.n/all.n))
	}
	return between / squares
}

// blind is the standard error of the index of what does not matter. The jackknife does not see it, as there the estimate is
// at its least.
func blind(cells, trials int) float64 { return math.Sqrt(float64(2*(cells-1))) / float64(trials) }
