package model

import (
	"slices"

	"weir/sim/formula"
	"weir/sim/scenario"
)

// parameter declares a parameter: a law, a process or a schedule.
func (b *builder) parameter(n *scenario.Node, c *Channel) {
	s := b.add(n, c, Once, "parameters", n.Key)
	if s == nil {
		return
	}
	b.noted.parameter(s, n)
	defer func() { b.broken[s] = s.Factor == 0 }()
	s.Factor = 0
	vary := text(n, "vary")
	r := &lawReader{b: b, path: s.Path}
	if n.Wrong && n.Kind != scenario.Table {
		return // already reported
	}
	if !r.unitBeside(n, s.Path) {
		return
	}
	switch vary {
	case "", "once":
	case "step":
		s.Kind = Step
	default:
		b.diags.Errorf(n.Get("vary").At, s.Path, `write "once" or "step"`, "%q is no way to vary", vary)
		return
	}
	process, schedule := n.Get("process"), n.Get("schedule")
	if process != nil || schedule != nil {
		if v := n.Get("vary"); v != nil {
			b.diags.Errorf(v.KeyAt, s.Path, "remove vary", "a process or a schedule does not vary by draws of its own")
			return
		}
		if process != nil && schedule != nil {
			b.diags.Errorf(schedule.KeyAt, s.Path, "choose one", "a schedule does not stand beside a process")
			return
		}
		if process != nil {
			r.only(n, "process", "start", "drift", "volatility", "mean", "sd", "half_life")
		} else {
			r.only(n, "schedule", "between")
		}
		if r.failed {
			return
		}
	}
	switch {
	case process != nil:
		b.process(s, n, r)
		return
	case schedule != nil:
		b.schedule(s, n, r)
		return
	}
	r.findUnit(n)
	if !r.known {
		b.missing(n, n.KeyAt, s.Path, `every parameter has one: unit = "1", "share", "`+b.m.Currency+`/year", ...`, "no unit")
		return
	}
	law := r.law(n)
	s.in(r.declared)
	if law == nil {
		return
	}
	s.Quantity = r.made(s.Path, law, n.At)
	b.finishLaw(s.Quantity, n, want{path: s.Path, share: s.Share})
}

// A processForm says which fields a process has; those marked must be given.
type processForm struct {
	name   string
	kind   ProcessKind
	needs  string
	fields map[string]bool
}

var processForms = []processForm{
	{"gbm", GBM, "start, drift and volatility", map[string]bool{"start": true, "drift": true, "volatility": true}},
	{"ar1", AR1, "mean, sd and half_life", map[string]bool{"start": false, "mean": true, "sd": true, "half_life": true}},
	{"walk", Walk, "start and sd", map[string]bool{"start": true, "sd": true}},
}

// levels are the fields of a process that are in the unit of its parameter.
var levels = []string{"start", "mean", "sd"}

// process reads a stochastic process.
func (b *builder) process(s *Symbol, n *scenario.Node, r *lawReader) {
	s.Kind = Process
	kind := slices.IndexFunc(processForms, func(p processForm) bool { return p.name == n.Get("process").Text })
	if kind < 0 {
		b.diags.Errorf(n.Get("process").At, s.Path, `write "gbm", "ar1" or "walk"`, "%q is no process", n.Get("process").Text)
		return
	}
	for _, key := range levels {
		r.findUnit(n.Get(key))
	}
	if r.failed {
		return
	}
	if !r.known {
		b.missing(n, n.KeyAt, s.Path, `every parameter has one: unit = "1", "`+b.m.Currency+`/year", ...`, "no unit")
		return
	}
	s.in(r.declared)
	s.Move = &Move{Kind: processForms[kind].kind}
	units := b.m.Units
	year, one := units.Time(), units.Time().Div(units.Time())
	slots := []struct {
		key    string
		slot   **formula.Node
		want   want
		factor float64
	}{
		{"start", &s.Move.Start, want{dim: s.Unit, declared: r.declared}, s.Factor},
		{"drift", &s.Move.Drift, want{dim: one.Div(year)}, 1},
		{"volatility", &s.Move.Volatility, want{dim: one}, 1},
		{"mean", &s.Move.Mean, want{dim: s.Unit, declared: r.declared}, s.Factor},
		{"sd", &s.Move.SD, want{dim: s.Unit, declared: r.declared}, s.Factor},
		{"half_life", &s.Move.HalfLife, want{dim: year}, 1},
	}
	for _, f := range slots {
		needed, known := processForms[kind].fields[f.key]
		node := n.Get(f.key)
		switch {
		case node == nil && needed:
			b.missing(n, n.Get("process").At, s.Path, "add "+f.key+" = ...", "%s is missing: a %s process has %s", f.key, processForms[kind].name, processForms[kind].needs)
		case node != nil && !known:
			b.diags.Errorf(node.KeyAt, s.Path, "remove it", "a %s process has no %s", processForms[kind].name, f.key)
		case node != nil:
			f.want.path = s.Path + "." + f.key
			f.want.atLeast0 = f.key == "sd" || f.key == "volatility"
			f.want.positive = f.key == "half_life" || f.key == "start" && s.Move.Kind == GBM
			*f.slot = b.processField(node, f.want, f.factor, s.Channel)
		}
	}
}

