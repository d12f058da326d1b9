package formula

import (
	"math"
	"strconv"
	"strings"
)

// String is the formula with no more parentheses than it needs; Parse reads it as an equal tree.
func (n *Node) String() string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

// power says how tightly the node's own text holds together.
func (n *Node) power() int {
	switch n.Op {
	case Num:
		if math.Signbit(n.Num) {
			return powerNeg
		}
		return powerLeaf
	case Neg:
		return powerNeg
	case Not:
		return powerNot
	}
	if s, ok := symbols[n.Op.String()]; ok {
		return s.power
	}
	return powerLeaf
}

// write prints the node, in parentheses where it holds together less than is asked.
func (n *Node) write(b *strings.Builder, least int) {
	power := n.power()
	if power < least {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch {
	case n.Op == Num:
		b.WriteString(number(n.Num))
	case n.Op == Name:
		b.WriteString(n.Name)
	case n.Op == Date:
		b.WriteString(n.Text)
	case n.Op == Neg:
		b.WriteByte('-')
		n.Args[0].write(b, powerNeg)
	case n.Op == Not:
		b.WriteString("not ")
		n.Args[0].write(b, powerNot)
	case n.Op == Pow: // to the right; the exponent may have a sign
		n.Args[0].write(b, powerPow+1)
		b.WriteByte('^')
		if n.Args[1].power() == powerNeg {
			n.Args[1].write(b, powerNeg)
		} else {
			n.Args[1].write(b, powerPow)
		}
	case power < powerLeaf: // to the left; comparisons to neither side
		left := power
		if power == powerCompare {
			left++
		}
		n.Args[0].write(b, left)
		b.WriteString(" " + n.Op.String() + " ")
		n.Args[1].write(b, power+1)
	default:
		n.writeCall(b)
	}
}

func (n *Node) writeCall(b *strings.Builder) {
	b.WriteString(n.Op.String())
	if len(n.Args) == 0 {
		return
	}
	b.WriteByte('(')
	for i, a := range n.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		a.write(b, 0)
		if n.Op == Lag && i == 0 {
			quote := `"`
			if strings.Contains(n.Text, quote) {
				quote = "'"
			}
			b.WriteString(", " + quote + n.Text + quote)
		}
	}
	b.WriteByte(')')
}

// number is the shortest text that reads as the same number.
func number(v float64) string {
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}
