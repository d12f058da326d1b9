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

	"weir/internal/disk"
	"weir/internal/export"
	"weir/sim"
	"weir/sim/display"
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
	flags.BoolVar(&f.force, "force", false, "replace the run of another file, and keep edited outputs as NAME.edited-1")
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
	p.Cut(study.Report().Blocks(), 1)
	w, err := f.watch(cmd, env, study, p.Header(0))
	if err != nil {
		return err
	}
	reads := inputs(study, files)
	if f.checkpoint != "" {
		reads = append(reads, f.checkpoint)
	}
	err = f.produce(cmd, env, study, reads, workers, func() ([]*result.Result, error) {
		ctx, control := w.begin(workers)
		defer w.end()
		return study.Run(ctx, control)
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

// produce writes what a computation gives, all of it or nothing, and shows it. Reads are the files that the call reads, or keeps
// its state in.
func (f *runFlags) produce(cmd *cobra.Command, env *environment, study *sim.Study, reads []string, workers int, compute func() ([]*result.Result, error)) (err error) {
	folders, err := folders(cmd, env, f, study, reads)
	if err != nil {
		return err
	}
	stages, err := f.openAll(cmd, env, folders)
	defer func() {
		for _, s := range slices.Backward(stages) { // the first ones made the folders above
			err = errors.Join(err, s.Discard())
			env.tell(s)
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
	for _, s := range stages {
		env.tell(s)
	}
	show(env, results, folders)
	return met(results)
}

// openAll opens a stage for each folder, and refuses those in which something could not be kept; beside an error it returns
// those that are open.
func (f *runFlags) openAll(cmd *cobra.Command, env *environment, folders []string) ([]*export.Stage, error) {
	var stages []*export.Stage
	for _, dir := range folders {
		s, err := export.Open(dir)
		if disk.IsImpossible(err) {
			return stages, wrongUsage(cmd, err.Error(), "a shorter name, or write elsewhere with --out DIR")
		}
		if err != nil {
			return stages, err
		}
		stages = append(stages, s)
		env.tell(s)
		obstacles, err := s.Rehearse()
		if err != nil {
			return stages, err
		}
		env.refuse(cmd, obstacles, f.force)
	}
	if env.wrong.Failed() {
		return stages, env.wrong
	}
	return stages, nil
}

// tell prints what was done to files that no run wrote.
func (env *environment) tell(s *export.Stage) {
	for _, note := range s.Notes() {
		display.Fprintf(env.stderr, "weir: %s\n", note)
	}
}

// show prints the tables and where the outputs are.
func show(env *environment, results []*result.Result, folders []string) {
	var b strings.Builder
	for i, r := range results {
		for _, w := range r.Warnings {
			if env.page() == 0 && !slices.Contains(env.said, w) { // the table that also says it goes elsewhere
				display.Fprintf(env.stderr, "%s: warning: %s\n", r.File, w)
			}
		}
		for _, e := range r.Expectations {
			if e.Outcome == result.Fails && env.page() == 0 {
				display.Fprintf(env.stderr, "%s: %s\n", r.File, unmet(r, e))
			}
		}
		b.WriteString(headline(r, env.said, env.page()))
		display.Fprintf(&b, "\nwritten: %s\n", filepath.ToSlash(folders[i])+"/")
		if i < len(results)-1 {
			b.WriteString("\n\n")
		}
	}
	fmt.Fprint(env.stdout, b.String())
}
