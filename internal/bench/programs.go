package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// model is the benchmark: a baseline, and the same with four shocks.
var model = [2]string{"sim/engine/testdata/six.toml", "sim/engine/testdata/six-shocks.toml"}

// numpyMost is the number of trials up to which numpy is asked: it keeps all columns, 1.3 GB a million.
const numpyMost = 2_000_000

// A program computes the benchmark model.
type program struct {
	name     string
	command  func(w workload, out string) []string
	takes    func(w workload) bool
	readMean func(out string) (means, error)
}

// A bench is all programs that can run here, weir first.
type bench struct {
	work     string // folder
	programs []program
	missing  []string // why others are left out
}

func always(workload) bool { return true }

func newBench(work, weir string) *bench {
	b := &bench{work: work}
	b.programs = append(b.programs, program{
		"weir",
		func(w workload, out string) []string {
			return []string{
				weir, "run", model[0], model[1], "--trials", strconv.FormatInt(w.trials, 10), "--workers", strconv.Itoa(w.threads),
				"--no-charts", "--quiet", "--force", "--out", out,
			}
		},
		always, readRun,
	})
	if binary, why := compile(work); why != "" {
		b.missing = append(b.missing, "C: "+why)
	} else {
		b.add("C", binary+" {trials} {seed} {threads} {out}", always)
	}
	if python, why := interpreter(); why != "" {
		b.missing = append(b.missing, "numpy: "+why)
	} else {
		b.add("numpy", python+" internal/bench/peer/six.py {trials} {seed} {threads} {out}", func(w workload) bool {
			return w.threads > 1 && w.trials <= numpyMost
		})
	}
	if command := os.Getenv("BENCH_PEER"); command != "" {
		b.add("peer", command, always)
	}
	return b
}

// add adds a program that writes the table of the peers.
func (b *bench) add(name, template string, takes func(workload) bool) {
	command := func(w workload, out string) []string {
		r := strings.NewReplacer("{trials}", strconv.FormatInt(w.trials, 10), "{seed}", "1", "{threads}", strconv.Itoa(w.threads), "{out}", out)
		words := strings.Fields(template)
		for i := range words {
			words[i] = r.Replace(words[i])
		}
		return words
	}
	b.programs = append(b.programs, program{name, command, takes, readTable})
}

// compile makes the program in C.
func compile(work string) (binary, why string) {
	binary = filepath.Join(work, "six")
	for _, compiler := range []string{"gcc", "clang", "cc"} {
		path, err := exec.LookPath(compiler)
		if err != nil {
			continue
		}
		out, err := exec.Command(path, "-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-o", binary,
			"internal/bench/peer/six.c", "-lm", "-lpthread").CombinedOutput()
		if err != nil {
			return "", fmt.Sprintf("%s: %v\n%s", compiler, err, out)
		}
		return binary, ""
	}
	return "", "there is no C compiler here"
}

// interpreter finds a python3 that has numpy.
func interpreter() (python, why string) {
	for _, p := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(p, "-c", "import numpy, os; os.fork").Run() == nil {
			return p, ""
		}
	}
	return "", "there is no python3 with numpy here"
}
