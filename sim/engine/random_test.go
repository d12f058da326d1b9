package engine_test

import (
	"testing"
)

// models is how many random models the suite compares; FuzzModels goes on from there.
const models = 300

// TestRandomModels holds the plan and its engine against the interpreter.
func TestRandomModels(t *testing.T) {
	stopped := 0
	for seed := range uint64(models) {
		files, names := document(seed)
		built := load(t, files, names...)
		trials := int64(1 + 2*(seed%2)) // 1: every value itself; 3: mean, extremes and the one in between
		ran, err := agree(built, trials, seed)
		if err != nil {
			t.Fatalf("model %d: %v\n%s", seed, err, text(files))
		}
		if !ran {
			stopped++
		}
	}
	if stopped > models/20 {
		t.Errorf("%d of %d runs stopped for a value that is not finite: the models are too wild to compare", stopped, models)
	}
}
