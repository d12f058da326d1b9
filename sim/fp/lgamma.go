package fp

import "math"

// Lgamma returns log|Gamma(x)|, within 2 ulp for x > 0. For x < 0 it is within
// 2 ulp or 2^-95, whichever is larger: the latter shows only within 2^-41 of the
// zeros between -2 and -4 (751 ulp of 5.6e-17 at the worst number found, -2.4570247382208006).
//
// Method: Taylor series at the zeros 1 and 2 (Abramowitz and Stegun 6.1.33),
// Stirling's series with shift elsewhere, reflection for x < 0.
func Lgamma(x float64) float64 {
	switch {
	case x-x != 0: // infinities, NaN
		return x
	case math.Abs(x) < 0x1p-70: // 0 too
		return -Log(math.Abs(x))
	case x < 0:
		return lgammaNegative(x)
	case x > 0x1p60: // log x / 2 is below the last bit
		return float64(logPair(pair{hi: x}).add(-1).mul(x*0x1p-60).value() * 0x1p60)
	case math.Abs(x-1) < 0.25:
		z := x - 1
		return lgammaNear2(z).minus(logPair(twoSum(1, z))).value()
	case math.Abs(x-2) < 0.25:
		return lgammaNear2(x - 2).value()
	}
	return lgammaPair(pair{hi: x}).value()
}

// lgammaNegative is Lgamma for x < 0: log pi - log|sin pi x| - log Gamma(1-x).
func lgammaNegative(x float64) float64 {
	n := math.Floor(x + 0.5)
	f := math.Abs(x - n) // exact
	if f == 0 || x < -0x1p53 {
		return math.Inf(1)
	}
	t := pair{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}.mul(f)
	t2 := t.times(t)
	s := pair{hi: 1}
	for k := 28.0; k > 0; k -= 2 {
		s = t2.times(s).over(pair{hi: -k * (k + 1)}).add(1)
	}
	s = logPair(t.times(s))
	return pair{0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57}.minus(s).minus(lgammaPair(twoSum(1, -x))).value()
}

// lgammaNear2 returns log Gamma(2+z) for |z| <= 1/4:
// (1-gamma) z + sum of (-1)^k (zeta(k)-1)/k z^k for k >= 2.
func lgammaNear2(z float64) pair {
	q := 0.0
	for i := len(lgammaTaylor) - 1; i >= 0; i-- {
		q = float64(q*z) + lgammaTaylor[i]
	}
	s := pair{hi: q}
	for i := len(lgammaTaylorPair) - 1; i >= 0; i-- {
		s = s.mul(z).plus(lgammaTaylorPair[i])
	}
	return s.mul(z)
}

// lgammaPair returns log Gamma(x) for x >= 2^-1000, within about 2^-98 of the
// larger of its size and 1.
func lgammaPair(x pair) pair {
	shift := pair{hi: 1}
	for x.hi < stirlingMin {
		shift = shift.times(x)
		x = x.add(1)
	}
	// (x - 1/2) log x - x + log(2 pi)/2 + stirling(x)
	s := x.add(-0.5).times(logPair(x)).minus(x).plus(halfLog2Pi).plus(stirling(x))
	if shift.hi != 1 {
		s = s.minus(logPair(shift))
	}
	return s
}

// stirling returns log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2) within
// about 2^-100, for x >= stirlingMin: the sum of B(2k) / (2k (2k-1) x^(2k-1)).
func stirling(x pair) pair {
	r := pair{hi: 1}.over(x)
	r2 := r.times(r)
	q := 0.0
	for i := len(stirlingTerm) - 1; i >= 0; i-- {
		q = float64(q*r2.hi) + stirlingTerm[i]
	}
	s := pair{hi: q}
	for i := len(stirlingTermPair) - 1; i >= 0; i-- {
		s = r2.times(s).plus(stirlingTermPair[i])
	}
	return r.times(s)
}

const stirlingMin = 16

var halfLog2Pi = pair{0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55}

// lgammaTaylorPair holds 1 - gamma and (-1)^k (zeta(k)-1)/k for k = 2 to 5.
var lgammaTaylorPair = [...]pair{
	{0x1.b0ee6072093cep-2, 0x1.6cb90701fbfabp-58},
	{0x1.4a34cc4a60fa6p-2, 0x1.1873d8912200cp-56},
	{-0x1.13e001a557607p-4, 0x1.fb68be2f8821fp-58},
	{0x1.51322ac7d8483p-6, 0x1.afc89088cb729p-60},
	{-0x1.e404fc218f5f2p-8, 0x1.e4a627cf1eb34p-62},
}

// lgammaTaylor holds the following ones, k = 6 to 24.
var lgammaTaylor = [...]float64{
	0x1.7add6eadb6c30p-9,
	-0x1.38ac5c2bf8e08p-10,
	0x1.0b36af86396e9p-11,
	-0x1.d3fd4c76d2fc8p-13,
	0x1.a127b0f17d65ap-14,
	-0x1.78de5bd7c81efp-15,
	0x1.580dcee66eb02p-16,
	-0x1.3cbc963ce2243p-17,
	0x1.2597a39f34aacp-18,
	-0x1.11b2eb7679541p-19,
	0x1.0064cdeb22f0fp-20,
	-0x1.e2600d93cfd2fp-22,
	0x1.c76bbb3f07a4dp-23,
	-0x1.af5a6cbbf8a97p-24,
	0x1.99b93c2070b0fp-25,
	-0x1.862c734df3eacp-26,
	0x1.7469daccfadcdp-27,
	-0x1.6434a8447aeadp-28,
	0x1.555a877ffd2c3p-29,
}

// stirlingTermPair holds B(2k)/(2k (2k-1)) for k = 1 to 5.
var stirlingTermPair = [...]pair{
	{0x1.5555555555555p-4, 0x1.5555555555555p-58},
	{-0x1.6c16c16c16c17p-9, 0x1.f49f49f49f49fp-64},
	{0x1.a01a01a01a01ap-11, 0x1.a01a01a01a01ap-71},
	{-0x1.3813813813814p-11, 0x1.fb1fb1fb1fb20p-65},
	{0x1.b951e2b18ff23p-11, 0x1.5c3a9ce01b952p-65},
}

// stirlingTerm holds the following ones, k = 6 to 15.
var stirlingTerm = [...]float64{
	-0x1.f6ab0d9993c7dp-10,
	0x1.a41a41a41a41ap-8,
	-0x1.e4286cb0f5398p-6,
	0x1.6fe96381e0680p-3,
	-0x1.6476701181f3ap+0,
	0x1.ace44322ce006p+3,
	-0x1.39b2525cccc1bp+7,
	0x1.12234e81b4e82p+11,
	-0x1.1a198ae1c4ab8p+15,
	0x1.51a2089a6e11ap+19,
}
