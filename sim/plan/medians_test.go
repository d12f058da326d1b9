package plan_test

import (
	"math"
	"strings"
	"testing"

	"weir/sim/fp"
	"weir/sim/model"
	"weir/sim/plan"
)

// doubtful has everything that is drawn; certain is the same with each draw replaced by its median, found by hand.
const doubtful = `
currency = "USD"
units = ["person", "shell"]
enforce = ["raid", "late", "never"]
[time]
start = 2026-01-01
forecast = 2027-01-01
end = 2031-01-01
step = "quarter"
[parameters]
price = { process = "gbm", start = 2, drift = 0.1, volatility = 0.3, unit = "1", assumption = "test" }
mood = { process = "ar1", mean = 0.5, sd = 0.2, half_life = "1 year", unit = "1", assumption = "test" }
drift = { process = "walk", start = 1, sd = 0.5, unit = "1", assumption = "test" }
war_rate = { value = 0.5, unit = "1/year", assumption = "test" }
[formulas]
war = "if(over, 0.5, 1)"
[events]
over = { rate = "war_rate", once = true }
[channels.a]
revenue = "heads * pay * noise * war"
cost = "0.1 * revenue + lag(revenue, '2 quarters')"
[channels.a.parameters]
heads = { dist = "uniform", min = 10, max = 20, unit = "person", assumption = "test" }
pay = { dist = "lognormal", median = 8, sigma = 0.5, unit = "USD/person/year", assumption = "test" }
noise = { dist = "lognormal", median = 1.25, sigma = 0.3, vary = "step", unit = "1", assumption = "test" }
[channels.b]
revenue = "shipped * price * mood * drift + raids + cumulative(shipped) * mood / 1e3 / dt"
[channels.b.parameters]
made = { dist = "triangular", min = 0, mode = 5, max = 10, unit = "shell/year", assumption = "test" }
worth = { value = 3, unit = "USD/shell", assumption = "test" }
raid_rate = { value = 2, unit = "1/year", assumption = "test" }
[channels.b.stocks]
stock = { initial = 100, change = "made - stock / 20 / dt", unit = "shell" }
[channels.b.formulas]
shipped = "worth * stock / 1 / dt"
[channels.b.events]
raids = { rate = "raid_rate", size = { dist = "lognormal", median = 40, sigma = 1.5 }, unit = "USD" }
[shocks.raid]
probability = 0.8
onset = { from = 2027-01-01, to = 2028-01-01 }
ramp = { dist = "uniform", min = 0, max = 4, unit = "quarter" }
half_life = { dist = "uniform", min = 1, max = 3, unit = "year" }
floor = { dist = "uniform", min = 0, max = 0.4 }
hits = [{ target = "a.heads", cut = { dist = "uniform", min = 0.2, max = 0.4 } }]
displaces = [{ from = "a", to = "b", share = { dist = "uniform", min = 0.1, max = 0.3 }, lag = "1 quarter" }]
assumption = "test"
[shocks.late]
onset = { from = 2027-01-01, rate = 2 }
hits = [{ target = "b.raid_rate", raise = { dist = "uniform", min = 0, max = 1 } }]
assumption = "test"
[shocks.never]
probability = 0.3
onset = 2027-01-01
hits = [{ target = "b.worth", cut = 0.5 }]
assumption = "test"
`

