package engine_test

import "math"

// Corners of what shocks do over time, and of what goes from one channel to another.
var cornersInTime = []corner{
	{"ramp, hold, half-life, floor", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "100"
[channels.c]
revenue = "100"
[shocks.s]
onset = 2026-01-01
ramp = "2 quarters"
hold = "3 months"
half_life = "1 quarter"
floor = 0.2
hits = [ { target = "a.revenue", cut = 1 }, { target = "b.revenue", cut = 1, ramp = "0 days", floor = 0 }, { target = "c.revenue", add = -100, hold = "10 years" } ]
`, map[string]float64{
		"a loss 2026-Q1": 25 * 0.25, "a loss 2026-Q2": 25 * 0.75, "a loss 2026-Q3": 25, "a loss 2026-Q4": 25 * (0.2 + 0.8*math.Sqrt(0.5)), "a loss 2027-Q1": 25 * (0.2 + 0.8*math.Sqrt(0.125)),
		"b loss 2026-Q1": 25, "b loss 2026-Q2": 25 * math.Sqrt(0.5), "b loss 2026-Q3": 25 * math.Sqrt(0.125), "c loss 2026-Q2": 25 * 0.75, "c loss 2027-Q4": 25}},

	{"a floor without a half-life undoes nothing", `["s"]`, `
[channels.a]
revenue = "100"
[shocks.s]
onset = 2026-01-01
floor = 0.2
hits = [ { target = "a.revenue", cut = 0.5 } ]
`, map[string]float64{"a loss 2027": 50}},

	{"triggers", `["s", "r", "never", "late"]`, `
[parameters]
u = { value = 25, unit = "USD/year" }
[channels.a]
revenue = "u * (4 + t / dt)"
[channels.b]
revenue = "80"
[channels.c]
revenue = "80"
[shocks.s]
onset = { when = "a.revenue >= 150 and t > 0" }
hits = [ { target = "b.revenue", cut = 0.5 }, { target = "a.revenue", cut = 0.9 } ]
[shocks.r]
onset = { when = "b.revenue < 50" }
hits = [ { target = "c.revenue", cut = 0.25 } ]
[shocks.never]
onset = { when = "b.revenue < 0" }
cost = "5 USD/year"
hits = [ { target = "c.revenue", cut = 1 } ]
[shocks.late]
onset = { when = "date >= 2027-10-01" }
cost = "5 USD/year"
hits = [ { target = "c.revenue", cut = 1 } ]
`, map[string]float64{"b loss 2026-Q3": 0, "b loss 2026-Q4": 10, "b loss 2027": 40, "c loss 2026-Q4": 0, "c loss 2027-Q1": 5, "c loss 2027": 20, "shocks.never cost forecast": 0, "shocks.late cost forecast": 0}},

	{"hazards and chances at their ends", `["s", "r", "q"]`, `
[parameters]
none = { value = 0, unit = "1/year" }
[channels.a]
revenue = "100"
[channels.b]
revenue = "100"
[channels.c]
revenue = "100"
[shocks.s]
onset = { from = 2026-01-01, rate = 0 }
cost = "5 USD/year"
hits = [ { target = "a.revenue", cut = 0.5 } ]
[shocks.r]
onset = 2026-01-01
probability = 0
cost = "5 USD/year"
hits = [ { target = "b.revenue", cut = 0.5 } ]
[shocks.q]
onset = { from = 2026-01-01, rate = "none" }
probability = 1
hits = [ { target = "c.revenue", cut = 0.5 } ]
`, map[string]float64{"total loss forecast": 0, "shocks cost forecast": 0}},

	{"a loss that no hit explains is destroyed", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "10"
[channels.c]
revenue = "60 - b.revenue"
[channels.d]
revenue = "0"
[shocks.s]
onset = 2026-01-01
hits = [ { target = "a.revenue", cut = 0.4 } ]
displaces = [ { from = "a", to = "b", share = 0.5 }, { from = "c", to = "d", share = 0.5 } ]
`, map[string]float64{"b revenue 2026": 30, "c revenue 2026": 30, "d revenue 2026": 0}},

	{"one shock's loss goes to several, with lags, to the end and beyond", `["s"]`, `
[channels.a]
revenue = "100"
[channels.b]
revenue = "0"
[channels.c]
revenue = "0"
[shocks.s]
onset = 2027-01-01
hits = [ { target = "a.revenue", cut = 0.4 } ]
displaces = [ { from = "a", to = "b", share = 0.5, lag = "3 quarters" }, { from = "a", to = "c", share = 0.25, lag = "2 years" } ]
`, map[string]float64{"b revenue 2027-Q3": 0, "b revenue 2027-Q4": 5, "c revenue forecast": 0}},
}
