package chart

import (
	"math"

	"weir/sim/result"
)

// deepest marks the step of the greatest change and says how great it is, beside the fan where there is room, else on it.
func (f *Fan) deepest(s *surface, x, y linear) {
	if f.Deepest < 0 {
		return
	}
	step := f.Steps[f.Deepest]
	at := x.at((step.Begin + step.Finish) / 2)
	lower, upper := point{at, y.at(min(step.P[result.P50], step.Baseline))}, point{at, y.at(max(step.P[result.P50], step.Baseline))}
	key, note := f.Change+" ("+step.Name+")", "median against baseline"
	w := max(s.width(key, keyStyle), s.width(note, keyNote))
	const tall = 22.0
	box, ok := f.room(s, x, y, at, w, tall)
	if ok {
		target, from := lower, point{box.x + w/2, box.y - 1}
		if box.y < lower.y {
			target, from = upper, point{box.x + w/2, box.y + tall + 1}
		}
		s.arrow(from, target, box.x, w)
	}
	s.dot(point{at, y.at(step.Baseline)}, 2.3, baselineInk)
	s.dot(point{at, y.at(step.P[result.P50])}, 2.3, scenarioText)
	if ok {
		s.text(box.x, box.y+9, key, keyStyle, left)
		s.text(box.x, box.y+19, note, keyNote, left)
	}
}

// room looks for the best place of a text of width w and the given height near the time at: clear of the bands if
// possible, close to the point, off all labels. It is false where no place is free of labels.
func (f *Fan) room(s *surface, x, y linear, at, w, tall float64) (best point, ok bool) {
	least := math.Inf(1)
	step := f.Steps[f.Deepest]
	low, high := y.at(min(step.P[result.P50], step.Baseline)), y.at(max(step.P[result.P50], step.Baseline))
	for px := x.start + 3; px+w <= x.end-2; px += 4 {
		for py := y.end + 2; py+tall <= y.start-3; py += 4 {
			if s.taken(px-2, py-1, px+w+2, py+tall+1) {
				continue
			}
			away := min(math.Abs(py-low), math.Abs(py+tall-high))
			if py < low && py+tall > high || away < 14 {
				continue // too close for an arrow
			}
			aside := math.Abs(px + w/2 - at)
			far := max(aside-w/2, 0)
			cost := away + float64(0.5*aside) + float64(3*far) + float64(4*f.cover(x, y, px-3, py-2, px+w+3, py+tall+2))
			if cut := x.at(f.Forecast); f.history() && px-4 < cut && cut < px+w+4 {
				cost += 60
			}
			if cost < least {
				least, best, ok = cost, point{px, py}, true
			}
		}
	}
	return best, ok
}

// taken reports whether a label stands within the box.
func (s *surface) taken(x0, y0, x1, y1 float64) bool {
	for _, l := range s.labels {
		if l.x0 < x1 && x0 < l.x1 && l.y0 < y1 && y0 < l.y1 {
			return true
		}
	}
	return false
}

// cover is how much of a box lies on the fan, in points of height: the middle bands and the medians count more.
func (f *Fan) cover(x, y linear, x0, y0, x1, y1 float64) float64 {
	var sum, n float64
	for _, st := range f.Steps {
		if x.at(st.Finish) < x0 || x.at(st.Begin) > x1 {
			continue
		}
		n++
		for k, weight := range [...]float64{0.3, 0.5, 1.2} {
			sum += float64(weight * max(min(y1, y.at(st.P[result.P5+k]))-max(y0, y.at(st.P[result.P95-k])), 0))
		}
		for _, v := range [...]float64{st.P[result.P50], st.Baseline} {
			if h := y.at(v); h > y0 && h < y1 {
				sum += 60
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// arrow draws a bent arrow from a text to just before a point.
func (s *surface) arrow(from, to point, boxStart, boxWidth float64) {
	from.x = min(max(to.x, boxStart+8), boxStart+boxWidth-8)
	gap := 5.0
	if to.y > from.y {
		gap = -gap
	}
	tip := point{to.x, to.y + gap}
	mid := (from.y + tip.y) / 2
	s.line(bend(from, point{from.x, mid}, point{tip.x, mid}, tip, 16), 0.9, ink)
	back := 3.2
	if gap < 0 {
		back = -back
	}
	s.line([]point{{tip.x - 2.3, tip.y + back}, tip, {tip.x + 2.3, tip.y + back}}, 0.9, ink)
}
