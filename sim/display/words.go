package display

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Grouped writes a whole number with a mark between thousands: 100,000.
func Grouped[T int | int64 | uint64](n T, mark string) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// And and Or join words: "a, b and c".
func And(words []string) string { return joined(words, " and ") }
func Or(words []string) string  { return joined(words, " or ") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// Agree is the form of a word that goes with a number: one trial, two trials; one takes, two take.
func Agree[T int | int64](n T, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Plural writes a number of things in digits: 1 source, 1,200 trials.
func Plural[T int | int64](n T, thing string) string {
	return Grouped(n, ",") + " " + Agree(n, thing, thing+"s")
}

// Number writes counts up to twelve as words.
func Number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// Count writes a number of things, up to twelve in words: one channel, 14 parameters.
func Count(n int, thing string) string { return Number(n) + " " + Agree(n, thing, thing+"s") }
