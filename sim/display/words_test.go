package display

import (
	"strings"
	"testing"
)

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 100_000: "100,000", 10_000_000_000: "10,000,000,000", -1234: "-1,234", -123: "-123"} {
		if got := Grouped(n, ","); got != want {
			t.Errorf("Grouped(%d) = %q, want %q", n, got, want)
		}
	}
	if got := Grouped(uint64(1<<64-1), "_"); got != "18_446_744_073_709_551_615" {
		t.Errorf("the largest seed: %s", got)
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "one of two": "One of two", "élan": "Élan", "5 to 9": "5 to 9"} {
		if got := Capital(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAndOr(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := And(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
		if got := Or(words); got != strings.Replace(want, " and ", " or ", 1) {
			t.Errorf("%q: %q", words, got)
		}
	}
}

func TestNumbersOfThings(t *testing.T) {
	for n, want := range map[int][2]string{
		0: {"no channels", "0 channels"}, 1: {"one channel", "1 channel"}, 2: {"two channels", "2 channels"},
		12: {"twelve channels", "12 channels"}, 13: {"13 channels", "13 channels"}, 1200: {"1200 channels", "1,200 channels"}, -1: {"-1 channels", "-1 channels"},
	} {
		if got := [2]string{Count(n, "channel"), Plural(n, "channel")}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
