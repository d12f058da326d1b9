// Package selftest runs models whose answers are known in closed form through a simulator, and measures how far what comes
// out lies from what must come out. It knows results and their files, not the engine: whoever calls it hands in a Runner.
//
// A reference is one function: it runs scenarios of the folder cases and enters rows into a sheet, each with the expected
// and the observed figure and their distance in standard errors of the estimate. How far chance may carry a row follows
// from the law of its estimate and from the number of all rows, at the end: so a program without a fault shows a failing
// row in fewer than one of a million seeds.
package selftest

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"weir/sim/result"
)

// What a run takes where nothing else is said. The trials suit every design: 16 randomisations of 8192 points.
const (
	Trials = 131_072
	Seed   = 1
)

// MinTrials is the least number of trials: with fewer, the laws of some estimates are not known far enough out.
const MinTrials = 10_000

// FalseAlarm bounds the share of seeds for which a program without a fault shows a row that fails.
const FalseAlarm = 1e-6

//go:embed cases
var cases embed.FS

// A Call is what a Runner has to run: scenario files, together, in the same trials.
type Call struct {
	Files    fs.FS // where the names are looked up
	Names    []string
	Trials   int64
	Seed     uint64
	Sampling string // "random", "lhs" or "sobol"
	Workers  int    // 0: one for each processor
}

// A Runner simulates a Call and returns the results in the order of its names.
type Runner func(context.Context, Call) ([]*result.Result, error)

// Options say how to run the references. Those of a design run in that design, with a number of trials of their own.
type Options struct {
	Trials   int64
	Seed     uint64
	Sampling string
	Workers  int
}

// Run measures every reference. The error is that of the runner, or of the number of trials.
func Run(ctx context.Context, run Runner, o Options) (*Report, error) {
	if o.Trials < MinTrials {
		return nil, fmt.Errorf("a self-test needs at least %d trials", MinTrials)
	}
	s := &sheet{ctx: ctx, run: run, options: o}
	for _, measure := range references {
		if err := measure(s); err != nil {
			return nil, err
		}
	}
	return s.close(), nil
}

// references are all that is measured, in the order of the table.
var references = []func(*sheet) error{
	laws, products, functions, compound, processes, arrivals, course, displacement, pairing, identity, dependence, doubts, designs,
}

// A sheet collects the rows while references run.
type sheet struct {
	ctx     context.Context
	run     Runner
	options Options
	cases   []Case
	bounds  []func(alpha float64) (low, high float64) // of each row, in order; nil where chance plays no part
}

// An InTheWayError says that a file of the caller's folder has the name of one of the cases.
type InTheWayError struct{ File string }

func (e *InTheWayError) Error() string {
	return fmt.Sprintf("the file %s stands in the way of the self-test's own", e.File)
}

// A setting changes how one call of a reference runs.
type setting func(*Call)

// open begins a case.
func (s *sheet) open(title, source string) {
	s.cases = append(s.cases, Case{Title: title, Source: source})
}

// simulate runs scenarios of the folder cases by their names.
func (s *sheet) simulate(names []string, settings ...setting) ([]*result.Result, error) {
	c := Call{Files: cases, Trials: s.options.Trials, Seed: s.options.Seed, Sampling: s.options.Sampling, Workers: s.options.Workers}
	for _, name := range names {
		c.Names = append(c.Names, "cases/"+name)
	}
	for _, change := range settings {
		change(&c)
	}
	results, err := s.run(s.ctx, c)
	if err != nil {
		return nil, err
	}
	for i, r := range results {
		if want := "embedded:" + c.Names[i] + ".toml"; r.File != want {
			return nil, &InTheWayError{r.File}
		}
	}
	return results, nil
}

// one runs one scenario.
func (s *sheet) one(name string, settings ...setting) (*result.Result, error) {
	results, err := s.simulate([]string{name}, settings...)
	if err != nil {
		return nil, err
	}
	return results[0], nil
}

// A sample is a distribution over trials that a run found.
type sample struct {
	result.Summary
	n      float64 // trials
	random bool    // they are independent of one another
}

// read is the series "channel measure" in the scenario's world over a period, such as "forecast".
func read(r *result.Result, series, label string) sample {
	channel, measure, _ := strings.Cut(series, " ")
	rows := r.Find(channel, measure)
	for i, p := range r.Periods {
		if p.Label == label && rows != nil {
			return sample{rows.Scenario[i], float64(r.Trials), r.Sampling == "random"}
		}
	}
	panic(fmt.Sprintf("selftest: %s has no %s in %s", r.Name, series, label))
}

// output is the value of an output over the forecast window.
func output(r *result.Result, id string) sample { return read(r, "outputs."+id+" value", "forecast") }
