package model

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weir/sim/formula"
	"weir/sim/unit"
)

var expectBounds = regexp.MustCompile(`^\s*(?:between\s+(.+?)\s+and\s+(.+?)|(<=|>=|<|>)\s*(.+?))(?:\s+in\s+(.+?))?\s*$`)

// A limit is a bound as it is written.
type limit struct {
	pos, end int     // bytes of the text
	value    float64 // in the unit as written, then in base units
	unit     unit.Unit
	hasUnit  bool
}

// bounds reads what follows the quantity from a byte of the text on. Known says that the quantity is sound, so that its unit
// can be asked for.
func (r *expectReader) bounds(begin int, known bool) bool {
	tail := r.n.Text[begin:]
	parts := expectBounds.FindStringSubmatchIndex(tail)
	if parts == nil {
		return r.noBounds(begin, tail)
	}
	var limits []limit
	ok := true
	for _, i := range []int{1, 2, 4} {
		if parts[2*i] < 0 {
			continue
		}
		l, good := r.limit(begin+parts[2*i], begin+parts[2*i+1], known)
		limits, ok = append(limits, l), ok && good
	}
	if parts[2*5] >= 0 {
		ok = r.period(begin+parts[2*5], begin+parts[2*5+1]) && ok
	}
	if !ok || !known || !r.inBase(limits) {
		return false
	}
	if parts[2*3] < 0 {
		return r.between(limits[0], limits[1])
	}
	switch operator := tail[parts[2*3]:parts[2*3+1]]; operator[0] {
	case '<':
		r.out.Most = limits[0].value
	default:
		r.out.Least = limits[0].value
	}
	r.out.Strict = parts[2*3+1]-parts[2*3] == 1
	return r.vacuous(limits[0])
}

// noBounds says what is wrong with what follows the quantity.
func (r *expectReader) noBounds(begin int, tail string) bool {
	start := begin + len(tail) - len(strings.TrimLeft(tail, " \t\r\n"))
	end := begin + len(strings.TrimRight(tail, " \t\r\n"))
	rest := r.n.Text[start:max(start, end)]
	first, _, _ := strings.Cut(rest, " ")
	what, mend := "this gives no bounds", "write between A and B, or < <= > >= and one bound"
	switch {
	case rest == "":
		start = len(strings.TrimRight(r.n.Text, " \t\r\n")) - 1
		end = start + 1
		what = "the bounds are missing"
	case first == "in":
		what, mend = "the period comes last", "write the bounds before it"
	case first == "between":
		what, mend = "between takes two bounds", "write between 3B and 9B"
	case strings.HasPrefix(rest, "=<") || strings.HasPrefix(rest, "≤"):
		mend = "write <="
	case strings.HasPrefix(rest, "=>") || strings.HasPrefix(rest, "≥"):
		mend = "write >="
	case strings.ContainsRune("=!~≈≠", []rune(rest)[0]):
		what, mend = "an expectation gives a range, not a value", "write between A and B"
	case strings.ContainsRune("+-*/^", rune(rest[0])):
		what, mend = "a statistic is compared as it is", "calculate within its parentheses: trial by trial"
	}
	return r.errorf(start, end, mend, "%s", what)
}

// limit reads one bound.
func (r *expectReader) limit(pos, end int, known bool) (l limit, ok bool) {
	text := r.n.Text[pos:end]
	l = limit{pos: pos, end: end}
	q, err := r.b.m.Units.Quantity(text)
	switch {
	case strings.ContainsAny(text, "<>=") || strings.Contains(text, " and ") || strings.Contains(text, " or "):
		return l, r.errorf(pos, end, "write between A and B, or two expectations", "an expectation has one comparison")
	case err != nil:
		return l, r.errorf(pos+err.Pos, pos+err.End, err.Mend, "%s", err.What)
	case q.Range:
		return l, r.errorf(pos, end, "write between A and B", "a bound is one number, not a range")
	}
	l.value, l.unit, l.hasUnit = q.Lo, q.Unit, q.HasUnit
	if known && q.HasUnit && q.Unit.Dim != r.dim() {
		return l, r.errorf(pos, end, "", "this is in %s, where %s is wanted", q.Unit.Text, r.b.m.Units.String(r.dim()))
	}
	return l, true
}

