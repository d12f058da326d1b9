package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"weir/sim/ask"
	"weir/sim/diag"
)

// With is a document in which values are set, in order, as settings of the call are; d stays as it is. The list holds what is wrong
// with them.
func (d *Document) With(values []ask.Value) (*Document, diag.List) {
	var list diag.List
	l := &loader{list: &list}
	out := *d
	out.Root = d.Root.clone(d.Root.Inherited)
	restore(d.Root, out.Root)
	out.Overrides, out.Sets = slices.Clone(d.Overrides), slices.Clone(d.Sets)
	for _, v := range values {
		if s := newSetting("variant", v.Path+"="+asTOML(v), l.nextRank(), l.list); s != nil {
			l.apply(s, &out)
		}
	}
	list.Sort()
	return &out, list
}

// restore gives the nodes of a clone the marks that cloning takes for those of one file.
func restore(from, to *Node) {
	to.Inherited = from.Inherited
	for i, item := range from.Items {
		restore(item, to.Items[i])
	}
	for i, f := range from.Fields {
		restore(f, to.Fields[i])
	}
}

// asTOML is a value in TOML.
func asTOML(v ask.Value) string {
	switch x := v.To().(type) {
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case ask.Day:
		return fmt.Sprintf("%04d-%02d-%02d", x.Year, x.Month, x.Day)
	case string:
		return strconv.Quote(x)
	case []string:
		quoted := make([]string, len(x))
		for i, name := range x {
			quoted[i] = strconv.Quote(name)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return ""
}
