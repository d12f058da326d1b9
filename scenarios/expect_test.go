package scenarios_test

import (
	"context"
	"io/fs"
	"path"
	"strings"
	"testing"

	"weir/scenarios"
	"weir/sim"
	"weir/sim/result"
)

// TestShippedFindings: what the shipped scenarios say of their own results holds, so that no change of code or data changes
// a finding unseen. Where one of a folder says anything, each does that others do not build on.
func TestShippedFindings(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(scenarios.FS, "*/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	folders := map[string][]string{}
	stated := map[string]int{}
	for _, file := range files {
		text, err := fs.ReadFile(scenarios.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		folder := path.Dir(file)
		if strings.Contains(string(text), "\nenforce ") {
			folders[folder] = append(folders[folder], file)
		}
		if strings.Contains(string(text), "\n[expect]\n") {
			stated[folder]++
		}
	}
	if len(stated) == 0 {
		t.Error("no scenario says anything")
	}
	for folder, n := range stated {
		if n != len(folders[folder]) {
			t.Errorf("%s: %d of %d scenarios say what is found", folder, n, len(folders[folder]))
		}
		trials := int64(20_000)
		if testing.Short() {
			trials = 1_000 // so few may leave one open
		}
		study, err := sim.Load(sim.Options{Embedded: scenarios.FS, Trials: trials}, folders[folder]...)
		if study == nil {
			t.Fatal(err)
		}
		results, err := study.Run(context.Background(), sim.Control{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if len(r.Expectations) == 0 {
				t.Errorf("%s says nothing", r.Name)
			}
			for _, e := range r.Expectations {
				if e.Outcome == result.Fails || e.Outcome == result.Undecided && !testing.Short() {
					t.Errorf("%s: %s %s: %s: %.4g %s, 95%% interval %.4g to %.4g", r.Name, e.Name, e.Outcome, e.Text, e.Value, e.Unit, e.Lo, e.Hi)
				}
			}
		}
	}
}
