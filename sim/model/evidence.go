package model

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/formula"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// A Claim says how a figure bounds what it speaks of.
type Claim uint8

// The claims, in the order of their words in the language.
const (
	Inside  Claim = iota // Lo to Hi
	AtMost               // Hi
	AtLeast              // Lo
	About                // Lo = Hi
)

var claimNames = []string{"between", "at_most", "at_least", "about"}

// String is the word of the language.
func (c Claim) String() string { return claimNames[c] }

// A Piece is a figure about an amount or a rate over a window of time: evidence, which conditions the trials, or a check,
// which does not.
type Piece struct {
	ID, Title, Path string
	Observe         string        // as written
	Expr            *formula.Node // what is observed, in base units
	Mean            bool          // its mean over the window; else its time integral
	From, To        float64       // the window on the year axis
	Days            [2]string     // the same as dates
	Claim           Claim
	Lo, Hi          float64 // above 0, in base units; 0 where the claim has no such bound
	Figure          string  // the bounds as written
	Unit            unit.Unit
	Factor          float64 // base units in one of Unit
	Spread          float64 // of the logarithm, above 0
	Reliability     float64 // 0 to 1
	Provenance      ProvenanceText
	Lineage         string // where the figure comes from in the end; empty where nothing is said
	At              diag.Place
}

// evidence reads [evidence] and [checks].
func (b *builder) evidence() {
	b.m.Evidence = b.pieces("evidence", b.m.Time.Forecast, "history: it ends where the forecast begins")
	b.m.Checks = b.pieces("checks", b.m.Time.Steps, "the model's time")
	lineages := map[string]*Piece{}
	for _, e := range b.m.Evidence {
		if e.Lineage == "" {
			continue
		}
		if first := lineages[e.Lineage]; first != nil {
			b.diags.Warnf(e.At, e.Path, "keep the better one, or give their sources a lineage of their own", "%s and %s are of one lineage, %s: they count twice what was said once", first.ID, e.ID, e.Lineage)
			continue
		}
		lineages[e.Lineage] = e
	}
}

// pieces reads one collection; windows end before or at a step.
func (b *builder) pieces(key string, last int, where string) []*Piece {
	var out []*Piece
	for _, n := range fields(b.root, key) {
		if p := b.piece(n, key+"."+n.Key, last, where); p != nil {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, c *Piece) int { return cmp.Compare(a.Path, c.Path) })
	return out
}

var observed = regexp.MustCompile(`^(\s*)(sum|mean)\s*\(`)

const mendObserve = `write "sum(channel.gross, 2024-01-01, 2025-01-01)", or mean`

// piece reads one; nil after a failure, which it has reported.
func (b *builder) piece(n *scenario.Node, path string, last int, where string) *Piece {
	p := &Piece{ID: n.Key, Title: title(n, "title"), Path: path, Spread: 0.1, Reliability: 1, At: n.KeyAt}
	p.Title = cmp.Or(p.Title, p.ID)
	b.noted.evidence(n)
	p.Provenance = ProvenanceText{Reading: told(n, "reading"), Assumption: told(n, "assumption"), Note: told(n, "note")}
	if id := named(n, "source"); id != "" {
		p.Provenance.Source = id
		p.Lineage = cmp.Or(told(b.root.Get("sources").Get(id), "lineage"), id)
	}
	ok := b.observe(p, n, last, where)
	return b.claim(p, n, ok)
}

// observe reads what is observed, and when.
func (b *builder) observe(p *Piece, n *scenario.Node, last int, where string) bool {
	body := n.Get("observe")
	if body == nil {
		b.missing(n, n.KeyAt, p.Path, mendObserve, "observe is missing: a piece of evidence says of what its figure speaks")
		return false
	}
	if body.Kind != scenario.String || !observed.MatchString(body.Text) {
		if !body.Wrong {
			b.diags.Errorf(body.At, p.Path, mendObserve, "this is not the sum or the mean of a rate over a window")
		}
		return false
	}
	p.Observe = strings.TrimSpace(body.Text)
	word := observed.FindStringSubmatch(body.Text)[2]
	p.Mean = word == "mean"
	// To the parser of formulas, a maximum of three; the places stay those of the text.
	tree, errs := formula.Parse(strings.Replace(body.Text, word, strings.Repeat(" ", len(word)-3)+"max", 1))
	for _, e := range errs {
		b.diags.Errorf(body.Within(e.Pos, e.End), p.Path, e.Mend, "%s", e.What)
	}
	if len(errs) > 0 {
		return false
	}
	if tree.Op != formula.Max || len(tree.Args) != 3 || tree.Args[1].Op != formula.Date || tree.Args[2].Op != formula.Date {
		b.diags.Errorf(body.At, p.Path, mendObserve, "%s takes a rate and two dates", word)
		return false
	}
	p.Expr, p.From, p.To = tree.Args[0], tree.Args[1].Num, tree.Args[2].Num
	f := formulaNode{p.Expr, body, p.Path}
	b.texts[p.Expr] = body
	ok := b.check(f, nil)
	for i, a := range tree.Args[1:] {
		p.Days[i] = strings.TrimSpace(body.Text[a.Pos:a.End])
	}
	t := b.m.Time
	if t.Steps == 0 {
		return false // the time is wrong, as already reported
	}
	switch begin, end := t.Begin(0), t.Begin(last); {
	case p.From >= p.To-Slack:
		b.diags.Errorf(body.Within(tree.Args[1].Pos, tree.Args[2].End), p.Path, "the first date comes first", "the window is empty")
		return false
	case p.From < begin-Slack || p.To > end+Slack:
		mend := ""
		if last == 0 {
			mend = "give [time] a forecast: history ends where it begins"
		}
		b.diags.Errorf(body.Within(tree.Args[1].Pos, tree.Args[2].End), p.Path, mend, "the window leaves %s to %s, %s", t.Day(0), t.Day(last), where)
		return false
	}
	return ok
}

