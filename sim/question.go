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
	ask      ask.Ask
}

// Ask plans an ask: of the files of the study in the order of Names, and of variants of them, all on the same draws. What subjects
// share is computed once. Asks other than of a report take their draws from where the report takes them, so that a figure is the
// same by itself and in the report. The error is a *diag.Error where a variant sets what cannot be set, or something is asked that
// the scenarios do not have.
func (s *Study) Ask(a ask.Ask) (*Question, error) {
	if !a.Report {
		a.Checked = true
	}
	q, problems := s.question(a)
	if problems.Failed() {
		return nil, problems.Err()
	}
	return q, nil
}

func (s *Study) question(a ask.Ask) (*Question, diag.List) {
	q := &Question{study: s, ask: a}
	var list diag.List
	if q.subjects, list = s.subjects(a); list.Failed() {
		return nil, list
	}
	q.plan, list = plan.Compile(s.models, q.subjects, a)
	if q.plan != nil && s.report != nil {
		q.plan.SameDraws(s.report.plan)
	}
	return q, list
}

// subjects are the models of the subjects of an ask.
func (s *Study) subjects(a ask.Ask) ([]plan.Subject, diag.List) {
	if a.Subjects == nil {
		return plan.Subjects(s.models), nil
	}
	var list diag.List
	out := make([]plan.Subject, len(a.Subjects))
	for i, of := range a.Subjects {
		m := s.models[of.File]
		if v := of.Variant; v != nil {
			var problems diag.List
			m, problems = s.variant(m, v)
			if list = append(list, problems...); problems.Failed() {
				continue
			}
		}
		out[i] = plan.Subject{Model: m, Redraw: of.Redraw, Of: of.Of}
	}
	return out, list
}

// variant is a model with other values, or other shocks in force.
func (s *Study) variant(m *model.Model, v *ask.Variant) (*model.Model, diag.List) {
	values := v.Values
	if v.Enforce != nil {
		if only, ok := m.Only(v.Enforce); ok { // what is in force is known to go together
			m = only
		} else {
			values = append(slices.Clone(values), ask.List("enforce", v.Enforce...))
		}
	}
	if len(values) == 0 {
		return m, nil
	}
	doc, list := m.Document.With(values)
	if list.Failed() {
		return nil, list
	}
	built, problems := s.options.flags().Build(doc)
	if list = append(list, problems...); built != nil && v.Enforce != nil {
		built, _ = built.Only(v.Enforce)
	}
	return built, list
}

// A Control says how a run goes. It changes no number but where a Pause ends the run early.
type Control struct {
	Workers  int                     // 0: one for each processor
	Progress func(done, total int64) // trials; called by one worker at a time; may be nil
	Pause    *Pause                  // may be nil. It may end a run early only where Sampling is "random": the points of other designs are worth something only together
	Resume   *State                  // as Resume gives it; nil to begin anew
	Sink     ask.Sink                // of the rows that were asked for, trial by trial; may be nil
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
	if !q.ask.Report {
		return &Answer{Trials: o.Trials, Of: findings.Answers(o)}, nil
	}
	out := &Answer{Trials: o.Trials, Results: findings.Results(o)}
	if err := studies.add(o, out.Results); err != nil {
		return nil, err
	}
	for i, r := range out.Results {
		r.Warnings = append(append([]string(nil), q.study.warnings[q.file(i)]...), r.Warnings...)
	}
	return out, nil
}

// file is the number of the file that a subject is, or is a variant of.
func (q *Question) file(subject int) int {
	if q.ask.Subjects == nil {
		return subject
	}
	return q.ask.Subjects[subject].File
}
