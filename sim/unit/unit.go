package unit

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Unit is what a number is counted in.
type Unit struct {
	Dim    Dim
	Factor float64 // base units in one of this unit: 12 for "USD/month", as USD/year is the base
	Share  bool    // the unit is "share": 1, with the range 0 to 1
	Text   string  // in singular and without blanks, such as "USD/person/month"
}

// maxText is the longest text of a unit, in bytes.
const maxText = 256

// Parse reads a unit: "1", "share", or a product of powers such as "USD/person/year", "year^2", "1/month". Quotients go
// from left to right; parentheses may group.
func (s *System) Parse(text string) (Unit, *Error) {
	t, err := s.terms(text)
	if err != nil {
		return Unit{}, err
	}
	u := s.of(t)
	if u.Dim.Huge() || !(u.Factor > 0 && u.Factor <= math.MaxFloat64) {
		return Unit{}, &Error{0, len(text), "a unit with a power beyond " + strconv.Itoa(MaxPower), ""}
	}
	return u, nil
}

// terms reads a unit as a product of powers.
func (s *System) terms(text string) (terms, *Error) {
	start, end := trim(text)
	if start == end {
		return nil, &Error{0, len(text), "a unit is missing", `write "1" for a plain number`}
	}
	if len(text) > maxText {
		return nil, &Error{0, len(text), "a unit of more than " + strconv.Itoa(maxText) + " bytes", ""}
	}
	p := &parser{s: s, text: text[:end]}
	t, err := p.product()
	if err != nil {
		return nil, err
	}
	if p.at < end {
		return nil, p.unexpected()
	}
	for _, f := range t {
		if f.exponent > MaxPower*eighths || f.exponent < -MaxPower*eighths {
			return nil, &Error{start, end, "a power of " + f.name + " beyond " + strconv.Itoa(MaxPower), ""}
		}
	}
	return t, nil
}

// of gives the product its dimension and factor.
func (s *System) of(t terms) Unit {
	u := Unit{Share: len(t) == 1 && t[0] == term{"share", eighths}, Text: t.String()}
	over, under := 1.0, 1.0
	for _, f := range t {
		ratio, isTime := timeRatios[f.name]
		if !isTime {
			if d, ok := s.Base(f.name); ok {
				u.Dim = u.Dim.Mul(d.Pow(f.exponent / eighths))
			}
			continue
		}
		u.Dim = u.Dim.Mul(s.Time().Pow(f.exponent / eighths))
		for range f.exponent / eighths {
			over, under = over*ratio.over, under*ratio.under
		}
		for range -f.exponent / eighths {
			over, under = over*ratio.under, under*ratio.over
		}
	}
	u.Factor = over / under
	return u
}

// Integral is the unit of a quantity in u integrated over time: "shell" for "shell/quarter", "USD" for "USD/month",
// "person*year" for "person", "1" for "1/month", "year" for "1" and "share". An integral over years of values in base
// units, divided by the Factor, is the number in that unit.
func (s *System) Integral(u Unit) Unit {
	t, err := s.terms(u.Text)
	if err != nil || s.of(t).Dim != u.Dim {
		return s.Of(u.Dim.Mul(s.Time()))
	}
	t = slices.DeleteFunc(t, func(f term) bool { return f.name == "share" })
	isTime := func(f term) bool { _, ok := timeRatios[f.name]; return ok }
	name := "year"
	if i := slices.IndexFunc(t, func(f term) bool { return isTime(f) && f.exponent < 0 }); i >= 0 {
		name = t[i].name
	} else if i := slices.IndexFunc(t, isTime); i >= 0 {
		name = t[i].name
	}
	t.add(name, eighths)
	return s.of(t)
}

// A parser reads one unit.
type parser struct {
	s    *System
	text string
	at   int
}

// product = power { ("*" | "/") power }
func (p *parser) product() (terms, *Error) {
	var t terms
	sign := 1
	for {
		factor, err := p.power()
		if err != nil {
			return nil, err
		}
		for _, f := range factor {
			t.add(f.name, sign*f.exponent)
		}
		p.at = skip(p.text, p.at)
		switch {
		case strings.HasPrefix(p.text[p.at:], "**"):
			return nil, &Error{p.at, p.at + 2, "** is not an operator", "write ^ for a power"}
		case strings.HasPrefix(p.text[p.at:], "*"):
			sign = 1
		case strings.HasPrefix(p.text[p.at:], "/"):
			sign = -1
		default:
			return t, nil
		}
		p.at++
	}
}

