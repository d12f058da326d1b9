package formula

import (
	"strconv"
	"strings"

	"weir/sim/diag"
)

// word reads a name, a constant or a call.
func (p *parser) word() *Node {
	t := p.next()
	f := findFunction(t.text)
	op, isConstant := constants[t.text]
	call := p.peek().is("(")
	switch {
	case call && f != nil:
		return p.call(f, t)
	case call:
		p.notFunction(t, isConstant)
		return p.call(&function{op: Num, name: t.text}, t)
	case f != nil:
		p.fail(t.pos, t.end, t.text+" is a function", "write "+f.form)
		if f.op == If { // if a then b: the rest is another language
			p.stop()
		}
	case isConstant:
		return &Node{Op: op, Pos: t.pos, End: t.end, Ref: -1}
	}
	return &Node{Op: Name, Name: t.text, Pos: t.pos, End: t.end, Ref: -1}
}

// instead is what to write for functions that other languages have.
var instead = map[string]string{
	"ln": "write log(x), the natural logarithm", "log10": "write log(x) / log(10)", "log2": "write log(x) / log(2)",
	"pow": "write x^y", "power": "write x^y", "tan": "write sin(x) / cos(x)", "sum": "write +, or cumulative(x) for a sum over time",
	"integral": "write cumulative(x)", "mean": "write (a + b) / 2", "delay": `write lag(x, "2 quarters")`, "previous": `write lag(x, "1 quarter")`,
	"maximum": "write max(a, b)", "minimum": "write min(a, b)", "ifelse": "write if(condition, a, b)", "iff": "write if(condition, a, b)",
	"where": "write if(condition, a, b)",
}

func (p *parser) notFunction(t token, isConstant bool) {
	what, mend := "unknown function "+t.text, "the functions are "+functionNames(", ")
	known := strings.Split(functionNames(" "), " ")
	if near := diag.Nearest(t.text, known); near != "" {
		mend = "did you mean " + near + "?"
	}
	if other := instead[strings.ToLower(t.text)]; other != "" {
		mend = other
	}
	if isConstant {
		what, mend = t.text+" is not a function", "write * for a product"
		if t.text == "date" {
			mend = "a date is written 2024-10-01"
		}
	}
	p.fail(t.pos, t.end, what, mend)
}

func functionNames(between string) string {
	var names []string
	for _, f := range functions {
		names = append(names, f.name)
	}
	return strings.Join(names, between)
}

// call reads the arguments of a function, whose name was taken.
func (p *parser) call(f *function, name token) *Node {
	n := &Node{Op: f.op, Pos: name.pos, Ref: -1, opPos: name.pos, opEnd: name.end}
	open := p.next()
	before := len(p.errs)
	written := 0
	if p.peek().is(")") {
		p.next()
	} else {
		for {
			written++
			if f.op == Lag && written == 2 {
				p.duration(n, before)
			} else if (f.op == Num || f.most > 0 && written > f.most) && p.peek().kind == quoteToken {
				p.next() // an unknown function, or too many arguments
			} else {
				n.Args = append(n.Args, p.expression(0))
			}
			if !p.peek().is(",") {
				break
			}
			p.next()
		}
		p.closing(open)
	}
	n.End = p.prev().end
	if len(p.errs) == before && f.op != Num {
		p.count(f, written, n)
	}
	return n
}

// count checks the number of arguments.
func (p *parser) count(f *function, written int, n *Node) {
	least, most := f.least, f.most
	if f.op == Lag { // the text is written too
		least, most = least+1, most+1
	}
	if written >= least && (most == 0 || written <= most) {
		return
	}
	takes := strconv.Itoa(least)
	switch {
	case most == 0:
		takes = "one or more"
	case most > least:
		takes += " or " + strconv.Itoa(most)
	}
	noun := " arguments, not "
	if takes == "1" {
		noun = " argument, not "
	}
	p.fail(n.Pos, n.End, f.name+" takes "+takes+noun+strconv.Itoa(written), "write "+f.form)
}

// duration reads the second argument of lag; before is the number of errors before the call.
func (p *parser) duration(n *Node, before int) {
	t := p.peek()
	after := p.tokens[min(p.at+1, len(p.tokens)-1)]
	if t.kind == quoteToken && (after.is(",") || after.is(")") || after.kind == endToken) {
		p.next()
		n.Text, n.TextPos, n.TextEnd = t.text, t.pos+1, t.end-1
		return
	}
	clean := len(p.errs) == before
	before = len(p.errs)
	p.expression(0)
	if p.dead {
		return
	}
	p.errs = p.errs[:before] // what it would mean as a formula is beside the point
	if clean {
		p.fail(t.pos, max(t.end, p.prev().end), "lag takes its duration as text", `write lag(x, "2 quarters")`)
	}
}