// inBase takes bounds to base units, and chooses the unit of the figures in results: that of a bound, if there is one. A bound
// without a unit takes that of the other.
func (r *expectReader) inBase(limits []limit) bool {
	r.out.Unit = r.b.m.Units.Of(r.dim())
	given := slices.IndexFunc(limits, func(l limit) bool { return l.hasUnit })
	if given >= 0 {
		r.out.Unit = limits[given].unit
	}
	ok := true
	for i := range limits {
		l := &limits[i]
		text := r.n.Text[l.pos:l.end]
		if !l.hasUnit && given >= 0 {
			l.unit = r.out.Unit
		}
		l.value = float64(l.value * l.unit.Factor)
		if r.out.Statistic == StatShare && !(l.value >= 0 && l.value <= 1) {
			mend := "a share lies between 0 and 1"
			if l.value > 1 && l.value <= 100 {
				mend += ": write " + strconv.FormatFloat(l.value, 'f', -1, 64) + "%"
			}
			ok = r.errorf(l.pos, l.end, mend, "%s is not a share", text)
		}
		if given < 0 {
			r.counted(*l, text)
		}
	}
	return ok
}

// dim is the dimension of the statistic.
func (r *expectReader) dim() unit.Dim {
	if r.out.Statistic == StatShare {
		return unit.Dimless
	}
	return r.out.Expr.Unit
}

// counted warns of a bound without a unit that counts in another one than the rows that it is held to.
func (r *expectReader) counted(l limit, text string) {
	n := r.out.Expr
	if l.value == 0 || n.Op != formula.Name || r.out.Statistic == StatShare {
		return
	}
	if rows, base := r.out.Rows[n.Ref].Unit, r.b.m.Units.String(n.Unit); rows.Factor != 1 {
		r.b.diags.Warnf(r.n.Within(l.pos, l.end), r.out.Path, "write the unit: "+text+" "+base+", or "+text+" "+rows.Text,
			"a bound without a unit counts in %s, while the rows of %s are in %s", base, n.Name, rows.Text)
	}
}

// between takes two bounds.
func (r *expectReader) between(lo, hi limit) bool {
	r.out.Least, r.out.Most = lo.value, hi.value
	if lo.value < hi.value {
		return r.vacuous(lo)
	}
	a, b := r.n.Text[lo.pos:lo.end], r.n.Text[hi.pos:hi.end]
	mend := "two different ones are needed"
	if lo.value > hi.value {
		mend = "write between " + b + " and " + a
	}
	return r.errorf(lo.pos, hi.end, mend, "the bounds do not rise")
}

// vacuous refuses bounds on a share that say nothing, or that nothing meets.
func (r *expectReader) vacuous(l limit) bool {
	x := &r.out
	if x.Statistic != StatShare {
		return true
	}
	in := func(share float64) bool {
		if x.Strict {
			return share > x.Least && share < x.Most
		}
		return share >= x.Least && share <= x.Most
	}
	switch {
	case in(0) && in(1):
		return r.errorf(l.pos, l.end, "a share lies between 0 and 1", "this holds whatever comes out")
	case x.Strict && (x.Least >= 1 || x.Most <= 0):
		return r.errorf(l.pos, l.end, "a share lies between 0 and 1", "no share meets this")
	}
	return true
}

// period reads the period.
func (r *expectReader) period(pos, end int) bool {
	if r.b.m.Time.Steps == 0 {
		return false // the time is wrong, as already reported
	}
	label, what, mend := r.b.label(r.n.Text[pos:end])
	if what != "" {
		return r.errorf(pos, end, mend, "%s", what)
	}
	r.out.Period = label
	return true
}

// Meets reports whether a value of the statistic, in base units, lies within the bounds. It may be infinite.
func (e *Expectation) Meets(x float64) bool { return !e.Misses(x, x) }

// Misses reports whether all values from lo to hi lie outside of the bounds.
func (e *Expectation) Misses(lo, hi float64) bool {
	if e.Strict {
		return hi <= e.Least && !math.IsInf(e.Least, -1) || lo >= e.Most && !math.IsInf(e.Most, 1)
	}
	return hi < e.Least || lo > e.Most
}
