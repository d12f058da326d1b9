package unit

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"800M": 800e6, "1.7B": 1.7e9, "12%": 0.12, "1_000": 1000, "0.9": 0.9, "-3": -3, "+3": 3, "2T": 2e12, "60k": 60e3, " 5 ": 5, "1e3": 1000,
		"1E-3": 0.001, "1.5e+2k": 150e3, "-0.1%": -0.001, "0": 0, "007": 7, "1_0.0_1": 10.01, "70%": 0.7, "1.1k": 1100, "29%": 0.29, "1e-400": 0,
		"1e310%": 1e308, "0e999999999999": 0,
	} {
		got, err := Number(text)
		if err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	if v, _ := Number("-0"); v != 0 || !math.Signbit(v) {
		t.Errorf("-0 is %v", v)
	}
}

func TestNumberErrors(t *testing.T) {
	for _, c := range []struct{ text, at, what, mend string }{
		{"", "", "a number is missing", ""},
		{"5m", "m", "not a suffix", "write 5M"},
		{"5bn", "bn", "not a suffix", "write 5B"},
		{"5mn", "mn", "not a suffix", "write 5M"},
		{"5mio", "mio", "not a suffix", "write 5M"},
		{"5K", "K", "not a suffix", "write 5k"},
		{"5trn", "trn", "not a suffix", "write 5T"},
		{"1.5million", "million", "not a suffix", "write 1.5M"},
		{"5 %", "%", "behind a number", "write 5%"},
		{"5 M", "M", "behind a number", "write 5M"},
		{"5 million", "million", "behind a number", "write 5M"},
		{"5 to 6", "to 6", "behind a number", "write the number alone"},
		{".5", ".5", "is not a number", "write 0.5"},
		{"-.5M", "-.5M", "is not a number", "write -0.5M"},
		{"5.", "5.", "ends with a point", "write 5.0"},
		{"1__0", "__0", "an underscore stands between", "write 1"},
		{"1_", "_", "an underscore stands between", "write 1"},
		{"_1", "_1", "is not a number", ""},
		{"0x10", "x10", "not a suffix", ""},
		{"1e", "e", "not a suffix", ""},
		{"nan", "nan", "is not a number", ""},
		{"inf", "inf", "is not a number", ""},
		{"1e999", "1e999", "too large", ""},
		{"1e308k", "1e308k", "too large", ""},
		{"−5", "−5", "is not a number", "write the sign as -"},
		{"$5", "$5", "is not a number", "behind the number"},
		{"1,000", ",000", "behind a number", ""},
		{"5%%", "%%", "not a suffix", ""},
		{"- 5", "-", "is not a number", ""},
	} {
		_, err := Number(c.text)
		checkError(t, c.text, err, c.at, c.what, c.mend)
	}
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		text   string
		lo, hi float64
		unit   string // "" where none is written
	}{
		{"0.9", 0.9, 0.9, ""},
		{"12%", 0.12, 0.12, ""},
		{"60k to 150k USD/person/year", 60e3, 150e3, "USD/person/year"},
		{"5M to 20M USD/year", 5e6, 20e6, "USD/year"},
		{"2 to 4 quarters", 2, 4, "quarter"},
		{"18 months", 18, 18, "month"},
		{"1 years", 1, 1, "year"},
		{"2 quarter", 2, 2, "quarter"},
		{"5% to 20%", 0.05, 0.2, ""},
		{"-3 to 4", -3, 4, ""},
		{"-4 to -3 USD", -4, -3, "USD"},
		{" 1_000  to\t2_000  shell ", 1000, 2000, "shell"},
		{"60 to 150k USD", 60, 150e3, "USD"},
		{"0.5 share", 0.5, 0.5, "share"},
		{"3 1/year", 3, 3, "1/year"},
		{"5 to 20 (USD)/year", 5, 20, "USD/year"},
	} {
		q, err := model().Quantity(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if q.Lo != c.lo || q.Hi != c.hi || q.Range != (c.lo != c.hi) || q.HasUnit != (c.unit != "") || q.HasUnit && q.Unit.Text != c.unit || q.Unit.Factor == 0 {
			t.Errorf("%q: %+v", c.text, q)
		}
	}
}

