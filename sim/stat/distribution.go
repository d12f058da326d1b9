package stat

import (
	"math"
	"math/bits"
	"slices"
)

// A Distribution is a column in ascending order: the values that Counts tells apart, with the number of trials up to
// each. Read as a sorted list of N values, its first is the exact minimum, its last the exact maximum, and those between
// are exact or within 2^-10 (0.098%) of their magnitude, as Counts says. All its answers are statistics of that list; so
// they fit each other: quantiles ascend, and no lower mean lies above its quantile. Immutable but for Set.
//
// A share is given in whole numbers as num/den, with 0 <= num <= den and den > 0, or it panics: 0.05 is no float64, and
// no rank may hang on the difference.
type Distribution struct {
	values []float64 // strictly ascending
	upTo   []int64   // number of trials at this value or below it
	binned bool      // all values but the two ends and 0 are the middles of bins
}

// Distribution returns the column as counted so far.
func (c *Counts) Distribution() *Distribution {
	d := new(Distribution)
	d.Set(c)
	return d
}

// Set makes d the column as counted so far, in the memory that d has: for many columns in turn.
func (d *Distribution) Set(c *Counts) {
	d.values, d.upTo, d.binned = d.values[:0], d.upTo[:0], c.octaves != nil
	if c.octaves != nil {
		c.octaves.list(d)
		return
	}
	n := int64(0)
	for _, a := range c.atoms.ascending() {
		n += a.n
		d.values, d.upTo = append(d.values, a.value), append(d.upTo, n)
	}
}

// list sets d to the column.
func (o *octaves) list(d *Distribution) {
	o.settle()
	most := int(min(int64(len(o.low)), o.n)) + 3
	values, upTo := slices.Grow(d.values, most)[:most], slices.Grow(d.upTo, most)[:most]
	// The two ends, known exactly, leave their bins.
	values[0], upTo[0] = o.min, 1
	last, seen := 0, int64(0)
	for _, page := range byValue(o.pages) {
		signExponent := o.pages[page]
		turn := 0
		if signExponent >= negative {
			turn = bins - 1
		}
		low, high := (*[bins]uint16)(o.low[zeros+page<<binBits:]), o.high[page]
		if seen > 0 && signExponent&^negative > 0 {
			// No bin here holds the smallest or stands for zero: each that has a trial is a value.
			for bin := range low {
				bin ^= turn
				n := int64(low[bin])
				if high != nil {
					n += int64(high[bin]) << lowBits
				}
				seen += n
				values[last+1], upTo[last+1] = middle(signExponent, bin), seen
				last += int(uint64(-n) >> 63) // Note: a branch would go either way where the trials are thin.
			}
			continue
		}
		for bin, counts := 0, o.load(page); bin < bins; bin++ {
			n := counts[bin^turn]
			if n == 0 {
				continue
			}
			seen += n
			v := min(max(middle(signExponent, bin^turn), o.min), o.max)
			if v > values[last] && seen > upTo[last] {
				last++
				values[last] = v
			}
			upTo[last] = seen
		}
	}
	values[last] = min(values[last], o.max)
	// The largest is the last of its bin, or stands alone.
	if values[last] < o.max {
		upTo[last]--
		if last > 0 && upTo[last] == upTo[last-1] {
			last--
		}
		last++
		values[last], upTo[last] = o.max, seen
	}
	d.values, d.upTo = values[:last+1], upTo[:last+1]
}

// N returns the number of trials.
func (d *Distribution) N() int64 {
	if len(d.upTo) == 0 {
		return 0
	}
	return d.upTo[len(d.upTo)-1]
}

// Min returns the smallest value, exactly, or NaN without trials.
func (d *Distribution) Min() float64 { return d.Quantile(0, 1) }

// Max returns the largest value, exactly, or NaN without trials.
func (d *Distribution) Max() float64 { return d.Quantile(1, 1) }

// Quantile returns the smallest value at or below which lie at least num/den of the trials: the one with rank
// ceil(N num/den), with no interpolation. For num = 0 that is the minimum. NaN without trials.
func (d *Distribution) Quantile(num, den int64) float64 {
	if d.N() == 0 {
		return math.NaN()
	}
	rank, rest := d.share(num, den)
	if rest > 0 || rank == 0 {
		rank++
	}
	return d.Rank(rank)
}

// Rank returns the k-th smallest trial, from 1, or NaN where there is no such trial.
func (d *Distribution) Rank(k int64) float64 {
	if k < 1 || k > d.N() {
		return math.NaN()
	}
	at, _ := slices.BinarySearch(d.upTo, k)
	return d.values[at]
}

// Between returns what surely encloses the exact trials of rank lo to hi: where values are told to a bin only, its edges
// instead of its middle. NaN stands for the end whose rank is not one of the N.
func (d *Distribution) Between(lo, hi int64) (low, high float64) {
	low, high = d.Rank(lo), d.Rank(hi)
	if !d.binned {
		return low, high
	}
	if lo > 1 && lo < d.N() {
		edge, other := binEdges(low)
		low = max(min(edge, other), d.Min())
	}
	if hi > 1 && hi < d.N() {
		edge, other := binEdges(high)
		high = min(max(edge, other), d.Max())
	}
	return low, high
}

// share returns N num/den as whole trials and what is left in units of 1/den.
func (d *Distribution) share(num, den int64) (whole, rest int64) {
	checkShare(num, den)
	hi, lo := bits.Mul64(uint64(d.N()), uint64(num))
	q, r := bits.Div64(hi, lo, uint64(den))
	return int64(q), int64(r)
}

// count returns the number of trials at a value.
func (d *Distribution) count(at int) int64 {
	if at == 0 {
		return d.upTo[0]
	}
	return d.upTo[at] - d.upTo[at-1]
}

// Zero returns the share of trials that are 0. NaN without trials.
func (d *Distribution) Zero() float64 {
	n := int64(0)
	if at, found := slices.BinarySearch(d.values, 0); found {
		n = d.count(at)
	}
	return float64(n) / float64(d.N())
}

// Negative returns the share of trials below 0. NaN without trials.
func (d *Distribution) Negative() float64 {
	at, _ := slices.BinarySearch(d.values, 0)
	n := int64(0)
	if at > 0 {
		n = d.upTo[at-1]
	}
	return float64(n) / float64(d.N())
}
