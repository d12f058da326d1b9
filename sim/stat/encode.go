package stat

import (
	"encoding/binary"
	"math"
)

// The binary forms of Counts, Replicas and Tree. Each is a function of what was counted: the same values give the same
// bytes, whatever the order in which they came or were merged. Whole numbers are unsigned varints, floats 8 bytes, the
// lowest first. A form says its own length, but neither its kind nor its version: that is for the file around it to do.

// Kinds of Counts.
const (
	fewValues = 0 // number of values; of each, ascending: value, count
	inBins    = 1 // min, max; number of pages; of each, by sign and exponent: these, number of bins; of each: gap, count
)

// Append appends the binary form of c to b.
func (c *Counts) Append(b []byte) []byte {
	if c.octaves != nil {
		return c.octaves.append(append(b, inBins))
	}
	b = binary.AppendUvarint(append(b, fewValues), uint64(c.atoms.used))
	for _, a := range c.atoms.ascending() {
		b = binary.AppendUvarint(appendFloat(b, a.value), uint64(a.n))
	}
	return b
}

func (o *octaves) append(b []byte) []byte {
	o.settle()
	b = appendFloat(appendFloat(b, o.min), o.max)
	// The bin of -0 goes with that of 0: which of the two a zero is counted in depends on the order of arrival.
	zero := int64(0)
	if page, ok := o.page(negative); ok {
		zero = o.load(page)[0]
	}
	if zero > 0 {
		o.open(0)
	}
	var forms []byte
	used := 0
	for _, page := range sortPages(o.pages, func(signExponent uint16) int { return int(signExponent) }) {
		counts := o.load(page)
		switch o.pages[page] {
		case 0:
			counts[0] += zero
		case negative:
			counts[0] = 0
		}
		filled := 0
		for _, n := range counts {
			if n > 0 {
				filled++
			}
		}
		if filled == 0 {
			continue
		}
		used++
		forms = binary.AppendUvarint(forms, uint64(o.pages[page]))
		forms = binary.AppendUvarint(forms, uint64(filled))
		next := 0
		for bin, n := range counts {
			if n > 0 {
				forms = binary.AppendUvarint(forms, uint64(bin-next))
				forms = binary.AppendUvarint(forms, uint64(n))
				next = bin + 1
			}
		}
	}
	return append(binary.AppendUvarint(b, uint64(used)), forms...)
}

// Append appends the binary form of r to b: the number of pages; their signs and exponents, ascending; of each page the
// number of bins; of each bin: gap, sixteen counts.
func (r *Replicas) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(r.pages)))
	pages := sortPages(r.pages, func(signExponent uint16) int { return int(signExponent) })
	for _, page := range pages {
		b = binary.AppendUvarint(b, uint64(r.pages[page]))
	}
	for _, page := range pages {
		filled := 0
		for bin := range 1 << r.bits {
			if r.used(page, bin) {
				filled++
			}
		}
		b = binary.AppendUvarint(b, uint64(filled))
		next := 0
		for bin := range 1 << r.bits {
			if !r.used(page, bin) {
				continue
			}
			b = binary.AppendUvarint(b, uint64(bin-next))
			for _, n := range r.lanes(page, bin) {
				b = binary.AppendUvarint(b, uint64(n))
			}
			next = bin + 1
		}
	}
	return b
}

func (r *Replicas) used(page, bin int) bool {
	for _, n := range r.lanes(page, bin) {
		if n > 0 {
			return true
		}
	}
	return false
}

// Append appends the binary form of t to b: the numbers of columns, of replicated ones and of nodes; of each node, by
// first block: level, index, trials, the means and M2 of the columns, the means by randomisation.
func (t *Tree) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(t.columns))
	b = binary.AppendUvarint(b, uint64(t.replicated))
	b = binary.AppendUvarint(b, uint64(len(t.waiting)))
	for _, n := range t.waiting {
		b = binary.AppendUvarint(b, uint64(n.level))
		b = binary.AppendUvarint(b, uint64(n.index))
		b = binary.AppendUvarint(b, uint64(n.n))
		for _, v := range n.mean {
			b = appendFloat(b, v)
		}
		for _, v := range n.m2 {
			b = appendFloat(b, v)
		}
		for _, means := range n.replicas {
			for _, v := range means {
				b = appendFloat(b, v)
			}
		}
	}
	return b
}

func appendFloat(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}
