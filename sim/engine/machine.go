package engine

import (
	"math"
	"sync/atomic"
	"unsafe"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/fp"
	"weir/sim/plan"
	"weir/sim/stat"
)

// stride is the distance between registers: a little over a block, so that equal places of neighbours do not share cache sets.
const stride = Block + 24

// A machine runs the program on one block at a time. It allocates nothing once it exists.
type machine struct {
	p             *plan.Plan
	program       []plan.Instr // the plan's, or what it needs of it where nothing is traced
	samplers      []*dist.Sampler
	design        draw.Design
	memory        []float64
	uniform       [Block]float64
	sizes         [flat + pad]float64 // of events, or their uniforms
	lanes         [flat + pad]int32   // whose events they are
	picked        [flat + pad]int32   // where those are behind the first
	lots          [][]uint16          // by column, places in its counts that wait until there are enough of them
	waiting, room int                 // blocks whose places wait in the lots, and how many of them may
	trial         uint64              // of the first lane
	n             int                 // lanes that are trials
	failure       failure
	stop          *atomic.Bool // the run is over: nothing that the block still makes is used
	trace         []float64    // by value, of one lane; nil outside of explanations
	lane          int
	ids           []uint64     // the trials of the lanes; nil where they follow one another
	offsets       [Block]int32 // where ids are behind the first of them
	near          bool         // offsets hold them all
	taken         [][]uint64   // trials that the block accepts, by list
	rows          [][]float64  // by column, where the values of the block go; nil where nobody asks
	envelope      *envelope    // of proposals; nil where they are as the model says
	pilot         *pilot       // what is noted of proposals under an envelope
}

func newMachine(p *plan.Plan, samplers []*dist.Sampler, design draw.Design, stop *atomic.Bool) *machine {
	return &machine{p: p, program: p.Program, samplers: samplers, design: design, stop: stop, memory: aligned(p.Registers * stride)}
}

// aligned makes so many values, the first at the beginning of a cache line.
func aligned(n int) []float64 {
	x := make([]float64, n+7)
	for i := range x {
		if uintptr(unsafe.Pointer(&x[i]))%64 == 0 {
			return x[i : i+n]
		}
	}
	panic("engine: memory without cache lines")
}

func (m *machine) column(r int32) []float64 { return m.register(r)[:] }

func (m *machine) register(r int32) *[Block]float64 {
	return (*[Block]float64)(m.memory[int(r)*stride:])
}

// block runs the program on a block of n trials and hands its columns to the statistics. It returns the failure of the
// lowest trial, and of that one the first in the program's order.
func (m *machine) block(b int64, n int, g *Partial, leaf *stat.Columns) *failure {
	m.trial, m.n = uint64(b)*Block, n
	if m.ids != nil {
		m.spread()
	}
	m.failure = failure{block: b, lane: n}
	for i := range m.taken {
		m.taken[i] = m.taken[i][:0]
	}
	if m.pilot != nil {
		m.pilot.begin()
	}
	if g != nil {
		if m.lots == nil {
			m.lots, m.room = newLots(m.p.Columns)
		}
		if m.waiting == m.room {
			m.settle(g)
		}
		m.waiting++
	}
	for i := range m.program {
		in := &m.program[i]
		switch in.Op {
		case plan.Observe:
			x := m.column(in.A)[:n]
			if m.rows != nil {
				copy(m.rows[in.Aux], x)
			}
			if m.failure.lane == n && g != nil {
				m.count(g, in.Aux, x)
				leaf.Fill(int(in.Aux), x)
			}
		case plan.Accept:
			m.accept(int(in.Aux), m.column(in.A)[:n], m.column(in.B)[:n])
		case plan.Average:
			if leaf == nil {
				continue
			}
			leaf.Set(m.p.Columns+int(in.Aux), stat.BlockMoments(m.column(in.A)[:n]))
		case plan.Tally:
			g.tally(in.Aux, m.column(in.A)[:n])
		case plan.Judge:
			if !sound(m.register(in.A), in.Imm, false) {
				m.judge(in, math.Inf(-1))
			}
		case plan.JudgeRate:
			if !sound(m.register(in.A), in.Imm, true) {
				m.judge(in, 0)
			}
		default:
			m.step(in)
			if m.trace != nil {
				m.trace[m.p.Values[i]] = m.column(in.Dst)[m.lane]
			}
		}
	}
	if m.failure.lane < n {
		f := m.failure
		return &f
	}
	return nil
}

// lots is the memory for all lots of a machine, in places of 2 bytes, where a block of each column takes no more.
const lots = 2 << 20

// lotBlocks is the number of blocks that a lot of so many has room for.
func lotBlocks(columns int) int { return min(segment, max(1, lots/(Block*max(1, columns)))) }

// newLots makes lots for the columns of a plan. The counters of all columns are more than a near cache holds: it pays to
// count several blocks of a column at a time, up to a segment.
func newLots(columns int) (out [][]uint16, blocks int) {
	blocks = lotBlocks(columns)
	size := Block * blocks
	all := make([]uint16, columns*size)
	out = make([][]uint16, columns)
	for c := range out {
		out[c] = all[c*size : c*size : (c+1)*size]
	}
	return out, blocks
}

