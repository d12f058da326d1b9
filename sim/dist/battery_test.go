package dist

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// lawsUnderTest are all families in ordinary and extreme shapes.
func lawsUnderTest(t testing.TB) map[string]Law {
	t.Helper()
	laws := map[string]Law{}
	for _, row := range []struct{ family, fields string }{
		{"uniform", "min=-3;max=5"}, {"uniform", "min=1000000;max=1000001"},
		{"triangular", "min=0;mode=0.25;max=1"}, {"triangular", "min=-1;mode=-1;max=1"}, {"triangular", "min=2;mode=7;max=7"},
		{"pert", "min=10;mode=20;max=60"}, {"pert", "min=3000;mode=6000;max=10000"}, {"pert", "min=0;mode=0;max=1;shape=400"},
		{"normal", "mean=0;sd=1"}, {"normal", "mean=1000000;sd=1"},
		{"lognormal", "median=1;sigma=0.001"}, {"lognormal", "median=20000000;sigma=1.5"}, {"lognormal", "mean=1;sd=0.1"}, {"lognormal", "median=1;sigma=3"}, {"lognormal", "median=1;sigma=12"},
		{"logitnormal", "median=0.3;sigma=0.5"}, {"logitnormal", "median=0.999;sigma=6"},
		{"beta", "alpha=2;beta=5"}, {"beta", "alpha=0.05;beta=0.05"}, {"beta", "alpha=0.5;beta=0.5"}, {"beta", "alpha=0.05;beta=300"}, {"beta", "alpha=100000;beta=20"}, {"beta", "alpha=1;beta=1"},
		{"beta", "mean=30;sd=5;min=0;max=100"}, {"beta", "p5=0.1;p95=0.4"},
		{"gamma", "shape=2;scale=1"}, {"gamma", "shape=0.02;scale=1"}, {"gamma", "shape=1;mean=7"}, {"gamma", "shape=1000000;mean=1"}, {"gamma", "p10=3;p50=10"},
		{"exponential", "mean=4"},
		{"pareto", "min=2;alpha=1.5"}, {"pareto", "min=1;alpha=0.2"}, {"pareto", "min=1;alpha=100"},
		{"weibull", "shape=1.5;scale=300"}, {"weibull", "shape=0.1;scale=1"}, {"weibull", "shape=50;scale=2"}, {"weibull", "p10=3;p90=10"},
		{"student", "df=1.1;location=0;scale=1"}, {"student", "df=4;location=10;scale=0.5"}, {"student", "df=1000000;location=0;scale=1"}, {"student", "df=0.25;location=0;scale=1"},
		{"metalog", "p10=10;p50=20;p90=60"}, {"metalog", "p10=10;p50=20;p90=60;min=0"}, {"metalog", "p5=-9;p50=-4;p95=-2;max=0"}, {"metalog", "p5=0.125;p50=0.25;p95=0.75;min=0;max=1"},
		{"metalog", "p1=1;p10=3;p50=9;p90=13;p99=20"}, {"metalog", "p10=0.16659;p50=0.33317;p90=1.16659"}, {"metalog", "p20=2;p40=4;p60=6;p80=8"},
		{"metalog", "p2=-3.4100;p10=-1.9993;p25=-1.0263;p40=-0.3916;p50=0.0000;p60=0.4241;p75=1.2460;p90=2.7024;p98=4.9045"},
		{"binomial", "n=7;p=0.3"}, {"binomial", "n=1000000;p=0.25"}, {"binomial", "n=5;p=0.999999"}, {"binomial", "n=3;p=1"},
		{"negbinomial", "mean=3.5;dispersion=1.5"}, {"negbinomial", "mean=20;dispersion=0.05"}, {"negbinomial", "mean=100;dispersion=1000000"},
		{"poisson", "mean=0.01"}, {"poisson", "mean=3.5"}, {"poisson", "mean=100000"},
		{"bernoulli", "p=0.3"}, {"bernoulli", "p=0"}, {"bernoulli", "p=1"},
	} {
		laws[row.family+" "+row.fields] = lawOf(t, row.family, row.fields)
	}
	add := func(name, family string, a Args) {
		l, err := New(family, a)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		laws[name] = l
	}
	add("discrete", "discrete", Args{Values: []float64{5, -1, 5, 2}, Weights: []float64{1, 2, 3, 0.5}})
	add("empirical", "empirical", Args{Values: []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}})
	laws["point"] = Point(-2.5)
	for _, row := range []struct {
		family, fields string
		lo, hi         float64
	}{
		{"normal", "mean=0;sd=1", -1, 1}, {"normal", "mean=0;sd=1", 6, 7}, {"normal", "mean=0;sd=1", 0, math.Inf(1)}, {"normal", "mean=0;sd=1", math.Inf(-1), -5},
		{"lognormal", "median=1;sigma=1", 0, 5}, {"lognormal", "median=1;sigma=0.05", 0.5, 20}, {"pert", "min=10;mode=20;max=60", 10, 20},
		{"beta", "alpha=0.5;beta=0.5", 0.2, 1}, {"gamma", "shape=0.3;scale=1", 0.5, 3}, {"triangular", "min=0;mode=0.25;max=1", 0.1, 0.9}, {"uniform", "min=0;max=1", 0.5, 2},
		{"weibull", "shape=0.7;scale=1", 1, 2}, {"student", "df=2;location=0;scale=1", 0, math.Inf(1)}, {"student", "df=3;location=0;scale=1", 20, 90}, {"metalog", "p10=10;p50=20;p90=60", 0, 100},
		{"metalog", "p5=0.125;p50=0.25;p95=0.75;min=0;max=1", 0.3, 2},
	} {
		a := Args{Num: numbers(t, row.fields), Truncate: []float64{row.lo, row.hi}}
		add(fmt.Sprintf("%s %s in %g..%g", row.family, row.fields, row.lo, row.hi), row.family, a)
	}
	of := func(names ...string) (list []Law) {
		for _, name := range names {
			list = append(list, laws[name])
		}
		return list
	}
	mix := func(name string, list []Law, weights ...float64) {
		add("mixture "+name, "mixture", Args{Of: list, Weights: weights})
	}
	mix("of one", of("pert min=10;mode=20;max=60"), 3)
	mix("with an atom below", append(of("lognormal median=20000000;sigma=1.5"), Point(0)), 0.7, 0.3)
	mix("with atoms inside", of("normal mean=0;sd=1", "poisson mean=3.5"), 1, 2)
	mix("with a gap", of("uniform min=-3;max=5", "uniform min=1000000;max=1000001"), 1, 1)
	mix("of far humps", of("normal mean=0;sd=1", "lognormal median=1;sigma=0.001", "normal mean=1000000;sd=1"), 3, 2, 1)
	mix("of steps", of("poisson mean=0.01", "discrete", "bernoulli p=0.3"), 1, 1, 1)
	mix("of a mixture", of("mixture with an atom below", "exponential mean=4"), 1, 1e-6)
	mix("of the rest", of("logitnormal median=0.3;sigma=0.5", "pareto min=2;alpha=1.5", "triangular min=0;mode=0.25;max=1", "pert min=10;mode=20;max=60 in 10..20"), 1, 1, 1, 2)
	mix("of singular ends", of("beta alpha=0.05;beta=0.05", "gamma shape=0.02;scale=1"), 1, 1)
	mix("of experts", of("metalog p10=10;p50=20;p90=60;min=0", "weibull shape=1.5;scale=300", "student df=4;location=10;scale=0.5", "metalog p10=10;p50=20;p90=60 in 0..100"), 1, 1, 1, 1)
	mix("of counts", of("negbinomial mean=3.5;dispersion=1.5", "binomial n=7;p=0.3", "empirical", "student df=4;location=10;scale=0.5"), 2, 1, 1, 1)
	add("mixture truncated", "mixture", Args{Of: of("normal mean=0;sd=1", "exponential mean=4"), Weights: []float64{1, 1}, Truncate: []float64{-0.5, 3}})
	if testing.Short() { // these take longer to compile than all others
		for _, name := range []string{"of singular ends", "of experts", "of counts", "of far humps"} {
			delete(laws, "mixture "+name)
		}
	}
	return laws
}

