package fp

import "math"

// Method of Log, Log1p, Pow: Tang, "Table-driven implementation of the logarithm
// function in IEEE floating-point arithmetic", ACM TOMS 16 (1990):
//
//	x = 2^k z, z in [11/16, 11/8), log x = k ln2 - log c + log1p(r), r = c z - 1
//
// with c = 1/z to 20 bits at the middle of z's cell, so that r is exact in two
// parts; c = 1 in the two cells around 1.
const (
	logBits = 7
	logSize = 1 << logBits
	logOff  = 0x3fe6000000000000 // bits of 11/16

	ln2Hi   = 0x1.62e42fefa38p-1     // ln2 to a multiple of 2^-42: its product with k is exact
	ln2Lo   = 0x1.ef35793c7673p-45   // the rest
	ln2Tiny = 0x1.f97b57a079a19p-103 // and its rest
)

// A logEntry is one cell: c, and -log c as a multiple of 2^-42 and its rest.
type logEntry struct{ c, hi, lo, tiny float64 }

var logTable = makeLogTable()

func makeLogTable() (t [logSize]logEntry) {
	for i := range t {
		z := math.Float64frombits(logOff + uint64(i)<<(52-logBits) + 1<<(51-logBits))
		c := math.Floor(0x1p20/z+0.5) / 0x1p20
		if math.Abs(z-1) < 0x1p-7 {
			c = 1
		}
		// -log c = -2 atanh(s), s = (c-1)/(c+1)
		s := pair{hi: c - 1}.over(twoSum(c, 1))
		s2 := s.times(s)
		var l pair
		for n := 51.0; n > 0; n -= 2 {
			l = s2.times(l).plus(pair{hi: 1}.over(pair{hi: n}))
		}
		l = s.times(l).mul(-2)
		hi := float64(math.Floor(float64(l.hi*0x1p42)+0.5) * 0x1p-42)
		l = fastTwoSum(l.hi-hi, l.lo)
		t[i] = logEntry{c, hi, l.hi, l.lo}
	}
	return t
}

// logCell splits the number with the bits b into z 2^k.
func logCell(b uint64) (e *logEntry, z, k float64) {
	t := b - logOff
	return &logTable[t>>(52-logBits)%logSize], math.Float64frombits(b - t&^(1<<52-1)), float64(int64(t) >> 52)
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	b := math.Float64bits(x)
	if b-1<<52 >= (0x7ff-1)<<52 { // not a positive normal number
		switch {
		case x == 0:
			return math.Inf(-1)
		case x < 0:
			return math.NaN()
		case x-x != 0: // +Inf, NaN
			return x
		}
		b = math.Float64bits(x*0x1p52) - 52<<52
	}
	e, z, k := logCell(b)
	zh := math.Float64frombits(math.Float64bits(z) &^ (1<<21 - 1))
	rl := float64((z - zh) * e.c)
	rh := float64(zh*e.c) - 1
	r := rh + rl
	h := float64(k*ln2Hi) + e.hi // exact
	s := h + r
	low := ((h - s) + rh) + rl + (float64(k*ln2Lo) + e.lo)
	return s + (low + logTail(r))
}

// logTail returns log1p(r) - r for |r| < 2^-6.9.
func logTail(r float64) float64 {
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	a := -1./2 + float64(r*(1./3))
	b := -1./4 + float64(r*(1./5))
	c := -1./6 + float64(r*(1./7)) + float64(r2*(-1./8+float64(r*(1./9))))
	return float64(r2 * (a + (float64(r2*b) + float64(r4*c))))
}

// Log1p returns log(1+x), accurate near 0.
func Log1p(x float64) float64 {
	switch {
	case !(x > -1):
		if x == -1 {
			return math.Inf(-1)
		}
		return math.NaN()
	case math.Abs(x) < 0x1p-54: // keeps -0 and subnormal x
		return x
	case x > 0x1p60: // +Inf too
		return Log(x)
	}
	u := twoSum(1, x)
	h, r := logSplit(u)
	s := twoSum(h.hi, r.hi)
	return s.hi + (s.lo + (h.lo + r.lo + logTail(r.hi)))
}

// logSplit returns h, r with log x = h + log1p(r), |r| < 2^-6.9, for x from
// 2^-1000 to 2^1000; h.hi is a multiple of 2^-42.
func logSplit(x pair) (h, r pair) {
	e, z, k := logCell(math.Float64bits(x.hi))
	p := twoProd(z, e.c)
	low := float64(x.lo * math.Float64frombits(uint64(1023-int(k))<<52) * e.c)
	r = fastTwoSum(p.hi-1, p.lo)
	r = r.add(low)
	return pair{float64(k*ln2Hi) + e.hi, float64(k*ln2Lo) + e.lo}, r
}

// logPair returns log x within about 2^-100 for x positive and normal.
func logPair(x pair) pair {
	e, z, k := logCell(math.Float64bits(x.hi))
	p := twoProd(z, e.c)
	r := fastTwoSum(p.hi-1, p.lo).add(float64(math.Ldexp(x.lo, -int(k)) * e.c))
	h := pair{hi: float64(k*ln2Hi) + e.hi}
	l := pair{ln2Lo, ln2Tiny}.mul(k).plus(pair{e.lo, e.tiny})
	return h.plus(l).plus(log1pSmall(r))
}

// logProduct returns log(x y), also where y or the product is below the normal
// range; x is within 2^900 of 1.
func logProduct(x, y pair) pair {
	if y.hi > 0x1p-60 {
		return logPair(x.times(y))
	}
	f, k := math.Frexp(y.hi)
	l := logPair(x.times(pair{f, math.Ldexp(y.lo, -k)}))
	return l.plus(pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}.mul(float64(k)))
}

// log1pSmall returns log1p(r) within about 2^-100 for |r| < 2^-6.9.
func log1pSmall(r pair) pair {
	h := r.hi
	q := 0.0
	for n := 16.0; n > 7; n-- {
		q = float64(q*-h) + 1/n
	}
	s := pair{hi: q}
	for i := len(recip) - 1; i >= 0; i-- {
		s = recip[i].minus(r.times(s))
	}
	return r.times(s)
}

// recip holds 1/1 to 1/7.
var recip = [...]pair{
	{1, 0}, {0.5, 0}, {1. / 3, 0x1.5555555555555p-56}, {0.25, 0}, {0.2, -0x1.999999999999ap-57},
	{1. / 6, 0x1.5555555555555p-57}, {1. / 7, 0x1.2492492492492p-57},
}
