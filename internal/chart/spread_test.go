package chart

import (
	"math"
	"slices"
	"testing"
)

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		at, want []float64
	}{
		{[]float64{10, 30, 60}, []float64{10, 30, 60}},         // enough room: nothing moves
		{[]float64{50, 50}, []float64{45, 55}},                 // two share the move
		{[]float64{50, 50, 50}, []float64{40, 50, 60}},         // so do three
		{[]float64{2, 3}, []float64{5, 15}},                    // pushed inside
		{[]float64{97, 98, 99}, []float64{75, 85, 95}},         // at the other end
		{[]float64{20, 50, 52, 80}, []float64{20, 46, 56, 80}}, // only neighbours move
	} {
		tall := slices.Repeat([]float64{10}, len(c.at))
		if got := spread(c.at, tall, 0, 100); !slices.Equal(got, c.want) {
			t.Errorf("spread(%v) = %v, want %v", c.at, got, c.want)
		}
	}
}

func TestDashes(t *testing.T) {
	// Along an L of two sides of 10, dashes of 4 begin at 0, 6, 12, 18; the second and the last are cut by nothing but the end.
	got := dashes([]point{{0, 0}, {10, 0}, {10, 10}}, 4, 2)
	want := [][]point{{{0, 0}, {4, 0}}, {{6, 0}, {10, 0}}, {{10, 2}, {10, 6}}, {{10, 8}, {10, 10}}}
	var length float64
	for _, d := range got {
		for i := 1; i < len(d); i++ {
			length += distance(d[i-1], d[i])
		}
	}
	if len(got) != len(want) || math.Abs(length-14) > 1e-9 {
		t.Fatalf("dashes %v, want %v", got, want)
	}
	for i := range want {
		if distance(got[i][0], want[i][0]) > 1e-9 || distance(got[i][len(got[i])-1], want[i][1]) > 1e-9 {
			t.Errorf("dash %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   []float64
	}{
		{0, 1, 4, []float64{0, 0.25, 0.5, 0.75, 1}},
		{0, 7.2, 4, []float64{0, 2, 4, 6}},
		{-3.1e9, 0.9e9, 4, []float64{-3e9, -2e9, -1e9, 0}},
		{0, 1e13, 4, []float64{0, 2.5e12, 5e12, 7.5e12, 1e13}},
	} {
		if got := marks(c.lo, c.hi, c.n); !slices.Equal(got, c.want) {
			t.Errorf("marks(%g, %g, %d) = %v, want %v", c.lo, c.hi, c.n, got, c.want)
		}
	}
}
