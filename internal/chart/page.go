package chart

import "weir/sim/display"

// The page: 6.5 inches wide, the text width of A4 and Letter paper.
const (
	pageWidth = 468.0
	margin    = 6.0
	textWidth = pageWidth - 2*margin
)

var (
	titleStyle    = style{bold: true, size: 13.5, ink: ink}
	subtitleStyle = style{size: 9, ink: body}
	footerStyle   = style{size: 7, ink: muted}
	warningStyle  = style{bold: true, size: 7, ink: adverseText}
	baselineWord  = style{bold: true, size: 9, ink: baselineInk}
	scenarioWord  = style{bold: true, size: 9, ink: scenarioText}
)

const (
	titleLeading    = 16.5
	subtitleLeading = 11.5
	footerLeading   = 8.8
)

// A page is the furniture around a picture, measured.
type page struct {
	title, subtitle, foot [][]word
	run                   string
	head, feet            float64 // heights above and below the picture
}

// layout sets the words of a figure.
func layout(s *surface, f Figure) page {
	p := page{run: f.Run.String()}
	p.title = s.balance(words(f.Title, titleStyle), textWidth, 3)
	keys := map[string]style{"baseline": baselineWord, "scenario": scenarioWord, "prior": baselineWord, "posterior": scenarioWord}
	p.subtitle = s.balance(keyed(f.Subtitle, subtitleStyle, keys), textWidth, 4)
	beside := textWidth - s.width(p.run, footerStyle) - 14
	text := f.Source
	for _, n := range f.Notes {
		text += " " + n
	}
	p.foot = s.balance(words(text, footerStyle), beside, 4)
	for i, w := range f.Warnings {
		if i == 2 && len(f.Warnings) > 3 {
			p.foot = append(p.foot, words("and "+bind(display.Number(len(f.Warnings)-2)+" more warnings"), warningStyle))
			break
		}
		p.foot = append(p.foot, s.wrap(words("Warning: "+w, warningStyle), beside, 2)...)
	}
	p.head = 13.5 + titleLeading*float64(len(p.title)) + 2 + subtitleLeading*float64(len(p.subtitle)) + 8
	p.feet = 12 + footerLeading*float64(len(p.foot)) + 3
	return p
}

// paint draws the furniture and the picture within it.
func (p page) paint(s *surface, f Figure) {
	f.Picture.paint(s, p.head)
	s.rectangle(margin, 4.5, pageWidth-margin, 5.5, ink)
	s.rectangle(margin, 4.5, margin+30, 8, ink)
	y := s.set(margin, 13.5+12, titleLeading, p.title)
	s.set(margin, y+2+12, subtitleLeading, p.subtitle)
	y = s.bottom - 5 - footerLeading*float64(len(p.foot)-1)
	s.set(margin, y, footerLeading, p.foot)
	s.text(pageWidth-margin, s.bottom-5, p.run, footerStyle, right)
}
