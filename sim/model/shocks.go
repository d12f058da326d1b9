package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"weir/sim/diag"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// shocks reads the library of shocks, all of it, and keeps those in force.
func (b *builder) shocks() {
	all := map[string]*Shock{}
	for _, n := range fields(b.root, "shocks") {
		b.noted.shock(n)
		all[n.Key] = b.shock(n)
		b.m.Shocks = append(b.m.Shocks, all[n.Key])
	}
	list := b.root.Get("enforce")
	if list == nil {
		return
	}
	seen := map[string]bool{}
	for _, item := range list.Items {
		s, known := all[item.Text]
		switch {
		case item.Kind != scenario.String:
			b.diags.Errorf(item.At, "enforce", `write enforce = ["NAME", ...]`, "not the name of a shock")
		case item.Text == "":
			b.diags.Errorf(item.At, "enforce", "name a shock, or remove this", "an empty name")
		case !known:
			mend := cmp.Or(didYouMean("", diag.Nearest(item.Text, slices.Sorted(maps.Keys(all))), ""), "describe it as [shocks."+item.Text+"]")
			b.diags.Errorf(item.At, "enforce", mend, "there is no shock %s", item.Text)
		case seen[item.Text]:
			b.diags.Errorf(item.At, "enforce", "remove one", "%s stands twice", item.Text)
		default:
			seen[item.Text] = true
			b.m.Enforced = append(b.m.Enforced, s)
			if t := b.m.Time; s != nil && s.Onset.Form != When && t.Steps > 0 && s.Onset.From >= t.Begin(t.Steps) {
				b.diags.Warnf(b.root.Get("shocks").Get(s.ID).Get("onset").KeyAt, s.Path, "", "this sets in when the model has ended, and changes nothing")
			}
		}
	}
	slices.SortFunc(b.m.Enforced, func(a, c *Shock) int { return cmp.Compare(a.ID, c.ID) })
	if len(b.m.Enforced) == 0 {
		return
	}
	if over := b.m.Document.Overrides; len(over) > 0 {
		b.diags.Warnf(list.KeyAt, "enforce", "to see the effect of an outside change, make it a shock",
			"beside its shocks this also replaces %s: in its baseline too, so that this is no part of any loss", strings.Join(over, ", "))
	}
	for _, set := range b.m.Document.Sets {
		if path, _, _ := strings.Cut(set, "="); strings.HasPrefix(path, "shocks.") {
			if id := strings.Split(path, ".")[1]; all[id] != nil && !seen[id] {
				b.diags.Warnf(list.At, "enforce", "", "--set %s changes a shock that is not in force here", path)
			}
		}
	}
}

// shares is the unit of what lies within 0 and 1.
var shares = unit.Unit{Factor: 1, Text: "share", Share: true}

// shock reads one shock.
func (b *builder) shock(n *scenario.Node) *Shock {
	s := &Shock{ID: n.Key, Title: title(n, "title"), Short: title(n, "short"), Description: told(n, "description"), Path: "shocks." + n.Key}
	s.Title = cmp.Or(s.Title, s.ID)
	one := unit.Dim{}
	units := b.m.Units
	year := units.Time()
	if f := n.Get("probability"); f != nil {
		s.Probability = b.quantity(f, want{path: s.Path + ".probability", dim: one, declared: shares, share: true, formula: true})
	}
	b.onset(s, n)
	s.Course = b.course(n, s.Path, Course{})
	if f := n.Get("duration"); f != nil {
		s.Duration = b.quantity(f, want{path: s.Path + ".duration", dim: year, positive: true, formula: true})
	}
	if f := n.Get("cost"); f != nil {
		money := units.Currency().Div(year)
		declared := unit.Unit{}
		if f.Kind == scenario.Integer && f.Int == 0 {
			declared = unit.Unit{Dim: money, Factor: 1, Text: units.String(money)} // nothing costs nothing in any unit
		}
		s.Cost = b.quantity(f, want{path: s.Path + ".cost", dim: money, declared: declared, atLeast0: true, formula: true})
	}
	for _, h := range byText(items(n, "hits")) {
		b.hit(s, h)
	}
	slices.SortStableFunc(s.Hits, func(a, c *Hit) int { return cmp.Compare(a.Path, c.Path) })
	for _, d := range byText(items(n, "displaces")) {
		b.displacement(s, d)
	}
	slices.SortStableFunc(s.Displaces, func(a, c *Displacement) int { return cmp.Compare(a.Path, c.Path) })
	return s
}

func items(n *scenario.Node, key string) []*scenario.Node {
	if c := n.Get(key); c != nil {
		return c.Items
	}
	return nil
}

