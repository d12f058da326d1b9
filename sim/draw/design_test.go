package draw

import (
	"math"
	"testing"
)

// The values below are the contract: they were written once and never change.
func TestDesignGolden(t *testing.T) {
	pay := Root(2026).Path("channels.it_workers.parameters.pay")
	rows := []struct {
		method Method
		trials int64
		key    Key
		dim    int
		trial  uint64
		want   float64
	}{
		{LHS, 16, pay, 0, 5, 0.29078317927463837},
		{LHS, 256, pay, 0, 37, 0.35000619536947164},
		{LHS, 272, pay, 0, 271, 0.89720778823078573},
		{LHS, 100000, pay, 0, 0, 0.71506789809645521},
		{LHS, 100000, pay.Step(8105), 0, 99999, 0.50162925058947749},
		{LHS, 10000000000, pay, 0, 9999999999, 0.86436853112788337},
		{Sobol, 131072, pay, 0, 0, 0.14428906687265475},
		{Sobol, 131072, pay, 0, 131071, 0.63970810977837289},
		{Sobol, 131072, pay.Step(8105), 40, 77777, 0.48638306835973266},
		{Sobol, 131072, pay, 1023, 16, 0.69487996382530437},
		{Sobol, 8589934592, pay, 1023, 8589934591, 0.45906911199083489},
	}
	for _, r := range rows {
		if got := NewDesign(r.method, r.trials).At(r.key, r.dim, r.trial); got != r.want {
			t.Errorf("%v of %d, dimension %d, trial %d: %v, want %v", r.method, r.trials, r.dim, r.trial, got, r.want)
		}
	}
}

// However the trials are cut into blocks, or picked, they are the same.
func TestDesignFillIsAt(t *testing.T) {
	k := Root(9).Path("a.b").Step(3)
	for _, m := range []Method{Random, LHS, Sobol} {
		for _, trials := range []int64{16, 128, 256, 4096, 1 << 33} {
			d := NewDesign(m, trials)
			for _, first := range []uint64{0, 1, 15, 16, 511, 512, 1000, uint64(trials) - 1500, uint64(trials) - 1} {
				for _, n := range []int{0, 1, 7, 16, 512, 1500} {
					if first >= uint64(trials) || uint64(n) > uint64(trials)-first {
						continue
					}
					col, picked, lanes := make([]float64, n), make([]float64, n), make([]int32, n)
					for i := range lanes {
						lanes[i] = int32(n - 1 - i)
					}
					d.Fill(col, k, 77, first)
					d.Pick(picked, k, 77, first, lanes)
					for i, u := range col {
						if picked[n-1-i] != u {
							t.Fatalf("%v of %d, trial %d + %d: Fill %v, Pick %v", m, trials, first, i, u, picked[n-1-i])
						}
						if at := d.At(k, 77, first+uint64(i)); u != at || u <= 0 || u >= 1 {
							t.Fatalf("%v of %d, trial %d + %d: Fill %v, At %v", m, trials, first, i, u, at)
						}
					}
				}
			}
		}
	}
}

func TestDesignWithoutDimensionIsRandom(t *testing.T) {
	k := Root(1).Path("x")
	for _, d := range []Design{{}, NewDesign(Random, 0), NewDesign(LHS, 1024), NewDesign(Sobol, 1024)} {
		if got, want := d.At(k, -1, 5000), k.At(5000); got != want {
			t.Errorf("%v, no dimension: %v, want the random draw %v", d.method, got, want)
		}
	}
	if got, want := NewDesign(Random, 10).At(k, 7, 3), k.At(3); got != want {
		t.Errorf("random: %v, want %v", got, want)
	}
	if got, want := NewDesign(LHS, 1024).At(k, MaxDims, 3), NewDesign(LHS, 1024).At(k, 0, 3); got != want {
		t.Errorf("lhs: dimension %d gives %v, dimension 0 %v", MaxDims, got, want)
	}
}

