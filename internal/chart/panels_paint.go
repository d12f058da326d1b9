package chart

import (
	"image/color"
	"math"
)

var (
	panelTitle = style{bold: true, size: 9, ink: ink}
	panelKey   = style{size: 7.8, ink: body}
	panelSmall = style{size: 7.5, ink: muted}
	panelTick  = style{size: 7.5, ink: muted}
)

const (
	panelGap  = 16.0 // between columns
	rowGap    = 15.0
	lineTall  = 9.8
	titleTall = 11.0
	noneWide  = 21.0 // the bars of trials with nothing, left of the density
)

// A panelsLayout is where the panels stand on a page, measured.
type panelsLayout struct {
	columns int
	wide    float64 // of a panel
	curve   float64 // height of a density
	heads   [][][]headLine
	tall    []float64 // height of a row's texts
}

// A headLine is a line above a density and the distance to the line before it.
type headLine struct {
	words []word
	lead  float64
}

// arrange measures the panels.
func (p *Panels) arrange(s *surface) panelsLayout {
	n := len(p.Panels)
	a := panelsLayout{columns: 3, curve: 54}
	switch {
	case n == 1:
		a.columns, a.curve = 1, 130
	case n == 2 || n == 4:
		a.columns, a.curve = 2, 72
	case n > 9:
		a.curve = 46
	}
	a.wide = (textWidth - panelGap*float64(a.columns-1)) / float64(a.columns)
	for from := 0; from < n; from += a.columns {
		var row [][]headLine
		var tall float64
		for _, q := range p.Panels[from:min(from+a.columns, n)] {
			head := p.head(s, q, a.wide)
			row = append(row, head)
			var h float64
			for _, l := range head {
				h += l.lead
			}
			tall = max(tall, h)
		}
		a.heads = append(a.heads, row)
		a.tall = append(a.tall, tall)
	}
	return a
}

// head sets the lines above a density.
func (p *Panels) head(s *surface, q Panel, wide float64) []headLine {
	var lines []headLine
	add := func(lead float64, wrapped [][]word) {
		for i, l := range wrapped {
			if i > 0 {
				lead = lineTall
			}
			lines = append(lines, headLine{l, lead})
		}
	}
	name := s.wrap(words(q.Name, panelTitle), wide, 2)
	for _, l := range name {
		lines = append(lines, headLine{l, titleTall})
	}
	key, interval, none := q.lines(currency(p.Currency), p.Compared)
	first := words(key, panelKey)
	if q.Change != "" {
		st := style{bold: true, size: panelKey.size, ink: body}
		if q.Down {
			st.ink = removedText
		}
		if q.Up {
			st.ink = adverseText
		}
		first = append(first, word{bind(q.Change), st})
	}
	add(lineTall+0.6, s.wrap(first, wide, 3))
	add(lineTall, s.wrap(words(interval, panelSmall), wide, 3))
	add(lineTall, s.wrap(words(none, panelSmall), wide, 2))
	return lines
}

// below is what stands under a density: ticks and interval bars.
func (p *Panels) below() float64 {
	if p.Compared {
		return 13 + 2*8 + 4
	}
	return 13 + 8 + 4
}

func (p *Panels) height(s *surface) float64 {
	a := p.arrange(s)
	var h float64
	for _, tall := range a.tall {
		h += tall + 5 + a.curve + p.below() + rowGap
	}
	return h - rowGap + 2
}

func (p *Panels) paint(s *surface, top float64) {
	a := p.arrange(s)
	for row, heads := range a.heads {
		for column, head := range heads {
			q := p.Panels[row*a.columns+column]
			x := margin + (a.wide+panelGap)*float64(column)
			y := top
			for _, l := range head {
				y += l.lead
				s.set(x, y-2.5, 0, [][]word{l.words})
			}
			p.panel(s, q, x, top+a.tall[row]+5, a)
		}
		top += a.tall[row] + 5 + a.curve + p.below() + rowGap
	}
}

