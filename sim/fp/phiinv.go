package fp

import "math"

// PhiInv returns the standard normal quantile of p: -Inf at 0, +Inf at 1, NaN
// outside [0, 1].
//
// Method: Wichura, "Algorithm AS 241: the percentage points of the normal
// distribution", Applied Statistics 37 (1988), PPND16, then one Halley step.
func PhiInv(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		return phiInvCentre(p)
	}
	if q > 0 {
		return phiInvTail(1 - p) // 1 - p is exact
	}
	return -phiInvTail(p)
}

// phiInvCentre is PhiInv for |p - 1/2| <= 0.425.
func phiInvCentre(p float64) float64 {
	q := p - 0.5 // exact for p >= 1/4
	var low float64
	if p < 0.25 {
		low = p - (q + 0.5)
	}
	r := 0.180625 - float64(q*q)
	x := float64(q * horner(&as241A, r) / horner(&as241B, r))
	// Phi(x) - 1/2 = phi(x) (x + x^3/3 + x^5/15 + ...)
	z := twoProd(x, x)
	t := pair{hi: x}
	s := t
	n := 3.0
	for ; math.Abs(t.hi) > math.Abs(x)*0x1p-30; n += 2 {
		t = t.times(z).over(pair{hi: n})
		s = s.plus(t)
	}
	for u := t.hi; math.Abs(u) > math.Abs(x)*0x1p-80; n += 2 {
		u = float64(u * (z.hi / n))
		s = s.add(u)
	}
	m, k := expPair(pair{-0.5 * z.hi, -0.5 * z.lo})
	d := m.scale(k).times(perSqrt2Pi) // phi(x)
	return x - halley(s.minus(pair{q, low}.over(d)).value(), x)
}

// phiInvTail returns -PhiInv(p) for p < 0.08.
func phiInvTail(p float64) float64 {
	r := math.Sqrt(-Log(p))
	var t float64
	if r <= 5 {
		r -= 1.6
		t = horner(&as241C, r) / horner(&as241D, r)
	} else {
		r -= 5
		t = horner(&as241E, r) / horner(&as241F, r)
	}
	// (p - Phi(-t)) / phi(t) = (p/Phi(-t) - 1) M(t)
	v, k := lowerTail(t)
	d := pair{hi: math.Ldexp(p, -k)}.minus(v).value() / v.hi
	return t - halley(float64(d*(mills(t).hi/perSqrt2Pi.hi)), t)
}

// halley returns the step of Halley's method where Newton's is d, for a function
// with f”/f' = -x.
func halley(d, x float64) float64 { return d / (1 + float64(0.5*float64(d*x))) }

func horner(c *[8]float64, r float64) float64 {
	s := c[7]
	for i := 6; i >= 0; i-- {
		s = float64(s*r) + c[i]
	}
	return s
}

var (
	as241A = [8]float64{
		3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
		4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
	}
	as241B = [8]float64{
		1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
		2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
	}
	as241C = [8]float64{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	}
	as241D = [8]float64{
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	as241E = [8]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}
	as241F = [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)
