package chart

import "image/color"

// The colours of the house, with one role each. The smallest OKLab distance within a group of colours that must be told
// apart is above 0.12 for normal sight, protanopia, deuteranopia and tritanopia; a test holds them to it.
var (
	white = rgb(0xFFFFFF)
	ink   = rgb(0x14202B) // titles, key numbers
	body  = rgb(0x46535F) // running text
	muted = rgb(0x6B7883) // ticks, footers: 4.5:1 on white
	grid  = rgb(0xE1E6EA)
	zero  = rgb(0x87939D) // the zero line and the time axis

	baselineInk  = rgb(0x2F3A44)
	scenarioInk  = rgb(0x12668F)
	scenarioText = rgb(0x0F5678)
	removedInk   = rgb(0x2A9D8F) // a fall
	removedText  = rgb(0x127C74)
	adverseInk   = rgb(0xC4512D) // a rise
	adverseText  = rgb(0xB8451A) // a rise, a warning

	measureInks  = [...]color.NRGBA{rgb(0xB5651D), rgb(0x5E3C99), rgb(0x1B998B)}
	measureTexts = [...]color.NRGBA{rgb(0x8A4A12), rgb(0x4B2F7D), rgb(0x0F6B60)}
	outsideInk   = rgb(0x6B7883) // a shock from outside, no act of enforcement
	outsideText  = rgb(0x46535F)
)

// The tints of a fan's bands, outermost first, in percent over white. They are blended beforehand, so that bands that
// lie on one another stay flat.
var (
	scenarioBands = [3]color.NRGBA{tint(scenarioInk, 16), tint(scenarioInk, 30), tint(scenarioInk, 52)}
	baselineBands = [3]color.NRGBA{tint(baselineInk, 12), tint(baselineInk, 22), tint(baselineInk, 36)}
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// tint is c at the given percentage over white, opaque.
func tint(c color.NRGBA, percent int) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8((int(v)*percent + 255*(100-percent) + 50) / 100) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// veil is c at the given percentage, to be laid over what is there.
func veil(c color.NRGBA, percent int) color.NRGBA {
	c.A = uint8((255*percent + 50) / 100)
	return c
}
