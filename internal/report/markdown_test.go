package report

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weir/sim/result"
)

var update = flag.Bool("update", false, "write the expected pages anew")

var pictures = []Chart{
	{File: "charts/fan_total.png", Title: "Raids take 20% off", Alt: "A fan [of] the total."},
	{File: "charts/channels.png", Title: "Ore loses", Alt: "Panels."},
}

func TestPages(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(worlds)) {
		charts := pictures
		if name == "constant" {
			charts = nil
		}
		got := string(Markdown("1.0", worlds[name].result(), charts))
		path := filepath.Join("testdata", name+".md")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got == string(want) {
			continue
		}
		a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("%s:%d:\nwant %s\n got %s", path, i+1, a[i], b[i])
				break
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s: want %d lines, got %d", path, len(a), len(b))
		}
	}
}

// TestEveryTableIsOne: each row has as many cells as its head, so that it renders as a table.
func TestEveryTableIsOne(t *testing.T) {
	for name, w := range worlds {
		cells := 0
		for i, l := range strings.Split(string(Markdown("1.0", w.result(), pictures)), "\n") {
			if !strings.HasPrefix(l, "|") {
				cells = 0
				continue
			}
			n := strings.Count(strings.ReplaceAll(l, `\|`, ""), "|")
			if cells != 0 && n != cells {
				t.Errorf("%s:%d: %d bars, not %d: %s", name, i+1, n, cells, l)
			}
			cells = n
		}
	}
}

// TestEveryDoubtIsShown: a warning never gets lost.
func TestEveryDoubtIsShown(t *testing.T) {
	r := worlds["pressure"].result()
	page := string(Markdown("1.0", r, nil))
	for _, w := range r.Warnings {
		if !strings.Contains(page, ended(prose(w))) {
			t.Errorf("%q is not on the page", w)
		}
	}
	if !strings.Contains(page, "The run has two warnings") {
		t.Error("the answer does not say that there are warnings")
	}
}

func TestTheSameResultGivesTheSameBytes(t *testing.T) {
	r := worlds["pressure"].result()
	first := string(Markdown("1.0", r, pictures))
	for range 20 {
		if string(Markdown("1.0", r, pictures)) != first {
			t.Fatal("two pages of one result differ")
		}
	}
}

// TestAnEmptyResultHasAPage: what a result may lack, it may lack.
func TestAnEmptyResultHasAPage(t *testing.T) {
	r := &result.Result{Name: "x", Periods: []result.Period{{Label: "forecast", Kind: result.Forecast, Start: "2026-01-01", End: "2027-01-01", To: 1}}}
	if page := string(Markdown("1.0", r, nil)); !strings.HasPrefix(page, "# x\n") {
		t.Errorf("the page begins with %.40q", page)
	}
}
