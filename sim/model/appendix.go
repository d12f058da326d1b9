package model

import (
	"slices"

	"weir/sim/scenario"
)

// An Appendix says what a model is made of, as the scenario writes it and in its order: what a report prints.
type Appendix struct {
	Sources    []SourceText
	Parameters []ParameterText
	Formulas   []FormulaText
	Terms      []ShockText
}

// A SourceText describes a source.
type SourceText struct {
	ID, Title, Publisher, Date, URL, Language, Lineage, Note string
}

// A ProvenanceText says where a figure comes from, or why it was chosen.
type ProvenanceText struct{ Source, Reading, Assumption, Note string }

// A ParameterText describes a parameter, or the size of an event.
type ParameterText struct {
	Path, Name, Channel, Title, Description string
	Law, Unit                               string
	Vary                                    string   // "once", "step", "event", "process", "schedule" or "certain"
	Channels                                []string // whose gross, revenue or cost reads it, directly or through others
	Date                                    bool     // on the year axis
	P5, P50, P95                            float64  // in the declared unit; 0 for a process or a schedule
	Provenance                              ProvenanceText
}

// A FormulaText describes a formula, the change of a stock, or the rate of an event.
type FormulaText struct {
	Channel, Name, Kind, Title, Text, Initial, Unit, Note string
}

// A ShockText describes a shock.
type ShockText struct {
	Shock, Probability, Onset, Ramp, Hold, HalfLife, Floor, Duration, Cost string
	Hits                                                                   []HitText
	Displaces                                                              []DisplacementText
	Provenance                                                             ProvenanceText
}

// A HitText describes what a shock does to one target.
type HitText struct {
	Target, Verb, X, Ramp, Hold, HalfLife, Floor, Note string
	Channels                                           []string // whose revenue reads the target
}

// A DisplacementText describes what a shock moves.
type DisplacementText struct{ From, To, Share, Lag, Note string }

// Appendix puts the model into words.
func (m *Model) Appendix() *Appendix {
	w := &wording{m: m, byPath: map[string]*Symbol{}}
	for _, s := range m.Symbols {
		if s.Kind != Count { // it shares the path of its event
			w.byPath[s.Path] = s
		}
	}
	for _, c := range m.Channels {
		all := map[*Symbol]bool{}
		for _, rate := range []*Symbol{c.Gross, c.Revenue, c.Cost} {
			for s := range rate.Reach() {
				all[s] = true
			}
		}
		w.reach = append(w.reach, all)
		w.earned = append(w.earned, c.Revenue.Reach())
	}
	root := m.Document.Root
	for _, n := range fields(root, "sources") {
		w.out.Sources = append(w.out.Sources, SourceText{
			ID: n.Key, Title: title(n, "title"), Publisher: told(n, "publisher"), Date: told(n, "date"), URL: told(n, "url"),
			Language: told(n, "language"), Lineage: told(n, "lineage"), Note: told(n, "note"),
		})
	}
	w.scope(root, nil)
	nodes := fields(root, "channels")
	for i, c := range m.Channels {
		w.rates(nodes[i], c)
		w.scope(nodes[i], c)
	}
	for _, n := range fields(root, "shocks") {
		if i := slices.IndexFunc(m.Enforced, func(s *Shock) bool { return s.ID == n.Key }); i >= 0 {
			w.shock(n, m.Enforced[i])
		}
	}
	return &w.out
}

// A wording gathers an appendix.
type wording struct {
	m             *Model
	byPath        map[string]*Symbol
	reach, earned []map[*Symbol]bool // by channel: what its rates read, and what its revenue reads
	out           Appendix
}

