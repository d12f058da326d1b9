package stat

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// What can be wrong with a binary form.
var (
	errShort     = errors.New("the data end too early")
	errMalformed = errors.New("the data are malformed")
)

const maxCount = 1 << 46 // of a Counts

// DecodeCounts reads what Counts.Append wrote, and returns what follows it. Data that Append cannot have written are an
// error; they cost no more memory than the counts they pretend to be.
func DecodeCounts(b []byte) (*Counts, []byte, error) {
	d := decoder{rest: b}
	c := new(Counts)
	if kind := d.number(inBins); kind == fewValues {
		d.atoms(&c.atoms)
	} else {
		c.octaves = d.octaves()
	}
	if d.err != nil {
		return nil, b, fmt.Errorf("stat: counts of a column: %w", d.err)
	}
	return c, d.rest, nil
}

// atoms reads distinct values, which ascend.
func (d *decoder) atoms(a *atoms) {
	used := d.number(maxAtoms)
	last, total := math.Inf(-1), uint64(0)
	for range used {
		v, n := d.finite(), d.number(maxCount)
		total += n
		if n == 0 || total > maxCount || v <= last || v == 0 && math.Signbit(v) {
			d.refuse()
		}
		if d.err != nil {
			return
		}
		a.count(v, int64(n))
		last = v
	}
}

func (d *decoder) octaves() *octaves {
	o := newOctaves()
	least, most := d.finite(), d.finite()
	lowest, highest := math.MaxInt, math.MinInt
	last := -1
	for range d.number(1 << 12) {
		signExponent := d.signExponent(last)
		filled := d.number(bins)
		if filled == 0 {
			d.refuse()
		}
		if d.err != nil {
			return nil
		}
		last = signExponent
		page, bin := o.open(uint64(signExponent)), -1
		for range filled {
			bin += int(d.number(bins)) + 1
			n := d.number(maxCount)
			minusZero := signExponent == negative && bin == 0
			if n == 0 || bin >= bins || uint64(o.n)+n > maxCount || minusZero {
				d.refuse()
			}
			if d.err != nil {
				return nil
			}
			o.fill(page, bin, int64(n))
			o.n += int64(n)
			at := place(uint64(signExponent)<<binBits | uint64(bin))
			lowest, highest = min(lowest, at), max(highest, at)
		}
	}
	// The two ends stand in the outermost bins.
	if !(o.n > maxAtoms && least < most && lowest == place(math.Float64bits(least)>>binAt) && highest == place(math.Float64bits(most)>>binAt)) {
		d.refuse()
	}
	o.min, o.max = least, most
	return o
}

// DecodeReplicas reads what Replicas.Append wrote, and returns what follows it. Errors are as of DecodeCounts.
func DecodeReplicas(b []byte) (*Replicas, []byte, error) {
	d := decoder{rest: b}
	r := new(Replicas)
	if n := d.number(1 << 12); n > 0 {
		d.replicas(r, int(n))
	}
	if d.err != nil {
		return nil, b, fmt.Errorf("stat: counts of a column by randomisation: %w", d.err)
	}
	return r, d.rest, nil
}

func (d *decoder) replicas(r *Replicas, pages int) {
	last := -1
	r.prepare()
	for range pages {
		last = d.signExponent(last)
		r.want(uint16(last))
	}
	if d.err != nil {
		return
	}
	r.layout()
	var sums [Randomisations]uint64
	for page := range pages {
		filled, bin := d.number(1<<r.bits), -1
		if filled == 0 {
			d.refuse()
		}
		for range filled {
			bin += int(d.number(1<<r.bits)) + 1
			if bin >= 1<<r.bits {
				d.refuse()
			}
			if d.err != nil {
				return
			}
			any := uint64(0)
			for lane := range sums {
				n := d.number(math.MaxUint32)
				r.lanes(page, bin)[lane] = uint32(n)
				sums[lane] += n
				any |= n
			}
			if any == 0 {
				d.refuse()
			}
		}
	}
	for _, sum := range sums {
		if sum != sums[0] || sum > math.MaxUint32 {
			d.refuse()
		}
	}
	r.n = Randomisations * int64(sums[0])
}

// DecodeTree reads what Tree.Append wrote, and returns what follows it. Errors are as of DecodeCounts.
func DecodeTree(b []byte) (*Tree, []byte, error) {
	d := decoder{rest: b}
	columns, replicated := d.number(maxColumns), d.number(maxColumns)
	t := NewReplicatedTree(int(columns), int(replicated))
	if replicated > columns {
		d.refuse()
	}
	for range d.number(maxCount) {
		d.node(t)
		if d.err != nil {
			break
		}
	}
	if d.err != nil {
		return nil, b, fmt.Errorf("stat: moments of blocks: %w", d.err)
	}
	return t, d.rest, nil
}

const maxColumns = 1 << 24

// node reads a node, which stands to the right of those in t and is no sibling of the last.
func (d *decoder) node(t *Tree) {
	level, index, n := d.number(47), d.number(maxCount), d.number(maxCount)
	if index >= maxCount>>level || n == 0 {
		d.refuse()
	}
	if size := 8 * (2*t.columns + Randomisations*t.replicated); size > len(d.rest) {
		d.fail(errShort)
	}
	if d.err != nil {
		return
	}
	to := node{level: uint(level), index: int64(index), Columns: newColumns(t.columns, t.replicated)}
	if k := len(t.waiting) - 1; k >= 0 && (t.waiting[k].end() > to.first() || siblings(t.waiting[k], to)) {
		d.refuse()
	}
	to.n = int64(n)
	for c := range to.mean {
		to.mean[c] = d.finite()
	}
	for c := range to.m2 {
		to.m2[c] = d.float()
		if !(to.m2[c] >= 0) {
			d.refuse()
		}
	}
	for c := range to.replicas {
		for lane := range to.replicas[c] {
			to.replicas[c][lane] = d.finite()
		}
	}
	t.waiting = append(t.waiting, to)
}

// A decoder reads until something is wrong, and nothing but zeros from there on.
type decoder struct {
	rest []byte
	err  error
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.rest = nil
}

func (d *decoder) refuse() { d.fail(errMalformed) }

// number reads a whole number, which is at most most and takes no more bytes than it needs.
func (d *decoder) number(most uint64) uint64 {
	n, size := binary.Uvarint(d.rest)
	switch {
	case size == 0:
		d.fail(errShort)
		return 0
	case size < 0 || n > most || size > 1 && d.rest[size-1] == 0:
		d.refuse()
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) float() float64 {
	if len(d.rest) < 8 {
		d.fail(errShort)
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(d.rest))
	d.rest = d.rest[8:]
	return v
}

func (d *decoder) finite() float64 {
	v := d.float()
	if math.IsNaN(v) || math.IsInf(v, 0) {
		d.refuse()
		return 0
	}
	return v
}

// signExponent reads the sign and exponent of a page, which is that of finite values and beyond the last.
func (d *decoder) signExponent(last int) int {
	s := int(d.number(1<<12 - 1))
	if infinite := s&0x7ff == 0x7ff; infinite || s <= last {
		d.refuse()
	}
	return s
}