var compiledUnderTest struct {
	once     sync.Once
	samplers map[string]*Sampler
}

// samplersUnderTest are the samplers of lawsUnderTest, compiled once.
func samplersUnderTest(laws map[string]Law) map[string]*Sampler {
	c := &compiledUnderTest
	c.once.Do(func() {
		c.samplers = map[string]*Sampler{}
		for name, l := range laws {
			c.samplers[name] = Compile(l, 1)
		}
	})
	return c.samplers
}

// draws are uniforms as draw makes them, odd multiples of 2^-53: spread evenly, and over the octaves of both tails.
func draws(n int) []float64 {
	r := rand.New(rand.NewPCG(2026, 7))
	list := []float64{0x1p-53, 1 - 0x1p-53, 0.5 - 0x1p-53, 0.5 + 0x1p-53}
	for i := range n {
		cells := math.Ldexp(r.Float64(), 52)
		if i%3 > 0 {
			cells = math.Ldexp(r.Float64(), r.IntN(52))
		}
		u := (math.Floor(cells) + 0.5) / (1 << 52)
		if i%3 == 2 {
			u = 1 - u
		}
		list = append(list, u)
	}
	return list
}

func TestQuantileInvertsCDF(t *testing.T) {
	t.Parallel()
	for name, l := range lawsUnderTest(t) {
		lo, hi := l.Support()
		if a, b := l.Quantile(0), l.Quantile(1); a != lo || b != hi {
			t.Errorf("%s: quantiles at 0 and 1 are %g and %g, support %g to %g", name, a, b, lo, hi)
		}
		for _, u := range draws(60) {
			x := l.Quantile(u)
			if !(x >= lo && x <= hi) {
				t.Fatalf("%s: quantile %g at %g is outside %g to %g", name, x, u, lo, hi)
			}
			// 1e-12 of the nearer tail, and what rounding leaves of u where the law is cut or mixed
			if !nearInU(l, u, x, 1e-12*min(u, 1-u)+4e-16*slack(l)) {
				t.Errorf("%s: quantile at %g is %.17g, where CDF is %.17g and survival %.17g", name, u, x, l.CDF(x), l.Survival(x))
			}
		}
	}
}

