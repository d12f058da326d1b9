package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A size is that of a generated model: alike channels, each with a shock of its own; scenario i has shock i in force.
type size struct {
	channels, steps, scenarios int
	trials                     int64
}

// growthTrials are few enough to be quick and many enough that start and end do not count.
const growthTrials = 100_000

// printGrowth measures generated models on one thread: how processor time and memory grow with each of their sizes.
func printGrowth(work, weir string, runs int) error {
	fmt.Printf("## Growth, generated models: medians of %d runs on 1 thread\n\n", runs)
	t := table{head: []string{"", "channels", "steps", "scenarios", "trials", "wall s", "CPU s", "to the first", "peak MiB"}}
	for _, group := range []struct {
		name  string
		sizes []size
	}{
		{"start", []size{{6, 24, 1, 1}}},
		{"channels", []size{{6, 24, 1, growthTrials}, {12, 24, 1, growthTrials}, {24, 24, 1, growthTrials}}},
		{"steps", []size{{6, 12, 1, growthTrials}, {6, 24, 1, growthTrials}, {6, 48, 1, growthTrials}}},
		{"scenarios", []size{{6, 24, 0, growthTrials}, {6, 24, 1, growthTrials}, {6, 24, 2, growthTrials}, {6, 24, 4, growthTrials}}},
	} {
		fmt.Fprintln(os.Stderr, "bench: growth with", group.name)
		var commands [][]string
		for i, s := range group.sizes {
			dir := filepath.Join(work, group.name+strconv.Itoa(i))
			files, err := s.write(dir)
			if err != nil {
				return err
			}
			commands = append(commands, append([]string{
				weir, "run", "--trials", strconv.FormatInt(s.trials, 10), "--workers", "1", "--no-charts", "--quiet", "--force",
				"--out", filepath.Join(dir, "out"),
			}, files...))
		}
		used, err := turns(commands, runs, true)
		if err != nil {
			return err
		}
		for i, s := range group.sizes {
			t.add(group.name, strconv.Itoa(s.channels), strconv.Itoa(s.steps), strconv.Itoa(s.scenarios), amount(s.trials),
				figures(median(used[i], wall)), figures(median(used[i], cpu)), figures(median(used[i], cpu)/median(used[0], cpu)),
				figures(median(used[i], memory)))
		}
	}
	fmt.Println(&t)
	return nil
}

// write writes a model and its scenarios, and returns the files to run: the baseline, then the scenarios.
func (s size) write(dir string) (files []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	texts := map[string]string{"base.toml": s.model()}
	files = append(files, filepath.Join(dir, "base.toml"))
	for i := range s.scenarios {
		name := fmt.Sprintf("shock%d.toml", i+1)
		texts[name] = fmt.Sprintf("title = \"Shock %d\"\nextends = \"base.toml\"\nenforce = [\"s%d\"]\n", i+1, i+1)
		files = append(files, filepath.Join(dir, name))
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// model is the text of the baseline with all shocks.
func (s size) model() string {
	var b strings.Builder
	fmt.Fprintf(&b, `title = "Alike channels"
currency = "USD"
enforce = []
[time]
start = 2025-01-01
end = %d-%02d-01
step = "quarter"
`, 2025+s.steps/4, s.steps%4*3+1)
	for i := 1; i <= s.channels; i++ {
		fmt.Fprintf(&b, `
[channels.c%[1]d]
revenue = "level * share * index * noise"
cost = "fixed + level * 0.1"
[channels.c%[1]d.parameters]
level = { value = "50M to 200M", unit = "USD/year", assumption = "benchmark" }
share = { dist = "beta", alpha = 6, beta = 4, unit = "share", assumption = "benchmark" }
index = { process = "gbm", start = 1, drift = 0, volatility = 0.2, unit = "1", assumption = "benchmark" }
noise = { dist = "lognormal", median = 1, sigma = 0.2, unit = "1", vary = "step", assumption = "benchmark" }
fixed = { dist = "uniform", min = 1_000_000, max = 2_000_000, unit = "USD/year", assumption = "benchmark" }
`, i)
	}
	for i := 1; i <= s.channels; i++ {
		fmt.Fprintf(&b, `
[shocks.s%[1]d]
onset = 2025-04-01
ramp = "2 quarters"
half_life = { value = "4 to 16", unit = "quarter" }
hits = [{ target = "c%[1]d.share", cut = { dist = "beta", alpha = 4, beta = 6 } }]
assumption = "benchmark"
`, i)
	}
	return b.String()
}
