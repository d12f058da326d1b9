package draw

import "math/bits"

// A Key names one stream of uniforms, one for each trial. It is 128 bits wide, so that among a million streams no two meet
// by chance. Parts are added by the methods and are absent until then: Step(0) is not the same stream as no step. Their
// order counts; the engine uses Path, Step, Event, Replica. The zero Key belongs to no seed.
type Key struct{ a, b uint64 }

// The kinds of part, one odd constant each, so that Step(3) and Event(3) are different streams. (Fractional bits of pi.)
const (
	kindSeed    = 0x13198a2e03707345
	kindPath    = 0xa4093822299f31d1
	kindEnd     = 0x082efa98ec4e6c89
	kindStep    = 0x452821e638d01377
	kindEvent   = 0xbe5466cf34e90c6d
	kindReplica = 0xc0ac29b7c97c50dd
	kindDesign  = 0x3f84d5b5b5470917
)

// Root is the key of a seed. Every seed counts, 0 too.
func Root(seed uint64) Key {
	return Key{0x243f6a8885a308d3, 0x9216d5d98979fb1b}.with(seed, kindSeed)
}

// Path adds the identity of a parameter or event, such as "channels.it.parameters.pay"; its bytes count as they stand.
func (k Key) Path(path string) Key {
	rest := path
	for ; len(rest) > 8; rest = rest[8:] {
		k = k.with(word(rest[:8]), kindPath)
	}
	return k.with(word(rest), kindPath).with(uint64(len(path)), kindEnd)
}

// Step adds the calendar number of a step (not its index from start, or moving start would change the draws).
func (k Key) Step(n int) Key { return k.with(uint64(n), kindStep) }

// Event adds the number of an event within its step, from 0.
func (k Key) Event(n int) Key { return k.with(uint64(n), kindEvent) }

// Replica adds the number of a repetition of the whole design, from 0.
func (k Key) Replica(n int) Key { return k.with(uint64(n), kindReplica) }

// with absorbs one number. For a fixed number it is a bijection of the key, and for a fixed key distinct numbers of one
// kind give distinct keys.
func (k Key) with(n, kind uint64) Key {
	x := mix(k.a + kind + n*golden)
	y := mix(x ^ k.b)
	return Key{x + bits.RotateLeft64(y, 32), y}
}

// word packs up to 8 bytes, the first lowest.
func word(s string) (w uint64) {
	for i := range len(s) {
		w |= uint64(s[i]) << (8 * i)
	}
	return w
}