// power = atom [ "^" integer ]
func (p *parser) power() (terms, *Error) {
	t, err := p.atom()
	if err != nil {
		return nil, err
	}
	p.at = skip(p.text, p.at)
	if !strings.HasPrefix(p.text[p.at:], "^") {
		return t, nil
	}
	start := skip(p.text, p.at+1)
	end := start
	if end < len(p.text) && (p.text[end] == '-' || p.text[end] == '+') {
		end++
	}
	end = plainDigitsEnd(p.text, end)
	n, e := strconv.Atoi(p.text[start:end])
	if e != nil || end < len(p.text) && (p.text[end] == '.' || isWord(p.text[end])) {
		return nil, &Error{p.at, max(end, p.at+1), "the power of a unit is an integer", "as in year^2 or year^-1"}
	}
	if n > MaxPower || n < -MaxPower {
		return nil, &Error{start, end, "a power beyond " + strconv.Itoa(MaxPower), ""}
	}
	p.at = end
	var raised terms
	for _, f := range t {
		raised.add(f.name, max(-maxExponent, min(n*f.exponent, maxExponent)))
	}
	return raised, nil
}

// atom = name | "1" | "(" product ")"
func (p *parser) atom() (terms, *Error) {
	p.at = skip(p.text, p.at)
	start := p.at
	if start == len(p.text) {
		return nil, &Error{max(0, start-1), start, "the unit ends where a name should follow", ""}
	}
	if p.text[start] == '(' {
		p.at++
		t, err := p.product()
		if err != nil {
			return nil, err
		}
		if p.at == len(p.text) {
			return nil, &Error{start, start + 1, "this parenthesis is never closed", "write )"}
		}
		if p.text[p.at] != ')' {
			return nil, p.unexpected()
		}
		p.at++
		return t, nil
	}
	if isDigit(p.text[start]) {
		p.at = suffixEnd(p.text, start)
		if p.text[start:p.at] != "1" {
			return nil, &Error{start, p.at, "a unit has no number but 1", "put the number to the quantity, before the unit"}
		}
		return nil, nil
	}
	p.at = wordEnd(p.text, start)
	if p.at == start {
		return nil, p.unexpected()
	}
	name := p.text[start:p.at]
	if _, ok := p.s.Base(name); ok || name == "share" {
		return terms{{name, eighths}}, nil
	}
	if singular, ok := timeUnit(name); ok {
		return terms{{singular, eighths}}, nil
	}
	return nil, p.s.unknown(name, start)
}

// known are all names that a unit may use, for hints.
func (s *System) known() []string {
	return slices.Concat(s.names[:1], s.names[firstCount:], timeNames, []string{"share"})
}

func (s *System) unknown(name string, at int) *Error {
	err := &Error{at, at + len(name), "unknown unit " + name, "the currency is " + s.names[currency] + "; declare count units in `units`"}
	if _, ok := s.Base(name[1:]); ok && suffixes[name[:1]] != 0 {
		err.Mend = "put the " + name[:1] + " to the number, as in 5" + name[:1] + " " + name[1:]
	} else if n := near(name, s.known()); n != "" {
		err.Mend = "did you mean " + n + "? Count units are declared in `units`"
	}
	return err
}

// unexpected says what stands where an operator or the end of the unit should.
func (p *parser) unexpected() *Error {
	_, width := utf8.DecodeRuneInString(p.text[p.at:])
	end := max(p.at+width, wordEnd(p.text, p.at))
	found := p.text[p.at:end]
	err := &Error{p.at, end, strconv.Quote(found) + " does not belong in a unit", ""}
	switch {
	case found == "per":
		err.Mend = "write /"
	case found == "%":
		err.Mend = "write share"
	case found == "^" || found == "*" || found == "/" || found == ")":
		err.What = "a name is missing before " + found
		if found == ")" {
			err.What = ") closes nothing, or an empty parenthesis"
		}
	case found == "·" || found == "×":
		err.Mend = "write *"
	case strings.ContainsAny(found, "$€£¥"):
		err.Mend = "write " + p.s.names[currency] + " for the model's currency"
	case isLetter(found[0]):
		err.What = "two units side by side"
		err.Mend = "write * or / before " + found
	}
	return err
}
