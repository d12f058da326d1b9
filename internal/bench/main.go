// Bench measures weir, in three parts:
//
//  1. stages: the Go benchmarks of each stage, from one uniform to a whole run;
//  2. the same model in weir, in C and in numpy (folder peer), side by side: time, memory, and whether they agree;
//  3. growth: models of more channels, steps and scenarios.
//
// Part 2 leaves out what cannot run here: it wants a C compiler, and a python3 with numpy. The environment variable
// BENCH_PEER names one more program, as a command with {trials}, {seed}, {threads} and {out} in it, which writes the table
// that peer/six.c writes.
//
// Times are of whole processes, in turns: weir, C, numpy, weir, ... so that what else the machine does strikes all alike.
// A ratio is the median of the ratios of the turns. Nothing here fails on a time; the exit status is 1 where means disagree.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	stages := flag.Bool("stages", true, "run the Go benchmarks of the stages")
	growth := flag.Bool("growth", true, "measure growth with channels, steps and scenarios")
	runs := flag.Int("runs", 5, "`N` counted runs of each program")
	list := flag.String("cases", "100k:1,100k:2,1m:1,1m:2,10m:2", "`TRIALS:THREADS,...` side by side; empty: none")
	flag.Parse()
	if err := measure(*stages, *growth, *runs, *list); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(stages, growth bool, runs int, list string) error {
	cases, err := parseCases(list)
	if err != nil {
		return err
	}
	if runs < 1 {
		return fmt.Errorf("%d runs: at least one", runs)
	}
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("looking for the module: %w", err)
	}
	if err := os.Chdir(strings.TrimSpace(string(root))); err != nil {
		return err
	}
	if stages {
		if err := printStages(); err != nil {
			return err
		}
	}
	if len(cases) == 0 && !growth {
		return nil
	}
	work, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	weir := filepath.Join(work, "weir")
	build := exec.Command("go", "build", "-trimpath", "-o", weir, "./cmd/weir") // as make does
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building weir: %w\n%s", err, out)
	}
	fmt.Printf("%s, %s/%s, %d processors%s\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor())
	if len(cases) > 0 {
		if err := printSideBySide(newBench(work, weir), cases, runs); err != nil {
			return err
		}
	}
	if growth {
		return printGrowth(work, weir, runs)
	}
	return nil
}

// processor is the name of the processor, where the system tells.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return ", " + strings.TrimSpace(model)
		}
	}
	return ""
}
