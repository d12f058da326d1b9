package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"weir/internal/selftest"
	"weir/sim"
	"weir/sim/display"
	"weir/sim/result"
)

func selftestCommand(env *environment) *cobra.Command {
	var f studyFlags
	var threads string
	cmd := &cobra.Command{
		Use:   "selftest",
		Short: "Compare this program, on this machine, with answers that are known in closed form",
		Long: `Selftest runs small scenarios whose answers are known in closed form, and compares what comes out with them: distributions,
products, events, processes, shocks, displacement, designs, correlations, the identity of draws. Each line of the table gives
the expected and the observed figure, and their distance in standard errors. It exits with 1 where a line fails; a program
without a fault shows one in fewer than 1 of 1,000,000 seeds.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o := selftest.Options{Trials: selftest.Trials, Seed: selftest.Seed, Sampling: "random"}
			given := f.options(cmd, env)
			if given.Trials > 0 {
				o.Trials = given.Trials
			}
			if given.Trials > 0 && given.Trials < selftest.MinTrials {
				env.badValue(cmd, "trials", fmt.Sprintf("take %s or more", display.Grouped(int64(selftest.MinTrials), "_")), "%d trials are too few to tell a fault from chance", given.Trials)
			}
			if given.Seed != nil {
				o.Seed = *given.Seed
			}
			if given.Sampling != "" {
				o.Sampling = given.Sampling
			}
			o.Workers = env.workers(cmd, threads)
			if len(args) > 0 {
				env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes no %q", args[0]), "it tests the program, not a scenario: weir check FILE looks for mistakes in one")...)
			}
			if env.wrong.Failed() {
				return env.wrong
			}
			return selfTest(cmd, env, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.trials, "trials", "", "`N` trials (default: 131_072); what measures a design keeps its own")
	flags.StringVar(&f.seed, "seed", "", "`N`, the seed of the draws, 0 to 2^64-1 (default: 1)")
	flags.StringVar(&f.sampling, "sampling", "", "`NAME` of the way to draw the trials: random, lhs or sobol (default: random)")
	flags.StringVar(&threads, "workers", "", "`N` threads (default: all processors); changes no number")
	return cmd
}

// selfTest prints the table.
func selfTest(cmd *cobra.Command, env *environment, o selftest.Options) error {
	report, err := selftest.Run(cmd.Context(), simulateCall, o)
	var inTheWay *selftest.InTheWayError
	if errors.As(err, &inTheWay) {
		return wrongUsage(cmd, inTheWay.Error(), "start it in another folder")
	}
	if err != nil {
		return err
	}
	fmt.Fprint(env.stdout, report.Text())
	if _, failed := report.Rows(); failed > 0 {
		return errFailed
	}
	return nil
}

// simulateCall is the road that weir run takes: text, study, run.
func simulateCall(ctx context.Context, c selftest.Call) ([]*result.Result, error) {
	study, err := sim.Load(sim.Options{Embedded: c.Files, Trials: c.Trials, Seed: &c.Seed, Sampling: c.Sampling}, c.Names...)
	if err != nil {
		return nil, err
	}
	return study.Run(ctx, sim.Control{Workers: c.Workers})
}
