package selftest

import "math"

// order is the highest moment that a law is known to.
const order = 8

// A law is a probability law by its moments about zero, E X^k for k = 0 to order.
type law [order + 1]float64

// each fills the moments by their formula.
func each(moment func(k float64) float64) law {
	var l law
	for k := range l {
		l[k] = moment(float64(k))
	}
	return l
}

func lognormal(mu, sigma float64) law {
	return each(func(k float64) float64 { return math.Exp(k*mu + k*k*sigma*sigma/2) })
}

// normal: E X^k = mean E X^(k-1) + (k-1) sd^2 E X^(k-2) (Stein's lemma).
func normal(mean, sd float64) law {
	l := law{1, mean}
	for k := 2; k <= order; k++ {
		l[k] = mean*l[k-1] + float64(k-1)*sd*sd*l[k-2]
	}
	return l
}

func gamma(shape, scale float64) law {
	l := law{1}
	for k := 1; k <= order; k++ {
		l[k] = l[k-1] * scale * (shape + float64(k-1))
	}
	return l
}

func weibull(shape, scale float64) law {
	return each(func(k float64) float64 { return math.Pow(scale, k) * math.Gamma(1+k/shape) })
}

func beta(a, b float64) law {
	l := law{1}
	for k := 1; k <= order; k++ {
		i := float64(k - 1)
		l[k] = l[k-1] * (a + i) / (a + b + i)
	}
	return l
}

func uniform(lo, hi float64) law { return beta(1, 1).times(hi - lo).plus(lo) }

// triangular joins two laws with density in proportion to the distance from an end.
func triangular(lo, mode, hi float64) law {
	return mixture([]float64{mode - lo, hi - mode}, beta(2, 1).times(mode-lo).plus(lo), beta(2, 1).times(mode-hi).plus(hi))
}

// points is a law of finitely many values.
func points(values, weights []float64) law {
	var l law
	total := 0.0
	for i, x := range values {
		total += weights[i]
		for k := range l {
			l[k] += weights[i] * math.Pow(x, float64(k))
		}
	}
	for k := range l {
		l[k] /= total
	}
	return l
}

func mixture(weights []float64, of ...law) law {
	var l law
	total := 0.0
	for i, w := range weights {
		total += w
		for k := range l {
			l[k] += w * of[i][k]
		}
	}
	for k := range l {
		l[k] /= total
	}
	return l
}

// poisson is the law of the sum of a Poisson number of independent sizes: its k-th cumulant is mean E size^k. With the size
// 1 it is the Poisson law itself.
func poisson(mean float64, size law) law {
	var cumulants law
	for k := range cumulants {
		cumulants[k] = mean * size[k]
	}
	return fromCumulants(cumulants)
}

// fromCumulants: m_k = sum over j from 1 to k of C(k-1, j-1) c_j m_(k-j).
func fromCumulants(c law) law {
	l := law{1}
	for k := 1; k <= order; k++ {
		for j := 1; j <= k; j++ {
			l[k] += binomial(k-1, j-1) * c[j] * l[k-j]
		}
	}
	return l
}

// quadratic is the law of X Y for normal X, Y of mean 0 with variances vx, vy and covariance c: a sum of two weighted
// chi-squares whose weights are (c +- sqrt(vx vy))/2, with cumulants 2^(k-1) (k-1)! sum of weight^k.
func quadratic(vx, vy, c float64) law {
	var cumulants law
	a, b := (c+math.Sqrt(vx*vy))/2, (c-math.Sqrt(vx*vy))/2
	factor := 1.0
	for k := 1; k <= order; k++ {
		cumulants[k] = factor * (math.Pow(a, float64(k)) + math.Pow(b, float64(k)))
		factor *= 2 * float64(k)
	}
	return fromCumulants(cumulants)
}

// indicator is the law of what is 1 with probability p and else 0.
func indicator(p float64) law { return points([]float64{0, 1}, []float64{1 - p, p}) }

// times is the law of c X.
func (l law) times(c float64) law {
	for k := range l {
		l[k] *= math.Pow(c, float64(k))
	}
	return l
}

// plus is the law of X + c.
func (l law) plus(c float64) law {
	return l.sum(each(func(k float64) float64 { return math.Pow(c, k) }))
}

// sum is the law of X + Y, independent.
func (l law) sum(m law) law {
	var s law
	for k := range s {
		for j := 0; j <= k; j++ {
			s[k] += binomial(k, j) * l[j] * m[k-j]
		}
	}
	return s
}

// product is the law of X Y, independent.
func (l law) product(m law) law {
	for k := range l {
		l[k] *= m[k]
	}
	return l
}

func (l law) mean() float64     { return l[1] }
func (l law) variance() float64 { return l.plus(-l[1])[2] }
func (l law) sd() float64       { return math.Sqrt(l.variance()) }

// shape is the skewness and the excess kurtosis.
func (l law) shape() (skew, excess float64) {
	c := l.plus(-l[1])
	return c[3] / math.Pow(c[2], 1.5), c[4]/(c[2]*c[2]) - 3
}

// square is the law of (X - mean)^2, known to half the order.
func (l law) square() law {
	c := l.plus(-l[1])
	var s law
	for k := range s {
		s[k] = math.NaN()
		if 2*k <= order {
			s[k] = c[2*k]
		}
	}
	return s
}

// binomial is C(n, k).
func binomial(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return c
}
