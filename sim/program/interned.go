package program

import "math/bits"

// Interned definitions are found by what they are: a table of their values, open for more, at most half full. It is asked some
// ten thousand times for a program, which a map would make the larger part of the planning. What it finds hangs on no hash.
type interned struct {
	slots []Value // a power of two; none where free
	used  int
}

// find returns the place of a definition among the slots: of the value that has it, or a free one.
func (t *interned) find(d *def, defs []def) *Value {
	if 2*t.used >= len(t.slots) {
		t.grow(defs)
	}
	mask := uint64(len(t.slots) - 1)
	for at := d.hash() & mask; ; at = (at + 1) & mask {
		if v := t.slots[at]; v == None || defs[v] == *d {
			return &t.slots[at]
		}
	}
}

// add puts a value into the free place that find has given.
func (t *interned) add(place *Value, v Value) {
	*place = v
	t.used++
}

// grow doubles the table.
func (t *interned) grow(defs []def) {
	old := t.slots
	t.slots = make([]Value, max(2*len(old), 1<<12))
	for i := range t.slots {
		t.slots[i] = None
	}
	mask := uint64(len(t.slots) - 1)
	for _, v := range old {
		if v == None {
			continue
		}
		at := defs[v].hash() & mask
		for t.slots[at] != None {
			at = (at + 1) & mask
		}
		t.slots[at] = v
	}
}

// hash mixes the fields by multiplying and folding.
func (d *def) hash() uint64 {
	mix := func(h, x uint64) uint64 {
		hi, lo := bits.Mul64(h^x, 0x9e3779b97f4a7c15)
		return hi ^ lo
	}
	h := mix(uint64(d.op), d.imm)
	h = mix(h, uint64(uint32(d.a))|uint64(uint32(d.b))<<32)
	h = mix(h, uint64(uint32(d.c))|uint64(uint32(d.aux))<<32)
	return mix(h, uint64(uint32(d.aux2)))
}
