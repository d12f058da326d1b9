package formula

import (
	"slices"
	"strings"
)

// The limits of a formula.
const (
	MaxLength = 64 << 10 // bytes
	MaxDepth  = 200      // of parentheses, calls, signs and powers within one another
	maxErrors = 20       // that are reported at once
)

// Parse reads a formula. It returns either a tree or all errors that it found, in the order of the text.
func Parse(text string) (*Node, []*Error) {
	if len(text) > MaxLength {
		return nil, []*Error{{Pos: 0, End: len(text), What: "a formula of more than 64 KiB", Mend: "give parts of it names in formulas"}}
	}
	l := &lexer{text: text}
	l.run()
	p := &parser{text: text, tokens: l.tokens, errs: l.errs}
	n := p.formula()
	if len(p.errs) > 0 {
		return nil, tidy(p.errs)
	}
	return n, nil
}

// tidy sorts by place and keeps the first error at each.
func tidy(errs []*Error) []*Error {
	slices.SortStableFunc(errs, func(a, b *Error) int { return a.Pos - b.Pos })
	errs = slices.CompactFunc(errs, func(a, b *Error) bool { return a.Pos == b.Pos })
	return errs[:min(len(errs), maxErrors)]
}

// A parser reads by binding power (Pratt 1973).
type parser struct {
	text   string
	tokens []token
	at     int
	depth  int
	errs   []*Error
	gap    int  // the last token before which an operator was missing
	dead   bool // stopped: nothing more is said
}

func (p *parser) peek() token { return p.tokens[p.at] }

// prev is the token before the next; the formula's begin has the kind of its end.
func (p *parser) prev() token {
	if p.at == 0 {
		return token{}
	}
	return p.tokens[p.at-1]
}

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != endToken {
		p.at++
	}
	return t
}

// fail reports a problem, unless it follows from one that was reported.
func (p *parser) fail(pos, end int, what, mend string) {
	if !p.dead && p.prev().kind != badToken && p.peek().kind != badToken {
		p.errs = append(p.errs, &Error{Pos: pos, End: end, What: what, Mend: mend})
	}
}

// stop ends the reading: nothing behind this place is judged.
func (p *parser) stop() {
	p.dead = true
	p.at = len(p.tokens) - 1
}

func (p *parser) formula() *Node {
	if len(p.tokens) == 1 {
		p.fail(0, len(p.text), "the formula is empty", "")
		return nil
	}
	n := p.expression(0)
	for {
		switch t := p.next(); {
		case t.kind == endToken:
			return n
		case t.is(")"):
			p.errs = append(p.errs, &Error{Pos: t.pos, End: t.end, What: "this parenthesis closes nothing", Mend: "leave it out, or open one before it"})
			n = p.operators(n, n.Pos, 0)
		default: // a comma: nothing else ends an expression
			p.comma(t)
			n = p.expression(0)
		}
	}
}

// comma refuses a comma that separates no arguments.
func (p *parser) comma(t token) {
	mend := ""
	if before := p.tokens[max(0, p.at-2)]; before.kind == numberToken && before.end == t.pos && p.peek().kind == numberToken {
		mend = "write 1.5 for one and a half, 1_000 for a thousand"
	}
	p.fail(t.pos, t.end, "a comma stands between the arguments of a function only", mend)
}

// expression reads what binds at least as tightly as least.
func (p *parser) expression(least int) *Node {
	if p.depth++; p.depth > MaxDepth && !p.dead {
		t := p.peek()
		p.fail(t.pos, t.end, "nested deeper than 200 levels", "give parts of it names in formulas")
		p.stop()
	}
	defer func() { p.depth-- }()
	start := p.peek().pos
	return p.operators(p.operand(least), start, least)
}

// operators goes on behind a left side, which begins at start.
func (p *parser) operators(left *Node, start, least int) *Node {
	for {
		t := p.peek()
		o, isOperator := symbols[t.text]
		isOperator = isOperator && t.kind == symbolToken
		if !isOperator && t.kind == wordToken { // AND, Or
			if lower := strings.ToLower(t.text); lower == "and" || lower == "or" {
				o, isOperator = symbols[lower], true
				if o.power >= least {
					p.fail(t.pos, t.end, t.text+" is written in small letters", "write "+lower)
				}
			}
		}
		switch {
		case isOperator && o.power >= least:
			p.next()
		case !isOperator && (t.opens() || t.kind == badToken) && powerMul >= least: // as if there were a *
			o.op, o.power = Mul, powerMul
			if t.kind != badToken {
				p.missingOperator(left, t)
			} else if p.next(); !p.peek().opens() {
				continue
			}
		default:
			return left
		}
		right := p.expression(o.power + 1 - rightward(o.op))
		left = &Node{Op: o.op, Args: []*Node{left, right}, Pos: start, End: p.prev().end, Ref: -1, opPos: t.pos, opEnd: t.end}
		if o.power == powerCompare {
			p.chain(left)
		}
	}
}

