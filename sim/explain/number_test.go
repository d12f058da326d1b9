package explain

import (
	"math"
	"strings"
	"testing"
)

func TestFiguresHaveThreeDigits(t *testing.T) {
	for _, row := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {1, "1"}, {-0.1, "-0.1"}, {12.345, "12.3"}, {999.4, "999"}, {999.6, "1k"}, {1234, "1.23k"}, {13000, "13k"},
		{402.4e6, "402M"}, {1.7e9, "1.7B"}, {2.5e12, "2.5T"}, {-45.6e6, "-45.6M"}, {0.0916, "0.0916"}, {0.00012345, "0.000123"},
		{1e-7, "1e-07"}, {3e18, "3e+18"}, {math.NaN(), "not a number"}, {math.Inf(1), "infinite"}, {math.Inf(-1), "minus infinite"},
	} {
		if got := figure(row.v, digits); got != row.want {
			t.Errorf("figure(%v) = %q, want %q", row.v, got, row.want)
		}
	}
}

func TestPairsShowWhereTheyDiffer(t *testing.T) {
	u := measure{factor: 1}
	for _, row := range []struct {
		a, b float64
		x, y string
	}{
		{1e6, 1e6, "1M", "1M"}, {1e6, 2e6, "1M", "2M"}, {1.0001e6, 1e6, "1.0001M", "1M"}, {100.4, 100.2, "100.4", "100.2"},
	} {
		if x, y := u.pair(row.a, row.b); x != row.x || y != row.y {
			t.Errorf("pair(%v, %v) = %q, %q, want %q, %q", row.a, row.b, x, y, row.x, row.y)
		}
	}
}

// The year axis: months are twelfths, days fractions of their month (2027-02-15 = 2027 + 1/12 + 14/28/12).
func TestDaysOfTheYearAxis(t *testing.T) {
	for want, axis := range map[string]float64{
		"2027-01-01": 2027, "2027-02-15": 2027 + 1./12 + 14./28/12, "2024-02-29": 2024 + 1./12 + 28./29/12, "2026-12-31": 2026 + 11./12 + 30./31/12, "2027-07-01": 2027.5,
	} {
		if got := day(axis); got != want {
			t.Errorf("day(%v) = %s, want %s", axis, got, want)
		}
	}
}

func TestBarsHaveEightHeights(t *testing.T) {
	heights, ascii := "", ""
	for _, x := range []float64{0, 1e-9, 0.125, 0.126, 0.25, 0.5, 0.6, 0.75, 0.876, 1, math.NaN()} {
		heights += bar(x, false)
		ascii += bar(x, true)
	}
	if heights != ".▁▁▂▂▄▅▆██." || ascii != ".1122456"+"88." {
		t.Errorf("bars %s and %s", heights, ascii)
	}
}

func TestProseIsWrapped(t *testing.T) {
	p := newPage(Options{Width: 10}) // the least is 60
	p.hang(2, 4, strings.Repeat("wörter ", 20))
	p.item(0, "label", strings.Repeat("x", 70))
	p.prose(2, " \n ")
	const want = "  wörter wörter wörter wörter wörter wörter wörter wörter\n" +
		"    wörter wörter wörter wörter wörter wörter wörter wörter\n" +
		"    wörter wörter wörter wörter\n" +
		"label        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
	if got := p.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