// panel draws a density with its axis and intervals.
func (p *Panels) panel(s *surface, q Panel, left, top float64, a panelsLayout) {
	x := linear{q.Lo, q.Hi, left, left + a.wide}
	bars := max(q.Baseline.Zero, q.Scenario.Zero) >= 0.0005
	if bars {
		x.start += noneWide
	}
	y := linear{0, 1.04, top + a.curve, top}
	p.ticks(s, q, x, y)
	if bars {
		p.none(s, q, left, y)
	}
	if p.Compared {
		p.curve(s, q.Baseline, x, y, baselineInk, 20, 1.2)
		p.curve(s, q.Scenario, x, y, scenarioInk, 45, 1.7)
	} else {
		p.curve(s, q.Scenario, x, y, baselineInk, 25, 1.5)
	}
	s.across(x.start, x.end, y.start, 0.8, zero)
	at := y.start + 19
	if p.Compared {
		p.interval(s, q.Baseline, x, at, baselineInk)
		p.interval(s, q.Scenario, x, at+8, scenarioText)
	} else {
		p.interval(s, q.Scenario, x, at, baselineInk)
	}
}

// ticks draws the axis of values: fine lines, labels below, pushed inside the panel.
func (p *Panels) ticks(s *surface, q Panel, x, y linear) {
	all := marks(q.Lo, q.Hi, 3)
	if q.Scenario.Zero == 1 && (!p.Compared || q.Baseline.Zero == 1) {
		all = []float64{0}
	}
	texts := currency(p.Currency).ticks(all)
	free := math.Inf(-1)
	for i, v := range all {
		at := x.at(v)
		c := grid
		if v == 0 {
			c = zero
		}
		s.down(min(max(at, x.start+0.25), x.end-0.25), y.end, y.start, 0.5, c)
		w := s.width(texts[i], panelTick)
		middle := min(max(at, x.start+w/2), x.end-w/2)
		if x.start > margin && middle-w/2 < x.start-2 {
			middle = x.start + w/2
		}
		if middle-w/2 < free || i < len(all)-1 && middle+w/2+3 > min(x.at(all[len(all)-1]), x.end)-s.width(texts[len(all)-1], panelTick)/2 && i > 0 {
			continue
		}
		s.text(middle, y.start+10, texts[i], panelTick, centre)
		free = middle + w/2 + 3
	}
}

// none draws the share of trials that are exactly zero as bars of their own, out of a whole.
func (p *Panels) none(s *surface, q Panel, left float64, y linear) {
	bar := func(x, share float64, c color.NRGBA) {
		s.rectangle(x, y.end, x+5, y.start, grid)
		if share > 0 {
			s.rectangle(x, min(lerp(y.start, y.end, share), y.start-0.5), x+5, y.start, c)
		}
	}
	if p.Compared {
		bar(left, q.Baseline.Zero, tint(baselineInk, 60))
		bar(left+6, q.Scenario.Zero, scenarioInk)
	} else {
		bar(left+3, q.Scenario.Zero, tint(baselineInk, 60))
	}
	s.text(left, y.start+10, "none", style{size: 6.8, ink: muted}, 0)
}

// curve fills a density and draws its line, not where it is next to nothing; what is the same in all trials is a spike.
func (p *Panels) curve(s *surface, d Spread, x, y linear, c color.NRGBA, percent int, width float64) {
	if d.Curve == nil {
		p.spike(s, d, x, y, c)
		return
	}
	points := make([]point, len(d.Curve))
	for i, v := range d.Curve {
		points[i] = point{lerp(x.start, x.end, float64(i)/float64(len(d.Curve)-1)), y.at(v)}
	}
	area := append([]point{{x.start, y.start}}, points...)
	s.polygon(append(area, point{x.end, y.start}), veil(c, percent))
	var run []point
	for i, v := range d.Curve {
		if v > 0.004 {
			run = append(run, points[i])
			continue
		}
		s.line(run, width, c)
		run = nil
	}
	s.line(run, width, c)
}

// spike draws a value that is the same in every trial; nothing where that is zero, as a bar shows it.
func (p *Panels) spike(s *surface, d Spread, x, y linear, c color.NRGBA) {
	if !d.Constant || d.Median == 0 {
		return
	}
	s.down(x.at(d.Median), y.at(1), y.start, 2, c)
}

// interval draws 5th to 95th percentile and the median.
func (p *Panels) interval(s *surface, d Spread, x linear, y float64, c color.NRGBA) {
	from, to := x.at(d.P5), x.at(d.P95)
	if to > from {
		s.across(from, to, y, 1, c)
		s.down(from, y-2, y+2, 0.75, c)
		s.down(to, y-2, y+2, 0.75, c)
	}
	s.dot(point{x.at(d.Median), y}, 2.1, c)
}
