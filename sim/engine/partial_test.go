package engine_test

import (
	"bytes"
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"weir/sim/engine"
	"weir/sim/model"
	"weir/sim/scenario"
)

// Shards of any size, computed and merged in any order, and written and read on the way, are one run, bit for bit.
func TestPartialsAreOneRun(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"random", "lhs", "sobol"} {
		if testing.Short() && method != "lhs" {
			continue
		}
		docs, list := scenario.Load(scenario.Options{}, filepath.Join("testdata", "six-shocks.toml"))
		var models []*model.Model
		for _, d := range docs {
			m, problems := model.Flags{Trials: 8192, Sampling: method}.Build(d)
			models, list = append(models, m), append(list, problems...)
		}
		if list.Failed() {
			t.Fatal(list)
		}
		p, list := reporting(models)
		if p == nil {
			t.Fatal(list)
		}
		if p.Method.String() != method {
			t.Fatalf("the plan is of %v, not of %s", p.Method, method)
		}
		ctx, o := context.Background(), engine.Options{Workers: 2}
		want, err := run(ctx, p, o)
		if err != nil {
			t.Fatal(err)
		}
		blocks := engine.Blocks(p.Trials)
		var whole *engine.Partial
		var first []byte
		for i, cuts := range [][]int64{{0, blocks}, {0, 1, 3, 11, blocks}, {0, 8, blocks}} {
			whole = nil
			for k := len(cuts) - 2; k >= 0; k-- {
				shard, err := engine.Compute(ctx, p, engine.Span{From: cuts[k], To: cuts[k+1]}, o)
				if err != nil {
					t.Fatal(err)
				}
				read, err := engine.DecodePartial(p, shard.Append(nil))
				if err != nil {
					t.Fatal(err)
				}
				if whole == nil {
					whole = read
				} else {
					whole.Merge(read)
				}
			}
			if written := whole.Append(nil); i == 0 {
				first = written
			} else if !bytes.Equal(written, first) {
				t.Errorf("%s: shards %v give other bytes", method, cuts)
			}
			got, err := finish(ctx, p, whole, o)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got[0].Series, want[0].Series) || !reflect.DeepEqual(got[0].Warnings, want[0].Warnings) {
				t.Errorf("%s: shards %v give another result", method, cuts)
			}
		}
		parts := 50
		if testing.Short() {
			parts = 3
		}
		for cut := range parts {
			if _, err := engine.DecodePartial(p, first[:len(first)*cut/parts]); err == nil {
				t.Errorf("%d/%d of a partial result is read without complaint", cut, parts)
			}
		}
	}
}