// claim reads the figure.
func (b *builder) claim(p *Piece, n *scenario.Node, ok bool) *Piece {
	var given []string
	for i, name := range claimNames {
		if n.Get(name) != nil {
			given, p.Claim = append(given, name), Claim(i)
		}
	}
	switch {
	case len(given) == 0:
		b.missing(n, n.KeyAt, p.Path, `write about, at_most, at_least or between`, "the figure is missing")
		return nil
	case len(given) > 1:
		b.diags.Errorf(n.Get(given[1]).KeyAt, p.Path, "keep one of them; both bounds at once are between", "%s stand together", strings.Join(given, " and "))
		return nil
	}
	if ok {
		p.Unit = unit.Unit{Dim: p.Expr.Unit, Factor: 1, Text: b.m.Units.String(p.Expr.Unit)}
		if !p.Mean {
			p.Unit = b.m.Units.Integral(p.Unit)
		}
	}
	figure := n.Get(given[0])
	p.Factor = 1
	nodes := []*scenario.Node{figure}
	if p.Claim == Inside {
		nodes = figure.Items
		if len(nodes) != 2 {
			if !figure.Wrong {
				b.diags.Errorf(figure.At, p.Path+".between", `write ["1.7B", "5.5B"]`, "between takes two figures")
			}
			return nil
		}
	}
	var bounds []float64
	var words []string
	for _, v := range nodes {
		x, good := b.figure(p, v, ok)
		if ok = ok && good; good {
			bounds, words = append(bounds, x), append(words, v.Text)
		}
	}
	ok = b.plain(n, "spread", p, &p.Spread, func(x float64) string {
		if x > 0 {
			return ""
		}
		return "a spread is above 0"
	}) && ok
	ok = b.plain(n, "reliability", p, &p.Reliability, func(x float64) string {
		if x >= 0 && x <= 1 {
			return ""
		}
		return "a reliability lies between 0 and 1"
	}) && ok
	if !ok || len(bounds) != len(nodes) {
		return nil
	}
	p.Figure = strings.Join(words, " to ")
	switch p.Claim {
	case AtMost:
		p.Hi = bounds[0]
	case AtLeast:
		p.Lo = bounds[0]
	default:
		p.Lo, p.Hi = bounds[0], bounds[len(bounds)-1]
	}
	if p.Lo > p.Hi && p.Claim == Inside {
		b.diags.Errorf(figure.At, p.Path+".between", "the smaller figure comes first", "%s is above %s", words[0], words[1])
		return nil
	}
	return p
}

// figure reads one figure, in base units.
func (b *builder) figure(p *Piece, n *scenario.Node, known bool) (float64, bool) {
	if n.Wrong {
		return 0, false
	}
	path := p.Path + "." + p.Claim.String()
	x := n.Num
	if n.Kind == scenario.String {
		q, err := b.m.Units.Quantity(n.Text)
		switch {
		case err != nil:
			b.diags.Errorf(n.Within(err.Pos, err.End), path, err.Mend, "%s", err.What)
			return 0, false
		case q.Range:
			b.diags.Errorf(n.At, path, "a range is between = [LOW, HIGH]", "%q is a range, where one figure is wanted", n.Text)
			return 0, false
		case q.HasUnit && known && q.Unit.Dim != p.Unit.Dim:
			b.diags.Errorf(n.At, path, "", "this is in %s, where %s is wanted", q.Unit.Text, p.Unit.Text)
			return 0, false
		}
		x = q.Lo
		if q.HasUnit {
			x *= q.Unit.Factor
		}
	}
	if !(x > 0) {
		b.diags.Errorf(n.At, path, "", "a figure is above 0: its spread is that of the logarithm")
		return 0, false
	}
	return x, true
}

// plain reads a number without a unit, if it is given.
func (b *builder) plain(n *scenario.Node, key string, p *Piece, to *float64, wrong func(x float64) string) bool {
	v := n.Get(key)
	if v == nil {
		return true
	}
	if v.Wrong {
		return false
	}
	x := v.Num
	if v.Kind == scenario.String {
		q, err := b.m.Units.Quantity(v.Text)
		if err != nil {
			b.diags.Errorf(v.Within(err.Pos, err.End), p.Path+"."+key, err.Mend, "%s", err.What)
			return false
		}
		if q.Range || q.HasUnit && !q.Unit.Share {
			b.diags.Errorf(v.At, p.Path+"."+key, `write a number such as 0.1 or "10%"`, "%q is no plain number", v.Text)
			return false
		}
		x = q.Lo
	}
	if what := wrong(x); what != "" {
		b.diags.Errorf(v.At, p.Path+"."+key, "", "%s, not %s", what, v.Text)
		return false
	}
	*to = x
	return true
}
