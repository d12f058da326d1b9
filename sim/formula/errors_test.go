package formula

import (
	"strings"
	"testing"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, at, what, mend string }{
		// other languages' operators
		{"a ** b", "**", "** is not an operator here", "write ^"},
		{"a && b", "&&", "&& is not an operator here", "write and"},
		{"a || b", "||", "|| is not an operator here", "write or"},
		{"!a", "!", "! is not an operator here", "write not"},
		{"a = b", "=", "= is not an operator here", "write =="},
		{"a <> b", "<>", "<> is not an operator here", "write !="},
		{"a // b", "//", "// is not an operator here", "write /"},
		{"a ? b : c", "?", "does not belong", "if(condition, a, b)"},
		{"if a > b then c else d", "if", "if is a function", "if(condition, a, b)"},
		{"a AND b", "AND", "small letters", "write and"},
		{"a % b", "%", "% is not an operator", "no remainder"},
		{"5 % a", "%", "% is not an operator", "as in 5%"},
		{"5 %", "%", "% is not an operator", "as in 5%"},
		{"5%3", "%3", "not a suffix", "leave a blank behind 5%"},
		{"a < b < c", "<", "comparisons do not chain", "write a < b and b < ..."},
		{"a == b == c == d", "==", "comparisons do not chain", ""},
		{"a × b", "×", "× is not an operator here", "write *"},
		{"a ≤ b", "≤", "≤ is not an operator here", "write <="},
		{"a − b", "−", "− is not an operator here", "write -"},
		{"a++b", "+", "a value is missing between + and +", ""},
		{"+a", "+", "a + before a value", "leave it out"},
		// numbers and units
		{"3 USD", "USD", "an operator is missing before USD", "a number has no unit"},
		{"3USD", "USD", "not a suffix", "3 * USD"},
		{"3x", "x", "not a suffix", "3 * x"},
		{"5m", "m", "not a suffix", "write 5M"},
		{"5bn * a", "bn", "not a suffix", "write 5B"},
		{".5", ".5", "begins with a point", "write 0.5"},
		{"5. * a", "5.", "ends with a point", "write 5.0"},
		{"1,5", ",", "a comma stands", "write 1.5"},
		{"1e999", "1e999", "too large", ""},
		{"$5", "$", "does not belong", "no unit"},
		{"2024-1-1", "2024-1-1", "might be a date", "write 2024-01-01, or blanks"},
		{"date > 2024-10-1", "2024-10-1", "might be a date", "write 2024-10-01"},
		{"2023-02-29", "2023-02-29", "not a date of the calendar", ""},
		{"2024-1-10", "2024-1-10", "might be a date", "write 2024-01-10"},
		{"2023-04-31", "2023-04-31", "not a date of the calendar", ""},
		{"2024-13-01", "2024-13-01", "not a date of the calendar", ""},
		{"2024-00-01", "2024-00-01", "not a date of the calendar", ""},
		{"0000-01-01", "0000-01-01", "not a date of the calendar", ""},
		{"date(2024, 10, 1)", "date", "date is not a function", "2024-10-01"},
		// structure
		{"", "", "the formula is empty", ""},
		{" \n", " \n", "the formula is empty", ""},
		{"()", "()", "nothing stands in the parentheses", ""},
		{"(a + b", "(", "never closed", "write )"},
		{"a + b)", ")", "closes nothing", ""},
		{")", ")", "closes nothing", ""},
		{"(", "(", "never closed", ""},
		{"min(a, b", "(", "never closed", ""},
		{"a +", "+", "the formula ends behind +", "write a value there, or leave + out"},
		{"a and", "and", "the formula ends behind and", ""},
		{"-", "-", "the formula ends behind -", ""},
		{"(a *) + b", "*", "a value is missing behind *", ""},
		{"* a", "*", "a value is missing before *", ""},
		{"(/ a)", "/", "a value is missing before /", ""},
		{"a * / b", "/", "a value is missing between * and /", ""},
		{"a b", "b", "an operator is missing before b", "write *"},
		{"a (b)", "a", "unknown function a", "the functions are"},
		{"(a)(b)", "(", "an operator is missing before (", "write *"},
		{"2 (b)", "(", "an operator is missing before (", "write *"},
		{"a not b", "not", "an operator is missing before not", ""},
		{"a * not b", "not", "binds less tightly", "(not x)"},
		{"a, b", ",", "a comma stands", ""},
		{"(a, b)", ",", "a comma stands", ""},
		{"a; b", ";", "does not belong", "one expression"},
		{"a[1]", "[", "does not belong", "parentheses"},
		// functions
		{"sqr(a)", "sqr", "unknown function sqr", "did you mean sqrt?"},
		{"Min(a, b)", "Min", "unknown function Min", "did you mean min?"},
		{"ln(a)", "ln", "unknown function ln", "write log(x)"},
		{"pow(a, 2)", "pow", "unknown function pow", "write x^y"},
		{"workers(1)", "workers", "unknown function workers", "the functions are"},
		{"lagg(a, \"2 quarters\")", "lagg", "unknown function lagg", "did you mean lag?"},
		{"pi(2)", "pi", "pi is not a function", "write *"},
		{"min + 1", "min", "min is a function", "write min(a, b)"},
		{"a * lag", "lag", "lag is a function", "lag(x"},
		{"min()", "min()", "min takes one or more arguments, not 0", ""},
		{"abs(a, b)", "abs(a, b)", "abs takes 1 argument, not 2", "write abs(x)"},
		{"if(a, b)", "if(a, b)", "if takes 3 arguments, not 2", "if(condition, a, b)"},
		{"clamp(a, 0, 1, 2)", "clamp(a, 0, 1, 2)", "clamp takes 3 arguments, not 4", "clamp(x, lowest, highest)"},
		{"min(a,)", ")", "a value is missing before )", ""},
		{"min(a,,b)", ",", "a value is missing before ,", ""},
		{"lag(a)", "lag(a)", "lag takes 2 or 3 arguments, not 1", "2 quarters"},
		{"lag(a, '1 year', 0, 0)", "lag(a, '1 year', 0, 0)", "lag takes 2 or 3 arguments, not 4", ""},
		{"lag(a, 2)", "2", "lag takes its duration as text", "\"2 quarters\""},
		{"lag(a, 2 quarters)", "2 quarters", "lag takes its duration as text", "\"2 quarters\""},
		{"lag(a, b + c, 0)", "b + c", "lag takes its duration as text", ""},
		{"lag('1 year', a)", "'1 year'", "text stands only as the second argument of lag", ""},
		{"'a' + 1", "'a'", "text stands only", ""},
		{"cumulative(a, '1 year')", "cumulative(a, '1 year')", "cumulative takes 1 argument, not 2", ""},
		{"lag(a, \"2 quarters)", "\"", "never closed", "write \""},
		// names and characters
		{"_a", "_a", "is not a name", ""},
		{"a.", "a.", "is not a name", ""},
		{"a.1", "a.1", "is not a name", ""},
		{"a..b", "a..b", "is not a name", ""},
		{"a.b.c.d", "a.b.c.d", "too many parts", "channel.name"},
		{"caf\u00e9 * 2", "caf\u00e9", "is not a name", "a letter a-z"},
		{"\u00e9", "\u00e9", "is not a name", ""},
		{"a\u00a0+ b", "\u00a0", "does not belong", "plain blank"},
		{"a²", "²", "does not belong", "write ^2"},
		{"a # b", "#", "does not belong", ""},
		{"\x00\x01\xff\xfe", "\x00\x01\xff\xfe", "does not belong", ""},
		{"lag(a, \u201c2 quarters\u201d)", "\u201c", "does not belong", "write \""},
		// sizes
		{strings.Repeat("(", 300) + "a" + strings.Repeat(")", 300), "(", "nested deeper than 200", "names in formulas"},
		{strings.Repeat("-", 300) + "a", "-", "nested deeper than 200", ""},
		{"a" + strings.Repeat("^a", 300), "a", "nested deeper than 200", ""},
		{strings.Repeat("min(", 300), "min", "nested deeper than 200", ""},
		{"lag(a, " + strings.Repeat("(", 300), "(", "nested deeper than 200", ""},
		{"lag(a, if b)", "if", "if is a function", ""},
		{strings.Repeat("a", MaxLength+1), strings.Repeat("a", MaxLength+1), "more than 64 KiB", ""},
	} {
		n, errs := Parse(c.text)
		short := c.text[:min(len(c.text), 60)]
		if n != nil || len(errs) != 1 {
			t.Errorf("%q: tree %v, %d errors, want one", short, n, len(errs))
			for _, e := range errs[:min(len(errs), 3)] {
				t.Logf("  at %q: %v", c.text[e.Pos:e.End], e)
			}
			continue
		}
		if e := errs[0]; c.text[e.Pos:e.End] != c.at || !strings.Contains(e.What, c.what) || !strings.Contains(e.Mend, c.mend) {
			t.Errorf("%q: at %q: %q, mend %q; want at %q: %q, mend %q", short, c.text[e.Pos:e.End], e.What, e.Mend, c.at, c.what, c.mend)
		}
	}
}

