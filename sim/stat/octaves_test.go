package stat

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCountsAtPlaces holds counting by places, as late as may be, to counting one value at a time.
func TestCountsAtPlaces(t *testing.T) {
	const n = 150_000 // over twice what a counter holds
	for _, c := range []struct {
		name  string
		value func(r *rand.Rand) float64
	}{
		{"zeros and the smallest", func(r *rand.Rand) float64 {
			return []float64{0, math.Copysign(0, -1), 5e-324, -5e-324, 1e-308, -1}[r.IntN(6)]*float64(r.IntN(40)) + 0
		}},
		{"almost all zero", func(r *rand.Rand) float64 { return max(0, r.Float64()-0.999) }},
		{"one bin", func(r *rand.Rand) float64 { return 1 + r.Float64()/1024 }},
		{"both signs", func(r *rand.Rand) float64 { return r.NormFloat64() }},
		{"more pages than 16 bits tell", func(r *rand.Rand) float64 { return math.Ldexp(r.Float64()-0.5, r.IntN(300)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			x := make([]float64, n)
			for i := range x {
				x[i] = c.value(r)
			}
			x[7] = math.Copysign(0, -1)
			single := Counts{octaves: newOctaves()}
			for _, v := range x {
				single.octaves.count(v, 1)
			}
			atPlaces := Counts{octaves: newOctaves()}
			places := make([]uint16, n)
			used := 0
			for from := 0; from < n; from += 1001 {
				some := x[from:min(from+1001, n)]
				used += atPlaces.Find(places[used:used+len(some)], some)
			}
			atPlaces.Tally(places[:used])
			if want, got := single.Append(nil), atPlaces.Append(nil); !bytes.Equal(want, got) {
				t.Errorf("other counts: a form of %d bytes, not %d", len(got), len(want))
			}
			if want, got := single.Distribution(), atPlaces.Distribution(); got.Min() != want.Min() || got.Max() != want.Max() || got.N() != n || got.Quantile(1, 3) != want.Quantile(1, 3) {
				t.Errorf("from %v to %v, a third %v; should be from %v to %v, %v", got.Min(), got.Max(), got.Quantile(1, 3), want.Min(), want.Max(), want.Quantile(1, 3))
			}
		})
	}
}

// TestLargest compares the largest of counters with a search, for a largest one in each place of a vector.
func TestLargest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for n := 32; n <= 544; n += 32 {
		low := make([]uint16, n)
		for at := range low {
			for i := range low {
				low[i] = uint16(r.IntN(1 << 15))
			}
			low[at] = uint16(r.IntN(1 << 16))
			if got, want := largest(low), slices.Max(low); got != want {
				t.Fatalf("of %d: %d, want %d at %d", n, got, want, at)
			}
		}
	}
}
