package plan_test

import (
	"path/filepath"
	"testing"

	"weir/sim/model"
	"weir/sim/program"
	"weir/sim/scenario"
)

// TestColumnsOfTheBenchmark bounds what the benchmark counts: it was 540 columns and 927 additions while each figure had a
// column of its own, and every window added up all its steps.
func TestColumnsOfTheBenchmark(t *testing.T) {
	docs, list := scenario.Load(scenario.Options{}, filepath.Join("..", "engine", "testdata", "six-shocks.toml"))
	if list.Failed() {
		t.Fatal(list)
	}
	m, list := model.Build(docs[0])
	if list.Failed() {
		t.Fatal(list)
	}
	p := compile(t, m)
	adds := 0
	for _, in := range p.Code {
		if in.Op == program.Add {
			adds++
		}
	}
	if p.Columns > 472 || adds > 705 {
		t.Errorf("%d columns and %d additions", p.Columns, adds)
	}
}
