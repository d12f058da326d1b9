package dist

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"weir/sim/fp"
)

// The draws of every law are the same bits on every processor and in every version: testdata/bits.txt holds a hash of
// each. A line that must change changes published numbers.
func TestBits(t *testing.T) {
	file, err := os.Open("testdata/bits.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	want := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		hash, name, _ := strings.Cut(lines.Text(), " ")
		want[name] = hash
	}
	u := draws(500)
	column := make([]float64, len(u))
	check := func(name string) {
		h := fnv.New64a()
		for _, x := range column {
			bits := math.Float64bits(x)
			for shift := 0; shift < 64; shift += 8 {
				h.Write([]byte{byte(bits >> shift)})
			}
		}
		if got := fmt.Sprintf("%016x", h.Sum64()); got != want[name] {
			t.Errorf("bits.txt should have: %s %s", got, name)
		}
	}
	laws := lawsUnderTest(t)
	for _, name := range slices.Sorted(maps.Keys(laws)) {
		Compile(laws[name], 1.5).Fill(column, u)
		check(name)
	}
	for _, lambda := range []float64{0.01, 2.25, 63, 65, 1e4} {
		for i, u := range u {
			column[i] = float64(PoissonInverse(u, lambda, fp.Exp(-lambda)))
		}
		check(fmt.Sprintf("count with lambda %g", lambda))
	}
}