// certainly replaces pairs of texts.
func certainly(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if strings.Count(text, pairs[i]) != 1 {
			t.Fatalf("%q stands %d times", pairs[i], strings.Count(text, pairs[i]))
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// TestMediansAreARunOfCertainty compares every channel in every step of both worlds with the plan of a model without any
// doubt, whose cells are all known before any trial. Events have no certain form: they are compared as a flow.
func TestMediansAreARunOfCertainty(t *testing.T) {
	certain := certainly(t, doubtful,
		"price = { process = \"gbm\", start = 2, drift = 0.1, volatility = 0.3, unit = \"1\", assumption = \"test\" }\n", "",
		`{ process = "ar1", mean = 0.5, sd = 0.2, half_life = "1 year",`, `{ value = 0.5,`,
		`{ process = "walk", start = 1, sd = 0.5,`, `{ value = 1,`,
		"[formulas]\nwar = \"if(over, 0.5, 1)\"\n[events]\nover = { rate = \"war_rate\", once = true }\n",
		"[formulas]\nprice = \"2 * exp((0.1 - 0.3^2 / 2) * t / 4 / dt)\"\nwar = \"if(0.5 * t / 4 / dt >= log(2), 0.5, 1)\"\n", // median of the exponential
		`{ dist = "uniform", min = 10, max = 20, unit = "person"`, `{ value = 15, unit = "person"`,
		`dist = "lognormal", median = 8, sigma = 0.5`, `value = 8`,
		`dist = "lognormal", median = 1.25, sigma = 0.3, vary = "step"`, `value = 1.25`,
		`dist = "triangular", min = 0, mode = 5, max = 10`, `value = 5`,
		"[channels.b.events]\nraids = { rate = \"raid_rate\", size = { dist = \"lognormal\", median = 40, sigma = 1.5 }, unit = \"USD\" }\n", "",
		"shipped = \"", "raids = \"raid_rate * 40 * one\"\nshipped = \"",
		"worth = {", "one = { value = 1, unit = \"USD\", assumption = \"test\" }\nworth = {",
		"probability = 0.8\n", "",
		`{ from = 2027-01-01, to = 2028-01-01 }`, `2027-07-01`,
		`{ dist = "uniform", min = 0, max = 4, unit = "quarter" }`, `"2 quarters"`,
		`{ dist = "uniform", min = 1, max = 3, unit = "year" }`, `"2 years"`,
		`{ dist = "uniform", min = 0, max = 0.4 }`, `0.2`,
		`{ dist = "uniform", min = 0.2, max = 0.4 }`, `0.3`,
		`{ dist = "uniform", min = 0.1, max = 0.3 }`, `0.2`,
		`{ dist = "uniform", min = 0, max = 1 }`, `0.5`,
		`{ from = 2027-01-01, rate = 2 }`, `2027-05-01`, // like 2027 + ln(2)/2 = 2027.347, before the middle of the second quarter
		"probability = 0.3\n", "probability = 0\n",
	)
	m := build(t, map[string]string{"x.toml": doubtful, "y.toml": certain}, "x.toml", "y.toml")
	want, medians := compile(t, m[1]).Reports[0], plan.AtMedians(m[0])
	compared := 0
	for _, s := range want.Series {
		if s.Measure == "loss" || strings.HasPrefix(s.Channel, "shocks") {
			continue
		}
		symbol := named(t, m[0], s.Channel+"."+s.Measure)
		for k := range m[0].Time.Steps {
			for world, cell := range []plan.Cell{s.Baseline[k], s.Scenario[k]} {
				if cell.Column >= 0 {
					t.Fatalf("%s in step %d is not certain", symbol.Name, k)
				}
				got := medians.Value(symbol, k, world == 1) * m[0].Time.DT()
				if math.Abs(got-cell.Value) > 1e-12*math.Abs(cell.Value) { // some sixty operations, each within an ulp
					t.Errorf("%s in step %d of world %d: %g, want %g", symbol.Name, k, world, got, cell.Value)
				}
				compared++
			}
		}
	}
	if compared < 6*20*2 {
		t.Errorf("only %d values were compared", compared)
	}
}

func named(t *testing.T, m *model.Model, name string) *model.Symbol {
	t.Helper()
	for _, s := range m.Symbols {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no %s", name)
	return nil
}

func TestMediansOfShocks(t *testing.T) {
	m := build(t, map[string]string{"x.toml": doubtful}, "x.toml")[0]
	medians := plan.AtMedians(m)
	late, never, raid := m.Enforced[0], m.Enforced[1], m.Enforced[2]
	if !medians.Happens(raid) || medians.Happens(never) || !medians.Happens(late) {
		t.Error("a shock happens at medians where its probability is above one half")
	}
	if got, want := medians.Onset(late), 2027+fp.Log(2)/2; math.Abs(got-want) > 1e-12 {
		t.Errorf("onset by hazard %v, want %v", got, want)
	}
	if got := medians.Onset(raid); got != 2027.5 {
		t.Errorf("onset between two dates %v", got)
	}
	if got := medians.Quantity(raid.Course.Ramp); got != 0.5 {
		t.Errorf("median of the ramp %v", got)
	}
	// Onset 2027-07-01, ramp half a year, then the part above 0.2 halves in two years; middles of quarters.
	for k, want := range map[int]float64{3: 0, 5: 0, 6: 0.25, 7: 0.75, 8: 0.2 + 0.8*fp.Pow(0.5, 0.125/2), 15: 0.2 + 0.8*fp.Pow(0.5, 1.875/2)} {
		if got := medians.Strength(raid, raid.Course, k); math.Abs(got-want) > 1e-12 {
			t.Errorf("strength in step %d: %v, want %v", k, got, want)
		}
	}
	if medians.Strength(never, never.Course, 4) != 1 {
		t.Error("the strength of a shock is told as if it happened")
	}
}

func TestMediansThatAreNoNumbers(t *testing.T) {
	m := build(t, map[string]string{"x.toml": certainly(t, base, `revenue = "heads * pay"`, `revenue = "if(sqrt(-1), 1, 2) * pay * heads"`)}, "x.toml")[0]
	if got := plan.AtMedians(m).Value(named(t, m, "a.revenue"), 0, true); got == got {
		t.Errorf("a condition that is no number: %v", got)
	}
}
