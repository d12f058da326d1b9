package draw

import (
	"math"
	"testing"
)

func TestShuffleIsAPermutation(t *testing.T) {
	sizes := []uint64{1000, 1024, 6250, 65_537, 100_003}
	for n := range uint64(300) {
		sizes = append(sizes, n+1)
	}
	for _, n := range sizes {
		s := newGrid(n).shuffle(Root(1).Path("x").Step(int(n)))
		seen := make([]bool, n)
		for i := range n {
			x := s.at(i)
			if x >= n || seen[x] {
				t.Fatalf("%d numbers: %d goes to %d, as another one does, or to none of them", n, i, x)
			}
			seen[x] = true
		}
	}
}

// All permutations of few numbers are equally likely.
func TestFewAreShuffledEvenly(t *testing.T) {
	permutations := 1
	for n := uint64(2); n <= 6; n++ {
		permutations *= int(n)
		counts := make([]int, permutations)
		for i := range 1 << 16 {
			s := newGrid(n).shuffle(Root(2).Path("x").Step(i))
			rank := 0 // by the number of greater ones before each
			for j := range n {
				greater := 0
				for before := range j {
					if s.at(before) > s.at(j) {
						greater++
					}
				}
				rank = rank*int(j+1) + greater
			}
			counts[rank]++
		}
		if z := chiSquare(counts); math.Abs(z) > 5 {
			t.Errorf("permutations of %d: chi-square is %.1f deviations off", n, z)
		}
	}
}

// Two or three numbers go everywhere equally often, also where they are neighbours, a row apart or in one progression.
func TestShuffleOfPairsAndTriples(t *testing.T) {
	t.Parallel()
	rows := []struct {
		n    uint64
		from []uint64
		keys int
	}{
		{16, []uint64{0, 1}, 1 << 15}, {17, []uint64{0, 1}, 1 << 15}, {17, []uint64{1, 5}, 1 << 15}, {33, []uint64{0, 32}, 1 << 15}, {64, []uint64{0, 1}, 1 << 16},
		{64, []uint64{0, 8}, 1 << 16}, {64, []uint64{0, 32}, 1 << 16}, {257, []uint64{0, 1}, 1 << 18}, {257, []uint64{3, 19}, 1 << 18},
		{17, []uint64{0, 1, 2}, 1 << 16}, {17, []uint64{0, 4, 8}, 1 << 16}, {32, []uint64{8, 9, 10}, 1 << 18}, {32, []uint64{0, 4, 8}, 1 << 18},
	}
	for _, r := range rows {
		if testing.Short() && r.keys > 1<<16 {
			continue
		}
		ways := 1 // to place the numbers apart
		for i := range r.from {
			ways *= int(r.n) - i
		}
		counts := make([]int, ways)
		for i := range r.keys {
			s := newGrid(r.n).shuffle(Root(3).Path("x").Step(i))
			way := 0
			for j, x := range r.from {
				to := int(s.at(x))
				place := to // among those that are left
				for _, other := range r.from[:j] {
					if int(s.at(other)) < to {
						place--
					}
				}
				way = way*(int(r.n)-j) + place
			}
			counts[way]++
		}
		if z := chiSquare(counts); math.Abs(z) > 5 {
			t.Errorf("%v of %d: chi-square is %.1f deviations off", r.from, r.n, z)
		}
	}
}

// In a large grid, numbers of an arithmetic progression come near to one in row and column but by chance, even after 4 rounds
// of the 6.
func TestShuffleBreaksProgressions(t *testing.T) {
	const n, keys, near = 1 << 14, 1 << 16, 5 // near: a second difference of -2 to 2
	g := newGrid(n)
	g.rounds = 4
	cols := uint64(1) << g.width
	for _, step := range []uint64{1, 2, cols, cols + 1} {
		hits := 0
		for i := range keys {
			s := g.shuffle(Root(4).Path("x").Step(i))
			x, y, z := s.at(7), s.at(7+step), s.at(7+2*step)
			row := (x>>g.width + z>>g.width - 2*(y>>g.width) + 2) % g.rows
			col := (x + z - 2*y + 2) % cols
			if row < near && col < near {
				hits++
			}
		}
		want := float64(keys*near*near) / n
		if z := (float64(hits) - want) / math.Sqrt(want); math.Abs(z) > 4 {
			t.Errorf("progressions of %d: %d of %d come near to one, want %.0f", step, hits, keys, want)
		}
	}
}
