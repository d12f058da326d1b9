package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weir/sim/diag"
	"weir/sim/unit"
)

// A Precision is how precisely a headline is to be known: the half-width of its 95% Monte Carlo interval.
type Precision struct {
	Text     string  // as written, such as "0.5% of p50(total.net)"
	Amount   float64 // above 0, in the unit of the rows; where it is relative, of the headline's magnitude
	Relative bool
	Percent  int    // N of pN, 1 to 99; 0 for the mean
	Channel  string // an id, "total", or "outputs.NAME"
	Measure  string // "gross", "revenue", "cost", "net", "loss", or "value" of an output
	Period   string // the label of a period, "history" too; empty for the forecast
}

var precisionText = regexp.MustCompile(`^\s*(.*?)\s+of\s+([A-Za-z0-9_.]+)\s*\(\s*([^()]*?)\s*\)\s*(?:in\s+(\S+)\s*)?$`)

const precisionMend = `such as "0.5% of p50(total.net)" or "2M of mean(total.loss) in 2027"`

// A precisionReader reads one precision.
type precisionReader struct {
	b      *builder
	text   string
	within func(pos, end int) diag.Place
	path   string
	parts  []int // of the text, by FindStringSubmatchIndex
	out    Precision
}

// precision reads what the call or [run] asks of a headline.
func (b *builder) precision() {
	r := &precisionReader{b: b, text: b.flags.Precision, path: "--precision", within: func(int, int) diag.Place { return flag(3) }}
	if n := b.root.Get("run").Get("precision"); r.text == "" && n != nil {
		if n.Wrong {
			return // the reader has said so
		}
		r.text, r.path, r.within = n.Text, "run.precision", n.Within
	} else if r.text == "" {
		return
	}
	r.out.Text = r.text
	r.parts = precisionText.FindStringSubmatchIndex(r.text)
	if r.parts == nil {
		b.diags.Errorf(r.within(0, len(r.text)), r.path, precisionMend, "%q is no precision of a headline", r.text)
		return
	}
	rows, ok := r.headline()
	if r.stat() && ok && r.amount(rows) && r.period() {
		b.m.Precision = &r.out
	}
}

// part is what the group i of the pattern has found.
func (r *precisionReader) part(i int) string {
	if r.parts[2*i] < 0 {
		return ""
	}
	return r.text[r.parts[2*i]:r.parts[2*i+1]]
}

// errorf blames the part i; it returns false.
func (r *precisionReader) errorf(i int, mend, format string, args ...any) bool {
	r.b.diags.Errorf(r.within(r.parts[2*i], r.parts[2*i+1]), r.path, mend, format, args...)
	return false
}

func (r *precisionReader) stat() bool {
	name := r.part(2)
	if name == "mean" {
		return true
	}
	n, err := strconv.Atoi(strings.TrimPrefix(name, "p"))
	if err != nil || n < 1 || n > 99 || name != fmt.Sprintf("p%d", n) {
		return r.errorf(2, "write mean, or p1 to p99", "a precision is asked of a mean or a percentile, not of %q", name)
	}
	r.out.Percent = n
	return true
}

