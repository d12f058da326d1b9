package fp

import (
	"flag"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// more multiplies the number of random arguments.
var more = flag.Int("more", 1, "how many times the arguments of the accuracy tests")

// arguments is how many random arguments stand for n.
func arguments(n int) int {
	if testing.Short() {
		n = (n + 9) / 10
	}
	return n * *more
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// between is uniform on [lo, hi), spread on [lo, hi) in the logarithm.
func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }
func spread(r *rand.Rand, lo, hi float64) float64 {
	return math.Exp(between(r, math.Log(lo), math.Log(hi)))
}
func either(r *rand.Rand, x float64) float64 {
	if r.IntN(2) == 0 {
		return -x
	}
	return x
}

// subnormal and normal positive numbers, uniform in the bits.
func anyPositive(r *rand.Rand) float64 { return math.Float64frombits(r.Uint64N(0x7ff << 52)) }

func TestAccuracyOneArgument(t *testing.T) {
	big1 := func(f func(*big.Float) *big.Float) func(float64) *big.Float {
		return func(x float64) *big.Float { return f(bf(x)) }
	}
	sin := func(x float64) *big.Float { s, _ := bigSinCos(bf(x)); return s }
	cos := func(x float64) *big.Float { _, c := bigSinCos(bf(x)); return c }
	type draw = func(*rand.Rand) float64
	for _, c := range []struct {
		name  string
		f     func(float64) float64
		exact func(float64) *big.Float
		n     int
		draw  []draw
	}{
		{"Exp", Exp, big1(bigExp), 800, []draw{
			func(r *rand.Rand) float64 { return between(r, -746, 709.8) },
			func(r *rand.Rand) float64 { return between(r, -1, 1) },
			func(r *rand.Rand) float64 { return either(r, spread(r, 1e-20, 1)) },
			func(r *rand.Rand) float64 { return between(r, -745.2, -700) },
		}},
		{"Expm1", Expm1, big1(bigExpm1), 800, []draw{
			func(r *rand.Rand) float64 { return between(r, -40, 709.8) },
			func(r *rand.Rand) float64 { return between(r, -1, 1) },
			func(r *rand.Rand) float64 { return between(r, -0.02, 0.02) },
			func(r *rand.Rand) float64 { return either(r, spread(r, 1e-20, 1)) },
		}},
		{"Log", Log, big1(bigLog), 800, []draw{
			anyPositive,
			func(r *rand.Rand) float64 { return between(r, 0.5, 2) },
			func(r *rand.Rand) float64 { return between(r, 0.98, 1.02) },
			func(r *rand.Rand) float64 { return 1 + either(r, spread(r, 1e-15, 0.1)) },
		}},
		{"Log1p", Log1p, big1(bigLog1p), 800, []draw{
			func(r *rand.Rand) float64 { return spread(r, 1e-20, 1e300) },
			func(r *rand.Rand) float64 { return between(r, -1, 1) },
			func(r *rand.Rand) float64 { return between(r, -0.02, 0.02) },
			func(r *rand.Rand) float64 { return either(r, spread(r, 1e-20, 1)) },
		}},
		{"Sin", Sin, sin, 500, []draw{
			func(r *rand.Rand) float64 { return between(r, -10, 10) },
			func(r *rand.Rand) float64 { return between(r, -1e6, 1e6) },
			func(r *rand.Rand) float64 { return either(r, anyPositive(r)) },
			func(r *rand.Rand) float64 { return float64(r.IntN(400000)) * math.Pi / 2 },
		}},
		{"Cos", Cos, cos, 500, []draw{
			func(r *rand.Rand) float64 { return between(r, -10, 10) },
			func(r *rand.Rand) float64 { return between(r, -1e6, 1e6) },
			func(r *rand.Rand) float64 { return either(r, anyPositive(r)) },
			func(r *rand.Rand) float64 { return float64(r.IntN(400000)) * math.Pi / 2 },
		}},
		{"Lgamma", Lgamma, bigLgammaAny, 80, []draw{
			func(r *rand.Rand) float64 { return between(r, 0, 3) },
			func(r *rand.Rand) float64 { return between(r, 0, 30) },
			func(r *rand.Rand) float64 { return 1 + float64(r.IntN(2)) + either(r, spread(r, 1e-16, 0.3)) },
			func(r *rand.Rand) float64 { return spread(r, 1e-300, 1e305) },
			func(r *rand.Rand) float64 { return -spread(r, 1e-20, 170) },
		}},
		{"Phi", Phi, bigPhi, 40, []draw{
			func(r *rand.Rand) float64 { return between(r, -39, 9) },
			func(r *rand.Rand) float64 { return between(r, -9, 3) },
			func(r *rand.Rand) float64 { return between(r, -2, 2) },
			func(r *rand.Rand) float64 { return either(r, spread(r, 1e-20, 1)) },
		}},
		{"PhiInv", PhiInv, func(p float64) *big.Float { return bigPhiInv(p, PhiInv(p)) }, 40, []draw{
			func(r *rand.Rand) float64 { return r.Float64() },
			anyProbability,
			func(r *rand.Rand) float64 { return 1 - spread(r, 1e-16, 0.5) },
			func(r *rand.Rand) float64 { return 0.5 + either(r, spread(r, 1e-16, 0.4)) },
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := random(1)
			for i, draw := range c.draw {
				worst, at := 0.0, 0.0
				for range arguments(c.n) {
					x := draw(r)
					if u := ulps(c.f(x), c.exact(x)); !(u <= worst) {
						worst, at = u, x
					}
				}
				t.Logf("range %d: %.3f ulp at %v", i, worst, at)
				if worst > 2 {
					t.Errorf("range %d: %s(%v) = %v is off by %.3g ulp", i, c.name, at, c.f(at), worst)
				}
			}
		})
	}
}

func anyProbability(r *rand.Rand) float64 { return math.Float64frombits(r.Uint64N(0x3ff << 52)) }

func TestAccuracyPow(t *testing.T) {
	t.Parallel()
	r := random(2)
	worst, ax, ay := 0.0, 0.0, 0.0
	for i := range arguments(4000) {
		var x, y float64
		switch i % 4 {
		case 0:
			x = anyPositive(r)
			y = between(r, -745, 710) / math.Log(x)
		case 1:
			x, y = between(r, 0.5, 2), between(r, -5, 5)
		case 2:
			x = 1 + either(r, spread(r, 1e-15, 0.1))
			y = between(r, -745, 710) / math.Log(x)
		case 3:
			x, y = spread(r, 1e-3, 1e3), either(r, float64(r.IntN(60))/4)
		}
		if u := ulps(Pow(x, y), bigPow(x, y)); !(u <= worst) {
			worst, ax, ay = u, x, y
		}
	}
	t.Logf("%.3f ulp at %v, %v", worst, ax, ay)
	if worst > 2 {
		t.Errorf("Pow(%v, %v) = %v is off by %.3g ulp", ax, ay, Pow(ax, ay), worst)
	}
}

func TestAccuracySum(t *testing.T) {
	r := random(5)
	for range 50 {
		x := make([]float64, 1+r.IntN(3000))
		exact := wide(2200)
		size := 0.0
		for i := range x {
			x[i] = either(r, spread(r, 1e-10, 1e10))
			exact.Add(exact, wide(2200).SetFloat64(x[i]))
			size += math.Abs(x[i])
		}
		d, _ := exact.Sub(exact, wide(2200).SetFloat64(Sum(x))).Float64()
		n := float64(len(x))
		// Neumaier 1974: the last rounding, and n^2 u^2 of the absolute sum
		if bound := 0x1p-52*math.Abs(Sum(x)) + n*n*0x1p-106*size; math.Abs(d) > bound {
			t.Errorf("a sum of %v numbers is off by %v, more than %v", n, d, bound)
		}
	}
}
