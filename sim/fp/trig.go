package fp

import (
	"math"
	"math/bits"
)

// Sin returns the sine of x radians.
func Sin(x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	if math.Abs(x) < 0x1p-27 { // keeps -0
		return x
	}
	q, r := reduce(x)
	return quarter(q, r)
}

// Cos returns the cosine of x radians.
func Cos(x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	q, r := reduce(x)
	return quarter(q+1, r)
}

// quarter returns sin(q pi/2 + r), |r| <= pi/4 and a little.
func quarter(q int, r pair) float64 {
	var v float64
	if q&1 == 0 {
		v = sinSmall(r)
	} else {
		v = cosSmall(r)
	}
	if q&2 != 0 {
		v = -v
	}
	return v
}

// Taylor polynomials to r^17 and r^18, the remainder below 2^-60.

func sinSmall(r pair) float64 {
	x := r.hi
	z := float64(x * x)
	p := -1./5040 + float64(z*(1./362880+float64(z*(-1./39916800+float64(z*(1./6227020800+float64(z*(-1./1307674368000+float64(z*(1./355687428096000))))))))))
	p = -1./6 + float64(z*(1./120+float64(z*p)))
	return x + (float64(float64(z*x)*p) + float64(r.lo*(1-float64(0.5*z))))
}

func cosSmall(r pair) float64 {
	x := r.hi
	z := float64(x * x)
	p := 1./40320 + float64(z*(-1./3628800+float64(z*(1./479001600+float64(z*(-1./87178291200+float64(z*(1./20922789888000+float64(z*(-1./6402373705728000))))))))))
	p = 1./24 + float64(z*(-1./720+float64(z*p)))
	h := float64(0.5 * z)
	w := 1 - h
	return w + (((1 - w) - h) + (float64(float64(z*z)*p) - float64(x*r.lo)))
}

// pi/2 in three parts of 33 bits, 33 bits and 53 bits, and the rest.
const (
	halfPi1 = 0x1.921fb544p+0
	halfPi2 = 0x1.0b4611a6p-34
	halfPi3 = 0x1.3198a2e037073p-69
	halfPi4 = 0x1.129024e088a68p-123
)

// reduce returns q, r with x = q pi/2 + r (mod 2 pi), |r| <= pi/4 and a little,
// r within 2^-100 of its size and more: three-part reduction after Cody and Waite
// for |x| < 2^19, after that Payne and Hanek, "Radian reduction for
// trigonometric functions", SIGNUM Newsletter 18 (1983).
func reduce(x float64) (int, pair) {
	if math.Abs(x) <= 0x1.921fb54442d18p-1 {
		return 0, pair{hi: x}
	}
	if math.Abs(x) >= 0x1p19 {
		return reduceFar(x)
	}
	n := float64(x*0x1.45f306dc9c883p-1) + shift
	q := int(math.Float64bits(n) & 3)
	n -= shift
	r := twoSum(x-float64(n*halfPi1), -float64(n*halfPi2))
	return q, r.minus(pair{halfPi3, halfPi4}.mul(n))
}

// twoOverPi holds 64 zero bits and the first 1280 bits of 2/pi.
var twoOverPi = [...]uint64{
	0,
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
	0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
	0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
	0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
}

func reduceFar(x float64) (int, pair) {
	b := math.Float64bits(math.Abs(x))
	e := int(b>>52) - 1075
	m := b&(1<<52-1) | 1<<52 // |x| = m 2^e
	// The 256 bits of 2/pi from weight 2^(1-e) down: what stands above gives multiples of 4.
	at := uint(e - 2 + 64)
	var w [4]uint64
	for i := range w {
		j := at/64 + uint(i)
		w[i] = twoOverPi[j] << (at % 64)
		if at%64 != 0 {
			w[i] |= twoOverPi[j+1] >> (64 - at%64)
		}
	}
	// w = m w mod 2^256: two bits of quadrant, 254 bits of fraction.
	var carry uint64
	for i := 3; i >= 0; i-- {
		hi, lo := bits.Mul64(m, w[i])
		var c uint64
		w[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	q := int(w[0] >> 62)
	for i := range 3 {
		w[i] = w[i]<<2 | w[i+1]>>62
	}
	w[3] <<= 2
	sign := 1.0
	if w[0]>>63 != 0 { // fraction in [1/2, 1): one quadrant up, less the rest
		q++
		sign = -1
		var c uint64 = 1
		for i := 3; i >= 0; i-- {
			w[i], c = bits.Add64(^w[i], 0, c)
		}
	}
	scale := 64
	for w[0] == 0 {
		w[0], w[1], w[2], w[3] = w[1], w[2], w[3], 0
		scale += 64
	}
	n := bits.LeadingZeros64(w[0])
	top := w[0]<<n | w[1]>>1>>(63-n)
	next := w[1]<<n | w[2]>>1>>(63-n)
	scale += n
	hi := math.Ldexp(float64(top>>11), 11-scale)
	lo := math.Ldexp(float64(top&(1<<11-1)), -scale) + math.Ldexp(float64(next>>11), 11-64-scale)
	r := fastTwoSum(hi, lo).times(pair{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54})
	if x < 0 {
		q = -q
		sign = -sign
	}
	return q, pair{float64(sign * r.hi), float64(sign * r.lo)}
}