// course reads ramp, hold, half-life and floor of a shock, or of a hit on top of its shock's.
func (b *builder) course(n *scenario.Node, path string, c Course) Course {
	year := b.m.Units.Time()
	for _, f := range []struct {
		key  string
		slot **Quantity
		want want
	}{
		{"ramp", &c.Ramp, want{dim: year, atLeast0: true}},
		{"hold", &c.Hold, want{dim: year, atLeast0: true}},
		{"half_life", &c.HalfLife, want{dim: year, positive: true}},
		{"floor", &c.Floor, want{dim: unit.Dim{}, share: true, declared: shares}},
	} {
		if node := n.Get(f.key); node != nil {
			f.want.path, f.want.formula = path+"."+f.key, true
			*f.slot = b.quantity(node, f.want)
		}
	}
	return c
}

// onset reads when a shock begins.
func (b *builder) onset(s *Shock, n *scenario.Node) {
	path := s.Path + ".onset"
	f := n.Get("onset")
	if f == nil {
		b.missing(n, n.KeyAt, s.Path, "add onset = 2027-01-01, or { from, to }, { from, rate } or { when }", "onset is missing: every shock has one")
		return
	}
	if f.Wrong && f.Kind != scenario.Table {
		return // already reported
	}
	if f.Kind != scenario.Table {
		s.Onset.From, _ = b.instant(f, path)
		return
	}
	from, to, rate, when := f.Get("from"), f.Get("to"), f.Get("rate"), f.Get("when")
	switch {
	case when != nil && from == nil && to == nil && rate == nil:
		s.Onset.Form, s.Onset.At = When, when.At
		tree := b.expression(when, path+".when")
		s.Onset.Condition = tree
		b.later(func() {
			node := formulaNode{tree, when, path + ".when"}
			if one := (unit.Dim{}); b.check(node, nil) && !tree.Free && tree.Unit != one {
				b.diags.Errorf(when.At, node.path, "compare it, as in x > 1M", "a quantity in %s is no condition", b.m.Units.String(tree.Unit))
			}
		})
	case from != nil && to != nil && rate == nil && when == nil:
		s.Onset.Form = Between
		ok1, ok2 := false, false
		s.Onset.From, ok1 = b.instant(from, path+".from")
		s.Onset.To, ok2 = b.instant(to, path+".to")
		if ok1 && ok2 && s.Onset.To <= s.Onset.From {
			b.diags.Errorf(to.At, path, "give to a date after from", "the onset ends before it begins")
		}
	case from != nil && rate != nil && to == nil && when == nil:
		s.Onset.Form = Hazard
		s.Onset.From, _ = b.instant(from, path+".from")
		perYear := unit.Dim{}.Div(b.m.Units.Time())
		s.Onset.Rate = b.quantity(rate, want{path: path + ".rate", dim: perYear, declared: unit.Unit{Dim: perYear, Factor: 1, Text: "1/year"}, atLeast0: true, formula: true})
	default:
		b.missing(f, f.At, path, "write a date, { from, to }, { from, rate } or { when }", "this does not say when the shock begins")
	}
}

// hit reads what a shock does to one target.
func (b *builder) hit(s *Shock, n *scenario.Node) {
	path := s.Path + ".hits"
	target := n.Get("target")
	if target == nil {
		b.missing(n, n.At, path, `write { target = "channel.name", cut = "20%" }`, "target is missing: every hit has one")
		return
	}
	var verbs []int
	for i, v := range VerbNames {
		if n.Get(v) != nil {
			verbs = append(verbs, i)
		}
	}
	if len(verbs) != 1 {
		what := "a hit has one effect: cut, raise or add"
		if len(verbs) > 0 {
			what = "a hit has one effect, not " + strconv.Itoa(len(verbs))
		}
		b.missing(n, n.At, path, "write cut, raise or add, one of them", "%s", what)
		return
	}
	verb := Verb(verbs[0])
	x := n.Get(VerbNames[verb])
	to := b.resolve(target.Text, nil)
	if !b.mayBeHit(to, target, path) {
		return
	}
	h := &Hit{Target: to, Verb: verb}
	h.Path = numbered(path+"."+target.Text+"."+VerbNames[verb], func(p string) bool { // twice: such as a part that fades and one that stays
		return slices.ContainsFunc(s.Hits, func(o *Hit) bool { return o.Path == p })
	})
	w := want{path: h.Path, dim: unit.Dim{}, declared: unit.Unit{Factor: 1, Text: "1"}, formula: true}
	switch verb {
	case Cut:
		w.share = true
		w.declared = shares
	case Add:
		w.dim = to.Unit
		factor := to.Factor
		if to.Kind == Stock {
			w.dim, factor = to.Unit.Div(b.m.Units.Time()), 1
		}
		w.declared = unit.Unit{Dim: w.dim, Factor: factor, Text: b.m.Units.String(w.dim), Share: to.Share && to.Kind != Stock}
	}
	h.X = b.quantity(x, w)
	h.Course = b.course(n, h.Path, s.Course)
	s.Hits = append(s.Hits, h)
}

// byText puts the entries of a list in the order of what is written in them, so that moving one within the list moves no
// draw, not even where two would have the same path.
func byText(list []*scenario.Node) []*scenario.Node {
	return slices.SortedStableFunc(slices.Values(list), func(a, b *scenario.Node) int { return cmp.Compare(written(a), written(b)) })
}

