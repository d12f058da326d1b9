package formula

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// evaluate computes a tree of literals, with package math.
func evaluate(n *Node) float64 {
	var v []float64
	for _, a := range n.Args {
		v = append(v, evaluate(a))
	}
	switch n.Op {
	case Num:
		return n.Num
	case Neg:
		return -v[0]
	case Not:
		return truth(v[0] == 0)
	}
	return apply(n.Op.String(), v[0], v[1])
}

func apply(operator string, a, b float64) float64 {
	switch operator {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return a / b
	case "^":
		return math.Pow(a, b)
	case "<":
		return truth(a < b)
	case "<=":
		return truth(a <= b)
	case ">":
		return truth(a > b)
	case ">=":
		return truth(a >= b)
	case "==":
		return truth(a == b)
	case "!=":
		return truth(a != b)
	case "and":
		return truth(a != 0 && b != 0)
	case "or":
		return truth(a != 0 || b != 0)
	}
	panic(operator)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// shunt is the second reader: the two stacks of Dijkstra (1961), over words with blanks between. "neg" is the sign.
func shunt(words []string) float64 {
	level := map[string]int{"or": 1, "and": 2, "not": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "neg": 7, "^": 8}
	var values []float64
	var waiting []string
	reduce := func() {
		operator := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		last := len(values) - 1
		switch operator {
		case "neg":
			values[last] = -values[last]
		case "not":
			values[last] = truth(values[last] == 0)
		default:
			values = append(values[:last-1], apply(operator, values[last-1], values[last]))
		}
	}
	for _, w := range words {
		switch {
		case level[w] > 0:
			if w != "neg" && w != "not" { // a prefix has nothing on its left to finish
				for len(waiting) > 0 && (level[waiting[len(waiting)-1]] > level[w] || level[waiting[len(waiting)-1]] == level[w] && w != "^") {
					reduce()
				}
			}
			waiting = append(waiting, w)
		case w == "(":
			waiting = append(waiting, w)
		case w == ")":
			for waiting[len(waiting)-1] != "(" {
				reduce()
			}
			waiting = waiting[:len(waiting)-1]
		default:
			v, _ := strconv.ParseFloat(w, 64)
			values = append(values, v)
		}
	}
	for len(waiting) > 0 {
		reduce()
	}
	return values[0]
}

// randomWords writes operands with operators between them; comparisons never chain, and not stands where it may.
func randomWords(r *rand.Rand, depth int) []string {
	var words []string
	compared := false
	afterLogic := true
	for {
		if afterLogic && r.IntN(6) == 0 {
			words = append(words, "not")
		}
		for r.IntN(4) == 0 {
			words = append(words, "neg")
		}
		if depth > 0 && r.IntN(4) == 0 {
			words = append(append(append(words, "("), randomWords(r, depth-1)...), ")")
		} else {
			words = append(words, strconv.Itoa(r.IntN(4)))
		}
		if r.IntN(5) == 0 {
			return words
		}
		choices := []string{"or", "and", "+", "-", "*", "/", "^", "+", "-", "*", "/", "^"}
		if !compared {
			choices = append(choices, "<", "<=", ">", ">=", "==", "!=")
		}
		w := choices[r.IntN(len(choices))]
		words = append(words, w)
		afterLogic = w == "or" || w == "and"
		if afterLogic {
			compared = false
		} else if strings.ContainsAny(w, "<>=") {
			compared = true
		}
	}
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	formulas, finite := 6000, 0
	if testing.Short() {
		formulas = 1500
	}
	for range formulas {
		words := randomWords(r, 3)
		text := strings.ReplaceAll(strings.Join(words, " "), "neg", "-")
		n, errs := Parse(text)
		if len(errs) > 0 {
			t.Fatalf("%q: %v", text, errs[0])
		}
		got, want := evaluate(n), shunt(words)
		if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("%q = %s is %v, want %v", text, sexpr(n), got, want)
		}
		if !math.IsNaN(got) && !math.IsInf(got, 0) {
			finite++
		}
		again, errs := Parse(n.String())
		if len(errs) > 0 || sexpr(again) != sexpr(n) {
			t.Fatalf("%q prints as %q, which does not read back", text, n.String())
		}
	}
	if finite < formulas/2 {
		t.Errorf("only %d of the formulas have a value", finite)
	}
}

