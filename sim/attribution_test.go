package sim_test

import (
	"strconv"
	"strings"
	"testing"
)

// Each shock displaces its part of the common loss by weight: x s of its cuts and raises, min(1, |x s/value|) of its adds.
func TestAttribution(t *testing.T) {
	for name, c := range map[string]struct {
		p, q    string
		y       float64 // what is left of a's 100 in the last quarter, a year
		weights [2]float64
	}{
		"cuts":              {`{ target = "a.x", cut = 0.4 }`, `{ target = "a.x", cut = 0.2 }`, 48, [2]float64{.4, .2}},
		"two hits":          {`{ target = "a.x", cut = 0.4 }, { target = "a.revenue", cut = 0.25 }`, `{ target = "base", cut = 0.2 }`, 36, [2]float64{.65, .2}},
		"raise":             {`{ target = "a.drag", raise = 0.6 }`, `{ target = "a.x", cut = 0.2 }`, 50, [2]float64{.6, .2}},
		"add":               {`{ target = "a.x", add = -30 }`, `{ target = "a.x", cut = 0.5 }`, 20, [2]float64{30. / 50, .5}},
		"two adds":          {`{ target = "a.x", add = -10 }`, `{ target = "a.x", add = -20 }`, 70, [2]float64{10. / 80, 20. / 90}},
		"large add":         {`{ target = "a.x", add = -99 }`, `{ target = "a.x", cut = 0.5 }, { target = "a.x", add = 60 }`, 11, [2]float64{99. / 110, .5 + 1}},
		"add beyond":        {`{ target = "a.x", add = -90 }`, `{ target = "a.x", cut = 0.2 }`, -10, [2]float64{1, .2}},
		"add to nothing":    {`{ target = "a.drain", add = 20 }`, `{ target = "a.x", cut = 0.2 }`, 60, [2]float64{1, .2}},
		"one that others":   {`{ target = "a.x", cut = 0.4 }`, `{ target = "b.y", cut = 0.2 }`, 60, [2]float64{.4, 0}},
		"gross is not read": {`{ target = "a.x", cut = 0.4 }`, `{ target = "a.gross", cut = 0.9 }, { target = "a.cost", add = 5 }`, 60, [2]float64{.4, 0}},
		"courses":           {`{ target = "a.x", cut = 0.4, half_life = "1 year" }`, `{ target = "a.x", cut = 0.2 }`, 100 * (1 - .4*half(1.875)) * .8, [2]float64{.4 * half(1.875), .2}},
	} {
		t.Run(name, func(t *testing.T) {
			r := simulate(t, inForce(`"p", "q"`)+`
[channels.a]
revenue = "own / drag - drain"
gross   = "own"
cost    = "1"
[channels.a.formulas]
own = "x * base"
[channels.a.parameters]
x = { value = 100, unit = "USD/year" }
drag = { value = 1, unit = "1" }
drain = { value = 0, unit = "USD/year" }
[parameters]
base = { value = 1, unit = "1" }
[channels.b]
revenue = "y"
[channels.b.parameters]
y = { value = 40, unit = "USD/year" }
[channels.to_p]
revenue = "0"
[channels.to_q]
revenue = "0"
[shocks.p]
onset = 2026-01-01
hits = [`+c.p+`]
displaces = [{ from = "a", to = "to_p", share = 0.5 }]
[shocks.q]
onset = 2026-01-01
hits = [`+c.q+`]
displaces = [{ from = "a", to = "to_q", share = 0.25 }]
`)
			loss := (100 - c.y) / 4
			sum := c.weights[0] + c.weights[1]
			exact(t, "own loss", steps(t, r, "a loss")[9], loss)
			exact(t, "by p", steps(t, r, "to_p revenue")[9], 0.5*loss*c.weights[0]/sum)
			exact(t, "by q", steps(t, r, "to_q revenue")[9], 0.25*loss*c.weights[1]/sum)
			balanced(t, r)
		})
	}
}

