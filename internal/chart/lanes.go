package chart

import (
	"image/color"
	"math"

	"weir/sim/display"
	"weir/sim/result"
)

// A Lane is a shock in force and its mean strength in each step, from 0 to 1.
type Lane struct {
	Name     string
	Ink      int  // of the colours of measures; -1 for a shock from outside, no act of enforcement
	Certain  bool // sets in at the same time in every trial
	Strength []float64
}

// lanesOf are the shocks in force. Up to three measures have colours of their own, more share one.
func lanesOf(r *result.Result) []Lane {
	steps, measures := 0, 0
	for _, p := range r.Periods {
		if p.Kind == result.Step {
			steps++
		}
	}
	var all []Lane
	names := shockNames(r)
	for _, sh := range r.Shocks {
		l := Lane{names[sh.ID], -1, sh.Certain, rounded(sh.Strength, steps)}
		if !sh.Exogenous {
			l.Ink = measures
			measures++
		}
		all = append(all, l)
	}
	for i := range all {
		if measures > len(measureInks) && all[i].Ink >= 0 {
			all[i].Ink = 1
		}
	}
	return all
}

// rounded is n strengths to three decimals; what is missing is 0.
func rounded(v []float64, n int) []float64 {
	out := make([]float64, n)
	for i := range min(n, len(v)) {
		out[i] = math.Floor(float64(min(max(v[i], 0), 1)*1000)+0.5) / 1000
	}
	return out
}

// laneSize is how lanes are drawn: lower where there are many.
type laneSize struct {
	height, pitch, text float64
	spill               float64 // how far left of the axis a name may begin
}

var (
	roomy   = laneSize{height: 11, pitch: 13, text: 7.5}
	compact = laneSize{height: 7.5, pitch: 8.4, text: 6.8}
)

const (
	fewLanes  = 4 // that are drawn roomy
	mostLanes = 12
	fullLane  = 28 // tint at full strength, percent
)

func (f *Fan) laneSize() laneSize {
	if len(f.Lanes) > fewLanes {
		return compact
	}
	return roomy
}

// base is how far below a lane's upper edge its text stands.
func (z laneSize) base() float64 { return z.height/2 + float64(z.text*0.37) }

// style is the colours of a lane.
func (l Lane) style(size float64) (fill color.NRGBA, text style) {
	if l.Ink < 0 {
		return outsideInk, style{bold: true, size: size, ink: outsideText}
	}
	return measureInks[l.Ink], style{bold: true, size: size, ink: measureTexts[l.Ink]}
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
	return float64(f.laneSize().pitch*float64(min(len(f.Lanes), mostLanes))) + 3
}

// paintLanes draws the lanes from top down; the beginning and end of those that are certain are marked down to floor.
func (f *Fan) paintLanes(s *surface, x linear, top, floor float64) {
	z := f.laneSize()
	for i, l := range f.Lanes[:f.shown()] {
		f.edges(s, x, l, top+float64(z.pitch*float64(i))+z.height, floor)
	}
	for i, l := range f.Lanes[:f.shown()] {
		f.lane(s, x, l, top+float64(z.pitch*float64(i)), z)
	}
	if n := len(f.Lanes) - f.shown(); n > 0 {
		st := style{size: z.text, ink: body}
		s.text(x.end, top+float64(z.pitch*float64(mostLanes-1))+z.base(), "and "+display.Number(n)+" more shocks", st, right)
	}
}

// acting is a strength that is worth drawing.
const acting = 0.005

// lane draws a shock's strength and name at y.
func (f *Fan) lane(s *surface, x linear, l Lane, y float64, z laneSize) {
	fill, text := l.style(z.text)
	begin := -1.0
	for j, step := range f.Steps {
		level := l.Strength[j]
		if level < acting {
			continue
		}
		if begin < 0 {
			begin = x.at(step.Begin)
		}
		s.rectangle(x.at(step.Begin), y, x.at(step.Finish), y+z.height, tint(fill, 6+int(float64(level*(fullLane-6))+0.5)))
	}
	if begin < 0 {
		text.halo = true
		s.text(x.end, y+z.base(), s.shorten(l.Name+": does not set in before the end", text, x.end-x.start), text, right)
		return
	}
	if l.Certain {
		s.rectangle(begin, y, begin+2, y+z.height, fill)
	}
	s.laneName(l.Name, text, begin, y+z.base(), x.start-z.spill, x.end)
}

// edges marks down to floor when a lane that is certain begins and ends; the ends only where there are few lanes.
func (f *Fan) edges(s *surface, x linear, l Lane, from, floor float64) {
	fill, _ := l.style(0)
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

// laneName sets the name of a lane on the line at y: in it from its beginning, overrunning its end if need be; else before it; else as far
// right as there is room, between start and end.
func (s *surface) laneName(name string, st style, begin, y, start, end float64) {
	name = s.shorten(name, st, end-start-6)
	w := s.width(name, st)
	at := begin + 5
	if at+w > end-2 {
		if at = begin - 4 - w; at < start {
			at = end - 2 - w
		}
		st.halo = at+w < begin
	}
	s.text(at, y, name, st, left)
}
