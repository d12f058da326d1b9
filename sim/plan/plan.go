package plan

import (
	"weir/sim/ask"
	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/program"
)

// A Plan is complete and never changes; it is safe for concurrent use.
type Plan struct {
	*program.Program
	Trials     int64
	Seed       uint64
	Method     draw.Method
	Replicated bool // the trials are independent randomisations of a design, not independent one by one
	Random     int  // streams of a Sobol' run that find no dimension and are drawn at random

	Columns    int // quantities whose distribution is gathered
	Averages   int // quantities whose mean alone is
	Rows       int // quantities that are written out trial by trial
	Counters   int
	Judgements []Judgement
	Models     []*model.Model   // of each subject
	Reports    []*Report        // of each subject, where the report is asked
	Of         [][]ask.Quantity // that are asked of each subject
	Answers    [][]Cell         // of each subject, by quantity
	Fresh      bool             // the uniforms of rows are independent, whatever the design
	Layout     *ask.Layout      // of the rows
	Probes     []Probe
	History    *History // nil without evidence, and of what is asked of given trials
	Goals      []Goal
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

	Dimensions []Dimension // of a Sobol' run of several files, or of one that was given them
	Random     int         // draws of it that find no dimension and are random

	Expectations []Expectation
}

// A Cell is where the distribution, the mean or the row of a quantity is found: in a column (an average, a row) by a scale, or
// nowhere, since it is one value in every trial.
type Cell struct {
	Column        int // -1 where certain
	program.Scale     // none for averages and rows
	Value         float64
	Fine          bool // its shape is wanted too
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
	arrived, underWay program.Value
}

// A Leak is the balance of a channel that is displaced.
type Leak struct {
	From            *model.Channel
	Lost, Destroyed Cell
	lost            program.Value
}

// A Counter counts the trials that a warning speaks of.
type Counter struct {
	Name, What string
	Index      int
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

// rows is the number of rows of the tables.
func (r *Report) rows() (n int) {
	for _, s := range r.Series {
		n += len(s.Scenario) + len(s.Baseline)
	}
	return n
}

// Forecast is the scenario's cell of a measure over the forecast, the last of the periods.
func (r *Report) Forecast(channel, measure string) Cell {
	for _, s := range r.Series {
		if s.Channel == channel && s.Measure == measure {
			return s.Scenario[len(s.Scenario)-1]
		}
	}
	return Cell{Column: -1}
}

// Fine are the columns whose shape is wanted.
func (p *Plan) Fine() []bool {
	out := make([]bool, p.Columns)
	for _, r := range p.Reports {
		r.Cells(func(c Cell) {
			if c.Column >= 0 && c.Fine {
				out[c.Column] = true
			}
		})
	}
	return out
}

// Asked are the columns whose distribution is asked for by itself.
func (p *Plan) Asked() []bool {
	out := make([]bool, p.Columns)
	for i, answers := range p.Answers {
		for k, c := range answers {
			if c.Column >= 0 && p.Of[i][k].What == ask.Distribution {
				out[c.Column] = true
			}
		}
	}
	return out
}

// ByRandomisation are the columns that are counted by randomisation of the design too, for their intervals: those whose shape is
// wanted, what is asked for by itself, goals of precision, and of expectations all but means and shares.
func (p *Plan) ByRandomisation() []bool {
	out := p.Fine()
	for c, yes := range p.Asked() {
		out[c] = out[c] || yes
	}
	for _, g := range p.Goals {
		if c := g.Cell.Column; c >= 0 {
			out[c] = true
		}
	}
	for _, r := range p.Reports {
		for _, e := range r.Expectations {
			if c := e.Cell.Column; c >= 0 && e.Statistic != model.StatMean && e.Statistic != model.StatShare {
				out[c] = true
			}
		}
	}
	return out
}