// slack is 1 over the part of a law that a truncation keeps; 1 for mixtures, 0 for the rest.
func slack(l Law) float64 {
	switch s := l.form().(type) {
	case truncated:
		return 10 * min(s.belowLo+s.below, s.above+s.aboveHi) / s.kept
	case *mixture, smoothMixture, *steps:
		return 1
	}
	return 0
}

// The density is the slope of the CDF, and near an end the same in the distance from it.
func TestDensity(t *testing.T) {
	t.Parallel()
	for name, l := range lawsUnderTest(t) {
		s, ok := l.form().(smooth)
		if !ok {
			continue
		}
		lo, hi := l.Support()
		for _, p := range []float64{0.03, 0.2, 0.4, 0.6, 0.97} {
			x, h := l.Quantile(p), (l.Quantile(p+0.001)-l.Quantile(p-0.001))/64
			if slices.ContainsFunc(s.kinks(), func(kink float64) bool { return math.Abs(x-kink) < 64*h }) || h < 1e-6*math.Abs(x) {
				continue
			}
			// Richardson: (8 (F(x+h) - F(x-h)) - (F(x+2h) - F(x-2h))) / 12h
			slope := (8*(l.CDF(x+h)-l.CDF(x-h)) - (l.CDF(x+2*h) - l.CDF(x-2*h))) / (12 * h)
			if got := s.density(x); math.Abs(got-slope) > 1e-7*slope {
				t.Errorf("%s: density at %g is %.10g, the slope of the CDF %.10g", name, x, got, slope)
			}
			for end, v := range []float64{x - lo, hi - x} {
				if v < 1e3*min(x-lo, hi-x) { // else v has lost the digits of x
					if got := endedOf(s).near(end, v); math.Abs(got-s.density(x)) > 1e-7*slope {
						t.Errorf("%s: density at %g is %.10g, from end %d %.10g", name, x, s.density(x), end, got)
					}
				}
			}
		}
	}
}

// A sampler is within 1e-10 of u, and in the tails within 1e-8 of the tail probability (here with what rounding leaves).
func TestSamplerMeetsBounds(t *testing.T) {
	t.Parallel()
	laws := lawsUnderTest(t)
	for name, s := range samplersUnderTest(laws) {
		l := laws[name]
		if name != "mixture of singular ends" { // next to 1 it keeps asking the law
			tabulated(t, name, s)
		}
		boundsHold(t, name, l, s)
		lo, hi := l.Support()
		for _, u := range draws(300) {
			x := s.At(u)
			if !(x >= lo && x <= hi) {
				t.Fatalf("%s: draw %g at %g is outside %g to %g", name, x, u, lo, hi)
			}
			if !nearInU(l, u, x, min(1e-10, 1e-8*min(u, 1-u)+4e-14*slack(l))) {
				t.Errorf("%s: draw at %g is %.17g, the quantile %.17g; CDF there %.17g, survival %.17g", name, u, x, l.Quantile(u), l.CDF(x), l.Survival(x))
			}
		}
	}
}

