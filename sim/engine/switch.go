package engine

import (
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// switches says what the totals are under each value of what is drawn from two: those of the kept trials that have it.
func (r *run) switches(t *plan.Twin, kept [][]float64, results []*result.Result) {
	for _, e := range t.Ends {
		if _, ok := standardised(kept[e.Column]); !ok {
			continue
		}
		out := results[e.Report]
		for _, d := range e.Drawn {
			if !d.Switch {
				continue
			}
			sides, ok := sidesOf(kept[d.Column], kept[e.Column])
			if !ok { // the trials have one value alone
				continue
			}
			s := result.Switch{Path: d.Path, Name: d.Name, Title: d.Title, Measure: e.Measure, Provenance: provenance(d.Provenance)}
			for i, side := range sides {
				side.Value /= d.Factor
				s.Sides[i] = side
			}
			out.Switches = append(out.Switches, s)
		}
	}
}

// sidesOf are the trials of y under each value of x, the lower first.
func sidesOf(x, y []float64) (out [2]result.Side, ok bool) {
	lo, hi := x[0], x[0]
	for _, v := range x {
		lo, hi = min(lo, v), max(hi, v)
	}
	if !(lo < hi) {
		return out, false
	}
	for i, value := range [2]float64{lo, hi} {
		var side []float64
		for k, v := range x {
			if v == value {
				side = append(side, y[k])
			}
		}
		var counts stat.Counts
		var m stat.Moments
		for from := 0; from < len(side); from += Block {
			part := side[from:min(from+Block, len(side))]
			counts.Add(part)
			m = stat.Merge(m, stat.BlockMoments(part))
		}
		d := counts.Distribution()
		s := summary(m, d, false)
		s.SE = m.SE()
		var ranks [9]span
		for k, p := range percents {
			ranks[k].lo, ranks[k].hi = stat.Ranks(int64(len(side)), p, 100)
		}
		s.Lo, s.Hi = bounds(d, ranks, nil)
		out[i] = result.Side{Value: value, Trials: int64(len(side)), Total: s}
	}
	return out, true
}
