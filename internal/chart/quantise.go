package chart

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// A shade is a colour of the picture, 0xRRGGBB, with the number of its pixels.
type shade struct {
	rgb   uint32
	count int
}

func (s shade) channel(i int) int { return int(s.rgb>>(16-8*i)) & 0xFF }

// quantise reduces a picture to 256 colours. Flat areas keep theirs exactly: the 64 colours with the most pixels are
// taken over, and the many that edges of letters and lines are blended from are grouped in boxes.
func quantise(m *image.RGBA) *image.Paletted {
	shades := histogram(m)
	const exact, most = 64, 256
	colours := shades
	if len(shades) > most {
		colours = append(slices.Clone(shades[:exact]), halve(shades[exact:], most-exact)...)
	}
	palette := make(color.Palette, len(colours))
	for i, c := range colours {
		palette[i] = color.RGBA{R: uint8(c.channel(0)), G: uint8(c.channel(1)), B: uint8(c.channel(2)), A: 255}
	}
	index := make(map[uint32]uint8, len(shades))
	for _, s := range shades {
		index[s.rgb] = uint8(nearest(colours, s))
	}
	out := image.NewPaletted(m.Bounds(), palette)
	last, lastIndex := uint32(1<<24), uint8(0)
	for i := range out.Pix {
		if rgb := rgbAt(m, i); rgb != last {
			last, lastIndex = rgb, index[rgb]
		}
		out.Pix[i] = lastIndex
	}
	return out
}

// rgbAt is the colour of pixel i in row order; the picture is opaque and its rows are not padded.
func rgbAt(m *image.RGBA, i int) uint32 {
	p := m.Pix[4*i : 4*i+3 : 4*i+3]
	return uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2])
}

// histogram counts the colours, most frequent first.
func histogram(m *image.RGBA) []shade {
	counts := make(map[uint32]int)
	n := m.Bounds().Dx() * m.Bounds().Dy()
	for i := 0; i < n; {
		rgb, from := rgbAt(m, i), i
		for i < n && rgbAt(m, i) == rgb {
			i++
		}
		counts[rgb] += i - from
	}
	shades := make([]shade, 0, len(counts))
	for rgb, count := range counts {
		shades = append(shades, shade{rgb, count})
	}
	slices.SortFunc(shades, func(a, b shade) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.rgb, b.rgb))
	})
	return shades
}

// halve returns at most n colours that stand for the given ones: the box of colours with the greatest extent is cut in
// its middle until there are n boxes; each gives the mean of its pixels. So no colour moves far, however few its pixels.
func halve(shades []shade, n int) []shade {
	boxes := [][]shade{slices.Clone(shades)}
	for len(boxes) < n {
		best, axis, score := -1, 0, 0
		for i, b := range boxes {
			if len(b) < 2 {
				continue
			}
			if a, extent := widest(b); extent > score {
				best, axis, score = i, a, extent
			}
		}
		if best < 0 {
			break
		}
		b := boxes[best]
		slices.SortFunc(b, func(x, y shade) int {
			return cmp.Or(cmp.Compare(x.channel(axis), y.channel(axis)), cmp.Compare(x.rgb, y.rgb))
		})
		middle := (b[0].channel(axis) + b[len(b)-1].channel(axis) + 1) / 2
		cut := slices.IndexFunc(b, func(s shade) bool { return s.channel(axis) >= middle })
		boxes[best] = b[:cut]
		boxes = append(boxes, b[cut:])
	}
	means := make([]shade, len(boxes))
	for i, b := range boxes {
		total, rgb := pixels(b), uint32(0)
		for c := range 3 {
			sum := 0
			for _, s := range b {
				sum += s.channel(c) * s.count
			}
			rgb = rgb<<8 | uint32((sum+total/2)/total)
		}
		means[i] = shade{rgb, total}
	}
	return means
}

func pixels(shades []shade) int {
	n := 0
	for _, s := range shades {
		n += s.count
	}
	return n
}

// widest is the channel in which the colours differ most, and by how much.
func widest(shades []shade) (axis, extent int) {
	for c := range 3 {
		lo, hi := 255, 0
		for _, s := range shades {
			lo, hi = min(lo, s.channel(c)), max(hi, s.channel(c))
		}
		if hi-lo > extent {
			axis, extent = c, hi-lo
		}
	}
	return axis, extent
}

// nearest is the index of the colour nearest to s.
func nearest(colours []shade, s shade) int {
	best, least := 0, 1<<30
	for i, c := range colours {
		d := 0
		for k := range 3 {
			d += (c.channel(k) - s.channel(k)) * (c.channel(k) - s.channel(k))
		}
		if d < least {
			best, least = i, d
		}
	}
	return best
}
