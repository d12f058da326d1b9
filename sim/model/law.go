package model

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/diag"
	"weir/sim/dist"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// around are the keys of a parameter's table that are no arguments of its distribution.
var around = []string{"unit", "vary", "process", "source", "reading", "assumption", "note", "title", "description", "formula"}

// A lawReader reads one distribution in one declared unit.
type lawReader struct {
	b        *builder
	path     string
	declared unit.Unit
	known    bool    // whether declared is the unit; until then the first unit in a string becomes it
	inner    float64 // factor of the unit beside an inner table, in which its bare numbers are; 0: the declared one's
	failed   bool
	parts    int // of how many mixtures this is a part
	fit      []Fitted
	sig      strings.Builder
}

func (r *lawReader) errorf(n *scenario.Node, mend, format string, args ...any) {
	r.failed = true
	r.b.diags.Errorf(n.At, r.path, mend, format, args...)
}

// unitBeside takes the unit that is declared in a table, where one is; false after an error, which it has reported.
func (r *lawReader) unitBeside(n *scenario.Node, path string) bool {
	u := n.Get("unit")
	if u == nil {
		return true
	}
	r.declared, r.known = r.b.unit(u, path)
	return r.known
}

// made is the quantity of a law that was read.
func (r *lawReader) made(path string, law dist.Law, at diag.Place) *Quantity {
	scale := r.declared.Factor
	return &Quantity{Path: path, Law: law, Scale: scale, Sig: fmt.Sprintf("%s*%x", r.sig.String(), scale), Fit: r.fit, At: at}
}

// findUnit looks for a unit in the strings of a distribution, where none is declared beside it.
func (r *lawReader) findUnit(n *scenario.Node) {
	if r.known || n == nil || n.Wrong && n.Kind != scenario.Table {
		return
	}
	switch n.Kind {
	case scenario.String:
		q, err := r.b.m.Units.Quantity(n.Text)
		if err != nil {
			r.failed, r.known = true, true // do not ask for its unit too
			r.b.diags.Errorf(n.Within(err.Pos, err.End), r.path, err.Mend, "%s", err.What)
		} else if q.HasUnit {
			r.declared, r.known = q.Unit, true
		}
	case scenario.Array:
		for _, i := range n.Items {
			r.findUnit(i)
		}
	case scenario.Table:
		for _, f := range n.Fields {
			switch kind := dist.KindOf(f.Key); {
			case f.Key == "value" || kind == dist.Amount || kind == dist.Amounts || kind == dist.Laws:
				r.findUnit(f)
			}
		}
	}
}

// number reads a number, a quantity string without a range, or a date, in the declared unit.
func (r *lawReader) number(n *scenario.Node, pure bool) float64 {
	q, ok := r.quantity(n, pure)
	if ok && q.Range {
		r.errorf(n, "write one number", "a range cannot stand here")
	}
	return q.Lo
}

func (r *lawReader) quantity(n *scenario.Node, pure bool) (unit.Quantity, bool) {
	switch n.Kind {
	case scenario.Integer, scenario.Float:
		return r.bare(unit.Quantity{Lo: n.Num, Hi: n.Num}, pure), true
	case scenario.Date:
		if pure || r.declared.Dim != r.b.m.Units.Time() {
			r.errorf(n, "", "a date is a number of years, but this is in %s", r.declared.Text)
			return unit.Quantity{}, false
		}
		v := n.Date.Axis() / r.declared.Factor
		return unit.Quantity{Lo: v, Hi: v}, true
	case scenario.String:
		q, err := r.b.m.Units.Quantity(n.Text)
		if err != nil {
			r.failed = true
			r.b.diags.Errorf(n.Within(err.Pos, err.End), r.path, err.Mend, "%s", err.What)
			return q, false
		}
		if !q.HasUnit {
			return r.bare(q, pure), true
		}
		if pure {
			r.errorf(n, "write the bare number", "this argument has no unit")
			return q, false
		}
		if q.Unit.Dim != r.declared.Dim {
			r.b.unlike(n.At, r.path, q.Unit, r.declared.Dim)
			r.failed = true
			return q, false
		}
		if q.Unit.Factor != r.declared.Factor {
			f := q.Unit.Factor / r.declared.Factor
			q.Lo, q.Hi = q.Lo*f, q.Hi*f
		}
		return q, true
	}
	r.errorf(n, `write a number or text such as "60k to 150k"`, "not a number")
	return unit.Quantity{}, false
}

