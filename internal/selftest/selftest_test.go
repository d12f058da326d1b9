package selftest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"weir/sim"
	"weir/sim/result"
)

// engine is the Runner that the program uses.
func engine(ctx context.Context, c Call) ([]*result.Result, error) {
	study, err := sim.Load(sim.Options{Embedded: c.Files, Trials: c.Trials, Seed: &c.Seed, Sampling: c.Sampling}, c.Names...)
	if err != nil {
		return nil, err
	}
	return study.Run(ctx, sim.Control{Workers: c.Workers})
}

// usual are the options of a run without flags.
var usual = Options{Trials: Trials, Seed: Seed, Sampling: "random"}

// test runs the self-test.
func test(t *testing.T, run Runner, o Options) *Report {
	t.Helper()
	r, err := Run(context.Background(), run, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// failures names the rows that do not hold.
func failures(r *Report) []string {
	var names []string
	for _, c := range r.Cases {
		for _, row := range c.Rows {
			if !row.OK() {
				names = append(names, row.Quantity)
			}
		}
	}
	return names
}

// The engine passes, whatever the seed and the design.
func TestTheEnginePasses(t *testing.T) {
	t.Parallel()
	o := usual
	o.Trials = 16_384
	if testing.Short() {
		o.Trials = 10_240
	}
	for i, design := range []string{"random", "lhs", "sobol"} {
		if testing.Short() && design != "lhs" {
			continue // TestFaultsAreFound runs them all under random
		}
		o.Seed, o.Sampling = uint64(i), design
		r := test(t, engine, o)
		if failed := failures(r); failed != nil {
			t.Errorf("seed %d, %s: %q", i, design, failed)
		}
		if all, failed := r.Rows(); all < 240 || failed > 0 || !strings.Contains(r.Text(), fmt.Sprintf("all %d rows hold", all)) {
			t.Errorf("seed %d, %s: %d rows, of which %d fail", i, design, all, failed)
		}
	}
}

// Too few trials, a machine that fails and a file in the way are errors, not rows.
func TestErrors(t *testing.T) {
	few := usual
	few.Trials = MinTrials - 1
	if _, err := Run(context.Background(), engine, few); err == nil {
		t.Error("too few trials are taken")
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(cancelled, engine, usual); err != context.Canceled {
		t.Errorf("an interrupted run ends with %v", err)
	}
	elsewhere := func(ctx context.Context, c Call) ([]*result.Result, error) {
		results, err := engine(ctx, c)
		for _, r := range results {
			r.File = c.Names[0]
		}
		return results, err
	}
	var inTheWay *InTheWayError
	if _, err := Run(context.Background(), elsewhere, usual); !errors.As(err, &inTheWay) || inTheWay.File != "cases/laws" {
		t.Errorf("a file in the way ends with %v", err)
	}
}
