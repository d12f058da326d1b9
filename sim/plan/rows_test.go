package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"weir/sim/plan"
)

// centuries is a model of 2,400 steps and so many channels.
func centuries(channels int) string {
	var b strings.Builder
	b.WriteString("currency = \"USD\"\n[time]\nstart = 2026-01-01\nend = 2226-01-01\nstep = \"month\"\n")
	for i := range channels {
		fmt.Fprintf(&b, "[channels.c%d]\nrevenue = \"a\"\n[channels.c%d.parameters]\na = { value = \"1M to 2M\", unit = \"USD/year\", assumption = \"x\" }\n", i, i)
	}
	return b.String()
}

// TestTablesOfACallAreBounded: each channel has four series of 2,601 periods. Files count together.
func TestTablesOfACallAreBounded(t *testing.T) {
	for _, row := range []struct{ files, channels int }{{1, 400}, {2, 200}, {20, 200}} {
		if testing.Short() && row.files > 2 {
			continue
		}
		files := map[string]string{}
		var names []string
		for i := range row.files {
			names = append(names, fmt.Sprintf("f%d.toml", i))
			files[names[i]] = centuries(row.channels)
		}
		_, list := plan.Reporting(build(t, files, names...))
		if !list.Failed() || !strings.Contains(list.Error(), "the tables of the call pass 4000000 rows") {
			t.Errorf("%d files of %d channels: %v", row.files, row.channels, list)
		}
	}
}

// TestAStepKnowsItsPeriods: planning looks at the periods that a step lies in, not at all that there are: with 2,400 steps the
// latter took three quarters of the time.
func TestAStepKnowsItsPeriods(t *testing.T) {
	m := build(t, map[string]string{"x.toml": centuries(1)}, "x.toml")[0]
	for k, covering := range plan.Covering(m) {
		want := []int{k, 2400 + k/12, 2600}
		if fmt.Sprint(covering) != fmt.Sprint(want) {
			t.Fatalf("step %d lies in the periods %v, want %v", k, covering, want)
		}
	}
}
