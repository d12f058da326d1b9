package sim

import (
	"sync"

	"weir/sim/ask"
	"weir/sim/engine"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/study/leaveout"
	"weir/sim/study/variance"
)

// Studies are those that belong to every report. Their plans are made beside the first trials.
type studies struct {
	variance *variance.Study
	pairs    func() *plan.Plan
	leaveout *leaveout.Study // nil without evidence
	weights  func() *plan.Plan
	forecast func() *plan.Plan
}

// studies prepares those of a report; nil for other asks.
func (q *Question) studies(o *engine.Options) *studies {
	if !q.report {
		return nil
	}
	s := &studies{}
	var files []variance.File
	var enforced []bool
	for _, r := range q.plan.Reports {
		f := variance.File{Enforced: len(r.Model.Enforced) > 0}
		for _, series := range r.Series {
			f.Series = append(f.Series, [2]string{series.Channel, series.Measure})
		}
		files, enforced = append(files, f), append(enforced, f.Enforced)
	}
	s.variance = variance.New(files, q.plan.History != nil)
	s.pairs = q.rows(s.variance.Ask)
	if q.plan.Trials >= variance.Least {
		o.Beside = append(o.Beside, func() { s.pairs() })
	}
	if h := q.plan.History; h != nil {
		var pieces []leaveout.Piece
		for _, e := range h.Pieces {
			pieces = append(pieces, leaveout.Piece{ID: e.ID, Lineage: e.Lineage})
		}
		s.leaveout = leaveout.New(pieces, enforced, engine.LeastTrials)
		s.weights, s.forecast = q.rowsOf(plan.Subjects(q.study.models), s.leaveout.Weights), q.rows(s.leaveout.Forecast)
		o.Beside = append(o.Beside, func() { s.weights() }, func() { s.forecast() })
	}
	return s
}

// rows plans an ask of a study, once, when it is wanted. Its files are the subjects of the report.
func (q *Question) rows(a ask.Ask) func() *plan.Plan { return q.rowsOf(q.subjects, a) }

// rowsOf is rows where the study's files are others.
func (q *Question) rowsOf(files []plan.Subject, a ask.Ask) func() *plan.Plan {
	return sync.OnceValue(func() *plan.Plan {
		subjects := make([]plan.Subject, len(a.Subjects))
		for i, of := range a.Subjects {
			subjects[i] = plan.Subject{Model: files[of.File].Model, Redraw: of.Redraw, Of: of.Of}
		}
		return plan.Rows(q.plan, subjects, a)
	})
}

// add puts what the studies find into the results of a run.
func (s *studies) add(o *engine.Outcome, results []*result.Result) error {
	if o.Trials >= variance.Least {
		if err := s.variance.Add(answers{s.pairs(), o}, o.Trials, o.Workers, results); err != nil {
			return err
		}
	}
	if s.leaveout == nil {
		return nil
	}
	return s.leaveout.Add(answers{s.weights(), o}, answers{s.forecast(), o}, o.Trials, results)
}

// Answers are the rows of a plan in the trials of a run.
type answers struct {
	plan    *plan.Plan
	outcome *engine.Outcome
}

func (a answers) Layout() *ask.Layout { return a.plan.Layout }

func (a answers) Rows(t ask.Trials, sink ask.Sink) error { return a.outcome.Rows(a.plan, t, sink) }
