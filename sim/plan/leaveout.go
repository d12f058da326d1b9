package plan

import (
	"weir/sim/draw"
	"weir/sim/model"
)

// A LeaveOut plans the headline over the forecast without parts of the evidence. Each part that is left out accepts proposals
// by the draw of a Past, by the product of the other weights: what all evidence accepts, it accepts too.
type LeaveOut struct {
	Past     *Plan // of a proposal: one Accept for each of Parts
	Parts    []Part
	Forecast *Plan // of an accepted one: its columns are those of Totals
	Totals   []Total
}

// A Part is a part of the evidence.
type Part struct {
	Pieces  []*model.Piece // by path
	Lineage string         // what they share, where that is why they stand together
	Whole   bool           // it is all the evidence there is
}

// A Total is the headline of a file.
type Total struct {
	Net, Loss Cell
	Enforced  bool // there is a loss
}

// LeaveOuts plans what evidence did to the headlines of models that Compile accepts as p. Without evidence it is nil.
func LeaveOuts(models []*model.Model, p *Plan) *LeaveOut {
	if p.Past == nil {
		return nil
	}
	l := &LeaveOut{Parts: parts(models[0].Evidence)}
	l.past(models[0])
	l.forecast(models)
	for _, own := range []*Plan{l.Past, l.Forecast} {
		own.Trials, own.Seed, own.Method = p.Trials, p.Seed, p.Method
		share(own.Streams, p.Streams)
	}
	return l
}

// parts are each piece, each lineage of several, and all together.
func parts(pieces []*model.Piece) []Part {
	var out []Part
	lineages := map[string]int{}
	for _, e := range pieces {
		out = append(out, Part{Pieces: []*model.Piece{e}, Whole: len(pieces) == 1})
		lineages[e.Lineage]++
	}
	for _, e := range pieces {
		if e.Lineage == "" || lineages[e.Lineage] < 2 || lineages[e.Lineage] == len(pieces) {
			continue
		}
		part := Part{Lineage: e.Lineage}
		for _, other := range pieces {
			if other.Lineage == e.Lineage {
				part.Pieces = append(part.Pieces, other)
			}
		}
		delete(lineages, e.Lineage)
		out = append(out, part)
	}
	if len(pieces) > 1 {
		part := Part{Pieces: pieces, Whole: true}
		if lineages[pieces[0].Lineage] == len(pieces) {
			part.Lineage = pieces[0].Lineage
		}
		out = append(out, part)
	}
	return out
}

// past plans the acceptances.
func (l *LeaveOut) past(m *model.Model) {
	c := newCompiler(m, maxProgram)
	c.silent = true
	f := c.newFile(m)
	c.files = append(c.files, f)
	weights := map[*model.Piece]Value{}
	for _, e := range m.Evidence {
		weights[e] = c.p.logWeight(e, f.observed(e))
	}
	u := c.uniform(stream{Chance, "evidence", noStep})
	for i, part := range l.Parts {
		out := map[*model.Piece]bool{}
		for _, e := range part.Pieces {
			out[e] = true
		}
		sum := c.p.constant(0)
		for _, e := range m.Evidence {
			if !out[e] {
				sum = c.p.binary(Add, sum, weights[e])
			}
		}
		c.p.defs = append(c.p.defs, def{op: Accept, a: sum, b: u, c: none, aux: int32(i)})
	}
	l.Past = c.p.allocate()
}

// forecast plans the headlines.
func (l *LeaveOut) forecast(models []*model.Model) {
	c := newCompiler(models[0], maxProgram)
	c.silent = true
	for _, m := range models {
		c.files = append(c.files, c.newFile(m))
	}
	for k := range models[0].Time.Steps {
		for _, f := range c.files {
			f.step(k)
		}
	}
	c.silent = false
	for _, f := range c.files {
		window := len(f.report.Periods) - 1
		for f.report.Periods[window].Label != "forecast" {
			window--
		}
		t := Total{Enforced: f.scenario != nil}
		for _, s := range f.report.Series {
			switch {
			case s.Channel == "total" && s.Measure == "net":
				t.Net = c.observe(s.Scenario[window].of, unscaled, false)
			case s.Channel == "total" && s.Measure == "loss" && t.Enforced:
				t.Loss = c.observe(s.Scenario[window].of, unscaled, false)
			}
		}
		l.Totals = append(l.Totals, t)
	}
	l.Forecast = c.p.allocate()
	l.Forecast.Columns = len(c.columns)
}

// share gives streams the dimensions that they have in the whole, and those that it has not none.
func share(streams, whole []Stream) {
	dims := map[draw.Key]int{}
	for _, s := range whole {
		dims[s.Key] = s.Dim
	}
	for i := range streams {
		s := &streams[i]
		dim, ok := dims[s.Key]
		if s.Dim = dim; !ok {
			s.Dim = -1
		}
	}
}
