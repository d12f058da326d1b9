package chart

import "image/color"

var (
	moveName   = style{bold: true, size: 7.8, ink: ink}
	moveMedian = style{size: 7.2, ink: body}
	moveBits   = style{size: 7.5, ink: body}
	moveBefore = style{size: 6.8, ink: baselineInk}
	moveAfter  = style{size: 6.8, ink: scenarioText}
)

const (
	moveTall  = 27.0
	moveNames = 128.0 // width of the names
	moveRight = 44.0  // of the bits
	moveRoom  = 72.0  // beside the prior's interval, for a posterior that goes beyond
	moveLabel = 38.0  // of that, for a value at the end of a bar
)

func (m *Moves) height(*surface) float64 { return moveTall*float64(len(m.Rows)) + 2 }

func (m *Moves) paint(s *surface, top float64) {
	for i, r := range m.Rows {
		y := top + moveTall*float64(i)
		if i > 0 {
			s.across(margin, pageWidth-margin, y, 0.5, grid)
		}
		name := s.wrap(words(r.Name, moveName), moveNames-6, 1)
		s.set(margin, y+11, 0, name)
		medians := r.value(r.Prior[1]) + " → " + r.value(r.Posterior[1])
		s.text(margin, y+20.5, medians, moveMedian, left)
		s.text(pageWidth-margin, y+16, r.bits(), moveBits, right)
		r.bars(s, y)
	}
}

// bars draws prior and posterior, one above the other.
func (m Move) bars(s *surface, top float64) {
	x := linear{m.Prior[0], m.Prior[2], margin + moveNames + moveRoom, pageWidth - margin - moveRight - moveRoom}
	if m.Prior[0] == m.Prior[2] {
		x.from, x.to = x.from-1, x.to+1
	}
	least, most := margin+moveNames+moveLabel, pageWidth-margin-moveRight-moveLabel
	bar := func(q [3]float64, y float64, c color.NRGBA, st style) {
		at := func(i int) float64 { return min(max(x.at(q[i]), least), most) }
		from, to := at(0), at(2)
		s.across(from, to, y, 2.5, c)
		s.dot(point{at(1), y}, 2.3, c)
		s.text(from-5, y+2.4, m.value(q[0]), st, right)
		s.text(to+5, y+2.4, m.value(q[2]), st, left)
	}
	bar(m.Prior, top+8.5, tint(baselineInk, 70), moveBefore)
	bar(m.Posterior, top+18.5, scenarioInk, moveAfter)
}
