package plan

import (
	"weir/sim/draw"
	"weir/sim/model"
)

// A Twin plans pairs of trials that share what is drawn once, and nothing else, so that the covariance of a pair is the
// variance that stems from what is not known: Cov(Y, Y') = Var(E[Y | once]) (Sobol' 1993; Saltelli 2002). Of that it gathers
// means and squares alone; of the first trial of each pair, which is the run's where that is random, it keeps the totals and
// what is drawn once.
type Twin struct {
	*Plan
	Headlines []Headline // none under evidence, where there is no second trial
	Ends      []End
}

// A Headline is a quantity over the forecast window, with the averages of its sum and its difference within a pair.
type Headline struct {
	Report           int // the file that it belongs to
	Channel, Measure string
	Known            bool // it is fixed by what is drawn once: Sum and Difference stand for nothing
	Sum, Difference  Cell
}

// Twins plans the pairs of models that Compile accepts; their uniforms are random. Evidence ties what stays random to what is
// not known, so that no pair shares one without the other: then a twin is of one trial, which has to be an accepted one.
func Twins(models []*model.Model) *Twin {
	c := newCompiler(models[0], 2*maxProgram)
	c.silent, c.method = true, draw.Random
	pair := make([][]*file, 2)
	if len(models[0].Evidence) > 0 {
		pair = pair[:1]
	}
	drawn := make([][]Drawn, len(models))
	for c.replica = range pair {
		first := len(c.files)
		for _, m := range models {
			c.files = append(c.files, c.newFile(m))
		}
		pair[c.replica] = c.files[first:]
		if c.replica == 0 { // kept before anything reads it, so that no register waits
			c.silent = false
			for i, f := range pair[0] {
				drawn[i] = f.drawnOnce()
			}
			c.silent = true
		}
		for k := range models[0].Time.Steps {
			for _, f := range pair[c.replica] {
				f.step(k)
			}
		}
	}
	c.silent = false
	t := &Twin{}
	for i, f := range pair[0] {
		t.Ends = append(t.Ends, f.ends(drawn[i])...)
		if len(pair) == 1 {
			continue
		}
		window := len(f.report.Periods) - 1
		for f.report.Periods[window].Label != "forecast" {
			window--
		}
		for j, s := range f.report.Series {
			switch {
			case s.Measure != "revenue" && s.Measure != "loss" && s.Measure != "value":
				continue
			case s.Measure == "loss" && f.scenario == nil:
				continue
			}
			h := Headline{Report: i, Channel: s.Channel, Measure: s.Measure}
			a, b := s.Scenario[window].of, pair[1][i].report.Series[j].Scenario[window].of
			if _, ok := c.p.known(a); ok {
				continue
			}
			if h.Known = a == b; !h.Known {
				h.Sum, h.Difference = c.average(c.p.binary(Add, a, b)), c.average(c.p.binary(Sub, a, b))
			}
			t.Headlines = append(t.Headlines, h)
		}
	}
	t.Plan = c.p.allocate()
	t.Columns, t.Averages = len(c.columns), len(c.averages)
	return t
}