// readers are the ids of the channels that read a symbol.
func (w *wording) readers(s *Symbol, reach []map[*Symbol]bool) []string {
	var ids []string
	for i, c := range w.m.Channels {
		if reach[i][s] {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func provenanceText(n *scenario.Node) ProvenanceText {
	return ProvenanceText{Source: named(n, "source"), Reading: told(n, "reading"), Assumption: told(n, "assumption"), Note: told(n, "note")}
}

// scope describes what is declared at the top level, or in a channel.
func (w *wording) scope(n *scenario.Node, c *Channel) {
	prefix, id := "", ""
	if c != nil {
		prefix, id = "channels."+c.ID+".", c.ID
	}
	for _, p := range fields(n, "parameters") {
		w.parameter(p, w.byPath[prefix+"parameters."+p.Key], id)
	}
	for _, f := range fields(n, "formulas") {
		s, body := w.byPath[prefix+"formulas."+f.Key], f
		if f.Kind == scenario.Table {
			body = f.Get("formula")
		}
		w.out.Formulas = append(w.out.Formulas, FormulaText{
			Channel: id, Name: s.Name, Kind: "formula", Title: title(f, "title"), Text: body.Text, Unit: text(f, "unit"), Note: told(f, "note"),
		})
	}
	for _, f := range fields(n, "stocks") {
		s := w.byPath[prefix+"stocks."+f.Key]
		w.out.Formulas = append(w.out.Formulas, FormulaText{
			Channel: id, Name: s.Name, Kind: "stock", Title: title(f, "title"), Text: text(f, "change"), Initial: text(f, "initial"), Unit: text(f, "unit"), Note: told(f, "note"),
		})
	}
	for _, e := range fields(n, "events") {
		s := w.byPath[prefix+"events."+e.Key]
		w.out.Formulas = append(w.out.Formulas, FormulaText{Channel: id, Name: s.Name, Kind: "event", Title: title(e, "title"), Text: text(e, "rate"), Note: told(e, "note")})
		if s.Kind == Flow {
			w.size(e, s, id)
		}
	}
}

// rates describes a channel's gross, revenue and cost.
func (w *wording) rates(n *scenario.Node, c *Channel) {
	for _, key := range []string{"gross", "revenue", "cost"} {
		if f := n.Get(key); f != nil {
			w.out.Formulas = append(w.out.Formulas, FormulaText{Channel: c.ID, Name: c.ID + "." + key, Kind: key, Text: f.Text, Unit: w.m.Currency + "/year"})
		}
	}
}

// parameter describes a parameter.
func (w *wording) parameter(n *scenario.Node, s *Symbol, channel string) {
	p := ParameterText{
		Path: s.Path, Name: s.Name, Channel: channel, Title: title(n, "title"), Description: told(n, "description"),
		Unit: w.declared(n), Vary: varyNames[s.Kind], Channels: w.readers(s, w.reach), Provenance: provenanceText(n),
	}
	switch s.Kind {
	case Process:
		p.Law = processWords(n)
	case Schedule:
		p.Law = scheduleWords(n)
	default:
		p.Law, p.Date = lawWords(n), dated(n)
		p.percentiles(s.Quantity)
	}
	w.out.Parameters = append(w.out.Parameters, p)
}

// varyNames are the words for how a parameter varies.
var varyNames = map[Kind]string{Once: "once", Step: "step", Process: "process", Schedule: "schedule"}

// size describes the law of an event's sizes.
func (w *wording) size(n *scenario.Node, s *Symbol, channel string) {
	size := n.Get("size")
	p := ParameterText{
		Path: s.Path, Name: s.Name, Channel: channel, Title: title(n, "title"), Description: told(n, "description"),
		Law: lawWords(size), Unit: w.declared(n), Vary: "event", Channels: w.readers(s, w.reach), Provenance: provenanceText(n),
	}
	if p.Unit == "" {
		p.Unit = w.declared(size)
	}
	p.percentiles(s.Quantity)
	w.out.Parameters = append(w.out.Parameters, p)
}

// percentiles fills in the 5th, 50th and 95th percentile; a law without spread is certain.
func (p *ParameterText) percentiles(q *Quantity) {
	p.P5, p.P50, p.P95 = q.Law.Quantile(0.05), q.Law.Quantile(0.5), q.Law.Quantile(0.95)
	if q.Fixed {
		p.Vary = "certain"
	}
}

// declared is the unit of a distribution: beside it, or in its first string that has one.
func (w *wording) declared(n *scenario.Node) string {
	r := &lawReader{b: &builder{m: w.m}}
	if u := n.Get("unit"); u != nil {
		return u.Text
	}
	if rows := n.Get("schedule"); rows != nil {
		for _, row := range rows.Items {
			r.findUnit(row.Items[1])
		}
		return r.declared.Text
	}
	if n.Get("process") == nil {
		r.findUnit(n)
		return r.declared.Text
	}
	for _, key := range levels {
		r.findUnit(n.Get(key))
	}
	return r.declared.Text
}

// shock describes a shock in force.
func (w *wording) shock(n *scenario.Node, s *Shock) {
	t := ShockText{
		Shock: s.ID, Probability: quantityWords(n.Get("probability")), Onset: onsetWords(n.Get("onset")),
		Ramp: quantityWords(n.Get("ramp")), Hold: quantityWords(n.Get("hold")), HalfLife: quantityWords(n.Get("half_life")), Floor: quantityWords(n.Get("floor")),
		Duration: quantityWords(n.Get("duration")), Cost: quantityWords(n.Get("cost")), Provenance: provenanceText(n),
	}
	for _, h := range items(n, "hits") {
		hit := HitText{
			Target: text(h, "target"), Ramp: quantityWords(h.Get("ramp")), Hold: quantityWords(h.Get("hold")),
			HalfLife: quantityWords(h.Get("half_life")), Floor: quantityWords(h.Get("floor")), Note: told(h, "note"),
		}
		for _, verb := range VerbNames {
			if x := h.Get(verb); x != nil {
				hit.Verb, hit.X = verb, quantityWords(x)
			}
		}
		for _, known := range s.Hits {
			if known.Path == s.Path+".hits."+hit.Target+"."+hit.Verb {
				hit.Channels = w.readers(known.Target, w.earned)
			}
		}
		t.Hits = append(t.Hits, hit)
	}
	for _, d := range items(n, "displaces") {
		t.Displaces = append(t.Displaces, DisplacementText{
			From: text(d, "from"), To: text(d, "to"), Share: quantityWords(d.Get("share")), Lag: quantityWords(d.Get("lag")), Note: told(d, "note"),
		})
	}
	w.out.Terms = append(w.out.Terms, t)
}
