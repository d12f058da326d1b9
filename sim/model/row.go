package model

import (
	"slices"
	"strconv"
	"strings"

	"weir/sim/diag"
	"weir/sim/unit"
)

// A Row names what results have rows of: a measure of a channel, for every period.
type Row struct {
	Channel string    // an id, "total", "outputs.NAME", "shocks.NAME" or "shocks"
	Measure string    // "gross", "revenue", "cost", "net", "loss", or "value" of an output
	Unit    unit.Unit // of the rows
}

// row finds what a name such as "ore.net" or "outputs.tonnes" stands for among the rows of channels, the total and outputs.
// Where it is none it says what is wrong; the mend may be empty.
func (b *builder) row(name string) (r Row, what, mend string) {
	m := b.m
	r.Unit = unit.Unit{Dim: m.Units.Currency(), Factor: 1, Text: m.Currency}
	words := strings.Split(name, ".")
	measures, rest := []string{"revenue", "cost", "net", "loss"}, words[1:]
	switch id := words[0]; {
	case id == "outputs" && len(words) > 1:
		i := slices.IndexFunc(m.Outputs, func(o *Output) bool { return o.ID == words[1] })
		if i < 0 {
			var known []string
			for _, o := range m.Outputs {
				known = append(known, o.ID)
			}
			return r, "there is no output " + strconv.Quote(words[1]), didYouMean("outputs.", diag.Nearest(words[1], known), "")
		}
		r.Channel, r.Measure, r.Unit = "outputs."+words[1], "value", m.Outputs[i].Rows
		measures, rest = []string{"loss"}, words[2:]
		if len(rest) == 0 {
			return r, "", ""
		}
	case id == "total":
		r.Channel = id
		if slices.ContainsFunc(m.Channels, func(c *Channel) bool { return c.Gross.Expr != nil }) {
			measures = append(measures, "gross")
		}
	case b.byID[id] != nil:
		r.Channel = id
		if b.byID[id].Gross.Expr != nil {
			measures = append(measures, "gross")
		}
	default:
		known := []string{"total", "outputs"}
		for _, c := range m.ByPath {
			known = append(known, c.ID)
		}
		return r, "there is no channel " + strconv.Quote(id) + " among the results", didYouMean("", diag.Nearest(id, known), "")
	}
	if len(rest) != 1 {
		return r, strconv.Quote(name) + " is no measure of a channel", "write " + r.Channel + "." + measures[0]
	}
	r.Measure = rest[0]
	if slices.Contains(measures, rest[0]) {
		return r, "", ""
	}
	what = r.Channel + " has no measure " + strconv.Quote(rest[0])
	switch near := diag.Nearest(rest[0], measures); {
	case strings.HasPrefix(r.Channel, "outputs."):
		return r, what, "write " + r.Channel + " for its value, or " + r.Channel + ".loss"
	case rest[0] == "gross":
		return r, r.Channel + " has no gross", "write " + r.Channel + ".revenue"
	case near != "":
		return r, what, didYouMean(r.Channel+".", near, "")
	}
	return r, what, "the measures are " + strings.Join(measures, ", ")
}

// didYouMean is a mend that offers what was found, with what stands before and behind it; empty where nothing was found.
func didYouMean(before, found, behind string) string {
	if found == "" {
		return ""
	}
	return "did you mean " + before + found + behind + "?"
}

// label finds the period with a label; "" is the forecast. Where there is none, the mend lists those that there are.
func (b *builder) label(text string) (label, what, mend string) {
	if text == "" || text == "forecast" {
		return "", "", ""
	}
	var labels []string
	for _, p := range b.m.Periods() {
		labels = append(labels, p.Label)
	}
	if slices.Contains(labels, text) {
		return text, "", ""
	}
	t := b.m.Time
	mend = "the periods are " + labels[0] + " to " + t.Label(t.Steps-1) + ", whole years, and " + strings.Join(labels[slices.Index(labels, "forecast")-min(1, t.Forecast):], " and ")
	if i := slices.IndexFunc(labels, func(l string) bool { return strings.EqualFold(l, text) }); i >= 0 {
		mend = "write " + labels[i]
	}
	return "", "there is no period " + strconv.Quote(text), mend
}
