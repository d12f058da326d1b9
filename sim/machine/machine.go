// Package machine runs a program on blocks of trials. It knows no model, no statistic and no run: what becomes of the columns is
// said by an Outlet, and which blocks are run, and by how many workers, by who calls.
//
//  1. Tables.Compile turns the laws of a program into tables: []program.Law -> []*dist.Sampler.
//  2. New makes a Machine for each worker, of a program, its tables and a draw.Design.
//  3. Machine.Block runs the code on a block of trials and hands its columns to an Outlet, in the program's order: -> *Failure,
//     where a judgement fails.
//  4. Machine.Trace runs the whole program on the block once more and says what stood in one lane: -> []float64, by Value.
//
// Columns hold what program.Eval gives for each trial by itself, bit for bit, on every processor: what a trial gets depends on the
// program, the design and the trial's number alone, not on its block or lane.
package machine

import (
	"sync/atomic"
	"unsafe"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/program"
)

// Block is the number of trials that run through the program together. It is part of the meaning of a result: moments
// merge along a tree over blocks. Measured on the six-channel benchmark, in processor time: blocks of 256 cost 10% more, of
// 1024 no less; a shipped scenario is the same with all three. The columns of a block of 512 fit a cache of 512 KiB.
const Block = 512

// stride is the distance between registers: a little over a block, so that equal places of neighbours do not share cache sets.
const stride = Block + 24

// RegisterBytes is the memory that each register of a program takes in each machine.
const RegisterBytes = 8 * stride

// A Machine runs a program on one block at a time, for one worker. It allocates nothing once it exists, but for a Failure or a trace.
type Machine struct {
	// Transform changes the uniforms of a stream before they are used, of the lanes that are trials: within program.LeastUniform and
	// MostUniform before and after. It is called each time that an operation reads a stream, more than once in a block where
	// several do. The sizes of events are not drawn from streams. It may be nil.
	Transform func(stream int32, u []float64)

	p       *program.Program
	code    []program.Instr
	tables  []*dist.Sampler
	design  draw.Design
	stop    *atomic.Bool
	memory  []float64
	uniform [Block]float64
	sizes   [flat + pad]float64 // of events, or their uniforms
	lanes   [flat + pad]int32   // whose events they are
	picked  [flat + pad]int32   // where those are behind the first

	trial   uint64       // of the first lane
	n       int          // lanes that are trials
	ids     []uint64     // the trials of the lanes; nil where they follow one another
	offsets [Block]int32 // where ids are behind the first of them
	near    bool         // offsets hold them all
	failure Failure
}

// New makes a machine for a program, with tables by law. Once stop is set blocks may end with any values: nothing that they make is used then. It may be nil.
func New(p *program.Program, tables []*dist.Sampler, design draw.Design, stop *atomic.Bool) *Machine {
	if stop == nil {
		stop = new(atomic.Bool)
	}
	return &Machine{p: p, code: p.Code, tables: tables, design: design, stop: stop, memory: aligned(p.Registers * stride)}
}

// With is a machine that runs other code of the same program over the same columns: so a block can be run, and timed, part by part.
func (m *Machine) With(code []program.Instr) *Machine {
	other := *m
	other.code = code
	return &other
}

// aligned makes so many values, the first at the beginning of a cache line.
func aligned(n int) []float64 {
	x := make([]float64, n+7)
	for i := range x {
		if uintptr(unsafe.Pointer(&x[i]))%64 == 0 {
			return x[i : i+n]
		}
	}
	panic("machine: memory without cache lines")
}

func (m *Machine) column(r int32) []float64 { return m.register(r)[:] }

func (m *Machine) register(r int32) *[Block]float64 {
	return (*[Block]float64)(m.memory[int(r)*stride:])
}

// Block runs the code on block b, which has n trials, from 1 to Block: b*Block and those that follow it, or where ids is not nil, the n
// trials that it lists, in any order. Its columns go to out, if that is not nil. It returns the failure of the lowest lane, and of that
// one the first in the program's order; nil where no judgement fails.
func (m *Machine) Block(b int64, n int, ids []uint64, out Outlet) *Failure {
	m.begin(b, n, ids)
	for i := range m.code {
		m.do(&m.code[i], out)
	}
	if m.failure.Lane == n {
		return nil
	}
	f := m.failure
	return &f
}

// Trace runs the whole program on a block, as Block does, and returns by Value what stood in a lane: 0 for what the program does not
// compute, constants that no operation reads among it. Behind the lowest lane that fails, events may be left out.
func (m *Machine) Trace(b int64, n int, ids []uint64, lane int) []float64 {
	trace := make([]float64, m.p.Traced)
	m.begin(b, n, ids)
	for i := range m.p.Code {
		in := &m.p.Code[i]
		m.do(in, nil)
		if in.Op.Makes() {
			trace[m.p.Values[i]] = m.column(in.Dst)[lane]
		}
	}
	return trace
}

// begin takes up a block.
func (m *Machine) begin(b int64, n int, ids []uint64) {
	m.trial, m.n, m.ids = uint64(b)*Block, n, ids
	if ids != nil {
		m.spread()
	}
	m.failure = Failure{Block: b, Lane: n}
}
