package chart

import (
	"fmt"
	"image/color"
	"math"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// A style is how a text is set.
type style struct {
	bold bool
	size float64 // points
	ink  color.NRGBA
	halo bool // a white rim, for text that lies on data
}

// The share of the size that letters rise above and hang below the line.
const (
	rise = 0.74
	hang = 0.215
)

// An anchor is the point of a text that is given.
type anchor float64

const (
	left   anchor = 0
	centre anchor = 0.5
	right  anchor = 1
)

// parsed are the two faces of Liberation Sans, whose figures all have one width.
var parsed = sync.OnceValue(func() [2]*sfnt.Font {
	var fonts [2]*sfnt.Font
	for i, data := range [2][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic(fmt.Sprintf("chart: the font linked into the program: %v", err))
		}
		fonts[i] = f
	}
	return fonts
})

// A typeface measures and outlines text. It is for one goroutine.
type typeface struct {
	fonts  [2]*sfnt.Font
	buffer sfnt.Buffer
	glyphs [2]map[rune]*glyph
}

// A glyph is a letter in font units, y downwards.
type glyph struct {
	index    sfnt.GlyphIndex
	advance  float64
	contours []contour
}

// A contour is a closed outline of quadratic Bézier curves; a straight piece has its control point on its end.
type contour struct {
	start  point
	pieces []struct{ control, end point }
}

func newTypeface() *typeface {
	return &typeface{fonts: parsed(), glyphs: [2]map[rune]*glyph{{}, {}}}
}

func (t *typeface) face(bold bool) int {
	if bold {
		return 1
	}
	return 0
}

// em is the size of the font's own grid.
func (t *typeface) em(face int) fixed.Int26_6 { return fixed.Int26_6(t.fonts[face].UnitsPerEm()) }

// glyph returns the letter for r, or the font's empty box where it has none.
func (t *typeface) glyph(face int, r rune) *glyph {
	if g, ok := t.glyphs[face][r]; ok {
		return g
	}
	f, em := t.fonts[face], t.em(face)
	index, err := f.GlyphIndex(&t.buffer, r)
	if err != nil {
		index = 0
	}
	g := &glyph{index: index}
	if advance, err := f.GlyphAdvance(&t.buffer, index, em, font.HintingNone); err == nil {
		g.advance = float64(advance)
	}
	segments, err := f.LoadGlyph(&t.buffer, index, em, nil)
	if err != nil {
		segments = nil
	}
	at := func(p fixed.Point26_6) point { return point{float64(p.X), float64(p.Y)} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			g.contours = append(g.contours, contour{start: at(s.Args[0])})
		case sfnt.SegmentOpLineTo:
			g.extend(at(s.Args[0]), at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			g.extend(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			panic("chart: a TrueType font has no cubic curves")
		}
	}
	t.glyphs[face][r] = g
	return g
}

func (g *glyph) extend(control, end point) {
	c := &g.contours[len(g.contours)-1]
	c.pieces = append(c.pieces, struct{ control, end point }{control, end})
}

// kern is what the pair of letters moves together or apart, in font units.
func (t *typeface) kern(face int, a, b *glyph) float64 {
	k, err := t.fonts[face].Kern(&t.buffer, a.index, b.index, t.em(face), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(k)
}

// each calls f with each letter of text and its place, in font units, and returns the width.
func (t *typeface) each(face int, text string, f func(g *glyph, x float64)) float64 {
	var x float64
	var last *glyph
	for _, r := range text {
		g := t.glyph(face, r)
		if last != nil {
			x += t.kern(face, last, g)
		}
		f(g, x)
		x += g.advance
		last = g
	}
	return x
}

// width is the length of text in points.
func (s *surface) width(text string, st style) float64 {
	face := s.type_.face(st.bold)
	units := s.type_.each(face, text, func(*glyph, float64) {})
	return float64(units*st.size) / float64(s.type_.em(face))
}

// text sets a text on the line at y, notes its box as a label, and returns its width.
func (s *surface) text(x, y float64, text string, st style, a anchor) float64 {
	w := s.width(text, st)
	x -= float64(w * float64(a))
	s.letters(x, y, text, st)
	s.note(text, x, y, w, st)
	return w
}

// note keeps the box of a text that stands on the line at y.
func (s *surface) note(text string, x, y, w float64, st style) {
	s.labels = append(s.labels, label{text, x, y - float64(st.size*rise), x + w, y + float64(st.size*hang)})
}

// letters draws a text whose line begins at x, y.
func (s *surface) letters(x, y float64, text string, st style) {
	if s.canvas == nil {
		return
	}
	face := s.type_.face(st.bold)
	unit := st.size / float64(s.type_.em(face))
	var path vg.Path
	s.type_.each(face, text, func(g *glyph, gx float64) {
		at := func(p point) point {
			return point{x + float64((gx+p.x)*unit), y + float64(p.y*unit)}
		}
		for _, c := range g.contours {
			path = append(path, s.path(c.flat(at), true)...)
		}
	})
	if len(path) == 0 {
		return
	}
	if st.halo {
		s.canvas.SetColor(white)
		s.canvas.SetLineWidth(2.2)
		s.canvas.Stroke(path)
	}
	s.canvas.SetColor(st.ink)
	s.canvas.Fill(path)
}

// flat is the contour as a polyline, at most 1/20 pixel from the curve.
func (c contour) flat(at func(point) point) []point {
	from := at(c.start)
	points := []point{from}
	for _, p := range c.pieces {
		control, to := at(p.control), at(p.end)
		// A quadratic curve in n pieces is |from - 2 control + to|/(4 n^2) from its chords.
		bow := distance(point{from.x - control.x, from.y - control.y}, point{control.x - to.x, control.y - to.y}) * scale
		n := 1
		if p.control != p.end {
			n = int(min(max(math.Ceil(math.Sqrt(5*bow)), 1), 16))
		}
		for i := 1; i <= n; i++ {
			t := float64(i) / float64(n)
			points = append(points, between(between(from, control, t), between(control, to, t), t))
		}
		from = to
	}
	return points
}
