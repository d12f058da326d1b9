package model

import (
	"fmt"
	"regexp"
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

// finest is the precision of a percentile that counts in bins can tell.
const finest = 0.002

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
			return // already reported
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
	row, what, mend := r.b.row(r.part(3))
	if what != "" {
		return rows, r.errorf(3, mend, "%s", what)
	}
	r.out.Channel, r.out.Measure = row.Channel, row.Measure
	return row.Unit, true
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
	if r.out.Relative && r.out.Percent > 0 && q.Lo < finest {
		return r.errorf(1, "ask for 0.2% or more, or for the mean", "percentiles are told to 0.1%% of themselves, and cannot be known to %s", text)
	}
	if q.HasUnit {
		r.out.Amount = q.Lo * q.Unit.Factor / rows.Factor
	}
	return true
}

func (r *precisionReader) period() bool {
	if r.b.m.Time.Steps == 0 {
		return false // the time is wrong, as already reported
	}
	label, what, mend := r.b.label(r.part(4))
	if what != "" {
		return r.errorf(4, mend, "%s", what)
	}
	r.out.Period = label
	return true
}
