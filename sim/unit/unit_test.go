package unit

import (
	"strings"
	"testing"
)

func model() *System { return NewSystem("USD", []string{"person", "shell"}) }

func TestUnits(t *testing.T) {
	// LANGUAGE, Quantities: products, quotients and integer powers; 12 months = 4 quarters = 1 year = 365.25 days.
	for _, c := range []struct {
		text, canonical, dim string
		factor               float64
	}{
		{"1", "1", "1", 1},
		{"share", "share", "1", 1},
		{"USD", "USD", "USD", 1},
		{"USD/year", "USD/year", "USD/year", 1},
		{"USD/month", "USD/month", "USD/year", 12},
		{"USD/person/year", "USD/person/year", "USD/person/year", 1},
		{" USD / person / quarter ", "USD/person/quarter", "USD/person/year", 4},
		{"shell/quarter", "shell/quarter", "shell/year", 4},
		{"months", "month", "year", 1.0 / 12},
		{"weeks", "week", "year", 7 / 365.25},
		{"day", "day", "year", 1 / 365.25},
		{"1/day", "1/day", "1/year", 365.25},
		{"1/week", "1/week", "1/year", 365.25 / 7},
		{"year^2", "year^2", "year^2", 1},
		{"month^2", "month^2", "year^2", 1.0 / 144},
		{"1/month^2", "1/month^2", "1/year^2", 144},
		{"year^-1", "1/year", "1/year", 1},
		{"USD*person", "USD*person", "USD*person", 1},
		{"person*USD", "person*USD", "USD*person", 1},
		{"USD/(person*year)", "USD/person/year", "USD/person/year", 1},
		{"(USD/person)^2", "USD^2/person^2", "USD^2/person^2", 1},
		{"USD/person*person", "USD", "USD", 1},
		{"person/person", "1", "1", 1},
		{"month/year", "month/year", "1", 1.0 / 12},
		{"share/year", "share/year", "1/year", 1},
		{"USD^64", "USD^64", "USD^64", 1},
	} {
		s := model()
		u, err := s.Parse(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if u.Text != c.canonical || s.String(u.Dim) != c.dim || u.Factor != c.factor || u.Share != (c.text == "share") {
			t.Errorf("%q: got %q, dimension %s, factor %v, share %v; want %q, %s, %v", c.text, u.Text, s.String(u.Dim), u.Factor, u.Share, c.canonical, c.dim, c.factor)
		}
		if again, err := s.Parse(u.Text); err != nil || again != u {
			t.Errorf("%q reads as %+v (%v), was %+v", u.Text, again, err, u)
		}
	}
}

func TestUnitErrors(t *testing.T) {
	for _, c := range []struct{ text, at, what, mend string }{
		{"", "", "a unit is missing", `write "1"`},
		{"  ", "  ", "a unit is missing", ""},
		{"USD/persn", "persn", "unknown unit persn", "did you mean person? Count units are declared in `units`"},
		{"persons", "persons", "unknown unit persons", "did you mean person?"},
		{"usd/year", "usd", "unknown unit usd", "did you mean USD?"},
		{"USD/yaer", "yaer", "unknown unit yaer", "did you mean year?"},
		{"USD/yr", "yr", "unknown unit yr", "did you mean year?"},
		{"barrel/year", "barrel", "unknown unit barrel", "declare count units in `units`"},
		{"EUR", "EUR", "unknown unit EUR", "the currency is USD"},
		{"MUSD/year", "MUSD", "unknown unit MUSD", "5M USD"},
		{"USD per year", "per", "does not belong", "write /"},
		{"USD year", "year", "two units side by side", "write * or / before year"},
		{"USD/", "/", "ends where a name should follow", ""},
		{"/year", "/", "a name is missing before /", ""},
		{"USD//year", "/", "a name is missing before /", ""},
		{"USD**2", "**", "not an operator", "write ^"},
		{"2*USD", "2", "no number but 1", ""},
		{"year^0.5", "^0", "the power of a unit is an integer", ""},
		{"year^", "^", "the power of a unit is an integer", ""},
		{"year^x", "^", "the power of a unit is an integer", ""},
		{"year^65", "65", "a power beyond 64", ""},
		{"year^99999999999999999999", "^99999999999999999999", "an integer", ""},
		{"(year^64)^64", "(year^64)^64", "a power of year beyond 64", ""},
		{"((((((USD^64)^64)^64)^64)^64)^64)^-64", "((((((USD^64)^64)^64)^64)^64)^64)^-64", "beyond 64", ""},
		{"day^64*week^64", "day^64*week^64", "beyond 64", ""},
		{"day^64*quarter^64/week^64/month^64", "day^64*quarter^64/week^64/month^64", "beyond 64", ""},
		{"(USD", "(", "never closed", ""},
		{"()", ")", ") closes nothing", ""},
		{"USD)", ")", ") closes nothing", ""},
		{"USD×year", "×", "does not belong", "write *"},
		{"$/year", "$", "does not belong", "write USD"},
		{"%", "%", "does not belong", "write share"},
		{"percent", "percent", "unknown unit", "did you mean share?"},
		{"\xff", "\xff", "does not belong", ""},
		{strings.Repeat("(", 300), strings.Repeat("(", 300), "more than 256 bytes", ""},
	} {
		_, err := model().Parse(c.text)
		checkError(t, c.text, err, c.at, c.what, c.mend)
	}
}

func checkError(t *testing.T, text string, err *Error, at, what, mend string) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("%q: no error; want %q", text, what)
	case err.Pos < 0 || err.End < err.Pos || err.End > len(text):
		t.Errorf("%q: range %d to %d", text, err.Pos, err.End)
	case text[err.Pos:err.End] != at || !strings.Contains(err.What, what) || !strings.Contains(err.Mend, mend):
		t.Errorf("%q: at %q: %q, mend %q; want at %q: %q, mend %q", text, text[err.Pos:err.End], err.What, err.Mend, at, what, mend)
	}
}

func TestIntegral(t *testing.T) {
	// LANGUAGE, outputs: a formula in shell/year gives rows in shell, one in USD/month in USD.
	for _, c := range []struct {
		text, want string
		factor     float64
	}{
		{"shell/year", "shell", 1},
		{"shell/quarter", "shell", 1},
		{"USD/month", "USD", 1},
		{"USD/person/year", "USD/person", 1},
		{"person", "person*year", 1},
		{"1/month", "1", 1},
		{"share/year", "1", 1},
		{"1", "year", 1},
		{"share", "year", 1},
		{"month", "month^2", 1.0 / 144},
		{"USD/month^2", "USD/month", 12},
		{"USD/quarter/month", "USD/month", 12},
		{"month*shell/quarter", "month*shell", 1.0 / 12},
	} {
		s := model()
		u, err := s.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		got := s.Integral(u)
		if got.Text != c.want || got.Factor != c.factor || got.Dim != u.Dim.Mul(s.Time()) || got.Share {
			t.Errorf("the integral of %q is %+v; want %q, factor %v", c.text, got, c.want, c.factor)
		}
	}
	s := model()
	root, _ := s.Time().Sqrt()
	if got := s.Integral(s.Of(root)); got.Text != "year^1.5" || got.Factor != 1 {
		t.Errorf("the integral of year^0.5 is %+v", got)
	}
}
