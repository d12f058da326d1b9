package formula

import (
	"strings"
	"testing"

	"weir/sim/unit"
)

var system = unit.NewSystem("USD", []string{"person", "shell"})

// units of the names in the tests; "loop" and "nowhere" are not known.
var units = map[string]string{
	"workers": "person", "pay": "USD/person/year", "share": "share", "x": "1", "y": "1", "revenue": "USD/year", "stock": "USD", "shells": "shell",
	"output": "shell/year", "hazard": "1/year", "span": "year", "area": "year^2", "it.revenue": "USD/year", "total.net": "USD/year", "price": "USD/shell",
}

func lookup(name string, _ *Node) (unit.Dim, bool) {
	text, ok := units[name]
	if !ok {
		return unit.Dim{}, false
	}
	u, err := system.Parse(text)
	if err != nil {
		panic(err)
	}
	return u.Dim, true
}

func parsed(t *testing.T, text string) *Node {
	t.Helper()
	n, errs := Parse(text)
	if len(errs) > 0 {
		t.Fatalf("%q: %v", text, errs[0])
	}
	return n
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ text, unit string }{ // "free" for what takes any unit
		{"workers * share * pay", "USD/year"},
		{"shells / span + output", "shell/year"},
		{"shells / dt", "shell/year"},
		{"-revenue", "USD/year"},
		// LANGUAGE: a literal takes the other side's unit beside + -, comparisons, min max clamp and the branches of if
		{"revenue + 1B", "USD/year"},
		{"1B - revenue", "USD/year"},
		{"revenue > 1B", "1"},
		{"min(revenue, 1B)", "USD/year"},
		{"max(0, revenue, 1 - 2)", "USD/year"},
		{"clamp(revenue, 0, 1B)", "USD/year"},
		{"clamp(0, revenue, 1B)", "USD/year"},
		{"if(x, revenue, 0)", "USD/year"},
		{"if(x, 0, revenue)", "USD/year"},
		{"lag(revenue, '1 year', 0)", "USD/year"},
		{"lag(0, '1 year', revenue)", "USD/year"},
		{"revenue + if(x, 1, 2) * 3", "USD/year"},
		{"date + 1", "year"},
		// free * x has the unit of x; what is made of literals alone stays free
		{"2 * revenue", "USD/year"},
		{"revenue / 2", "USD/year"},
		{"1 / span", "1/year"},
		{"2", "free"}, {"-2", "free"}, {"2 + 3", "free"}, {"2 * 3 / 4", "free"}, {"2^3", "free"}, {"2^-1", "free"}, {"2^(1/2)", "free"},
		{"min(1, 2)", "free"}, {"if(x > 1, 1, 2)", "free"}, {"abs(-1)", "free"}, {"clamp(1, 0, 2)", "free"}, {"sqrt(2)", "free"}, {"pi", "free"},
		{"lag(1, '1 year')", "free"}, {"lag(1, '1 year', 0)", "free"},
		{"2 * pi * span", "year"},
		// plain numbers
		{"exp(x)", "1"}, {"exp(2)", "1"}, {"log(share)", "1"}, {"sin(2 * pi)", "1"}, {"cos(hazard * t)", "1"}, {"exp(-hazard * span)", "1"},
		{"x^y", "1"}, {"2^x", "1"}, {"x^2.5", "1"}, {"share^-y", "1"}, {"hazard * span", "1"},
		{"1 - share", "1"},
		// powers and roots
		{"span^2", "year^2"}, {"span^-2", "1/year^2"}, {"span^(2)", "year^2"}, {"span^0", "1"}, {"span^1", "year"}, {"revenue^2", "USD^2/year^2"},
		{"sqrt(area)", "year"}, {"sqrt(span)", "year^0.5"}, {"sqrt(span) * sqrt(span)", "year"}, {"sqrt(x)", "1"}, {"sqrt(revenue * span / stock)", "1"},
		{"abs(revenue)", "USD/year"},
		// conditions
		{"if(revenue > 0 and not shells < 5 or x, 1, 2) * revenue", "USD/year"},
		{"if(share, revenue, 0)", "USD/year"},
		{"if(1, revenue, 0)", "USD/year"},
		{"x and y", "1"}, {"not x", "1"}, {"not 0", "1"}, {"1 < 2", "1"}, {"(x > 1) + share", "1"},
		{"(x > 1) * revenue", "USD/year"},
		// time
		{"cumulative(revenue)", "USD"}, {"cumulative(hazard)", "1"}, {"cumulative(x)", "year"}, {"cumulative(2)", "year"},
		{"t", "year"}, {"date", "year"}, {"dt", "year"}, {"2024-10-01", "year"}, {"date - 2024-10-01", "year"}, {"date >= 2024-10-01", "1"},
		{"min(date, 2024)", "year"}, {"t / dt", "1"},
		{"it.revenue - total.net", "USD/year"},
	} {
		n := parsed(t, c.text)
		if errs := Check(n, system, lookup); len(errs) > 0 {
			t.Errorf("%q: %v", c.text, errs[0])
			continue
		}
		got := system.String(n.Unit)
		if n.Free {
			got = "free"
		}
		if got != c.unit || n.Unknown {
			t.Errorf("%q is %s (unknown %v), want %s", c.text, got, n.Unknown, c.unit)
		}
	}
}

