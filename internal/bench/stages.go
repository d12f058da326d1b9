package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// stages are what a run goes through, and the packages whose benchmarks measure it.
var stages = []struct{ title, folder string }{
	{"Arithmetic", "./sim/fp"},
	{"Uniforms, designs, rank correlation", "./sim/draw"},
	{"Laws: draws by family, and the tables behind them", "./sim/dist"},
	{"Formulas: read and checked", "./sim/formula"},
	{"Plans: from files to a program", "./sim/plan"},
	{"Operations", "./sim/machine"},
	{"Engine: trials from end to end", "./sim/engine"},
	{"Variants of a scenario, beside its report", "./sim"},
	{"Statistics", "./sim/stat"},
}

// printStages runs the benchmarks of the stages one after the other.
func printStages() error {
	for _, s := range stages {
		fmt.Fprintln(os.Stderr, "bench:", s.folder)
		out, err := exec.Command("go", "test", "-run=^$", "-bench=.", "-benchtime=50ms", "-cpu=1", s.folder).CombinedOutput()
		if err != nil {
			return fmt.Errorf("benchmarks of %s: %w\n%s", s.folder, err, out)
		}
		t := table{head: []string{"benchmark", "cost", "also"}}
		for line := range strings.Lines(string(out)) {
			if name, all, ok := parseBenchmark(line); ok {
				var also []string
				for _, f := range all[1:] {
					also = append(also, f.String())
				}
				t.add(name, all[0].String(), strings.Join(also, ", "))
			}
		}
		fmt.Printf("## %s\n\n%v\n", s.title, &t)
	}
	return nil
}

// A figure of a benchmark.
type figure struct {
	value float64
	unit  string
}

// String writes long times in larger units.
func (f figure) String() string {
	per, ok := strings.CutPrefix(f.unit, "ns/")
	switch {
	case ok && f.value >= 1e7:
		return figures(f.value/1e6) + " ms/" + per
	case ok && f.value >= 1e4:
		return figures(f.value/1e3) + " us/" + per
	}
	return figures(f.value) + " " + f.unit
}

// isTime reports whether the figure says how long something takes.
func (f figure) isTime() bool { return strings.HasPrefix(f.unit, "ns/") || f.unit == "ms" }

// parseBenchmark reads a line such as
//
//	BenchmarkFill/uniform  1234  800 ns/op  3.1 ns/draw  0 B/op  0 allocs/op
//
// times first, without that of an operation where it says what a unit of work costs, and without what is zero.
func parseBenchmark(line string) (name string, all []figure, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
		return "", nil, false
	}
	var operation, memory []figure
	for i := 2; i+1 < len(fields); i += 2 {
		v, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return "", nil, false
		}
		f := figure{v, fields[i+1]}
		switch {
		case f.unit == "ns/op":
			operation = append(operation, f)
		case v == 0:
		case f.unit == "B/op" || f.unit == "allocs/op":
			memory = append(memory, f)
		default:
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		all = operation
	}
	slices.SortStableFunc(all, func(a, b figure) int {
		switch {
		case a.isTime() == b.isTime():
			return 0
		case a.isTime():
			return -1
		}
		return 1
	})
	all = append(all, memory...)
	return strings.ReplaceAll(strings.TrimPrefix(fields[0], "Benchmark"), "_", " "), all, len(all) > 0
}