// processField reads a number, a quantity or a formula; what has no unit is in the parameter's.
func (b *builder) processField(n *scenario.Node, w want, factor float64, c *Channel) *formula.Node {
	var number float64
	isNumber := true
	switch n.Kind {
	case scenario.Integer, scenario.Float:
		if number = n.Num * factor; w.dim == b.m.Units.Time() && w.declared.Text == "" {
			b.diags.Errorf(n.At, w.path, `say the unit, such as "18 months"`, "no unit")
			return nil
		}
	case scenario.Date:
		if w.dim != b.m.Units.Time() {
			b.diags.Errorf(n.At, w.path, "", "a date is a number of years, but this is in %s", w.declared.Text)
			return nil
		}
		number = n.Date.Axis()
	case scenario.String:
		q, err := b.m.Units.Quantity(n.Text)
		switch {
		case err != nil || q.Range:
			isNumber = false
		case q.HasUnit && q.Unit.Dim != w.dim:
			b.unlike(n.At, w.path, q.Unit, w.dim)
			return nil
		case q.HasUnit:
			number = q.Lo * q.Unit.Factor
		case w.dim == b.m.Units.Time() && w.declared.Text == "":
			b.diags.Errorf(n.At, w.path, `say the unit, such as "18 months"`, "no unit")
			return nil
		default:
			number = q.Lo * factor
		}
	default:
		b.diags.Errorf(n.At, w.path, "write a number, a quantity or a formula", "not a number")
		return nil
	}
	if isNumber {
		switch {
		case w.positive && number <= 0:
			b.diags.Errorf(n.At, w.path, "", "this must be positive, not %s", n.Text)
		case w.atLeast0 && number < 0:
			b.diags.Errorf(n.At, w.path, "", "this cannot be negative: %s", n.Text)
		}
		tree := &formula.Node{Op: formula.Num, Num: number, Unit: w.dim, Ref: -1}
		return tree
	}
	tree := b.expression(n, w.path)
	if tree == nil {
		return nil
	}
	b.later(func() {
		node := formulaNode{expr: tree, text: n, path: w.path}
		if b.check(node, c) && b.settleUnit(node, w.dim) && factor != 1 {
			scaleFree(tree, w.dim, factor)
		}
	})
	return tree
}

// formula declares a named formula: text, a number, or a table { formula, unit, note }.
func (b *builder) formula(n *scenario.Node, c *Channel) {
	s := b.add(n, c, Formula, "formulas", n.Key)
	if s == nil {
		return
	}
	body := n
	if n.Kind == scenario.Table {
		if body = n.Get("formula"); body == nil {
			b.missing(n, n.At, s.Path, `write { formula = "..." }`, "no formula")
			return
		}
		if u := n.Get("unit"); u != nil {
			declared, ok := b.unit(u, s.Path)
			if !ok {
				return
			}
			s.in(declared)
			b.declared[s] = true
		}
	}
	s.Expr = b.expression(body, s.Path)
}

// stock declares a stock.
func (b *builder) stock(n *scenario.Node, c *Channel) {
	s := b.add(n, c, Stock, "stocks", n.Key)
	if s == nil {
		return
	}
	s.Factor = 0
	defer func() { b.broken[s] = s.Factor == 0 }()
	u := n.Get("unit")
	for _, key := range []string{"initial", "change", "unit"} {
		if n.Get(key) == nil {
			b.missing(n, n.KeyAt, s.Path, `write { initial = "...", change = "...", unit = "..." }`, "%s is missing: a stock has an initial value, a change and a unit", key)
			return
		}
	}
	declared, ok := b.unit(u, s.Path)
	if !ok {
		return
	}
	s.in(declared)
	s.Expr = b.expression(n.Get("change"), s.Path+".change")
	initial := n.Get("initial")
	s.Initial = b.processField(initial, want{path: s.Path + ".initial", dim: s.Unit, declared: declared}, 1, c)
}

// event declares an event: its flow, its count, or a change that happens once.
func (b *builder) event(n *scenario.Node, c *Channel) {
	once := n.Get("once")
	s := b.add(n, c, Flow, "events", n.Key)
	if s == nil {
		return
	}
	s.Factor = 0
	defer func() { b.broken[s] = s.Factor == 0 }()
	rate := n.Get("rate")
	if rate == nil {
		b.missing(n, n.KeyAt, s.Path, `add rate = "..." (a formula in 1/year)`, "rate is missing: an event has one")
		return
	}
	year := b.m.Units.Time()
	one := year.Div(year)
	s.Expr = b.expression(rate, s.Path+".rate")
	if s.Expr != nil && rate.Num < 0 {
		b.diags.Errorf(rate.At, s.Path+".rate", "", "a rate cannot be negative: %s", rate.Text)
	}
	if once != nil && once.Bool {
		s.Kind, s.Unit, s.Factor = OnceEvent, one, 1
		for _, key := range []string{"size", "unit"} {
			if f := n.Get(key); f != nil {
				b.diags.Errorf(f.KeyAt, s.Path, "remove it", "an event that happens once has no %s: it is 0, then 1", key)
			}
		}
		return
	}
	size := n.Get("size")
	if size == nil {
		b.missing(n, n.KeyAt, s.Path, "add size = { dist = ... }, or once = true", "size is missing: an event has sizes, or happens once")
		return
	}
	r := &lawReader{b: b, path: s.Path + ".size"}
	if !r.unitBeside(n, s.Path) || !r.known && !r.unitBeside(size, s.Path) {
		return
	}
	r.findUnit(size)
	if !r.known {
		b.missing(n, n.KeyAt, s.Path, `add unit = "`+b.m.Currency+`"`, "no unit for the sizes")
		return
	}
	law := r.law(size)
	if law == nil {
		return
	}
	s.Unit, s.Factor = r.declared.Dim.Div(year), r.declared.Factor
	s.Quantity = r.made(s.Path+".size", law, size.At)
	b.finishLaw(s.Quantity, size, want{path: s.Path + ".size"})
	count := b.add(n, c, Count, "events", n.Key+".count")
	count.Unit, count.Expr = one.Div(year), s.Expr
	count.Path = s.Path
}
