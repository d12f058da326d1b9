package formula

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"weir/sim/unit"
)

type kind uint8

const (
	endToken    kind = iota // of the formula
	numberToken             // value in num
	dateToken               // value in num
	wordToken               // a name, function or constant
	quoteToken              // text is what is within the quotes
	symbolToken             // an operator, parenthesis or comma; "and", "or" and "not" too
	badToken                // something that was reported already
)

// A token is a piece of the formula; text is the source, or for a mended symbol what it should have been.
type token struct {
	kind     kind
	text     string
	num      float64
	pos, end int
}

func (t token) is(text string) bool { return t.kind == symbolToken && t.text == text }

// opens reports whether a value can begin with the token.
func (t token) opens() bool {
	switch t.kind {
	case numberToken, dateToken, wordToken, quoteToken:
		return true
	}
	return t.is("(") || t.is("not")
}

// A lexer cuts a formula into tokens.
type lexer struct {
	text   string
	at     int
	tokens []token
	errs   []*Error
}

// operators are what the language has and what other languages have in their place, longer texts first.
var operators = []struct{ text, meant, mend string }{
	{"===", "==", "write =="}, {"!==", "!=", "write !="},
	{"**", "^", "write ^ for a power"}, {"//", "/", "write /"}, {"&&", "and", "write and"}, {"||", "or", "write or"},
	{"<>", "!=", "write !="}, {"=<", "<=", "write <="}, {"=>", ">=", "write >="},
	{"<=", "<=", ""}, {">=", ">=", ""}, {"==", "==", ""}, {"!=", "!=", ""},
	{"&", "and", "write and"}, {"|", "or", "write or"}, {"!", "not", "write not"}, {"=", "==", "write == to compare"},
	{"<", "<", ""}, {">", ">", ""}, {"+", "+", ""}, {"-", "-", ""}, {"*", "*", ""}, {"/", "/", ""}, {"^", "^", ""},
	{"(", "(", ""}, {")", ")", ""}, {",", ",", ""},
	{"×", "*", "write *"}, {"·", "*", "write *"}, {"∗", "*", "write *"}, {"÷", "/", "write /"}, {"∕", "/", "write /"},
	{"−", "-", "write -"}, {"–", "-", "write -"}, {"—", "-", "write -"}, {"≤", "<=", "write <="}, {"≥", ">=", "write >="}, {"≠", "!=", "write !="},
}

// strays are characters with no use in formulas, and what to write in their place.
var strays = map[rune]string{
	'?': "write if(condition, a, b)", ':': "write if(condition, a, b)", ';': "a formula is one expression",
	'[': "write parentheses ( )", ']': "write parentheses ( )", '{': "write parentheses ( )", '}': "write parentheses ( )",
	'“': `write "`, '”': `write "`, '„': `write "`, '‘': "write '", '’': "write '",
	'²': "write ^2", '³': "write ^3", '√': "write sqrt(x)", 'π': "write pi", '∞': "numbers are finite",
	'\u00a0': "write a plain blank",
	'$':      "a number has no unit in a formula", '€': "a number has no unit in a formula", '£': "a number has no unit in a formula",
}

func (l *lexer) fail(pos, end int, what, mend string) {
	l.errs = append(l.errs, &Error{Pos: pos, End: end, What: what, Mend: mend})
}

func (l *lexer) add(k kind, text string, num float64, pos int) {
	l.tokens = append(l.tokens, token{k, text, num, pos, l.at})
}

// run reads the whole text.
func (l *lexer) run() {
	for {
		for l.at < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.at]) >= 0 {
			l.at++
		}
		if l.at == len(l.text) {
			l.add(endToken, "", 0, l.at)
			return
		}
		c := l.text[l.at]
		r, _ := utf8.DecodeRuneInString(l.text[l.at:])
		switch {
		case isDigit(c):
			l.number()
		case c == '.' && l.at+1 < len(l.text) && isDigit(l.text[l.at+1]):
			l.pointNumber()
		case c == '_' || unicode.IsLetter(r) && strays[r] == "":
			l.word()
		case c == '"' || c == '\'':
			l.quoted()
		default:
			l.symbol()
		}
	}
}

func (l *lexer) number() {
	start := l.at
	if l.date() {
		return
	}
	value, stop, err := unit.Scan(l.text, start)
	l.at = stop
	if err != nil {
		if tail := l.text[err.Pos:err.End]; err.Mend == "" && isLetter(tail[0]) {
			err.Mend = "a number has no unit here; a product is written " + l.text[start:err.Pos] + " * " + tail
		}
		l.errs = append(l.errs, err)
		l.add(badToken, "", 0, start)
		return
	}
	l.add(numberToken, l.text[start:stop], value, start)
}

// pointNumber refuses a number that begins with its point.
func (l *lexer) pointNumber() {
	start := l.at
	_, l.at, _ = unit.Scan(l.text, start+1)
	l.fail(start, l.at, strconv.Quote(l.text[start:l.at])+" begins with a point", "write 0"+l.text[start:l.at])
	l.add(badToken, "", 0, start)
}

