package sim_test

import (
	"fmt"
	"math"
	"testing"

	"weir/sim/result"
)

// expecting is a text with expectations, called e0, e1, ...
func expecting(text string, all ...string) string {
	text += "[expect]\n"
	for i, e := range all {
		text += fmt.Sprintf("e%d = %q\n", i, e)
	}
	return text
}

// certainWorld can be done by hand: ore sells 100 a year, of which half is cut in 2027; coal sells 2,000 a year and gets a
// fifth of what ore loses. The raid costs 7 a year.
const certainWorld = `
currency = "USD"
units = ["tonne"]
enforce = ["raid"]
[time]
start = 2025-01-01
forecast = 2026-01-01
end = 2028-01-01
step = "quarter"
[run]
trials = 10
[channels.ore]
revenue = "sales"
gross = "2 * sales"
cost = "0.1 * sales"
[channels.ore.parameters]
sales = { value = 100, unit = "USD/year" }
[channels.coal]
revenue = "2k"
[outputs.dug]
formula = "ore.sales / price"
unit = "tonne/month"
aggregate = "mean"
[parameters]
price = { value = 4, unit = "USD/tonne" }
[shocks.raid]
onset = 2027-01-01
cost = { value = 7, unit = "USD/year" }
hits = [{ target = "ore.sales", cut = 0.5 }]
displaces = [{ from = "ore", to = "coal", share = 0.2 }]
[shocks.idle]
onset = 2027-01-01
cost = { value = 9, unit = "USD/year" }
hits = [{ target = "ore.sales", cut = 0.5 }]
`

// Certain quantities are decided exactly, a bound itself by the operator, in every window and unit.
func TestExpectationsOfACertainWorld(t *testing.T) {
	rows := []struct {
		text  string
		value float64
		out   result.Outcome
		unit  string
	}{
		{"mean(total.loss) > 40", 40, result.Fails, "USD"},
		{"mean(total.loss) >= 40", 40, result.Holds, "USD"},
		{"mean(total.loss) < 40", 40, result.Fails, "USD"},
		{"mean(total.loss) <= 40", 40, result.Holds, "USD"},
		{"p50(total.loss) between 39 and 40", 40, result.Holds, "USD"},
		{"p1(total.loss) between 40 and 41", 40, result.Holds, "USD"},
		{"cvar5(total.loss) between 41 and 42", 40, result.Fails, "USD"},
		{"cvar95(total.loss) between -1k and 39 in forecast", 40, result.Fails, "USD"},
		{"sd(total.loss) < 1", 0, result.Holds, "USD"},
		{"sd(total.loss) > 1", 0, result.Fails, "USD"},
		{"mean(ore.revenue) between 199 and 201 in 2026", 100, result.Fails, "USD"},
		{"mean(ore.revenue) between 99 and 101 in 2026", 100, result.Holds, "USD"},
		{"mean(ore.revenue) > 12 in 2027-Q3", 12.5, result.Holds, "USD"},
		{"mean(ore.revenue) > 99 USD in history", 100, result.Holds, "USD"},
		{"mean(ore.gross) > 99", 300, result.Holds, "USD"},
		{"mean(total.gross) > 99", 4310, result.Holds, "USD"}, // coal has no gross: its revenue, with what arrives
		{"mean(ore.cost) > 14", 15, result.Holds, "USD"},
		{"mean(ore.net + coal.net) < 4145", 4145, result.Fails, "USD"},
		{"p50(total.loss / (total.revenue + total.loss)) between 0.95% and 0.96%", 40.0 / 4200, result.Holds, "1"},
		{"p50(total.loss / (total.revenue + total.loss)) between 0.9 share and 0.96 share", 40.0 / 4200, result.Fails, "share"},
		{"share(ore.loss == 50 and total.loss < 41) > 99%", 1, result.Holds, "1"},
		{"share(not ore.loss >= 50 or coal.loss > 0) >= 1 in 2027", 0, result.Fails, "1"},
		{"mean(max(ore.loss, 1k, coal.loss) + min(3, ore.loss)^2 / max(3, ore.loss)) > 1k", 1000 + 9.0/50, result.Holds, "USD"},
		{"mean(clamp(ore.loss, 0, 30) - abs(coal.loss)) between 19 and 21", 20, result.Holds, "USD"},
		{"mean(if(total.loss > 39, sqrt(2 * ore.loss^2), 1 / 0 * ore.loss)) > 1", 50 * math.Sqrt2, result.Holds, "USD"},
		{"mean(exp(ore.loss / total.loss) + log(total.loss / ore.loss) + pi) > 5", math.Exp(1.25) + math.Log(0.8) + math.Pi, result.Holds, "1"},
		{"mean(shocks.cost) > 6", 7, result.Holds, "USD"},
		{"mean(shocks.raid.cost) > 6 in 2027-Q1", 1.75, result.Fails, "USD"},
		{"mean(shocks.idle.cost) > 0", 0, result.Fails, "USD"},
		{"mean(outputs.dug) > 18", 18.75, result.Holds, "tonne/year"}, // 25 a year, then 12.5
		{"mean(outputs.dug) > 18 tonne/year", 18.75, result.Holds, "tonne/year"},
		{"mean(outputs.dug) > 18 tonne/month", 1.5625, result.Fails, "tonne/month"},
		{"mean(outputs.dug.loss) between 1 and 3 tonne/quarter", 6.25 / 4, result.Holds, "tonne/quarter"},
		{"mean(outputs.dug * 4) > 5", 75, result.Holds, "tonne/year"},
	}
	var texts []string
	for _, row := range rows {
		texts = append(texts, row.text)
	}
	r := simulate(t, expecting(certainWorld, texts...))
	if len(r.Expectations) != len(rows) {
		t.Fatalf("%d expectations, want %d", len(r.Expectations), len(rows))
	}
	for i, row := range rows {
		e := r.Expectations[i]
		if math.Abs(e.Value-row.value) > 1e-12*math.Abs(row.value) || e.Lo != e.Value || e.Hi != e.Value || !e.Sure() {
			t.Errorf("%s: %.15g, %.15g to %.15g, want %.15g", row.text, e.Value, e.Lo, e.Hi, row.value)
		}
		if e.Outcome != row.out || e.Unit != row.unit || e.Text != row.text || e.Name != fmt.Sprintf("e%d", i) {
			t.Errorf("%s: %+v, want that it %s, in %s", row.text, e, row.out, row.unit)
		}
	}
}
