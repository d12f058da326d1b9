package selftest

import (
	"math"

	"weir/sim/result"
)

// The forecast windows of the cases begin with 2026; a quarter q of one has its middle so many years later.
func middle(q int) float64 { return (float64(q) + 0.5) / 4 }

// arrivals measures when shocks and events come.
func arrivals(s *sheet) error {
	s.open("Onsets and occurrence", "a constant hazard gives an exponential time: Ross, Introduction to Probability Models (2019), section 5.2")
	r, err := s.one("arrivals")
	if err != nil {
		return err
	}
	n := float64(r.Trials)
	const history, quarters = 4, 8
	cases := []struct {
		name, shock, channel string
		by                   func(t float64) float64 // P(onset at most t after the window's begin)
	}{
		{"hazard of 0.5 a year", "hazard", "a", func(t float64) float64 { return 1 - math.Exp(-0.5*t) }},
		{"any day of two years", "window", "b", func(t float64) float64 { return t / 2 }},
	}
	for _, c := range cases {
		strength := shock(r, c.shock).Strength
		for _, q := range []int{0, 7} {
			s.share(c.name+", on by the middle of "+r.Periods[history+q].Label, strength[history+q], n, c.by(middle(q)))
		}
		// The loss is 25 in each quarter whose middle comes after the onset.
		values, weights := []float64{0}, []float64{1 - c.by(middle(quarters-1))}
		for k := 1; k <= quarters; k++ {
			before := 0.0
			if k < quarters {
				before = c.by(middle(quarters - 1 - k))
			}
			values, weights = append(values, float64(25*k)), append(weights, c.by(middle(quarters-k))-before)
		}
		l := points(values, weights)
		x := read(r, c.channel+" loss", "forecast")
		s.mean(c.name+", mean loss", x, l)
		s.sd(c.name+", sd of the loss", x, l)
		s.same(c.name+", loss in history", read(r, c.channel+" loss", "history").Max, 0)
	}
	s.share("a shock with probability 0.3, happens", shock(r, "maybe").Happens, n, 0.3)
	s.mean("a shock with probability 0.3, mean loss", read(r, "c loss", "forecast"), indicator(0.3).times(200))
	s.share("an event that comes once, by "+r.Periods[history+quarters-1].Start, output(r, "peace").Mean, n, 1-math.Exp(-0.5*2.75))
	return nil
}

// course measures what shocks do over time.
func course(s *sheet) error {
	s.open("A cut that ramps up, holds, fades to a floor and ends", "the formula of the strength, at the middle of each quarter")
	r, err := s.one("course")
	if err != nil {
		return err
	}
	known, unknown := 0.0, 0.0
	for k := range 14 { // quarters from the onset, mid-2026, to 2030
		tau := middle(k)
		switch {
		case tau < 0.5:
			known += tau / 0.5
		case tau < 0.75:
			known++
		case tau < 2:
			known += 0.25 + 0.75*math.Pow(0.5, tau-0.75)
		}
		unknown += min(tau, 1)
	}
	x := read(r, "a loss", "forecast")
	s.exact("known cut of 0.4, least loss", x.Min, 25*0.4*known)
	s.exact("known cut of 0.4, greatest loss", x.Max, 25*0.4*known)
	s.exact("cost to those who enforce", read(r, "shocks.known cost", "forecast").Mean, 16)
	x = read(r, "b loss", "forecast")
	l := uniform(0.2, 0.5).times(25 * unknown)
	s.mean("cut of 0.2 to 0.5, mean loss", x, l)
	s.sd("cut of 0.2 to 0.5, sd of the loss", x, l)
	s.quantiles("cut of 0.2 to 0.5, loss", x, inverse(func(p float64) float64 { return 25 * unknown * (0.2 + 0.3*p) }), result.P5, result.P50, result.P95)
	return nil
}

// displacement measures where losses go.
func displacement(s *sheet) error {
	s.open("Displacement: lost = arrived + under way + destroyed", "the balance of the language's contract; mean loss: moments of sums and products of independent factors")
	r, err := s.one("displacement")
	if err != nil {
		return err
	}
	known, drawn := balanceOf(r, "a"), balanceOf(r, "c")
	// Quarters at strength 0.25, 0.75 and five at 1, each losing 10; a quarter of that arrives two quarters later.
	s.exact("known: lost", known.lost.Mean, 60)
	s.exact("known: arrived", known.arrived.Mean, 10)
	s.exact("known: under way", known.underWay.Mean, 5)
	s.exact("known: destroyed", known.destroyed.Mean, 45)
	s.exact("drawn: arrived + under way + destroyed, to lost", (drawn.arrived.Mean+drawn.underWay.Mean+drawn.destroyed.Mean)/drawn.lost.Mean, 1)
	s.same("drawn: destroyed below 0, by", min(0, drawn.destroyed.Min), 0)
	gone := known.destroyed.Mean + known.underWay.Mean + drawn.destroyed.Mean + drawn.underWay.Mean
	s.exact("total loss, to destroyed + under way", read(r, "total loss", "forecast").Mean/gone, 1)

	// The onset lies anywhere in 1.75 years; each quarter whose middle comes after it loses a share of an independent draw.
	by := func(q int) float64 { return min(1, middle(q)/1.75) }
	draw := lognormal(math.Log(25), 0.5)
	sum := points([]float64{0}, []float64{1})
	of, weights := []law{sum}, []float64{1 - by(7)}
	for k := 1; k <= 8; k++ {
		sum = sum.sum(draw)
		before := 0.0
		if k < 8 {
			before = by(7 - k)
		}
		of, weights = append(of, sum), append(weights, by(8-k)-before)
	}
	l := mixture(weights, of...).product(uniform(0, 1))
	s.average("drawn: mean lost", drawn.lost.Mean, sample{drawn.lost, float64(r.Trials), r.Sampling == "random"}, l, 0)
	return nil
}

// shock is the shock in force of an id.
func shock(r *result.Result, id string) result.Shock {
	for _, k := range r.Shocks {
		if k.ID == id {
			return k
		}
	}
	panic("selftest: no shock " + id)
}

// A balance is what became of the loss of a channel that one shock displaces to one other.
type balance struct{ lost, arrived, underWay, destroyed result.Summary }

func balanceOf(r *result.Result, from string) balance {
	var b balance
	for _, l := range r.Leaks {
		if l.From == from {
			b.lost, b.destroyed = l.Lost, l.Destroyed
		}
	}
	for _, f := range r.Flows {
		if f.From == from {
			b.arrived, b.underWay = f.Arrived, f.UnderWay
		}
	}
	return b
}
