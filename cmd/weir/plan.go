package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weir/internal/shard"
	"weir/sim"
	"weir/sim/diag"
	"weir/sim/display"
	"weir/sim/result"
)

// planFlags are the flags of weir plan.
type planFlags struct {
	studyFlags
	shards, output, script string
	force                  bool
}

func planCommand(env *environment) *cobra.Command {
	var f planFlags
	cmd := &cobra.Command{
		Use:   "plan FILE...",
		Short: "Cut a run into shards that many machines compute, and weir merge puts together",
		Long: `Plan checks scenario files and writes a plan of their run in N shards: the files and their hashes, the settings, and which
trials each shard takes. Then weir run --plan plan.json --shard I computes shard I, from 0 to N-1, anywhere where the plan and
its files can be read, and weir merge plan.json writes what weir run FILE... would have written, byte for byte.
With --script it prints what computes them all on a cluster.`,
		RunE: func(cmd *cobra.Command, files []string) error { return makePlan(cmd, env, &f, files) },
	}
	f.add(cmd.Flags())
	flags := cmd.Flags()
	flags.StringVar(&f.shards, "shards", "", "`N` shards, at most one for each block of 512 trials")
	flags.StringVarP(&f.output, "output", "o", "plan.json", "write the plan to `FILE`; shards come into a folder beside it")
	flags.StringVar(&f.script, "script", "", "`NAME`: print the job for a cluster, slurm or kubernetes")
	flags.BoolVar(&f.force, "force", false, "replace a plan that is there")
	return cmd
}

// makePlan is weir plan.
func makePlan(cmd *cobra.Command, env *environment, f *planFlags, files []string) error {
	o := f.options(cmd, env)
	if cmd.Flags().Changed("precision") {
		env.badValue(cmd, "precision", "leave it out, and give --trials", "a plan has a fixed number of trials, and how many a precision takes is known only in the end")
	}
	shards := uint64(0)
	if cmd.Flags().Changed("shards") {
		shards = env.count(cmd, "shards", f.shards, maxTrials/sim.Block)
	} else {
		env.badValue(cmd, "shards", "such as --shards 8", "into how many shards is the run to be cut?")
	}
	if cmd.Flags().Changed("script") {
		env.checkScript(cmd, f.script)
	}
	env.checkOutput(cmd, f)
	study, err := load(cmd, env, o, files)
	if err != nil {
		return err
	}
	for i, goal := range study.Precisions() {
		if goal != "" {
			env.wrong.Errorf(commandLine(cmd), "", "take precision out of its [run], and give --trials",
				"%s asks for a precision, %s, and a plan has a fixed number of trials", study.Files()[i], goal)
		}
	}
	if blocks := study.Report().Blocks(); int64(shards) > blocks {
		env.badValue(cmd, "shards", fmt.Sprintf("take %s or fewer", display.Grouped(blocks, "_")),
			"%s trials are %s blocks of %d, and a shard is at least one", display.Grouped(study.Trials(), ","), display.Grouped(blocks, ","), sim.Block)
	}
	if env.wrong.Failed() {
		return env.wrong
	}
	p, err := planOf(study, o, filepath.Dir(f.output), files)
	if err != nil {
		return err
	}
	p.Cut(study.Report().Blocks(), int(shards))
	if err := p.Write(f.output); err != nil {
		return err
	}
	fmt.Fprint(env.stdout, job(p, f.output, f.script))
	return nil
}

// checkOutput notes what stands where the plan is to be.
func (env *environment) checkOutput(cmd *cobra.Command, f *planFlags) {
	info, err := os.Stat(f.output)
	switch {
	case f.output == "":
		env.badValue(cmd, "output", "name a file, such as plan.json", "an empty name is no file")
	case strings.ContainsAny(f.output, "\r\n"):
		env.badValue(cmd, "output", "name a file, such as plan.json", "a name of several lines cannot stand in a script")
	case err != nil:
	case info.IsDir():
		env.badValue(cmd, "output", "name a file, such as plan.json in it", "%s is a folder", f.output)
	case f.force && !shard.IsPlan(f.output):
		env.badValue(cmd, "output", "-o FILE writes elsewhere", "%s is there, and it is no plan", f.output)
	case !f.force:
		env.badValue(cmd, "output", "--force replaces it; -o FILE writes elsewhere", "%s is there already", f.output)
	}
}

