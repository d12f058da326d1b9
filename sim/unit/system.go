// Package unit holds dimensions and their text form: what "60k to 150k USD/person/year" means.
//
// The base units are a currency, the year, and the count units that a model declares; a System knows their names.
// Time units convert by 12 months = 4 quarters = 1 year = 365.25 days, and a week has 7 days. Numbers written
// with a unit are taken to base units by the unit's Factor.
package unit

import (
	"slices"
	"strconv"
	"strings"
)

// An Error is what is wrong with a text, and where: bytes [Pos, End) of it.
type Error struct {
	Pos, End int
	What     string
	Mend     string // may be empty
}

func (e *Error) Error() string {
	if e.Mend == "" {
		return e.What
	}
	return e.What + ": " + e.Mend
}

// shift moves the error to where its text stands in a longer one.
func (e *Error) shift(by int) *Error {
	return &Error{e.Pos + by, e.End + by, e.What, e.Mend}
}

// A System is the set of units that one model may use. It is immutable.
type System struct {
	names []string // by place in a Dim
}

// NewSystem declares a currency and the count units. The names are taken as NameError accepts them and differ from
// one another; there are at most MaxCounts counts.
func NewSystem(currencyName string, counts []string) *System {
	return &System{names: append([]string{currencyName, "year"}, counts...)}
}

// NameError says why a name cannot be that of a currency or a count unit; nil where it can.
func NameError(name string) *Error {
	fail := func(what, mend string) *Error { return &Error{0, len(name), what, mend} }
	if name == "" {
		return fail("a unit needs a name", "")
	}
	if wordEnd(name, 0) != len(name) {
		return fail(strconv.Quote(name)+" is not a name", "a unit's name is a letter, then letters, digits or _")
	}
	if _, ok := timeUnit(name); ok {
		return fail(name+" is a time unit already", "leave it out: time units need no declaration")
	}
	if _, ok := suffixes[name]; ok {
		return fail(name+" is a suffix of numbers", "give the unit a longer name")
	}
	if name == "share" || name == "to" {
		return fail(strconv.Quote(name)+" has a meaning of its own in quantities", "give the unit another name")
	}
	return nil
}

// Currency is the dimension of money.
func (s *System) Currency() Dim { return base(currency) }

// Time is the dimension of a duration.
func (s *System) Time() Dim { return base(year) }

// Base is the dimension of a base unit: the currency, "year" or a declared count.
func (s *System) Base(name string) (Dim, bool) {
	i := slices.Index(s.names, name)
	if i < 0 {
		return Dim{}, false
	}
	return base(i), true
}

// Of is the unit in which quantities of a dimension are computed: base units, factor 1.
func (s *System) Of(d Dim) Unit { return Unit{Dim: d, Factor: 1, Text: s.String(d)} }

// String names a dimension in base units: the currency, the counts as declared, then time, such as "USD/person/year",
// "1/year", "USD^2", "year^0.5"; "1" where it has none.
func (s *System) String(d Dim) string {
	var t terms
	for i, name := range s.names {
		if i != year {
			t.add(name, int(d.exponent[i]))
		}
	}
	t.add("year", int(d.exponent[year]))
	return t.String()
}

// terms is a product of powers, in order, each name once. Exponents are in eighths.
type terms []term

type term struct {
	name     string
	exponent int
}

// add multiplies by a power of a name.
func (t *terms) add(name string, exponent int) {
	if i := slices.IndexFunc(*t, func(t term) bool { return t.name == name }); i >= 0 {
		exponent += (*t)[i].exponent
		(*t)[i].exponent = exponent
		if exponent == 0 {
			*t = slices.Delete(*t, i, i+1)
		}
	} else if exponent != 0 {
		*t = append(*t, term{name, exponent})
	}
}

// String puts what multiplies first, then what divides, each in its order.
func (t terms) String() string {
	var over, under strings.Builder
	for _, f := range t {
		if f.exponent > 0 {
			if over.Len() > 0 {
				over.WriteByte('*')
			}
			over.WriteString(power(f.name, f.exponent))
		} else {
			under.WriteString("/" + power(f.name, -f.exponent))
		}
	}
	if over.Len() == 0 {
		over.WriteByte('1')
	}
	return over.String() + under.String()
}

func power(name string, exponent int) string {
	if exponent == eighths {
		return name
	}
	return name + "^" + strconv.FormatFloat(float64(exponent)/eighths, 'f', -1, 64)
}
