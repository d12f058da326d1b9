package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weir/internal/shard"
	"weir/sim"
	"weir/sim/diag"
	"weir/sim/result"
)

func mergeCommand(env *environment) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "merge PLAN",
		Short: "Put the shards of a plan together and write what one run of all would have written",
		Long: `Merge reads the shards of a plan that weir run --plan PLAN --shard I has computed, and writes what weir run FILE... with the
settings of the plan would have written, byte for byte. Where shards are missing or broken it says which, with the calls that
compute them, and writes nothing.`,
		RunE: func(cmd *cobra.Command, plans []string) error { return merge(cmd, env, &f, plans) },
	}
	f.addOutput(cmd.Flags())
	return cmd
}

// merge is weir merge.
func merge(cmd *cobra.Command, env *environment, f *runFlags, plans []string) error {
	workers, bound := env.workers(cmd, f.threads), env.maxMemory(cmd, f.memory)
	f.checkOut(cmd, env)
	if len(plans) != 1 {
		env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("it takes one plan, not %d", len(plans)), "weir merge plan.json")...)
	}
	if env.wrong.Failed() {
		return env.wrong
	}
	p, study, err := openPlan(cmd, env, plans[0])
	if err != nil {
		return err
	}
	if err := env.fits(cmd, bound, task{Study: study, workers: workers, merge: p.Shards, noCharts: f.noCharts}); err != nil {
		return err
	}
	reads := append(inputs(study, planned(p, plans[0])), plans[0], shard.Folder(plans[0]))
	return f.produce(cmd, env, study, reads, workers, func() ([]*result.Result, error) {
		whole, err := gather(cmd, env, f, p, study, plans[0])
		if err != nil {
			return nil, err
		}
		answer, err := study.Report().Merged(cmd.Context(), whole, workers)
		if err != nil {
			return nil, err
		}
		return answer.Results, nil
	})
}

// maxNamed is the number of shards that cannot be merged of which each is named with its own call.
const maxNamed = 10

// gather merges the shards, or says what is wrong with all of them.
func gather(cmd *cobra.Command, env *environment, f *runFlags, p *shard.Plan, study *sim.Study, path string) (*sim.Partial, error) {
	var whole *sim.Partial
	var wrong diag.List
	var again []int
	bar := newProgress(env, f.quiet || env.width() == 0, "shards") // so quick that lines would say nothing
	defer bar.end()
	for i := range p.Shards {
		if err := cmd.Context().Err(); err != nil {
			return nil, err
		}
		file := p.Path(path, i)
		partial, why, err := readShard(study, file, p.Header(i), env.guard.bound.Load())
		switch {
		case err != nil:
			return nil, err
		case why != "":
			again = append(again, i)
			if len(again) <= maxNamed {
				wrong.Errorf(commandLine(cmd), "", fmt.Sprintf("weir run --plan %s --shard %d", typed(path), i), "%s %s", file, why)
			}
		case len(again) > 0:
		case whole == nil:
			whole = partial
		default:
			whole.Merge(partial)
		}
		bar.update(int64(i)+1, int64(p.Shards))
	}
	if len(again) > 0 {
		wrong.Errorf(commandLine(cmd), "", "with Slurm, this computes them:", "%d of %d shards cannot be merged", len(again), p.Shards)
		wrong[len(wrong)-1].Paste = resubmission(path, again)
		return nil, wrong
	}
	return whole, nil
}
