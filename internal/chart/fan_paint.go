package chart

import (
	"image/color"
	"math"

	"weir/sim/result"
)

const (
	plotHeight   = 178.0
	lowPlot      = 160.0 // below many lanes
	axisHeight   = 16.0
	bracketsWide = 22.0 // the three bars at the right and the gap before them
)

var (
	endStyle    = style{size: 7.5, ink: body}
	marginStyle = style{size: 7.5, ink: muted}
	keyStyle    = style{bold: true, size: 9.5, ink: ink, halo: true}
	keyNote     = style{size: 7.5, ink: body, halo: true}
)

func (f *Fan) height(*surface) float64 {
	return f.lanesHeight() + f.markHeight() + f.plotHeight() + axisHeight
}

func (f *Fan) plotHeight() float64 {
	if len(f.Lanes) > 6 {
		return lowPlot
	}
	return plotHeight
}

// markHeight is the row that says where the forecast begins.
func (f *Fan) markHeight() float64 {
	if f.history() {
		return 13
	}
	return 3
}

// extent is the lowest and highest value drawn.
func (f *Fan) extent() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, s := range f.Steps {
		lo, hi = min(lo, s.P[result.P5]), max(hi, s.P[result.P95])
		if f.Compared {
			lo, hi = min(lo, s.Baseline), max(hi, s.Baseline)
		}
	}
	return lo, hi
}

func (f *Fan) paint(s *surface, top float64) {
	m := currency(f.Currency)
	ends := f.ends(m)
	var gutter float64
	for _, e := range ends {
		gutter = max(gutter, s.width(e.text, e.style))
	}
	from, to := upward(f.extent())
	ticks := marks(from, to, 4)
	if lo, hi := f.extent(); lo == hi && lo == 0 {
		ticks = ticks[:1]
	}
	texts := m.ticks(ticks)
	var axis float64
	for _, t := range texts {
		axis = max(axis, s.width(t, tickStyle))
	}
	x := linear{f.Steps[0].Begin, f.last().Finish, margin + axis + 6, pageWidth - margin - gutter - bracketsWide - 13}
	ceiling := top + f.lanesHeight() + f.markHeight()
	y := linear{from, to, ceiling + f.plotHeight(), ceiling}

	for i, v := range ticks {
		s.across(x.start, x.end, y.at(v), 0.5, grid)
		s.text(x.start-6, y.at(v)+2.8, texts[i], tickStyle, right)
	}
	f.bands(s, x, y)
	for _, v := range ticks {
		s.across(x.start, x.end, y.at(v), 0.5, veil(white, 45))
	}
	if from < 0 {
		s.across(x.start, x.end, y.at(0), 0.8, zero)
	}
	f.paintLanes(s, x, top, y.start)
	f.medians(s, x, y, 1)
	f.forecastMark(s, x, y)
	timeAxis(s, x, y.start, f.spans(), tickStyle, 14)
	f.deepest(s, x, y)
	f.paintEnds(s, x, y, ends)
}

// spans are the steps' names and times.
func (f *Fan) spans() []span {
	var all []span
	for _, st := range f.Steps {
		all = append(all, span{st.Name, st.Begin, st.Finish})
	}
	return all
}

// track is a value through time as two polylines, history and forecast: a point in the middle of each step, level to the
// edges of the first and the last. History ends halfway between its last value and edge, the baseline's in the first step of
// the forecast. The forecast begins there too, unless a shock acts in its first step: then it begins at its own value.
func (f *Fan) track(x, y linear, edge float64, value func(FanStep) float64) (past, future []point) {
	at := func(t, v float64) point { return point{x.at(t), y.at(v)} }
	var before float64
	for i, s := range f.Steps {
		v, middle := value(s), (s.Begin+s.Finish)/2
		if f.past(s) {
			if i == 0 {
				past = append(past, at(s.Begin, v))
			}
			past = append(past, at(middle, v))
			before = v
			continue
		}
		if len(future) == 0 {
			start := v
			if len(past) > 0 {
				past = append(past, at(f.Forecast, (before+edge)/2))
				if s.P == f.Edge || edge == v {
					start = (before + v) / 2
				}
			}
			future = append(future, at(f.Forecast, start))
		}
		future = append(future, at(middle, v))
	}
	return past, append(future, at(f.last().Finish, value(f.last())))
}