func TestSeveralErrors(t *testing.T) {
	for _, c := range []struct {
		text string
		at   []string
	}{
		{"a ** b + 3 USD - lnn(c) * (d", []string{"**", "USD", "lnn", "("}},
		{"min(a,, b) + abs() + c)", []string{",", "abs()", ")"}},
		{"5bn + 2024-1-1 + .5", []string{"bn", "2024-1-1", ".5"}},
		{"if(a = b, c && d, !e)", []string{"=", "&&", "!"}},
		{"(a +) * (b", []string{"+", "("}},
		{"((a", []string{"(", "("}},
		{"a to b years + c d", []string{"to", "d"}}, // words in a row are one mistake
		{strings.Repeat("a b + ", 100) + "c", strings.Fields(strings.Repeat("b ", maxErrors))},
	} {
		_, errs := Parse(c.text)
		var at []string
		for _, e := range errs {
			at = append(at, c.text[e.Pos:e.End])
		}
		if strings.Join(at, "\n") != strings.Join(c.at, "\n") {
			t.Errorf("%q: errors at %q, want %q", c.text, at, c.at)
		}
	}
}

func TestDepth(t *testing.T) {
	deep := strings.Repeat("(", MaxDepth-1) + "a" + strings.Repeat(")", MaxDepth-1)
	if _, errs := Parse(deep); len(errs) > 0 {
		t.Errorf("%d parentheses: %v", MaxDepth-1, errs[0])
	}
}