// date takes a date literal: four digits, two, two, with nothing behind that belongs to it. What looks much like one is refused.
func (l *lexer) date() bool {
	start := l.at
	p := start
	var parts [3]string
	for i := range parts {
		if i > 0 {
			if p == len(l.text) || l.text[p] != '-' {
				return false
			}
			p++
		}
		from := p
		for p < len(l.text) && isDigit(l.text[p]) {
			p++
		}
		parts[i] = l.text[from:p]
	}
	if len(parts[0]) != 4 || parts[1] == "" || parts[2] == "" {
		return false
	}
	text := l.text[start:p]
	year, _ := strconv.Atoi(parts[0])
	month, _ := strconv.Atoi(parts[1])
	dayOfMonth, _ := strconv.Atoi(parts[2])
	l.at = p
	if !isDay(year, month, dayOfMonth) {
		l.fail(start, p, text+" is not a date of the calendar", "a date is year-month-day; a difference has blanks around -")
		l.add(badToken, "", 0, start)
		return true
	}
	if len(parts[1]) != 2 || len(parts[2]) != 2 {
		date := parts[0] + "-" + twoDigits(month) + "-" + twoDigits(dayOfMonth)
		l.fail(start, p, text+" might be a date", "write "+date+", or blanks around - for a difference")
	}
	l.add(dateToken, text, Axis(year, month, dayOfMonth), start)
	return true
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// word takes a name: ids with points between.
func (l *lexer) word() {
	start := l.at
	plain, parts, fresh := true, 1, true // fresh: at the beginning of an id
	for l.at < len(l.text) {
		r, width := utf8.DecodeRuneInString(l.text[l.at:])
		switch {
		case r == '.':
			plain = plain && !fresh
			parts++
			fresh = true
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			plain = plain && r < utf8.RuneSelf && (!fresh || isLetter(byte(r)))
			fresh = false
		default:
			width = 0
		}
		if width == 0 {
			break
		}
		l.at += width
	}
	text := l.text[start:l.at]
	switch {
	case !plain || fresh:
		l.fail(start, l.at, strconv.Quote(text)+" is not a name", "a name is a letter a-z or A-Z, then letters, digits or _; a point stands between names")
		l.add(badToken, text, 0, start)
	case parts > 3:
		l.fail(start, l.at, text+" has too many parts", "write a name, or channel.name")
		l.add(badToken, text, 0, start)
	case text == "and" || text == "or" || text == "not":
		l.add(symbolToken, text, 0, start)
	default:
		l.add(wordToken, text, 0, start)
	}
}

func (l *lexer) quoted() {
	start := l.at
	quote := l.text[start]
	stop := strings.IndexAny(l.text[start+1:], string(quote)+"\n")
	if stop < 0 || l.text[start+1+stop] == '\n' {
		l.at = len(l.text)
		l.fail(start, start+1, "this quote is never closed", "write "+string(quote)+" at its end")
		l.add(badToken, "", 0, start)
		return
	}
	l.at = start + 1 + stop + 1
	l.add(quoteToken, l.text[start+1:l.at-1], 0, start)
}

func (l *lexer) symbol() {
	start := l.at
	for _, o := range operators {
		if strings.HasPrefix(l.text[start:], o.text) {
			l.at += len(o.text)
			if o.mend != "" {
				l.fail(start, l.at, o.text+" is not an operator here", o.mend)
			}
			l.add(symbolToken, o.meant, 0, start)
			return
		}
	}
	if l.text[start] == '%' {
		l.at++
		mend := "there is no remainder; a percentage is written without a blank, as in 5%"
		l.fail(start, l.at, "% is not an operator", mend)
		l.add(badToken, "%", 0, start)
		return
	}
	r, width := utf8.DecodeRuneInString(l.text[start:])
	l.at += width
	mend := strays[r]
	for mend == "" && l.at < len(l.text) { // a run of such characters is one error
		r, width := utf8.DecodeRuneInString(l.text[l.at:])
		if !useless(r) || isOperator(l.text[l.at:]) {
			break
		}
		l.at += width
	}
	if last := len(l.errs) - 1; mend == "" || last < 0 || l.errs[last].Mend != mend { // one error for ? and :, or [ and ]
		l.fail(start, l.at, strconv.Quote(l.text[start:l.at])+" does not belong in a formula", mend)
	}
	l.add(badToken, "", 0, start)
}

// useless reports whether no formula and no hint has use for the character.
func useless(r rune) bool {
	switch {
	case r == utf8.RuneError || r == 0x7f:
		return true
	case r < utf8.RuneSelf:
		return r < ' ' && !strings.ContainsRune("\t\r\n", r) || strings.ContainsRune("#@\\~`.", r)
	}
	return !unicode.IsLetter(r) && strays[r] == ""
}

func isOperator(text string) bool {
	for _, o := range operators {
		if strings.HasPrefix(text, o.text) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
