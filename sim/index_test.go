package sim_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// onceYear is one year in one step.
const onceYear = `
currency = "USD"
[time]
start = 2026-01-01
end = 2027-01-01
step = "year"
[run]
trials = 16384
[sources.paper]
title = "A paper"
[parameters]
`

// footing finds what a total rests on.
func footing(t *testing.T, r *result.Result, measure string) result.Footing {
	t.Helper()
	for _, f := range r.Footings {
		if f.Measure == measure {
			return f
		}
	}
	t.Fatalf("no footing of %s: %v", measure, r.Footings)
	return result.Footing{}
}

// indexOf finds an index by name.
func indexOf(t *testing.T, f result.Footing, name string) result.Index {
	t.Helper()
	for _, x := range f.Indices {
		if x.Name == name {
			return x
		}
	}
	t.Fatalf("no index of %s: %v", name, f.Indices)
	return result.Index{}
}

// near compares an index with what it should be, of which cells may hide a part: the variance within them.
func near(t *testing.T, x result.Index, want, hidden float64) {
	t.Helper()
	if lo, hi := want*(1-hidden)-4*x.SE, want+4*x.SE; !(x.S >= lo && x.S <= hi) || x.SE > 0.03 {
		t.Errorf("%s: %v with standard error %v, want %v, less %v of it at most", x.Name, x.S, x.SE, want, hidden)
	}
}

// uniformHidden is the part of the variance of a uniform quantity that lies within 64 even cells. A normal one has more in
// its outermost cells, of a 512th each: there at most phi(z)^2/p^2 stands for E[X^2 | tail], which is under 1% in all.
const (
	uniformHidden = 1.0 / (64 * 64)
	normalHidden  = 0.01
)

// The indices of a linear sum of independent parameters are a^2 sigma^2 / sum: here 9 : 4 : 1 among what is drawn once,
// beside what is drawn in the step, which has 2 and no index. Groups add up by source; what the total does not read has none.
func TestIndicesOfASum(t *testing.T) {
	r := simulate(t, onceYear+`
a = { dist = "normal", mean = 100, sd = 3, unit = "USD/year", source = "paper", reading = "estimate" }
b = { dist = "normal", mean = 100, sd = 2, unit = "USD/year", assumption = "a guess" }
c = { dist = "normal", mean = 100, sd = 1, unit = "USD/year", assumption = "another" }
d = { dist = "normal", mean = 100, sd = 1.4142135623730951, unit = "USD/year", vary = "step" }
unread = { dist = "normal", mean = 100, sd = 1, unit = "USD/year" }
[channels.x]
revenue = "a + b + c + d"
[outputs.other]
formula = "unread"
`)
	f := footing(t, r, "net")
	if len(r.Footings) != 1 || len(f.Indices) != 3 || f.Trials != 16384 || len(f.Groups) != 2 {
		t.Fatalf("footings: %+v", r.Footings)
	}
	for name, want := range map[string]float64{"a": 9. / 16, "b": 4. / 16, "c": 1. / 16} {
		near(t, indexOf(t, f, name), want, normalHidden)
	}
	for i, want := range []result.IndexGroup{{Basis: result.OnSource, Source: "paper", Members: 1, S: 9. / 16}, {Basis: result.OnAssumption, Members: 2, S: 5. / 16}} {
		g := f.Groups[i]
		if g.Basis != want.Basis || g.Source != want.Source || g.Members != want.Members {
			t.Errorf("group %d: %+v, want %+v", i, g, want)
		}
		near(t, result.Index{Name: "group", S: g.S, SE: g.SE}, want.S, normalHidden)
	}
}

