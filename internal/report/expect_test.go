package report

import (
	"strings"
	"testing"

	"weir/sim/result"
)

// TestExpectationsOfOneKind: the sentence counts what there is, and a failure is said in the answer and nowhere without one.
func TestExpectationsOfOneKind(t *testing.T) {
	for _, row := range []struct {
		outcomes []result.Outcome
		says     string
		unmet    string
	}{
		{nil, "", ""},
		{[]result.Outcome{result.Holds}, "one thing of its own results; it holds.", ""},
		{[]result.Outcome{result.Undecided}, "one thing of its own results; it is undecided.", ""},
		{[]result.Outcome{result.Holds, result.Holds}, "two things of its own results; two hold.", ""},
		{[]result.Outcome{result.Fails}, "one thing of its own results; it fails.", "**The scenario's own expectation fails**"},
		{[]result.Outcome{result.Fails, result.Undecided, result.Fails}, "three things of its own results; two fail and one is undecided.", "**Two of the scenario's own three expectations fail**"},
	} {
		r := worlds["nothing"].result()
		for _, o := range row.outcomes {
			r.Expectations = append(r.Expectations, result.Expectation{Name: "x", Text: "mean(total.net) > 3", Unit: "USD", Value: 2, Lo: 1, Hi: 3, Outcome: o})
		}
		page := string(Markdown("1.0", r, nil))
		if !strings.Contains(page, row.says) || strings.Contains(page, "## Expectations") != (row.says != "") {
			t.Errorf("%v: the page does not say %q", row.outcomes, row.says)
		}
		if !strings.Contains(page, row.unmet) || strings.Contains(page, "(#expectations)") != (row.unmet != "") {
			t.Errorf("%v: the page does not say %q", row.outcomes, row.unmet)
		}
	}
}
