package unit

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// suffixes are the powers of ten that a suffix stands for.
var suffixes = map[string]int{"k": 3, "M": 6, "B": 9, "T": 12, "%": -2}

// mistaken are suffixes that other texts use, and what they are here. In lower case: m is not M.
var mistaken = map[string]string{
	"k": "k", "thousand": "k",
	"m": "M", "mn": "M", "mm": "M", "mio": "M", "mln": "M", "mil": "M", "mill": "M", "million": "M", "millions": "M",
	"b": "B", "bn": "B", "bln": "B", "bil": "B", "mrd": "B", "g": "B", "billion": "B", "billions": "B",
	"t": "T", "tn": "T", "trn": "T", "trillion": "T", "trillions": "T",
	"pct": "%", "pc": "%", "percent": "%",
}

// suffixMend is the suffix that was meant by a word, if one was.
func suffixMend(word string) (string, bool) {
	m, ok := mistaken[strings.ToLower(word)]
	return m, ok
}

// Number reads a text that is one number, such as "800M", "12%" or "1_000".
func Number(text string) (float64, *Error) {
	start, end := trim(text)
	if start == end {
		return 0, &Error{0, len(text), "a number is missing", ""}
	}
	v, next, err := Scan(text[:end], start)
	if err != nil {
		return 0, err
	}
	if next < end {
		rest := skip(text, next)
		err := &Error{rest, end, strconv.Quote(text[rest:end]) + " behind a number", "write the number alone"}
		if suffix, ok := suffixMend(text[rest:end]); ok || text[rest:end] == "%" {
			err.Mend = "write " + text[start:next] + cmp.Or(suffix, "%")
		}
		return 0, err
	}
	return v, nil
}

// Scan reads the number that starts at a byte of the text: a sign, digits with underscores between them, a fraction, an
// exponent, and a suffix k, M, B, T or % directly behind. It returns the value, correctly rounded with its suffix, and
// where the number ends; that end is set beside an error too. A word behind the number that is no suffix gives an
// error without a mend where nothing is known about it.
func Scan(text string, pos int) (value float64, end int, err *Error) {
	p := pos
	if p < len(text) && (text[p] == '+' || text[p] == '-') {
		p++
	}
	digits := p
	if p = digitsEnd(text, p); p == digits {
		return 0, notNumberEnd(text, pos), notNumber(text, pos, digits)
	}
	if p < len(text) && text[p] == '.' && !strings.HasPrefix(text[p:], "..") {
		fraction := p + 1
		if p = digitsEnd(text, fraction); p == fraction {
			return 0, p, &Error{pos, p, strconv.Quote(text[pos:p]) + " ends with a point", "write " + text[pos:p] + "0"}
		}
	}
	mantissa := text[pos:p]
	exponent := 0
	if p < len(text) && (text[p] == 'e' || text[p] == 'E') {
		e := p + 1
		if e < len(text) && (text[e] == '+' || text[e] == '-') {
			e++
		}
		if stop := plainDigitsEnd(text, e); stop > e {
			exponent, _ = strconv.Atoi(text[p+1 : stop]) // Note: out of range gives the largest int: clamped below
			exponent = max(-100_000, min(exponent, 100_000))
			p = stop
		}
	}
	number := text[pos:p]
	suffix := p
	p = suffixEnd(text, p)
	if word := text[suffix:p]; word != "" {
		power, ok := suffixes[word]
		if !ok {
			return 0, p, noSuffix(number, word, suffix)
		}
		exponent += power
	}
	v, _ := strconv.ParseFloat(strings.ReplaceAll(mantissa, "_", "")+"e"+strconv.Itoa(exponent), 64)
	if math.IsInf(v, 0) {
		return 0, p, &Error{pos, p, text[pos:p] + " is too large a number", "numbers reach up to 1.7e308"}
	}
	return v, p, nil
}

func noSuffix(number, word string, at int) *Error {
	err := &Error{Pos: at, End: at + len(word), What: strconv.Quote(word) + " is not a suffix of a number (k, M, B, T or %)"}
	if word[0] == '_' {
		err.What, err.Mend = "an underscore stands between two digits", "write "+number
	} else if meant, ok := suffixMend(word); ok {
		err.Mend = "write " + number + meant
	} else if word[0] == '%' {
		err.Mend = "leave a blank behind " + number + "%"
	}
	return err
}

// notNumber says what stands where a number should: text[pos:at] is at most a sign.
func notNumber(text string, pos, at int) *Error {
	end := notNumberEnd(text, pos)
	err := &Error{pos, end, strconv.Quote(text[pos:end]) + " is not a number", ""}
	rest := text[at:]
	symbol, _ := utf8.DecodeRuneInString(rest)
	switch {
	case len(rest) > 1 && rest[0] == '.' && isDigit(rest[1]):
		err.Mend = "write " + text[pos:at] + "0" + text[at:end]
	case strings.HasPrefix(rest, "−") || strings.HasPrefix(rest, "–"):
		err.Mend = "write the sign as -"
	case strings.ContainsRune("$€£¥₩₽", symbol):
		err.Mend = "write the currency as a unit behind the number"
	}
	return err
}

// notNumberEnd is the end of the word at a place, at least one character on where there is one.
func notNumberEnd(text string, pos int) int {
	if stop := strings.IndexAny(text[pos:], " \t\r\n,()"); stop > 0 {
		return pos + stop
	} else if stop == 0 {
		return pos + 1
	}
	return len(text)
}

// digitsEnd skips digits with single underscores between them.
func digitsEnd(text string, p int) int {
	start := p
	for p < len(text) && (isDigit(text[p]) || text[p] == '_' && p > start && p+1 < len(text) && isDigit(text[p+1])) {
		p++
	}
	return p
}

func plainDigitsEnd(text string, p int) int {
	for p < len(text) && isDigit(text[p]) {
		p++
	}
	return p
}

// suffixEnd skips what is written directly behind a number's digits.
func suffixEnd(text string, p int) int {
	for p < len(text) && (isWord(text[p]) || text[p] == '%') {
		p++
	}
	return p
}

// wordEnd is the end of the name that starts at p, or p where none does.
func wordEnd(text string, p int) int {
	if p >= len(text) || !isLetter(text[p]) {
		return p
	}
	for p < len(text) && isWord(text[p]) {
		p++
	}
	return p
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) || c == '_' }
func isBlank(c byte) bool  { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// trim is the range of the text without the blanks around it.
func trim(text string) (start, end int) {
	end = len(text)
	for end > 0 && isBlank(text[end-1]) {
		end--
	}
	return skip(text[:end], 0), end
}

func skip(text string, p int) int {
	for p < len(text) && isBlank(text[p]) {
		p++
	}
	return p
}
