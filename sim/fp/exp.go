package fp

import "math"

// Method of Exp, Expm1, Pow: Tang, "Table-driven implementation of the
// exponential function in IEEE floating-point arithmetic", ACM TOMS 15 (1989):
//
//	x = k ln2/128 + r, |r| <= ln2/256, e^x = 2^(k/128) e^r
//
// with 2^(i/128) from a table and e^r by its Taylor polynomial.
const (
	expBits = 7
	expSize = 1 << expBits

	perLn2 = 0x1.71547652b82fep+7 // 128/ln2
	shift  = 0x1.8p52             // x + shift - shift rounds x to an integer

	stepHi   = 0x1.62e42fef8p-8       // ln2/128 to 34 bits: its product with k is exact
	stepLo   = 0x1.1cf79abc9e3b4p-43  // the rest
	stepTiny = -0x1.9ff0342542fc3p-97 // and its rest
	expMax   = 0x1.62e42fefa39efp+9   // above it e^x overflows
	expMin   = -0x1.74910d52d3051p+9  // below it e^x rounds to 0
)

// An expEntry is 2^(i/128) = scale (1 + tail); bits are those of scale less
// i 2^45, so that adding k 2^45 gives those of scale 2^((k-i)/128).
type expEntry struct {
	bits uint64
	tail float64
}

var expTable = makeExpTable()

func makeExpTable() (t [expSize]expEntry) {
	for i := range t {
		r := pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}.mul(float64(i) / expSize)
		s := pair{hi: 1}
		for n := 28.0; n > 0; n-- { // Horner: 1 + r/1 (1 + r/2 (1 + ...))
			s = r.times(s).over(pair{hi: n}).add(1)
		}
		t[i] = expEntry{math.Float64bits(s.hi) - uint64(i)<<(52-expBits), s.lo / s.hi}
	}
	return t
}

// Exp returns e**x.
func Exp(x float64) float64 {
	if !(math.Abs(x) < 708) {
		return expFar(x)
	}
	kd := float64(x*perLn2) + shift
	k := math.Float64bits(kd)
	kd -= shift
	r := (x - float64(kd*stepHi)) - float64(kd*stepLo)
	e := &expTable[k%expSize]
	s := math.Float64frombits(e.bits + k<<(52-expBits))
	return s + float64(s*expTaylor(r, e.tail))
}

// expTaylor returns (1+tail) e^r - 1 for |r| <= ln2/256 and a tiny tail.
func expTaylor(r, tail float64) float64 {
	r2 := float64(r * r)
	return (tail + r) + float64(r2*(0.5+float64(r*(1./6)))) + float64(float64(r2*r2)*(1./24+float64(r*(1./120))))
}

// expFar is Exp where the result or 2^k may leave the normal range.
func expFar(x float64) float64 {
	switch {
	case x > expMax: // +Inf too
		return math.Inf(1)
	case x < expMin: // -Inf too
		return 0
	case x != x:
		return x
	}
	return expLow(x, 0)
}

// expTwo returns e^(x+low) = m 2^k within about 2^-60, m.hi in [1, 2), for
// |low| <= ulp(x) and |x| < 2000.
func expTwo(x, low float64) (m pair, k int) {
	kd := float64(x*perLn2) + shift - shift
	n := int(kd)
	r := (x - float64(kd*stepHi)) - (float64(kd*stepLo) - low)
	e := &expTable[n&(expSize-1)]
	s := math.Float64frombits(e.bits + uint64(n&(expSize-1))<<(52-expBits))
	return pair{s, float64(s * expTaylor(r, e.tail))}, n >> expBits
}

// expLow returns e^(x+low), |low| <= ulp(x), also where it overflows or is
// subnormal.
func expLow(x, low float64) float64 {
	if x > 710 {
		return math.Inf(1)
	}
	if x < -746 {
		return 0
	}
	m, k := expTwo(x, low)
	return scaled(m.hi+m.lo, k)
}

// scaled returns x 2^k for |k| < 2000, rounded once.
func scaled(x float64, k int) float64 {
	if -1000 < k && k < 1000 {
		return float64(x * math.Float64frombits(uint64(k+1023)<<52))
	}
	if k > 0 {
		return float64(float64(x*0x1p1000) * math.Float64frombits(uint64(k-1000+1023)<<52))
	}
	return float64(float64(x*math.Float64frombits(uint64(k+1000+1023)<<52)) * 0x1p-1000)
}

// Expm1 returns e**x - 1, accurate near 0.
func Expm1(x float64) float64 {
	switch {
	case !(x < 708):
		return Exp(x) // NaN too
	case x < -40:
		return -1
	case math.Abs(x) < 0x1p-54: // keeps -0 and subnormal x
		return x
	}
	kd := float64(x*perLn2) + shift
	k := math.Float64bits(kd)
	kd -= shift
	r := fastTwoSum(x-float64(kd*stepHi), -float64(kd*stepLo))
	e := &expTable[k%expSize]
	r2 := float64(r.hi * r.hi)
	// e^r - 1 = r + q
	q := float64(r2*(0.5+float64(r.hi*(1./6)))) + float64(float64(r2*r2)*(1./24+float64(r.hi*(1./120))+float64(r2*(1./720))))
	s := math.Float64frombits(e.bits + k<<(52-expBits))
	head := twoSum(s, -1)
	main := twoProd(s, r.hi)
	sum := twoSum(head.hi, main.hi)
	return sum.hi + (sum.lo + (head.lo + main.lo + float64(s*(r.lo+e.tail+q))))
}

// expPair returns e^x = m 2^k with m in [1/2, 2), within about 2^-100, for
// |x| < 2^20.
func expPair(x pair) (m pair, k int) {
	kd := math.Floor(float64(x.hi*perLn2) + 0.5)
	n := int(kd)
	r := x.add(-float64(kd * stepHi)).minus(pair{stepLo, stepTiny}.mul(kd))
	h := r.hi
	// (e^r - 1 - r - r^2/2 - r^3/6 - r^4/24) / r^5
	q := 1./120 + float64(h*(1./720+float64(h*(1./5040+float64(h*(1./40320+float64(h*(1./362880))))))))
	p := r.mul(q).plus(pair{1. / 24, 0x1.5555555555555p-59})
	p = r.times(p).plus(pair{1. / 6, 0x1.5555555555555p-57})
	p = r.times(p).add(0.5)
	p = r.times(p).add(1)
	p = r.times(p)
	e := &expTable[n&(expSize-1)]
	s := math.Float64frombits(e.bits + uint64(n&(expSize-1))<<(52-expBits))
	c := fastTwoSum(s, float64(s*e.tail))
	return c.plus(c.times(p)), n >> expBits
}
