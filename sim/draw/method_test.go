package draw

import "testing"

func TestUsable(t *testing.T) {
	rows := []struct {
		method Method
		trials int64
		want   int64
	}{
		{Random, -5, 1}, {Random, 0, 1}, {Random, 1, 1}, {Random, 99_999, 99_999}, {Random, 10_000_000_000, 10_000_000_000}, {Random, 10_000_000_001, 0},
		{LHS, 0, 16}, {LHS, 1, 16}, {LHS, 16, 16}, {LHS, 17, 32}, {LHS, 100_000, 100_000}, {LHS, 100_001, 100_016},
		{LHS, 9_999_999_985, 10_000_000_000}, {LHS, 10_000_000_000, 10_000_000_000}, {LHS, 10_000_000_001, 0}, {LHS, 1<<63 - 1, 0},
		{Sobol, -1 << 63, 16}, {Sobol, 0, 16}, {Sobol, 16, 16}, {Sobol, 17, 32}, {Sobol, 33, 64}, {Sobol, 100_000, 131_072}, {Sobol, 131_072, 131_072},
		{Sobol, 131_073, 262_144}, {Sobol, 1 << 33, 1 << 33}, {Sobol, 1<<33 + 1, 0}, {Sobol, 10_000_000_000, 0}, {Sobol, 1<<63 - 1, 0},
	}
	for _, r := range rows {
		if got := r.method.Usable(r.trials); got != r.want {
			t.Errorf("%v can use %d from %d on, want %d", r.method, got, r.trials, r.want)
		}
	}
}

func TestMethodNames(t *testing.T) {
	for m, name := range map[Method]string{Random: "random", LHS: "lhs", Sobol: "sobol"} {
		if got, ok := ParseMethod(name); m.String() != name || got != m || !ok {
			t.Errorf("method %d is %q, and %q is method %d, %t", m, m, name, got, ok)
		}
	}
	for _, name := range []string{"", "Sobol", "sobol'", "latin"} {
		if m, ok := ParseMethod(name); ok {
			t.Errorf("%q is taken for %v", name, m)
		}
	}
}
