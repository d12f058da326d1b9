package explain

import (
	"fmt"
	"slices"
	"strings"

	"weir/sim/model"
)

// fitWords says how a law meets the percentiles that fix it, and what else they imply; nothing for another law.
func fitWords(q *model.Quantity, write func(float64) string) []string {
	if len(q.Fit) == 0 {
		return nil
	}
	var asked, implied []string
	cut := false
	for _, f := range q.Fit {
		words := fmt.Sprintf("p%d %s", f.Percent, write(f.Asked))
		if met := write(f.Met); met != write(f.Asked) {
			words += " (met: " + met + ")"
		}
		asked = append(asked, words)
		cut = cut || q.Law.Quantile(float64(f.Percent)/100) != f.Met
	}
	words := "fit: " + strings.Join(asked, ", ")
	if cut {
		words += " before it is cut"
	}
	for _, percent := range []int{1, 50, 99} {
		if !slices.ContainsFunc(q.Fit, func(f model.Fitted) bool { return f.Percent == percent }) {
			implied = append(implied, fmt.Sprintf("p%d %s", percent, write(q.Law.Quantile(float64(percent)/100))))
		}
	}
	if mean, ok := q.Mean(); ok {
		implied = append(implied, "mean "+write(mean))
	} else {
		implied = append(implied, "a mean that hangs on the far tail")
	}
	return []string{words + "; implies " + strings.Join(implied, ", ")}
}

// togetherWords says with which parameters one is drawn together.
func togetherWords(s *model.Symbol) []string {
	if s.Group == nil {
		return nil
	}
	var pairs []string
	for _, t := range s.Group.Targets {
		other := t.B
		switch s {
		case t.A:
		case t.B:
			other = t.A
		default:
			continue
		}
		pairs = append(pairs, fmt.Sprintf("%g with %s", t.Spearman, other.Name))
	}
	what := "rank correlation"
	if s.Kind == model.Process {
		what += " of its moves"
	}
	return []string{what + ": " + strings.Join(pairs, ", ")}
}
