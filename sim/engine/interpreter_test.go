package engine_test

import (
	"fmt"
	"math"
	"sync"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/formula"
	"weir/sim/fp"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/program"
)

// An interpreter is a second engine: it reads a Model as the language defines it, one trial and one value at a time, by
// recursion, and remembers what it has found. It shares with the plan the laws, the keys of draws and the functions of
// sim/fp, and nothing else.
type interpreter struct {
	m        *model.Model
	root     draw.Key
	samplers map[*model.Quantity]*dist.Sampler
	reaches  map[*model.Channel]map[*model.Symbol]bool
	must     stops // what ends the run: named values that are not finite, and rates below 0
	may      stops // what may end it: sizes beyond what the engine takes, and formulas that only branches of an if read
}

// stops are the names that end a run, by trial.
type stops map[int64][]string

func newInterpreter(m *model.Model) *interpreter {
	return &interpreter{m: m, root: draw.Root(m.Seed), samplers: map[*model.Quantity]*dist.Sampler{}, reaches: map[*model.Channel]map[*model.Symbol]bool{}, must: stops{}, may: stops{}}
}

// A world is one trial of the model with the shocks in force, or with none.
type world struct {
	*interpreter
	trial    uint64
	baseline *world // nil in the baseline
	known    map[question]float64
	open     map[question]bool
}

// A question is what was asked of a world: a role of a symbol, shock, hit, displacement or formula in a step.
type question struct {
	role string
	of   any
	step int
}

// trialOf gives the baseline and the scenario of a trial.
func (in *interpreter) trialOf(n uint64) (baseline, scenario *world) {
	fresh := func(b *world) *world {
		return &world{interpreter: in, trial: n, baseline: b, known: map[question]float64{}, open: map[question]bool{}}
	}
	baseline = fresh(nil)
	return baseline, fresh(baseline)
}

// ask answers a question once.
func (w *world) ask(role string, of any, step int, answer func() float64) float64 {
	q := question{role, of, step}
	if v, ok := w.known[q]; ok {
		return v
	}
	if w.open[q] {
		panic(fmt.Sprintf("loop at the %s of %v in step %d", role, of, step))
	}
	w.open[q] = true
	v := answer()
	delete(w.open, q)
	w.known[q] = v
	return v
}

// unhit is the world in which what is taken without hits is read.
func (w *world) unhit() *world {
	if w.baseline != nil {
		return w.baseline
	}
	return w
}

func (in *interpreter) dt() float64 { return 1 / float64(in.m.Time.PerYear) }

func (in *interpreter) begin(step int) float64 {
	return float64(in.m.Time.Origin+step) / float64(in.m.Time.PerYear)
}

// middle is rounded once: on the year axis a rounding is 2e-13 years, and a short ramp enlarges it.
func (in *interpreter) middle(step int) float64 {
	return float64(2*(in.m.Time.Origin+step)+1) / float64(2*in.m.Time.PerYear)
}

func (in *interpreter) calendar(step int) int { return in.m.Time.Origin + step }

func (in *interpreter) sampler(q *model.Quantity) *dist.Sampler {
	if in.samplers[q] == nil {
		in.samplers[q] = compiled(q)
	}
	return in.samplers[q]
}

// compiled remembers the laws of all models, since a table takes longer than a trial. A law is known by all that it holds,
// or by its address, where it stays.
func compiled(q *model.Quantity) *dist.Sampler {
	at := fmt.Sprintf("%#v*%v", q.Law, q.Scale)
	laws.Lock()
	defer laws.Unlock()
	if laws.at[at].sampler == nil {
		laws.at[at] = kept{q.Law, dist.Compile(q.Law, q.Scale)}
	}
	return laws.at[at].sampler
}

type kept struct {
	law     dist.Law
	sampler *dist.Sampler
}

var laws = struct {
	sync.Mutex
	at map[string]kept
}{at: map[string]kept{}}

// uniform is the draw of a key in this trial.
func (w *world) uniform(k draw.Key) float64 { return k.At(w.trial) }

func (w *world) normal(k draw.Key) float64 { return standardNormal.At(w.uniform(k)) }

func (w *world) exponential(k draw.Key) float64 { return standardExponential.At(w.uniform(k)) }