// written is what a value says, its keys in order.
func written(n *scenario.Node) string {
	parts := []string{n.Text}
	for _, item := range n.Items {
		parts = append(parts, written(item))
	}
	for _, f := range slices.SortedFunc(slices.Values(n.Fields), func(a, b *scenario.Node) int { return cmp.Compare(a.Key, b.Key) }) {
		parts = append(parts, f.Key+"="+written(f))
	}
	return strings.Join(parts, "\x00")
}

// numbered is a path, numbered from the second of its kind on.
func numbered(path string, taken func(string) bool) string {
	free := path
	for n := 2; taken(free); n++ {
		free = fmt.Sprintf("%s~%d", path, n)
	}
	return free
}

// mayBeHit checks that a target exists and can be hit.
func (b *builder) mayBeHit(to *Symbol, target *scenario.Node, path string) bool {
	switch {
	case to == nil:
		mend := ""
		if words := strings.Split(target.Text, "."); len(words) == 4 && words[0] == "channels" && b.resolve(words[1]+"."+words[3], nil) != nil {
			mend = "write " + words[1] + "." + words[3]
		} else if b.byID[target.Text] != nil {
			mend = "a channel is hit in a part of it: write " + target.Text + ".revenue"
		} else {
			mend = didYouMean("", b.nearest(target.Text, nil), "")
		}
		b.diags.Errorf(target.At, path, mend, "there is no %q to hit", target.Text)
	case to.Kind == Flow || to.Kind == Count || to.Kind == OnceEvent:
		b.diags.Errorf(target.At, path, "hit a parameter or formula that its rate reads", "%s is an event: its rate can be hit, not the event", target.Text)
	case to.Channel == nil && to.Kind >= Gross || to.Kind == Net:
		b.diags.Errorf(target.At, path, "hit the parts that it is made of", "%s cannot be hit", target.Text)
	case to.Kind == Gross && to.Expr == nil:
		b.diags.Errorf(target.At, path, "hit "+to.Channel.ID+".revenue, or give the channel a "+rateNames[to.Kind-Gross], "%s is not given in this model", target.Text)
	default:
		return true
	}
	return false
}

// displacement reads what a shock pushes from one channel to another.
func (b *builder) displacement(s *Shock, n *scenario.Node) {
	path := s.Path + ".displaces"
	ends := [2]*Channel{}
	for i, key := range []string{"from", "to"} {
		f := n.Get(key)
		if f == nil {
			b.missing(n, n.At, path, `write { from = "a", to = "b", share = "20%" }`, "%s is missing: a displacement goes from one channel to another", key)
			return
		}
		if ends[i] = b.byID[f.Text]; ends[i] == nil {
			mend := didYouMean("", diag.Nearest(f.Text, slices.Sorted(maps.Keys(b.byID))), "")
			b.diags.Errorf(f.At, path, mend, "there is no channel %s", f.Text)
			return
		}
	}
	share := n.Get("share")
	switch {
	case ends[0] == ends[1]:
		b.diags.Errorf(n.Get("to").At, path, "name another channel", "%s displaces to itself", ends[0].ID)
		return
	case share == nil:
		b.missing(n, n.At, path, `add share = "10% to 30%"`, "share is missing: the part of the loss that is displaced")
		return
	}
	d := &Displacement{Path: path + "." + ends[0].ID + "." + ends[1].ID, Shock: s, From: ends[0], To: ends[1]}
	d.Path = numbered(d.Path, func(p string) bool { // twice: such as a part at once and one later
		return slices.ContainsFunc(s.Displaces, func(o *Displacement) bool { return o.Path == p })
	})
	d.Share = b.quantity(share, want{path: d.Path + ".share", dim: unit.Dim{}, declared: shares, share: true, formula: true})
	if lag := n.Get("lag"); lag != nil {
		d.Lag = b.wholeSteps(lag, path+".lag")
	}
	b.moved[d] = n.At
	s.Displaces = append(s.Displaces, d)
}

// wholeSteps reads a duration of whole steps.
func (b *builder) wholeSteps(n *scenario.Node, path string) int {
	if n.Kind == scenario.Integer && n.Int == 0 {
		return 0
	}
	q, err := b.m.Units.Quantity(n.Text)
	if n.Kind != scenario.String || err != nil || q.Range || !q.HasUnit || q.Unit.Dim != b.m.Units.Time() {
		b.diags.Errorf(n.At, path, `such as "2 quarters"`, "not a duration")
		return 0
	}
	steps, ok := b.m.Time.steps(float64(q.Lo * q.Unit.Factor))
	if !ok && b.m.Time.PerYear > 0 {
		b.diags.Errorf(n.At, path, "a lag is a whole number of steps", "%q is no whole number of steps: a step is a %s", n.Text, b.m.Time.Step)
	}
	return steps
}
