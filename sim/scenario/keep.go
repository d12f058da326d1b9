package scenario

import (
	"regexp"
	"slices"
	"strings"
)

// quantityText is a number or range, and then perhaps a unit.
var quantityText = func() *regexp.Regexp {
	const number = `[-+]?(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d+)(?:[eE][-+]?\d+)?[kMBT%]?`
	return regexp.MustCompile(`^\s*` + number + `(?:\s+to\s+` + number + `)?\s*(.*?)\s*$`)
}()

// unitIn is the unit that stands in a quantity, as the field unit would have it.
func unitIn(n *Node) string {
	if n == nil || n.Kind != String {
		return ""
	}
	found := quantityText.FindStringSubmatch(n.Text)
	if found == nil {
		return ""
	}
	switch found[1] {
	case "days", "weeks", "months", "quarters", "years":
		return strings.TrimSuffix(found[1], "s")
	}
	return found[1]
}

// keepUnit replaces the distribution of old by the value; unit, vary and provenance stay unless the value is a table
// that has them itself.
func keepUnit(old, value *Node, r *rule) *Node {
	if value.Kind == String && r == quantity && !quantityText.MatchString(value.Text) {
		return value // a formula brings its own unit
	}
	var kept []*Node
	for _, f := range old.fields() {
		if distribution.field(f.Key) == nil && !slices.ContainsFunc(pathFields, func(p field) bool { return p.key == f.Key }) ||
			f.Key == "unit" {
			kept = append(kept, f)
		}
	}
	if old.Get("unit") == nil && unitIn(value) == "" {
		written := old
		if old.Get("value") != nil {
			written = old.Get("value")
		}
		if unit := unitIn(written); unit != "" {
			kept = append([]*Node{{Kind: String, Key: "unit", Text: unit, At: written.At, KeyAt: written.At}}, kept...)
		}
	}
	if len(kept) == 0 {
		return value
	}
	merged := &Node{Kind: Table, KeyAt: old.KeyAt, At: value.At}
	if value.Kind == Table {
		for _, f := range value.Fields {
			merged.put(f)
		}
	} else {
		value.Key = "value"
		merged.put(value)
	}
	for _, f := range kept {
		if merged.Get(f.Key) == nil {
			merged.put(f)
		}
	}
	return merged
}
