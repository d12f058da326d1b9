package main

import (
	"strings"
	"testing"
	"time"

	"weir/sim/result"
)

// progressOf is what a progress writes for a run of five updates under some environment variables.
func progressOf(width int, variables map[string]string, quiet bool) string {
	var b strings.Builder
	p := newProgress(&environment{
		stderr: &b,
		screen: &b,
		getenv: func(name string) string { return variables[name] },
		width:  func() int { return width },
	}, quiet, "trials")
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
		p := newProgress(&environment{stderr: &b, getenv: func(string) string { return "" }, width: func() int { return 0 }}, false, "trials")
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

// TestProgressSaysHowFastAndHowWell: by a clock that is set by hand, from the first second on.
func TestProgressSaysHowFastAndHowWell(t *testing.T) {
	asked := result.Precision{Text: "0.5% of p50(total.net)", Value: -200, HalfWidth: 1.617}
	for _, row := range []struct {
		name  string
		width int
		goOn  int64
		after time.Duration
		done  int64
		know  result.Precision
		want  string
	}{
		{name: "too early", after: 900 * time.Millisecond, done: 300_000, want: " 30% of 1,000,000 trials\n"},
		{name: "a line", after: 4 * time.Second, done: 300_000, want: " 30% of 1,000,000 trials, 75.0k/s, 9s left\n"},
		{name: "the end", after: 4 * time.Second, done: 1_000_000, want: "100% of 1,000,000 trials, 250k/s\n"},
		{name: "after an interruption", goOn: 500_000, after: 2 * time.Second, done: 750_000, want: " 70% of 1,000,000 trials, 125k/s, 2s left\n"},
		{
			name: "a goal", after: 4 * time.Second, done: 300_000, know: asked,
			want: " 30% of 1,000,000 trials, 75.0k/s, 9s left, p50(total.net) known to 0.81%\n",
		},
		{
			name: "no goal", after: 4 * time.Second, done: 300_000, know: result.Precision{Text: "p50(total.net)", Value: 10, HalfWidth: 2},
			want: " 30% of 1,000,000 trials, 75.0k/s, 9s left, p50(total.net) known to 20%\n",
		},
		{name: "nothing to be near to", after: time.Second, done: 300_000, know: result.Precision{HalfWidth: 2}, want: " 30% of 1,000,000 trials, 300k/s, 2s left\n"},
		{
			name: "a bar", width: 80, after: 4 * time.Second, done: 300_000, know: asked,
			want: "\r[##-------]  30%  300,000 of 1,000,000 trials, 9s left, 75.0k/s, known to 0.81%\x1b[K",
		},
		{
			name: "a narrow one", width: 50, after: 4 * time.Second, done: 300_000, know: asked,
			want: "\r[#---]  30%  300,000 of 1,000,000 trials, 9s left\x1b[K",
		},
	} {
		var b strings.Builder
		p := newProgress(&environment{
			stderr: &b,
			screen: &b,
			getenv: func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] },
			width:  func() int { return row.width },
		}, false, "trials")
		p.began = time.Unix(0, 0)
		p.now = func() time.Time { return p.began.Add(row.after) }
		p.goOn(row.goOn)
		p.know(row.know)
		p.update(row.done, 1_000_000)
		if b.String() != row.want {
			t.Errorf("%s: %q, want %q", row.name, b.String(), row.want)
		}
	}
}
