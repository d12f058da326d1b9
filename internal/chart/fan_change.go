package chart

import (
	"math"
	"slices"

	"weir/sim/result"
)

// A change is that of the median in one step.
type change struct {
	step     int
	relative float64 // 0 where the text is an amount
	err      float64 // of relative
	text     string  // "21%" or "$1.2bn"
	down     bool
}

// A deviation is how the scenario's medians differ from the baseline's through the forecast.
type deviation struct {
	most, last change // the greatest change, and that of the last step that has a clear one
	lasts      bool   // last is in the last step, in the direction of most and not clearly smaller
}

// deviation compares the medians; nil where no step's change is clear.
func (f *Fan) deviation(r *result.Result, sub subject) *deviation {
	all := f.changes(r, sub)
	if len(all) == 0 {
		return nil
	}
	percents := !slices.ContainsFunc(all, func(c change) bool { return c.relative == 0 })
	size := func(c change) float64 {
		if percents {
			return math.Abs(c.relative)
		}
		return math.Abs(f.Steps[c.step].P[result.P50] - f.Steps[c.step].Baseline)
	}
	d := &deviation{most: all[0], last: all[len(all)-1]}
	for _, c := range all {
		if size(c) > size(d.most) {
			d.most = c
		}
	}
	smaller := size(d.last) < size(d.most)*0.85 && differ(d.most, d.last)
	d.lasts = d.last.step == len(f.Steps)-1 && d.last.down == d.most.down && !smaller
	return d
}

// shown is the change that the chart marks: at the end where it lasts, else the greatest.
func (d *deviation) shown() change {
	if d.lasts {
		return d.last
	}
	return d.most
}

// changes are those of the forecast steps in which scenario and baseline differ beyond the error.
func (f *Fan) changes(r *result.Result, sub subject) []change {
	var all []change
	for i, at := range f.Steps {
		if f.past(at) {
			continue
		}
		e := sub.effect("total", at.period)
		diff := at.P[result.P50] - at.Baseline
		if !e.clear() || !e.agrees(diff) {
			continue
		}
		median := e.median(r.Trials)
		if text := median.size(diff, currency(r.Currency).round); text != "" {
			all = append(all, change{i, median.change, median.err, text, diff < 0})
		}
	}
	return all
}

// differ reports whether two changes differ beyond their errors, and in words.
func differ(a, b change) bool {
	known := a.relative == 0 || b.relative == 0 || math.Abs(a.relative-b.relative) > a.err+b.err
	return known && a.text != b.text
}
