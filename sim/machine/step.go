package machine

import (
	"weir/sim/dist"
	"weir/sim/fp"
	"weir/sim/program"
)

// step runs one operation that makes a column.
func (m *Machine) step(in *program.Instr) {
	if k := kernels[in.Op]; fp.Wide && k != nil {
		k(m.register(in.Dst), m.register(in.A), m.register(in.B), in.Imm)
		return
	}
	m.operate(in)
}

// operate is step without kernels.
func (m *Machine) operate(in *program.Instr) {
	dst := m.column(in.Dst)
	switch in.Op {
	case program.Const:
		for i := range dst {
			dst[i] = in.Imm
		}
	case program.Uniform:
		m.uniforms(dst, in.Aux)
	case program.Sample:
		m.uniforms(m.uniform[:], in.Aux)
		m.tables[in.Aux2].Fill(dst, m.uniform[:])
	case program.Quantile:
		m.tables[in.Aux2].Fill(dst, m.column(in.A))
	case program.Poisson:
		m.uniforms(m.uniform[:], in.Aux)
		dist.PoissonColumn(dst, m.uniform[:], m.column(in.A), m.column(in.B))
	case program.Compound:
		m.compound(dst, m.column(in.A), in.Aux)
	case program.Strength:
		m.strength(m.register(in.Dst), in)
	case program.Active:
		c := m.p.Courses[in.Aux]
		active(m.register(in.Dst), m.register(int32(c.Onset)), m.register(int32(c.Duration)), in.Imm)
	case program.Select:
		choose(m.register(in.Dst), m.register(in.A), m.register(in.B), m.register(in.C))
	case program.Exp:
		fp.ExpColumn(dst, m.column(in.A))
	case program.Half:
		fp.HalfColumn(dst, m.column(in.A))
	case program.Log:
		fp.LogColumn(dst, m.column(in.A))
	case program.Phi:
		fp.PhiColumn(dst, m.column(in.A))
		m.step(&program.Instr{Op: program.MaxI, Dst: in.Dst, A: in.Dst, Imm: program.LeastUniform})
		m.step(&program.Instr{Op: program.MinI, Dst: in.Dst, A: in.Dst, Imm: program.MostUniform})
	case program.PowN:
		for i, x := range m.column(in.A) {
			dst[i] = program.WholePower(x, int(in.Aux))
		}
	case program.Add, program.Sub, program.Mul, program.Div, program.Pow, program.Min, program.Max, program.LT, program.LE, program.EQ,
		program.NE, program.And, program.Or, program.Share, program.Snap, program.Weight:
		columns(in.Op, dst, m.column(in.A), m.column(in.B))
	default:
		immediate(in.Op, dst, m.column(in.A), in.Imm)
	}
}
