package chart

import "testing"

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		code string
		v    float64
		want string
	}{
		{"USD", 950e6, "$950m"}, {"USD", 1.5e9, "$1.5bn"}, {"USD", 23.7e9, "$23.7bn"}, {"USD", 150e9, "$150bn"}, {"EUR", 7.12e9, "€7.1bn"},
		{"KRW", 1.5e12, "KRW\u00a01.5tn"}, {"USD", 85.2e6, "$85m"}, {"USD", 8.52e6, "$8.5m"}, {"USD", 999_700, "$1.0m"}, {"USD", 999_400, "$999k"},
		{"USD", 0, "$0"}, {"USD", 12.3, "$12"}, {"USD", 0.5, "$0.50"}, {"USD", -1.2e9, "−$1.2bn"}, {"USD", 1.5e16, "$15000tn"},
	} {
		if got := currency(c.code).amount(c.v); got != c.want {
			t.Errorf("amount(%s %g) = %q, want %q", c.code, c.v, got, c.want)
		}
	}
}

func TestRound(t *testing.T) {
	m := currency("USD")
	for v, want := range map[float64]string{4.14e9: "$4.1bn", 817e6: "$820m", 23.7e9: "$24bn", 0: "$0", 999e6: "$1.0bn", 1234: "$1.2k", -5.56e6: "−$5.6m"} {
		if got := m.round(v); got != want {
			t.Errorf("round(%g) = %q, want %q", v, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	m := currency("USD")
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{
		{2.6e9, 11.1e9, "$2.6–11.1bn"}, {18e6, 365e6, "$18–365m"}, {20e6, 3.1e9, "$20m–$3.1bn"}, {0, 2.3e9, "$0–2.3bn"}, {-1.2e9, 3.4e9, "−$1.2bn\u00a0to\u00a0$3.4bn"},
		{5e8, 5e8, "$500m"}, {1.001e9, 1.002e9, "$1.001–1.002bn"},
	} {
		if got := m.span(c.lo, c.hi); got != c.want {
			t.Errorf("span(%g, %g) = %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
}

// Two amounts that differ are not written alike.
func TestPair(t *testing.T) {
	if a, b := currency("USD").pair(1.234e9, 1.238e9); a != "$1.23bn" || b != "$1.24bn" {
		t.Errorf("pair gives %q and %q", a, b)
	}
	if a, b := currency("USD").pair(1.2e9, 1.2e9); a != "$1.2bn" || b != a {
		t.Errorf("pair gives %q and %q", a, b)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   []string
	}{
		{0, 1.6e9, []string{"0", "0.5", "1.0", "$1.5bn"}},
		{0, 1.05e9, []string{"0", "0.25", "0.50", "0.75", "$1.00bn"}},
		{-3.2e9, 1.1e9, []string{"−3", "−2", "−1", "0", "$1bn"}},
		{0, 820e6, []string{"0", "200", "400", "600", "$800m"}},
		{-5, 0, []string{"−$4", "−2", "0"}}, {0, 0, []string{"0"}},
	} {
		got := currency("USD").ticks(marks(c.lo, c.hi, 4))
		if len(got) != len(c.want) {
			t.Errorf("ticks from %g to %g: %q, want %q", c.lo, c.hi, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("ticks from %g to %g: %q, want %q", c.lo, c.hi, got, c.want)
				break
			}
		}
	}
}

// A change is written no finer than its error, which is given as two standard errors.
func TestPercent(t *testing.T) {
	for _, c := range []struct {
		change, err float64
		want        string
	}{
		{-0.213, 0.003, "21%"}, {0.213, 0.012, "about\u00a022%"}, {0.213, 0.03, "about\u00a020%"}, {0.213, 0.08, "about\u00a020%"}, {0.213, 0.2, ""}, {-0.5, 0.15, "about\u00a050%"}, {0.3, 0.19, "about\u00a025%"}, {0.3, 0.21, ""}, {0.004, 0.0005, "0.4%"}, {0.004, 0.005, ""},
		{1.55, 0.009, "155%"}, {0.0945, 0.001, "9%"}, {0, 0, ""}, {12.34, 0.001, "1,234%"},
	} {
		if got := percent(c.change, c.err); got != c.want {
			t.Errorf("percent(%g, %g) = %q, want %q", c.change, c.err, got, c.want)
		}
	}
}
