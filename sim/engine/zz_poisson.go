package engine

import "weir/sim/fp"

func poissonColumn(dst, u, lambda []float64) {
	for i := range dst {
		p := fp.Exp(-lambda[i])
		c, k := p, 0.0
		for u[i] > c && k < 1e6 {
			k++
			p *= lambda[i] / k
			c += p
		}
		dst[i] = k
	}
}
