package dist

import (
	"fmt"
	"math"
)

// binomial: P(k) is proportional to p^k (1-p)^(n-k) n!/k!/(n-k)!.
func buildBinomial(a Args) (shape, *ArgError) {
	n, p := a.Num["n"], a.Num["p"]
	if n < 0 || n != math.Floor(n) || n > 1<<53 {
		return nil, wrong("n", "", "n is a whole number from 0 to 2^53, not %s", number(n))
	}
	if p < 0 || p > 1 {
		return nil, wrong("p", "write 0.35 or \"35%\"", "a probability lies between 0 and 1, not at %s", number(p))
	}
	if p == 0 || p == 1 {
		return newSteps([]float64{n * p}, []float64{1}), nil
	}
	mean := n * p
	sd := math.Sqrt(mean * (1 - p))
	if 28*sd > countsMost { // 14 to each side
		return nil, wrong("n", fmt.Sprintf("it is a normal: write { dist = \"normal\", mean = %s, sd = %s }", number(mean), number(sd)),
			"the standard deviation of a binomial must be below 35000, not %s", number(sd))
	}
	odds := p / (1 - p)
	return outwards(min(n, math.Floor((n+1)*p)),
		func(k float64) float64 { return (n - k) / (k + 1) * odds },
		func(k float64) float64 { return k / (n - k + 1) / odds },
	), nil
}
