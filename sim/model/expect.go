package model

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weir/sim/diag"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A Statistic is one figure of what all trials say of a quantity.
type Statistic uint8

// The statistics.
const (
	StatMean Statistic = iota
	StatSD
	StatPercentile // pN
	StatCVaR       // mean of the lowest or the highest 5%
	StatShare      // of the trials in which a condition holds
)

// An Expectation is what a scenario says of its results: a statistic of a quantity lies between two bounds.
type Expectation struct {
	ID, Path  string
	Text      string // as written
	Statistic Statistic
	Percent   int64         // N of pN, 1 to 99, and of cvarN, 5 or 95
	Expr      *formula.Node // the quantity in base units, or a condition; a Ref indexes Rows
	Rows      []Row         // what it reads
	Period    string        // the label of a period, "history" too; empty for the forecast
	Least     float64       // the bounds, in base units; infinite where there is none
	Most      float64
	Strict    bool      // a bound itself is out of bounds
	Unit      unit.Unit // of its figures in results
	At        diag.Place
}

const expectMend = `such as "p50(total.net) between 3B and 9B" or "share(total.loss > 0) > 0.8 in 2028"`

// expect reads [expect].
func (b *builder) expect() {
	for _, n := range fields(b.root, "expect") {
		if n.Wrong || n.Kind != scenario.String {
			continue // already reported
		}
		r := &expectReader{b: b, n: n}
		r.out = Expectation{ID: n.Key, Path: "expect." + n.Key, Text: strings.Join(strings.Fields(n.Text), " "), Least: math.Inf(-1), Most: math.Inf(1), At: n.At}
		if r.read() {
			b.m.Expectations = append(b.m.Expectations, &r.out)
		}
	}
}

// An expectReader reads one expectation.
type expectReader struct {
	b       *builder
	n       *scenario.Node
	out     Expectation
	unknown bool // it reads something that is no result, as already reported
}

// errorf blames the bytes pos to end of the text; it returns false.
func (r *expectReader) errorf(pos, end int, mend, format string, args ...any) bool {
	r.b.diags.Errorf(r.n.Within(pos, end), r.out.Path, mend, format, args...)
	return false
}

var expectHead = regexp.MustCompile(`^\s*([A-Za-z]\w*(?:\.\d+)?)\s*\(`)

// read takes the text apart, STAT(QUANTITY) BOUNDS in PERIOD, and reads all parts, whatever is wrong with one of them.
func (r *expectReader) read() bool {
	text := r.n.Text
	head := expectHead.FindStringSubmatchIndex(text)
	if head == nil {
		return r.errorf(0, len(text), expectMend, "an expectation begins with a statistic and what it is of")
	}
	open := head[1] - 1
	end := closing(text, open)
	if end < 0 {
		return r.errorf(open, open+1, "write ) behind the quantity", "this parenthesis is never closed")
	}
	stat := r.statistic(head[2], head[3])
	quantity := r.quantity(text[open+1:end], open+1, stat)
	return r.bounds(end+1, quantity && stat) && quantity && stat
}

