package chart

import (
	"image/color"
	"math"
)

var (
	stepKey     = style{bold: true, size: 9.5, halo: true}
	stepSmall   = style{size: 6.8, ink: muted, halo: true}
	channelName = style{size: 7.5, ink: body}
	netName     = style{bold: true, size: 7.5, ink: body}
	braceStyle  = style{bold: true, size: 8}
	leavesStyle = style{size: 7.5, ink: white}
	leavesBold  = style{bold: true, size: 7.5, ink: white}
)

const (
	bracesTall = 19.0
	originTall = 12.0 // for the words on the zero line
	fallsTall  = 190.0
	mostPitch  = 138.0
)

// A fallLayout is where the bars of a waterfall and their texts stand, measured.
type fallLayout struct {
	bars  []bar
	unit  unit
	ticks []float64
	left  float64 // of the first column
	pitch float64
	names [][][]word
	under [][]labelLine // beneath or above each bar
	lines int           // of the names
}

// A labelLine is one line of a bar's label.
type labelLine struct {
	text string
	style
	tall float64
}

func (w *Waterfall) arrange(s *surface) fallLayout {
	h := fallLayout{bars: w.bars(), unit: w.unit()}
	lo, hi := w.extent()
	h.ticks = marks(lo, hi, 4)
	var axis float64
	for _, v := range h.ticks {
		axis = max(axis, s.width(h.tick(v), tickStyle))
	}
	h.left = margin + axis + 8
	h.pitch = min((pageWidth-margin-h.left)/float64(len(h.bars)), mostPitch)
	for i, b := range h.bars {
		st := channelName
		if i == len(h.bars)-1 {
			st = netName
		}
		name := s.wrap(words(b.Name, st), h.pitch-4, 3)
		h.names = append(h.names, name)
		h.lines = max(h.lines, len(name))
		key := stepKey
		_, key.ink = b.colours(i == len(h.bars)-1)
		under := []labelLine{{h.unit.key(b.Mean), key, 10.5}}
		for _, line := range s.wrap(words(h.unit.interval(b.Fall), stepSmall), h.pitch-2, 3) {
			under = append(under, labelLine{joined(line), stepSmall, 8.2})
		}
		h.under = append(h.under, under)
	}
	return h
}

// tick writes a mark of the axis with as many decimals as the marks need.
func (h fallLayout) tick(v float64) string {
	decimals := 0
	if len(h.ticks) > 1 {
		for step := (h.ticks[1] - h.ticks[0]) / h.unit.factor; decimals < 6 && math.Abs(step-math.Floor(step+0.5)) > 1e-6*step; step *= 10 {
			decimals++
		}
	}
	if v == 0 {
		return "0"
	}
	return decimal(v/h.unit.factor, decimals)
}

// extent is from the lowest level to the highest.
func (w *Waterfall) extent() (lo, hi float64) {
	for _, b := range w.bars() {
		lo, hi = min(lo, b.from, b.to), max(hi, b.from, b.to)
	}
	if lo == hi {
		return -1, 0
	}
	return lo, hi
}

// above reports whether a bar's label stands on it: where all of it lies above the baseline.
func (b bar) above() bool { return min(b.from, b.to) >= 0 && max(b.from, b.to) > 0 }

// colours of a bar and its figure.
func (b bar) colours(net bool) (fill, text color.NRGBA) {
	fill, text = removedInk, removedText
	switch {
	case net:
		fill, text = scenarioInk, scenarioText
	case b.Mean > 0:
		fill, text = adverseInk, adverseText
	}
	if !b.Clear {
		fill, text = tint(fill, 40), muted
	}
	return fill, text
}

func (w *Waterfall) height(s *surface) float64 {
	return bracesTall + originTall + fallsTall + 8 + 9*float64(w.arrange(s).lines) + 2
}

// scale maps values onto heights, with room for the labels beyond the outermost bars.
func (w *Waterfall) scale(h fallLayout, top, floor float64) linear {
	lo, hi := w.extent()
	var below, above float64
	if lo == 0 {
		below = originTall // its words stand below
	}
	for i, b := range h.bars {
		tall := 3.0
		for _, l := range h.under[i] {
			tall += l.tall
		}
		switch {
		case b.above():
			if max(b.from, b.to) > hi-float64(0.3*(hi-lo)) {
				above = max(above, tall)
			}
		case min(b.from, b.to) < lo+float64(0.3*(hi-lo)):
			below = max(below, tall)
		}
	}
	return linear{lo, hi, floor - below, top + above}
}

