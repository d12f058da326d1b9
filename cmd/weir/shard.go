package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"weir/internal/shard"
	"weir/sim"
	"weir/sim/display"
)

// parts are the flags of weir run that make it compute a shard of a plan.
type parts struct {
	plan, shard string
}

// fixed are the flags that a plan, or the merge, decides; with the mend.
var fixed = []struct{ flag, mend string }{
	{"trials", "the plan fixes it"}, {"seed", "the plan fixes it"}, {"sampling", "the plan fixes it"},
	{"precision", "a plan has a fixed number of trials"}, {"set", "the plan fixes it"},
	{"time", "a shard is computed whole"},
	{"out", "weir merge takes it"},
}

// runShard is weir run --plan PLAN --shard I.
func runShard(cmd *cobra.Command, env *environment, f *runFlags, files []string) error {
	given := cmd.Flags().Changed
	if !given("plan") {
		env.badValue(cmd, "shard", "weir run --plan plan.json --shard I", "a shard of which plan?")
	}
	if !given("shard") {
		env.badValue(cmd, "plan", "--shard I, from 0 on, or --shard auto in a job of Slurm or Kubernetes", "which shard of it?")
	}
	for _, no := range fixed {
		if given(no.flag) {
			env.badValue(cmd, no.flag, no.mend, "it cannot stand beside --plan")
		}
	}
	if len(files) > 0 {
		env.wrong = append(env.wrong, wrongUsage(cmd, fmt.Sprintf("%s cannot stand beside --plan", files[0]), "the plan names the files")...)
	}
	index := -1
	if given("shard") {
		index = env.shardIndex(cmd, f.shard)
	}
	workers, bound := env.workers(cmd, f.threads), env.maxMemory(cmd, f.memory)
	if env.wrong.Failed() {
		return env.wrong
	}
	p, study, err := openPlan(cmd, env, f.plan)
	if err != nil {
		return err
	}
	if index >= p.Shards {
		env.badValue(cmd, "shard", fmt.Sprintf("its shards are 0 to %d", p.Shards-1), "%s has no shard %d", f.plan, index)
		return env.wrong
	}
	if err := env.fits(cmd, bound, task{Study: study, workers: workers, shard: true, keep: cmd.Flags().Changed("checkpoint")}); err != nil {
		return err
	}
	return computeShard(cmd, env, f, p, study, index, workers)
}

// shardIndex reads --shard.
func (env *environment) shardIndex(cmd *cobra.Command, text string) int {
	if text != "auto" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			env.badValue(cmd, "shard", "a whole number from 0 on, or auto", "%q is no shard", text)
		}
		return int(n)
	}
	const slurm, kubernetes = "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"
	found := -1
	for _, name := range []string{slurm, kubernetes} {
		text := env.getenv(name)
		if text == "" {
			continue
		}
		n, err := strconv.ParseUint(text, 10, 31)
		switch {
		case err != nil:
			env.badValue(cmd, "shard", "name the shard: --shard I", "%s is %q, which is no shard", name, text)
			return 0
		case found >= 0 && found != int(n):
			env.badValue(cmd, "shard", "name the shard: --shard I", "%s says shard %d and %s says %d", slurm, found, kubernetes, n)
			return 0
		}
		found = int(n)
	}
	if found < 0 {
		env.badValue(cmd, "shard", "name the shard: --shard I", "neither %s nor %s says which shard this is", slurm, kubernetes)
	}
	return found
}

// computeShard computes a shard and writes its file, unless it is there and whole.
func computeShard(cmd *cobra.Command, env *environment, f *runFlags, p *shard.Plan, study *sim.Study, index, workers int) error {
	path, want := p.Path(f.plan, index), p.Header(index)
	say := func(what string) error {
		_, err := display.Fprintf(env.stdout, "shard %d of %d %s: %s\n", index, p.Shards, what, path)
		return err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return wrongUsage(cmd, path+" is where the shard goes, and no regular file", "move it away")
	}
	if !f.force {
		_, why, err := readShard(study, path, want, env.guard.bound.Load())
		if err != nil {
			return err
		}
		if why == "" {
			return say("is there already")
		}
	}
	w, err := f.watch(cmd, env, study, want)
	if err != nil {
		return err
	}
	ctx, control := w.begin(workers)
	partial, err := study.Report().Shard(ctx, sim.Span{From: want.From, To: want.To}, control)
	w.end()
	if err != nil {
		return err
	}
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	if err := shard.Write(path, shard.Shard, want, partial.Append(nil)); err != nil {
		return err
	}
	if err := w.done(); err != nil {
		return err
	}
	return say("is written")
}

// readShard reads a shard. Why says what is wrong with it; the error is that the machine cannot read it.
func readShard(study *sim.Study, path string, want shard.Header, most int64) (partial *sim.Partial, why string, err error) {
	h, payload, err := shard.Read(path, shard.Shard, most)
	var broken *shard.BrokenError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "is missing", nil
	case errors.As(err, &broken):
		return nil, broken.Why, nil
	case err != nil:
		return nil, "", err
	}
	if why := h.Fits(want); why != "" {
		return nil, why, nil
	}
	if partial, err = study.Report().Decode(sim.Span{From: h.From, To: h.To}, payload); err != nil {
		return nil, fmt.Sprintf("is damaged: %v", err), nil
	}
	return partial, "", nil
}
