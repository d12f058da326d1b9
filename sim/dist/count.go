package dist

import (
	"math"

	"weir/sim/fp"
)

const (
	poissonFew  = 64       // up to this mean the count is found by adding probabilities from 0
	poissonMany = 1e9      // above this mean nobody counts
	poissonRare = 1 - 1e-9 // above this uniform their rounding would show
)

// reciprocals are 1/k.
var reciprocals = func() (r [256]float64) {
	for k := 1; k < len(r); k++ {
		r[k] = 1 / float64(k)
	}
	return r
}()

// PoissonInverse is the count of a Poisson law with mean lambda at the uniform u in (0, 1): the smallest k with P(X <= k) >= u.
// expMinusLambda is fp.Exp(-lambda). For the same u it never rises when lambda falls, so the first events stay. A lambda
// that is not above 0 gives 0. Above a lambda of 1e9 the count is the expansion of Cornish and Fisher, off by one at most.
func PoissonInverse(u, lambda, expMinusLambda float64) int {
	switch {
	case !(lambda > 0):
		return 0
	case lambda > poissonFew || u > poissonRare:
		return poissonExact(u, lambda)
	}
	k, p, sum := 0, expMinusLambda, expMinusLambda
	for sum < u && k < len(reciprocals)-1 {
		k++
		p = float64(p * float64(lambda*reciprocals[k]))
		sum += p
	}
	return k
}

// PoissonColumn writes the counts of the uniforms u and means lambda to dst; the columns have one length and may be the same.
func PoissonColumn(dst, u, lambda []float64) {
	u, lambda = u[:len(dst)], lambda[:len(dst)]
	for i := range dst {
		dst[i] = float64(PoissonInverse(u[i], lambda[i], fp.Exp(-lambda[i])))
	}
}

// poissonExact starts from the expansion of Cornish and Fisher and corrects it by the incomplete gamma function, in the
// nearer tail.
func poissonExact(u, lambda float64) int {
	tail := min(u, 1-u)
	z := fp.PhiInv(tail)
	if u > 0.5 {
		z = -z
	}
	root := math.Sqrt(lambda)
	z2 := float64(z * z)
	guess := lambda + float64(root*z) + (z2-1)/6 + float64(z*(1-z2))/(72*root)
	k := math.Floor(min(max(0, guess), 1e18))
	if lambda > poissonMany {
		return int(k)
	}
	mass := poissonMass(k, lambda)
	if u <= 0.5 {
		below := fp.GammaQ(k+1, lambda) // P(X <= k)
		for ; k > 0 && below-mass >= tail; k-- {
			below -= mass
			mass = float64(mass * (k / lambda))
		}
		for below < tail {
			k++
			mass = float64(mass * (lambda / k))
			below += mass
		}
		return int(k)
	}
	above := fp.GammaP(k+1, lambda) // P(X > k)
	for ; k > 0 && above+mass <= tail; k-- {
		above += mass
		mass = float64(mass * (k / lambda))
	}
	for above > tail {
		k++
		mass = float64(mass * (lambda / k))
		above -= mass
	}
	return int(k)
}

// poissonMass is P(X = k), by its saddle point.
func poissonMass(k, lambda float64) float64 {
	if k == 0 {
		return fp.Exp(-lambda)
	}
	return fp.Exp(-deviance(k, lambda)-stirling(k)) / (sqrt2Pi * math.Sqrt(k))
}
