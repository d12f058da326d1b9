package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"weir/sim"
)

func TestParseCases(t *testing.T) {
	got, err := parseCases("100k:1,1m:2,77:3")
	if want := []workload{{100_000, 1}, {1_000_000, 2}, {77, 3}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, w := range got {
		if again, err := parseCases(fmt.Sprintf("%s:%d", amount(w.trials), w.threads)); err != nil || again[0] != w {
			t.Errorf("%v comes back as %v, %v", w, again, err)
		}
	}
	for _, wrong := range []string{"1m", "m:1", "1:1", "10:0", "1g:2", "1m:2,"} {
		if got, err := parseCases(wrong); err == nil {
			t.Errorf("%q is taken as %v", wrong, got)
		}
	}
}

func TestParseBenchmark(t *testing.T) {
	for _, c := range []struct{ line, name, figures string }{
		{"BenchmarkFill/a_law-2  10 800 ns/op 22.3 KiB 3.1 ns/draw  0 B/op  0 allocs/op\n", "Fill/a law-2", "[3.10 ns/draw 22.3 KiB]"},
		{"BenchmarkExp 10 16.5 ns/op", "Exp", "[16.5 ns/op]"},
		{"BenchmarkSix 10 317560000 ns/op 12 B/op 1 allocs/op", "Six", "[318 ms/op 12.0 B/op 1.00 allocs/op]"},
	} {
		name, all, ok := parseBenchmark(c.line)
		if !ok || name != c.name || fmt.Sprint(all) != c.figures {
			t.Errorf("%q gives %q, %v, %v", c.line, name, all, ok)
		}
	}
	for _, line := range []string{"ok  	weir/sim/fp	1.2s", "PASS", "BenchmarkX", "goos: linux is no benchmark"} {
		if name, all, ok := parseBenchmark(line); ok {
			t.Errorf("%q gives %q, %v", line, name, all)
		}
	}
}

func TestRatiosAreOfTurns(t *testing.T) {
	a, b := []usage{{wall: 2}, {wall: 30}, {wall: 8}}, []usage{{wall: 1}, {wall: 10}, {wall: 2}}
	if got := ratios(a, b); !reflect.DeepEqual(got, []float64{2, 3, 4}) {
		t.Errorf("%v", got)
	}
	if m := median(a, wall); m != 8 {
		t.Errorf("median %v", m)
	}
	if m := middle([]float64{4, 1, 3, 2}); m != 2.5 {
		t.Errorf("median %v", m)
	}
}

// Both programs have the means of a trial's columns; a fault of one column must be seen.
func TestCompare(t *testing.T) {
	const trials = 10_000
	at := func(q int) column { return column{"base", "it", q} }
	a := means{at(0): {100, 30}, at(1): {10, 4}, at(2): {5, 0}}
	b := means{at(0): {100.3, 40}, at(1): {10, 3}, at(2): {5, 0}}
	d, err := compare(a, b, trials)
	if z := 0.3 / 0.5; err != nil || d.means != 2 || math.Abs(d.largest-z) > 1e-9 || math.Abs(d.rms-z/math.Sqrt2) > 1e-9 || d.where != "base it 0" {
		t.Errorf("%+v, %v", d, err)
	}
	b[at(1)] = moment{10.31, 3}
	if d, err := compare(a, b, trials); err != nil || d.largest < mostZ || d.where != "base it 1" {
		t.Errorf("a fault passes: %+v, %v", d, err)
	}
	b[at(1)] = moment{math.NaN(), 3}
	if d, err := compare(a, b, trials); err == nil {
		t.Errorf("not a number passes: %+v", d)
	}
	b[at(1)], b[at(2)] = a[at(1)], moment{5.1, 0}
	if d, err := compare(a, b, trials); err == nil {
		t.Errorf("another certain value passes: %+v", d)
	}
	delete(b, at(2))
	if d, err := compare(a, b, trials); err == nil {
		t.Errorf("a missing column passes: %+v", d)
	}
}

// What weir writes is read under the names of the peers.
func TestReadRun(t *testing.T) {
	dir := t.TempDir()
	const head = "scenario,channel,measure,period,start,end,unit,mean,se,sd\n"
	row := func(channel, measure, period, mean string) string {
		return "s," + channel + "," + measure + "," + period + ",,,USD," + mean + ",0.1,2\n"
	}
	for name, text := range map[string]string{
		"six": head + row("it", "revenue", "2025-Q1", "9") + row("it", "net", "2025-Q1", "1") + row("it", "net", "2025-Q2", "2") +
			row("it", "net", "2025", "3") + row("it", "net", "forecast", "4"),
		"six-shocks": head + row("it", "net", "2025-Q1", "0.5") + row("it", "loss", "2025-Q1", "0.25"),
	} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "summary.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readRun(dir)
	want := means{
		{"base", "it", 1}: {1, 2}, {"base", "it", 2}: {2, 2}, {"base", "it", 0}: {4, 2},
		{"shock", "it", 1}: {0.5, 2}, {"diff", "it", 1}: {-0.25, 2},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

// Generated models are models, of the size that was asked for.
func TestGeneratedModelsLoad(t *testing.T) {
	for _, s := range []size{{6, 24, 0, 100}, {2, 12, 2, 100}, {3, 50, 1, 100}} {
		files, err := s.write(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		study, err := sim.Load(sim.Options{Trials: s.trials}, files...)
		if study == nil {
			t.Fatal(err)
		}
		results, err := study.Run(t.Context(), sim.Control{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		quarters := 0
		for _, p := range results[0].Periods {
			if strings.Contains(p.Label, "-Q") {
				quarters++
			}
		}
		if len(results) != 1+s.scenarios || len(results[0].Channels) != s.channels || quarters != s.steps {
			t.Errorf("%+v: %d files, %d channels, %d quarters", s, len(results), len(results[0].Channels), quarters)
		}
	}
}