func TestUnitErrors(t *testing.T) {
	for _, c := range []struct{ text, at, what, mend string }{
		{"revenue + workers", "+", "USD/year + person: cannot add unlike units", "they differ by a factor in USD/person/year"},
		{"revenue - stock", "-", "USD/year - USD: cannot subtract unlike units", "a factor in 1/year"},
		{"revenue > workers", ">", "USD/year > person: cannot compare unlike units", ""},
		{"x == span", "==", "1 == year: cannot compare unlike units", ""},
		{"revenue + 2 * span", "+", "USD/year + year: cannot add unlike units", ""},
		{"revenue + exp(2)", "+", "USD/year + 1: cannot add unlike units", ""},
		{"revenue + (x > 1)", "+", "USD/year + 1: cannot add unlike units", ""},
		{"date > revenue", ">", "year > USD/year: cannot compare", ""},
		{"min(revenue, 1, workers)", "workers", "min(USD/year, _, person): cannot compare unlike units", ""},
		{"clamp(share, 0, span)", "span", "clamp(1, _, year): cannot compare unlike units", ""},
		{"if(x, revenue, shells)", "shells", "if(_, USD/year, shell): cannot choose between unlike units", ""},
		{"lag(revenue, '1 year', stock)", "stock", "lag(USD/year, _, USD): x and x0 have unlike units", ""},
		{"exp(span)", "span", "exp of a quantity in year: it takes a plain number", "divide by a quantity in year"},
		{"log(revenue / workers)", "revenue / workers", "log of a quantity in USD/person/year", ""},
		{"sin(t)", "t", "sin of a quantity in year", ""},
		{"cos(2 * t)", "2 * t", "cos of a quantity in year", ""},
		{"span^0.5", "0.5", "a quantity in year takes an integer literal as its exponent", "sqrt(x)"},
		{"span^1.5", "1.5", "takes an integer literal", "x * sqrt(x)"},
		{"span^x", "x", "takes an integer literal", "sqrt(x)"},
		{"span^(1/2)", "1/2", "takes an integer literal", "sqrt(x)"},
		{"x^span", "span", "an exponent in year", "divide by a quantity in year"},
		{"2^span", "span", "an exponent in year", ""},
		{"span^65", "span^65", "a power beyond 64", ""},
		{"span^-1M", "span^-1M", "a power beyond 64", ""},
		{"area^32 * span", "area^32 * span", "a power beyond 64", ""},
		{"if(revenue, 1, 2)", "revenue", "a quantity in USD/year is no condition", "x > 0"},
		{"x and revenue", "revenue", "a quantity in USD/year is no condition", ""},
		{"not span", "span", "a quantity in year is no condition", ""},
		{"sqrt(sqrt(sqrt(sqrt(span))))", "sqrt(sqrt(sqrt(sqrt(span))))", "has no usable unit", ""},
		// one mistake, one error
		{"(revenue + workers) * 2 + span", "+", "USD/year + person", ""},
		{"min(revenue, workers) + nowhere", "workers", "min(USD/year, person)", ""},
		{"exp(span) + x", "span", "exp of", ""},
		{"-(revenue + workers) > 5 and x", "+", "USD/year + person", ""},
	} {
		n := parsed(t, c.text)
		errs := Check(n, system, lookup)
		if len(errs) != 1 {
			t.Errorf("%q: %d errors, want one", c.text, len(errs))
			continue
		}
		if e := errs[0]; c.text[e.Pos:e.End] != c.at || !strings.Contains(e.What, c.what) || !strings.Contains(e.Mend, c.mend) {
			t.Errorf("%q: at %q: %q, mend %q; want at %q: %q, mend %q", c.text, c.text[e.Pos:e.End], e.What, e.Mend, c.at, c.what, c.mend)
		}
		if n.Unknown && !n.Free {
			t.Errorf("%q: free %v, unknown %v", c.text, n.Free, n.Unknown)
		}
	}
	errs := Check(parsed(t, "min(revenue + workers, exp(span)) * log(stock)"), system, lookup)
	if len(errs) != 3 {
		t.Errorf("%d errors, want 3", len(errs))
	}
}

