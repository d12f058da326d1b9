package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A usage is what one finished process took.
type usage struct {
	wall, cpu float64 // seconds; processor time of all threads and of the processes that it waited for
	memory    float64 // MiB: the peak of the largest process; at least that of this program, from which it was started
}

// run runs a command to its end.
func run(command []string) (usage, error) {
	cmd := exec.Command(command[0], command[1:]...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start).Seconds()
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, stderr.Bytes())
	}
	state := cmd.ProcessState
	return usage{wall, (state.UserTime() + state.SystemTime()).Seconds(), peak(state)}, nil
}

// turns runs commands one after the other, so many times after a warm-up where one is wanted. out[i] are the runs of
// command i.
func turns(commands [][]string, runs int, warm bool) (out [][]usage, err error) {
	out = make([][]usage, len(commands))
	first := 0
	if warm {
		first = -1
	}
	for turn := first; turn < runs; turn++ {
		for i, c := range commands {
			u, err := run(c)
			if err != nil {
				return nil, err
			}
			if turn >= 0 {
				out[i] = append(out[i], u)
			}
		}
	}
	return out, nil
}

// median is the middle of a figure over runs, of an even number the mean of the two.
func median(runs []usage, figure func(u usage) float64) float64 {
	var all []float64
	for _, u := range runs {
		all = append(all, figure(u))
	}
	return middle(all)
}

func middle(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}

// ratios are those of the wall times of a to those of b, turn by turn, ascending.
func ratios(a, b []usage) []float64 {
	var all []float64
	for i := range a {
		all = append(all, a[i].wall/b[i].wall)
	}
	slices.Sort(all)
	return all
}

func wall(u usage) float64   { return u.wall }
func cpu(u usage) float64    { return u.cpu }
func memory(u usage) float64 { return u.memory }