// planOf is the plan of a study, which was read from files, with a plan in some folder; without one, names are those of the
// study.
func planOf(study *sim.Study, o sim.Options, folder string, files []string) (*shard.Plan, error) {
	p := &shard.Plan{
		Format: shard.Format, Weir: version, Set: append([]string{}, o.Sets...),
		Flags:  shard.Flags{Trials: o.Trials, Seed: o.Seed, Sampling: o.Sampling},
		Trials: study.Trials(), Seed: study.Seed(), Sampling: study.Sampling(), Block: sim.Block,
	}
	for i, inputs := range study.Inputs() {
		f := shard.File{Name: study.Files()[i]}
		if name, shipped := strings.CutPrefix(f.Name, "embedded:"); shipped {
			f.Name, f.Shipped = strings.TrimSuffix(name, ".toml"), true
		} else if folder != "" {
			var err error
			if f.Name, err = relative(folder, files[i]); err != nil {
				return nil, err
			}
		}
		for _, in := range inputs {
			f.Inputs = append(f.Inputs, shard.Hash{Path: filepath.ToSlash(in.Path), SHA256: in.SHA256})
		}
		p.Files = append(p.Files, f)
	}
	return p, nil
}

// relative is the path of a file as seen from a folder, with slashes.
func relative(folder, file string) (string, error) {
	from, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	path, err := filepath.Rel(from, to)
	return filepath.ToSlash(path), err
}

// openPlan reads a plan and its files, which must be those that it was made of.
func openPlan(cmd *cobra.Command, env *environment, path string) (*shard.Plan, *sim.Study, error) {
	const again = "weir plan makes a new one"
	p, err := shard.ReadPlan(path, sim.Block)
	var broken *shard.BrokenError
	switch info, _ := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, append(env.wrong, wrongUsage(cmd, fmt.Sprintf("there is no plan %s", path), "weir plan FILE... --shards N -o "+typed(path)+" makes one")...)
	case info != nil && info.IsDir():
		return nil, nil, append(env.wrong, wrongUsage(cmd, fmt.Sprintf("%s is a folder, not a plan", path), "")...)
	case errors.As(err, &broken):
		return nil, nil, append(env.wrong, wrongUsage(cmd, broken.Error(), again)...)
	case err != nil:
		return nil, nil, err
	case p.Weir != version:
		return nil, nil, append(env.wrong, wrongUsage(cmd, fmt.Sprintf("%s was made by weir %s, and this is weir %s", path, p.Weir, version), "use that version everywhere, or make a new plan")...)
	}
	o := sim.Options{Embedded: env.embedded, Sets: p.Set, Trials: p.Flags.Trials, Seed: p.Flags.Seed, Sampling: p.Flags.Sampling}
	study, err := load(cmd, env, o, planned(p, path))
	if err != nil {
		return nil, nil, err
	}
	changed := compareInputs(cmd, p, study.Inputs())
	if !changed.Failed() && (study.Trials() != p.Trials || study.Seed() != p.Seed || study.Sampling() != p.Sampling) {
		changed.Errorf(commandLine(cmd), "", again, "%s is not what its files give: %d trials, seed %d, %s", path, study.Trials(), study.Seed(), study.Sampling())
	}
	if changed.Failed() {
		return nil, nil, changed
	}
	return p, study, nil
}

// planned are the scenarios of the plan at a path, as a call names them.
func planned(p *shard.Plan, path string) []string {
	var names []string
	for _, f := range p.Files {
		if f.Shipped {
			names = append(names, f.Name)
		} else {
			names = append(names, filepath.Join(filepath.Dir(path), filepath.FromSlash(f.Name)))
		}
	}
	return names
}

// compareInputs names the files that are not what they were when the plan was made.
func compareInputs(cmd *cobra.Command, p *shard.Plan, now [][]result.Input) diag.List {
	var l diag.List
	for i, f := range p.Files {
		was := map[string]string{}
		for _, in := range f.Inputs {
			was[in.Path] = in.SHA256
		}
		for _, in := range now[i] {
			switch sum, ok := was[filepath.ToSlash(in.Path)]; {
			case !ok:
				l.Errorf(commandLine(cmd), "", "weir plan --force makes a new plan", "%s, which %s reads, is not in the plan", in.Path, f.Name)
			case sum != in.SHA256:
				l.Errorf(commandLine(cmd), "", "bring it back, or make a new plan: weir plan --force", "%s, which %s reads, has changed since the plan was made", in.Path, f.Name)
			}
			delete(was, filepath.ToSlash(in.Path))
		}
		for _, in := range f.Inputs {
			if _, left := was[in.Path]; left {
				l.Errorf(commandLine(cmd), "", "weir plan --force makes a new plan", "%s, which is in the plan, is no longer read by %s", in.Path, f.Name)
			}
		}
	}
	return l
}
