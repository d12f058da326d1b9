package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// warmUpTo is the number of trials from which on a run is long enough to need no warm-up.
const warmUpTo = 500_000

// printSideBySide measures all programs at all workloads, and compares their means.
func printSideBySide(b *bench, cases []workload, runs int) error {
	fmt.Printf("## Six channels, 24 quarters, two worlds: medians of %d runs in turn\n\n", runs)
	for _, why := range b.missing {
		fmt.Println("left out:", why)
	}
	times := table{head: []string{"trials", "threads", "program", "wall s", "CPU s", "peak MiB of a process", "weir / it, wall", "in single turns"}}
	agreement := table{head: []string{"trials", "weir and", "means", "rms z", "largest z", "where"}}
	var wrong error
	compared := map[string]bool{}
	for _, w := range cases {
		fmt.Fprintf(os.Stderr, "bench: %s trials, %d threads\n", amount(w.trials), w.threads)
		var programs []program
		var commands [][]string
		for _, p := range b.programs {
			if p.takes(w) {
				programs = append(programs, p)
				commands = append(commands, p.command(w, b.out(p)))
			}
		}
		used, err := turns(commands, runs, w.trials < warmUpTo)
		if err != nil {
			return err
		}
		for i, p := range programs {
			fmt.Fprintf(os.Stderr, "  %s: %s s\n", p.name, figures(median(used[i], wall)))
		}
		var ours means
		for i, p := range programs {
			ratio, span := "", ""
			if i > 0 {
				r := ratios(used[0], used[i])
				ratio, span = figures(middle(r)), figures(r[0])+" to "+figures(r[len(r)-1])
			}
			times.add(amount(w.trials), strconv.Itoa(w.threads), p.name, figures(median(used[i], wall)), figures(median(used[i], cpu)),
				figures(median(used[i], memory)), ratio, span)
			got, err := p.readMean(b.out(p))
			if err != nil {
				return err
			}
			if i == 0 {
				ours = got
				continue
			}
			if id := fmt.Sprint(p.name, w.trials); !compared[id] { // threads change no number, but those of numpy
				compared[id] = true
				d, err := compare(ours, got, w.trials)
				if err != nil {
					return fmt.Errorf("weir and %s at %s trials: %w", p.name, amount(w.trials), err)
				}
				agreement.add(amount(w.trials), p.name, strconv.Itoa(d.means), fmt.Sprintf("%.2f", d.rms), fmt.Sprintf("%.1f", d.largest), d.where)
				if d.largest > mostZ {
					wrong = errors.Join(wrong, fmt.Errorf("weir and %s differ in %s by %.1f standard errors", p.name, d.where, d.largest))
				}
			}
		}
	}
	fmt.Printf("%v\n%v\n", &times, &agreement)
	return wrong
}

// out is where a program writes.
func (b *bench) out(p program) string { return filepath.Join(b.work, "out-"+p.name) }
