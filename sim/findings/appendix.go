package findings

import (
	"weir/sim/model"
	"weir/sim/result"
)

// appendix is what went into a run, in words.
func appendix(m *model.Model) result.Appendix {
	var out result.Appendix
	a := m.Appendix()
	for _, s := range a.Sources {
		out.Sources = append(out.Sources, result.Source(s))
	}
	for _, p := range a.Parameters {
		out.Parameters = append(out.Parameters, result.Parameter{
			Path: p.Path, Name: p.Name, Channel: p.Channel, Title: p.Title, Description: p.Description, Law: p.Law, Unit: p.Unit,
			Vary: p.Vary, Channels: p.Channels, Date: p.Date, P5: p.P5, P50: p.P50, P95: p.P95, Provenance: provenance(p.Provenance),
		})
	}
	for _, f := range a.Formulas {
		out.Formulas = append(out.Formulas, result.Formula(f))
	}
	for _, t := range a.Terms {
		terms := result.Terms{
			Shock: t.Shock, Probability: t.Probability, Onset: t.Onset, Ramp: t.Ramp, Hold: t.Hold, HalfLife: t.HalfLife, Floor: t.Floor,
			Duration: t.Duration, Cost: t.Cost, Provenance: provenance(t.Provenance),
		}
		for _, h := range t.Hits {
			terms.Hits = append(terms.Hits, result.Hit(h))
		}
		for _, d := range t.Displaces {
			terms.Displaces = append(terms.Displaces, result.Displacement(d))
		}
		out.Terms = append(out.Terms, terms)
	}
	return out
}

func provenance(p model.ProvenanceText) result.Provenance {
	return result.Provenance{Source: p.Source, Reading: p.Reading, Assumption: p.Assumption, Note: p.Note}
}
