package selftest

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weir/sim/result"
)

// A memory runs each call once and hands out copies, so that a fault can be put into the results.
type memory map[string][]*result.Result

func (m memory) run(ctx context.Context, c Call) ([]*result.Result, error) {
	key := fmt.Sprint(c.Names, c.Trials, c.Seed, c.Sampling, c.Workers)
	if m[key] == nil {
		results, err := engine(ctx, c)
		if err != nil {
			return nil, err
		}
		m[key] = results
	}
	var copies []*result.Result
	for _, r := range m[key] {
		copies = append(copies, duplicate(r))
	}
	return copies, nil
}

// duplicate copies what faults change.
func duplicate(r *result.Result) *result.Result {
	c := *r
	c.Series = slices.Clone(r.Series)
	for i := range c.Series {
		c.Series[i].Scenario = slices.Clone(c.Series[i].Scenario)
		c.Series[i].Baseline = slices.Clone(c.Series[i].Baseline)
	}
	c.Flows, c.Leaks, c.Shocks = slices.Clone(r.Flows), slices.Clone(r.Leaks), slices.Clone(r.Shocks)
	for i := range c.Shocks {
		c.Shocks[i].Strength = slices.Clone(c.Shocks[i].Strength)
	}
	return &c
}

// summaries is a fault in every period of one series, "channel measure".
func summaries(series string, change func(*result.Summary)) func(*result.Result) {
	return func(r *result.Result) {
		channel, measure, _ := strings.Cut(series, " ")
		if s := r.Find(channel, measure); s != nil {
			for i := range s.Scenario {
				change(&s.Scenario[i])
			}
		}
	}
}

// rewritten are the cases with a text of one file replaced.
func rewritten(t *testing.T, file, old, with string) fs.FS {
	t.Helper()
	text, err := fs.ReadFile(cases, "cases/"+file)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s does not say %q", file, old)
	}
	return fstest.MapFS{"cases/" + file: {Data: []byte(strings.ReplaceAll(string(text), old, with))}}
}

