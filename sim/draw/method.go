package draw

// A Method is a way to choose the points of the unit cube.
type Method uint8

const (
	Random Method = iota // every trial by itself
	LHS                  // Latin hypercube: each margin is stratified (McKay, Beckman and Conover 1979)
	Sobol                // Sobol' points (Joe and Kuo 2008) with nested uniform scrambling (Owen 1995)
)

const (
	// Replicas is how many independent randomisations the trials of LHS and Sobol are dealt to, in turn: trial t is point
	// t / Replicas of randomisation t % Replicas. The spread of their means is the standard error.
	Replicas = 16

	// MaxDims is how many dimensions Sobol has.
	MaxDims = 1024

	// maxTrials is the most that a run can have.
	maxTrials = 10_000_000_000
)

var methods = [...]string{Random: "random", LHS: "lhs", Sobol: "sobol"}

// String is the name of a method as a scenario writes it.
func (m Method) String() string { return methods[m] }

// ParseMethod is the method of a name that String gives.
func ParseMethod(name string) (Method, bool) {
	for m, s := range methods {
		if s == name {
			return Method(m), true
		}
	}
	return 0, false
}

// Usable is the least number of trials, at least trials and at least 1, that the method can use: any for Random,
// multiples of Replicas for LHS, Replicas times a power of two for Sobol. It is 0 where there is none up to 1e10.
func (m Method) Usable(trials int64) int64 {
	n := max(trials, 1)
	if n > maxTrials {
		return 0
	}
	if m == Random {
		return n
	}
	points := (n + Replicas - 1) / Replicas
	if m == Sobol {
		for p := int64(1); ; p *= 2 {
			if p >= points {
				points = p
				break
			}
		}
	}
	if points > maxTrials/Replicas {
		return 0
	}
	return points * Replicas
}