// randomTree makes any tree that a text can give.
func randomTree(r *rand.Rand, depth int) *Node {
	if depth == 0 || r.IntN(6) == 0 {
		leaves := []*Node{
			{Op: Num, Num: float64(r.IntN(5))}, {Op: Num, Num: r.ExpFloat64() * 1e-3}, {Op: Num, Num: math.Exp(r.Float64()*1000 - 500)},
			{Op: Name, Name: "a"}, {Op: Name, Name: "it.pay"}, {Op: Date, Text: "2024-10-01", Num: 2024.75}, {Op: T}, {Op: Now}, {Op: Dt}, {Op: Pi},
		}
		return leaves[r.IntN(len(leaves))]
	}
	op := Neg + Op(r.IntN(int(T-Neg)))
	n := &Node{Op: op}
	args := 2
	switch op {
	case Neg, Not, Abs, Exp, Log, Sqrt, Sin, Cos, Cumulative:
		args = 1
	case If, Clamp:
		args = 3
	case Min, Max:
		args = 1 + r.IntN(3)
	case Lag:
		n.Text = []string{"2 quarters", "1 \"year", "it's"}[r.IntN(3)]
		args = 1 + r.IntN(2)
	}
	for range args {
		n.Args = append(n.Args, randomTree(r, depth-1))
	}
	return n
}

// parentheses counts pairs that are not a call's.
func parentheses(text string) []int {
	var open []int
	for i, c := range text {
		if c == '(' && (i == 0 || !isLetter(text[i-1])) {
			open = append(open, i)
		}
	}
	return open
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		n := randomTree(r, 4)
		text := n.String()
		again, errs := Parse(text)
		if len(errs) > 0 || sexpr(again) != sexpr(n) || again.String() != text {
			t.Fatalf("%s prints as %q: %v", sexpr(n), text, errs)
		}
		for _, open := range parentheses(text) { // none can be left out
			depth, end := 0, open
			for ; ; end++ {
				if text[end] == '(' {
					depth++
				} else if text[end] == ')' {
					if depth--; depth == 0 {
						break
					}
				}
			}
			less := text[:open] + " " + text[open+1:end] + " " + text[end+1:]
			if same, errs := Parse(less); len(errs) == 0 && sexpr(same) == sexpr(n) {
				t.Fatalf("%q needs no parentheses at %d", text, open)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"workers * in_post * pay", "a + b*c^-d^2", "not a<b and c or d", "if(date >= 2024-10-01, lag(x, '2 quarters', 0), cumulative(y))", "a ** b = (c", "5 % x",
		"min(a,,b", "2024-1-1", "caf\u00e9 + 1", "\x00\xff", "lag(a, \"", "1e999 + .5 + 5bn", "a ? b : c", "if a then b", "((((", "))))", "-0x1", "a.b.c.d", "1_000k",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, errs := Parse(text)
		if (n == nil) != (len(errs) > 0) || len(errs) > maxErrors {
			t.Fatalf("tree %v, %d errors", n, len(errs))
		}
		for i, e := range errs {
			if e.Pos < 0 || e.End < e.Pos || e.End > len(text) || e.What == "" || i > 0 && e.Pos <= errs[i-1].Pos {
				t.Errorf("%+v", e)
			}
		}
		if n == nil || len(text) > MaxLength/20 { // numbers may print longer than they were
			return
		}
		Walk(n, func(n *Node) bool {
			if n.Pos < 0 || n.End <= n.Pos || n.End > len(text) || n.Ref != -1 || n.Op == Lag && text[n.TextPos:n.TextEnd] != n.Text {
				t.Errorf("%+v", n)
			}
			return true
		})
		again, errs := Parse(n.String())
		if len(errs) > 0 || sexpr(again) != sexpr(n) || again.String() != n.String() {
			t.Errorf("prints as %q, which reads otherwise: %v", n.String(), errs)
		}
		for _, e := range Check(n, system, lookup) {
			if e.Pos < 0 || e.End <= e.Pos || e.End > len(text) {
				t.Errorf("%+v", e)
			}
		}
	})
}