// count counts a column, at the latest when settle is called.
func (m *machine) count(g *Partial, column int32, x []float64) {
	c, lot := &g.columns[column], m.lots[column]
	c.mu.Lock()
	n := c.counts.Find(lot[len(lot):len(lot)+len(x)], x)
	if c.replicas != nil {
		c.replicas.Add(x)
	}
	c.mu.Unlock()
	m.lots[column] = lot[:len(lot)+n]
}

// settle counts what waits. While it counts in one column the processor fetches the counters of the next, a few at a time.
func (m *machine) settle(g *Partial) {
	for column, lot := range m.lots {
		var next []uint16
		if column+1 < len(m.lots) {
			n := &g.columns[column+1]
			n.mu.Lock()
			next = n.counts.Counters()
			n.mu.Unlock()
		}
		part := (len(next) + m.room - 1) / m.room
		c := &g.columns[column]
		c.mu.Lock()
		for len(lot) > 0 || len(next) > 0 {
			some, soon := lot[:min(len(lot), Block)], next[:min(len(next), part)]
			stat.Fetch(soon)
			c.counts.Tally(some)
			lot, next = lot[len(some):], next[len(soon):]
		}
		c.mu.Unlock()
		m.lots[column] = m.lots[column][:0]
	}
	m.waiting = 0
}

// step runs one operation that makes a column.
func (m *machine) step(in *plan.Instr) {
	if fp.Wide && int(in.Op) < len(kernels) {
		if k := kernels[in.Op]; k != nil {
			k(m.register(in.Dst), m.register(in.A), m.register(in.B), in.Imm)
			return
		}
		if k := triples[in.Op]; k != nil {
			k(m.register(in.Dst), m.register(in.A), m.register(in.B), m.register(in.C))
			return
		}
	}
	m.operate(in)
}

// operate is step without kernels.
func (m *machine) operate(in *plan.Instr) {
	dst := m.column(in.Dst)
	switch in.Op {
	case plan.Const:
		for i := range dst {
			dst[i] = in.Imm
		}
	case plan.Uniform:
		m.uniforms(dst, in.Aux)
	case plan.Sample:
		m.uniforms(m.uniform[:], in.Aux)
		m.samplers[in.Aux2].Fill(dst, m.uniform[:])
	case plan.Quantile:
		m.samplers[in.Aux2].Fill(dst, m.column(in.A))
	case plan.Poisson:
		m.uniforms(m.uniform[:], in.Aux)
		dist.PoissonColumn(dst, m.uniform[:], m.column(in.A), m.column(in.B))
	case plan.Compound:
		m.compound(dst, m.column(in.A), in.Aux)
	case plan.Strength:
		m.strength(m.register(in.Dst), in)
	case plan.Active:
		c := m.p.Courses[in.Aux]
		active(m.register(in.Dst), m.register(int32(c.Onset)), m.register(int32(c.Duration)), in.Imm)
	case plan.Select:
		choose(m.register(in.Dst), m.register(in.A), m.register(in.B), m.register(in.C))
	case plan.Exp:
		fp.ExpColumn(dst, m.column(in.A))
	case plan.Half:
		fp.HalfColumn(dst, m.column(in.A))
	case plan.Log:
		fp.LogColumn(dst, m.column(in.A))
	case plan.Phi:
		fp.PhiColumn(dst, m.column(in.A))
		m.step(&plan.Instr{Op: plan.MaxI, Dst: in.Dst, A: in.Dst, Imm: plan.LeastUniform})
		m.step(&plan.Instr{Op: plan.MinI, Dst: in.Dst, A: in.Dst, Imm: plan.MostUniform})
	case plan.PowN:
		for i, x := range m.column(in.A) {
			dst[i] = plan.WholePower(x, int(in.Aux))
		}
	case plan.Add, plan.Sub, plan.Mul, plan.Div, plan.Pow, plan.Min, plan.Max, plan.LT, plan.LE, plan.EQ, plan.NE, plan.And, plan.Or,
		plan.Share, plan.Snap, plan.Weight:
		columns(in.Op, dst, m.column(in.A), m.column(in.B))
	default:
		immediate(in.Op, dst, m.column(in.A), in.Imm)
	}
}

// spread notes how far the trials of the lanes lie behind the first.
func (m *machine) spread() {
	var all uint64
	m.trial = m.ids[0]
	for i, id := range m.ids {
		all |= id - m.trial
		m.offsets[i] = int32(id - m.trial)
	}
	m.near = all <= math.MaxInt32
}

// uniforms writes a stream of the design. It has no points behind the last trial; those lanes may hold anything.
func (m *machine) uniforms(dst []float64, stream int32) {
	s := &m.p.Streams[stream]
	switch {
	case m.ids == nil:
		m.design.Fill(dst[:m.n], s.Key, s.Dim, m.trial)
	case m.near:
		m.design.Pick(dst, s.Key, s.Dim, m.trial, m.offsets[:m.n])
	default:
		for i, id := range m.ids {
			dst[i] = m.design.At(s.Key, s.Dim, id)
		}
	}
	for i := m.n; i < len(dst); i++ {
		dst[i] = 0.5
	}
	if m.envelope != nil {
		m.bend(stream, dst[:m.n])
		if m.pilot != nil && s.Once {
			m.pilot.note(stream, dst[:m.n])
		}
	}
}
