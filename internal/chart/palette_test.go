package chart

import (
	"image/color"
	"math"
	"testing"
)

// Colour vision deficiency at severity 1, on linear RGB: Machado, Oliveira and Fernandes 2009, supplementary table.
var sights = map[string][3][3]float64{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protan": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deutan": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritan": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func linearRGB(c color.NRGBA) [3]float64 {
	var v [3]float64
	for i, b := range [...]uint8{c.R, c.G, c.B} {
		s := float64(b) / 255
		if s <= 0.04045 {
			v[i] = s / 12.92
		} else {
			v[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return v
}

// oklab is Ottosson's 2020 space.
func oklab(v [3]float64) [3]float64 {
	l := math.Cbrt(0.4122214708*v[0] + 0.5363325363*v[1] + 0.0514459929*v[2])
	m := math.Cbrt(0.2119034982*v[0] + 0.6806995451*v[1] + 0.1073969566*v[2])
	s := math.Cbrt(0.0883024619*v[0] + 0.2817188376*v[1] + 0.6299787005*v[2])
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// apart is the OKLab distance of two colours times 100, as seen.
func apart(a, b color.NRGBA, sight [3][3]float64) float64 {
	see := func(c color.NRGBA) [3]float64 {
		v := linearRGB(c)
		var out [3]float64
		for i, row := range sight {
			out[i] = min(max(row[0]*v[0]+row[1]*v[1]+row[2]*v[2], 0), 1)
		}
		return oklab(out)
	}
	p, q := see(a), see(b)
	return 100 * math.Sqrt((p[0]-q[0])*(p[0]-q[0])+(p[1]-q[1])*(p[1]-q[1])+(p[2]-q[2])*(p[2]-q[2]))
}

// contrast is that of WCAG 2.1.
func contrast(a, b color.NRGBA) float64 {
	light := func(c color.NRGBA) float64 {
		v := linearRGB(c)
		return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2] + 0.05
	}
	x, y := light(a), light(b)
	return max(x, y) / min(x, y)
}

func TestColoursAreToldApart(t *testing.T) {
	groups := map[string]struct {
		least   float64
		colours []color.NRGBA
	}{
		"roles":    {12, []color.NRGBA{baselineInk, scenarioInk, white}},
		"steps":    {12, []color.NRGBA{removedInk, adverseInk, scenarioInk, white}},
		"change":   {12, []color.NRGBA{removedText, adverseText}},
		"measures": {12, measureInks[:]},
		"fan":      {6, append([]color.NRGBA{white}, scenarioBands[:]...)},
		"history":  {5.5, append([]color.NRGBA{white}, baselineBands[:]...)},
	}
	for name, g := range groups {
		for sight, matrix := range sights {
			for i, a := range g.colours {
				for _, b := range g.colours[:i] {
					if d := apart(a, b, matrix); d < g.least {
						t.Errorf("%s, %s sight: %v and %v are %.1f apart, want %.1f", name, sight, a, b, d, g.least)
					}
				}
			}
		}
	}
}

// Text has a contrast of 4.5:1 where it stands (WCAG 2.1, AA).
func TestTextIsLegible(t *testing.T) {
	check := func(name string, text, ground color.NRGBA) {
		t.Helper()
		if c := contrast(text, ground); c < 4.5 {
			t.Errorf("%s: contrast %.2f", name, c)
		}
	}
	for name, c := range map[string]color.NRGBA{
		"ink": ink, "body": body, "muted": muted, "baseline": baselineInk, "scenario": scenarioText, "removed": removedText, "adverse": adverseText,
	} {
		check(name, c, white)
	}
	for i := range measureInks {
		check("lane", measureTexts[i], tint(measureInks[i], fullLane))
	}
	check("outside lane", outsideText, tint(outsideInk, fullLane))
}

// A fan's bands grow darker inwards, in print without colour too.
func TestBandsDarken(t *testing.T) {
	for _, bands := range [][3]color.NRGBA{scenarioBands, baselineBands} {
		last := oklab(linearRGB(white))[0]
		for _, c := range bands {
			l := oklab(linearRGB(c))[0]
			if l > last-0.04 {
				t.Errorf("%v: lightness %.3f after %.3f", c, l, last)
			}
			last = l
		}
	}
}

// The measure itself: black and white are 100 apart, and red and green come closer for protanopes.
func TestColourDistance(t *testing.T) {
	if d := apart(rgb(0), white, sights["normal"]); math.Abs(d-100) > 0.01 {
		t.Errorf("black and white are %.2f apart, want 100", d)
	}
	red, green := rgb(0xC4512D), rgb(0x5A8F2D)
	if n, p := apart(red, green, sights["normal"]), apart(red, green, sights["protan"]); p > n*0.7 {
		t.Errorf("red and green are %.1f apart, %.1f for protanopes", n, p)
	}
}