// boundsHold complains where draws at the ends of the uniforms leave what a law says of them without its table.
func boundsHold(t *testing.T, name string, l Law, s *Sampler) {
	t.Helper()
	lo, hi := Bounds(l, 1)
	for _, u := range []float64{0x1p-54, 1 - 0x1p-53} {
		if x := s.At(u); x < lo-4*0x1p-53*math.Abs(lo) || x > hi+4*0x1p-53*math.Abs(hi) {
			t.Errorf("%s: draw at %g is %.17g, outside of %.17g to %.17g", name, u, x, lo, hi)
		}
	}
}

// tabulated complains where a piece of a sampler that is met at all fell back on the law itself, at some microseconds a draw.
func tabulated(t *testing.T, name string, s *Sampler) {
	t.Helper()
	of, ok := s.filler.(asker)
	if g, isGrid := s.filler.(*grid); isGrid {
		of, ok = g.of, true
	}
	if p, isPieces := of.(*pieces); ok && isPieces {
		for _, part := range p.parts {
			if part.of != nil && part.hi-part.lo > 1e-10 {
				t.Errorf("%s: from %g to %g there is no table", name, part.lo, part.hi)
			}
		}
	}
}

// Where a value is told from 0 and from its neighbours, its relative error in the tails is at most 1e-6 down to 1e-12.
func TestSamplerTails(t *testing.T) {
	t.Parallel()
	laws := lawsUnderTest(t)
	for name, s := range samplersUnderTest(laws) {
		l := laws[name]
		for tail := 0x1p-40; tail < 0.01; tail *= 1.7 {
			p := math.Floor(tail*(1<<53)) / (1 << 53)
			for _, u := range []float64{p, 1 - p} {
				x, want := s.At(u), l.Quantile(u)
				if off := math.Abs(x - want); off > 1e-6*math.Abs(want) && off > 1e-280 {
					t.Errorf("%s: draw at %g is %.10g, the quantile %.10g", name, u, x, want)
				}
			}
		}
	}
}

func TestFillIsAt(t *testing.T) {
	t.Parallel()
	u := draws(500)
	for name, s := range samplersUnderTest(lawsUnderTest(t)) {
		column := make([]float64, len(u))
		s.Fill(column, u)
		same := append([]float64(nil), u...)
		s.Fill(same, same)
		for i := range u {
			if at := s.At(u[i]); math.Float64bits(at) != math.Float64bits(column[i]) || at != same[i] {
				t.Fatalf("%s: At(%g) = %g, Fill gives %g, in place %g", name, u[i], at, column[i], same[i])
			}
		}
	}
}

// Powers of two scale to the bit, other scales to some ulps of the largest number met.
func TestScale(t *testing.T) {
	t.Parallel()
	u := draws(300)
	if testing.Short() {
		u = draws(60)
	}
	for name, l := range lawsUnderTest(t) {
		if strings.HasPrefix(name, "mixture") {
			continue // they are slow to compile, and their pieces are other laws' tables
		}
		one, four, seventh := Compile(l, 1), Compile(l, 4), Compile(l, 1./7)
		for _, u := range u {
			x := one.At(u)
			if got := four.At(u); got != 4*x {
				t.Errorf("%s at %g: %g, 4 times it %g", name, u, x, got)
			}
			if got := seventh.At(u); !nearInU(l, u, got*7, 1e-10) {
				t.Errorf("%s at %g: %g, a seventh of it %g", name, u, x, got)
			}
		}
	}
}

