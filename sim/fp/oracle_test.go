package fp

import (
	"math"
	"math/big"
)

// The oracle: the same functions in big floats from their definitions, slow and
// simple. prec is the precision of all that follows; what needs more asks for it.
const prec = 320

func bf(x float64) *big.Float          { return new(big.Float).SetPrec(prec).SetFloat64(x) }
func wide(p uint) *big.Float           { return new(big.Float).SetPrec(p) }
func whole(p uint, n int64) *big.Float { return wide(p).SetInt64(n) }

// bigPi by Machin: pi/4 = 4 atan(1/5) - atan(1/239).
var bigPi = func() *big.Float {
	const p = 1600
	atan := func(n int64) *big.Float {
		t := wide(p).Quo(whole(p, 1), whole(p, n))
		s := wide(p).Set(t)
		for k := int64(3); t.MantExp(nil) > -p; k += 2 {
			t.Quo(t, whole(p, -n*n))
			s.Add(s, wide(p).Quo(t, whole(p, k)))
		}
		return s
	}
	s := wide(p).Mul(whole(p, 16), atan(5))
	return s.Sub(s, wide(p).Mul(whole(p, 4), atan(239)))
}()

// bigLn2 is 2 atanh(1/3).
var bigLn2 = func() *big.Float {
	const p = 1600
	t := wide(p).Quo(whole(p, 2), whole(p, 3))
	s := wide(p).Set(t)
	for k := int64(3); t.MantExp(nil) > -p; k += 2 {
		t.Quo(t, whole(p, 9))
		s.Add(s, wide(p).Quo(t, whole(p, k)))
	}
	return s
}()

// bigExp works at the precision of x.
func bigExp(x *big.Float) *big.Float {
	p := x.Prec() + 64
	kf, _ := wide(p).Quo(x, bigLn2).Float64()
	k := int(math.Floor(kf + 0.5))
	r := wide(p).Sub(x, wide(p).Mul(whole(p, int64(k)), bigLn2))
	const halvings = 16
	r.SetMantExp(r, -halvings)
	s, t := whole(p, 1), whole(p, 1)
	for n := int64(1); t.Sign() != 0 && t.MantExp(nil) > -int(p); n++ {
		t.Mul(t, r)
		t.Quo(t, whole(p, n))
		s.Add(s, t)
	}
	for range halvings {
		s.Mul(s, s)
	}
	return wide(x.Prec()).SetMantExp(s, k)
}

func bigExpm1(x *big.Float) *big.Float {
	p := x.Prec()
	if e := x.MantExp(nil); e < 0 {
		p += uint(-e)
	}
	return wide(x.Prec()).Sub(bigExp(wide(p).Set(x)), whole(p, 1))
}

// bigLog by Newton's method of third order on exp, from 50 bits.
func bigLog(x *big.Float) *big.Float {
	p := x.Prec() + 64
	m := wide(p)
	k := x.MantExp(m)
	if m.Cmp(big.NewFloat(0.7)) < 0 {
		m.SetMantExp(m, 1)
		k--
	}
	f, _ := m.Float64()
	y := wide(p).SetFloat64(math.Log(f))
	for bits := uint(48); bits < 2*p; bits *= 3 { // 2p: log m may be as small as 2^-p
		e := bigExp(y)
		d := wide(p).Sub(m, e)
		if d.Sign() == 0 {
			break
		}
		y.Add(y, d.Quo(d.SetMantExp(d, 1), e.Add(e, m)))
	}
	return wide(x.Prec()).Add(y, wide(p).Mul(whole(p, int64(k)), bigLn2))
}

func bigLog1p(x *big.Float) *big.Float {
	p := x.Prec()
	if e := x.MantExp(nil); e < 0 {
		p += uint(-e)
	}
	return bigLog(wide(p).Add(whole(p, 1), x))
}

func bigPow(x, y float64) *big.Float {
	l := bigLog(bf(x))
	return bigExp(l.Mul(l, bf(y)))
}

// bigSinCos reduces by 1600 bits of pi.
func bigSinCos(x *big.Float) (sin, cos *big.Float) {
	const p = 1600
	half := wide(p).SetMantExp(bigPi, -1)
	q := wide(p).Quo(x, half)
	n, _ := q.Add(q, big.NewFloat(math.Copysign(0.5, float64(q.Sign())))).Int(nil)
	r := wide(p).Sub(x, wide(p).Mul(wide(p).SetInt(n), half))
	const w = prec + 64
	r.SetPrec(w)
	taylor := func(t *big.Float, n int64) *big.Float {
		s := wide(w).Set(t)
		for ; t.Sign() != 0 && t.MantExp(nil) > s.MantExp(nil)-w; n += 2 {
			t.Mul(t, r)
			t.Mul(t, r)
			t.Quo(t, whole(w, -(n+1)*(n+2)))
			s.Add(s, t)
		}
		return s
	}
	sin, cos = taylor(wide(w).Set(r), 1), taylor(whole(w, 1), 0)
	switch new(big.Int).And(n, big.NewInt(3)).Int64() {
	case 1:
		sin, cos = cos, sin.Neg(sin)
	case 2:
		sin.Neg(sin)
		cos.Neg(cos)
	case 3:
		sin, cos = cos.Neg(cos), sin
	}
	return sin, cos
}

// ulps returns |got - want| in units of the spacing of float64 at want.
func ulps(got float64, want *big.Float) float64 {
	f, _ := want.Float64()
	if math.IsNaN(got) {
		return math.Inf(1)
	}
	if math.IsInf(f, 0) || math.IsInf(got, 0) {
		if f == got {
			return 0
		}
		return math.Inf(1)
	}
	e := max(want.MantExp(nil), -1021)
	d := wide(prec).Sub(wide(prec).SetFloat64(got), want)
	d.SetMantExp(d, 53-e)
	u, _ := d.Abs(d).Float64()
	return u
}
