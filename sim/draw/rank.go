package draw

import (
	"math"

	"weir/sim/fp"
)

// Spearman is the rank correlation, ties by mid-rank, of two margins whose normal scores have the correlation rho, in
// [-1, 1]. It is the correlation of F(x) = (P(X < x) + P(X <= x))/2: (6/pi) asin(rho/2) where both margins are continuous
// (Pearson 1907). Where a margin has so many cells that they are merged, the error is below 1e-4.
func Spearman(rho float64, a, b Margin) float64 {
	if rho < 0 {
		return -Spearman(-rho, a, b.reflected())
	}
	return newPairing(a, b).spearman(rho)
}

// spearman is the rank correlation for rho in [0, 1].
func (p *pairing) spearman(rho float64) float64 {
	if rho >= 1 {
		return p.most
	}
	end, total := arccosine(float64(rho*p.damp)), 0.0
	for from := math.Pi / 2; ; from /= 2 {
		to := further(from)
		if end >= to {
			return total + float64(p.stretch(from, end).area())
		}
		total += float64(p.stretch(from, to).area())
	}
}

// NormalCorrelation is the correlation of normal scores with which two margins have a rank correlation; false where no
// correlation gives it, for it lies outside of Reach.
func NormalCorrelation(target float64, a, b Margin) (rho float64, ok bool) {
	if target < 0 {
		rho, ok = NormalCorrelation(-target, a, b.reflected())
		return -rho, ok
	}
	const slack = 1e-9 // of a target that is the end of the reach as printed
	p := newPairing(a, b)
	switch {
	case target == 0:
		return 0, true
	case target > p.most+slack:
		return 0, false
	case target >= p.most-1e-15:
		return 1, true
	}
	total := 0.0
	for from := math.Pi / 2; ; from /= 2 {
		to := further(from)
		s := p.stretch(from, to)
		if area := float64(s.area()); total+area < target && to > 0 {
			total += area
			continue
		}
		lo, hi := to, from
		for range 60 {
			if mid := (lo + hi) / 2; total+s.until(mid) < target {
				hi = mid
			} else {
				lo = mid
			}
		}
		return min(1, fp.Cos((lo+hi)/2)/p.damp), true
	}
}

// A pairing is what two margins say of their rank correlation. Their mid-ranks are sums of steps on the axis of normal
// scores, and that of a continuous margin is one step of 1 at 0 too: Phi(z) = P((z - w)/sqrt(2) > 0) with w independent of
// z, where (z - w)/sqrt(2) has 1/sqrt(2) of z's correlations. For the chance that two scores are beyond their steps,
//
//	d/drho P(z1 > b, z2 > d) = exp(-(b^2 + d^2 - 2 b d rho) / (2 (1 - rho^2))) / (2 pi sqrt(1 - rho^2))  (Plackett 1954),
//
// so that with rho = cos(angle) the covariance is a plain integral over the angle, from pi/2 down.
type pairing struct {
	at, by [2][]float64
	damp   float64 // what the margins' continuity leaves of rho
	scale  float64 // of a covariance to a rank correlation
	most   float64 // the rank correlation at rho = 1
}

func newPairing(a, b Margin) *pairing {
	p := &pairing{damp: 1}
	deviation := math.Sqrt(float64(a.variance() * b.variance()))
	most := aligned(a, b)
	p.most = min(1, most/deviation)
	a, b = a.coarse(), b.coarse()
	p.scale = most / aligned(a, b) / deviation // so that merging cells loses nothing where rho = 1
	for i, m := range []Margin{a, b} {
		p.at[i], p.by[i] = m.steps()
		if len(m.Cuts) == 0 {
			p.damp *= math.Sqrt(0.5)
		}
	}
	if len(a.Cuts)+len(b.Cuts) == 0 {
		p.damp = 0.5
	}
	return p
}

// density is the slope of the rank correlation at an angle, in (0, pi/2].
func (p *pairing) density(angle float64) float64 {
	sine := fp.Sin(angle)
	apart, along := 0.5/float64(sine*sine), 1/(1+fp.Cos(angle))
	sum := 0.0
	for i, b := range p.at[0] {
		inner := 0.0
		for j, d := range p.at[1] {
			if x := float64(float64((b-d)*(b-d))*apart) + float64(float64(b*d)*along); x < 50 {
				inner += float64(p.by[1][j] * fp.Exp(-x))
			}
		}
		sum += float64(p.by[0][i] * inner)
	}
	return sum * p.scale / (2 * math.Pi)
}

// further is where the stretch ends that begins at an angle: at half of it, as the density changes on the scale of the
// angle itself where steps of both margins lie close together.
func further(from float64) float64 {
	if from < 1e-8 {
		return 0
	}
	return from / 2
}

// A stretch is the density between two angles, known at the nodes of a quadrature.
type stretch struct {
	from, to float64 // from > to
	values   [len(nodes)]float64
}

func (p *pairing) stretch(from, to float64) *stretch {
	s := &stretch{from: from, to: to}
	for i, x := range nodes {
		s.values[i] = p.density(between(from, to, x))
	}
	return s
}

// between maps [-1, 1] to the stretch.
func between(from, to, x float64) float64 {
	return float64((from+to)/2) + float64((to-from)/2*x)
}

// area is the integral over the stretch.
func (s *stretch) area() float64 {
	sum := 0.0
	for i, w := range weights {
		sum += float64(w * s.values[i])
	}
	return sum * (s.from - s.to) / 2
}

// until is the integral from the beginning of the stretch to an angle within.
func (s *stretch) until(angle float64) float64 {
	part := &stretch{from: s.from, to: angle}
	for i, x := range nodes {
		part.values[i] = s.value(between(s.from, angle, x))
	}
	return part.area()
}

// value is the polynomial through the nodes (Berrut and Trefethen 2004, equation 4.2).
func (s *stretch) value(angle float64) float64 {
	x := (2*angle - s.from - s.to) / (s.to - s.from)
	var above, below float64
	for i, node := range nodes {
		if x == node {
			return s.values[i]
		}
		w := barycentric[i] / (x - node)
		above += float64(w * s.values[i])
		below += w
	}
	return above / below
}

// arccosine of x in [0, 1]: the incomplete beta function of 1/2 and 1/2 is an arc.
func arccosine(x float64) float64 {
	return math.Pi / 2 * fp.BetaI(0.5, 0.5, float64((1-x)*(1+x)))
}
