package fp

import (
	"math"
	"math/big"
)

// bernoulli holds B(2k) for k = 1 to 130, from the tangent numbers (Brent and
// Harvey, "Fast computation of Bernoulli, tangent and secant numbers", 2011).
var bernoulli = func() (b []*big.Rat) {
	const n = 130
	t := []*big.Int{nil, big.NewInt(1)}
	for k := int64(2); k <= n; k++ {
		t = append(t, new(big.Int).Mul(big.NewInt(k-1), t[k-1]))
	}
	for k := int64(2); k <= n; k++ {
		for j := k; j <= n; j++ {
			u := new(big.Int).Mul(big.NewInt(j-k), t[j-1])
			t[j].Add(u, t[j].Mul(t[j], big.NewInt(j-k+2)))
		}
	}
	for k := uint(1); k <= n; k++ {
		num := new(big.Int).Mul(t[k], big.NewInt(int64(2*k)))
		if k%2 == 0 {
			num.Neg(num)
		}
		four := new(big.Int).Lsh(big.NewInt(1), 2*k)
		b = append(b, new(big.Rat).SetFrac(num, new(big.Int).Mul(four, new(big.Int).Sub(four, big.NewInt(1)))))
	}
	return b
}()

// bigLgamma is log Gamma(x) for x > 0 at the precision of x, up to 1400 bits,
// by Stirling's series at x + n >= half that precision.
func bigLgamma(x *big.Float) *big.Float {
	p := x.Prec() + 64
	one := whole(p, 1)
	y := wide(p).Set(x)
	shift := whole(p, 1)
	for y.Cmp(big.NewFloat(float64(p/2))) < 0 {
		shift.Mul(shift, y)
		y.Add(y, one)
	}
	s := wide(p).Sub(y, big.NewFloat(0.5))
	s.Mul(s, bigLog(y))
	s.Sub(s, y)
	l := bigLog(wide(p).SetMantExp(bigPi, 1))
	s.Add(s, l.SetMantExp(l, -1))
	r := wide(p).Quo(one, y)
	r2 := wide(p).Mul(r, r)
	for k, b := range bernoulli {
		t := wide(p).SetRat(b)
		t.Mul(t, r)
		t.Quo(t, whole(p, int64((2*k+2)*(2*k+1))))
		if t.MantExp(nil) < s.MantExp(nil)-int(p) && t.MantExp(nil) < -int(p) {
			break
		}
		s.Add(s, t)
		r.Mul(r, r2)
	}
	return wide(x.Prec()).Sub(s, bigLog(shift))
}

// bigLgammaAny adds reflection for x < 0.
func bigLgammaAny(x float64) *big.Float {
	if x == 1 || x == 2 {
		return bf(0)
	}
	if x > 0 {
		return bigLgamma(bf(x))
	}
	const p = 1600
	s, _ := bigSinCos(wide(p).Mul(wide(p).SetFloat64(x), bigPi))
	s.Abs(s)
	s.Quo(wide(prec).Set(bigPi), s)
	return wide(prec).Sub(bigLog(s), bigLgamma(wide(prec).Sub(bf(1), bf(x))))
}

// bigGamma returns P(a, x) and Q(a, x) by the series of P, with bits to spare
// for Q >= 2^-extra.
func bigGamma(a, x float64, extra uint) (p, q *big.Float) {
	w := uint(prec) + extra
	ba, bx := wide(w).SetFloat64(a), wide(w).SetFloat64(x)
	t := whole(w, 1)
	s := whole(w, 1)
	d := wide(w).Set(ba)
	one := whole(w, 1)
	for t.MantExp(nil) > s.MantExp(nil)-int(w) {
		d.Add(d, one)
		t.Mul(t, bx)
		t.Quo(t, d)
		s.Add(s, t)
	}
	// x^a e^-x / Gamma(a+1)
	e := bigLog(bx)
	e.Mul(e, ba)
	e.Sub(e, bx)
	e.Sub(e, bigLgamma(wide(w).Add(ba, one)))
	s.Mul(s, bigExp(e))
	return s, wide(w).Sub(one, s)
}

// bigBeta returns I_x(a, b) by the series in x or that in 1-x, with bits to
// spare for I >= 2^-extra.
func bigBeta(a, b, x float64, extra uint) *big.Float {
	w := uint(prec) + extra
	ba, bb := wide(w).SetFloat64(a), wide(w).SetFloat64(b)
	bx := wide(w).SetFloat64(x)
	one := whole(w, 1)
	by := wide(w).Sub(one, bx)
	n := wide(w).Add(ba, bb)
	e := wide(w).Mul(ba, bigLog(bx))
	e.Add(e, wide(w).Mul(bb, bigLog(by)))
	e.Add(e, bigLgamma(n))
	e.Sub(e, bigLgamma(ba))
	e.Sub(e, bigLgamma(bb))
	e = bigExp(e)
	upper := x > 0.5 && (x > a/(a+b) || x > 0.99)
	if upper {
		ba, bx = bb, by
	}
	e.Quo(e, ba)
	t, s := whole(w, 1), whole(w, 1)
	d := wide(w).Set(ba)
	for t.MantExp(nil) > s.MantExp(nil)-int(w) {
		d.Add(d, one)
		t.Mul(t, bx)
		t.Mul(t, n)
		t.Quo(t, d)
		s.Add(s, t)
		n.Add(n, one)
	}
	s.Mul(s, e)
	if upper {
		s.Sub(one, s)
	}
	return s
}

// bigPhi is Phi(x) = Q(1/2, x^2/2) / 2 for x < 0.
func bigPhi(x float64) *big.Float {
	const w = 2400
	bx := wide(w).SetFloat64(x)
	// Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/15 + ...)
	z := wide(w).Mul(bx, bx)
	t := wide(w).Set(bx)
	s := wide(w).Set(bx)
	for n := int64(3); t.Sign() != 0 && t.MantExp(nil) > s.MantExp(nil)-w; n += 2 {
		t.Mul(t, z)
		t.Quo(t, whole(w, n))
		s.Add(s, t)
	}
	z.SetMantExp(z, -1)
	e := bigExp(z.Neg(z))
	s.Mul(s, e)
	r := wide(w).Sqrt(wide(w).SetMantExp(bigPi, 1))
	s.Quo(s, r)
	return wide(w).Add(s, big.NewFloat(0.5))
}

// bigPhiInv refines x, a double near the quantile of p, by Newton's method.
func bigPhiInv(p, x float64) *big.Float {
	z := bf(x)
	d := wide(prec).Sub(bigPhi(x), bf(p))
	e := bigExp(wide(prec).Mul(z, wide(prec).Mul(z, big.NewFloat(-0.5))))
	e.Quo(e, wide(prec).Sqrt(wide(prec).SetMantExp(bigPi, 1)))
	d.Quo(d, e) // error of the step: x d^2/2, far below the last bit
	c := wide(prec).Mul(d, d)
	c.Mul(c, z)
	z.Sub(z, d)
	if c.Sign() != 0 && math.Abs(x) > 0 {
		z.Sub(z, c.SetMantExp(c, -1))
	}
	return z
}