// A hit weighs on all that own revenue reads, through formulas, stocks, processes, event rates, lags and other channels; not
// on what it does not read.
func TestAttributionThroughOthers(t *testing.T) {
	t.Parallel()
	for target, weight := range map[string]float64{
		"x": 0.5, "deep": 0.5, "c.z": 0.5, "c.revenue": 0.5, "flow": 0.5, "pot": 0.5, "aim": 0.5, "path": 0.5, "rate": 0.5, "late": 0.5, "sum": 0.5, "war": 0.5,
		"c.gross": 0, "c.cost": 0, "d.revenue": 0, "unread": 0,
	} {
		r := simulate(t, inForce(`"p", "q"`)+`
[parameters]
x    = { value = 10, unit = "USD/year" }
flow = { value = 10, unit = "USD/year" }
aim  = { value = 10, unit = "USD/year" }
rate = { value = 10, unit = "1/year" }
late = { value = 10, unit = "USD/year" }
sum  = { value = 10, unit = "1" }
war  = { value = 0.1, unit = "1/year" }
k    = { value = 1, unit = "1" }
unread = { value = 1, unit = "1" }
path = { process = "ar1", mean = "aim", sd = 1, half_life = "1 year", unit = "USD/year" }
[formulas]
deep  = "deeper * 1"
deeper = "x"
bulk = "pot / dt + path + lag(late, '1 quarter') + heists + cumulative(sum) / dt * (1 + peace) * price + c.revenue"
price = "c.z * 0 + 1"
[stocks]
pot = { initial = 10, change = "flow", unit = "USD" }
[events]
heists = { rate = "rate", size = { dist = "exponential", mean = 1 }, unit = "USD" }
peace  = { rate = "war", once = true }
[channels.a]
revenue = "(deep + bulk) * k"
[channels.c]
revenue = "z / 2"
gross   = "z"
cost    = "z / 10"
[channels.c.parameters]
z = { value = 20, unit = "USD/year" }
[channels.d]
revenue = "a.revenue + unread * x"
[channels.to_p]
revenue = "0"
[channels.to_q]
revenue = "0"
[shocks.p]
onset = 2026-01-01
hits = [{ target = "`+target+`", cut = 0.5 }]
displaces = [{ from = "a", to = "to_p", share = 0.5 }]
[shocks.q]
onset = 2026-01-01
hits = [{ target = "k", cut = 0.25 }]
displaces = [{ from = "a", to = "to_q", share = 0.25 }]
[outputs]
apart = { formula = "abs(to_p.revenue - ratio * to_q.revenue) / (1 + to_q.revenue)", unit = "1", aggregate = "max" }
[parameters.ratio]
value = `+strconv.FormatFloat(2*weight/0.25, 'g', -1, 64)+`
unit = "1"
`)
		if apart := row(t, r, "outputs.apart value", "forecast"); apart.Max > 1e-9 {
			t.Errorf("a hit on %s does not weigh %g: off by up to %g", target, weight, apart.Max)
		}
		if got := row(t, r, "to_q revenue", "forecast"); got.Mean == 0 {
			t.Errorf("%s: nothing is displaced", target)
		}
		balanced(t, r)
	}
}

// A shock that displaces nothing of a channel still has its part in the loss: that part is destroyed.
func TestAttributionToOthers(t *testing.T) {
	r := simulate(t, inForce(`"p", "q"`)+two+`
[shocks.p]
onset = 2026-01-01
hits = [{ target = "a.x", cut = 0.4 }]
displaces = [{ from = "a", to = "b", share = 1 }]
[shocks.q]
onset = 2027-01-01
hits = [{ target = "a.x", cut = 0.2 }]
`)
	exactSteps(t, r, "b revenue", 10, 10, 20, 20, 20, 20, 10+13*2/3., 10+13*2/3., 10+13*2/3., 10+13*2/3.)
	flow(t, r, "p", "a", "b", 40+4*13*2/3., 0)
	leak(t, r, "a", 40+4*13, 4*13/3.)
}

// Where all weights are 0, here in the quarters after the shock in which its effect is still on its way, the loss is destroyed.
func TestLossWithoutWeight(t *testing.T) {
	r := simulate(t, shocked+strings.Replace(two, `revenue = "x"`, `revenue = "lag(x, '2 quarters')"`, 1)+`
[shocks.s]
onset = 2026-01-01
duration = "3 quarters"
hits = [{ target = "a.x", cut = 0.4 }]
displaces = [{ from = "a", to = "b", share = 0.5 }]
`)
	exactSteps(t, r, "a revenue", 25, 25, 25, 25, 15, 15, 15, 25, 25, 25)
	exactSteps(t, r, "b revenue", 10, 10, 10, 10, 15, 10, 10, 10, 10, 10)
	flow(t, r, "s", "a", "b", 5, 0)
	leak(t, r, "a", 30, 25)
}
