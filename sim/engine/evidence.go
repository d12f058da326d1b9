package engine

import (
	"fmt"
	"math"

	"weir/sim/fp"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/stat"
)

// probesOf lists the probes of each column.
func probesOf(p *plan.Plan) map[int][]int {
	out := map[int][]int{}
	for i, probe := range p.Probes {
		out[probe.Column] = append(out[probe.Column], i)
	}
	return out
}

// upTo is the share of the trials at or below the value of a probe.
func upTo(d *stat.Distribution, probe plan.Probe) float64 {
	n := d.N()
	low, high := int64(0), n // Note: sort.Search counts in int, which on some processors ends at two thousand million.
	for low < high {
		if at := low + (high-low)/2; reaches(probe.At, probe.Of(d.Rank(at+1))) {
			low = at + 1
		} else {
			high = at
		}
	}
	return float64(low) / float64(n)
}

// reaches reports whether a number is at another one or above it. One that is above the other by rounding alone is at it: a mean
// over a window is a sum of parts.
func reaches(x, y float64) bool { return y <= x+float64(plan.Rounding*math.Abs(x)) }

// falls is the share of the trials at or below a figure where all have one value, and NaN where there is no figure.
func falls(x, figure float64) float64 {
	switch {
	case !(figure > 0):
		return math.NaN()
	case reaches(figure, x):
		return 1
	}
	return 0
}

// evidence says what the evidence of a file did, and how its checks fall.
func (r *run) evidence(g *gathered, report *plan.Report, out *result.Result) {
	for _, c := range report.Checks {
		out.Checks = append(out.Checks, result.Check{Claim: claimOf(c.Piece), Model: scaled(g.summary(c.Cell), c.Piece.Factor), PITLo: g.pit(c, 0), PITHi: g.pit(c, 1)})
	}
	if r.filter == nil {
		return
	}
	f := r.filter
	e := &result.Evidence{Proposals: f.proposals(r.trials)}
	e.Acceptance = float64(r.trials) / float64(e.Proposals)
	prior, moments := f.prior, f.prior.moments.Root()
	e.Agreeing = f.past.Weight.Value
	if c := f.past.Weight.Column; c >= 0 {
		e.Agreeing = moments.Column(f.p.Columns + c).Mean
	}
	if f.envelope != nil {
		e.Adapted = len(f.envelope.warps)
		if beyond := f.envelope.beyond; beyond > 0.1 {
			out.Warnings = append(out.Warnings, fmt.Sprintf("the evidence is hard to meet: about %s of the trials stand for more than one", result.Percent(beyond)))
		}
	}
	for i, c := range report.Evidence {
		p := result.Piece{Claim: claimOf(c.Piece), Posterior: scaled(g.summary(c.Cell), c.Piece.Factor), Weight: f.past.Means[i].Value, PITLo: math.NaN(), PITHi: math.NaN()}
		if column := f.past.Means[i].Column; column >= 0 {
			p.Weight = moments.Column(f.p.Columns + column).Mean
		}
		if cell := f.past.Cells[i]; cell.Column >= 0 {
			d := prior.columns[cell.Column].counts.Distribution()
			p.Prior = scaled(by(cell.Scale, summary(moments.Column(cell.Column), d, true)), c.Piece.Factor)
			for k, probe := range f.past.Probes[i] {
				if probe >= 0 {
					*[2]*float64{&p.PITLo, &p.PITHi}[k] = upTo(d, f.p.Probes[probe])
				}
			}
			p.Conflict = p.PITLo > 0.99 || p.PITHi < 0.01
		} else {
			p.Prior = scaled(certain(cell.Value, true), c.Piece.Factor)
			x, lo, hi := cell.Value, c.Piece.Lo, c.Piece.Hi
			p.PITLo, p.PITHi = falls(x, lo), falls(x, hi)
			p.Conflict = lo > 0 && !reaches(x, lo) || hi > 0 && !reaches(hi, x)
		}
		e.Pieces = append(e.Pieces, p)
		if p.Conflict {
			out.Warnings = append(out.Warnings, fmt.Sprintf("%s: what is claimed lies in the outer 1%% of what the model says without evidence", c.Piece.Path))
		}
	}
	for _, m := range report.Moved {
		e.Moved = append(e.Moved, g.moved(m))
	}
	switch {
	case r.short:
		out.Warnings = append(out.Warnings, fmt.Sprintf("the evidence leaves only %d of %d trials after %d proposals", r.trials, r.asked, f.done*Block))
	case r.trials < fewTrials:
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d trials after conditioning are few: at least %d make a result", r.trials, fewTrials))
	}
	out.Evidence = e
}

// pit is where a figure falls in what the model says, NaN where there is no such figure.
func (g *gathered) pit(f plan.Figure, end int) float64 {
	if f.Cell.Column < 0 {
		return falls(f.Cell.Value, [2]float64{f.Piece.Lo, f.Piece.Hi}[end])
	}
	if probe := f.Probes[end]; probe >= 0 {
		return g.probes[probe]
	}
	return math.NaN()
}

// claimOf is a piece in the unit of its figure.
func claimOf(p *model.Piece) result.Claim {
	c := result.Claim{
		ID: p.ID, Title: p.Title, Observe: p.Observe, Kind: p.Claim.String(), Figure: p.Figure, Unit: p.Unit.Text,
		Lo: p.Lo / p.Factor, Hi: p.Hi / p.Factor, Spread: p.Spread, Reliability: p.Reliability, Lineage: p.Lineage, Provenance: provenance(p.Provenance),
	}
	return c
}

// scaled is a summary in another unit.
func scaled(s result.Summary, factor float64) result.Summary {
	if factor == 1 {
		return s
	}
	for _, x := range []*float64{&s.Mean, &s.SE, &s.SD, &s.CVaR5, &s.CVaR95, &s.Min, &s.Max} {
		*x /= factor
	}
	for i := range s.P {
		s.P[i], s.Lo[i], s.Hi[i] = s.P[i]/factor, s.Lo[i]/factor, s.Hi[i]/factor
	}
	s.Shape = nil
	return s
}

// moved compares a parameter's draws with its law: the Kullback-Leibler divergence, in bits of 2, is that over the cells.
func (g *gathered) moved(m plan.Moved) result.Moved {
	q := m.Symbol.Quantity
	s := g.summary(m.Cell)
	out := result.Moved{Path: m.Symbol.Path, Name: m.Symbol.Name}
	for i, p := range [3]float64{0.05, 0.5, 0.95} {
		out.Prior[i] = q.Law.Quantile(p) * q.Scale / m.Symbol.Factor
		out.Posterior[i] = (s.P[[3]int{1, 4, 7}[i]] + m.Base) / m.Symbol.Factor
	}
	before, after := 0.0, 0.0
	add := func(prior, posterior float64) {
		if p, q := posterior-after, prior-before; p > 0 && q > 0 {
			out.Divergence += float64(p * fp.Log(p/q))
		}
		before, after = prior, posterior
	}
	for i, prior := range m.Prior {
		if m.Probes[i] < 0 {
			return out
		}
		add(prior, g.probes[m.Probes[i]])
	}
	add(1, 1)
	out.Divergence = max(out.Divergence/math.Ln2, 0)
	return out
}
