package plan

import (
	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/program"
)

// A compiler gathers subjects into one program, and numbers what is gathered of it.
type compiler struct {
	p          *program.Builder
	subjects   []*subject
	judgements []Judgement
	judged     map[judged]bool
	columns    map[program.Value]int
	averages   map[program.Value]int
	rows       map[program.Value]int
	counters   int
	list       diag.List // what is wrong with certain values
	goals      []Goal
	probes     []Probe
}

func newCompiler(m *model.Model, limit int) *compiler {
	clock := program.Clock{Middle: make([]float64, m.Time.Steps), Forecast: m.Time.Forecast, DT: m.Time.DT()}
	for k := range clock.Middle {
		clock.Middle[k] = m.Time.Middle(k)
	}
	return &compiler{
		p: program.NewBuilder(limit, clock), judged: map[judged]bool{},
		columns: map[program.Value]int{}, averages: map[program.Value]int{}, rows: map[program.Value]int{},
	}
}

// plan is the program with all that belongs to it.
func (c *compiler) plan(m *model.Model) *Plan {
	plan := &Plan{
		Program: c.p.Build(), Trials: m.Trials, Seed: m.Seed, Method: m.Sampling,
		Columns: len(c.columns), Averages: len(c.averages), Rows: len(c.rows), Counters: c.counters,
		Judgements: c.judgements, Goals: c.goals, Probes: c.probes,
	}
	switch plan.Method {
	case draw.Sobol:
		plan.Random = plan.Dimensions(0, nil)
	case draw.LHS: // each stream is stratified by itself
		for i := range plan.Streams {
			plan.Streams[i].Dim = 0
		}
	}
	return plan
}

// An amount is a value by a scale: what is reported is v * Times / Over.
type amount struct {
	v program.Value
	program.Scale
}

// of is what is reported, as a value of its own.
func (c *compiler) of(a amount) program.Value {
	return c.p.Div(c.p.Mul(a.v, c.p.Constant(a.Times)), c.p.Constant(a.Over))
}

// unscaled is a value that is reported as it is.
func unscaled(v program.Value) amount { return amount{v, program.Unscaled} }

// observe has the distribution of an amount gathered: once however often it is reported, and by whatever scale.
func (c *compiler) observe(a amount, fine bool) Cell {
	cell := Cell{Column: -1, Fine: fine}
	if x, ok := c.p.Known(c.of(a)); ok {
		cell.Value = x
		return cell
	}
	cell.Column, cell.Scale = c.number(c.columns, program.Observe, a.v), a.Scale
	return cell
}

// average has the mean of a value gathered.
func (c *compiler) average(v program.Value) Cell {
	if x, ok := c.p.Known(v); ok {
		return Cell{Column: -1, Value: x}
	}
	return Cell{Column: c.number(c.averages, program.Average, v)}
}

// row has a value written out trial by trial.
func (c *compiler) row(v program.Value) Cell {
	if x, ok := c.p.Known(v); ok {
		return Cell{Column: -1, Value: x}
	}
	return Cell{Column: c.number(c.rows, program.Row, v)}
}

// number is the number that a value has among those of its kind; a new one gets the effect that gathers it.
func (c *compiler) number(of map[program.Value]int, effect program.Op, v program.Value) int {
	i, ok := of[v]
	if !ok {
		i = len(of)
		of[v] = i
		c.p.Effect(effect, v, int32(i), 0)
	}
	return i
}

// tally has the trials counted in which a value is not 0.
func (c *compiler) tally(v program.Value) int {
	c.counters++
	c.p.Effect(program.Tally, v, int32(c.counters-1), 0)
	return c.counters - 1
}