func TestQuantityErrors(t *testing.T) {
	for _, c := range []struct{ text, at, what, mend string }{
		{"", "", "a quantity is missing", ""},
		{"60k-150k", "60k-150k", `a range is written with "to"`, "write 60k to 150k"},
		{"60k - 150k USD", "60k - 150k", `a range is written with "to"`, "write 60k to 150k"},
		{"60k–150k", "60k–150k", `a range is written with "to"`, "write 60k to 150k"},
		{"60-150k", "60-150k", `a range is written with "to"`, "write 60k to 150k"},
		{"5-20%", "5-20%", `a range is written with "to"`, "write 5% to 20%"},
		{"5..20", "5..20", `a range is written with "to"`, "write 5 to 20"},
		{"5 - x", "5 -", `a range is written with "to"`, `write the range with "to"`},
		{"5 to 20%", "5 to 20%", "does not rise", "write 5% to 20%"},
		{"4 to 2 quarters", "4 to 2", "does not rise", "write 2 to 4"},
		{"2 to 2", "2 to 2", "does not rise", "write 2 alone"},
		{"2 to", "", "a number is missing", ""},
		{"2 to x", "x", "not a number", ""},
		{"2 TO 4", "TO", `small "to"`, ""},
		{"2 and 4", "and", "does not belong", `"to"`},
		{"2to4", "to4", "not a suffix", `blanks around "to"`},
		{"60k USD to 150k USD", "USD", "a unit before the end of the range", "write 60k to 150k USD"},
		{"60USD", "USD", "not a suffix", "leave a blank before the unit"},
		{"60kUSD", "kUSD", "not a suffix", "leave a blank before the unit"},
		{"5%USD", "%USD", "not a suffix", "leave a blank behind 5%"},
		{"5 M USD/year", "M", "apart from its number", "write 5M"},
		{"5 million USD", "million", "apart from its number", "write 5M"},
		{"1 to 2 bn USD", "bn", "apart from its number", "write 1 to 2B"},
		{"5 %", "%", "a blank before %", "write 5%"},
		{"5m USD", "m", "not a suffix", "write 5M"},
		{"1,000 USD", ",", "a comma in a number", "write 1_000"},
		{"$5M", "$5M", "not a number", ""},
		{"about 5", "about", "not a number", "60k to 150k"},
		{"2024-10-01", "2024-10-01", "a date in quotes", "without quotes"},
		{"5 persn", "persn", "unknown unit persn", "did you mean person?"},
		{"5 USD/persn", "persn", "unknown unit persn", "did you mean person?"},
		{"5 ± 2", "±", "does not belong", ""},
	} {
		_, err := model().Quantity(c.text)
		checkError(t, c.text, err, c.at, c.what, c.mend)
	}
	// "m" is no million where the model counts in m.
	s := NewSystem("USD", []string{"m", "bn"})
	if q, err := s.Quantity("5 m"); err != nil || q.Unit.Text != "m" {
		t.Errorf("5 m: %+v, %v", q, err)
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]float64{"2 quarters": 0.5, "18 months": 1.5, "1 year": 1, "0 years": 0, "1461 days": 4, "1 month": 1.0 / 12} {
		if got, err := model().Duration(text); err != nil || got != want {
			t.Errorf("%q is %v years (%v), want %v", text, got, err, want)
		}
	}
	for text, what := range map[string]string{
		"2": "has a time unit", "1 to 2 years": "a range", "3 USD": "USD is not a unit of time", "-1 year": "not negative", "2 quartrs": "unknown unit",
		"2 1/year": "1/year is not a unit of time", "": "missing",
	} {
		_, err := model().Duration(text)
		checkError(t, text, err, textAt(text, err), what, "")
	}
}

func textAt(text string, err *Error) string {
	if err == nil {
		return ""
	}
	return text[err.Pos:err.End]
}

func FuzzQuantity(f *testing.F) {
	for _, seed := range []string{"60k to 150k USD/person/year", "5 - 6", "1e999", "2 to (USD^2)/year", "\xff", "-", "5 USD to 6", "1‰", "to", "1_"} {
		f.Add(seed)
	}
	s := model()
	f.Fuzz(func(t *testing.T, text string) {
		q, err := s.Quantity(text)
		if err != nil {
			if err.Pos < 0 || err.End < err.Pos || err.End > len(text) || err.What == "" {
				t.Errorf("%q: %+v", text, err)
			}
			return
		}
		if !(q.Lo < q.Hi) == q.Range || math.IsNaN(q.Lo-q.Lo) {
			t.Errorf("%q: %+v", text, q)
		}
		if again, err := s.Parse(q.Unit.Text); err != nil || again != q.Unit {
			t.Errorf("%q: unit %+v reads as %+v, %v", text, q.Unit, again, err)
		}
	})
}
