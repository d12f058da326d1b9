package dist

// fine is the widest step of Cuts where a law has no atoms: with mid-ranks, cells of 1/256 take 1/65536 off a rank correlation.
const fine = 1. / 256

// Cuts are the cumulative probabilities strictly inside (0, 1) at which the value of a law steps, ascending, for rank
// correlation; nil for a continuous law. What is continuous between atoms is cut evenly, at most 1/256 wide; and atoms that
// are rarer are taken together up to that width.
func Cuts(l Law) []float64 {
	var c cutter
	switch s := l.form().(type) {
	case *steps:
		for _, t := range s.thresholds() {
			c.stretch(t, true)
		}
	case *mixture:
		for _, e := range s.edges() {
			c.stretch(within(e.less, e.atLeast), false)
			c.stretch(within(e.atMost, e.more), true)
		}
		c.stretch(1, false)
	}
	return c.cuts
}

// within is the uniform with this lower and upper tail.
func within(below, above float64) float64 {
	if below > 0.5 {
		return 1 - above
	}
	return below
}

// A cutter goes up the uniforms.
type cutter struct {
	cuts     []float64
	at, last float64 // where it has come to; the last cut, but 0 before the first
}

// stretch goes up to u, over an atom or over what has none.
func (c *cutter) stretch(u float64, isAtom bool) {
	if isAtom && u-c.at > fine { // stands alone
		c.cut(c.at)
		c.at = u
		c.cut(u)
		return
	}
	for !isAtom && u-c.last > fine {
		c.at = c.last + fine
		c.cut(c.at)
	}
	if u-c.last > fine {
		c.cut(c.at)
	}
	c.at = u
}

// cut makes one, if it is new and inside.
func (c *cutter) cut(u float64) {
	if u > c.last && u < 1 {
		c.cuts = append(c.cuts, u)
		c.last = u
	}
}