func TestDesignPanics(t *testing.T) {
	k := Root(1).Path("x")
	col := make([]float64, 32)
	for name, wrong := range map[string]func(){
		"lhs of 17":          func() { NewDesign(LHS, 17) },
		"sobol of 48":        func() { NewDesign(Sobol, 48) },
		"sobol of 0":         func() { NewDesign(Sobol, 0) },
		"sobol of 2^34":      func() { NewDesign(Sobol, 1<<34) },
		"dimension 1024":     func() { NewDesign(Sobol, 64).Fill(col, k, MaxDims, 0) },
		"sobol, trial 64":    func() { NewDesign(Sobol, 64).Fill(col, k, 0, 33) },
		"lhs, trial 64":      func() { NewDesign(LHS, 64).Fill(col, k, 0, 33) },
		"lhs, trial 2^64":    func() { NewDesign(LHS, 64).Fill(col, k, 0, math.MaxUint64) },
		"lhs, a wide column": func() { NewDesign(LHS, 16).Fill(col, k, 0, 0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			wrong()
		}()
	}
}

func TestDesignDoesNotAllocate(t *testing.T) {
	k := Root(1).Path("x")
	col := make([]float64, 512)
	for _, m := range []Method{Random, LHS, Sobol} {
		d := NewDesign(m, 1<<17)
		if n := testing.AllocsPerRun(20, func() { d.Fill(col, k, 3, 1024); sink += d.At(k, 3, 77) }); n != 0 {
			t.Errorf("%v: %g allocations", m, n)
		}
	}
}

// points are the uniforms of n points in every randomisation, first of randomisation 0.
func points(d Design, k Key, dim, n int) [Replicas][]float64 {
	col := make([]float64, n*Replicas)
	d.Fill(col, k, dim, 0)
	var p [Replicas][]float64
	for t, u := range col {
		p[t%Replicas] = append(p[t%Replicas], u)
	}
	return p
}

// stratum is the one of n equal strata that u lies in. The sign of u n - s is exact under FMA.
func stratum(t *testing.T, u float64, n int) int {
	t.Helper()
	s := math.Floor(u * float64(n))
	if math.FMA(u, float64(n), -s) < 0 {
		s--
	}
	if math.FMA(u, float64(n), -s) == 0 || math.FMA(u, float64(n), -s-1) >= 0 {
		t.Fatalf("%v lies on the boundary of a stratum of %d", u, n)
	}
	return int(s)
}

// In every randomisation each of n equal strata holds one point.
func TestMarginsAreStratified(t *testing.T) {
	t.Parallel()
	for _, m := range []Method{LHS, Sobol} {
		for _, n := range []int{1, 2, 3, 4, 5, 16, 17, 33, 64, 1000, 1024, 6250, 65536} {
			trials := int64(n) * Replicas
			if testing.Short() && n > 10_000 {
				continue
			}
			if m.Usable(trials) != trials {
				continue
			}
			for r, us := range points(NewDesign(m, trials), Root(1).Path("x"), n%MaxDims, n) {
				seen := make([]bool, n)
				for _, u := range us {
					s := stratum(t, u, n)
					if seen[s] {
						t.Fatalf("%v of %d points, randomisation %d: two in stratum %d", m, n, r, s)
					}
					seen[s] = true
				}
			}
		}
	}
}

// In the widest design 625,000,000 points lie in the strata that the permutation says.
func TestStrataOfTheWidestDesign(t *testing.T) {
	const n = 625_000_000
	d := NewDesign(LHS, n*Replicas)
	k := Root(5).Path("x")
	pi := newGrid(n).shuffle(k.with(uint64(LHS), kindDesign).Replica(3))
	for i := uint64(0); i < n; i += 62_501 {
		if s, want := stratum(t, d.At(k, 0, i*Replicas+3), n), int(pi.at(i)); s != want {
			t.Fatalf("point %d lies in stratum %d, want %d", i, s, want)
		}
	}
}
