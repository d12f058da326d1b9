package scenarios_test

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"testing"
	"testing/fstest"

	"weir/scenarios"
	"weir/sim"
	"weir/sim/result"
)

// unconditioned is the shipped baseline without its evidence: of what evidence leaves, no design is even.
const unconditioned = "dprk/unconditioned.toml"

// files are the shipped scenarios and the unconditioned one.
func files(tb testing.TB) fs.FS {
	tb.Helper()
	out := fstest.MapFS{}
	names, err := fs.Glob(scenarios.FS, "dprk/*.toml")
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(scenarios.FS, name)
		if err != nil {
			tb.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	text := "extends = \"baseline.toml\"\nwithout = [\"evidence\", \"expect\"]\n"
	out[unconditioned] = &fstest.MapFile{Data: []byte(text)}
	return out
}

// run simulates a shipped scenario, or the unconditioned one.
func run(tb testing.TB, name, sampling string, trials int64, seed uint64) *result.Result {
	tb.Helper()
	study, err := sim.Load(sim.Options{Embedded: files(tb), Trials: trials, Seed: &seed, Sampling: sampling}, name)
	if study == nil {
		tb.Fatal(err)
	}
	results, err := study.Run(context.Background(), sim.Control{})
	if err != nil {
		tb.Fatal(err)
	}
	return results[0]
}

// forecast is the net of a channel over the forecast window.
func forecast(tb testing.TB, r *result.Result, channel string) result.Summary {
	tb.Helper()
	s := r.Find(channel, "net")
	if s == nil {
		tb.Fatalf("no channel %s", channel)
	}
	return s.Scenario[r.Window(result.Forecast)]
}

// eventless are the channels of the shipped model whose net reads no event.
var eventless = []string{"it_workers", "commodity_trade"}

// Where neither events nor evidence play a part, Sobol' points need at most a quarter of the trials: for the mean by the
// standard errors that the runs give, for the median by the width of its interval. The error of a standard error with 15
// degrees of freedom is 18%, and the gain is far beyond that.
func TestSobolNeedsAQuarterOfTheTrials(t *testing.T) {
	t.Parallel()
	trials := int64(16 * 1024)
	if testing.Short() {
		trials /= 4
	}
	random, sobol := run(t, unconditioned, "random", trials, 1), run(t, unconditioned, "sobol", trials, 1)
	for _, channel := range eventless {
		a, b := forecast(t, random, channel), forecast(t, sobol, channel)
		if gain := math.Pow(a.SE/b.SE, 2); gain < 4 {
			t.Errorf("%s: the mean gains a factor of %.1f", channel, gain)
		}
		if gain := math.Pow((a.Hi[4]-a.Lo[4])/(b.Hi[4]-b.Lo[4]), 2); gain < 4 {
			t.Errorf("%s: the median gains a factor of %.1f", channel, gain)
		}
		if z := (a.Mean - b.Mean) / math.Hypot(a.SE, b.SE); math.Abs(z) > 5 {
			t.Errorf("%s: means %v and %v, %.1f standard errors apart", channel, a.Mean, b.Mean, z)
		}
	}
}

// BenchmarkDesigns prints, for the total and each channel of the shipped baseline, without its evidence and with it, by how
// much fewer trials each design needs than random ones for the same error of the mean and of the median: the ratio of the
// variances over replicates, which are seeds. (-benchtime=1x)
func BenchmarkDesigns(b *testing.B) {
	const trials, seeds = 16 * 512, 12
	type key struct{ channel, statistic string }
	variance := func(name, sampling string) map[key]float64 {
		values := map[key][]float64{}
		for seed := range uint64(seeds) {
			r := run(b, name, sampling, trials, seed)
			for _, channel := range append([]string{"total"}, channels(r)...) {
				s := forecast(b, r, channel)
				for statistic, x := range map[string]float64{"mean": s.Mean, "median": s.Median()} {
					values[key{channel, statistic}] = append(values[key{channel, statistic}], x)
				}
			}
		}
		out := map[key]float64{}
		for k, x := range values {
			mean := 0.0
			for _, v := range x {
				mean += v / seeds
			}
			for _, v := range x {
				out[k] += (v - mean) * (v - mean) / (seeds - 1)
			}
		}
		return out
	}
	for title, name := range map[string]string{"unconditioned": unconditioned, "conditioned": "dprk/baseline"} {
		random := variance(name, "random")
		for _, sampling := range []string{"lhs", "sobol"} {
			b.Run(title+"/"+sampling, func(b *testing.B) {
				for b.Loop() {
					for k, v := range variance(name, sampling) {
						if v > 0 {
							b.ReportMetric(random[k]/v, fmt.Sprintf("x-fewer-%s-%s", k.channel, k.statistic))
						}
					}
				}
			})
		}
	}
}

func channels(r *result.Result) (ids []string) {
	for _, c := range r.Channels {
		ids = append(ids, c.ID)
	}
	return ids
}