// headline reads the channel and the measure, and gives the unit of its rows.
func (r *precisionReader) headline() (rows unit.Unit, ok bool) {
	m, text := r.b.m, r.part(3)
	rows = unit.Unit{Dim: m.Units.Currency(), Factor: 1, Text: m.Currency}
	words := strings.Split(text, ".")
	measures, rest := []string{"revenue", "cost", "net", "loss"}, words[1:]
	switch id := words[0]; {
	case id == "outputs" && len(words) > 1:
		i := slices.IndexFunc(m.Outputs, func(o *Output) bool { return o.ID == words[1] })
		if i < 0 {
			var known []string
			for _, o := range m.Outputs {
				known = append(known, o.ID)
			}
			return rows, r.errorf(3, didYouMean("outputs."+diag.Nearest(words[1], known), "outputs."), "there is no output %q", words[1])
		}
		r.out.Channel, r.out.Measure = "outputs."+words[1], "value"
		rows, measures, rest = m.Outputs[i].Rows, []string{"loss"}, words[2:]
		if len(rest) == 0 {
			return rows, true
		}
	case id == "total":
		r.out.Channel = id
		if slices.ContainsFunc(m.Channels, func(c *Channel) bool { return c.Gross.Expr != nil }) {
			measures = append(measures, "gross")
		}
	case r.b.byID[id] != nil:
		r.out.Channel = id
		if r.b.byID[id].Gross.Expr != nil {
			measures = append(measures, "gross")
		}
	default:
		known := []string{"total", "outputs"}
		for _, c := range m.ByPath {
			known = append(known, c.ID)
		}
		return rows, r.errorf(3, didYouMean(diag.Nearest(id, known), ""), "there is no channel %q to know precisely", id)
	}
	if len(rest) != 1 {
		return rows, r.errorf(3, "write "+r.out.Channel+"."+measures[0], "%q is no measure of a channel", text)
	}
	r.out.Measure = rest[0]
	switch near := diag.Nearest(rest[0], measures); {
	case slices.Contains(measures, rest[0]):
		return rows, true
	case strings.HasPrefix(r.out.Channel, "outputs."):
		return rows, r.errorf(3, "write "+r.out.Channel+" for its value, or "+r.out.Channel+".loss", "%s has no measure %q", r.out.Channel, rest[0])
	case rest[0] == "gross":
		return rows, r.errorf(3, "write "+r.out.Channel+".revenue", "%s has no gross", r.out.Channel)
	case near != "":
		return rows, r.errorf(3, didYouMean(r.out.Channel+"."+near, ""), "%s has no measure %q", r.out.Channel, rest[0])
	default:
		return rows, r.errorf(3, "the measures are "+strings.Join(measures, ", "), "%s has no measure %q", r.out.Channel, rest[0])
	}
}

// didYouMean is a mend that offers a word, unless nothing but its beginning was found.
func didYouMean(word, beginning string) string {
	if word == beginning {
		return ""
	}
	return "did you mean " + word + "?"
}

func (r *precisionReader) amount(rows unit.Unit) bool {
	text := r.part(1)
	q, err := r.b.m.Units.Quantity(text)
	switch {
	case err != nil:
		at := r.parts[2]
		r.b.diags.Errorf(r.within(at+err.Pos, at+err.End), r.path, err.Mend, "%s", err.What)
		return false
	case q.Range:
		return r.errorf(1, precisionMend, "a precision is one number, not a range")
	case !(q.Lo > 0):
		return r.errorf(1, precisionMend, "a precision is above 0, not %s", text)
	case q.HasUnit && q.Unit.Dim != rows.Dim:
		return r.errorf(1, "", "this is in %s, where %s is wanted", q.Unit.Text, rows.Text)
	}
	r.out.Amount, r.out.Relative = q.Lo, strings.HasSuffix(text, "%")
	if q.HasUnit {
		r.out.Amount = q.Lo * q.Unit.Factor / rows.Factor
	}
	return true
}

func (r *precisionReader) period() bool {
	label := r.part(4)
	if label == "" || label == "forecast" {
		return true
	}
	if r.b.m.Time.Steps == 0 {
		return false // what is wrong with the time is said
	}
	var labels []string
	for _, p := range r.b.m.Periods() {
		labels = append(labels, p.Label)
	}
	if !slices.Contains(labels, label) {
		mend := fmt.Sprintf("the periods are %s to %s, whole years, and %s", labels[0], r.b.m.Time.Label(r.b.m.Time.Steps-1), strings.Join(labels[slices.Index(labels, "forecast")-min(1, r.b.m.Time.Forecast):], " and "))
		if i := slices.IndexFunc(labels, func(l string) bool { return strings.EqualFold(l, label) }); i >= 0 {
			mend = "write " + labels[i]
		}
		return r.errorf(4, mend, "there is no period %q", label)
	}
	r.out.Period = label
	return true
}
