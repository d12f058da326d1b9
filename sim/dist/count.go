package dist

import (
	"math"
	"math/bits"

	"weir/sim/fp"
)

const (
	poissonFew  = 64       // up to this mean the count is found by adding probabilities from 0
	poissonMany = 1e9      // above this mean nobody counts
	poissonRare = 1 - 1e-9 // above this uniform their rounding would show
	mostCount   = 1e18
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
func PoissonInverse(u, lambda, expMinusLambda float64) int64 {
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
	return int64(k)
}

// PoissonMost is what no count exceeds for means up to lambda, whatever the uniform: adding probabilities ends with the
// reciprocals, correcting an expansion by ones where ones no longer tell, and beyond a lambda of 1e9 the count is cut off.
func PoissonMost(lambda float64) float64 {
	if lambda > poissonMany {
		return mostCount
	}
	return 1 << 53
}

// PoissonColumn writes the counts of the uniforms u and means lambda to dst, the bits of PoissonInverse; zero are
// exp(-lambda). The columns have one length; dst may be one of the others.
func PoissonColumn(dst, u, lambda, zero []float64) {
	u, lambda, zero = u[:len(dst)], lambda[:len(dst)], zero[:len(dst)]
	i := 0
	for fp.Wide && i < len(dst) {
		done, left := poissonWide(&dst[i], &u[i], &lambda[i], &zero[i], len(dst)-i, &reciprocals)
		if done == 0 {
			break
		}
		i += done
		for ; left != 0; left &= left - 1 {
			j := i - 32 + bits.TrailingZeros32(left)
			dst[j] = float64(PoissonInverse(u[j], lambda[j], zero[j]))
		}
	}
	for ; i+4 <= len(dst); i += 4 {
		poissonFour((*[4]float64)(dst[i:]), (*[4]float64)(u[i:]), (*[4]float64)(lambda[i:]), (*[4]float64)(zero[i:]))
	}
	for ; i < len(dst); i++ {
		dst[i] = float64(PoissonInverse(u[i], lambda[i], zero[i]))
	}
}

// poissonFour adds probabilities for four counts at a time, as long as one of them asks for it: a loop of its own for each
// would end with a branch that the processor mispredicts.
func poissonFour(dst, u, lambda, zero *[4]float64) {
	u0, u1, u2, u3 := poissonSmall(u[0], lambda[0]), poissonSmall(u[1], lambda[1]), poissonSmall(u[2], lambda[2]), poissonSmall(u[3], lambda[3])
	l0, l1, l2, l3 := lambda[0], lambda[1], lambda[2], lambda[3]
	p0, p1, p2, p3 := zero[0], zero[1], zero[2], zero[3]
	s0, s1, s2, s3 := p0, p1, p2, p3
	var n0, n1, n2, n3 uint64
	for k := 1; k < len(reciprocals); k++ {
		b0, b1, b2, b3 := math.Float64bits(s0-u0)>>63, math.Float64bits(s1-u1)>>63, math.Float64bits(s2-u2)>>63, math.Float64bits(s3-u3)>>63
		if b0|b1|b2|b3 == 0 {
			break
		}
		n0, n1, n2, n3 = n0+b0, n1+b1, n2+b2, n3+b3
		r := reciprocals[k]
		p0, p1, p2, p3 = float64(p0*float64(l0*r)), float64(p1*float64(l1*r)), float64(p2*float64(l2*r)), float64(p3*float64(l3*r))
		s0, s1, s2, s3 = s0+p0, s1+p1, s2+p2, s3+p3
	}
	n := [4]uint64{n0, n1, n2, n3}
	for i := range n {
		if x, l := u[i], lambda[i]; x > poissonRare || !(l > 0 && l <= poissonFew) {
			dst[i] = float64(PoissonInverse(x, l, zero[i]))
			continue
		}
		dst[i] = float64(int64(n[i]))
	}
}

// poissonSmall is the uniform u where the count is found by adding, and 0 elsewhere, which ends the adding.
func poissonSmall(u, lambda float64) float64 {
	if lambda > poissonFew || u > poissonRare {
		return 0
	}
	return u
}

// poissonExact starts from the expansion of Cornish and Fisher and corrects it by the incomplete gamma function, in the
// nearer tail.
func poissonExact(u, lambda float64) int64 {
	tail := min(u, 1-u)
	z := fp.PhiInv(tail)
	if u > 0.5 {
		z = -z
	}
	root := math.Sqrt(lambda)
	z2 := float64(z * z)
	guess := lambda + float64(root*z) + (z2-1)/6 + float64(z*(1-z2))/(72*root)
	k := math.Floor(min(max(0, guess), mostCount))
	if lambda > poissonMany {
		return int64(k)
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
		return int64(k)
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
	return int64(k)
}

// poissonMass is P(X = k), by its saddle point.
func poissonMass(k, lambda float64) float64 {
	if k == 0 {
		return fp.Exp(-lambda)
	}
	return fp.Exp(-deviance(k, lambda)-stirling(k)) / (sqrt2Pi * math.Sqrt(k))
}
