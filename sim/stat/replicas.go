package stat

import (
	"math"
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
	replicaBits = 10              // 2^10 bins in all
	wanted      = missing + 1<<30 // a page without a place yet
)

// Add counts the values of a block that begins with a trial of randomisation 0 and has a multiple of 16 trials.
func (r *Replicas) Add(x []float64) {
	checkWhole(x)
	r.prepare()
	for i := r.addKnown(x, 0); i < len(x); i = r.addKnown(x, i) {
		for _, v := range x[i:] {
			r.want(uint16(math.Float64bits(v) >> 52))
		}
		r.layout()
	}
	r.n += int64(len(x))
}

// prepare makes the zero Replicas ready.
func (r *Replicas) prepare() {
	if r.base == nil {
		r.base = new([1 << 12]uint32)
		*r.base = noPages
		r.bits = binBits
	}
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

// want adds a page where there is none, to be laid out.
func (r *Replicas) want(signExponent uint16) {
	if r.base[signExponent] == missing {
		r.base[signExponent] = wanted
		r.pages = append(r.pages, signExponent)
	}
}

// layout makes room for the pages that are wanted, and says where each one is.
func (r *Replicas) layout() {
	for r.bits > 0 && len(r.pages)<<r.bits > 1<<replicaBits {
		r.halve()
	}
	need := len(r.pages) << r.bits * Randomisations
	if need > cap(r.counts) {
		r.counts = append(make([]uint32, 0, max(need, Randomisations<<replicaBits)), r.counts...)
	}
	r.counts = r.counts[:need]
	for page, signExponent := range r.pages {
		r.base[signExponent] = (uint32(page) - uint32(signExponent)) << r.bits
	}
}

// halve joins the bins two by two.
func (r *Replicas) halve() {
	r.bits--
	half := len(r.counts) / 2
	for at := 0; at < half; at += Randomisations {
		for lane := at; lane < at+Randomisations; lane++ {
			r.counts[lane] = r.counts[at+lane] + r.counts[at+lane+Randomisations]
		}
	}
	clear(r.counts[half:])
	r.counts = r.counts[:half]
}

// Merge adds the counts of o to r; o stays as it is.
func (r *Replicas) Merge(o *Replicas) {
	if o.n == 0 {
		return
	}
	r.prepare()
	for _, signExponent := range o.pages {
		r.want(signExponent)
	}
	r.layout()
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
