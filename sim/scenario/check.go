package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"weir/sim/diag"
	"weir/sim/display"
	"weir/sim/formula"
)

// maxProblems is how many problems one call looks for; a file with more is not the kind of file it claims to be.
const maxProblems = 20_000

// A checker holds documents against the schema.
type checker struct {
	list  *diag.List
	meant map[string]bool // required keys that were misspelt or had a wrong value: not reported as missing too
}

// node checks a value and all below it. The path is that of the value, in dots.
func (c *checker) node(n *Node, r *rule, path string) {
	if !r.allows(n.Kind) {
		c.meant[path], n.Wrong = true, true
		at := n.At
		if n.Kind == Table && n.KeyAt.Line > 0 {
			at = n.KeyAt
		}
		c.list.Errorf(at, path, wrongKindMend(n, r), "this must be %s, not %s", r.want, n.Kind)
		return
	}
	switch n.Kind {
	case Table:
		c.table(n, r, path)
	case Array:
		for _, item := range n.Items {
			if r.items != nil {
				c.node(item, r.items, path)
			}
		}
		if r.items == schedulePoint {
			c.schedule(n, path)
		}
	case String:
		c.text(n, r, path)
	}
}

// table checks the keys of a table.
func (c *checker) table(n *Node, r *rule, path string) {
	for _, f := range n.Fields {
		if len(*c.list) > maxProblems {
			return
		}
		below := join(path, f.Key)
		if r.names != nil {
			c.id(f, r, path)
		}
		known := r.field(f.Key)
		if known == nil {
			n.Wrong, f.Wrong = true, true
			c.unknown(f, r, path)
			continue
		}
		c.node(f, known, below)
		n.Wrong = n.Wrong || f.Wrong && f.Kind != Table && !known.allows(f.Kind)
	}
}

// unknown reports a key that the table does not have, with the one that was probably meant.
func (c *checker) unknown(f *Node, r *rule, path string) {
	var mend []string
	if nearest := diag.Nearest(f.Key, r.keys()); nearest != "" {
		c.meant[join(path, nearest)] = true
		mend = append(mend, didYouMean(nearest))
	}
	if places := homes[f.Key]; len(places) > 0 && len(places) <= 6 {
		mend = append(mend, fmt.Sprintf("%q belongs in %s", f.Key, display.Or(places)))
	}
	if len(f.Key) > 1 && r.percent && f.Key[0] == 'p' && strings.Trim(f.Key[1:], "0123456789.") == "" {
		mend = []string{"percentiles are whole, p1 to p99"}
	}
	if (r == channel || r == document) && len(mend) == 0 && looksLikeParameter(f) {
		mend = append(mend, "put it into ["+join(path, "parameters")+"]")
	}
	if keys := r.keys(); len(mend) == 0 && len(keys) <= 12 {
		mend = append(mend, "known here: "+strings.Join(keys, ", "))
	}
	in := r.what
	if in == "" {
		in = "this table"
	}
	c.list.Errorf(f.KeyAt, path, strings.Join(mend, "; "), "%s has no key %q", in, f.Key)
}

// looksLikeParameter reports whether a value can only be that of a parameter.
func looksLikeParameter(n *Node) bool {
	return slices.ContainsFunc([]string{"value", "dist", "process", "schedule"}, func(key string) bool { return n.Get(key) != nil })
}

// id checks a name that the author chose.
func (c *checker) id(f *Node, r *rule, path string) {
	switch {
	case !isID(f.Key):
		mend := "begin with a letter, then letters, digits and _"
		if fixed := strings.NewReplacer("-", "_", " ", "_", ".", "_").Replace(f.Key); isID(fixed) {
			mend = "write " + fixed
		}
		c.list.Errorf(f.KeyAt, path, mend, "%q is not a possible name", f.Key)
	case slices.Contains(r.reserved, f.Key):
		c.list.Errorf(f.KeyAt, path, "choose another name", "the name %q is reserved here", f.Key)
	case formula.Reserved(f.Key):
		c.list.Errorf(f.KeyAt, path, "choose another name", "the name %q is reserved: it means something in formulas", f.Key)
	}
}

