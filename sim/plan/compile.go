package plan

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/draw"
	"weir/sim/model"
	"weir/sim/program"
)

// maxProgram bounds the program, so that absurd sizes end in a message and not in the memory.
const maxProgram = 2_000_000

// A Subject is a model with the draws that it takes.
type Subject struct {
	Model  *model.Model
	Redraw int            // as in ask.Subject
	Of     []ask.Quantity // likewise
}

// Subjects are models as they stand.
func Subjects(models []*model.Model) []Subject {
	out := make([]Subject, len(models))
	for i, m := range models {
		out[i].Model = m
	}
	return out
}

// maxRows bounds the tables of a call, in both worlds, likewise: each row takes about a kilobyte before it is on the disk.
const maxRows = 4_000_000

// Compile plans a run: what is asked of subjects, in trials that agree with the evidence of the files, which are the models that
// the subjects are variants of. All must agree in currency, time, trials, seed and sampling. Subjects in a are not looked at.
// Under Sobol' points the draws have the dimensions that are given, as a Report of an earlier plan says them; without any, new ones.
func Compile(files []*model.Model, subjects []Subject, a ask.Ask, given ...Dimension) (*Plan, diag.List) {
	return compile(files, subjects, a, maxProgram, given...)
}

func compile(files []*model.Model, subjects []Subject, a ask.Ask, limit int, given ...Dimension) (*Plan, diag.List) {
	var list diag.List
	models := make([]*model.Model, len(subjects))
	for i, s := range subjects {
		models[i] = s.Model
	}
	agree(append([]*model.Model{files[0]}, models...), &list)
	for _, m := range models {
		checkShares(m, &list)
	}
	if list.Failed() {
		return nil, list
	}
	plan, problems := lower(subjects, a, limit)
	if list = append(list, problems...); list.Failed() {
		return nil, list
	}
	if plan.Method == draw.Sobol {
		if len(given) > 0 {
			plan.Random = plan.place(given)
		}
		plan.note(len(models) == 1 && len(given) == 0)
	}
	plan.History, problems = history(files)
	if list = append(list, problems...); list.Failed() {
		return nil, list
	}
	plan.Replicated = plan.Method != draw.Random && plan.History == nil
	if plan.History != nil {
		plan.History.SameDimensions(plan.Program)
	}
	return plan, list
}

// Rows plans what is asked of given trials of a run. Subjects must be such that Compile accepts them; what is asked is rows.
func Rows(run *Plan, subjects []Subject, a ask.Ask) *Plan {
	plan, list := lower(subjects, a, 2*maxProgram)
	if list.Failed() {
		panic("plan: rows of subjects that Compile does not accept: " + list.Error())
	}
	plan.SameDimensions(run.Program)
	return plan
}

// lower plans subjects without a history.
func lower(subjects []Subject, a ask.Ask, limit int) (*Plan, diag.List) {
	first := subjects[0].Model
	c := newCompiler(first, limit)
	method := first.Sampling
	if a.Fresh {
		method = draw.Random
	}
	draws := map[int]*keyed{}
	var asked []*asked
	rows := 0
	for _, s := range subjects {
		if draws[s.Redraw] == nil {
			draws[s.Redraw] = newKeyed(c.p, first, method, s.Redraw)
		}
		f := c.newSubject(s.Model, draws[s.Redraw], a.Report || a.Checked)
		if a.Report {
			f.openReport()
			if rows += f.report.rows(); rows > maxRows {
				c.list.Errorf(s.Model.Document.At, "", "fewer steps, channels, outputs or files in a call, or a longer step",
					"this is too large: the tables of the call pass %d rows with this file", maxRows)
				return nil, c.list
			}
		}
		asked = append(asked, f.open(slices.Concat(a.Of, s.Of), a.Inputs))
	}
	for k := range first.Time.Steps {
		for _, f := range c.subjects {
			f.step(k)
		}
		if c.p.Full() {
			break
		}
	}
	for i, f := range c.subjects {
		asked[i].finish()
		if f.report != nil {
			f.closeReport()
		}
	}
	list := c.list
	if c.p.Full() && !list.Failed() {
		list.Errorf(first.Document.At, "", "fewer steps, channels or files, or a longer step", "this is too large: its program passes %d operations", limit)
	}
	if list.Failed() {
		return nil, list
	}
	plan := c.plan(first)
	plan.Fresh = a.Fresh
	plan.Layout = &ask.Layout{Rows: plan.Rows}
	for i, f := range c.subjects {
		plan.Models = append(plan.Models, f.m)
		if f.report != nil {
			plan.Reports = append(plan.Reports, f.report)
		}
		plan.Of, plan.Answers = append(plan.Of, asked[i].of), append(plan.Answers, asked[i].cells)
		plan.Layout.Of = append(plan.Layout.Of, asked[i].places())
		plan.Layout.Inputs = append(plan.Layout.Inputs, asked[i].inputs)
	}
	return plan, list
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
			if sum > 1+program.Slack {
				list.Errorf(d.Share.At, s.Path+".displaces", "shares of one shock from one channel sum to 1 at most", "the shares of what %s displaces from %s sum to %.3g at their medians", s.ID, d.From.ID, sum)
			}
		}
	}
}

// SameDraws has a plan take its draws where the plan of a report of the same files takes them, so that their figures are the same;
// what that does not draw comes behind. Alone says that the plan is of the one file that the other is of. It is part of making a
// plan.
func (p *Plan) SameDraws(as *Plan, alone bool) {
	if p.Method != draw.Sobol {
		return // each stream by itself
	}
	p.SameDimensions(as.Program)
	random := map[draw.Key]bool{} // what only the evidence draws stays so
	if as.History != nil {
		for _, s := range as.History.Streams {
			random[s.Key] = s.Dim < 0
		}
	}
	first := 0
	for _, s := range as.Streams {
		first = max(first, s.Dim+1)
	}
	p.Random = p.Dimensions(first, random)
	p.note(alone)
	if p.History != nil {
		p.History.SameDimensions(as.History.Program)
	}
}
