package dist

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// No draw leaves the extent; and that of a table goes no further than to the quantiles at half the least uniform, but for the
// margin of its terms, which add up to less than four times the larger end.
func TestExtent(t *testing.T) {
	u := draws(2000)
	for e := -53; e < 0; e++ {
		for cell := range 32 {
			q := math.Ldexp(1+float64(cell)/32, e)
			u = append(u, q, q-q*0x1p-53, 1-q)
		}
	}
	u = slices.DeleteFunc(append(u, math.SmallestNonzeroFloat64, 0x1p-55), func(u float64) bool { return u <= 0 || u >= 1 })
	column := make([]float64, len(u))
	laws := lawsUnderTest(t)
	for name, s := range samplersUnderTest(laws) {
		lo, hi := s.Extent()
		s.Fill(column, u)
		if least, most := slices.Min(column), slices.Max(column); !(lo <= least && most <= hi) {
			t.Errorf("%s: draws from %.17g to %.17g leave %.17g to %.17g", name, least, most, lo, hi)
		}
		if !isTable(s) {
			continue
		}
		f := laws[name].form()
		least, most := f.lower(0x1p-55), f.upper(0x1p-55)
		if margin := 0x1p-44 * max(math.Abs(least), math.Abs(most)); !(lo >= least-margin && hi <= most+margin) {
			t.Errorf("%s: %.17g to %.17g is wide of %.17g to %.17g", name, lo, hi, least, most)
		}
	}
}

func isTable(s *Sampler) bool {
	of := any(s.filler)
	if g, ok := of.(*grid); ok {
		of = g.of
	}
	switch of.(type) {
	case *table, *reader:
		return true
	}
	return false
}

// The computed values of polynomials that turn, rise steeply, cancel or vanish stay within their span.
func TestCellSpan(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 15))
	for i := range 3000 {
		var c cell
		for k := range c {
			if r.IntN(3) > 0 {
				c[k] = (r.Float64() - 0.5) * math.Pow(10, float64(r.IntN(9)-i%5*80))
			}
		}
		s := c.span()
		for k := range uint64(100) {
			x := []float64{place(k), place(^k), place(r.Uint64())}[k%3]
			if v := c.value(x, x*x); !(v >= s.lo && v <= s.hi) {
				t.Fatalf("%v at %g is %g, outside %v", c, x, v, s)
			}
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1)} {
		c := cell{1, 2, x}
		if s := c.span(); s.lo >= -math.MaxFloat64 || s.hi <= math.MaxFloat64 {
			t.Errorf("%v lies within %v", c, s)
		}
	}
}
