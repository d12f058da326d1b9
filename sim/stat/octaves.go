package stat

import (
	"math"
	"math/bits"
)

const (
	binBits = 9
	bins    = 1 << binBits // a power of two of magnitudes
)

// Octaves is a histogram over the bits of a float64: a page of 512 bins for each sign and power of two that occurs.
// Counters have 16 bits, so that the pages in use stay in the first-level cache; what overflows is carried into a page
// of its own, which few columns ever need.
//
// With the bits rotated left by one, so that the sign comes last, a value is e (11 bits), bin (9), the rest (43), sign.
// Its page is 2 (e - first + 1) + sign. Zero and subnormal numbers, e = 0, have pages 0 and 1, so that a column of 0 and
// of millions needs no pages in between.
type octaves struct {
	first    uint64 // the smallest exponent e > 0 that has room
	low      []*[bins]uint16
	high     []*[bins]uint32 // multiples of 2^16; as long as low
	n        int64
	min, max float64
}

func newOctaves() *octaves {
	return &octaves{min: math.Inf(1), max: math.Inf(-1)}
}

// add counts the values of x. Note: telling zeros and signs apart by branches costs more than all of this, where they
// come at random.
func (o *octaves) add(x []float64) {
	lo, hi, first, low := o.min, o.max, o.first, o.low
	for _, v := range x {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
		r := bits.RotateLeft64(math.Float64bits(v), 1)
		bin := r >> (53 - binBits) & (bins - 1)
		at := pageOf(r, first)
		if at >= uint64(len(low)) || low[at] == nil {
			at = o.open(r)
			first, low = o.first, o.low
		}
		page := low[at]
		page[bin]++
		if page[bin] == 0 {
			o.carry(at, bin, 1)
		}
	}
	o.min, o.max = lo, hi
	o.n += int64(len(x))
}

// pageOf returns the number of the page of rotated bits; where there is no room for it, a number beyond all pages.
func pageOf(r, first uint64) uint64 {
	const beyond = 1<<62 - 1 // where exponents below the first one land, not wrapping round to 0
	e := r >> 53
	isZero := uint64(int64(e-1) >> 63) // all ones for e = 0
	return ((e-first)&beyond+1)&^isZero<<1 | r&1
}

// open makes the page of rotated bits, where it does not exist, and returns its number.
func (o *octaves) open(r uint64) uint64 {
	if e := r >> 53; e > 0 {
		if len(o.low) <= 2 {
			o.first = e
		} else if e < o.first {
			o.shift(o.first - e)
		}
	}
	at := pageOf(r, o.first)
	if need := int(at|1) + 1; need > len(o.low) {
		o.low = append(o.low, make([]*[bins]uint16, need-len(o.low))...)
		o.high = append(o.high, make([]*[bins]uint32, need-len(o.high))...)
	}
	if o.low[at] == nil {
		o.low[at] = new([bins]uint16)
	}
	return at
}

// shift makes room for so many smaller exponents; the two pages of e = 0 stay in front.
func (o *octaves) shift(exponents uint64) {
	low := make([]*[bins]uint16, len(o.low)+2*int(exponents))
	copy(low, o.low[:2])
	copy(low[2+2*exponents:], o.low[2:])
	high := make([]*[bins]uint32, len(low))
	copy(high, o.high[:2])
	copy(high[2+2*exponents:], o.high[2:])
	o.first, o.low, o.high = o.first-exponents, low, high
}

// carry adds n 2^16 to a bin.
func (o *octaves) carry(at, bin uint64, n int64) {
	if n == 0 {
		return
	}
	if o.high[at] == nil {
		o.high[at] = new([bins]uint32)
	}
	o.high[at][bin] += uint32(n)
}

// fill adds n to a bin of an open page.
func (o *octaves) fill(at, bin uint64, n int64) {
	n += int64(o.low[at][bin])
	o.low[at][bin] = uint16(n)
	o.carry(at, bin, n>>16)
}

// count counts a value n times.
func (o *octaves) count(v float64, n int64) {
	o.min, o.max = min(o.min, v), max(o.max, v)
	o.n += n
	r := bits.RotateLeft64(math.Float64bits(v), 1)
	o.fill(o.open(r), r>>(53-binBits)&(bins-1), n)
}

// count of a bin
func (o *octaves) tally(at, bin int) int64 {
	n := int64(o.low[at][bin])
	if o.high[at] != nil {
		n += int64(o.high[at][bin]) << 16
	}
	return n
}

// merge adds the counts of p.
func (o *octaves) merge(p *octaves) {
	o.min, o.max = min(o.min, p.min), max(o.max, p.max)
	o.n += p.n
	for from := range p.low {
		if p.low[from] == nil {
			continue
		}
		at := o.open(p.rotated(from, 0))
		for bin := range bins {
			if n := p.tally(from, bin); n > 0 {
				o.fill(at, uint64(bin), n)
			}
		}
	}
}

// rotated returns the rotated bits of the lower edge of a bin, towards 0.
func (o *octaves) rotated(at, bin int) uint64 {
	e := uint64(0)
	if at >= 2 {
		e = o.first + uint64(at>>1) - 1
	}
	return e<<53 | uint64(bin)<<(53-binBits) | uint64(at&1)
}

// value returns the value that stands for a bin: its middle, which is within 2^-10 of all its values, or exactly 0.
func (o *octaves) value(at, bin int) float64 {
	if at < 2 && bin == 0 {
		return 0
	}
	return math.Float64frombits(bits.RotateLeft64(o.rotated(at, bin)|1<<(52-binBits), -1))
}

// ascend gives the bins in use, in ascending order of their values, with their counts.
func (o *octaves) ascend(yield func(v float64, n int64) bool) {
	visit := func(at, bin int) bool {
		n := o.tally(at, bin)
		return n == 0 || yield(o.value(at, bin), n)
	}
	for at := len(o.low) - 1; at > 0; at -= 2 {
		for bin := bins - 1; bin >= 0 && o.low[at] != nil; bin-- {
			if !visit(at, bin) {
				return
			}
		}
	}
	for at := 0; at < len(o.low); at += 2 {
		for bin := 0; bin < bins && o.low[at] != nil; bin++ {
			if !visit(at, bin) {
				return
			}
		}
	}
}

func (o *octaves) bytes() int {
	size := 80 + 8*cap(o.low) + 8*cap(o.high)
	for at := range o.low {
		if o.low[at] != nil {
			size += 2 * bins
		}
		if o.high[at] != nil {
			size += 4 * bins
		}
	}
	return size
}
