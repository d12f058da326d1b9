package main

import (
	"strings"
	"testing"
)

// progressOf is what a progress writes for a run of five updates under some environment variables.
func progressOf(width int, variables map[string]string, quiet bool) string {
	var b strings.Builder
	p := newProgress(&environment{
		stderr: &b,
		getenv: func(name string) string { return variables[name] },
		width:  func() int { return width },
	}, quiet)
	for _, done := range []int64{0, 50, 99, 400, 1000} {
		p.update(done, 1000)
	}
	p.end()
	return b.String()
}

func TestProgressFitsWhereItIsShown(t *testing.T) {
	const lines = " 40% of 1,000 trials\n100% of 1,000 trials\n"
	const first = "  0%  0 of 1,000 trials\x1b[K"
	const removed = "\r\x1b[K"
	for _, row := range []struct {
		name      string
		width     int
		variables map[string]string
		quiet     bool
		want      string
	}{
		{name: "piped", want: lines},
		{name: "dumb terminal", width: 80, variables: map[string]string{"TERM": "dumb"}, want: lines},
		{name: "CI", width: 80, variables: map[string]string{"CI": "true"}, want: lines},
		{name: "quiet", width: 80, quiet: true, want: ""},
		{name: "terminal", width: 80, want: "\r[\x1b[36m\x1b[0m" + strings.Repeat("-", 40) + "] " + first + removed},
		{name: "no colour", width: 80, variables: map[string]string{"NO_COLOR": "1"}, want: "\r[" + strings.Repeat("-", 40) + "] " + first + removed},
		{name: "narrow", width: 20, variables: map[string]string{"NO_COLOR": "1"}, want: "\r[] " + first + removed},
	} {
		if got := progressOf(row.width, row.variables, row.quiet); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestProgressOfSeveralRounds: a round goes on where the one before ended, or begins anew.
func TestProgressOfSeveralRounds(t *testing.T) {
	for _, row := range []struct {
		name   string
		second []int64
		want   string
	}{
		{"goes on", []int64{1100, 1500, 2000}, " 70% of 2,000 trials\n100% of 2,000 trials\n"},
		{"begins anew", []int64{100, 500, 1000, 2000}, " 20% of 2,000 trials\n 50% of 2,000 trials\n100% of 2,000 trials\n"},
	} {
		var b strings.Builder
		p := newProgress(&environment{stderr: &b, getenv: func(string) string { return "" }, width: func() int { return 0 }}, false)
		p.update(500, 1000)
		p.update(1000, 1000)
		b.Reset()
		for _, done := range row.second {
			p.update(done, 2000)
		}
		if b.String() != row.want {
			t.Errorf("%s: %q, want %q", row.name, b.String(), row.want)
		}
	}
}
