package stat

import (
	"cmp"
	"math"
	"slices"
)

const (
	binBits  = 9
	bins     = 1 << binBits // a power of two of magnitudes
	binAt    = 52 - binBits // a value's bits from here up say its page and bin
	negative = 1 << 11      // the sign among sign and exponent
	lowBits  = 15           // of a bin's count
	careful  = 1 << lowBits // the bin asks for more than counting
)

// Octaves is a histogram over the bits of a float64: a page of 512 bins for each sign and power of two that occurs.
// Counters have 15 bits, so that the pages in use stay in the first-level cache; what overflows is carried into a page
// of its own, which few columns ever need. Pages are numbered as they come, which must reach no result: ascending goes
// by the values.
//
// The 16th bit of a counter marks the bins that may hold the smallest or the largest value: all but those strictly
// between the bins of the two. What falls into an unmarked bin need not be compared with them. The bins of zero lose
// their marks as soon as zero is known to lie between the extremes, or to be one: there is nothing to tell apart in them,
// and in many a column most trials are the smallest value, zero.
type octaves struct {
	base     *[1 << 12]uint32 // by sign and exponent: what to add to a value's upper bits for its counter, or missing
	low      []uint16         // bin of page p: p*bins + bin
	high     []*[bins]uint32  // by page, multiples of 2^15; nil for none
	pages    []uint16         // sign and exponent by page
	n        int64
	min, max float64
	from, to int // places of the two bins between which none is marked
}

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
	o := &octaves{base: new([1 << 12]uint32), low: make([]uint16, 0, pages*bins), min: math.Inf(1), max: math.Inf(-1)}
	*o.base = noPages
	return o
}

// add counts the values of x.
func (o *octaves) add(x []float64) {
	// Where one value asks for care, there are mostly more: the stretches counted with care grow.
	for stretch := 8; ; stretch *= 2 {
		done := o.addFree(x)
		o.n += int64(done)
		if x = x[done:]; len(x) == 0 {
			return
		}
		done = min(stretch, len(x))
		o.addCareful(x[:done])
		x = x[done:]
	}
}

// addFree counts the values of x up to the first that asks for more than that: it may be a new extreme, has no page, or
// fills its counter. It returns how many that were. It is the inner loop of all statistics: no calls, one branch a value,
// which is not hard to predict, and the test for a page is the bounds check.
func (o *octaves) addFree(x []float64) int {
	const full = careful - 1
	base, low := o.base[:], o.low
	i := 0
	for ; i+4 <= len(x); i += 4 {
		q := x[i : i+4 : i+4]
		b0, b1, b2, b3 := math.Float64bits(q[0]), math.Float64bits(q[1]), math.Float64bits(q[2]), math.Float64bits(q[3])
		if b0|b1|b2|b3 == 0 { // frequent where at all, and one counter is slow to take one after another
			at := uint64(base[0])
			if at < uint64(len(low)) && low[at] < full-4 {
				low[at] += 4
				continue
			}
		}
		at0 := uint64(base[b0>>52] + uint32(b0>>binAt))
		at1 := uint64(base[b1>>52] + uint32(b1>>binAt))
		at2 := uint64(base[b2>>52] + uint32(b2>>binAt))
		at3 := uint64(base[b3>>52] + uint32(b3>>binAt))
		if at0 >= uint64(len(low)) || low[at0] >= full {
			return i
		}
		low[at0]++
		if at1 >= uint64(len(low)) || low[at1] >= full {
			return i + 1
		}
		low[at1]++
		if at2 >= uint64(len(low)) || low[at2] >= full {
			return i + 2
		}
		low[at2]++
		if at3 >= uint64(len(low)) || low[at3] >= full {
			return i + 3
		}
		low[at3]++
	}
	for ; i < len(x); i++ {
		b := math.Float64bits(x[i])
		at := uint64(base[b>>52] + uint32(b>>binAt))
		if at >= uint64(len(low)) || low[at] >= full {
			break
		}
		low[at]++
	}
	return i
}