// bands fills the areas that hold 90, 80 and 50% of outcomes.
func (f *Fan) bands(s *surface, x, y linear) {
	colours := baselineBands
	if f.Compared {
		colours = scenarioBands
	}
	for k := range 3 {
		past, future := f.track(x, y, f.Edge[result.P5+k], func(st FanStep) float64 { return st.P[result.P5+k] })
		highPast, highFuture := f.track(x, y, f.Edge[result.P95-k], func(st FanStep) float64 { return st.P[result.P95-k] })
		s.band(past, highPast, baselineBands[k])
		s.band(future, highFuture, colours[k])
	}
}

// band fills what lies between two polylines with the same abscissas.
func (s *surface) band(low, high []point, c color.NRGBA) {
	ring := append([]point(nil), high...)
	for i := len(low) - 1; i >= 0; i-- {
		ring = append(ring, low[i])
	}
	s.polygon(ring, c)
}

// medians draws the lines, their widths times weight.
func (f *Fan) medians(s *surface, x, y linear, weight float64) {
	past, future := f.track(x, y, f.Edge[result.P50], func(st FanStep) float64 { return st.P[result.P50] })
	s.line(past, 1.8*weight, baselineInk)
	if !f.Compared {
		s.line(future, 1.8*weight, baselineInk)
		return
	}
	s.line(future, 2*weight, scenarioText)
	_, dash := f.track(x, y, f.Edge[result.P50], func(st FanStep) float64 {
		if f.past(st) {
			return st.P[result.P50] // the same in history
		}
		return st.Baseline
	})
	s.dashed(dash, 1.5*weight, 4.5*weight, 2.5*weight, ink)
}

// forecastMark draws where history ends.
func (f *Fan) forecastMark(s *surface, x, y linear) {
	if !f.history() {
		return
	}
	at, top := x.at(f.Forecast), y.end-11
	s.down(at, top, y.start, 0.75, ink)
	text := "forecast from " + f.From + " →"
	st := style{bold: true, size: 7.5, ink: ink, halo: true}
	if w := s.width(text, st); at+4+w > x.end {
		text = "forecast from " + f.From
		s.text(at-4, y.end-4, text, st, right)
		return
	}
	s.text(at+4, y.end-4, text, st, left)
	if back := "← history"; at-4-s.width(back, marginStyle) > x.start {
		st = marginStyle
		st.halo = true
		s.text(at-4, y.end-4, back, st, right)
	}
}

// An end is a label at the right of the fan.
type end struct {
	text  string
	style style
	value float64
}

// ends are the labels at the right: the bands' upper ends and the medians of the last step.
func (f *Fan) ends(m money) []end {
	last := f.last()
	var all []end
	if last.P[result.P95] > last.P[result.P5] {
		all = append(all, end{"90% of outcomes", endStyle, last.P[result.P95]}, end{"80%", endStyle, last.P[result.P90]}, end{"50%", endStyle, last.P[result.P75]})
	}
	scenario := style{bold: true, size: 8, ink: scenarioText}
	baseline := style{bold: true, size: 8, ink: baselineInk}
	if !f.Compared {
		return append(all, end{"Median " + m.amount(last.P[result.P50]), baseline, last.P[result.P50]})
	}
	a, b := m.pair(last.Baseline, last.P[result.P50])
	// Of two equal values the baseline stands above.
	return append(all, end{"Baseline " + a, baseline, last.Baseline}, end{"Scenario " + b, scenario, last.P[result.P50]})
}

// paintEnds draws the bars that measure the bands at the end, and the labels.
func (f *Fan) paintEnds(s *surface, x, y linear, ends []end) {
	last := f.last()
	colours := baselineBands
	if f.Compared {
		colours = scenarioBands
	}
	bars := x.end + 5
	if last.P[result.P95] > last.P[result.P5] {
		for k := range 3 {
			at := bars + 5*float64(2-k)
			s.rectangle(at, y.at(last.P[result.P95-k]), at+4, max(y.at(last.P[result.P5+k]), y.at(last.P[result.P95-k])+0.5), colours[k])
		}
	}
	at := make([]float64, len(ends))
	for i, e := range ends {
		at[i] = y.at(e.value)
	}
	index := order(at)
	wish, tall := make([]float64, len(ends)), make([]float64, len(ends))
	for i, k := range index {
		wish[i], tall[i] = at[k], 10.4
	}
	place := spread(wish, tall, y.end-3, y.start+4)
	leader := bars + bracketsWide - 6
	for i, k := range index {
		e := ends[k]
		s.line([]point{{leader, pixel(wish[i]) + 0.125}, {leader + 3, pixel(wish[i]) + 0.125}, {leader + 6, pixel(place[i]) + 0.125}, {leader + 9, pixel(place[i]) + 0.125}}, 0.5, zero)
		s.text(leader+11, place[i]+2.7, e.text, e.style, left)
	}
}
