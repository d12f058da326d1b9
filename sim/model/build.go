package model

import (
	"cmp"
	"slices"

	"weir/sim/diag"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A builder turns one document into a model, collecting every problem on the way.
type builder struct {
	m        *Model
	root     *scenario.Node
	diags    diag.List
	spoilt   bool                            // the reader of the document found errors
	top      map[string]*Symbol              // top-level names
	inside   map[*Channel]map[string]*Symbol // names within a channel
	byID     map[string]*Channel
	texts    map[*formula.Node]*scenario.Node // where a formula's text stands; nil for numbers
	declared map[*Symbol]bool                 // formulas that say their unit
	broken   map[*Symbol]bool                 // its unit is not known, for a reason that is reported
	untold   []*Symbol                        // formulas whose unit depends on itself
	moved    map[*Displacement]diag.Place     // where a displacement is written
	names    []string                         // all names, as they are known everywhere; filled by known
	hints    int                              // how many were looked for
	todo     []func()
	noted    provenance
	flags    Flags
}

// Build resolves and checks a document. The model is nil where the list holds an error, or where
// the reader of the document has found one; the list may hold warnings beside a model.
func Build(doc *scenario.Document) (*Model, diag.List) { return Flags{}.Build(doc) }

// Build does the same for a call that says something in place of the files.
func (f Flags) Build(doc *scenario.Document) (*Model, diag.List) {
	b := &builder{
		m:        &Model{Name: doc.Name, File: doc.File, Document: doc, Seed: 2026},
		flags:    f,
		root:     doc.Root,
		top:      map[string]*Symbol{},
		inside:   map[*Channel]map[string]*Symbol{},
		byID:     map[string]*Channel{},
		texts:    map[*formula.Node]*scenario.Node{},
		declared: map[*Symbol]bool{},
		moved:    map[*Displacement]diag.Place{},
		broken:   map[*Symbol]bool{},
		spoilt:   wrong(doc.Root),
	}
	b.m.Title, b.m.Description = title(b.root, "title"), told(b.root, "description")
	if b.units() && b.hasScopes() {
		b.time()
		b.run()
		b.scope(b.root, nil)
		b.channels()
		b.totals()
		b.infer()
		for _, s := range b.m.Symbols {
			b.checkSymbol(s)
		}
		b.outputs()
		b.evidence()
		b.precision()
		b.shocks()
		b.expect()
		b.correlations()
		for len(b.todo) > 0 {
			f := b.todo[0]
			b.todo = b.todo[1:]
			f()
		}
		b.provenanceWarnings()
		if !b.failed() {
			b.loops()
		}
		if !b.failed() && len(b.untold) > 0 {
			s := b.untold[0]
			b.diags.Errorf(s.At, s.Path, `say it: { formula = "...", unit = "..." }`, "the unit of this formula cannot be told, for it reads itself")
		}
		if !b.failed() {
			b.judge()
			b.unused()
			b.twice()
		}
	}
	b.diags.Sort()
	if b.failed() {
		b.diags.Limit()
		return nil, b.diags
	}
	return b.m, b.diags
}

// failed reports whether there is no model: something is wrong, as found here or by the reader of the document.
func (b *builder) failed() bool { return b.spoilt || b.diags.Failed() }

// hasScopes reports whether there is a chance to know the names: false where a collection of them is something else.
func (b *builder) hasScopes() bool {
	return !slices.ContainsFunc([]string{"channels", "parameters", "formulas", "stocks", "events"}, func(key string) bool {
		n := b.root.Get(key)
		return n != nil && n.Kind != scenario.Table
	})
}

// wrong reports whether the reader found fault with a value or anything below it.
func wrong(n *scenario.Node) bool {
	return n.Wrong || slices.ContainsFunc(n.Items, wrong) || slices.ContainsFunc(n.Fields, wrong)
}

// missing adds an error about something that a table lacks, unless what it has was wrong already: it may be that.
func (b *builder) missing(n *scenario.Node, at diag.Place, path, mend, format string, args ...any) {
	if !n.Wrong {
		b.diags.Errorf(at, path, mend, format, args...)
	}
}

// later runs f once every name is known.
func (b *builder) later(f func()) { b.todo = append(b.todo, f) }

func text(n *scenario.Node, key string) string {
	if c := n.Get(key); c != nil {
		return c.Text
	}
	return ""
}

// units reads the currency and the count units.
func (b *builder) units() bool {
	currency := b.root.Get("currency")
	if currency == nil {
		return false // already reported
	}
	if err := unit.NameError(currency.Text); err != nil {
		b.diags.Errorf(currency.At, "currency", err.Mend, "%s", err.What)
		return false
	}
	before := len(b.diags)
	var counts []string
	for _, item := range items(b.root, "units") {
		err := unit.NameError(item.Text)
		switch {
		case err != nil:
			b.diags.Errorf(item.At, "units", err.Mend, "%s", err.What)
		case item.Text == currency.Text:
			b.diags.Errorf(item.At, "units", "leave it out", "%s is the currency already", item.Text)
		case slices.Contains(counts, item.Text):
			b.diags.Errorf(item.At, "units", "remove one", "%s stands twice", item.Text)
		case len(counts) == unit.MaxCounts:
			b.diags.Errorf(item.At, "units", "", "more than %d count units", unit.MaxCounts)
		default:
			counts = append(counts, item.Text)
		}
	}
	if diag.List(b.diags[before:]).Failed() {
		return false
	}
	b.m.Currency = currency.Text
	b.m.Units = unit.NewSystem(currency.Text, counts)
	return true
}

// add makes a symbol and puts it in its scope; nil where the name is taken.
func (b *builder) add(n *scenario.Node, c *Channel, kind Kind, collection, name string) *Symbol {
	s := &Symbol{ID: len(b.m.Symbols), Kind: kind, Channel: c, Factor: 1, At: n.KeyAt}
	s.Path, s.Name = collection+"."+name, name
	if collection == "" {
		s.Path = name
	}
	names := b.top
	if c != nil {
		s.Path, s.Name = "channels."+c.ID+"."+s.Path, c.ID+"."+name
		names = b.inside[c]
	}
	if old := names[name]; old != nil {
		b.diags.Errorf(n.KeyAt, s.Path, "choose another name for one of them", "%s is also %s", name, old.Path)
		return nil
	}
	names[name] = s
	b.m.Symbols = append(b.m.Symbols, s)
	return s
}

// scope declares the parameters, formulas, stocks and events of the document or of a channel.
func (b *builder) scope(n *scenario.Node, c *Channel) {
	for _, p := range fields(n, "parameters") {
		b.parameter(p, c)
	}
	for _, f := range fields(n, "formulas") {
		b.formula(f, c)
	}
	for _, s := range fields(n, "stocks") {
		b.stock(s, c)
	}
	for _, e := range fields(n, "events") {
		b.event(e, c)
	}
}

func fields(n *scenario.Node, key string) []*scenario.Node {
	if c := n.Get(key); c != nil {
		return c.Fields
	}
	return nil
}

// channels declares the channels, their scopes and their rates.
func (b *builder) channels() {
	nodes := fields(b.root, "channels")
	for _, n := range nodes { // all ids first, so that scopes can tell a channel from a name
		c := &Channel{ID: n.Key, Title: title(n, "title"), Short: title(n, "short"), Description: told(n, "description")}
		c.Title = cmp.Or(c.Title, c.ID)
		b.byID[c.ID], b.inside[c] = c, map[string]*Symbol{}
		b.m.Channels = append(b.m.Channels, c)
	}
	for i, n := range nodes {
		c := b.m.Channels[i]
		c.Gross = b.rate(n, c, Gross, "gross")
		c.Revenue = b.rate(n, c, Revenue, "revenue")
		c.Cost = b.rate(n, c, Cost, "cost")
		c.Net = b.rate(n, c, Net, "")
		b.scope(n, c)
		for name, s := range b.inside[c] {
			if t := b.top[name]; t != nil {
				b.diags.Warnf(s.At, s.Path, "", "%s hides %s", name, t.Path)
			}
		}
	}
	b.m.ByPath = slices.SortedFunc(slices.Values(b.m.Channels), func(a, c *Channel) int { return cmp.Compare(a.ID, c.ID) })
}

// rate declares a channel's gross, revenue, cost or net.
func (b *builder) rate(n *scenario.Node, c *Channel, kind Kind, key string) *Symbol {
	name := key
	if kind == Net {
		name = "net"
	}
	s := b.add(n, c, kind, "", name)
	s.Unit = b.m.Units.Currency().Div(b.m.Units.Time())
	if f := n.Get(key); f != nil && key != "" {
		s.At = f.KeyAt
		s.Expr = b.expression(f, s.Path)
	}
	return s
}

// totals declares total.gross, total.revenue, total.cost and total.net.
func (b *builder) totals() {
	for kind := Gross; kind <= Net; kind++ {
		s := &Symbol{ID: len(b.m.Symbols), Kind: kind, Factor: 1, Unit: b.m.Units.Currency().Div(b.m.Units.Time())}
		s.Name = "total." + rateNames[kind-Gross]
		s.Path = s.Name
		b.m.Symbols = append(b.m.Symbols, s)
		b.top[s.Name] = s
	}
}

var rateNames = []string{"gross", "revenue", "cost", "net"}

// Total is the symbol of total.gross, total.revenue, total.cost or total.net.
func (m *Model) Total(kind Kind) *Symbol {
	for _, s := range m.Symbols {
		if s.Kind == kind && s.Channel == nil {
			return s
		}
	}
	return nil
}
