package variance

import (
	"weir/sim/result"
	"weir/sim/stat"
	"weir/sim/summary"
)

// bySide says what the totals are under each value of an input that takes one of two: over the kept trials that have it.
func bySide(totals []*total, kept [][]float64, results []*result.Result) {
	for _, t := range totals {
		out := results[t.file]
		for _, in := range t.inputs {
			if !in.TwoValued {
				continue
			}
			sides, ok := sidesOf(kept[in.Row], kept[t.row])
			if !ok { // the trials have one value alone
				continue
			}
			s := result.Switch{Path: in.Path, Name: in.Name, Title: in.Title, Measure: t.Measure, Provenance: provenance(in)}
			for i, side := range sides {
				side.Value /= in.Factor
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
		for from := 0; from < len(side); from += block {
			part := side[from:min(from+block, len(side))]
			counts.Add(part)
			m = stat.Merge(m, stat.BlockMoments(part))
		}
		d := counts.Distribution()
		s := summary.Of(m, d, false)
		s.SE = m.SE()
		s.Lo, s.Hi = summary.Bounds(d, summary.Ranks(int64(len(side))), nil)
		out[i] = result.Side{Value: value, Trials: int64(len(side)), Total: s}
	}
	return out, true
}