// Draws rise with u, across cells, sides and pieces, to within the last digits of the value or of an end that it is counted from.
func TestMonotone(t *testing.T) {
	t.Parallel()
	u := draws(2000)
	for e := -53; e < 0; e++ {
		for cell := range 32 {
			for step := -1.0; step <= 1; step++ { // the ends of cells and their neighbours
				q := math.Floor(math.Ldexp(1+float64(cell)/32, e+53)) + step
				u = append(u, q*0x1p-53, 1-q*0x1p-53)
			}
		}
	}
	slices.Sort(u)
	u = slices.DeleteFunc(slices.Compact(u), func(u float64) bool { return u <= 0 || u >= 1 })
	column := make([]float64, len(u))
	laws := lawsUnderTest(t)
	for name, s := range samplersUnderTest(laws) {
		l := laws[name]
		s.Fill(column, u)
		lo, hi := l.Support()
		for i := 1; i < len(u); i++ {
			size := math.Abs(column[i])
			for _, end := range []float64{lo, hi} {
				if !math.IsInf(end, 0) {
					size = max(size, math.Abs(end))
				}
			}
			if column[i] < column[i-1]-4e-15*size {
				t.Errorf("%s: falls from %.17g to %.17g between %.17g and %.17g", name, column[i-1], column[i], u[i-1], u[i])
			}
		}
	}
}

// addMetalog sets three to nine percentiles of a bent logistic, and bounds now and then.
func addMetalog(r *rand.Rand, num map[string]float64) {
	n := 3 + r.IntN(7)
	shift, tilt, bend, bounds := 6*r.Float64()-3, r.Float64()-0.5, 0.3*r.Float64(), r.IntN(4)
	if bounds&1 > 0 {
		num["min"] = -2
	}
	if bounds&2 > 0 {
		num["max"] = 7
	}
	for k := range n {
		p := math.Round(100 * (float64(k) + 0.2 + 0.6*r.Float64()) / float64(n))
		s := p/50 - 1
		z := shift + (1+tilt*s)*math.Log(p/(100-p)) + bend*s*s*s
		switch bounds {
		case 1:
			z = math.Exp(z) - 2
		case 2:
			z = 7 - math.Exp(-z)
		case 3:
			z = 9/(1+math.Exp(-z)) - 2
		}
		num[fmt.Sprint("p", p)] = z
	}
}

// Shapes at random, over all that New accepts short of values that are all 0: the bound in u holds, and the tails.
func TestRandomShapes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 2026))
	between := func(lo, hi float64) float64 { return lo * math.Pow(hi/lo, r.Float64()) }
	n := 180
	if testing.Short() {
		n = 45
	}
	for i := range n {
		num := map[string]float64{}
		a := Args{Num: num}
		family := []string{"beta", "gamma", "lognormal", "logitnormal", "pert", "pareto", "weibull", "student", "metalog"}[i%9]
		switch family {
		case "beta":
			num["alpha"], num["beta"] = between(0.01, 1e6), between(0.01, 1e6)
		case "gamma":
			num["shape"], num["scale"] = between(0.01, 1e7), between(1e-6, 1e6)
		case "lognormal":
			num["median"], num["sigma"] = between(1e-6, 1e12), between(1e-3, 15)
		case "logitnormal":
			num["median"], num["sigma"] = r.Float64(), between(1e-2, 12)
		case "pert":
			num["min"], num["max"], num["shape"] = -r.Float64(), 1+r.Float64(), between(0.01, 1e4)
			num["mode"] = num["min"] + r.Float64()*(num["max"]-num["min"])
		case "weibull":
			num["shape"], num["scale"] = between(0.02, 1e6), between(1e-6, 1e6)
		case "student":
			num["df"], num["location"], num["scale"] = between(0.1, 1e7), 2*r.Float64()-1, between(1e-3, 1e3)
		case "metalog":
			addMetalog(r, num)
		case "pareto":
			num["min"], num["alpha"] = between(1e-3, 1e3), between(0.1, 1e3)
		}
		l, err := New(family, a)
		if err != nil {
			t.Fatalf("%s %v: %v", family, num, err)
		}
		if i%4 == 0 { // cut it at two of its own quantiles
			p := r.Float64()
			a.Truncate = []float64{l.Quantile(p * r.Float64()), l.Quantile(p + (1-p)*r.Float64())}
			if l, err = New(family, a); err != nil {
				continue // too little is left
			}
		}
		s := Compile(l, 1)
		tabulated(t, fmt.Sprint(family, num, a.Truncate), s)
		boundsHold(t, fmt.Sprint(family, num, a.Truncate), l, s)
		for _, u := range draws(100) {
			x := s.At(u)
			if !nearInU(l, u, x, min(1e-10, 1e-8*min(u, 1-u)+1e-13*slack(l))) && math.Abs(x-l.Quantile(u)) > 1e-280 {
				t.Errorf("%s %v %v: draw at %g is %.17g, the quantile %.17g", family, num, a.Truncate, u, x, l.Quantile(u))
			}
		}
	}
}
