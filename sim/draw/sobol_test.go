package draw

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"math"
	"math/bits"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Unscrambled points are those of SciPy in every dimension: testdata/sobol.csv, written by testdata/sobol.py.
func TestPointsOfSciPy(t *testing.T) {
	file, err := os.Open("testdata/sobol.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range rows {
		dim, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		v := &directions()[dim]
		switch row[0] {
		case "point":
			for i, field := range strings.Fields(row[2]) {
				want, err := strconv.ParseFloat(field, 64)
				if got := float64(bits.Reverse32(sobol(v, uint64(i)))) / (1 << 32); err != nil || got != want {
					t.Errorf("dimension %d, point %d: %v, want %s", dim, i, got, field)
				}
			}
		case "digest":
			var first [4096]uint32
			for i := range first {
				first[i] = sobol(v, uint64(i))
			}
			if got := digest(first[:]); got != row[2] {
				t.Errorf("dimension %d: the first 4,096 points have the digest %s, want %s", dim, got, row[2])
			}
			if got := digest(v[:]); got != row[3] {
				t.Errorf("dimension %d: the direction numbers have the digest %s, want %s", dim, got, row[3])
			}
		}
		seen[row[0]]++
	}
	if seen["digest"] != MaxDims || seen["point"] == 0 {
		t.Errorf("compared %v, want %d dimensions", seen, MaxDims)
	}
}

// digest is that of testdata/sobol.py, for words whose first binary digit is the lowest.
func digest(words []uint32) string {
	var b []byte
	for _, w := range words {
		b = binary.LittleEndian.AppendUint32(b, bits.Reverse32(w))
	}
	return fmt.Sprintf("%x", sha256.Sum256(b))[:16]
}

// The first points after 0, as Joe and Kuo (2008) print them.
func TestFirstPoints(t *testing.T) {
	v := directions()
	for i, want := range [][2]float64{{0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}, {0.375, 0.375}, {0.875, 0.875}, {0.625, 0.125}, {0.125, 0.625}} {
		for dim := range 2 {
			if got := float64(bits.Reverse32(sobol(&v[dim], uint64(i+1)))) / (1 << 32); got != want[dim] {
				t.Errorf("point %d: coordinate %d is %v, want %v", i+1, dim, got, want[dim])
			}
		}
	}
}

// The first two dimensions are a (0, m, 2)-net in base 2, and scrambling keeps it one: every box of the sides 2^-a and
// 2^-(m-a) holds one of 2^m points. Every single dimension is a (0, m, 1)-net: TestMarginsAreStratified.
func TestScrambledPointsAreANet(t *testing.T) {
	const m = 10
	d := NewDesign(Sobol, Replicas<<m)
	xs, ys := points(d, Root(1).Path("x"), 0, 1<<m), points(d, Root(1).Path("y"), 1, 1<<m)
	for r := range Replicas {
		for a := range m + 1 {
			seen := map[[2]float64]bool{}
			for i := range 1 << m {
				seen[[2]float64{math.Floor(math.Ldexp(xs[r][i], a)), math.Floor(math.Ldexp(ys[r][i], m-a))}] = true
			}
			if len(seen) != 1<<m {
				t.Errorf("randomisation %d: %d of %d boxes of 2^-%d by 2^-%d are empty", r, 1<<m-len(seen), 1<<m, a, m-a)
			}
		}
	}
}
