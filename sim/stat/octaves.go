package stat

import (
	"cmp"
	"math"
	"slices"

	"weir/sim/fp"
)

const (
	binBits  = 9
	bins     = 1 << binBits // a power of two of magnitudes
	binAt    = 52 - binBits // a value's bits from here up say its page and bin
	negative = 1 << 11      // the sign among sign and exponent
	lowBits  = 15           // of a bin's count that stay when it is carried
)

// Octaves is a histogram over the bits of a float64: a page of 512 bins for each sign and power of two that occurs.
// Counters have 16 bits, so that the pages in use stay near the processor; what overflows is carried into a page of its
// own, which few columns ever need. Pages are numbered as they come, which must reach no result: ascending goes by the
// values.
type octaves struct {
	ends
	near  window
	base  *[1 << 12]uint32 // by sign and exponent: what to add to a value's upper bits for its counter, or missing
	low   []uint16         // zeros, then bin of page p: zeros + p*bins + bin
	high  []*[bins]uint32  // by page, multiples of 2^15; nil for none
	pages []uint16         // sign and exponent by page
	n     int64
	room  int // values that may be added before a counter could be full
}

// Ends are the smallest and the largest value.
type ends struct{ min, max float64 }

// A window is a part of base that is quick to read: that of the largest 32 positive exponents.
type window struct {
	base  [32]uint32
	start uint32 // the exponent of the first
}

// In many a column most trials are zero, and one counter is slow to take one value after another: so zeros are spread
// over several, which settle gathers.
const zeros = 32 // counters, of which the kernel uses 8; a line of the cache

const missing = 1 << 31 // beyond all counters

// noPages is the base of no pages.
var noPages = func() (base [1 << 12]uint32) {
	for i := range base {
		base[i] = missing
	}
	return base
}()

func newOctaves() *octaves {
	const pages = 4 // what few columns stay below
	o := &octaves{
		ends: ends{math.Inf(1), math.Inf(-1)}, base: new([1 << 12]uint32),
		low: make([]uint16, zeros, zeros+pages*bins), room: 1 << lowBits,
	}
	*o.base = noPages
	copy(o.near.base[:], noPages[:])
	return o
}

// find gives the places in low of as many values as at has room for, opens pages that are new, and widens the extremes.
// False says that a place is too high for at.
func (o *octaves) find(at []uint16, x []float64) bool {
	x = x[:len(at)]
	if n := len(x) &^ 15; fp.Wide && n > 0 && len(o.low) <= math.MaxUint16 {
		found := false
		if fp.Wide512 {
			found = places512(&at[0], &x[0], n, o.base, &o.ends, &o.near)
		} else {
			found = places256(&at[0], &x[0], n, o.base, &o.ends)
		}
		if found {
			at, x = at[n:], x[n:]
		}
	}
	lo, hi := o.min, o.max
	high := uint32(0)
	for i, v := range x {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
		b := math.Float64bits(v)
		base := o.base[b>>52]
		if base == missing {
			o.open(b >> 52)
			base = o.base[b>>52]
		}
		place := base + uint32(b>>binAt)
		at[i] = uint16(place)
		high |= place
	}
	o.min, o.max = flush(lo), flush(hi)
	return high <= math.MaxUint16
}

// tally counts at places: many of them at a time, so that the processor can wait for many counters together.
func (o *octaves) tally(at []uint16) {
	for len(at) > 0 {
		some := at[:min(len(at), 1<<lowBits)]
		at = at[len(some):]
		if o.room < len(some) {
			o.carry()
		}
		o.room -= len(some)
		o.n += int64(len(some))
		low := o.low
		for ; len(some) >= 8; some = some[8:] {
			low[some[0]]++
			low[some[1]]++
			low[some[2]]++
			low[some[3]]++
			low[some[4]]++
			low[some[5]]++
			low[some[6]]++
			low[some[7]]++
		}
		for _, i := range some {
			low[i]++
		}
	}
}

// flush makes 0 of what counts as 0.
func flush(v float64) float64 {
	if place(math.Float64bits(v)>>binAt) == 0 {
		return 0
	}
	return v
}

// carry makes room: it leaves 15 bits at most of each counter.
func (o *octaves) carry() {
	o.settle()
	largest := largest(o.low)
	if largest >= 1<<lowBits {
		for page := range o.pages {
			for bin, n := range o.low[zeros+page<<binBits:][:bins] {
				if n >= 1<<lowBits {
					o.fill(page, bin, 0)
				}
			}
		}
		largest = 1<<lowBits - 1
	}
	o.room = math.MaxUint16 - int(largest)
}

// largest is the largest of counters, whose number is a multiple of 32.
func largest(low []uint16) uint16 {
	if fp.Wide {
		return largest256(&low[0], len(low))
	}
	return slices.Max(low)
}

