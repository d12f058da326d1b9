package draw

import (
	"math"
	"testing"
)

// The values below are the contract: they were written once and never change.
func TestGolden(t *testing.T) {
	pay := Root(2026).Path("channels.it_workers.parameters.pay")
	rows := []struct {
		name  string
		key   Key
		trial uint64
		want  [3]uint64 // Bits of trial, trial+1, trial+2
	}{
		{"seed 0", Root(0), 0, [3]uint64{0x421128bf44d5e0a4, 0x66e0c126f2d185c0, 0x9574c77fd30444a5}},
		{"seed 1", Root(1), 0, [3]uint64{0xa43be10f73a89f1, 0x9964bea5c016d11b, 0x8e25dcc88e0887ae}},
		{"pay", pay, 0, [3]uint64{0xb6b2d3104d95dfb, 0x633e8f786ad63066, 0x9494b334b91322a0}},
		{"pay, late", pay, 9999999997, [3]uint64{0x9fa2d9be7aa40c31, 0xd5bafda4ae1915f4, 0xa7028680492b1617}},
		{"step 0", pay.Step(0), 0, [3]uint64{0xb9e9604b7180bb4, 0x6429543f589babdd, 0xf5fdc95599c81149}},
		{"step", pay.Step(8105), 0, [3]uint64{0x92ff9933af7a57f1, 0x3b25dbba95235549, 0x5e6c7cf35320ed28}},
		{"event", pay.Step(8105).Event(3), 41, [3]uint64{0x400d3cce360cf9ec, 0x7d720722061d1912, 0x6f627ecfa3c4a825}},
		{"replica", pay.Step(8105).Event(3).Replica(1), 41, [3]uint64{0x8680f53f97aece7, 0x63c19cdd18cf8983, 0xa00e5c900eedf79a}},
		{"empty path", Root(0).Path(""), 0, [3]uint64{0x60708ee77c6bedf1, 0xee54c980fccad99c, 0x8ea5d34ea530147d}},
	}
	for _, r := range rows {
		for i, want := range r.want {
			if got := r.key.Bits(r.trial + uint64(i)); got != want {
				t.Errorf("%s, trial %d: bits %#x, want %#x", r.name, r.trial+uint64(i), got, want)
			}
		}
	}
	if got, want := pay.At(0), 0.044604134051814071; got != want {
		t.Errorf("pay, trial 0: uniform %.17g, want %.17g", got, want)
	}
}

func TestUniformEnds(t *testing.T) {
	if got := uniform(0); got != 0x1p-53 {
		t.Errorf("lowest uniform %g, want 2^-53", got)
	}
	if got := uniform(math.MaxUint64); got != 1-0x1p-53 {
		t.Errorf("highest uniform %g, want 1 - 2^-53", got)
	}
	for _, x := range []uint64{0, 1 << 12, 0x123456789abcdef0, math.MaxUint64} {
		if got, want := uniform(x), (float64(x>>12)+0.5)/(1<<52); got != want {
			t.Errorf("uniform(%#x) = %.17g, want ((x >> 12) + 0.5) 2^-52 = %.17g", x, got, want)
		}
	}
}

func TestFillIsAt(t *testing.T) {
	for _, trial := range []uint64{0, 1, 12345, 1<<40 + 3, math.MaxUint64 - 2} {
		for _, n := range []int{0, 1, 7, 256} {
			k := Root(9).Path("a.b").Step(n)
			col := make([]float64, n)
			k.Fill(col, trial)
			for i, u := range col {
				if at := k.At(trial + uint64(i)); u != at || u <= 0 || u >= 1 {
					t.Fatalf("trial %d + %d: Fill %v, At %v", trial, i, u, at)
				}
			}
		}
	}
}

// Every way of naming parts is a stream of its own.
func TestPartsAreDistinct(t *testing.T) {
	seen := map[Key]string{}
	add := func(name string, k Key) {
		t.Helper()
		if old, ok := seen[k]; ok {
			t.Errorf("%s and %s share the key %x", old, name, k)
		}
		seen[k] = name
	}
	for _, seed := range []uint64{0, 1, 2, math.MaxUint64} {
		r := Root(seed)
		add("root", r)
		for _, path := range []string{"", "a", "b", "ab", "a\x00", "\x00a", "\x00\x00", "12345678", "123456789", "12345678\x00", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaa"} {
			p := r.Path(path)
			add(path, p)
			for n := -2; n < 40; n++ {
				add("step", p.Step(n))
				add("event", p.Event(n))
				add("replica", p.Replica(n))
				add("step 8000, event", p.Step(8000).Event(n))
				add("step, event 0", p.Step(n).Event(0))
				add("step, replica 0", p.Step(n).Replica(0))
			}
		}
		add("a then b", r.Path("a").Path("b"))
	}
}

// Streams of neighbouring keys, and one stream against its own shifts, are uncorrelated: each r lies within 6/sqrt(n).
func TestNeighboursAreIndependent(t *testing.T) {
	const n = 1 << 15
	base := Root(0).Path("x")
	column := func(k Key, trial uint64) []float64 {
		col := make([]float64, n)
		k.Fill(col, trial)
		return col
	}
	first := column(base.Step(0), 0)
	for name, other := range map[string][]float64{
		"step 1": column(base.Step(1), 0), "event 0": column(base.Event(0), 0), "no step": column(base, 0),
		"seed 1": column(Root(1).Path("x").Step(0), 0), "path y": column(Root(0).Path("y").Step(0), 0),
		"next trial": column(base.Step(0), 1), "replica 0": column(base.Step(0).Replica(0), 0),
	} {
		sum := 0.0
		for i := range n {
			sum += 12 * (first[i] - 0.5) * (other[i] - 0.5)
		}
		if r := sum / n; math.Abs(r) > 6/math.Sqrt(n) {
			t.Errorf("step 0 against %s: correlation %g over %d trials", name, r, n)
		}
	}
}
