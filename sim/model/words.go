package model

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weir/sim/display"
	"weir/sim/scenario"
	"weir/sim/unit"
)

// quantityWords puts a field of a shock into words, with its unit unless that is a plain number; empty where there is none.
func quantityWords(n *scenario.Node) string {
	if n == nil {
		return ""
	}
	body := n
	if f := n.Get("formula"); f != nil {
		body = f
	}
	words := lawWords(body)
	if u := text(n, "unit"); u != "" && u != "1" && u != "share" && !strings.HasSuffix(words, " "+u) {
		words += " " + u
	}
	return words
}

// onsetWords puts the beginning of a shock into words.
func onsetWords(n *scenario.Node) string {
	from := text(n, "from")
	switch {
	case n.Kind != scenario.Table:
		return n.Text
	case n.Get("to") != nil:
		return fmt.Sprintf("any time from %s to %s", from, text(n, "to"))
	case n.Get("rate") != nil:
		return fmt.Sprintf("from %s on, at a chance of %s a year", from, quantityWords(n.Get("rate")))
	}
	return "once " + text(n, "when")
}

// lawWords puts a distribution into words: "0.9", "60k to 150k", "pert 3/6/10", "normal with mean 0, sd 1".
func lawWords(n *scenario.Node) string {
	if n.Kind != scenario.Table {
		return n.Text
	}
	words := ""
	switch family := text(n, "dist"); {
	case n.Get("value") != nil:
		words = n.Get("value").Text
	case family == "mixture":
		words = "mixture of " + weighted(n, "of")
	case family == "discrete":
		words = "one of " + weighted(n, "values")
	case family == "empirical" && n.Get("values") != nil:
		words = "draws from " + valuesWords(n.Get("values"))
	case family == "bernoulli":
		words = "1 with probability " + text(n, "p") + ", else 0"
	case family == "uniform":
		words = "uniform from " + text(n, "min") + " to " + text(n, "max")
	case (family == "pert" || family == "triangular") && n.Get("mode") != nil:
		words = family + " " + text(n, "min") + "/" + text(n, "mode") + "/" + text(n, "max")
		if n.Get("shape") != nil {
			words += " of shape " + text(n, "shape")
		}
	default:
		var args []string
		for _, f := range n.Fields {
			if f.Key != "dist" && f.Key != "truncate" && !slices.Contains(around, f.Key) {
				args = append(args, f.Key+" "+lawWords(f))
			}
		}
		words = family + " with " + strings.Join(args, ", ")
	}
	if t := n.Get("truncate"); t != nil && len(t.Items) == 2 {
		words += fmt.Sprintf(", kept within %s and %s", t.Items[0].Text, t.Items[1].Text)
	}
	return words
}

// weighted lists what a key holds, with weights where they are given.
func weighted(n *scenario.Node, key string) string {
	var all []string
	weights := items(n, "weights")
	for i, item := range items(n, key) {
		words := lawWords(item)
		if i < len(weights) {
			words += " (weight " + weights[i].Text + ")"
		}
		all = append(all, words)
	}
	return strings.Join(all, ", ")
}

// valuesWords lists values, or says how many there are and how far they reach.
func valuesWords(n *scenario.Node) string {
	const shown = 6
	var all []string
	least, most := "", ""
	lo, hi := math.Inf(1), math.Inf(-1)
	add := func(text string, x float64) {
		text = strings.TrimSuffix(text, ".0")
		all = append(all, text)
		if x < lo {
			least, lo = text, x
		}
		if x > hi {
			most, hi = text, x
		}
	}
	for _, item := range n.Items {
		x := item.Num
		if v, err := unit.Number(item.Text); err == nil {
			x = v
		}
		add(item.Text, x)
	}
	for _, x := range n.Data {
		add(scenario.Decimal(x), x)
	}
	if len(all) <= shown {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s values from %s to %s", display.Grouped(int64(len(all)), ","), least, most)
}

// dated reports whether a distribution is written in dates.
func dated(n *scenario.Node) bool {
	return n.Kind == scenario.Date || slices.ContainsFunc(n.Fields, func(f *scenario.Node) bool { return f.Kind == scenario.Date })
}

// processWords puts a stochastic process into words.
func processWords(n *scenario.Node) string {
	words := map[string]string{
		"gbm":  "geometric Brownian motion",
		"ar1":  "swing around a mean (AR(1))",
		"walk": "random walk",
	}[text(n, "process")]
	var args []string
	for _, f := range []struct{ key, name string }{
		{"start", "start"}, {"drift", "drift a year"}, {"volatility", "volatility"}, {"mean", "mean"}, {"sd", "sd"}, {"half_life", "half-life"},
	} {
		if v := n.Get(f.key); v != nil {
			args = append(args, f.name+" "+lawWords(v))
		}
	}
	return words + ": " + strings.Join(args, ", ")
}

// scheduleWords puts a known path into words.
func scheduleWords(n *scenario.Node) string {
	hold := text(n, "between") == "hold"
	var all []string
	for _, row := range items(n, "schedule") {
		word := " on "
		if hold {
			word = " from "
		}
		all = append(all, row.Items[1].Text+word+row.Items[0].Text)
	}
	words := strings.Join(all, ", ")
	if !hold && len(all) > 1 {
		words += ", straight between"
	}
	return words
}