func (w *Waterfall) paint(s *surface, top float64) {
	h := w.arrange(s)
	floor := top + bracesTall + originTall + fallsTall
	half := min(float64(h.pitch*0.38), 33)
	y := w.scale(h, top+bracesTall+originTall, floor)
	inside := w.inside(s, h, half, y)
	if !inside {
		h.labelRest(w)
		y = w.scale(h, top+bracesTall+originTall, floor)
	}
	end := h.left + float64(h.pitch*float64(len(h.bars)))
	for _, v := range h.ticks {
		if v != 0 {
			s.across(h.left, end, y.at(v), 0.5, grid)
		}
		s.text(h.left-6, y.at(v)+2.8, h.tick(v), tickStyle, right)
	}
	for i, b := range h.bars {
		at := h.middle(i)
		fill, _ := b.colours(i == len(h.bars)-1)
		s.rectangle(at-half, min(y.at(b.from), y.at(b.to)), at+half, max(y.at(b.from), y.at(b.to)), fill)
		if i < len(h.bars)-1 {
			s.across(at+half, at+h.pitch-half, y.at(b.to), 0.5, zero)
		}
	}
	s.across(h.left, end, y.at(0), 1, ink)
	if b := h.bars[len(h.bars)-1]; inside {
		_, text := w.amounts()
		edge := max(y.at(b.from), y.at(b.to))
		if b.above() {
			edge = min(y.at(b.from), y.at(b.to)) + 24
		}
		s.text(h.middle(len(h.bars)-1), edge-13, w.result(), leavesStyle, centre)
		s.text(h.middle(len(h.bars)-1), edge-4, text, leavesBold, centre)
	}
	w.origin(s, h, y)
	w.braces(s, h, top)
	for i := range h.bars {
		h.label(s, i, y)
		for k, line := range h.names[i] {
			s.set(h.middle(i)-s.measure(line)/2, floor+14+9*float64(k), 0, [][]word{line})
		}
	}
}

// inside reports whether what is left has room in the net bar.
func (w *Waterfall) inside(s *surface, h fallLayout, half float64, y linear) bool {
	_, text := w.amounts()
	b := h.bars[len(h.bars)-1]
	return b.Clear && math.Abs(y.at(b.to)-y.at(b.from)) > 26 && max(s.width(text, leavesBold), s.width(w.result(), leavesStyle)) < 2*half-3
}

// labelRest adds to the net bar's label what is left.
func (h *fallLayout) labelRest(w *Waterfall) {
	_, text := w.amounts()
	st := style{size: 7.5, ink: body, halo: true}
	bold := st
	bold.bold = true
	last := len(h.bars) - 1
	h.under[last] = append(h.under[last], labelLine{w.result(), st, 8.8}, labelLine{text, bold, 8.8})
}

// origin names the zero line, where the bars leave room for it.
func (w *Waterfall) origin(s *surface, h fallLayout, y linear) {
	st := style{size: 7.5, ink: body}
	text, _ := w.amounts()
	text = "baseline " + text
	reach := h.left + s.width(text, st)
	high, low := false, false
	for i, b := range h.bars {
		if h.left+float64(h.pitch*float64(i)) < reach {
			high, low = high || max(b.from, b.to) > 0, low || min(b.from, b.to) < 0 || b.Mean == 0
		}
	}
	switch {
	case !high:
		s.text(h.left, y.at(0)-3, text, st, left)
	case !low:
		s.text(h.left, y.at(0)+9, text, st, left)
	}
}

// braces draws the sums of the direct and the displaced steps over them.
func (w *Waterfall) braces(s *surface, h fallLayout, top float64) {
	m := currency(w.Currency)
	type brace struct {
		text     string
		short    string // where there is little room
		ink      color.NRGBA
		from, to int
		sum      float64
	}
	all := []brace{{"direct effect ", "direct ", removedText, 0, len(w.Direct), w.Removed}}
	if w.Removed > 0 {
		all[0].ink = adverseText
	}
	all = append(all, brace{"displaced into other channels ", "displaced ", adverseText, len(w.Direct), len(w.Direct) + len(w.Displaced), w.Returned})
	var at, wide []float64
	var drawn []brace
	for _, b := range all {
		if b.from == b.to {
			continue
		}
		from, to := h.left+float64(h.pitch*(float64(b.from)+0.12)), h.left+float64(h.pitch*(float64(b.to)-0.12))
		text := m.amount(math.Abs(b.sum))
		switch {
		case b.sum > 0:
			text = "+" + text
		case b.sum < 0:
			text = "−" + text
		}
		if from+s.width(b.text+text, braceStyle) > pageWidth-margin {
			b.text = b.short
		}
		b.text += text
		var err float64
		for _, f := range w.steps()[b.from:b.to] {
			err += f.se
		}
		if math.Abs(b.sum) <= float64(certain*err) {
			b.ink = muted
		}
		s.across(from, to, top+15, 1, b.ink)
		drawn = append(drawn, b)
		width := s.width(b.text, braceStyle)
		at, wide = append(at, max((from+to)/2, from+width/2)), append(wide, width+10)
	}
	for i, x := range spread(at, wide, h.left-12, pageWidth-margin+5) {
		st := braceStyle
		st.ink = drawn[i].ink
		s.text(x, top+10, drawn[i].text, st, centre)
	}
}

// label sets a bar's figures below it, or above where it lies above the baseline.
func (h fallLayout) label(s *surface, i int, y linear) {
	b := h.bars[i]
	from := max(y.at(b.from), y.at(b.to)) + 1
	if b.above() {
		from = min(y.at(b.from), y.at(b.to)) - 2
		for _, l := range h.under[i] {
			from -= l.tall
		}
	}
	for _, l := range h.under[i] {
		from += l.tall
		s.text(h.middle(i), from-1, l.text, l.style, centre)
	}
}

// middle is that of a column.
func (h fallLayout) middle(i int) float64 { return h.left + float64(h.pitch*(float64(i)+0.5)) }
