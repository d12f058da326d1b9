package stat

import (
	"math"

	"weir/sim/fp"
)

const (
	binBits = 9
	bins    = 1 << binBits // a power of two of magnitudes
	binAt   = 52 - binBits // a value's bits from here up say its page and bin
)

// Octaves is a histogram over the bits of a float64: a page of 512 bins for each sign and power of two that occurs.
// Counters have 16 bits, so that the pages in use stay in the first-level cache; what overflows is carried into a page
// of its own, which few columns ever need. Pages are numbered as they come, which must reach no result: ascend goes
// by the values.
type octaves struct {
	pages    *[1<<12 + 1]uint16 // page number by sign and exponent; 0 where there is none; one more, which kernels read along
	low      []uint8            // bin of page p, from 1: p*bins + bin
	high     []*[bins]uint64    // by page, multiples of 2^8; nil for none
	n        int64
	min, max float64
}

func newOctaves() *octaves {
	return &octaves{
		pages: new([1<<12 + 1]uint16),
		low:   make([]uint8, bins),
		high:  make([]*[bins]uint64, 1),
		min:   math.Inf(1), max: math.Inf(-1),
	}
}

// add counts the values of x: first it finds the places of many, then it counts there. So the processor can wait for many
// places that are not in its cache at a time.
func (o *octaves) add(x []float64) {
	var at [512]uint32
	for len(x) > 0 {
		n := min(len(x), len(at))
		o.find(at[:n], x[:n])
		low := o.low
		for _, i := range at[:n] {
			if low[i]++; low[i] == 0 {
				o.carry(int(i), 1)
			}
		}
		o.n += int64(n)
		x = x[n:]
	}
}

// find gives the places of the values of x in low, opens pages that are new, and widens the extremes.
func (o *octaves) find(at []uint32, x []float64) {
	at = at[:len(x)]
	if n := len(x) &^ 7; fp.Wide && n > 0 {
		ends := [8]float64{o.min, o.min, o.min, o.min, o.max, o.max, o.max, o.max}
		if placesWide(&at[0], &x[0], n, &o.pages[0], &ends) {
			for i := range 4 {
				o.min, o.max = min(o.min, ends[i]), max(o.max, ends[4+i])
			}
			at, x = at[n:], x[n:]
		}
	}
	lo, hi, pages := o.min, o.max, o.pages
	for i, v := range x {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
		b := math.Float64bits(v)
		page := pages[b>>52]
		if page == 0 {
			page = uint16(o.open(b >> 52))
		}
		at[i] = uint32(page)<<binBits | uint32(b>>binAt)&(bins-1)
	}
	o.min, o.max = lo, hi
}

// carry adds n times 2^8 to the bin of a place.
func (o *octaves) carry(at int, n int64) {
	high := &o.high[at>>binBits]
	if *high == nil {
		*high = new([bins]uint64)
	}
	(*high)[at&(bins-1)] += uint64(n)
}

// count counts a value n times.
func (o *octaves) count(v float64, n int64) {
	o.min, o.max = min(o.min, v), max(o.max, v)
	o.n += n
	b := math.Float64bits(v)
	o.fill(o.open(b>>52), int(b>>binAt&(bins-1)), n)
}

// open returns the page of a sign and exponent, a new one where there is none.
func (o *octaves) open(signExponent uint64) int {
	page := &o.pages[signExponent]
	if *page == 0 {
		*page = uint16(len(o.high))
		if n := len(o.low); n == cap(o.low) {
			// One page, or an eighth: append would leave a third of the memory idle.
			o.low = append(make([]uint8, 0, n+bins*max(1, n/(8*bins))), o.low...)
		}
		o.low = o.low[:len(o.low)+bins]
		o.high = append(o.high, nil)
	}
	return int(*page)
}

// fill adds n to a bin.
func (o *octaves) fill(page, bin int, n int64) {
	at := page<<binBits | bin
	n += int64(o.low[at])
	o.low[at] = uint8(n)
	if n>>8 > 0 {
		o.carry(at, n>>8)
	}
}

// tally returns the count of a bin.
func (o *octaves) tally(page, bin int) int64 {
	n := int64(o.low[page<<binBits|bin])
	if o.high[page] != nil {
		n += int64(o.high[page][bin]) << 8
	}
	return n
}

// merge adds the counts of p.
func (o *octaves) merge(p *octaves) {
	o.min, o.max = min(o.min, p.min), max(o.max, p.max)
	o.n += p.n
	for signExponent, from := range p.pages {
		if from == 0 {
			continue
		}
		to := o.open(uint64(signExponent))
		for bin := range bins {
			if n := p.tally(int(from), bin); n > 0 {
				o.fill(to, bin, n)
			}
		}
	}
}

// ascend gives the bins in use, in ascending order, with the value that stands for each and its count. The value is the
// middle of the bin, within 2^-10 of the magnitude of all that the bin holds; the bin of zero stands for zero.
func (o *octaves) ascend(yield func(v float64, n int64) bool) {
	visit := func(signExponent, bin int) bool {
		n := o.tally(int(o.pages[signExponent]), bin)
		if n == 0 {
			return true
		}
		b := uint64(signExponent)<<52 | uint64(bin)<<binAt
		if b<<1 != 0 {
			b |= 1 << (binAt - 1)
		}
		return yield(math.Float64frombits(b), n)
	}
	const negative = 1 << 11
	for s := 2*negative - 1; s >= negative; s-- {
		for bin := bins - 1; bin >= 0 && o.pages[s] > 0; bin-- {
			if !visit(s, bin) {
				return
			}
		}
	}
	for s := range negative {
		for bin := 0; bin < bins && o.pages[s] > 0; bin++ {
			if !visit(s, bin) {
				return
			}
		}
	}
}

// binEdges returns the edge of v's bin nearer to 0 and the other one. Zero has no width.
func binEdges(v float64) (inner, outer float64) {
	b := math.Float64bits(v) >> binAt << binAt
	if b<<1 == 0 {
		return 0, 0
	}
	return math.Float64frombits(b), math.Float64frombits(b + 1<<binAt)
}

func (o *octaves) bytes() int {
	size := 80 + 2*len(o.pages) + cap(o.low) + 8*cap(o.high)
	for _, page := range o.high {
		if page != nil {
			size += 8 * bins
		}
	}
	return size
}
