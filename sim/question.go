package sim

import (
	"context"
	"slices"

	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/engine"
	"weir/sim/findings"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
)

// A Question is an ask that has been planned for the scenarios of a Study. It is safe for concurrent use.
type Question struct {
	study    *Study
	plan     *plan.Plan
	subjects []plan.Subject
	warnings [][]string // about each subject
	report   bool
}

// Ask plans an ask: of the files of the study in the order of Names, and of variants of them, all on the same draws. What subjects
// share is computed once. Asks other than of a report take their draws from where the report takes them, so that a figure is the
// same by itself and in the report. The error is a *diag.Error where a variant sets what cannot be set, or something is asked that
// the scenarios do not have.
func (s *Study) Ask(a ask.Ask) (*Question, error) {
	var list diag.List
	at := s.models[0].Document.At
	if !a.Report && len(a.Of) == 0 && !a.Inputs && !slices.ContainsFunc(a.Subjects, func(of ask.Subject) bool { return len(of.Of) > 0 }) {
		list.Errorf(at, "", "", "this asks for nothing")
	}
	if a.Fresh {
		list.Errorf(at, "", "", "fresh uniforms are for rows that a study asks of a run")
	}
	for _, of := range a.Subjects {
		switch {
		case of.File < 0 || of.File >= len(s.models):
			list.Errorf(at, "", "", "this asks of file %d of %d", of.File, len(s.models))
		case of.Redraw != 0 && len(s.models[0].Evidence) > 0:
			list.Errorf(at, "", "", "under evidence nothing can be drawn anew: it ties what is drawn once to what stays random")
		}
	}
	if list.Failed() {
		return nil, list.Err()
	}
	a.Checked = true
	q, problems := s.question(a)
	if problems.Failed() {
		return nil, problems.Err()
	}
	return q, nil
}

func (s *Study) question(a ask.Ask) (*Question, diag.List) {
	q := &Question{study: s, report: a.Report, subjects: plan.Subjects(s.models), warnings: s.warnings}
	var list diag.List
	if len(a.Subjects) > 0 {
		q.subjects, q.warnings = nil, nil
	}
	for _, of := range a.Subjects {
		m, warnings := s.models[of.File], s.warnings[of.File]
		if of.Variant != nil {
			var problems diag.List
			if m, problems = s.variant(m, of.Variant, a.Report); m == nil {
				list = append(list, problems...)
				continue
			}
			if m.Document != s.models[of.File].Document {
				warnings = texts(problems)
			}
		}
		q.subjects, q.warnings = append(q.subjects, plan.Subject{Model: m, Redraw: of.Redraw, Of: of.Of}), append(q.warnings, warnings)
	}
	if list.Failed() {
		return nil, list
	}
	q.plan, list = plan.Compile(s.models, q.subjects, a, s.given()...)
	if q.plan != nil && s.report != nil {
		q.plan.SameDraws(s.report.plan, len(s.models) == 1 && len(q.subjects) == 1 && q.subjects[0].Model == s.models[0] && len(s.options.Dimensions) == 0)
	}
	return q, list
}

// variant is a model with other values, or other shocks in force; nil where the list holds an error. Where no report will tell of its
// document, one with fewer shocks is the file's with some left out.
func (s *Study) variant(m *model.Model, v *ask.Variant, report bool) (*model.Model, diag.List) {
	values := v.Values
	if v.Enforce != nil {
		if only, ok := m.Only(v.Enforce); ok && len(values) == 0 && !report {
			return only, nil
		}
		ids := slices.Clone(v.Enforce)
		slices.Sort(ids)
		values = append(slices.Clone(values), ask.List("enforce", slices.Compact(ids)...))
	}
	if len(values) == 0 {
		return m, nil
	}
	doc, list := m.Document.With(values)
	if list.Failed() {
		return nil, list
	}
	built, problems := s.options.flags().Build(doc)
	return built, append(list, problems...)
}

// A Control says how a run goes. It changes no number but where a Pause ends the run early.
type Control struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Pause    *Pause                  // may be nil. It may end a run early only where Sampling is "random": the points of other designs are worth something only together
	Resume   *State                  // as Resume gives it; nil to begin anew
	Sink     ask.Sink                // of the rows that were asked for, trial by trial; of a run that goes on, from there on. May be nil
}

func (c Control) options() engine.Options {
	return engine.Options{Workers: c.Workers, Progress: c.Progress, Pause: c.Pause, Resume: c.Resume, Sink: c.Sink}
}

// An Answer is what all trials say.
type Answer struct {
	Trials  int64
	Of      [][]result.Summary // by subject and quantity: of a distribution all but its shape; of a mean the mean, its error and the spread; of rows nothing
	Results []*result.Result   // by subject, where the report was asked for
}

// Layout says which row holds what.
func (q *Question) Layout() *ask.Layout { return q.plan.Layout }

// Run simulates the trials. The error is a *diag.Error where a model fails in some trial, that of the Sink, or the context's.
func (q *Question) Run(ctx context.Context, c Control) (*Answer, error) {
	o := c.options()
	studies := q.studies(&o)
	outcome, err := engine.Run(ctx, q.plan, o)
	if err != nil {
		return nil, err
	}
	return q.answer(outcome, studies)
}

// answer puts an outcome into words.
func (q *Question) answer(o *engine.Outcome, studies *studies) (*Answer, error) {
	out := &Answer{Trials: o.Trials}
	out.Results, out.Of = findings.Read(o)
	if !q.report {
		return out, nil
	}
	if err := studies.add(o, out.Results); err != nil {
		return nil, err
	}
	for i, r := range out.Results {
		r.Warnings = slices.Concat(q.warnings[i], r.Warnings)
	}
	return out, nil
}