// A seeded fault fails the rows that it concerns and no others, and is marked.
func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	kept := memory{}
	rows := []struct {
		name  string
		file  string               // the model in which the fault is
		wrong func(*result.Result) // in the results, or
		text  [2]string            // in the model's text, or
		call  func(*Call)          // in what is run
		fails []string             // the rows
	}{
		{"a mean 1% too large", "products", summaries("lognormal revenue", func(s *result.Summary) { s.Mean *= 1.01 }), [2]string{}, nil, []string{"mean"}},
		{"a mean that is no number", "products", summaries("lognormal revenue", func(s *result.Summary) { s.Mean = math.NaN() }), [2]string{}, nil, []string{"mean"}},
		{"a median 1% too small", "products", summaries("lognormal revenue", func(s *result.Summary) { s.P[4] *= 0.99 }), [2]string{}, nil, []string{"p50"}},
		{"quantiles one place too high", "products", summaries("lognormal revenue", func(s *result.Summary) { copy(s.P[:8], s.P[1:]) }), [2]string{}, nil,
			[]string{"p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95"}},
		{"a tail mean that is the quantile", "products", summaries("lognormal revenue", func(s *result.Summary) { s.CVaR95 = s.P[7] }), [2]string{}, nil, []string{"cvar95"}},
		{"a standard error halved", "products", summaries("lognormal revenue", func(s *result.Summary) { s.SE /= 2 }), [2]string{}, nil, []string{"standard error"}},
		{"the standard error of a loss that is not paired", "pairing", summaries("heists loss", func(s *result.Summary) { s.SE *= 3 }), [2]string{}, nil,
			[]string{"events at a rate cut by 10%: standard error"}},
		{"a spread 2% too small", "products", summaries("unlike revenue", func(s *result.Summary) { s.SD *= 0.98 }), [2]string{}, nil, []string{"sd"}},
		{"a count one too high", "compound", summaries("outputs.count value", func(s *result.Summary) { s.P[4]++ }), [2]string{}, nil, []string{"count p50"}},
		{"a factor used twice", "products", nil, [2]string{`"x * y * z"`, `"x * y * y / 6"`}, nil, nil},
		{"a draw reused in another channel", "identity", nil, [2]string{"two.x - 0.5", "one.x - 0.5"}, nil, []string{"correlation of two draws once a trial", "figures that change with more in the file"}},
		{"a step draw that is drawn once", "processes", nil, [2]string{`sd = 2, unit = "1", vary = "step"`, `sd = 2, unit = "1"`}, nil,
			[]string{"a draw each step, sd of its mean", "a draw each step, covariance of two"}},
		{"frequency times one size", "compound", nil, [2]string{`[channels.light]
revenue = "heists"
[channels.light.events]
heists = { rate = 3, size = { dist = "exponential", mean = 1 }, unit = "USD" }`, `[channels.light]
revenue = "heists * size"
[channels.light.parameters]
size = { dist = "exponential", mean = 1, unit = "1" }
[channels.light.events]
heists = { rate = 3, size = 1, unit = "USD" }`}, nil, []string{"sd", "p50", "p90", "p95", "p99"}},
		{"a volatility read as a drift", "processes", nil, [2]string{"drift = 0.2", "drift = 0.245"}, nil, []string{"gbm mean", "gbm, logarithm, mean"}},
		{"a scenario that draws anew", "pairing", summaries("hit loss", func(s *result.Summary) { s.Min = -1 }), [2]string{}, nil,
			[]string{"a cut of 10%: least loss, to the least baseline", "losses below 0, by"}},
		{"what arrives is lost again", "displacement", func(r *result.Result) {
			for i := range r.Leaks {
				r.Leaks[i].Destroyed.Mean += 1e-3
			}
		}, [2]string{}, nil, []string{"known: destroyed", "drawn: arrived + under way + destroyed, to lost", "total loss, to destroyed + under way"}},
		{"a hazard 6% too high", "arrivals", nil, [2]string{"rate = 0.5 }", "rate = 0.53 }"}, nil, nil},
		{"a shock that always happens", "arrivals", nil, [2]string{"probability = 0.3", "probability = 1.0"}, nil,
			[]string{"a shock with probability 0.3, happens", "a shock with probability 0.3, mean loss"}},
		{"a strength at the end of its quarter", "course", nil, [2]string{"2026-07-01", "2026-06-01"}, nil, nil},
		{"a draw that hangs on what else there is", "identity_more", nil, [2]string{}, func(c *Call) { c.Seed++ }, []string{"figures that change with more in the file"}},
		{"a sum that hangs on the workers", "identity", func(r *result.Result) {}, [2]string{}, func(c *Call) { c.Seed += uint64(c.Workers) / 3 }, []string{"figures that change with the number of workers"}},
		{"a correlation left out", "correlated", nil, [2]string{`["u", "v", 0.6], `, ""}, nil, []string{"uniform u and v, correlation"}},
		{"a rank correlation taken for Pearson's", "correlated", nil, [2]string{`"s2", 0.5]`, `"s2", 0.48258373953099745]`}, nil, []string{"step draws, covariance in a step"}},
		{"intervals a third as wide", "laws", summaries("outputs.exponential value", func(s *result.Summary) {
			for i := range s.P {
				s.Lo[i], s.Hi[i] = s.P[i]-(s.P[i]-s.Lo[i])/3, s.P[i]+(s.Hi[i]-s.P[i])/3
			}
		}), [2]string{}, nil, []string{"exponential p5, width of its interval, share", "exponential p50, width of its interval, share", "exponential p95, width of its interval, share"}},
		{"a heavy tail not announced", "heavy", func(r *result.Result) { r.Warnings = nil }, [2]string{}, nil, []string{"5 to 5M: warnings that few trials carry its mean"}},
		{"standard errors that know of no randomisations", "sums", func(r *result.Result) {
			for i := range r.Series {
				for j, x := range r.Series[i].Scenario {
					r.Series[i].Scenario[j].SE = x.SD / math.Sqrt(float64(r.Trials))
				}
			}
		}, [2]string{}, nil, nil},
		{"standard errors of designs, a quarter too small", "sums", summaries("sum revenue", func(s *result.Summary) { s.SE *= 0.75 }), [2]string{}, nil, []string{
			"64 points: its standard error, as the runs give it", "1024 points: its standard error, as the runs give it",
			"64 points: its standard error, as the runs give it", "1024 points: its standard error, as the runs give it",
		}},
		{"a design that is random", "sums", nil, [2]string{}, func(c *Call) { c.Sampling = "random" }, nil},
		{"one randomisation for all seeds", "sums", nil, [2]string{}, func(c *Call) { c.Seed = 3 }, nil},
		{"seed 0 taken for none", "identity", nil, [2]string{}, func(c *Call) { c.Seed = max(c.Seed, 1) }, []string{"seed 0, as the result names it", "seed 0, channels with the means of seed 1"}},
	}
	for i, c := range rows {
		if testing.Short() && i%10 > 0 {
			continue
		}
		faulty := func(ctx context.Context, call Call) ([]*result.Result, error) {
			if call.Names[0] != "cases/"+c.file {
				return kept.run(ctx, call)
			}
			run := kept.run
			if c.text[0] != "" {
				run = engine
				call.Files = rewritten(t, c.file+".toml", c.text[0], c.text[1])
			}
			if c.call != nil {
				c.call(&call)
			}
			results, err := run(ctx, call)
			for _, r := range results {
				if c.wrong != nil {
					c.wrong(r)
				}
			}
			return results, err
		}
		r := test(t, faulty, usual)
		got := failures(r)
		if len(got) == 0 || c.fails != nil && !slices.Equal(got, c.fails) {
			t.Errorf("%s: these rows fail: %q, want %q", c.name, got, c.fails)
		}
		if marks := strings.Count(r.Text(), "<- FAILS\n"); marks != len(got) || !strings.Contains(r.Text(), fmt.Sprintf("%d of ", len(got))) {
			t.Errorf("%s: %d rows are marked, %d fail", c.name, marks, len(got))
		}
	}
}
