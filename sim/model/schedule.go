package model

import (
	"math"

	"weir/sim/scenario"
)

// schedule reads a known path and condenses it to its mean over each step.
func (b *builder) schedule(s *Symbol, n *scenario.Node, r *lawReader) {
	s.Kind = Schedule
	rows := n.Get("schedule")
	hold := false
	if between := n.Get("between"); between != nil {
		switch between.Text {
		case "linear":
		case "hold":
			hold = true
		default:
			b.diags.Errorf(between.At, s.Path, `write "linear" or "hold"`, "%q says nothing of what lies between dates", between.Text)
			return
		}
	}
	for _, row := range rows.Items {
		if len(row.Items) > 1 {
			r.findUnit(row.Items[1])
		}
	}
	if !r.known {
		b.missing(n, n.KeyAt, s.Path, `every parameter has one: unit = "1", "share", ...`, "no unit")
		return
	}
	s.in(r.declared)
	if len(rows.Items) == 0 {
		b.diags.Errorf(rows.At, s.Path, "write [[2022-01-01, 1.0], [2024-01-01, 1.3]]", "the schedule is empty")
		return
	}
	var at, value []float64
	for _, row := range rows.Items {
		if row.Wrong {
			return // already reported
		}
		if row.Kind != scenario.Array || len(row.Items) != 2 {
			b.diags.Errorf(row.At, s.Path, "write [2022-01-01, 1.0]", "each entry of a schedule is a date and a value")
			return
		}
		day, ok := b.instant(row.Items[0], s.Path)
		if !ok {
			return
		}
		v := r.number(row.Items[1], false)
		if r.failed {
			return
		}
		if len(at) > 0 && day <= at[len(at)-1] {
			b.diags.Errorf(row.Items[0].At, s.Path, "put the dates in order", "%s is not after the date before it", row.Items[0].Text)
			return
		}
		if s.Share && (v < 0 || v > 1) {
			b.shareError(row.Items[1], s.Path, v, v)
			return
		}
		at, value = append(at, day), append(value, v*s.Factor)
	}
	t := b.m.Time
	s.ByStep = make([]float64, t.Steps)
	for k := range s.ByStep {
		s.ByStep[k] = meanOver(at, value, hold, t.Begin(k), t.Begin(k+1))
	}
}

// meanOver is the mean over [from, to) of a path that is flat outside its dates, and linear or constant between them.
func meanOver(at, value []float64, hold bool, from, to float64) float64 {
	last := len(at) - 1
	if to <= at[0] {
		return value[0]
	}
	if from >= at[last] {
		return value[last]
	}
	var area, lo, hi float64
	lo, hi = math.Inf(1), math.Inf(-1)
	add := func(a, b, va, vb float64) {
		if a < b {
			lo, hi = min(lo, va, vb), max(hi, va, vb)
			area += float64((b - a) * (va + vb) / 2)
		}
	}
	add(from, min(to, at[0]), value[0], value[0])
	for i := range last {
		a, b := max(from, at[i]), min(to, at[i+1])
		if a >= b {
			continue
		}
		if hold {
			add(a, b, value[i], value[i])
			continue
		}
		slope := (value[i+1] - value[i]) / (at[i+1] - at[i])
		add(a, b, value[i]+float64(slope*(a-at[i])), value[i]+float64(slope*(b-at[i])))
	}
	add(max(from, at[last]), to, value[last], value[last])
	if lo == hi { // a mean of equal values is that value, whatever the rounding of the area
		return lo
	}
	return area / (to - from)
}
