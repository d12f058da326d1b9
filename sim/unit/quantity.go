package unit

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Quantity is a number or a range, with its unit where one was written.
type Quantity struct {
	Lo, Hi  float64 // in the unit as written, suffixes applied; equal unless Range, else Lo < Hi
	Range   bool
	Unit    Unit // the plain number's where HasUnit is false
	HasUnit bool
}

// Quantity reads a number or a range "A to B", then optionally a unit: "0.9", "12%", "18 months",
// "60k to 150k USD/person/year".
func (s *System) Quantity(text string) (Quantity, *Error) {
	start, end := trim(text)
	if start == end {
		return Quantity{}, &Error{0, len(text), "a quantity is missing", `write a number, or a range such as "5M to 20M USD/year"`}
	}
	r := &reader{s: s, text: text[:end], at: start}
	first, err := r.number()
	if err != nil {
		return Quantity{}, err
	}
	q := Quantity{Lo: first.value, Hi: first.value, Unit: s.of(nil)}
	if err := r.dash(first); err != nil {
		return Quantity{}, err
	}
	if r.to() {
		second, err := r.number()
		if err != nil {
			return Quantity{}, err
		}
		q.Hi, q.Range = second.value, true
		if !(q.Lo < q.Hi) {
			return Quantity{}, reversed(first, second)
		}
	}
	if r.at == end {
		return q, nil
	}
	if q.Unit, err = r.unit(); err != nil {
		return Quantity{}, err
	}
	q.HasUnit = true
	return q, nil
}

// Duration reads one number of time units, such as "18 months", and gives it in years, not negative.
func (s *System) Duration(text string) (float64, *Error) {
	q, err := s.Quantity(text)
	if err != nil {
		return 0, err
	}
	whole := func(what string) *Error { return &Error{0, len(text), what, `write it as in "2 quarters"`} }
	switch {
	case q.Range:
		return 0, whole("a range, where one duration is wanted")
	case !q.HasUnit:
		return 0, whole("a duration has a time unit (day, week, month, quarter or year)")
	case q.Unit.Dim != s.Time():
		return 0, whole(q.Unit.Text + " is not a unit of time")
	case q.Lo < 0:
		return 0, whole("a duration is not negative")
	}
	return q.Lo * q.Unit.Factor, nil
}

// A reader goes through one quantity; at stands on no blank.
type reader struct {
	s    *System
	text string
	at   int
}

// A figure is a number and where it stands.
type figure struct {
	value      float64
	text       string
	start, end int
}

// suffix is what follows the digits.
func (f figure) suffix() string { return strings.TrimLeft(f.text, "+-0123456789._eE") }

func (r *reader) number() (figure, *Error) {
	start := r.at
	if isDate(r.text[start:]) {
		return figure{}, &Error{start, start + len("2006-01-02"), "a date in quotes, where a quantity is read", "write a date without quotes"}
	}
	value, end, err := Scan(r.text, start)
	if err != nil {
		return figure{}, r.explain(err)
	}
	r.at = skip(r.text, end)
	return figure{value, r.text[start:end], start, end}, nil
}

// explain adds a mend where the number alone has none.
func (r *reader) explain(err *Error) *Error {
	if err.Mend != "" {
		return err
	}
	word := r.text[err.Pos:err.End]
	switch {
	case word == "":
		err.What, err.Mend = `a number is missing behind "to"`, `write it as in "5 to 20"`
	case err.Pos > 0 && strings.HasPrefix(word, "to") && isDigit(r.text[err.Pos-1]):
		err.Mend = `leave blanks around "to"`
	case err.Pos > 0 && isDigit(r.text[err.Pos-1]):
		err.Mend = "leave a blank before the unit"
	default:
		err.Mend = `a quantity is written as in "60k to 150k USD/year"`
	}
	return err
}

// dash refuses ranges with a hyphen or dots, and offers the right form.
func (r *reader) dash(first figure) *Error {
	rest := r.text[r.at:]
	for _, sign := range []string{"-", "–", "—", "−", "...", "..", "…", "~"} {
		if !strings.HasPrefix(rest, sign) {
			continue
		}
		start := r.at
		end := start + len(sign)
		mend := `write the range with "to"`
		if _, stop, err := Scan(r.text, skip(r.text, end)); err == nil {
			second := figure{text: r.text[skip(r.text, end):stop]}
			end = stop
			if first.suffix() == "" {
				first.text += second.suffix()
			}
			mend = "write " + first.text + " to " + second.text
		}
		return &Error{first.start, end, `a range is written with "to"`, mend}
	}
	return nil
}

// to takes the word between the two numbers of a range.
func (r *reader) to() bool {
	rest, ok := strings.CutPrefix(r.text[r.at:], "to")
	if !ok || rest != "" && !isBlank(rest[0]) {
		return false
	}
	r.at = skip(r.text, r.at+len("to"))
	return true
}

func reversed(first, second figure) *Error {
	err := &Error{Pos: first.start, End: second.end, What: "the range " + first.text + " to " + second.text + " does not rise"}
	switch {
	case first.value == second.value:
		err.Mend = "write " + first.text + " alone"
	case first.suffix() == "" && second.suffix() != "":
		err.Mend = "each number takes its own suffix: write " + first.text + second.suffix() + " to " + second.text
	default:
		err.Mend = "write " + second.text + " to " + first.text
	}
	return err
}

// unit reads the rest.
func (r *reader) unit() (Unit, *Error) {
	rest := r.text[r.at:]
	_, width := utf8.DecodeRuneInString(rest)
	word := rest[:max(width, wordEnd(rest, 0))]
	end := r.at + len(word)
	before := strings.TrimRight(r.text[:r.at], " \t\r\n")
	_, isUnit := r.s.Base(word)
	_, isTime := timeUnit(word)
	suffix, isSuffix := suffixMend(word)
	switch {
	case isUnit || isTime:
	case word == "%":
		return Unit{}, &Error{r.at, end, "a blank before %", "write " + before + "%"}
	case strings.EqualFold(word, "to"):
		return Unit{}, &Error{r.at, end, "a range has a number on either side of a small \"to\"", `write it as in "5 to 20"`}
	case word == "and" || word == "or" || word == "±":
		return Unit{}, &Error{r.at, end, strconv.Quote(word) + " does not belong in a quantity", `a range is written with "to"`}
	case word == ",":
		return Unit{}, &Error{r.at, end, "a comma in a number", "write 1_000 for a thousand, 1.5 for one and a half"}
	case isSuffix:
		return Unit{}, &Error{r.at, end, strconv.Quote(word) + " apart from its number", "write " + before + suffix}
	}
	if name, more, ok := strings.Cut(rest, " to "); ok {
		return Unit{}, &Error{r.at, r.at + len(name), "a unit before the end of the range", "the unit comes last: write " + before + " to " + more}
	}
	u, err := r.s.Parse(rest)
	if err != nil {
		return Unit{}, err.shift(r.at)
	}
	return u, nil
}

// isDate reports whether the text begins like 2006-01-02.
func isDate(text string) bool {
	const layout = "2006-01-02"
	if len(text) < len(layout) {
		return false
	}
	for i := range len(layout) {
		if layout[i] == '-' && text[i] != '-' || layout[i] != '-' && !isDigit(text[i]) {
			return false
		}
	}
	return true
}