// bare converts a number without a unit from that of its table.
func (r *lawReader) bare(q unit.Quantity, pure bool) unit.Quantity {
	if !pure && r.inner != 0 && r.inner != r.declared.Factor {
		f := r.inner / r.declared.Factor
		q.Lo, q.Hi = q.Lo*f, q.Hi*f
	}
	return q
}

// enter reads the unit beside a table within a distribution: its bare numbers are in it. It returns what undoes that.
func (r *lawReader) enter(n *scenario.Node) func() {
	outer := r.inner
	if u := n.Get("unit"); n.Kind == scenario.Table && u != nil {
		switch own, ok := r.b.unit(u, r.path); {
		case !ok:
			r.failed = true
		case own.Dim != r.declared.Dim:
			r.b.unlike(u.At, r.path, own, r.declared.Dim)
			r.failed = true
		default:
			r.inner = own.Factor
		}
	}
	return func() { r.inner = outer }
}

// law reads a distribution in any form. It returns nil after a failure, which it has reported.
func (r *lawReader) law(n *scenario.Node) dist.Law {
	defer r.enter(n)()
	if n.Wrong && n.Kind != scenario.Table {
		r.failed = true // already reported
	}
	if r.failed {
		return nil
	}
	if n.Kind != scenario.Table {
		q, ok := r.quantity(n, false)
		if !ok {
			return nil
		}
		return r.interval(n, q, nil)
	}
	if v := n.Get("value"); v != nil {
		r.only(n, "value", "truncate")
		if v.Kind == scenario.Table || v.Kind == scenario.Array {
			r.errorf(v, `write { dist = "...", ... } without value`, "value holds a number or a range")
			return nil
		}
		q, ok := r.quantity(v, false)
		if !ok {
			return nil
		}
		return r.interval(v, q, n.Get("truncate"))
	}
	family := n.Get("dist")
	if family == nil {
		r.failed = true
		r.b.missing(n, n.At, r.path, `write value = ... or dist = "..."`, "no value and no distribution")
		return nil
	}
	if family.Kind != scenario.String {
		r.errorf(family, `such as dist = "lognormal"`, "dist is the name of a distribution")
		return nil
	}
	if !slices.Contains(dist.Known(), family.Text) { // do not ask for its arguments too
		_, err := dist.New(family.Text, dist.Args{})
		r.errorf(family, cmp.Or(didYouMean("", nearestFamily(family.Text), ""), err.Mend), "%s", err.What)
		return nil
	}
	args := dist.Args{Num: map[string]float64{}}
	fmt.Fprintf(&r.sig, "%s(", family.Text)
	fields := slices.Clone(n.Fields)
	slices.SortFunc(fields, func(a, b *scenario.Node) int { return strings.Compare(a.Key, b.Key) })
	for _, f := range fields {
		switch {
		case f.Wrong:
			r.failed = true // already reported
		case f.Key == "dist" || slices.Contains(around, f.Key):
		case dist.KindOf(f.Key) == dist.Text:
			if family.Text == "empirical" {
				r.failed = true // the reader reported why it could not put the values here
				continue
			}
			r.errorf(f, `dist = "empirical" draws from a file`, "%s has no field %s", family.Text, f.Key)
		case f.Key == "of":
			args.Of = r.laws(f)
		case f.Key == "values":
			args.Values = r.numbers(f, false)
		case f.Key == "weights":
			args.Weights = r.numbers(f, true)
		case f.Key == "truncate":
			args.Truncate = r.truncation(f)
		default:
			args.Num[f.Key] = r.number(f, dist.KindOf(f.Key) == dist.Pure)
			fmt.Fprintf(&r.sig, "%s=%x,", f.Key, args.Num[f.Key])
		}
	}
	r.sig.WriteString(")")
	if r.failed {
		return nil
	}
	law, err := dist.New(family.Text, args)
	if err != nil {
		r.argError(n, err)
		return nil
	}
	r.fitted(family.Text, args, law)
	return law
}

// fitted notes how a law that is no part of another meets the percentiles that fix it.
func (r *lawReader) fitted(family string, args dist.Args, law dist.Law) {
	if r.parts > 0 {
		return
	}
	if len(args.Truncate) > 0 {
		args.Truncate = nil
		whole, err := dist.New(family, args)
		if err != nil {
			return // only what is kept of it can be computed
		}
		law = whole
	}
	for percent := 1; percent < 100; percent++ {
		if asked, ok := args.Num[fmt.Sprintf("p%d", percent)]; ok {
			r.fit = append(r.fit, Fitted{percent, asked, law.Quantile(float64(percent) / 100)})
		}
	}
}

