package plan

import (
	"fmt"
	"strings"

	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/model"
)

// A compiler gathers the files of a call into one program.
type compiler struct {
	p          *program
	root       draw.Key
	files      []*file
	judgements []Judgement
	judged     map[judged]bool
	columns    map[Value]int
	averages   map[Value]int
	counters   int
	list       diag.List // what is wrong with certain values
	medians    bool      // draws stand at their medians: for checks, never for a plan
	goals      []Goal
	asked      []Probe
	silent     bool // nothing is gathered, judged or counted
	replica    int  // above 0 in a twin, where all is drawn anew but what is drawn once a trial
	method     draw.Method
	steps      int
	firstStep  int                // calendar number
	bridges    map[string][]Value // by path of a process
}

func newCompiler(m *model.Model, limit int) *compiler {
	c := &compiler{
		p: newProgram(limit), root: draw.Root(m.Seed), judged: map[judged]bool{}, columns: map[Value]int{}, averages: map[Value]int{},
		method: m.Sampling, steps: m.Time.Steps, firstStep: m.Time.Number(0), bridges: map[string][]Value{},
	}
	c.p.clock = m.Time
	return c
}

// maxRows bounds the tables of a call, in both worlds, likewise: each row takes about a kilobyte before it is on the disk.
const maxRows = 4_000_000

// Compile plans the models of a call together. They must agree in currency, time, trials, seed and sampling.
func Compile(models []*model.Model) (*Plan, diag.List) { return compile(models, maxProgram) }

func compile(models []*model.Model, limit int) (*Plan, diag.List) {
	var list diag.List
	agree(models, &list)
	for _, m := range models {
		checkShares(m, &list)
	}
	if list.Failed() {
		return nil, list
	}
	c := newCompiler(models[0], limit)
	rows := 0
	for _, m := range models {
		f := c.newFile(m)
		c.files = append(c.files, f)
		if rows += f.rows(); rows > maxRows {
			list.Errorf(m.Document.At, "", "fewer steps, channels, outputs or files in a call, or a longer step",
				"this is too large: the tables of the call pass %d rows with this file", maxRows)
			return nil, list
		}
	}
	for k := range models[0].Time.Steps {
		for _, f := range c.files {
			f.step(k)
		}
		if c.p.full {
			break
		}
	}
	for _, f := range c.files {
		f.finish()
	}
	if list = append(list, c.list...); list.Failed() {
		return nil, list
	}
	if c.p.full {
		list.Errorf(models[0].Document.At, "", "fewer steps, channels or files, or a longer step", "this is too large: its program passes %d operations", limit)
		return nil, list
	}
	plan := c.plan(models[0])
	var problems diag.List
	plan.Past, problems = past(models)
	if list = append(list, problems...); list.Failed() {
		return nil, list
	}
	plan.Replicated = plan.Method != draw.Random && plan.Past == nil
	if plan.Past != nil {
		share(plan.Past.Streams, plan.Streams)
	}
	return plan, list
}

// plan is the program with all that belongs to it.
func (c *compiler) plan(m *model.Model) *Plan {
	plan := c.p.allocate()
	plan.Trials, plan.Seed, plan.Method = m.Trials, m.Seed, m.Sampling
	switch plan.Method {
	case draw.Sobol:
		plan.Random = plan.dimensions(c.p.streams)
	case draw.LHS: // each stream is stratified by itself
		for i := range plan.Streams {
			plan.Streams[i].Dim = 0
		}
	}
	plan.Columns, plan.Averages, plan.Counters = len(c.columns), len(c.averages), c.counters
	plan.Judgements, plan.Goals = c.judgements, c.goals
	for _, f := range c.files {
		plan.Reports = append(plan.Reports, f.report)
	}
	plan.Probes = c.asked
	return plan
}

// agree refuses files that cannot be compared trial by trial.
func agree(models []*model.Model, list *diag.List) {
	a := models[0]
	for _, m := range models[1:] {
		differ := func(key, what string, x, y any) {
			at, n := m.Document.At, m.Document.Root
			for _, k := range strings.Split(key, ".") {
				if n = n.Get(k); n != nil {
					at = n.At
				}
			}
			list.Errorf(at, key, "files of one call agree in currency, time, trials, seed and sampling", "%s is %v here and %v in %s", what, y, x, a.File)
		}
		switch {
		case m.Currency != a.Currency:
			differ("currency", "the currency", a.Currency, m.Currency)
		case m.Time != a.Time:
			differ("time", "the time", describe(a.Time), describe(m.Time))
		case m.Trials != a.Trials:
			differ("run.trials", "the number of trials", a.Trials, m.Trials)
		case m.Seed != a.Seed:
			differ("run.seed", "the seed", a.Seed, m.Seed)
		case m.Sampling != a.Sampling:
			differ("run.sampling", "the sampling", a.Sampling, m.Sampling)
		}
	}
}

func describe(t model.Time) string {
	return fmt.Sprintf("%s to %s by %s with forecast from %s", t.Day(0), t.Day(t.Steps), t.Step, t.Day(t.Forecast))
}

// checkShares refuses displacements whose shares sum to over 1 at their medians.
func checkShares(m *model.Model, list *diag.List) {
	var at *Medians // made where it is asked
	for _, s := range m.Enforced {
		seen := map[*model.Channel]bool{}
		for _, d := range s.Displaces {
			if seen[d.From] {
				continue
			}
			seen[d.From] = true
			sum := 0.0
			for _, other := range s.Displaces {
				if other.From != d.From {
					continue
				}
				if at == nil {
					at = AtMedians(m)
				}
				sum += at.Quantity(other.Share)
			}
			if sum > 1+Slack {
				list.Errorf(d.Share.At, s.Path+".displaces", "shares of one shock from one channel sum to 1 at most", "the shares of what %s displaces from %s sum to %.3g at their medians", s.ID, d.From.ID, sum)
			}
		}
	}
}

// observe has the distribution of a value gathered, by a scale: once however often it is reported, and in whatever multiples.
func (c *compiler) observe(v Value, by Scale, fine bool) Cell {
	cell := Cell{Column: -1, Fine: fine, of: c.p.binary(Div, c.p.binary(Mul, v, c.p.constant(by.Times)), c.p.constant(by.Over))}
	if x, ok := c.p.known(cell.of); ok {
		cell.Value = x
	} else if m := c.p.multiple(v); !c.silent {
		cell.Column, cell.Scale = c.keep(m.base), m.then(by.Times, by.Over)
	}
	return cell
}

// keep has a value itself observed, which is not known, and returns its column.
func (c *compiler) keep(v Value) int {
	i, ok := c.columns[v]
	if !ok {
		i = len(c.columns)
		c.columns[v] = i
		c.p.effect(Observe, v, int32(i), 0)
	}
	return i
}

// average has the mean of a value gathered.
func (c *compiler) average(v Value) Cell {
	if x, ok := c.p.known(v); ok {
		return Cell{Column: -1, Value: x}
	}
	if c.silent {
		return Cell{}
	}
	i, ok := c.averages[v]
	if !ok {
		i = len(c.averages)
		c.averages[v] = i
		c.p.effect(Average, v, int32(i), 0)
	}
	return Cell{Column: i}
}

// tally has the trials counted in which a value is not 0.
func (c *compiler) tally(v Value) int {
	c.counters++
	c.p.effect(Tally, v, int32(c.counters-1), 0)
	return c.counters - 1
}
