package sim_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weir/sim/result"
)

// group declares four parameters beside one that stands alone, with pairs between those that are given.
func group(pairs ...string) string {
	text := quarters + still + "[parameters]\n"
	for i, id := range []string{"a", "b", "c", "d", "alone"} {
		text += fmt.Sprintf("%s = { dist = \"uniform\", min = %d, max = 9, unit = \"1\" }\n", id, i)
	}
	for _, id := range []string{"sa", "sb", "sc", "salone"} {
		text += id + " = { dist = 'normal', mean = 0, sd = 1, unit = '1', vary = 'step' }\n"
	}
	text += "path = { process = 'walk', start = 0, sd = 1, unit = '1' }\n[outputs]\n"
	for _, id := range members {
		text += fmt.Sprintf("%s = { formula = %q, unit = \"1\", aggregate = \"last\" }\n", id, id)
	}
	if len(pairs) > 0 {
		text = strings.Replace(text, "[run]", "[correlations]\npairs = ["+strings.Join(pairs, ", ")+"]\n[run]", 1)
	}
	return text
}

var members = []string{"a", "b", "c", "d", "alone", "sa", "sb", "sc", "salone", "path"}

// moved lists the outputs of group whose figures differ between two results.
func moved(t *testing.T, a, b *result.Result) string {
	t.Helper()
	var names []string
	for _, id := range members {
		if !same(reflect.ValueOf(find(t, a, "outputs."+id+" value").Scenario), reflect.ValueOf(find(t, b, "outputs."+id+" value").Scenario)) {
			names = append(names, id)
		}
	}
	return strings.Join(names, " ")
}

// A correlation changes the draws of the later of its members by path, and of nothing else: the first keeps its own, bit for
// bit. Where a member goes, those before it keep theirs; where a target changes, those that it does not reach.
func TestCorrelationsMoveLaterMembersOnly(t *testing.T) {
	t.Parallel()
	const ab, ac, bc, ad, cd, steps, walk = `["a", "b", 0.5]`, `["a", "c", -0.4]`, `["b", "c", 0.2]`, `["d", "a", 0.3]`, `["c", "d", 0.3]`, `["sa", "sb", 0.6]`, `["path", "sb", 0.5]`
	rows := []struct {
		what       string
		from, into []string
		moves      string
	}{
		{"a pair", nil, []string{ab}, "b"},
		{"a pair, its names the other way round", []string{ab}, []string{`["b", "a", 0.5]`}, ""},
		{"a second pair with the first member", []string{ab}, []string{ab, ac}, "c"},
		{"a pair between later members", []string{ab, ac}, []string{ab, ac, bc}, "c"},
		{"the last member goes", []string{ab, ac, bc, ad}, []string{ab, ac, bc}, "d"},
		{"a target changes, beside another group", []string{ab, cd}, []string{`["a", "b", 0.7]`, cd}, "b"},
		{"a target changes, and d stays apart from b", []string{ab, ad}, []string{`["a", "b", 0.7]`, ad}, "b d"},
		{"the middle member goes", []string{ab, ac, bc, ad}, []string{ac, ad}, "b c d"},
		{"pairs in another order", []string{ab, ac, bc, ad}, []string{ad, bc, ac, ab}, ""},
		{"a target of 0", nil, []string{`["a", "b", 0]`}, ""},
		{"step draws", []string{ab}, []string{ab, steps}, "sb"},
		{"a process, whose path comes first", []string{ab}, []string{ab, walk}, "sb"},
	}
	trials := int64(fewer(1024, 64))
	for _, design := range designs {
		if testing.Short() && design != "sobol" {
			continue
		}
		for _, c := range rows {
			if design == "sobol" && slices.Contains(c.into, walk) {
				continue // in the last step, where the path moves no more, the pair takes a dimension of its own
			}
			from, into := designed(t, group(c.from...), design, trials, 5), designed(t, group(c.into...), design, trials, 5)
			if got := moved(t, from, into); got != c.moves {
				t.Errorf("%s, %s: the draws of %q move, want %q", design, c.what, got, c.moves)
			}
		}
	}
}
