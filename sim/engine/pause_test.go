package engine_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"weir/sim/engine"
	"weir/sim/plan"
	"weir/sim/result"
)

// planned is a plan of the six channels.
func planned(t *testing.T, trials string) *plan.Plan {
	t.Helper()
	built := load(t, map[string]string{"m.toml": strings.Replace(quarters, "ENFORCED", "[]", 1) + `
[run]
trials = ` + trials + `
[channels.a]
revenue = "u * v"
[channels.a.parameters]
u = { value = "50 to 200", unit = "USD/year" }
v = { dist = "lognormal", mean = 1, sd = 0.2, unit = "1", vary = "step" }
`}, "m.toml")
	p, list := reporting(built)
	if p == nil {
		t.Fatal(list)
	}
	return p
}

func same(a, b *result.Result) bool {
	return a.Trials == b.Trials && reflect.DeepEqual(a.Series, b.Series) && reflect.DeepEqual(a.Splits, b.Splits)
}

// A run that pauses whenever it can gives the same bits; so does one that goes on from what another has left, and one that
// ends early is the run of as many trials.
func TestPauses(t *testing.T) {
	ctx := context.Background()
	p := planned(t, "100_100")
	want, err := run(ctx, p, engine.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}

	errEnough := errors.New("enough")
	var kept []byte
	var at engine.State
	pauses := 0
	pause := new(engine.Pause)
	pause.At = func(s *engine.State) (string, error) {
		pauses++
		pause.Ask()
		if pauses == 7 {
			at, kept = *s, s.Partial.Append(nil)
			if p, ok := s.Headline(); !ok || p.Value < 50 || p.Value > 5000 {
				t.Errorf("headline %+v, %v", p, ok)
			}
		}
		return "", nil
	}
	pause.Ask()
	got, err := run(ctx, p, engine.Options{Workers: 2, Pause: pause})
	if err != nil {
		t.Fatal(err)
	}
	if pauses < 8 || !same(got[0], want[0]) {
		t.Errorf("%d pauses change the result", pauses)
	}

	part, err := engine.DecodePartial(p, kept)
	if err != nil {
		t.Fatal(err)
	}
	if !part.Covers(engine.Span{From: 0, To: at.To}, at.Trials) || part.Covers(engine.Span{From: 0, To: at.To + 1}, at.Trials) {
		t.Errorf("the state is not that of %d blocks", at.To)
	}
	if got, err = run(ctx, p, engine.Options{Workers: 2, Resume: &engine.State{Partial: part, To: at.To, Trials: at.Trials, Round: at.Round}}); err != nil {
		t.Fatal(err)
	}
	if !same(got[0], want[0]) {
		t.Error("a run that goes on gives another result")
	}

	pause.At = func(s *engine.State) (string, error) { at = *s; return "it stopped", nil }
	pause.Ask()
	if got, err = run(ctx, p, engine.Options{Workers: 2, Pause: pause}); err != nil {
		t.Fatal(err)
	}
	if got[0].Trials != at.To*engine.Block || got[0].Trials >= 100_100 || !strings.HasPrefix(got[0].Warnings[0], "it stopped after ") {
		t.Errorf("%d trials of %d blocks, warnings %q", got[0].Trials, at.To, got[0].Warnings)
	}
	built := *p
	built.Trials = got[0].Trials
	if want, err = run(ctx, &built, engine.Options{}); err != nil {
		t.Fatal(err)
	}
	if !same(got[0], want[0]) {
		t.Error("a run that ends early is not that of as many trials")
	}

	pause.At = func(*engine.State) (string, error) { return "", errEnough }
	pause.Ask()
	if _, err = run(ctx, p, engine.Options{Pause: pause}); !errors.Is(err, errEnough) {
		t.Errorf("error %v", err)
	}
}

// A shard that goes on from what another has left is the same shard.
func TestShardsGoOn(t *testing.T) {
	ctx, p, span := context.Background(), planned(t, "60_000"), engine.Span{From: 13, To: 117}
	want, err := engine.Compute(ctx, p, span, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	errEnough := errors.New("enough")
	var kept []byte
	var at engine.State
	pause := new(engine.Pause)
	pause.At = func(s *engine.State) (string, error) {
		at, kept = *s, s.Partial.Append(nil)
		return "", errEnough
	}
	pause.Ask()
	if _, err := engine.Compute(ctx, p, span, engine.Options{Workers: 2, Pause: pause}); !errors.Is(err, errEnough) {
		t.Fatalf("error %v", err)
	}
	part, err := engine.DecodePartial(p, kept)
	if err != nil || at.To <= span.From || at.To >= span.To {
		t.Fatalf("blocks up to %d, error %v", at.To, err)
	}
	last := int64(0)
	got, err := engine.Compute(ctx, p, span, engine.Options{
		Resume:   &engine.State{Partial: part, To: at.To, Trials: at.Trials, Round: at.Round},
		Progress: func(done, total int64) { last = total - done },
	})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Append(nil), want.Append(nil)) || last != 0 {
		t.Errorf("a shard that goes on gives other bytes, or ends with %d trials left", last)
	}
}
