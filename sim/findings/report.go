package findings

import (
	"fmt"
	"math"
	"slices"

	"weir/sim/engine"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/summary"
)

// Read puts what a run has given where each subject's report wants it, and answers what was asked by itself, by subject and
// quantity; what was counted is let go.
func Read(o *engine.Outcome) (reports []*result.Result, answers [][]result.Summary) {
	expectations := expectations(o) // before what is counted is let go
	g := summarise(o)
	reports = make([]*result.Result, len(o.Plan.Reports))
	for i, report := range o.Plan.Reports {
		r := g.report(report)
		g.evidence(report, r)
		r.Expectations = expectations[i]
		if o.Ended != "" && o.Trials < o.Asked {
			r.Warnings = slices.Insert(r.Warnings, 0, fmt.Sprintf("%s after %d of %d trials; the figures are those of a run of so many", o.Ended, o.Trials, o.Asked))
		}
		reports[i] = r
	}
	for i, goal := range o.Plan.Goals {
		p := o.Precisions[i]
		of := reports[goal.Subject]
		of.Precision = &p
		if !p.Reached {
			of.Warnings = append(of.Warnings, fmt.Sprintf("after %d trials the precision that was asked, %s, is not reached: the 95%% interval is the value plus or minus %s", o.Trials, p.Text, result.Percent(p.HalfWidth/math.Abs(p.Value))))
		}
	}
	return reports, g.answers()
}

func (g *summaries) report(r *plan.Report) *result.Result {
	m, p := r.Model, g.o.Plan
	out := &result.Result{
		Name: m.Name, File: m.File, Title: m.Title, Description: m.Description, Currency: m.Currency, Step: m.Time.Step,
		Trials: g.o.Trials, Seed: p.Seed, Sampling: p.Method.String(), Set: m.Document.Sets, Resolved: m.Document.TOML(), Appendix: appendix(m),
	}
	for _, group := range m.Groups {
		for _, t := range group.Targets {
			out.Correlations = append(out.Correlations, result.Correlation{A: t.A.Path, B: t.B.Path, Spearman: t.Spearman})
		}
	}
	for _, d := range r.Dimensions {
		dimension := result.Dimension{Path: d.Path, Steps: d.Steps, Dimension: d.Dim}
		if d.Steps > 0 {
			dimension.First = m.Time.Label(d.First - m.Time.Number(0))
		}
		out.Dimensions = append(out.Dimensions, dimension)
	}
	for _, in := range m.Document.Inputs {
		out.Inputs = append(out.Inputs, result.Input{Path: in.Path, SHA256: in.SHA256})
	}
	for _, period := range r.Periods {
		out.Periods = append(out.Periods, periodOf(m.Time, period))
	}
	for _, c := range m.Channels {
		out.Channels = append(out.Channels, result.Channel{ID: c.ID, Title: c.Title, Short: c.Short, Description: c.Description, Gross: c.Gross.Expr != nil, Cost: c.Cost.Expr != nil})
	}
	for _, o := range m.Outputs {
		out.Outputs = append(out.Outputs, result.Output{ID: o.ID, Title: o.Title, Unit: o.Rows.Text, Aggregate: model.AggregateNames[o.Aggregate]})
	}
	for _, s := range r.Shocks {
		shock := result.Shock{ID: s.Shock.ID, Title: s.Shock.Title, Short: s.Shock.Short, Description: s.Shock.Description, Happens: g.mean(s.Happens), Certain: s.Certain, Exogenous: s.Shock.Cost == nil}
		for _, c := range s.Strength {
			shock.Strength = append(shock.Strength, g.mean(c))
		}
		out.Shocks = append(out.Shocks, shock)
	}
	for _, s := range r.Series {
		out.Series = append(out.Series, result.Series{Channel: s.Channel, Measure: s.Measure, Unit: s.Unit, Scenario: g.summaries(s.Scenario), Baseline: g.summaries(s.Baseline)})
	}
	for _, f := range r.Flows {
		d := f.Displacement
		out.Flows = append(out.Flows, result.Flow{Shock: d.Shock.ID, From: d.From.ID, To: d.To.ID, Arrived: g.summary(f.Arrived), UnderWay: g.summary(f.UnderWay)})
	}
	for _, l := range r.Leaks {
		out.Leaks = append(out.Leaks, result.Leak{From: l.From.ID, Lost: g.summary(l.Lost), Destroyed: g.summary(l.Destroyed)})
	}
	out.Warnings = g.warnings(r)
	return out
}

// percent prints a share of trials, never as 0% or 100% where it is neither.
func percent(n, of int64) string {
	switch share := 100 * float64(n) / float64(of); {
	case n == of:
		return "100%"
	case share < 0.1:
		return "less than 0.1%"
	case share > 99.9:
		return "more than 99.9%"
	default:
		return fmt.Sprintf("%.1f%%", share)
	}
}

func (g *summaries) mean(c plan.Cell) float64 {
	if c.Column < 0 {
		return c.Value
	}
	return g.o.Partial.Mean(c.Column)
}

// summary is that of a cell.
func (g *summaries) summary(c plan.Cell) result.Summary {
	if c.Column < 0 {
		return summary.Certain(c.Value, c.Fine)
	}
	s := g.columns[c.Column]
	if !c.Fine {
		s.Shape = nil
	}
	return scaled(s, c.Scale)
}

func (g *summaries) summaries(cells []plan.Cell) []result.Summary {
	if cells == nil {
		return nil
	}
	out := make([]result.Summary, len(cells))
	for i, c := range cells {
		out[i] = g.summary(c)
	}
	return out
}

func periodOf(t model.Time, p model.Period) result.Period {
	kind := result.Step
	switch {
	case p.Kind == model.YearPeriod:
		kind = result.Year
	case p.Kind == model.WindowPeriod && p.Label == "history":
		kind = result.History
	case p.Kind == model.WindowPeriod:
		kind = result.Forecast
	}
	return result.Period{
		Label: p.Label, Kind: kind, From: p.From, To: p.To, Start: t.Day(p.From), End: t.Day(p.To), Begin: t.Begin(p.From), Finish: t.Begin(p.To),
	}
}
