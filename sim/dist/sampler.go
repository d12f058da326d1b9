package dist

import "sync"

// A Sampler gives draws of a Law, times a scale, from uniforms. It is immutable and safe for concurrent use.
type Sampler struct {
	filler
	span // of its draws
}

func newSampler(f filler) *Sampler { return &Sampler{f, f.extent()} }

// A filler writes the draws of the uniforms u to dst; both have the same length and may be one column.
type filler interface {
	fill(dst, u []float64)
	extent() span // what no draw leaves
}

// Compile prepares a law for many draws; scale, which multiplies every value, must be above 0. It takes some milliseconds,
// for a mixture some tens. A draw is the quantile at a probability within 1e-10 of u, and in the tails within 1e-8 of
// the tail probability, or it is the quantile at u to its last digits. Draws never leave the support, and rise with u to
// within rounding. Uniforms below 2^-54 count as that.
func Compile(l Law, scale float64) *Sampler {
	return newSampler(compile(l.form(), scale))
}

// Fill writes the draws of the uniforms u, in (0, 1), to dst, which is at least as long. dst and u may be one column.
func (s *Sampler) Fill(dst, u []float64) { s.fill(dst[:len(u)], u) }

// At is the draw of one uniform in (0, 1): the same bits as Fill.
func (s *Sampler) At(u float64) float64 {
	var one [1]float64
	one[0] = u
	s.fill(one[:], one[:])
	return one[0]
}

// TableBytes is about what Compile makes of a law takes, in bytes.
func TableBytes(l Law) int {
	const table, cells = 2 * (octaves<<4 + 1) * 8 * (degree + 1), 2048 * 8 * (degree + 1) // a fine one; of a grid
	switch s := l.form().(type) {
	case uniform, triangular, normal, exponential:
		return 0
	case *steps:
		return 32 * len(s.values)
	case *mixture:
		return cells + table*(len(s.parts)+1)
	case smoothMixture:
		return cells + table*(len(s.parts)+1)
	}
	return table
}

// StandardNormal is the sampler of the normal with mean 0 and standard deviation 1, shared by all who ask.
var StandardNormal = sync.OnceValue(func() *Sampler { return newSampler(bell01()) })

var (
	bell01 = sync.OnceValue(func() *table { return mustTabulate(normal{0, 1}) })
	exp01  = sync.OnceValue(func() *table { return mustTabulate(exponential{1}) })
)

func mustTabulate(s smooth) *table {
	t, _ := tabulate(aim(s, 1))
	return t
}

func compile(s shape, scale float64) filler {
	switch s := s.(type) {
	case *steps:
		return newStairs(s, scale)
	case uniform:
		return straight{s.lo * scale, s.hi * scale, (s.hi - s.lo) * scale}
	case triangular:
		return newTent(s, scale)
	case normal:
		return bell01().moved(s.mean*scale, s.sd*scale)
	case exponential:
		return exp01().moved(0, s.mean*scale)
	case *mixture:
		p := newPieces(s, scale)
		return onGrid(p, s, scale, p.thresholds)
	}
	return compileSmooth(s.(smooth), scale)
}

// compileSmooth splits the law where one table cannot serve.
func compileSmooth(s smooth, scale float64) filler {
	if isOneTable(s) {
		switch t, _ := tabulate(aim(s, scale)); {
		case t == nil:
		case t.exp:
			return onGrid(t.reader(), s, scale, []float64{1})
		default:
			return t
		}
	}
	p := newPieces(newMixture([]shape{s}, []float64{1}).(smoothMixture).mixture, scale)
	return onGrid(p, s, scale, p.thresholds)
}

// tabulate tries ever finer tables, of the value and of its logarithm; nil where none meets the bounds.
func tabulate(g target) (t *table, where failure) {
	for _, try := range []struct {
		bits uint
		exp  bool
	}{{2, false}, {3, false}, {4, false}, {2, true}, {3, true}, {4, true}, {5, true}, {5, false}} {
		if try.exp && !g.positive {
			continue
		}
		if t, where = g.fit(try.bits, try.exp); t != nil {
			break
		}
	}
	return t, where
}
