package stat

import (
	"bufio"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// NIST StRD univariate summary statistics, www.itl.nist.gov/div898/strd/univ: all nine data sets. digits is the number of
// correct digits of the standard deviation that the data and the print leave room for: 15 are printed, and as float64s
// the values are off by up to half a unit in their last place: 2^-30 of 0.1 in NumAcc3, 2^-29 of 0.1 in NumAcc4, 2^-52 of
// 4.3e-4 in Mavro, 2^-45 of 0.079 in Michelso.
var nist = []struct {
	name     string
	values   func(t *testing.T) []float64
	mean, sd float64
	digits   float64
}{
	{"PiDigits", piDigits, 4.5348, 2.86733906028871, 14},
	{"Lottery", listed("lottery", 218), 518.958715596330, 291.699727470969, 14},
	{"Lew", listed("lew", 200), -177.435, 277.332168044316, 14},
	{"Mavro", listed("mavro", 50), 2.001856, 0.000429123454003053, 12},
	{"Michelso", listed("michelso", 100), 299.8524, 0.0790105478190518, 12},
	{"NumAcc1", func(*testing.T) []float64 { return []float64{10000001, 10000003, 10000002} }, 10000002, 1, 15},
	{"NumAcc2", alternating(1.2, 1.1, 1.3, 1001), 1.2, 0.1, 14},
	{"NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3, 1001), 1000000.2, 0.1, 9},
	{"NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3, 1001), 10000000.2, 0.1, 8},
}

// alternating returns first, then a and b in turn.
func alternating(first, a, b float64, n int) func(*testing.T) []float64 {
	return func(*testing.T) []float64 {
		x := []float64{first}
		for len(x) < n {
			x = append(x, a, b)
		}
		return x[:n]
	}
}

// listed reads a list of n values.
func listed(name string, n int) func(*testing.T) []float64 {
	return func(t *testing.T) []float64 {
		file, err := os.Open("testdata/nist/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		var x []float64
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "#") {
				continue
			}
			for _, word := range strings.Fields(lines.Text()) {
				v, err := strconv.ParseFloat(word, 64)
				if err != nil {
					t.Fatal(err)
				}
				x = append(x, v)
			}
		}
		if len(x) != n {
			t.Fatalf("%s: %d values, want %d", name, len(x), n)
		}
		return x
	}
}

// piDigits returns the first 5000 digits of pi as NIST lists them, and certifies them: number 957 is 3 there, in truth 8.
// Machin: pi/4 = 4 atan 1/5 - atan 1/239.
func piDigits(*testing.T) []float64 {
	const n = 5000
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(n+20), nil)
	inverseTangent := func(x int64) *big.Int {
		sum := new(big.Int)
		power := new(big.Int).Quo(one, big.NewInt(x))
		for k := int64(1); power.Sign() != 0; k += 2 {
			term := new(big.Int).Quo(power, big.NewInt(k))
			if k%4 == 3 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power.Quo(power, big.NewInt(x*x))
		}
		return sum
	}
	pi := new(big.Int).Mul(big.NewInt(16), inverseTangent(5))
	pi.Sub(pi, new(big.Int).Mul(big.NewInt(4), inverseTangent(239)))
	digits := make([]float64, n)
	for i, c := range pi.String()[:n] {
		digits[i] = float64(c - '0')
	}
	digits[956] = 3
	return digits
}

func TestNIST(t *testing.T) {
	for _, k := range nist {
		x := k.values(t)
		for _, block := range []int{1, 2, 3, 7, 64, 1024} {
			m := inBlocks(x, block)
			if m.N != int64(len(x)) {
				t.Errorf("%s in blocks of %d: N = %d", k.name, block, m.N)
			}
			if got := digits(m.Mean, k.mean); got < 15 {
				t.Errorf("%s in blocks of %d: mean %.17g, want %.17g (%.1f digits)", k.name, block, m.Mean, k.mean, got)
			}
			if got := digits(m.SD(), k.sd); got < k.digits {
				t.Errorf("%s in blocks of %d: sd %.17g, want %.17g (%.1f digits)", k.name, block, m.SD(), k.sd, got)
			}
		}
	}
}

// A one-pass sum of squares, the fault that NumAcc4 was made for, must not pass the test above.
func TestNISTCatchesSumOfSquares(t *testing.T) {
	k := nist[len(nist)-1]
	var s, q float64
	x := k.values(t)
	for _, v := range x {
		s += v
		q += v * v
	}
	n := float64(len(x))
	if got := digits(math.Sqrt((q-s*s/n)/(n-1)), k.sd); got >= k.digits {
		t.Errorf("a sum of squares has %.1f correct digits", got)
	}
}

// digits returns the number of correct decimal digits, at most 16 (NIST's log relative error); 0 for NaN.
func digits(got, want float64) float64 {
	if got == want {
		return 16
	}
	return max(0, min(16, -math.Log10(math.Abs(got-want)/math.Abs(want))))
}
