package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weir/internal/export"
	"weir/sim"
	"weir/sim/result"
)

// runFlags are the flags of weir run.
type runFlags struct {
	studyFlags
	parts
	threads, out, rows     string
	memory                 string
	time, checkpoint       string
	quiet, noCharts, force bool
}

// addOutput adds the flags that say how results are written, not what they are.
func (f *runFlags) addOutput(flags *pflag.FlagSet) {
	flags.StringVar(&f.threads, "workers", "", "`N` threads (default: all processors, or those that Slurm gives); changes no number")
	flags.StringVar(&f.memory, "max-memory", "", "`SIZE`, such as 4GiB: refuse what needs more (default: three quarters of what is free)")
	flags.StringVar(&f.out, "out", "out", "write below `DIR`")
	flags.BoolVar(&f.quiet, "quiet", false, "show no progress")
	flags.BoolVar(&f.noCharts, "no-charts", false, "write no charts")
	flags.BoolVar(&f.force, "force", false, "replace output folders of other files")
}

func runCommand(env *environment) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run FILE...",
		Short: "Simulate scenario files beside their baselines and write out/NAME for each",
		Long: `Run simulates scenario files beside their baselines, all on the same trials, and writes out/NAME for each:
summary.csv, baseline.csv, precision.csv, charts, report.md and run.json. A name such as folder/name that is no file is looked
up among the scenarios that come with the program. Where an expectation of a scenario fails, it exits with 1.`,
		RunE: func(cmd *cobra.Command, files []string) error {
			if cmd.Flags().Changed("plan") || cmd.Flags().Changed("shard") {
				return runShard(cmd, env, &f, files)
			}
			return simulate(cmd, env, &f, files)
		},
	}
	f.add(cmd.Flags())
	flags := cmd.Flags()
	f.addOutput(flags)
	flags.StringVar(&f.rows, "rows", "", "")
	flags.Lookup("rows").Hidden = true
	flags.StringVar(&f.time, "time", "", "`DURATION`, such as 10m: end the simulation then, with the trials that are done (sampling random only)")
	flags.StringVar(&f.checkpoint, "checkpoint", "", "keep the state in `FILE`, from which the same call goes on after an interruption")
	flags.StringVar(&f.plan, "plan", "", "compute a shard of the `PLAN` that weir plan has made; takes no files")
	flags.StringVar(&f.shard, "shard", "", "`I`, from 0, or auto: as a job of Slurm or Kubernetes says")
	return cmd
}

// simulate is weir run: everything that can be wrong is found before the first trial.
func simulate(cmd *cobra.Command, env *environment, f *runFlags, files []string) error {
	o := f.options(cmd, env)
	workers, bound := env.workers(cmd, f.threads), env.maxMemory(cmd, f.memory)
	if cmd.Flags().Changed("rows") {
		env.badValue(cmd, "rows", "leave it out", "tables of single trials are not in this version yet")
	}
	f.checkOut(cmd, env)
	study, err := load(cmd, env, o, files)
	if err != nil {
		return err
	}
	if err := env.fits(cmd, bound, task{Study: study, workers: workers, keep: cmd.Flags().Changed("checkpoint"), noCharts: f.noCharts}); err != nil {
		return err
	}
	p, err := planOf(study, o, "", files)
	if err != nil {
		return err
	}
	p.Precision = study.Precisions()
	p.Cut(study.Blocks(), 1)
	w, err := f.watch(cmd, env, study, p.Header(0))
	if err != nil {
		return err
	}
	err = f.produce(cmd, env, study, workers, func() ([]*result.Result, error) {
		ctx, control := w.begin(workers)
		defer w.end()
		return study.RunWith(ctx, control)
	})
	if err != nil && !errors.Is(err, errFailed) {
		return err
	}
	return cmp.Or(w.done(), err)
}

func (f *runFlags) checkOut(cmd *cobra.Command, env *environment) {
	if f.out == "" {
		env.badValue(cmd, "out", "name a folder, such as out", "an empty name is no folder")
	}
}

// produce writes what a computation gives, all of it or nothing, and shows it.
func (f *runFlags) produce(cmd *cobra.Command, env *environment, study *sim.Study, workers int, compute func() ([]*result.Result, error)) (err error) {
	folders, err := folders(cmd, env, f, study)
	if err != nil {
		return err
	}
	stages, err := openAll(folders)
	defer func() {
		for _, s := range slices.Backward(stages) { // the first ones made the folders above
			err = errors.Join(err, s.Discard())
		}
	}()
	if err != nil {
		return err
	}
	within := grace
	if f.checkpoint != "" {
		within = math.MaxInt64 // for the state
	}
	results, err := abandonable(cmd.Context(), within, compute)
	if err != nil {
		return err
	}
	if err := write(cmd.Context(), stages, results, f.noCharts, workers); err != nil {
		return err
	}
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	if err := export.Swap(stages...); err != nil {
		return err
	}
	if err := show(env, results, folders); err != nil {
		return err
	}
	return met(results)
}

// openAll opens a stage for each folder; beside an error it returns those that are open.
func openAll(folders []string) ([]*export.Stage, error) {
	var stages []*export.Stage
	for _, dir := range folders {
		s, err := export.Open(dir)
		if err != nil {
			return stages, err
		}
		stages = append(stages, s)
	}
	return stages, nil
}

// show prints the tables and where the outputs are.
func show(env *environment, results []*result.Result, folders []string) error {
	var b strings.Builder
	for i, r := range results {
		for _, w := range r.Warnings {
			if env.page() == 0 && !slices.Contains(env.said, w) { // the table that also says it goes elsewhere
				fmt.Fprintf(env.stderr, "%s: warning: %s\n", r.File, w)
			}
		}
		for _, e := range r.Expectations {
			if e.Outcome == result.Fails && env.page() == 0 {
				fmt.Fprintf(env.stderr, "%s: %s\n", r.File, unmet(r, e))
			}
		}
		fmt.Fprintf(&b, "%s\nwritten: %s\n", headline(r, env.said, env.page()), filepath.ToSlash(folders[i])+"/")
		if i < len(results)-1 {
			b.WriteString("\n\n")
		}
	}
	if _, err := fmt.Fprint(env.stdout, b.String()); err != nil {
		return fmt.Errorf("write to the standard output: %w", err)
	}
	return nil
}