func TestUnknownNames(t *testing.T) {
	// A name that lookup does not know takes any unit, and passes that on where it cannot be told.
	for _, c := range []struct {
		text, unit string
		unknown    bool
	}{
		{"nowhere + revenue", "USD/year", false},
		{"nowhere * workers + revenue", "USD/year", false},
		{"revenue + loop / dt", "USD/year", false},
		{"exp(nowhere)", "1", false},
		{"nowhere > revenue", "1", false},
		{"if(nowhere, revenue, 0)", "USD/year", false},
		{"nowhere", "1", true},
		{"nowhere * workers", "1", true},
		{"2 * sqrt(nowhere)^2", "1", true},
		{"cumulative(nowhere)", "1", true},
		{"span^nowhere", "1", true},
		{"nowhere^x", "1", true},
		{"min(1, nowhere)", "1", true},
	} {
		n := parsed(t, c.text)
		errs := Check(n, system, lookup)
		if len(errs) > 0 {
			t.Errorf("%q: %v", c.text, errs[0])
		}
		if n.Unknown != c.unknown || n.Free != c.unknown || !n.Unknown && system.String(n.Unit) != c.unit {
			t.Errorf("%q is %s, unknown %v, free %v", c.text, system.String(n.Unit), n.Unknown, n.Free)
		}
		if errs := Settle(n, system.Currency(), system); c.unknown && len(errs) > 0 {
			t.Errorf("%q: %v", c.text, errs[0])
		}
	}
}

func TestSettle(t *testing.T) {
	usd := system.Currency()
	rate := usd.Div(system.Time())
	for _, text := range []string{"revenue", "1B", "workers * pay", "min(1, 2)"} {
		n := parsed(t, text)
		Check(n, system, lookup)
		free := n.Free
		if errs := Settle(n, rate, system); len(errs) > 0 || n.Unit != rate || n.Free != free {
			t.Errorf("%q: %v, %s, free %v", text, errs, system.String(n.Unit), n.Free)
		}
	}
	n := parsed(t, "stock * 2")
	Check(n, system, lookup)
	errs := Settle(n, rate, system)
	if len(errs) != 1 || errs[0].What != "this comes out in USD, where USD/year is wanted" || errs[0].Mend != "a factor in 1/year is missing" || errs[0].Pos != 0 || errs[0].End != 9 {
		t.Errorf("%+v", errs)
	}
	// Checking again starts anew.
	if errs := Check(n, system, func(string, *Node) (unit.Dim, bool) { return rate, true }); len(errs) > 0 || n.Unit != rate {
		t.Errorf("%v, %s", errs, system.String(n.Unit))
	}
}