// interval makes a point, or the law of a range by its sign and unit.
func (r *lawReader) interval(n *scenario.Node, q unit.Quantity, truncate *scenario.Node) dist.Law {
	if !q.Range {
		if truncate != nil {
			r.errorf(truncate, "", "a certain value cannot be truncated")
		}
		fmt.Fprintf(&r.sig, "%x,", q.Lo)
		return dist.Point(q.Lo)
	}
	fmt.Fprintf(&r.sig, "%x..%x share=%v,", q.Lo, q.Hi, r.declared.Share)
	args := dist.Args{Num: map[string]float64{"p5": q.Lo, "p95": q.Hi}}
	if truncate == nil {
		if r.declared.Share && (q.Lo < 0 || q.Hi > 1) {
			r.failed = true
			r.b.shareError(n, r.path, q.Lo, q.Hi)
			return nil
		}
		law, err := dist.FromRange(q.Lo, q.Hi, r.declared.Share)
		if err != nil {
			r.argError(n, err)
			return nil
		}
		r.fitted("", args, law)
		return law
	}
	family := dist.RangeFamily(q.Lo, r.declared.Share)
	args.Truncate = r.truncation(truncate)
	law, err := dist.New(family, args)
	if err != nil {
		r.argError(n, err)
		return nil
	}
	r.fitted(family, args, law)
	return law
}

func (r *lawReader) argError(n *scenario.Node, err *dist.ArgError) {
	r.failed = true
	at := n.At
	if f := n.Get(err.Field); f != nil {
		at = f.At
	} else if n.Kind == scenario.Table && n.Get("dist") != nil {
		at = n.Get("dist").At
	}
	r.b.diags.Errorf(at, r.path, err.Mend, "%s", err.What)
}

func (r *lawReader) numbers(n *scenario.Node, pure bool) []float64 {
	if n.Kind != scenario.Array {
		r.errorf(n, "write [a, b, ...]", "%s is a list of numbers", n.Key)
		return nil
	}
	out := make([]float64, len(n.Items), len(n.Items)+len(n.Data))
	for i, item := range n.Items {
		out[i] = r.number(item, pure)
	}
	for _, x := range n.Data {
		out = append(out, r.bare(unit.Quantity{Lo: x, Hi: x}, pure).Lo)
	}
	fmt.Fprintf(&r.sig, "%s=%s,", n.Key, digest(out))
	return out
}

// digest tells lists of numbers apart, however long they are.
func digest(list []float64) string {
	h := sha256.New()
	var word [8]byte
	for _, x := range list {
		binary.LittleEndian.PutUint64(word[:], math.Float64bits(x))
		h.Write(word[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (r *lawReader) truncation(n *scenario.Node) []float64 {
	lim := r.numbers(n, false)
	if lim != nil && len(lim) != 2 {
		r.errorf(n, "write truncate = [lo, hi]", "truncate has two limits, not %d", len(lim))
	}
	return lim
}

func (r *lawReader) laws(n *scenario.Node) []dist.Law {
	if n.Kind != scenario.Array {
		r.errorf(n, "write of = [ ..., ... ]", "of is a list of distributions")
		return nil
	}
	r.parts++
	defer func() { r.parts-- }()
	out := make([]dist.Law, 0, len(n.Items))
	for _, item := range n.Items {
		before := r.failed
		r.failed = false
		if l := r.law(item); l != nil {
			out = append(out, l)
		}
		r.failed = r.failed || before
	}
	return out
}

// only refuses arguments of a distribution beside the named keys: the first, as the others follow from it.
func (r *lawReader) only(n *scenario.Node, keys ...string) {
	for _, f := range n.Fields {
		if !f.Wrong && !slices.Contains(keys, f.Key) && !slices.Contains(around, f.Key) {
			r.failed = true
			r.b.diags.Errorf(f.KeyAt, r.path, "choose one", "%s does not stand beside %s", f.Key, keys[0])
			return
		}
	}
}

// otherNames are names of distributions in other programs.
var otherNames = map[string]string{
	"gauss": "normal", "gaussian": "normal", "norm": "normal", "logit_normal": "logitnormal", "lnorm": "lognormal",
	"tri": "triangular", "flat": "uniform", "unif": "uniform", "betapert": "pert", "constant": "a number alone", "point": "a number alone",
}

// nearestFamily is the distribution that was probably meant.
func nearestFamily(written string) string {
	if name := otherNames[strings.ToLower(written)]; name != "" {
		return name
	}
	return diag.Nearest(written, dist.Known())
}