var (
	standardNormal      = standard("normal", map[string]float64{"mean": 0, "sd": 1})
	standardExponential = standard("exponential", map[string]float64{"mean": 1})
)

func standard(family string, args map[string]float64) *dist.Sampler {
	law, err := dist.New(family, dist.Args{Num: args})
	if err != nil {
		panic(err)
	}
	return dist.Compile(law, 1)
}

// fixed is a field of a shock, or a once-parameter before hits: one value a trial.
func (w *world) fixed(q *model.Quantity) float64 {
	if q.Expr != nil {
		return w.unnamed(q.Path, w.unhit().eval(q.Expr, 0, nil))
	}
	return w.unhit().ask("draw", q, 0, func() float64 { return w.sampler(q).At(w.uniform(w.root.Path(q.Path))) })
}

// value is what a reader of a name sees.
func (w *world) value(s *model.Symbol, k int) float64 {
	return w.ask("value", s, k, func() float64 { return w.judged(s, w.find(s, k)) })
}

// judged notes a named value that ends the run, or may.
func (w *world) judged(s *model.Symbol, v float64) float64 {
	switch {
	case math.Abs(v) < plan.Magnitude:
	case s.Judged && (math.IsNaN(v) || math.IsInf(v, 0)):
		w.must[int64(w.trial)] = append(w.must[int64(w.trial)], s.Name)
	default:
		w.may[int64(w.trial)] = append(w.may[int64(w.trial)], s.Name)
	}
	return v
}

func (w *world) find(s *model.Symbol, k int) float64 {
	switch s.Kind {
	case model.Once:
		return w.hit(s, k, w.together(s, 0, func(s *model.Symbol) draw.Key { return w.root.Path(s.Path) }, func() float64 { return w.fixed(s.Quantity) }))
	case model.Step:
		key := w.keyIn(k)
		return w.hit(s, k, w.together(s, k, key, func() float64 { return w.sampler(s.Quantity).At(w.uniform(key(s))) }))
	case model.Schedule:
		return w.hit(s, k, s.ByStep[k])
	case model.Process:
		return w.hit(s, k, w.underneath(s, k))
	case model.Formula:
		return w.hit(s, k, w.eval(s.Expr, k, s))
	case model.Stock:
		return w.stock(s, k)
	case model.Count:
		return float64(w.events(s, k)) / w.dt()
	case model.Flow:
		sum := 0.0
		for i := range int(w.events(s, k)) {
			sum += w.sampler(s.Quantity).At(w.uniform(w.root.Path(s.Path).Step(w.calendar(k)).Event(i)))
		}
		return sum / w.dt()
	case model.OnceEvent:
		passed := 0.0
		for j := range k {
			passed += w.rate(s, j) * w.dt()
		}
		return truth(passed >= w.exponential(w.root.Path(s.Path)))
	}
	if s.Channel == nil {
		return w.total(s.Kind, k)
	}
	return w.amount(s.Channel, s.Kind, k)
}

// keyIn names the draws of a step.
func (w *world) keyIn(k int) func(s *model.Symbol) draw.Key {
	return func(s *model.Symbol) draw.Key { return w.root.Path(s.Path).Step(w.calendar(k)) }
}

// together is the draw of a parameter that is correlated with others, or else what alone gives.
func (w *world) together(s *model.Symbol, k int, key func(s *model.Symbol) draw.Key, alone func() float64) float64 {
	if s.Group == nil || s.Member == 0 {
		return alone()
	}
	return w.unhit().ask("together", s, k, func() float64 {
		return w.sampler(s.Quantity).At(program.Eval(program.Phi, w.score(s, key), 0, 0, 0, 0))
	})
}

// score is the normal score of a member of a group.
func (w *world) score(s *model.Symbol, key func(s *model.Symbol) draw.Key) float64 {
	sum := 0.0
	for j, factor := range s.Group.Mix[s.Member][:s.Member+1] {
		sum += factor * w.normal(key(s.Group.Members[j]))
	}
	return sum
}

// stock is the value at the beginning of the step.
func (w *world) stock(s *model.Symbol, k int) float64 {
	if k == 0 {
		return w.unhit().eval(s.Initial, 0, s)
	}
	return w.value(s, k-1) + w.change(s, k-1)*w.dt()
}

