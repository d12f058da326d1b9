package findings

import (
	"fmt"
	"math"

	"weir/sim/fp"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/program"
	"weir/sim/result"
	"weir/sim/stat"
	"weir/sim/summary"
)

// fewTrials after conditioning are a warning.
const fewTrials = 200

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
func reaches(x, y float64) bool { return y <= x+float64(program.Rounding*math.Abs(x)) }

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
func (g *summaries) evidence(report *plan.Report, out *result.Result) {
	for _, c := range report.Checks {
		out.Checks = append(out.Checks, result.Check{Claim: claimOf(c.Piece), Model: inUnit(g.summary(c.Cell), c.Piece.Factor), PITLo: g.pit(c, 0), PITHi: g.pit(c, 1)})
	}
	f := g.o.Evidence
	if f == nil {
		return
	}
	e := &result.Evidence{Proposals: f.Proposals, Acceptance: float64(g.o.Trials) / float64(f.Proposals), Adapted: f.Adapted}
	prior := f.Prior.Moments()
	mean := func(c plan.Cell) float64 {
		if c.Column < 0 {
			return c.Value
		}
		return f.Prior.Mean(c.Column)
	}
	e.Agreeing = mean(f.History.Weight)
	if f.Beyond > 0.1 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("the evidence is hard to meet: about %s of the trials stand for more than one", result.Percent(f.Beyond)))
	}
	for i, c := range report.Evidence {
		p := result.Piece{Claim: claimOf(c.Piece), Posterior: inUnit(g.summary(c.Cell), c.Piece.Factor), Weight: mean(f.History.Means[i]), PITLo: math.NaN(), PITHi: math.NaN()}
		if cell := f.History.Cells[i]; cell.Column >= 0 {
			d := f.Prior.Counts(cell.Column).Distribution()
			p.Prior = inUnit(scaled(summary.Of(prior.Column(cell.Column), d, false), cell.Scale), c.Piece.Factor)
			for k, probe := range f.History.Probes[i] {
				if probe >= 0 {
					*[2]*float64{&p.PITLo, &p.PITHi}[k] = upTo(d, f.History.Plan.Probes[probe])
				}
			}
			p.Conflict = p.PITLo > 0.99 || p.PITHi < 0.01
		} else {
			p.Prior = inUnit(summary.Certain(cell.Value, false), c.Piece.Factor)
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
	case f.Short:
		out.Warnings = append(out.Warnings, fmt.Sprintf("the evidence leaves only %d of %d trials after %d proposals", g.o.Trials, g.o.Asked, f.Proposed))
	case g.o.Trials < fewTrials:
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d trials after conditioning are few: at least %d make a result", g.o.Trials, fewTrials))
	}
	out.Evidence = e
}

// pit is where a figure falls in what the model says, NaN where there is no such figure.
func (g *summaries) pit(f plan.Figure, end int) float64 {
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

// inUnit is a summary in another unit, without its shape.
func inUnit(s result.Summary, factor float64) result.Summary {
	s.Shape = nil
	return scaled(s, program.Scale{Times: 1, Over: factor})
}

// moved compares a parameter's draws with its law: the Kullback-Leibler divergence, in bits of 2, is that over the cells.
func (g *summaries) moved(m plan.Moved) result.Moved {
	q := m.Symbol.Quantity
	s := g.summary(m.Cell)
	out := result.Moved{Path: m.Symbol.Path, Name: m.Symbol.Name}
	for i, p := range [3]float64{0.05, 0.5, 0.95} {
		out.Prior[i] = q.Law.Quantile(p) * q.Scale / m.Symbol.Factor
		out.Posterior[i] = (s.P[[3]int{result.P5, result.P50, result.P95}[i]] + m.Base) / m.Symbol.Factor
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
