package stat

import "weir/sim/fp"

// Counts counts the values of a column so that its quantiles, tail means and shares can be told later. The counts are
// integers and depend on the values alone, not on their order or on how they were spread over several Counts.
// The zero Counts is empty and ready for use.
//
// Up to 32 distinct values (a constant, a count, a schedule) are counted exactly, each by itself. A column with more is
// counted in bins of the float64 bits: 512 a power of two, which tells a value to 2^-10 of its magnitude; only the
// smallest and the largest value stay exact. Magnitudes below 2^-1031 (4e-311) then count as 0, and those up to
// 2^-1022 are told to 2^-1032. A Counts holds up to 2^46 values.
type Counts struct {
	atoms   atoms
	octaves *octaves // nil while the distinct values are few
}

// Add counts the values of x, which are finite; -0 counts as 0.
func (c *Counts) Add(x []float64) {
	var places [512]uint16
	for len(x) > 0 {
		n := min(len(x), len(places))
		c.Tally(places[:c.Find(places[:n], x[:n])])
		x = x[n:]
	}
}

// Find begins to count the values of x as Add does: it returns how many of them are left to Tally at the places that it
// puts at the beginning of at, which is no shorter than x, and has counted the others. It pays to Tally the places of
// several thousand values of a column at a time, where there are many columns: their counters are then in a near cache.
func (c *Counts) Find(at []uint16, x []float64) int {
	switch {
	case c.octaves != nil:
	case c.atoms.used == 0:
		if c.atoms.first(x) {
			return 0
		}
		c.octaves = newOctaves()
	default:
		if x = c.atoms.add(x); len(x) == 0 {
			return 0
		}
		c.spread()
	}
	if c.octaves.find(at[:len(x)], x) {
		return len(x)
	}
	for _, v := range x {
		c.octaves.count(v, 1)
	}
	return 0
}

// Tally counts the values that Find has given places.
func (c *Counts) Tally(at []uint16) {
	if len(at) > 0 {
		c.octaves.tally(at)
	}
}

// Counters is the memory that Tally uses, to Fetch; nil while there is little of it.
func (c *Counts) Counters() []uint16 {
	if c.octaves == nil {
		return nil
	}
	return c.octaves.low
}

// Fetch tells the processor that some counters are about to be used.
func Fetch(some []uint16) {
	if fp.Wide && len(some) > 0 {
		fetch(&some[0], len(some))
	}
}

// Merge adds the counts of o to c; o stays as it is.
func (c *Counts) Merge(o *Counts) {
	if o.octaves != nil {
		if c.octaves == nil {
			c.spread()
		}
		c.octaves.merge(o.octaves)
		return
	}
	for _, a := range o.atoms.slots {
		if a.n == 0 {
			continue
		}
		if c.octaves == nil && !c.atoms.count(a.value, a.n) {
			c.spread()
		}
		if c.octaves != nil {
			c.octaves.count(a.value, a.n)
		}
	}
}

// spread moves the atoms into bins.
func (c *Counts) spread() {
	c.octaves = newOctaves()
	for _, a := range c.atoms.slots {
		if a.n > 0 {
			c.octaves.count(a.value, a.n)
		}
	}
	c.atoms = atoms{}
}

// N returns the number of values.
func (c *Counts) N() int64 {
	if c.octaves != nil {
		return c.octaves.n
	}
	return c.atoms.total()
}

// Exact reports whether each distinct value is counted by itself.
func (c *Counts) Exact() bool { return c.octaves == nil }

// Bytes returns the memory that c takes, in bytes.
func (c *Counts) Bytes() int {
	const header = 48
	size := header + c.atoms.bytes()
	if c.octaves != nil {
		size += c.octaves.bytes()
	}
	return size
}
