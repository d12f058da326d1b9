// Command stream writes raw draws to standard output without end, for a test of randomness to read: the 52 bits that a
// uniform uses, packed, in one of several orders over keys and trials.
//
//	stream [-reverse] [-seed N] trials | steps | events | seeds | paths | transposed | blocks | replicas
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math/bits"
	"os"
	"slices"
	"strconv"

	"weir/sim/draw"
)

var seed = flag.Uint64("seed", 0, "of the run; where seeds vary, the first of them")

// The orders. Each calls emit without end until it answers false.
var orders = map[string]func(emit func(draw.Key, uint64) bool){
	// One key over its trials.
	"trials": func(emit func(draw.Key, uint64) bool) {
		key := draw.Root(*seed).Path("channels.a.parameters.x")
		for trial := uint64(0); emit(key, trial); trial++ {
		}
	},
	// Neighbouring keys at one trial.
	"steps":    neighbours(func(n int) draw.Key { return draw.Root(*seed).Path("channels.a.parameters.x").Step(n) }),
	"events":   neighbours(func(n int) draw.Key { return draw.Root(*seed).Path("channels.a.events.x").Step(8105).Event(n) }),
	"seeds":    neighbours(func(n int) draw.Key { return draw.Root(*seed + uint64(n)).Path("channels.a.parameters.x") }),
	"replicas": neighbours(func(n int) draw.Key { return draw.Root(*seed).Path("x").Replica(n) }),
	"paths":    neighbours(func(n int) draw.Key { return draw.Root(*seed).Path("parameters.p" + strconv.Itoa(n)) }),
	// For each trial, every step of 64 (as a simulation that walks trial by trial would read them).
	"transposed": func(emit func(draw.Key, uint64) bool) {
		for trial := uint64(0); ; trial++ {
			for step := range 64 {
				if !emit(draw.Root(*seed).Path("channels.a.parameters.x").Step(8105+step), trial) {
					return
				}
			}
		}
	},
	// Blocks of 256 trials, in each of them 8 parameters by 16 steps (as the engine reads them).
	"blocks": func(emit func(draw.Key, uint64) bool) {
		for block := uint64(0); ; block++ {
			for column := range 128 {
				key := draw.Root(*seed).Path("parameters.p" + strconv.Itoa(column/16)).Step(column % 16)
				for i := range uint64(256) {
					if !emit(key, block*256+i) {
						return
					}
				}
			}
		}
	},
}

func neighbours(key func(n int) draw.Key) func(emit func(draw.Key, uint64) bool) {
	return func(emit func(draw.Key, uint64) bool) {
		for n := 0; emit(key(n), 0); n++ {
		}
	}
}

func main() {
	reverse := flag.Bool("reverse", false, "lowest bit of each draw first")
	flag.Parse()
	order, ok := orders[flag.Arg(0)]
	if !ok {
		var known []string
		for name := range orders {
			known = append(known, name)
		}
		slices.Sort(known)
		fmt.Fprintln(os.Stderr, "stream: which order? one of", known)
		os.Exit(2)
	}
	out := packer{w: bufio.NewWriterSize(os.Stdout, 1<<16)}
	order(func(key draw.Key, trial uint64) bool {
		x := key.Bits(trial) >> 12
		if *reverse {
			x = bits.Reverse64(x) >> 12
		}
		return out.put(x)
	})
}

// A packer writes 52-bit numbers as a stream of 32-bit little-endian words, the upper bits of a number first.
type packer struct {
	w    *bufio.Writer
	hold uint64 // bits not yet written, the oldest highest; fewer than 32
	n    uint
}

// put reports whether somebody still reads.
func (p *packer) put(x uint64) bool {
	for _, half := range [2]uint64{x >> 26, x & (1<<26 - 1)} {
		p.hold = p.hold<<26 | half
		if p.n += 26; p.n >= 32 {
			p.n -= 32
			word := uint32(p.hold >> p.n)
			p.hold &= 1<<p.n - 1
			if _, err := p.w.Write([]byte{byte(word), byte(word >> 8), byte(word >> 16), byte(word >> 24)}); err != nil {
				return false
			}
		}
	}
	return true
}
