package chart

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// scale is the resolution in pixels per point: 288 dpi. A whole number keeps hairlines crisp.
const scale = 4

type point struct{ x, y float64 }

// A surface is what charts are drawn on. Each coordinate is rounded to 1/64 pixel, the grid of the rasteriser, before
// the rasteriser sees it; curves and dashes are cut into such pieces here. From there on all arithmetic is in integers, so
// that processors with and without fused multiplication make the same pixels.
type surface struct {
	canvas *vgimg.Canvas
	bottom float64 // height in points, whole
	type_  *typeface
	labels []label
}

// A label is a text that was drawn, for the test that none lies on another or leaves the surface.
type label struct {
	text           string
	x0, y0, x1, y1 float64
}

// newSurface returns a white surface; the height is rounded up to a whole point.
func newSurface(width, height float64) *surface {
	s := measuring()
	s.bottom = math.Ceil(height)
	s.canvas = vgimg.NewWith(vgimg.UseWH(vg.Length(width), vg.Length(s.bottom)), vgimg.UseDPI(72*scale), vgimg.UseBackgroundColor(white))
	return s
}

// measuring returns a surface without pixels: it knows the widths of texts, and keeps the labels of what is drawn.
func measuring() *surface { return &surface{type_: newTypeface()} }

func (s *surface) image() *image.RGBA { return s.canvas.Image().(*image.RGBA) }

// snap rounds a length to 1/64 pixel.
func snap(v float64) float64 {
	const fine = scale * 64
	return math.Floor(float64(v*fine)+0.5) / fine
}

// pixel rounds a length to a whole pixel.
func pixel(v float64) float64 { return math.Floor(float64(v*scale)+0.5) / scale }

func (s *surface) at(p point) vg.Point {
	return vg.Point{X: vg.Length(snap(p.x)), Y: vg.Length(s.bottom - snap(p.y))}
}

func (s *surface) path(points []point, closed bool) vg.Path {
	p := make(vg.Path, 0, len(points)+1)
	for i, q := range points {
		if i == 0 {
			p.Move(s.at(q))
		} else {
			p.Line(s.at(q))
		}
	}
	if closed {
		p.Close()
	}
	return p
}

// polygon fills the area within points.
func (s *surface) polygon(points []point, c color.Color) {
	if s.canvas == nil || len(points) < 3 {
		return
	}
	s.canvas.SetColor(c)
	s.canvas.Fill(s.path(points, true))
}

// rectangle fills whole pixels: at least one in each direction.
func (s *surface) rectangle(x0, y0, x1, y1 float64, c color.Color) {
	x0, y0, x1, y1 = pixel(x0), pixel(y0), pixel(x1), pixel(y1)
	x1, y1 = max(x1, x0+1.0/scale), max(y1, y0+1.0/scale)
	s.polygon([]point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, c)
}

// across draws a horizontal line whose middle is at y, as whole pixels.
func (s *surface) across(x0, x1, y, width float64, c color.Color) {
	s.rectangle(x0, y-width/2, x1, y-width/2+width, c)
}

// down draws a vertical line whose middle is at x, as whole pixels.
func (s *surface) down(x, y0, y1, width float64, c color.Color) {
	s.rectangle(x-width/2, y0, x-width/2+width, y1, c)
}

// line strokes a polyline.
func (s *surface) line(points []point, width float64, c color.Color) {
	if s.canvas == nil || len(points) < 2 {
		return
	}
	s.canvas.SetColor(c)
	s.canvas.SetLineWidth(vg.Length(width))
	s.canvas.Stroke(s.path(points, false))
}

// dashed strokes a polyline in dashes.
func (s *surface) dashed(points []point, width, dash, gap float64, c color.Color) {
	for _, d := range dashes(points, dash, gap) {
		s.line(d, width, c)
	}
}

// dashes cuts a polyline into pieces of length dash, gap apart along it.
func dashes(points []point, dash, gap float64) [][]point {
	var all [][]point
	var piece []point
	on, left := true, dash
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if on && len(piece) == 0 {
			piece = append(piece, a)
		}
		length := distance(a, b)
		done := 0.0
		for length-done > left {
			done += left
			cut := between(a, b, done/length)
			if on {
				all = append(all, append(piece, cut))
				piece, left = nil, gap
			} else {
				piece, left = []point{cut}, dash
			}
			on = !on
		}
		left -= length - done
		if on {
			piece = append(piece, b)
		}
	}
	if on && len(piece) > 1 {
		all = append(all, piece)
	}
	return all
}

func distance(a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// between is the point at the share t of the way from a to b.
func between(a, b point, t float64) point {
	return point{lerp(a.x, b.x, t), lerp(a.y, b.y, t)}
}

func lerp(a, b, t float64) float64 { return a + float64((b-a)*t) }

// bend is a cubic Bézier curve as a polyline.
func bend(a, b, c, d point, pieces int) []point {
	all := make([]point, pieces+1)
	for i := range all {
		t := float64(i) / float64(pieces)
		ab, bc, cd := between(a, b, t), between(b, c, t), between(c, d, t)
		all[i] = between(between(ab, bc, t), between(bc, cd, t), t)
	}
	return all
}

// disc fills a circle; four cubic arcs stand for it, 0.03% off at most.
func (s *surface) disc(centre point, radius float64, c color.Color) {
	const kappa = 0.5522847498307936
	k := float64(radius * kappa)
	at := func(dx, dy float64) point { return point{centre.x + dx, centre.y + dy} }
	r := radius
	var ring []point
	ring = append(ring, bend(at(r, 0), at(r, k), at(k, r), at(0, r), 8)...)
	ring = append(ring, bend(at(0, r), at(-k, r), at(-r, k), at(-r, 0), 8)...)
	ring = append(ring, bend(at(-r, 0), at(-r, -k), at(-k, -r), at(0, -r), 8)...)
	ring = append(ring, bend(at(0, -r), at(k, -r), at(r, -k), at(r, 0), 8)...)
	s.polygon(ring, c)
}

// dot is a disc with a white rim, that stands out from lines.
func (s *surface) dot(centre point, radius float64, c color.Color) {
	s.disc(centre, radius+0.9, white)
	s.disc(centre, radius, c)
}
