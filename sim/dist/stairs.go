package dist

// A guide finds, for a uniform, the first of ascending thresholds that is not below it, by starting near.
type guide struct {
	thresholds []float64 // the last one is 1
	start      []int32   // for u in [i/n, (i+1)/n)
	n          float64
}

func newGuide(thresholds []float64) guide {
	n := 1 << 10 // most cells shall lie between two thresholds: then the loop of find is well predicted
	for n < 4*len(thresholds) && n < 1<<20 {
		n *= 2
	}
	g := guide{thresholds, make([]int32, n+1), float64(n)}
	at := 0
	for i := range g.start {
		for at < len(thresholds)-1 && thresholds[at] < float64(i)/g.n {
			at++
		}
		g.start[i] = int32(at)
	}
	return g
}

func (g *guide) find(u float64) int {
	i := int(g.start[int(u*g.n)])
	for g.thresholds[i] < u { // and nothing else: a second condition would be mispredicted
		i++
	}
	return i
}

// stairs draws from finitely many values.
type stairs struct {
	guide
	values []float64
}

func newStairs(s *steps, scale float64) filler {
	values := make([]float64, len(s.values))
	for i, x := range s.values {
		values[i] = x * scale
	}
	if len(values) == 1 {
		return constant(values[0])
	}
	return &stairs{newGuide(s.thresholds()), values}
}

func (s *stairs) fill(dst, u []float64) {
	for i, u := range u {
		dst[i] = s.values[s.find(u)]
	}
}

// constant is one value.
type constant float64

func (c constant) fill(dst, u []float64) {
	for i := range u {
		dst[i] = float64(c)
	}
}
