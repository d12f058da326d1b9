package plan

import (
	"math"

	"weir/sim/dist"
	"weir/sim/formula"
	"weir/sim/model"
	"weir/sim/program"
)

const pi = math.Pi

var (
	exponential = law("exponential", map[string]float64{"mean": 1})
	normal      = law("normal", map[string]float64{"mean": 0, "sd": 1})
)

func law(family string, args map[string]float64) dist.Law {
	l, err := dist.New(family, dist.Args{Num: args})
	if err != nil {
		panic("plan: " + family + ": " + err.What)
	}
	return l
}

// first is a process in the first step: its start, or for ar1 without one a draw from the stationary law.
func (w *world) first(s *model.Symbol) program.Value {
	o, p := w.origin(), w.p
	if s.Move.Start != nil {
		v := o.eval(s.Move.Start, 0, s)
		w.judge(finite, v, s, 0, " (start)", s.Move.Start)
		return v
	}
	z := normalOf(w.f.draws, stream{program.Move, s.Path + ".start", program.NoStep})
	mean, sd := o.eval(s.Move.Mean, 0, s), o.eval(s.Move.SD, 0, s)
	return p.Add(mean, p.Mul(sd, z))
}

// move is a process one step after k, exactly: its fields are those of step k, and so is its draw.
//
//	gbm:  x exp((drift - volatility^2/2) dt + volatility sqrt(dt) z)
//	ar1:  mean + (x - mean) rho + sd sqrt(1 - rho^2) z,  rho = 0.5^(dt/half_life)
//	walk: x + sd sqrt(dt) z
func (w *world) move(s *model.Symbol, k int) program.Value {
	p, m, dt := w.p, s.Move, w.m.Time.DT()
	x := w.path(s, k)
	z := w.noise(s, w.m.Time.Number(k))
	inputs := []Input{{s.Name + " before", x}}
	field := func(name string, n *formula.Node) program.Value {
		v, rule := w.eval(n, k, s), finite
		if name == "half_life" { // a negative one would let the past grow
			rule = notNegative
		}
		w.judge(rule, v, s, k, " ("+name+")", n)
		inputs = append(inputs, Input{name, v})
		return v
	}
	judged := func(v program.Value) program.Value {
		w.judgeFrom(finite, v, s, k+1, "", func() []Input { return inputs })
		return v
	}
	switch m.Kind {
	case model.GBM:
		drift, volatility := field("drift", m.Drift), field("volatility", m.Volatility)
		mean := p.Sub(drift, p.Mul(p.Mul(volatility, volatility), p.Constant(0.5)))
		step := p.Add(p.Mul(mean, p.Constant(dt)), p.Mul(p.Mul(volatility, p.Constant(math.Sqrt(dt))), z))
		return judged(p.Mul(x, p.Exp(step)))
	case model.AR1:
		mean, sd, half := field("mean", m.Mean), field("sd", m.SD), field("half_life", m.HalfLife)
		rho := p.Half(p.Div(p.Constant(dt), half))
		noise := p.Sqrt(p.Sub(p.Constant(1), p.Mul(rho, rho)))
		v := p.Add(mean, p.Mul(p.Sub(x, mean), rho))
		return judged(p.Add(v, p.Mul(p.Mul(sd, noise), z)))
	}
	return judged(p.Add(x, p.Mul(p.Mul(field("sd", m.SD), p.Constant(math.Sqrt(dt))), z)))
}

// noise is the normal draw of a process's move, with what its group adds.
func (w *world) noise(s *model.Symbol, step int) program.Value {
	if alone(s) {
		return w.f.draws.move(s, step)
	}
	return w.f.score(s, func(m *model.Symbol) program.Value { return w.f.noise(m, step) })
}
