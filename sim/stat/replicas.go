package stat

import (
	"cmp"
	"math"
	"slices"
)

// Replicas counts the values of a column by randomisation, so that Shares can tell how far a quantile may be off under a
// Latin hypercube or Sobol' design. The values themselves are for Counts to tell: here they are counted in bins that are
// the coarser, the more powers of two the column reaches over, 1024 bins in all, in 64 KiB. The counts and the width of
// the bins depend on the values alone, not on their order or on how they were spread over several Replicas. The zero
// Replicas is empty and ready for use; it holds up to 2^36 values.
type Replicas struct {
	base   *[1 << 12]uint32 // what takes a value's bits, shifted, to its bin, by sign and exponent; missing where there is no page
	bits   uint             // a page, one sign and power of two, has 2^bits bins
	counts []uint32         // of randomisation r in bin b of page p: ((p << bits) | b) * 16 + r
	pages  []uint16         // sign and exponent, as they came
	n      int64
}

const (
	replicaBits = 10      // 2^10 bins in all
	missing     = 1 << 31 // beyond all bins
)

// Add counts the values of a block that begins with a trial of randomisation 0 and has a multiple of 16 trials.
func (r *Replicas) Add(x []float64) {
	checkWhole(x)
	if r.base == nil {
		r.layout()
	}
	for i := r.addKnown(x, 0); i < len(x); i = r.addKnown(x, i) {
		r.open(uint16(math.Float64bits(x[i]) >> 52))
	}
	r.n += int64(len(x))
}

// addKnown counts the values from i up to the first that has no page, and returns its place.
func (r *Replicas) addKnown(x []float64, i int) int {
	base, counts, shift := r.base, r.counts, (52-r.bits)&63
	for ; i < len(x); i++ {
		b := math.Float64bits(x[i])
		at := uint64(base[b>>52]+uint32(b>>shift))*Randomisations + uint64(i)%Randomisations
		if at >= uint64(len(counts)) {
			break
		}
		counts[at]++
	}
	return i
}

// open adds a page where there is none.
func (r *Replicas) open(signExponent uint16) {
	if r.base[signExponent] != missing {
		return
	}
	r.pages = append(r.pages, signExponent)
	for r.bits > pageBits(len(r.pages)) {
		r.halve()
	}
	r.layout()
}

// pageBits returns the bits of a page where there are so many of them.
func pageBits(pages int) uint {
	perPage := uint(binBits)
	for perPage > 0 && pages<<perPage > 1<<replicaBits {
		perPage--
	}
	return perPage
}

// halve joins the bins two by two.
func (r *Replicas) halve() {
	r.bits--
	half := len(r.counts) / 2
	for at := range half {
		bin, lane := at/Randomisations, at%Randomisations
		r.counts[at] = r.counts[2*bin*Randomisations+lane] + r.counts[(2*bin+1)*Randomisations+lane]
	}
	r.counts = r.counts[:half]
}

// layout makes room for the pages, and says where each one is.
func (r *Replicas) layout() {
	if r.base == nil {
		r.base = new([1 << 12]uint32)
	}
	for i := range r.base {
		r.base[i] = missing
	}
	r.bits = pageBits(len(r.pages))
	for page, signExponent := range r.pages {
		r.base[signExponent] = (uint32(page) - uint32(signExponent)) << r.bits
	}
	need := len(r.pages) << r.bits * Randomisations
	r.counts = append(make([]uint32, 0, need), r.counts...)[:need]
}

// Merge adds the counts of o to r; o stays as it is.
func (r *Replicas) Merge(o *Replicas) {
	if o.n == 0 {
		return
	}
	if r.base == nil {
		r.layout()
	}
	for _, signExponent := range o.pages {
		r.open(signExponent)
	}
	for page, signExponent := range o.pages {
		for bin := range 1 << o.bits {
			from := o.lanes(page, bin)
			at := r.base[signExponent] + uint32(signExponent)<<r.bits + uint32(bin>>(o.bits-r.bits))
			to := r.counts[at*Randomisations:][:Randomisations]
			for lane, n := range from {
				to[lane] += n
			}
		}
	}
	r.n += o.n
}

// lanes returns the counts of a bin by randomisation.
func (r *Replicas) lanes(page, bin int) []uint32 {
	return r.counts[(page<<r.bits|bin)*Randomisations:][:Randomisations]
}

// ascending returns the pages in the order of a property of their signs and exponents.
func (r *Replicas) ascending(property func(signExponent int) int) []int {
	pages := make([]int, len(r.pages))
	for page := range pages {
		pages[page] = page
	}
	slices.SortFunc(pages, func(p, q int) int {
		return cmp.Compare(property(int(r.pages[p])), property(int(r.pages[q])))
	})
	return pages
}

// N returns the number of values.
func (r *Replicas) N() int64 { return r.n }

// Bytes returns the memory that r takes, in bytes.
func (r *Replicas) Bytes() int {
	const header = 80
	if r.base == nil {
		return header
	}
	return header + 4*len(r.base) + 4*cap(r.counts) + 2*cap(r.pages)
}
