// Package plan turns models into a Plan: one straight-line program over columns of trials, for the baselines and
// scenarios of all files of a call at once. What a shock does not touch is one column in both worlds.
package plan

import (
	"fmt"
	"strings"

	"weir/sim/draw"
	"weir/sim/model"
)

// A Plan is complete and never changes; it is safe for concurrent use.
type Plan struct {
	Trials     int64
	Seed       uint64
	Method     draw.Method
	Replicated bool // the trials are independent randomisations of a design, not independent one by one
	Random     int  // streams of a Sobol' run that find no dimension and are drawn at random
	Program    []Instr
	Values     []Value // of each instruction, for tracing: the value that it makes or looks at
	Traced     int     // number of values

	Registers  int // columns that live at a time
	Streams    []Stream
	Laws       []Law
	Courses    []Course // registers in place of values
	Events     []Event
	Columns    int // quantities whose distribution is gathered
	Averages   int // quantities whose mean alone is
	Counters   int
	Judgements []Judgement
	Constants  map[Value]float64 // values that are known before any trial
	Reports    []*Report
	Probes     []Probe
	Past       *Past // nil without evidence
	Goals      []Goal
}

// An Instr is one operation on registers. Dst, A, B and C are registers; what they mean stands with each Op.
type Instr struct {
	Op        Op
	Dst       int32
	A, B, C   int32
	Aux, Aux2 int32
	Imm       float64
}

// A Report says where the results of one file are found.
type Report struct {
	Model    *model.Model
	Periods  []model.Period
	Series   []*Series
	Shocks   []*ShockReport
	Flows    []*Flow
	Leaks    []*Leak
	Counters []Counter
	Branches []Branch
	Evidence []Figure
	Checks   []Figure
	Moved    []Moved

	Expectations []Expectation
}

// A Cell is a distribution: of a column, by a scale, or a certain value. Cells that are multiples of each other share a column.
type Cell struct {
	Column int // -1 where certain
	Scale      // none for averages
	Value  float64
	Fine   bool // its shape is wanted too
	of     Value
}

// A Series is one measure of one channel by period.
type Series struct {
	Channel, Measure, Unit string
	Scenario, Baseline     []Cell
}

// A ShockReport holds the means of a shock's strength by step, and of its occurrence.
type ShockReport struct {
	Shock    *model.Shock
	Strength []Cell // of averages
	Happens  Cell
	Certain  bool
}

// A Flow is the balance of one displacement over the forecast.
type Flow struct {
	Displacement      *model.Displacement
	Arrived, UnderWay Cell
	arrived, underWay Value
}

// A Leak is the balance of a channel that is displaced.
type Leak struct {
	From            *model.Channel
	Lost, Destroyed Cell
	lost            Value
}

// A Counter counts the trials that a warning speaks of.
type Counter struct {
	Name, What string
	Index      int
}

// String prints the program, one operation a line.
func (p *Plan) String() string {
	var b strings.Builder
	for i, in := range p.Program {
		if in.Op.effect() {
			fmt.Fprintf(&b, "%s r%d #%d\n", in.Op, in.A, in.Aux)
			continue
		}
		fmt.Fprintf(&b, "r%d = v%d: %s", in.Dst, p.Values[i], in.Op)
		for j, r := range [3]int32{in.A, in.B, in.C} {
			if j < in.Op.operands() {
				fmt.Fprintf(&b, " r%d", r)
			}
		}
		if in.Op == Const || in.Op >= AddI && in.Op <= NEI || in.Op == Strength || in.Op == Active {
			fmt.Fprintf(&b, " %v", in.Imm)
		}
		switch in.Op {
		case Quantile:
			fmt.Fprintf(&b, " #%d", in.Aux2)
		case Sample, Uniform, PowN, Strength, Active, Poisson, Compound:
			fmt.Fprintf(&b, " #%d", in.Aux)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Cells calls f for every cell of distributions.
func (r *Report) Cells(f func(Cell)) {
	for _, s := range r.Series {
		for _, cells := range [][]Cell{s.Scenario, s.Baseline} {
			for _, c := range cells {
				f(c)
			}
		}
	}
	for _, fl := range r.Flows {
		f(fl.Arrived)
		f(fl.UnderWay)
	}
	for _, l := range r.Leaks {
		f(l.Lost)
		f(l.Destroyed)
	}
}
