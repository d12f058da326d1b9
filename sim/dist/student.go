package dist

import (
	"math"

	"weir/sim/fp"
)

// student: (X - location)/scale = T has a density proportional to (1 + t^2/df)^(-(df+1)/2).
type student struct {
	df, location, scale float64
	peak                float64 // the density of T at 0
	folded, far         fp.Beta // of T^2/(df + T^2), and of 1 less that
}

func newStudent(df, location, scale float64) student {
	return student{df, location, scale, fp.Exp(-logBeta(0.5, df/2)) / math.Sqrt(df), fp.NewBeta(0.5, df/2), fp.NewBeta(df/2, 0.5)}
}

func buildStudent(a Args) (shape, *ArgError) {
	if err := shapeInRange("df", a.Num["df"]); err != nil {
		return nil, err
	}
	if err := a.positive("scale"); err != nil {
		return nil, err
	}
	return newStudent(a.Num["df"], a.Num["location"], a.Num["scale"]), nil
}

func (s student) lower(p float64) float64 { return s.location - float64(s.scale*s.quantile(p)) }
func (s student) upper(q float64) float64 { return s.location + float64(s.scale*s.quantile(q)) }

// tails are P(|T| <= t) and P(|T| > t): the beta law of t^2/(df + t^2), from its nearer end, or far out the integral of
// peak r^-(df+1), r = t/sqrt(df).
func (s student) tails(t float64) (within, beyond float64) {
	switch r := t / math.Sqrt(s.df); {
	case r > 1e8:
		beyond = float64(2 * s.peak / math.Sqrt(s.df) * fp.Exp(-float64(s.df*fp.Log(r))))
		return 1 - beyond, beyond
	case r > 1:
		w := 1 / r
		beyond, within = s.far.Tails(w * w / (1 + float64(w*w)))
		return within, beyond
	default:
		return s.folded.Tails(r * r / (1 + float64(r*r)))
	}
}

// quantile is t with P(T > t) = q, q <= 1/2. The law of ln|T| has a log-concave density, and so both its tails are.
func (s student) quantile(q float64) float64 {
	switch q {
	case 0:
		return math.Inf(1)
	case 0.5:
		return 0
	}
	// P(|T| <= t) <= 2 peak t and P(T > t) <= peak/sqrt(df) r^-df bound the root
	within := 1 - float64(2*q)
	floor := fp.Log(within / s.peak / 2)
	root := math.Sqrt(s.df)
	ceiling := fp.Log(root) + fp.Log(s.peak/root/q)/s.df
	r := rootFinder{floor, max(ceiling, floor), false, 1e-8, 0}
	if q > 0.25 {
		target := fp.Log(within)
		return fp.Exp(r.find(floor, func(y float64) (h, slope float64) {
			t := fp.Exp(y)
			below, _ := s.tails(t)
			return fp.Log(below) - target, 2 * t * s.at(t) / below
		}))
	}
	r.falling = true
	target := fp.Log(2 * q)
	return fp.Exp(r.find(s.guess(q), func(y float64) (h, slope float64) {
		t := fp.Exp(y)
		_, above := s.tails(t)
		return fp.Log(above) - target, -2 * t * s.at(t) / above
	}))
}

// guess is ln t at P(T > t) = q after Wallace (1959): z^2 is about df ln(1 + t^2/df) ((8 df + 1)/(8 df + 3))^2.
func (s student) guess(q float64) float64 {
	z := fp.PhiInv(q) * (float64(8*s.df) + 3) / (float64(8*s.df) + 1)
	y := z * z / s.df
	if y > 100 {
		return (fp.Log(s.df) + y) / 2
	}
	return fp.Log(s.df*fp.Expm1(y)) / 2
}

// at is the density of T.
func (s student) at(t float64) float64 {
	r := math.Abs(t) / math.Sqrt(s.df)
	square := 2 * fp.Log(r) // ln(1 + r^2)
	if r < 1e8 {
		square = fp.Log1p(r * r)
	}
	return s.peak * fp.Exp(-float64((s.df+1)/2*square))
}

func (s student) CDF(x float64) float64      { return s.above((s.location - x) / s.scale) }
func (s student) Survival(x float64) float64 { return s.above((x - s.location) / s.scale) }

// above is P(T > t).
func (s student) above(t float64) float64 {
	within, beyond := s.tails(math.Abs(t))
	if t < 0 {
		return 0.5 + float64(within/2)
	}
	return beyond / 2
}

func (s student) Support() (lo, hi float64) { return math.Inf(-1), math.Inf(1) }

func (s student) density(x float64) float64 { return s.at((x-s.location)/s.scale) / s.scale }

func (s student) kinks() []float64 { return nil }

func (s student) closed() bool { return false }
