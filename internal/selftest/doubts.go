package selftest

import (
	"math"
	"strings"

	"weir/sim/result"
)

// doubts measures what a run says of how sure it is.
func doubts(s *sheet) error {
	s.open("How sure a run is: intervals of quantiles, and warnings", "binomial ranks: Thompson (1936); a range of 5 to 5M has the mean exp(8.52 + 4.20^2/2) = 33.8M")
	r, err := s.one("laws")
	if err != nil {
		return err
	}
	x := output(r, "exponential")
	if x.random {
		for _, f := range families() {
			if f.id == "exponential" {
				s.intervals("exponential", x, f.curve, result.P5, result.P50, result.P95)
			}
		}
	}
	r, err = s.one("heavy", func(c *Call) { c.Sampling = "random" })
	if err != nil {
		return err
	}
	warned := func(series string) float64 {
		n := 0.0
		for _, w := range r.Warnings {
			if strings.HasPrefix(w, series) && strings.Contains(w, "carry") {
				n++
			}
		}
		return n
	}
	s.same("5 to 5M: warnings that few trials carry its mean", warned("heavy.revenue"), 1)
	s.same("5 to 10: such warnings", warned("plain.revenue"), 0)
	return nil
}

// intervals compares the width of the 95% intervals that a run gives for quantiles of a continuous law, in shares of trials.
// Between two order statistics that are m ranks apart lies a share with a beta law of m and n+1-m.
func (s *sheet) intervals(name string, x sample, c curve, which ...int) {
	for _, i := range which {
		p := result.Percentiles[i]
		want := 2 * phiInverse(0.975) * math.Sqrt(p*(1-p)/x.n)
		got := c.share(x.Hi[i]) - c.share(x.Lo[i])
		m := math.Round(want * x.n)
		se := math.Sqrt(m) / x.n
		q := c.quantile(p)
		slack := 2*(c.share(q*(1+resolution))-c.share(q*(1-resolution))) + 3/x.n // both ends, and ranks are whole
		s.enter(Row{Quantity: percentile(name, p) + ", width of its interval, share", Expected: want, Observed: got, Distance: (got - want) / se}, func(alpha float64) (low, high float64) {
			low, high = betaRange(m, x.n+1-m, alpha)
			return (low - want - slack) / se, (high - want + slack) / se
		})
	}
}