// closing is the place of the parenthesis that closes an open one; -1 where there is none.
func closing(text string, open int) int {
	depth := 0
	for i := open; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// meantStatistics are the statistics without a percent, words of other languages, and what each stands for here.
var meantStatistics = map[string]string{
	"mean": "mean", "sd": "sd", "share": "share", "cvar5": "cvar5", "cvar95": "cvar95",
	"median": "p50", "average": "mean", "avg": "mean", "expected": "mean", "std": "sd", "stdev": "sd", "stddev": "sd", "var": "sd", "variance": "sd",
	"cvar": "cvar5 or cvar95", "es": "cvar5 or cvar95", "prob": "share", "probability": "share", "chance": "share", "fraction": "share", "min": "p1", "max": "p99",
}

func (r *expectReader) statistic(pos, end int) bool {
	name := r.n.Text[pos:end]
	switch name {
	case "mean":
		r.out.Statistic = StatMean
		return true
	case "sd":
		r.out.Statistic = StatSD
		return true
	case "share":
		r.out.Statistic = StatShare
		return true
	case "cvar5", "cvar95":
		r.out.Statistic = StatCVaR
		r.out.Percent, _ = strconv.ParseInt(name[len("cvar"):], 10, 64)
		return true
	}
	if digits, ok := strings.CutPrefix(name, "p"); ok && digits != "" && strings.Trim(digits, "0123456789.") == "" {
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n < 1 || n > 99 || strconv.FormatInt(n, 10) != digits {
			return r.errorf(pos, end, "write p1 to p99", "%s is no percentile", name)
		}
		r.out.Statistic, r.out.Percent = StatPercentile, n
		return true
	}
	mend := "the statistics are mean, sd, p1 to p99, cvar5, cvar95 and share"
	word := strings.ToLower(name)
	if meant := cmp.Or(meantStatistics[word], meantStatistics[diag.Nearest(word, slices.Sorted(maps.Keys(meantStatistics)))]); meant != "" {
		mend = "write " + meant
	}
	return r.errorf(pos, end, mend, "there is no statistic %q", name)
}

// quantity reads what stands in the parentheses, which begins at a byte of the text.
func (r *expectReader) quantity(text string, begin int, stat bool) bool {
	tree, errs := formula.Parse(text)
	if len(errs) == 0 {
		errs = r.timeless(tree)
		errs = append(errs, formula.Check(tree, r.b.m.Units, func(name string, n *formula.Node) (unit.Dim, bool) { return r.lookup(name, n, begin) })...)
	}
	for _, e := range errs {
		r.errorf(begin+e.Pos, begin+e.End, e.Mend, "%s", e.What)
	}
	r.out.Expr = tree
	switch {
	case len(errs) > 0 || r.unknown || !stat:
		return len(errs) == 0 && !r.unknown
	case len(r.out.Rows) == 0:
		return r.errorf(begin, begin+len(text), "write such as total.net or outputs.NAME", "this reads no result")
	case r.out.Statistic == StatShare && !condition(tree):
		return r.errorf(begin, begin+len(text), "compare it, as in share(total.loss > 1B)", "share takes a condition: what is counted are the trials in which it holds")
	case r.out.Statistic != StatShare && condition(tree):
		return r.errorf(begin, begin+len(text), "write share("+text+")", "this is true or not in each trial")
	}
	return true
}

// condition reports whether a formula says yes or no.
func condition(n *formula.Node) bool { return n.Op >= formula.LT && n.Op <= formula.Not }

// timeless refuses what speaks of time: a period has one figure.
func (r *expectReader) timeless(tree *formula.Node) (errs []*formula.Error) {
	formula.Walk(tree, func(n *formula.Node) bool {
		switch n.Op {
		case formula.Lag, formula.Cumulative, formula.T, formula.Now, formula.Dt, formula.Date:
			errs = append(errs, &formula.Error{Pos: n.Pos, End: n.End, What: "there is no time within a period, which has one figure a trial", Mend: "make an output of it, and read that"})
		}
		return true
	})
	return errs
}

// lookup finds the row that a name of the quantity stands for.
func (r *expectReader) lookup(name string, n *formula.Node, begin int) (unit.Dim, bool) {
	row, what, mend := r.row(name)
	if what == "" && mend == "" {
		if n.Ref = slices.Index(r.out.Rows, row); n.Ref < 0 {
			n.Ref = len(r.out.Rows)
			r.out.Rows = append(r.out.Rows, row)
		}
		return row.Unit.Dim, true
	}
	r.unknown = true
	if words := strings.Split(name, "."); len(words) > 1 && words[0] == "outputs" && r.b.root.Get("outputs").Get(words[1]) != nil && !strings.Contains(what, "measure") {
		return unit.Dim{}, false // the output is wrong, as already reported
	}
	if r.n.Inherited {
		leave := `leave it out: without = ["` + r.out.Path + `"]`
		if mend = strings.TrimSuffix(mend, "?"); mend != "" {
			mend += "? Or "
		}
		mend += leave
	}
	r.errorf(begin+n.Pos, begin+n.End, mend, "%s", what)
	return unit.Dim{}, false
}

// row is builder.row with the costs of shocks.
func (r *expectReader) row(name string) (row Row, what, mend string) {
	b := r.b
	words := strings.Split(name, ".")
	if words[0] == "shocks" {
		return r.cost(name, words)
	}
	row, what, mend = b.row(name)
	if what == "" {
		return row, "", ""
	}
	if s := b.resolve(name, nil); s != nil && s.Kind < Gross {
		return row, name + " is not among the results", `make it an output, { formula = "` + name + `" }, and read that`
	}
	return row, what, mend
}

// cost finds shocks.cost or shocks.NAME.cost.
func (r *expectReader) cost(name string, words []string) (row Row, what, mend string) {
	m := r.b.m
	row = Row{Channel: "shocks", Measure: "cost", Unit: unit.Unit{Dim: m.Units.Currency(), Factor: 1, Text: m.Currency}}
	if name == "shocks.cost" {
		return row, "", ""
	}
	if len(words) == 1 {
		return row, strconv.Quote(name) + " is no result", "write shocks.cost"
	}
	var ids []string
	for _, n := range fields(r.b.root, "shocks") {
		ids = append(ids, n.Key)
	}
	if !slices.Contains(ids, words[1]) {
		return row, "there is no shock " + strconv.Quote(words[1]), didYouMean("shocks.", diag.Nearest(words[1], ids), ".cost")
	}
	row.Channel = "shocks." + words[1]
	if len(words) != 3 || words[2] != "cost" {
		return row, "of a shock the cost alone is a result", "write " + row.Channel + ".cost"
	}
	return row, "", ""
}
