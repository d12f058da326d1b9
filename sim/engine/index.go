package engine

import (
	"math"
	"math/bits"
	"slices"
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// remember keeps the first accepted proposals, before the filter forgets them.
func (r *run) remember() {
	f := r.filter
	if n := int64(len(r.first)); n < mostPairs && n >= f.first && n < f.have() {
		r.first = append(r.first, f.ids[n-f.first:min(mostPairs, f.have())-f.first]...)
	}
}

// An ended total is one whose trials are kept, with the index of each quantity that is drawn once.
type ended struct {
	plan.End
	trials []float64 // centred and divided by the standard deviation
	left   [][]float64
	blind  []float64
	result.Footing
}

// footings says what the variance of the totals rests on, and what the totals are under each value of what has two.
func (r *run) footings(t *plan.Twin, kept [][]float64, results []*result.Result) {
	var ends []*ended
	uses := map[int][][2]int{} // by column of a drawn quantity, the ends and the places in them
	for _, e := range t.Ends {
		trials, ok := standardised(kept[e.Column])
		if !ok {
			continue
		}
		out := &ended{End: e, trials: trials, left: make([][]float64, len(e.Drawn)), blind: make([]float64, len(e.Drawn)), Footing: result.Footing{Measure: e.Measure, Trials: int64(len(trials))}}
		for i, d := range e.Drawn {
			out.Indices = append(out.Indices, result.Index{Path: d.Path, Name: d.Name, Title: d.Title, Provenance: provenance(d.Provenance)})
			uses[d.Column] = append(uses[d.Column], [2]int{len(ends), i})
		}
		ends = append(ends, out)
	}
	var columns []int
	for c := range uses {
		columns = append(columns, c)
	}
	slices.Sort(columns)
	var next atomic.Int64
	var workforce crew
	for range min(r.workers, 1+len(columns)) {
		workforce.start(func() {
			for k := next.Add(1) - 2; k < int64(len(columns)) && !r.stop.Load(); k = next.Add(1) - 2 {
				if k < 0 {
					r.switches(t, kept, results)
					continue
				}
				in, cells := cellsOf(kept[columns[k]])
				for _, use := range uses[columns[k]] {
					e := ends[use[0]]
					x := &e.Indices[use[1]]
					x.S, e.left[use[1]] = index(e.trials, in, cells)
					e.blind[use[1]] = blind(cells, len(in))
					x.SE = max(jackknife(e.left[use[1]]), e.blind[use[1]])
				}
			}
		})
	}
	workforce.wait()
	for _, e := range ends {
		e.group()
		results[e.Report].Footings = append(results[e.Report].Footings, e.Footing)
	}
}

// standardised is a column with mean 0 and standard deviation 1; false where it has no spread or is no number somewhere.
func standardised(x []float64) ([]float64, bool) {
	var m stat.Moments
	for i := 0; i < len(x); i += Block {
		m = stat.Merge(m, stat.BlockMoments(x[i:i+Block]))
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
func (e *ended) group() {
	var left [][]float64
	var blind []float64 // squared
	for i, x := range e.Indices {
		kind, source := result.OnNeither, ""
		switch {
		case x.Sourced():
			kind, source = result.OnSource, x.Source
		case x.Assumption != "":
			kind = result.OnAssumption
		}
		at := slices.IndexFunc(e.Groups, func(g result.IndexGroup) bool { return g.Basis == kind && g.Source == source })
		if at < 0 {
			at = len(e.Groups)
			e.Groups = append(e.Groups, result.IndexGroup{Basis: kind, Source: source})
			left, blind = append(left, make([]float64, len(e.trials)/Block)), append(blind, 0)
		}
		e.Groups[at].Members++
		e.Groups[at].S += x.S
		blind[at] += float64(e.blind[i] * e.blind[i])
		for b, v := range e.left[i] {
			left[at][b] += v
		}
	}
	for i := range e.Groups {
		e.Groups[i].SE = max(jackknife(left[i]), math.Sqrt(blind[i]))
	}
	slices.SortStableFunc(e.Groups, func(a, b result.IndexGroup) int { return int(a.Basis) - int(b.Basis) })
}

// Cells of a drawn quantity hold about a 64th of the trials each, and towards both ends a 128th, a 256th and two of a 512th.
const evenCells = 64

// cellsOf says in which cell each trial is: cells ascend with the values, and equal values share one. Their ends are order
// statistics of about 1024 of the trials: wherever they come to lie, the estimate is as good.
func cellsOf(x []float64) (in []uint8, cells int) {
	var sorted []float64
	for i := 0; i < len(x); i += 4 * len(x) / leastPairs {
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
	blocks := len(y) / Block
	by := make([]bin, blocks*cells)
	whole := make([]bin, cells)
	for b := range blocks {
		part := by[b*cells : (b+1)*cells]
		for i := b * Block; i < (b+1)*Block; i++ {
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