// Product of independent positive factors with coefficients of variation .1, .2 and .4 (REFERENCES): uniform ones, whose
// half-width is sqrt(3) c.
func TestIndicesOfAProduct(t *testing.T) {
	text := onceYear
	for _, c := range []float64{.1, .2, .4} {
		text += fmt.Sprintf("c%.0f = { dist = \"uniform\", min = %v, max = %v, unit = \"1\" }\n", 10*c, 1-math.Sqrt(3)*c, 1+math.Sqrt(3)*c)
	}
	f := footing(t, simulate(t, text+"base = { value = 100, unit = 'USD/year' }\n[channels.x]\nrevenue = 'base * c1 * c2 * c4'\n"), "net")
	for name, want := range map[string]float64{"c1": .04577413, "c2": .18309653, "c4": .73238611} {
		near(t, indexOf(t, f, name), want, uniformHidden)
	}
}

// The Sobol' g function is a product of (|4x - 2| + a)/(1 + a), with indices p/V, p = 1/(3 (1+a)^2), V = prod(1+p) - 1
// (REFERENCES); here a is 0 and 1. What is missing to 1 is their interaction.
func TestIndicesBesideInteractions(t *testing.T) {
	f := footing(t, simulate(t, onceYear+`
x = { dist = "uniform", min = 0, max = 1, unit = "1" }
y = { dist = "uniform", min = 0, max = 1, unit = "1" }
base = { value = 100, unit = "USD/year" }
[channels.x]
revenue = "base * abs(4 * x - 2) * (abs(4 * y - 2) + 1) / 2"
`), "net")
	p, q := 1./3, 1./12
	v := (1+p)*(1+q) - 1
	near(t, indexOf(t, f, "x"), p/v, 4*uniformHidden)
	near(t, indexOf(t, f, "y"), q/v, 4*uniformHidden)
}

// A switch of chance 0.25 between 60 and 160 beside a uniform addition: under each value the median is that of the addition.
// Its index is 0.25 * 0.75 * 100^2 over the whole variance; a law of two atoms has two cells, which hide nothing.
func TestSwitchesAreTold(t *testing.T) {
	r := simulate(t, onceYear+`
on  = { dist = "bernoulli", p = 0.25, unit = "1", source = "paper", reading = "estimate" }
add = { dist = "uniform", min = -10, max = 10, unit = "USD/year" }
base = { value = 60, unit = "USD/year" }
[channels.x]
revenue = "base + 100 * base / 60 * on + add"
`)
	if len(r.Switches) != 1 {
		t.Fatalf("switches: %+v", r.Switches)
	}
	s := r.Switches[0]
	if s.Name != "on" || s.Measure != "net" || s.Sides[0].Trials+s.Sides[1].Trials != 16384 || s.Source != "paper" {
		t.Errorf("the switch: %+v", s)
	}
	for i, want := range []struct{ value, median, share float64 }{{0, 60, .75}, {1, 160, .25}} {
		side := s.Sides[i]
		n := float64(side.Trials)
		if z := (n - want.share*16384) / math.Sqrt(16384*.25*.75); side.Value != want.value || math.Abs(z) > 4 {
			t.Errorf("side %v: %v trials", side.Value, n)
		}
		within(t, "median", side.Total.Median(), want.median, 20*math.Sqrt(.25/n))
		within(t, "p5", side.Total.P5(), want.median-9, 20*math.Sqrt(.05*.95/n))
	}
	v := .25 * .75 * 100 * 100
	near(t, indexOf(t, footing(t, r, "net"), "on"), v/(v+400./12), 0)
}

