package formula

import (
	"slices"
	"strings"
	"testing"
)

// sexpr shows a tree without any question of precedence.
func sexpr(n *Node) string {
	switch n.Op {
	case Num:
		return number(n.Num)
	case Name:
		return n.Name
	case Date:
		return n.Text
	}
	parts := []string{n.Op.String()}
	if n.Op == Lag {
		parts = append(parts, "'"+n.Text+"'")
	}
	for _, a := range n.Args {
		parts = append(parts, sexpr(a))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func TestTrees(t *testing.T) {
	for _, c := range []struct{ text, tree, canonical string }{
		{"a", "a", "a"},
		{" ( ( a ) ) ", "a", "a"},
		{"a+b-c", "(- (+ a b) c)", "a + b - c"},
		{"a-(b-c)", "(- a (- b c))", "a - (b - c)"},
		{"a+(b+c)", "(+ a (+ b c))", "a + (b + c)"},
		{"a/b*c", "(* (/ a b) c)", "a / b * c"},
		{"a/(b*c)", "(/ a (* b c))", "a / (b * c)"},
		{"a+b*c^d", "(+ a (* b (^ c d)))", "a + b * c^d"},
		// LANGUAGE, Formulas: ^ binds tighter than unary minus and to the right.
		{"-a^2", "(- (^ a 2))", "-a^2"},
		{"(-a)^2", "(^ (- a) 2)", "(-a)^2"},
		{"a^b^c", "(^ a (^ b c))", "a^b^c"},
		{"(a^b)^c", "(^ (^ a b) c)", "(a^b)^c"},
		{"a^-b^c", "(^ a (- (^ b c)))", "a^-b^c"},
		{"a^-b*c", "(* (^ a (- b)) c)", "a^-b * c"},
		{"a^(-b*c)", "(^ a (* (- b) c))", "a^(-b * c)"},
		{"-a*b", "(* (- a) b)", "-a * b"},
		{"-(a*b)", "(- (* a b))", "-(a * b)"},
		{"a*-b", "(* a (- b))", "a * -b"},
		{"a - -b", "(- a (- b))", "a - -b"},
		{"--a", "(- (- a))", "--a"},
		// not below comparison, above and; and above or
		{"not a < b and c or d", "(or (and (not (< a b)) c) d)", "not a < b and c or d"},
		{"a or b and c", "(or a (and b c))", "a or b and c"},
		{"(a or b) and c", "(and (or a b) c)", "(a or b) and c"},
		{"not (a and b)", "(not (and a b))", "not (a and b)"},
		{"not not a", "(not (not a))", "not not a"},
		{"a and not b", "(and a (not b))", "a and not b"},
		{"(not a) < b", "(< (not a) b)", "(not a) < b"},
		{"(a < b) < c", "(< (< a b) c)", "(a < b) < c"},
		{"a + b <= c * d", "(<= (+ a b) (* c d))", "a + b <= c * d"},
		{"a==b or a!=c or a>=d or a>e", "(or (or (or (== a b) (!= a c)) (>= a d)) (> a e))", "a == b or a != c or a >= d or a > e"},
		// functions and constants
		{"if(a>b,c,d)", "(if (> a b) c d)", "if(a > b, c, d)"},
		{"min(a)", "(min a)", "min(a)"},
		{"max(a,b,c,d)", "(max a b c d)", "max(a, b, c, d)"},
		{"abs(a)+exp(b)+log(c)+sqrt(d)+sin(e)+cos(f)", "(+ (+ (+ (+ (+ (abs a) (exp b)) (log c)) (sqrt d)) (sin e)) (cos f))",
			"abs(a) + exp(b) + log(c) + sqrt(d) + sin(e) + cos(f)"},
		{"clamp(a,0,1)", "(clamp a 0 1)", "clamp(a, 0, 1)"},
		{"lag(a,\"2 quarters\")", "(lag '2 quarters' a)", "lag(a, \"2 quarters\")"},
		{"lag(a, '2 quarters', b)", "(lag '2 quarters' a b)", "lag(a, \"2 quarters\", b)"},
		{`lag(a, '2 "')`, "(lag '2 \"' a)", `lag(a, '2 "')`},
		{"cumulative(a)*t", "(* (cumulative a) (t))", "cumulative(a) * t"},
		{"date+dt*pi", "(+ (date) (* (dt) (pi)))", "date + dt * pi"},
		{"date>=2024-10-01", "(>= (date) 2024-10-01)", "date >= 2024-10-01"},
		// names
		{"workers*it_workers.pay", "(* workers it_workers.pay)", "workers * it_workers.pay"},
		{"a.revenue+a.gross-a.cost-total.net", "(- (- (+ a.revenue a.gross) a.cost) total.net)", "a.revenue + a.gross - a.cost - total.net"},
		{"heists.count+cyber.heists.count", "(+ heists.count cyber.heists.count)", "heists.count + cyber.heists.count"},
		{"a.date + minimum + t2", "(+ (+ a.date minimum) t2)", "a.date + minimum + t2"},
		// literals
		{"1B", "1000000000", "1000000000"},
		{"30%*a", "(* 0.3 a)", "0.3 * a"},
		{"1.5k+2M+3T+1_000", "(+ (+ (+ 1500 2000000) 3000000000000) 1000)", "1500 + 2000000 + 3000000000000 + 1000"},
		{"2e3-1e-9+1e300", "(+ (- 2000 1e-09) 1e+300)", "2000 - 1e-09 + 1e+300"},
		{"2024 - 10 - 1", "(- (- 2024 10) 1)", "2024 - 10 - 1"},
		{"a\n\t+ b\r\n", "(+ a b)", "a + b"},
	} {
		n, errs := Parse(c.text)
		if len(errs) > 0 {
			t.Errorf("%q: %v", c.text, errs[0])
			continue
		}
		if got := sexpr(n); got != c.tree {
			t.Errorf("%q is %s, want %s", c.text, got, c.tree)
		}
		if got := n.String(); got != c.canonical {
			t.Errorf("%q prints as %q, want %q", c.text, got, c.canonical)
		}
		if again, errs := Parse(n.String()); len(errs) > 0 || sexpr(again) != c.tree {
			t.Errorf("%q does not read back: %v", n.String(), errs)
		}
	}
}

func TestPlaces(t *testing.T) {
	const text = `(a + bb) * lag(c, "2 quarters", 0)`
	n, errs := Parse(text)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	at := func(n *Node) string { return text[n.Pos:n.End] }
	lag := n.Args[1]
	for _, c := range [][2]string{
		{at(n), text}, {text[n.opPos:n.opEnd], "*"}, {at(n.Args[0]), "a + bb"}, {at(n.Args[0].Args[1]), "bb"}, {at(lag), `lag(c, "2 quarters", 0)`},
		{text[lag.TextPos:lag.TextEnd], "2 quarters"}, {lag.Text, "2 quarters"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
	Walk(n, func(n *Node) bool {
		if n.Ref != -1 {
			t.Errorf("%s has Ref %d", n, n.Ref)
		}
		return true
	})
	if got := Names(n); !slices.Equal(got, []string{"a", "bb", "c"}) {
		t.Errorf("names %v", got)
	}
	seen := 0
	Walk(n, func(n *Node) bool { seen++; return n.Op != Lag })
	if seen != 5 { // * + a bb lag
		t.Errorf("%d nodes seen", seen)
	}
}

func TestReserved(t *testing.T) {
	// LANGUAGE, One kind of file: reserved are the functions and constants of formulas, and or not if.
	for _, word := range strings.Fields("min max abs exp log sqrt sin cos clamp lag cumulative t date dt pi and or not if") {
		if !Reserved(word) {
			t.Errorf("%s is not reserved", word)
		}
	}
	for _, word := range []string{"", "revenue", "T", "Date", "ln", "a", "end"} {
		if Reserved(word) {
			t.Errorf("%s is reserved", word)
		}
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             float64
	}{
		{2027, 2, 15, 2027 + (1+14.0/28)/12}, // LANGUAGE: 2027 + 1/12 + 14/28/12
		{2024, 10, 1, 2024.75},
		{2024, 2, 29, 2024 + (1+28.0/29)/12},
		{2026, 1, 1, 2026},
		{2026, 12, 31, 2026 + (11+30.0/31)/12},
	} {
		if got := Axis(c.year, c.month, c.day); got != c.want {
			t.Errorf("%d-%d-%d is %v, want %v", c.year, c.month, c.day, got, c.want)
		}
	}
	n, errs := Parse("2027-02-15")
	if len(errs) > 0 || n.Op != Date || n.Num != Axis(2027, 2, 15) {
		t.Errorf("%+v, %v", n, errs)
	}
}

func TestLongChain(t *testing.T) {
	// Only what is nested counts against MaxDepth: a sum of many terms does not.
	text := "a" + strings.Repeat(" + a", 10_000)
	n, errs := Parse(text)
	if len(errs) > 0 || n.String() != text {
		t.Errorf("%v", errs)
	}
}