func (w *world) change(s *model.Symbol, k int) float64 {
	return w.ask("change", s, k, func() float64 { return w.judged(s, w.hit(s, k, w.eval(s.Expr, k, s))) })
}

// rate is the rate of an event.
func (w *world) rate(s *model.Symbol, k int) float64 {
	r := w.eval(s.Expr, k, s)
	if r < 0 {
		w.must[int64(w.trial)] = append(w.must[int64(w.trial)], s.Name)
	} else if r >= plan.MaxEvents {
		w.may[int64(w.trial)] = append(w.may[int64(w.trial)], s.Name)
	}
	return w.judged(s, r)
}

// events is how many there are in a step.
func (w *world) events(s *model.Symbol, k int) int64 {
	mean := w.rate(s, k) * w.dt()
	return dist.PoissonInverse(w.uniform(w.root.Path(s.Path).Step(w.calendar(k))), mean, fp.Exp(-mean))
}

// underneath is the path of a process, which no hit moves.
func (w *world) underneath(s *model.Symbol, k int) float64 {
	return w.ask("path", s, k, func() float64 {
		if k == 0 {
			return w.start(s)
		}
		return w.move(s, k-1)
	})
}

func (w *world) start(s *model.Symbol) float64 {
	b := w.unhit()
	if s.Move.Start != nil {
		return w.judged(s, b.eval(s.Move.Start, 0, s))
	}
	return b.eval(s.Move.Mean, 0, s) + b.eval(s.Move.SD, 0, s)*w.normal(w.root.Path(s.Path+".start"))
}

// move is the exact solution over one step with the fields of its beginning.
func (w *world) move(s *model.Symbol, k int) float64 {
	x, dt := w.underneath(s, k), w.dt()
	z := w.normal(w.keyIn(k)(s))
	if s.Group != nil {
		z = w.score(s, w.keyIn(k))
	}
	field := func(n *formula.Node) float64 { return w.judged(s, w.eval(n, k, s)) }
	switch s.Move.Kind {
	case model.GBM:
		mu, sigma := field(s.Move.Drift), field(s.Move.Volatility)
		return x * fp.Exp((mu-sigma*sigma/2)*dt+sigma*math.Sqrt(dt)*z)
	case model.AR1:
		mean, sd := field(s.Move.Mean), field(s.Move.SD)
		rho := fp.Pow(0.5, dt/field(s.Move.HalfLife))
		return mean + rho*(x-mean) + sd*math.Sqrt(1-rho*rho)*z
	}
	return x + field(s.Move.SD)*math.Sqrt(dt)*z
}

// amount is a channel's gross, revenue, cost or net.
func (w *world) amount(c *model.Channel, kind model.Kind, k int) float64 {
	switch kind {
	case model.Net:
		return w.value(c.Revenue, k) - w.value(c.Cost, k)
	case model.Cost:
		if c.Cost.Expr == nil {
			return 0
		}
		return w.hit(c.Cost, k, w.eval(c.Cost.Expr, k, c.Cost))
	case model.Gross:
		return w.own(c, model.Gross, k) + w.arrivals(c, k)
	}
	return w.own(c, model.Revenue, k) + w.arrivals(c, k)
}

// own is a channel's gross or revenue after hits, before arrivals.
func (w *world) own(c *model.Channel, kind model.Kind, k int) float64 {
	s := c.Revenue
	if kind == model.Gross && c.Gross.Expr != nil {
		s = c.Gross
	}
	return w.ask("own", s, k, func() float64 { return w.judged(s, w.hit(s, k, w.eval(s.Expr, k, s))) })
}

func (w *world) total(kind model.Kind, k int) float64 {
	sum := 0.0
	for _, c := range w.m.ByPath {
		switch kind {
		case model.Gross:
			sum += w.value(c.Gross, k)
		case model.Revenue:
			sum += w.value(c.Revenue, k)
		case model.Cost:
			sum += w.value(c.Cost, k)
		}
	}
	if kind == model.Net {
		return w.total(model.Revenue, k) - w.total(model.Cost, k)
	}
	return sum
}