// addCareful counts the values of x, whatever they are.
func (o *octaves) addCareful(x []float64) {
	for _, v := range x {
		b := math.Float64bits(v)
		at := uint64(o.base[b>>52] + uint32(b>>binAt))
		if v < o.min || v > o.max || at >= uint64(len(o.low)) || o.low[at]&^careful == careful-1 {
			o.count(v, 1)
			continue
		}
		o.low[at]++
		o.n++
	}
	o.unmark()
}

// count counts a value n times. Marks are left as they are: what may be an extreme stays marked.
func (o *octaves) count(v float64, n int64) {
	if place(math.Float64bits(v)>>binAt) == 0 {
		v = 0
	}
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
	o.base[signExponent] = uint32(page<<binBits) - uint32(signExponent<<binBits)
	o.pages = append(o.pages, uint16(signExponent))
	o.high = append(o.high, nil)
	if n := len(o.low); n == cap(o.low) {
		// One page, or an eighth: append would leave a third of the memory idle.
		o.low = append(make([]uint16, 0, n+bins*max(1, n/(8*bins))), o.low...)
	}
	o.low = o.low[:len(o.low)+bins]
	fresh := o.low[page<<binBits:]
	for bin := range fresh {
		fresh[bin] = careful
	}
	o.unmarkPage(page, o.from+1, o.to-1)
	return page
}

// page returns the page of a sign and exponent, and whether there is one.
func (o *octaves) page(signExponent uint64) (int, bool) {
	base := o.base[signExponent]
	return int(base+uint32(signExponent<<binBits)) >> binBits, base != missing
}

// place returns where a bin stands among all, from its sign, exponent and number; zero, of both signs, at 0.
func place(bin uint64) int {
	if bin >= negative<<binBits {
		return -int(bin - negative<<binBits)
	}
	return int(bin)
}

// unmark removes the marks of the bins that now lie between the two extremes.
func (o *octaves) unmark() {
	from, to := place(math.Float64bits(o.min)>>binAt), place(math.Float64bits(o.max)>>binAt)
	if from == o.from && to == o.to {
		return
	}
	for page := range o.pages {
		if o.from == o.to { // all are marked
			o.unmarkPage(page, from+1, to-1)
		} else {
			o.unmarkPage(page, from+1, o.from)
			o.unmarkPage(page, o.to, to-1)
		}
		if from <= 0 && 0 <= to {
			o.unmarkPage(page, 0, 0)
		}
	}
	o.from, o.to = from, to
}

// unmarkPage removes the marks of a page's bins from one place up to and including another.
func (o *octaves) unmarkPage(page, first, last int) {
	signExponent := uint64(o.pages[page])
	at := place(signExponent << binBits)
	first, last = first-at, last-at
	if signExponent >= negative {
		first, last = -last, -first
	}
	for bin := max(first, 0); bin <= min(last, bins-1); bin++ {
		o.low[page<<binBits|bin] &^= careful
	}
}

// fill adds n to a bin.
func (o *octaves) fill(page, bin int, n int64) {
	low := &o.low[page<<binBits|bin]
	n += int64(*low &^ careful)
	*low = *low&careful | uint16(n)&^careful
	if n >>= lowBits; n > 0 {
		if o.high[page] == nil {
			o.high[page] = new([bins]uint32)
		}
		o.high[page][bin] += uint32(n)
	}
}

// load returns the counts of a page.
func (o *octaves) load(page int) (counts [bins]int64) {
	for bin, n := range o.low[page<<binBits:][:bins] {
		counts[bin] = int64(n &^ careful)
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
	o.unmark()
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
	size := 160 + 4*len(o.base) + 2*cap(o.low) + 8*cap(o.high) + 2*cap(o.pages)
	for _, page := range o.high {
		if page != nil {
			size += 4 * bins
		}
	}
	return size
}
