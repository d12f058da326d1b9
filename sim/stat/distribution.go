package stat

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// A Distribution is a column in ascending order: the values that Counts tells apart, with the number of trials up to
// each. Read as a sorted list of N values, its first is the exact minimum, its last the exact maximum, and those between
// are exact or within 2^-10 (0.098%) of their magnitude, as Counts says. All its answers are statistics of that list; so
// they fit each other: quantiles ascend, and no lower mean lies above its quantile. Immutable.
//
// A share is given in whole numbers as num/den, with 0 <= num <= den and den > 0, or it panics: 0.05 is no float64, and
// no rank may hang on the difference.
type Distribution struct {
	values []float64 // strictly ascending
	upTo   []int64   // number of trials at this value or below it
}

// Distribution returns the column as counted so far.
func (c *Counts) Distribution() *Distribution {
	d := new(Distribution)
	if c.octaves == nil {
		list := make([]atom, 0, c.atoms.used)
		for _, a := range c.atoms.slots {
			if a.n > 0 {
				list = append(list, a)
			}
		}
		slices.SortFunc(list, func(a, b atom) int { return cmp.Compare(a.value, b.value) })
		for _, a := range list {
			d.append(a.value, a.n)
		}
		return d
	}
	o := c.octaves
	used := 0
	for range o.ascend {
		used++
	}
	d.values, d.upTo = make([]float64, 0, used+2), make([]int64, 0, used+2)
	// The two ends, known exactly, leave their bins.
	d.append(o.min, 1)
	seen := int64(0)
	for v, n := range o.ascend {
		between := n
		if seen == 0 {
			between--
		}
		seen += n
		if seen == o.n {
			between--
		}
		if between > 0 {
			d.append(min(max(v, o.min), o.max), between)
		}
	}
	d.append(o.max, 1)
	return d
}

// append adds n trials at v, which is not below the values so far; -0 becomes 0.
func (d *Distribution) append(v float64, n int64) {
	n += d.N()
	if last := len(d.values) - 1; last >= 0 && d.values[last] == v {
		d.upTo[last] = n
		return
	}
	d.values = append(d.values, v+0)
	d.upTo = append(d.upTo, n)
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
	at, _ := slices.BinarySearch(d.upTo, rank)
	return d.values[at]
}

// share returns N num/den as whole trials and what is left in units of 1/den.
func (d *Distribution) share(num, den int64) (whole, rest int64) {
	if num < 0 || den <= 0 || num > den {
		panic(fmt.Sprintf("stat: %d/%d is not a share", num, den))
	}
	hi, lo := bits.Mul64(uint64(d.N()), uint64(num))
	q, r := bits.Div64(hi, lo, uint64(den))
	return int64(q), int64(r)
}

// LowerMean returns the mean of the num/den of the trials with the lowest values; the trial on the border counts in
// part. For num = 0 that is the minimum. NaN without trials.
func (d *Distribution) LowerMean(num, den int64) float64 {
	return d.tail(num, den, 0, 1)
}

// UpperMean returns the mean of the num/den of the trials with the highest values; the trial on the border counts in
// part. For num = 0 that is the maximum. NaN without trials.
func (d *Distribution) UpperMean(num, den int64) float64 {
	return d.tail(num, den, len(d.values)-1, -1)
}

// tail returns the mean of num/den of the trials, taken from one end by steps of 1 or -1.
func (d *Distribution) tail(num, den int64, end, step int) float64 {
	if d.N() == 0 {
		return math.NaN()
	}
	whole, rest := d.share(num, den)
	if whole == 0 {
		return d.values[end] // one trial, or a part of one
	}
	border := float64(rest) / float64(den)
	size := float64(whole) + border
	mean := 0.0
	for at := end; ; at += step {
		v, n := d.values[at], d.count(at)
		if n < whole || n == whole && rest > 0 {
			// Weights first: a sum of values could overflow.
			mean += float64(v * (float64(n) / size))
			whole -= n
			continue
		}
		mean += float64(v * ((float64(whole) + border) / size))
		// Rounding must not carry the mean past the border or the end.
		return min(max(mean, min(v, d.values[end])), max(v, d.values[end]))
	}
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
