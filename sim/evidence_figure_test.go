package sim_test

import (
	"math"
	"strings"
	"testing"

	"weir/sim"
)

// A figure that is what a third of the trials say, or all of them, has them at or below it, however many steps its window
// adds up, and whatever share of a step each has.
func TestFiguresAtValuesOfTheModel(t *testing.T) {
	text := strings.Replace(past, `dist = "lognormal", median = "100M", sigma = 0.6`, `dist = "discrete", values = ["60M", "70M", "80M"], weights = [1, 1, 1]`, 1)
	for _, step := range []string{"month", "quarter"} {
		checks, n := "", 0
		for _, from := range []string{"2025-01-01", "2025-02-11", "2025-03-01"} {
			for _, to := range []string{"2025-09-01", "2025-12-24", "2026-10-01"} {
				for _, claim := range []string{"between = [\"60M\", \"70M\"]", "at_most = \"70M\"", "at_least = \"80M\""} {
					n++
					checks += "[checks.c" + strings.Repeat("x", n) + "]\nobserve = \"mean(level, " + from + ", " + to + ")\"\n" + claim + "\n"
				}
			}
		}
		r := conditioned(t, strings.Replace(text, "quarter", step, 1)+checks, "lhs", 16*60, 0)
		for _, c := range r.Checks {
			want := map[float64]float64{60e6: 1. / 3, 70e6: 2. / 3, 80e6: 1}
			for figure, pit := range map[float64]float64{c.Claim.Lo: c.PITLo, c.Claim.Hi: c.PITHi} {
				if figure > 0 && math.Abs(pit-want[figure]) > 1./60 || figure == 0 && !math.IsNaN(pit) {
					t.Errorf("%s, by %ss: %g of the trials are at or below %g", c.Observe, step, pit, figure)
				}
			}
		}
	}
}

// What is certain lies below a figure too, or above it: a war that cannot have ended yet contradicts whoever says that it has.
func TestFiguresOfWhatIsCertain(t *testing.T) {
	text := past + `
[events]
thaw = { rate = 1, once = true }
[formulas]
now = "3 * (1 - thaw)"
ten = "10"
[checks.now]
observe = "mean(now, 2025-01-01, 2025-04-01)"
between = [2, 3]
[evidence.over]
observe = "mean(thaw, 2025-01-01, 2025-04-01)"
between = [0.5, 1]
reliability = 0.5
[evidence.ten]
observe = "mean(ten, 2025-01-01, 2025-12-24)"
about = 10
[evidence.less]
observe = "mean(ten, 2025-01-01, 2025-12-24)"
at_most = 11
[evidence.more]
observe = "mean(ten, 2025-01-01, 2025-12-24)"
at_least = 11
`
	r := call{files: map[string]string{"x.toml": text}, names: []string{"x.toml"}, options: sim.Options{Trials: 1000}}.run(t)[0]
	if c := r.Checks[0]; c.PITLo != 0 || c.PITHi != 1 {
		t.Errorf("%g and %g of the trials are at or below 2 and 3", c.PITLo, c.PITHi)
	}
	for _, p := range r.Evidence.Pieces {
		if want := p.ID == "over" || p.ID == "more"; p.Conflict != want {
			t.Errorf("%+v", p)
		}
		if p.ID == "over" && (p.PITLo != 1 || p.PITHi != 1) {
			t.Errorf("%+v", p)
		}
	}
	if all := strings.Join(r.Warnings, "\n"); !strings.Contains(all, "evidence.over: what is claimed lies in the outer 1%") {
		t.Error(all)
	}
}
