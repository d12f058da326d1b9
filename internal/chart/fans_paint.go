package chart

import "weir/sim/display"

var (
	fanTick     = style{size: 7.2, ink: muted}
	fanExposure = style{size: 7, ink: muted, halo: true}
	fanLane     = laneSize{height: 9, pitch: 10.5, text: 6.8}
)

const (
	fanGap    = 13.0 // between columns
	fanRows   = 14.0 // between rows
	fanLanes  = 4    // in a panel; beyond that they are counted
	fanAxis   = 12.0 // height of the years
	fanLead   = 11.0 // of a name's lines
	exposeLow = 9.5  // height of the line on exposure
)

// A fansLayout is where the fans stand on a page, measured.
type fansLayout struct {
	columns int
	plot    float64 // height of a panel's plot
	wide    float64 // of a panel with its axis
	axis    float64 // of that, for the marks of the axis
	names   [][][]word
	below   []bool    // whether the change stands below the name, which is too long to leave it room
	heads   []float64 // height above the plot, by row
	ticks   [][]float64
	scales  [][2]float64
}

// arrange measures the fans.
func (p *Fans) arrange(s *surface) fansLayout {
	n := len(p.Fans)
	a := fansLayout{columns: 3, plot: 74}
	switch {
	case n <= 3:
		a.columns, a.plot = n, 120
	case n == 4:
		a.columns, a.plot = 2, 84
	case n > 6:
		a.plot = 60
	}
	a.wide = (textWidth - fanGap*float64(a.columns-1)) / float64(a.columns)
	lo, hi := p.Fans[0].Fan.extent()
	for _, c := range p.Fans {
		low, high := c.Fan.extent()
		lo, hi = min(lo, low), max(hi, high)
	}
	for _, c := range p.Fans {
		low, high := c.Fan.extent()
		empty := low == 0 && high == 0
		if p.Shared {
			low, high = lo, hi
		}
		from, to := upward(low, high)
		ticks := marks(from, to, 3)
		if empty && !p.Shared {
			ticks = ticks[:1]
		}
		a.scales, a.ticks = append(a.scales, [2]float64{from, to}), append(a.ticks, ticks)
		for _, t := range currency(p.Currency).ticks(ticks) {
			a.axis = max(a.axis, s.width(t, fanTick)+5)
		}
	}
	for i, c := range p.Fans {
		name, below := c.title(s, a.wide-a.axis)
		a.names, a.below = append(a.names, name), append(a.below, below)
		head := fanLead*float64(len(name)) + 2 + c.lanesTall() + 2
		if below {
			head += fanLead
		}
		if i%a.columns == 0 {
			a.heads = append(a.heads, 0)
		}
		row := i / a.columns
		a.heads[row] = max(a.heads[row], head)
	}
	return a
}

// title wraps the name beside the change, or above it where it takes more than two lines there.
func (c ChannelFan) title(s *surface, wide float64) (name [][]word, below bool) {
	beside := wide
	if c.Change != "" {
		beside -= s.width(c.Change, changeStyle(c)) + 6
	}
	all := words(c.Name, panelTitle)
	if name = s.wrap(all, beside, 3); len(name) < 3 || c.Change == "" {
		return name, false
	}
	return s.wrap(all, wide, 3), true
}

// changeStyle is how a change is set: its direction has a colour.
func changeStyle(c ChannelFan) style {
	switch {
	case c.Down:
		return style{bold: true, size: 8.5, ink: removedText}
	case c.Up:
		return style{bold: true, size: 8.5, ink: adverseText}
	}
	return style{size: 7.5, ink: muted}
}

// lanesTall is the height of what acts on a channel.
func (c ChannelFan) lanesTall() float64 {
	n := min(len(c.Fan.Lanes), fanLanes)
	tall := fanLane.pitch * float64(n)
	if c.note() != "" {
		tall += exposeLow
	}
	return tall
}

// note is the line below the lanes.
func (c ChannelFan) note() string {
	left := len(c.Fan.Lanes) - fanLanes
	switch {
	case left > 0 && c.Exposure != "":
		return display.Number(left) + " more " + c.Exposure
	case left > 0:
		return "and " + display.Count(left, "more shock")
	}
	return c.Exposure
}

func (p *Fans) height(s *surface) float64 {
	a := p.arrange(s)
	h := -fanRows + 2
	for _, head := range a.heads {
		h += head + a.plot + fanAxis + fanRows
	}
	return h
}

func (p *Fans) paint(s *surface, top float64) {
	a := p.arrange(s)
	for i, c := range p.Fans {
		row, column := i/a.columns, i%a.columns
		if column == 0 && row > 0 {
			top += a.heads[row-1] + a.plot + fanAxis + fanRows
		}
		edge := margin + (a.wide+fanGap)*float64(column)
		p.channel(s, a, i, c, edge, top, a.heads[row])
	}
}

// channel draws one channel: name and change, what acts on it, and the fan.
func (p *Fans) channel(s *surface, a fansLayout, i int, c ChannelFan, edge, top, head float64) {
	f := c.Fan
	x := linear{f.Steps[0].Begin, f.last().Finish, edge + a.axis, edge + a.wide}
	y := linear{a.scales[i][0], a.scales[i][1], top + head + a.plot, top + head}
	for k, line := range a.names[i] {
		s.set(x.start, top+8.5+fanLead*float64(k), 0, [][]word{line})
	}
	switch {
	case a.below[i]:
		s.text(x.start, top+8.5+fanLead*float64(len(a.names[i])), c.Change, changeStyle(c), left)
	case c.Change != "":
		s.text(x.end, top+8.5, c.Change, changeStyle(c), right)
	}
	texts := currency(p.Currency).ticks(a.ticks[i])
	for k, v := range a.ticks[i] {
		s.across(x.start, x.end, y.at(v), 0.5, grid)
		s.text(x.start-4, y.at(v)+2.5, texts[k], fanTick, right)
	}
	f.bands(s, x, y)
	for _, v := range a.ticks[i] {
		s.across(x.start, x.end, y.at(v), 0.5, veil(white, 45))
	}
	if a.scales[i][0] < 0 {
		s.across(x.start, x.end, y.at(0), 0.8, zero)
	}
	// The lanes stand on the plot, so that those of a row with fewer lanes are close to what they act on.
	size := fanLane
	size.spill = a.axis
	from := top + head - 2 - c.lanesTall()
	shown := f.Lanes[:min(len(f.Lanes), fanLanes)]
	for k, l := range shown {
		f.edges(s, x, l, from+float64(fanLane.pitch*float64(k))+fanLane.height, y.start)
	}
	for k, l := range shown {
		f.lane(s, x, l, from+float64(fanLane.pitch*float64(k)), size)
	}
	if note := c.note(); note != "" {
		s.text(x.start, top+head-4.5, s.shorten(note, fanExposure, x.end-x.start), fanExposure, left)
	}
	f.medians(s, x, y, 0.75)
	if f.history() {
		s.down(x.at(f.Forecast), y.end, y.start, 0.5, ink)
	}
	timeAxis(s, x, y.start, f.spans(), fanTick, 0)
}
