package chart

import "image/color"

// Lanes are the shocks in force, a row each above the data, tinted by their mean strength.
const (
	laneHeight = 11.0
	lanePitch  = 13.0
	mostLanes  = 10
	fullLane   = 28 // tint at full strength, percent
)

// laneStyle is the colours of a lane.
func (f *Fan) laneStyle(i int) (fill color.NRGBA, text style) {
	n := 0
	for _, l := range f.Lanes {
		if !l.Outside {
			n++
		}
	}
	text = style{bold: true, size: 7.5, halo: false}
	switch {
	case f.Lanes[i].Outside:
		fill, text.ink = outsideInk, outsideText
	case n > len(measureInks):
		fill, text.ink = measureInks[1], measureTexts[1]
	default:
		k := 0
		for _, l := range f.Lanes[:i] {
			if !l.Outside {
				k++
			}
		}
		fill, text.ink = measureInks[k], measureTexts[k]
	}
	return fill, text
}

// shown are the lanes that are drawn; the others are counted in a line of their own.
func (f *Fan) shown() int {
	if len(f.Lanes) > mostLanes {
		return mostLanes - 1
	}
	return len(f.Lanes)
}

// lanesHeight is what the lanes take.
func (f *Fan) lanesHeight() float64 {
	if len(f.Lanes) == 0 {
		return 0
	}
	return lanePitch*float64(min(len(f.Lanes), mostLanes)) + 3
}

// paintLanes draws the lanes from top down; the beginning and end of those that are certain are marked down to floor.
func (f *Fan) paintLanes(s *surface, x linear, top, floor float64) {
	for i := range f.shown() {
		fill, _ := f.laneStyle(i)
		f.edges(s, x, f.Lanes[i], top+lanePitch*float64(i)+laneHeight, floor, fill)
	}
	for i := range f.shown() {
		f.lane(s, x, i, top+lanePitch*float64(i))
	}
	if n := len(f.Lanes) - f.shown(); n > 0 {
		st := style{size: 7.5, ink: body}
		s.text(x.end, top+lanePitch*float64(mostLanes-1)+8.3, "and "+number(n)+" more shocks", st, right)
	}
}

// acting is a strength that is worth drawing.
const acting = 0.005

// lane draws a shock's strength and name at y.
func (f *Fan) lane(s *surface, x linear, i int, y float64) {
	fill, text := f.laneStyle(i)
	l, begin := f.Lanes[i], -1.0
	for j, step := range f.Steps {
		level := l.Strength[j]
		if level < acting {
			continue
		}
		if begin < 0 {
			begin = x.at(step.Begin)
		}
		s.rectangle(x.at(step.Begin), y, x.at(step.Finish), y+laneHeight, tint(fill, 6+int(float64(level*(fullLane-6))+0.5)))
	}
	if begin < 0 {
		text.halo = true
		s.text(x.end, y+8.3, s.shorten(l.Name+": does not set in before the end", text, x.end-x.start), text, right)
		return
	}
	if l.Certain {
		s.rectangle(begin, y, begin+2, y+laneHeight, fill)
	}
	s.laneName(l.Name, text, begin, y, x)
}

// edges marks down to floor when a lane that is certain begins and ends; the ends only where there are few lanes.
func (f *Fan) edges(s *surface, x linear, l Lane, from, floor float64, fill color.NRGBA) {
	if !l.Certain || len(f.Lanes) > 8 {
		return
	}
	on := false
	for j, step := range f.Steps {
		now := l.Strength[j] >= acting
		if now && !on || on && !now && len(f.Lanes) <= 4 {
			at := pixel(x.at(step.Begin)) + 0.5/scale
			s.dashed([]point{{at, from}, {at, floor}}, 0.5, 2, 2, tint(fill, 60))
		}
		on = now
	}
}

// laneName sets the name of a lane: in it from its beginning, overrunning its end if need be; else before it; else as far
// right as there is room.
func (s *surface) laneName(name string, st style, begin, y float64, x linear) {
	name = s.shorten(name, st, x.end-x.start-6)
	w := s.width(name, st)
	at := begin + 5
	if at+w > x.end-2 {
		if at = begin - 4 - w; at < x.start {
			at = x.end - 2 - w
		}
		st.halo = at+w < begin
	}
	s.text(at, y+8.3, name, st, left)
}