// rightward is 1 for the operator that groups to the right.
func rightward(op Op) int {
	if op == Pow {
		return 1
	}
	return 0
}

// chain refuses a < b < c.
func (p *parser) chain(left *Node) {
	t := p.peek()
	if t.kind != symbolToken || symbols[t.text].power != powerCompare {
		return
	}
	middle := left.Args[1]
	first, second := p.text[left.Pos:left.End], p.text[middle.Pos:middle.End]
	mend := "write a < b and b < c"
	if len(first)+len(second) < 60 {
		mend = "write " + first + " and " + second + " " + t.text + " ..."
	}
	p.fail(t.pos, t.end, "comparisons do not chain", mend)
	for t.kind == symbolToken && symbols[t.text].power == powerCompare { // the rest of the chain is no news
		p.next()
		p.expression(powerCompare + 1)
		t = p.peek()
	}
}

// missingOperator reports two values side by side; of several in a row, the first gap alone.
func (p *parser) missingOperator(left *Node, t token) {
	follows := p.gap > 0 && p.at == p.gap+1
	p.gap = p.at
	if follows {
		return
	}
	mend := "write *, or another operator"
	if left.Op == Num && t.kind == wordToken && p.tokens[p.at+1].text != "(" {
		mend = "a number has no unit in a formula: leave " + t.text + " out, or write * before it"
	}
	p.fail(t.pos, t.end, "an operator is missing before "+p.text[t.pos:t.end], mend)
}

// operand reads a value with the signs before it.
func (p *parser) operand(least int) *Node {
	t := p.peek()
	switch {
	case t.is("-"):
		p.next()
		arg := p.expression(powerNeg)
		return &Node{Op: Neg, Args: []*Node{arg}, Pos: t.pos, End: p.prev().end, Ref: -1, opPos: t.pos, opEnd: t.end}
	case t.is("not"):
		if least > powerNot {
			p.fail(t.pos, t.end, "not binds less tightly than the operator before it", "put it in parentheses: (not x)")
		}
		p.next()
		arg := p.expression(powerNot)
		return &Node{Op: Not, Args: []*Node{arg}, Pos: t.pos, End: p.prev().end, Ref: -1, opPos: t.pos, opEnd: t.end}
	case t.is("+") && p.tokens[p.at+1].kind != endToken && (p.prev().kind != symbolToken || p.prev().is("(") || p.prev().is(",")):
		p.fail(t.pos, t.end, "a + before a value", "leave it out")
		p.next()
		return p.operand(least)
	case t.is("("):
		return p.parentheses()
	case t.kind == numberToken:
		p.next()
		return &Node{Op: Num, Num: t.num, Pos: t.pos, End: t.end, Ref: -1}
	case t.kind == dateToken:
		p.next()
		return &Node{Op: Date, Num: t.num, Text: t.text, Pos: t.pos, End: t.end, Ref: -1}
	case t.kind == wordToken:
		return p.word()
	case t.kind == quoteToken:
		p.fail(t.pos, t.end, "text stands only as the second argument of lag", "")
		p.next()
	case t.kind == badToken:
		p.next()
	default:
		p.missingValue(t)
	}
	return &Node{Op: Name, Pos: t.pos, End: t.end, Ref: -1} // stands for what is missing: an error was reported
}

// missingValue says that a value should stand before the token.
func (p *parser) missingValue(t token) {
	before := p.prev()
	source := func(t token) string { return p.text[t.pos:t.end] }
	switch {
	case t.kind == endToken && (before.is("(") || before.is(",")) || t.is(")") && before.kind == endToken:
		// the parenthesis is never closed or opened, which is said where it stands
	case t.kind == endToken:
		p.fail(before.pos, before.end, "the formula ends behind "+source(before), "write a value there, or leave "+source(before)+" out")
	case before.is("(") && t.is(")"):
		p.fail(before.pos, t.end, "nothing stands in the parentheses", "")
	case t.is(",") || t.is(")") && before.is(","):
		p.fail(t.pos, t.end, "a value is missing before "+source(t), "")
	case t.is(")"):
		p.fail(before.pos, before.end, "a value is missing behind "+source(before), "")
	case before.kind == endToken || before.is("(") || before.is(","):
		p.fail(t.pos, t.end, "a value is missing before "+source(t), "")
	default:
		p.fail(t.pos, t.end, "a value is missing between "+source(before)+" and "+source(t), "")
	}
}

func (p *parser) parentheses() *Node {
	open := p.next()
	n := p.expression(0)
	for p.peek().is(",") {
		p.comma(p.next())
		n = p.expression(0)
	}
	p.closing(open)
	return n
}

// closing takes the parenthesis that closes an open one.
func (p *parser) closing(open token) {
	if p.peek().is(")") {
		p.next()
	} else {
		p.fail(open.pos, open.end, "this parenthesis is never closed", "write ) where it ends")
	}
}