// Under evidence the kept trials are accepted ones, under every design: a switch whose values have weights of 1 and
// w = exp(-(ln 2/0.5)^2/2) is on in 1/(1 + w) of them, and what only evidence reads is told too.
func TestSwitchesUnderEvidence(t *testing.T) {
	for _, sampling := range []string{"random", "lhs", "sobol"} {
		r := conditioned(t, `
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[parameters]
on  = { dist = "bernoulli", p = 0.5, unit = "1" }
add = { dist = "uniform", min = 10, max = 20, unit = "USD/year" }
[channels.a]
revenue = "add"
[channels.b]
gross = "if(on > 0, base, 2 * base)"
revenue = "0 * gross"
[channels.b.parameters]
base = { value = 100, unit = "USD/year" }
[evidence.e]
observe = "sum(b.gross, 2025-01-01, 2026-01-01)"
about = 100
spread = 0.5
`, sampling, 8192, 0)
		if len(r.Switches) != 1 {
			t.Fatalf("%s: switches: %+v", sampling, r.Switches)
		}
		w := math.Exp(-math.Pow(math.Ln2/0.5, 2) / 2)
		want := 1 / (1 + w)
		side := r.Switches[0].Sides[1]
		if z := (float64(side.Trials)/8192 - want) / math.Sqrt(want*(1-want)/8192); side.Value != 1 || math.Abs(z) > 4 {
			t.Errorf("%s: on in %d of 8192 trials, want %v of them", sampling, side.Trials, want)
		}
		within(t, sampling+": median", side.Total.Median(), 15, 10*0.5/math.Sqrt(float64(side.Trials)))
		f := footing(t, r, "net")
		near(t, indexOf(t, f, "on"), 0, 0)
		near(t, indexOf(t, f, "add"), 1, uniformHidden)
	}
}

// The kept trials are the run's own, also where what is proposed is adapted: both sides of a switch make up the run's mean.
// Shards that are merged know them too.
func TestKeptTrialsAreTheRuns(t *testing.T) {
	t.Parallel()
	for name, about := range map[string]float64{"plain": 100 * math.Exp(1.2), "adapted": 100 * math.Exp(2.6)} {
		for _, sampling := range []string{"random", "lhs", "sobol"} {
			if testing.Short() && (name != "plain" || sampling != "sobol") {
				continue
			}
			text := `
currency = "USD"
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2027-01-01
step = "quarter"
[run]
trials = 4096
sampling = "` + sampling + `"
[parameters]
on    = { dist = "bernoulli", p = 0.5, unit = "1" }
x     = { dist = "lognormal", median = 100, sigma = 0.5, unit = "USD/year" }
y     = { dist = "lognormal", median = 1, sigma = 0.5, unit = "1" }
fresh = { dist = "uniform", min = 0, max = 50, unit = "USD/year", vary = "step" }
[channels.a]
revenue = "x * y * (1 + on / 10)"
[channels.b]
revenue = "fresh"
[evidence.e]
observe = "sum(a.revenue, 2025-01-01, 2026-01-01)"
about = ` + fmt.Sprint(about) + `
spread = 0.1
`
			ctx, study := context.Background(), loaded(t, text, sim.Options{})
			results, err := study.Run(ctx, sim.Control{})
			if err != nil {
				t.Fatal(err)
			}
			r := results[0]
			if len(r.Switches) != 1 || (r.Evidence.Adapted > 0) != (name == "adapted") {
				t.Fatalf("%s, %s: %d adapted, switches %+v", name, sampling, r.Evidence.Adapted, r.Switches)
			}
			a, b := r.Switches[0].Sides[0], r.Switches[0].Sides[1]
			mean := (float64(a.Trials)*a.Total.Mean + float64(b.Trials)*b.Total.Mean) / float64(a.Trials+b.Trials)
			if want := row(t, r, "total net", "forecast").Mean; a.Trials+b.Trials != 4096 || math.Abs(mean-want) > 1e-10*want {
				t.Errorf("%s, %s: the sides make up %v, the run's mean is %v", name, sampling, mean, want)
			}
			var whole *sim.Partial
			for from := range int64(2) {
				p, err := study.Report().Shard(ctx, sim.Span{From: 4 * from, To: 4 * (from + 1)}, sim.Control{})
				if err != nil {
					t.Fatal(err)
				}
				if whole == nil {
					whole = p
				} else {
					whole.Merge(p)
				}
			}
			merged, err := merged(ctx, study, whole)
			if err != nil {
				t.Fatal(err)
			}
			sameResult(t, name+", "+sampling+", merged", r, merged[0])
		}
	}
}