// settle moves the zeros into their bin.
func (o *octaves) settle() {
	n := int64(0)
	for i, k := range o.low[:zeros] {
		n += int64(k)
		o.low[i] = 0
	}
	if n > 0 {
		o.fill(o.open(0), 0, n)
	}
}

// count counts a value n times.
func (o *octaves) count(v float64, n int64) {
	v = flush(v)
	o.min, o.max = min(o.min, v), max(o.max, v)
	o.n += n
	b := math.Float64bits(v)
	o.fill(o.open(b>>52), int(b>>binAt&(bins-1)), n)
}

// open returns the page of a sign and exponent, a new one where there is none.
func (o *octaves) open(signExponent uint64) int {
	if page, ok := o.page(signExponent); ok {
		return page
	}
	page := len(o.pages)
	o.base[signExponent] = uint32(zeros+page<<binBits) - uint32(signExponent<<binBits)
	o.pages = append(o.pages, uint16(signExponent))
	o.high = append(o.high, nil)
	if n := len(o.low); n == cap(o.low) {
		// Four pages, or an eighth: append would leave a third of the memory idle, and fewer would soon be copied again.
		o.low = append(make([]uint16, 0, n+bins*max(4, n/(8*bins))), o.low...)
	}
	o.low = o.low[:len(o.low)+bins]
	clear(o.low[len(o.low)-bins:]) // Note: zeros as they are; but memory that is read before it is written is paged in twice.
	if last := uint32(signExponent); last < negative {
		o.near.start = max(o.near.start, last-min(last, uint32(len(o.near.base)-1)))
		copy(o.near.base[:], o.base[o.near.start:])
	}
	return page
}

// page returns the page of a sign and exponent, and whether there is one.
func (o *octaves) page(signExponent uint64) (int, bool) {
	base := o.base[signExponent]
	return int(base+uint32(signExponent<<binBits)-zeros) >> binBits, base != missing
}

// place returns where a bin stands among all, from its sign, exponent and number; zero, of both signs, at 0.
func place(bin uint64) int {
	if bin >= negative<<binBits {
		return -int(bin - negative<<binBits)
	}
	return int(bin)
}

// fill adds n to a bin.
func (o *octaves) fill(page, bin int, n int64) {
	low := &o.low[zeros+page<<binBits+bin]
	n += int64(*low)
	*low = uint16(n & (1<<lowBits - 1))
	if n >>= lowBits; n > 0 {
		if o.high[page] == nil {
			o.high[page] = new([bins]uint32)
		}
		o.high[page][bin] += uint32(n)
	}
}

// load returns the counts of a page; zeros must have settled.
func (o *octaves) load(page int) (counts [bins]int64) {
	for bin, n := range o.low[zeros+page<<binBits:][:bins] {
		counts[bin] = int64(n)
	}
	if high := o.high[page]; high != nil {
		for bin, n := range high {
			counts[bin] += int64(n) << lowBits
		}
	}
	return counts
}

// merge adds the counts of p.
func (o *octaves) merge(p *octaves) {
	p.settle()
	o.min, o.max = min(o.min, p.min), max(o.max, p.max)
	o.n += p.n
	for from, signExponent := range p.pages {
		to := o.open(uint64(signExponent))
		for bin, n := range p.load(from) {
			if n > 0 {
				o.fill(to, bin, n)
			}
		}
	}
}

// byValue returns the numbers of pages in the order of their values; that of -0 comes before that of 0.
func byValue(pages []uint16) []int {
	return sortPages(pages, func(signExponent uint16) int {
		if signExponent >= negative {
			return -int(signExponent)
		}
		return int(signExponent)
	})
}

// sortPages returns the numbers of pages in the order of a property of their signs and exponents.
func sortPages(pages []uint16, property func(signExponent uint16) int) []int {
	order := make([]int, len(pages))
	for page := range order {
		order[page] = page
	}
	slices.SortFunc(order, func(p, q int) int { return cmp.Compare(property(pages[p]), property(pages[q])) })
	return order
}

// middle returns the value that stands for a bin: its middle, within 2^-10 of the magnitude of all that the bin holds; the
// bins of zero stand for zero.
func middle(signExponent uint16, bin int) float64 {
	b := uint64(signExponent)<<52 | uint64(bin)<<binAt
	if b<<1 == 0 {
		return 0
	}
	return math.Float64frombits(b | 1<<(binAt-1))
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
	size := 256 + 4*len(o.base) + 2*cap(o.low) + 8*cap(o.high) + 2*cap(o.pages)
	for _, page := range o.high {
		if page != nil {
			size += 4 * bins
		}
	}
	return size
}