// isID reports whether s matches [A-Za-z][A-Za-z0-9_]*.
func isID(s string) bool {
	for i := range len(s) {
		letter := 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z'
		if !letter && (i == 0 || s[i] != '_' && (s[i] < '0' || s[i] > '9')) {
			return false
		}
	}
	return s != ""
}

// text checks words that are limited in choice or length.
func (c *checker) text(n *Node, r *rule, path string) {
	if r.length > 0 && utf8.RuneCountInString(n.Text) > r.length {
		c.list.Errorf(n.At, path, "shorten it", "%d characters are too many here, at most %d", utf8.RuneCountInString(n.Text), r.length)
	}
	if len(r.words) == 0 || slices.Contains(r.words, n.Text) {
		return
	}
	c.meant[path], n.Wrong = true, true
	mend := didYouMean(diag.Nearest(n.Text, r.words))
	c.list.Errorf(n.At, path, mend, "%q is not one of %s", n.Text, strings.Join(r.words, ", "))
}

// schedule checks that each element is a date with a number.
func (c *checker) schedule(n *Node, path string) {
	for _, p := range n.Items {
		if p.Kind != Array {
			continue // already reported
		}
		switch {
		case len(p.Items) == 2 && p.Items[0].Kind == String && looksLikeDate(p.Items[0].Text):
			p.Wrong = true
			c.list.Errorf(p.Items[0].At, path, "write "+p.Items[0].Text+" without quotes", "this must be a date, not text")
		case len(p.Items) != 2 || p.Items[0].Kind != Date || !plainNumber.allows(p.Items[1].Kind):
			p.Wrong = true
			c.list.Errorf(p.At, path, "write [2022-01-01, 1.5]", "a point of a schedule is a date and a number")
		}
	}
}

// wrongKindMend is what to do about a value of the wrong kind, where that can be guessed.
func wrongKindMend(n *Node, r *rule) string {
	switch {
	case n.Kind == String && r.allows(Date) && looksLikeDate(n.Text):
		return "write " + n.Text + " without quotes"
	case n.Kind == Integer && r.allows(Date) && n.Int >= 1 && n.Int <= 9999:
		return fmt.Sprintf("write %04d-01-01", n.Int)
	case len(r.words) > 0 && len(r.words) <= 6:
		return "write " + display.Or(inQuotes(r.words))
	case n.Kind == String && slices.Equal(r.kinds, []Kind{Integer}):
		return "write digits without quotes, such as 100_000"
	case n.Kind == Float && r == whole:
		return "write digits without a point or exponent, such as 100_000"
	case n.Kind == String && r.allows(Array) && r.items == words:
		return fmt.Sprintf("write [%q]", n.Text)
	case r.allows(Array) && r.items != nil && n.Kind != Table && r.items.allows(n.Kind):
		return "write [" + n.Text + "]"
	case n.Kind == Table && r.allows(Array):
		return "put it into brackets: [{ ... }]"
	case n.Kind == Array && r.header:
		return "write its header with single brackets, each name once"
	case n.Kind != Table && r.header:
		return "write it as a [table] of its own"
	case slices.Equal(r.kinds, []Kind{String}) && n.Text != "":
		return "put it in quotes"
	}
	return ""
}

func inQuotes(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strconv.Quote(w)
	}
	return out
}

func looksLikeDate(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == ""
}

// homes says, for each key of the language, in which tables it stands.
var homes map[string][]string

func findHomes() map[string][]string {
	found := map[string][]string{}
	seen := map[*rule]bool{}
	var walk func(r *rule)
	walk = func(r *rule) {
		if r == nil || seen[r] {
			return
		}
		seen[r] = true
		for _, f := range r.fields {
			if r.what != "" && !slices.Contains(found[f.key], r.what) {
				found[f.key] = append(found[f.key], r.what)
			}
			walk(f.rule)
		}
		walk(r.names)
		walk(r.items)
	}
	walk(document)
	return found
}

// didYouMean is a mend that offers what was found; empty where nothing was.
func didYouMean(found string) string {
	if found == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", found)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
