package plan

import (
	"weir/sim/draw"
	"weir/sim/model"
)

// A Twin plans pairs of trials that share what is drawn once, and nothing else, so that the covariance of a pair is the
// variance that stems from what is not known: Cov(Y, Y') = Var(E[Y | once]) (Sobol' 1993; Saltelli 2002). It gathers means
// and squares alone.
type Twin struct {
	*Plan
	Headlines []Headline
}

// A Headline is a quantity over the forecast window, with the averages of its sum and its difference within a pair.
type Headline struct {
	Report           int // the file that it belongs to
	Channel, Measure string
	Known            bool // it is fixed by what is drawn once: Sum and Difference stand for nothing
	Sum, Difference  Cell
}

// Twins plans the pairs of models that Compile accepts; their uniforms are random. Evidence ties what stays random to what is
// not known, so that no pair shares one without the other: then there is no twin.
func Twins(models []*model.Model) *Twin {
	if len(models[0].Evidence) > 0 {
		return nil
	}
	c := newCompiler(models[0], 2*maxProgram)
	c.silent, c.method = true, draw.Random
	var pair [2][]*file
	for c.replica = range pair {
		first := len(c.files)
		for _, m := range models {
			c.files = append(c.files, c.newFile(m))
		}
		pair[c.replica] = c.files[first:]
		for k := range models[0].Time.Steps {
			for _, f := range pair[c.replica] {
				f.step(k)
			}
		}
	}
	c.silent = false
	t := &Twin{}
	for i, f := range pair[0] {
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
	t.Averages = len(c.averages)
	return t
}
