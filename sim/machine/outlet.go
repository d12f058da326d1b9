package machine

import "weir/sim/program"

// An Outlet takes the columns of a block. It is called in the program's order, with one value for each of the block's trials, lane by
// lane, and may read them until it returns. Where a judgement fails all but Observe are called as ever, with values of any kind in
// the lanes that failed.
type Outlet interface {
	// Observe gets a column of statistics. It is not called any more once a judgement has failed in a trial of the block.
	Observe(column int32, x []float64)
	// Row gets the values of a row, trial by trial.
	Row(row int32, x []float64)
	// Average gets what a mean is taken of.
	Average(column int32, x []float64)
	// Tally gets a column that is not 0 in the trials to be counted.
	Tally(counter int32, x []float64)
	// Accept gets the logarithms of chances, and uniforms: a trial is taken into the list where its uniform is below its chance.
	Accept(list int32, chance, u []float64)
}

// do runs one operation.
func (m *Machine) do(in *program.Instr, out Outlet) {
	switch in.Op {
	case program.Judge:
		m.judge(in, false)
		return
	case program.JudgeRate:
		m.judge(in, true)
		return
	}
	if in.Op.Makes() {
		m.step(in)
		return
	}
	if out == nil {
		return
	}
	x := m.column(in.A)[:m.n]
	switch in.Op {
	case program.Observe:
		if m.failure.Lane == m.n {
			out.Observe(in.Aux, x)
		}
	case program.Row:
		out.Row(in.Aux, x)
	case program.Average:
		out.Average(in.Aux, x)
	case program.Tally:
		out.Tally(in.Aux, x)
	case program.Accept:
		out.Accept(in.Aux, x, m.column(in.B)[:m.n])
	}
}
