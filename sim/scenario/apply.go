package scenario

import (
	"cmp"
	"slices"
	"strings"

	"weir/sim/diag"
)

// apply puts a setting into a document and checks the value; a path that the document lacks is an error.
func (l *loader) apply(s *setting, d *Document) {
	value := s.value.clone(false)
	value.KeyAt = s.at
	holder, r, path := s.holder(d.Root)
	key := s.words[len(s.words)-1]
	if holder == nil || r.field(key) == nil {
		mend := cmp.Or(didYouMean(diag.Nearest(s.path, settable(d.Root))), "set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce")
		l.list.Errorf(s.at, "", mend, "%s has no %q that can be set", d.File, s.path)
		return
	}
	old := holder.Get(key)
	known := r.field(key)
	switch known {
	case parameter, distribution, quantity:
		value = keepUnit(old, value, known)
	}
	value.Key, value.Set = key, true
	holder.put(value)
	check := &checker{list: l.list, meant: map[string]bool{}}
	check.node(value, known, join(path, key))
	d.Sets = append(d.Sets, s.text)
	if full := join(path, key); known == parameter && !slices.Contains(d.Overrides, full) {
		d.Overrides = append(d.Overrides, full)
	}
}

// holder is the table that the last word of the path is a key of, with its rule and path; nil where the document has
// nothing of this path that may be set.
func (s *setting) holder(root *Node) (*Node, *rule, string) {
	words := s.words
	switch {
	case s.path == "enforce":
		return root, document, ""
	case words[0] == "run" && len(words) == 2:
		run := root.Get("run")
		if run == nil {
			run = &Node{Kind: Table, Key: "run", KeyAt: s.at, At: s.at}
			root.put(run)
		}
		if run.Kind == Table {
			return run, runSection, "run"
		}
	case words[0] == "shocks" && len(words) > 2:
		return shockField(root.Get("shocks").Get(words[1]), words[2:], "shocks."+words[1])
	}
	for _, path := range parameterPaths(words) {
		if parent, key := cutLast(path); root.at(parent).Get(key) != nil {
			return root.at(parent), document.field("parameters"), parent
		}
	}
	return nil, nil, ""
}

// parameterPaths are the full paths that the words may mean.
func parameterPaths(words []string) []string {
	full := strings.Join(words, ".")
	switch {
	case len(words) == 1:
		return []string{"parameters." + full}
	case len(words) == 2 && words[0] == "parameters":
		return []string{full, "channels.parameters.parameters." + words[1]}
	case len(words) == 2:
		return []string{"channels." + words[0] + ".parameters." + words[1]}
	case len(words) == 4 && words[0] == "channels" && words[2] == "parameters":
		return []string{full}
	}
	return nil
}

// cutLast splits a path before its last key.
func cutLast(path string) (parent, key string) {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)], path[i+1:]
}

// withDefault are the fields of shocks that may be set where they are not written: they have a default.
var withDefault = []string{"probability", "ramp", "hold", "half_life", "floor", "duration", "cost", "lag"}

// shockField finds the table with the field that the words name within a shock, one of its hits (by target) or
// displacements (by from and to).
func shockField(n *Node, words []string, path string) (*Node, *rule, string) {
	if n == nil {
		return nil, nil, ""
	}
	r := shock
	if hits := n.Get("hits"); words[0] == "hits" && len(words) > 1 && hits != nil {
		n, words = named(hits.Items, words[1:], "target")
		r, path = hit, path+".hits"
	} else if moves := n.Get("displaces"); words[0] == "displaces" && len(words) > 1 && moves != nil {
		n, words = named(moves.Items, words[1:], "from", "to")
		r, path = displacement, path+".displaces"
	}
	for ; n != nil && len(words) > 1; words = words[1:] {
		n, r, path = n.Get(words[0]), r.field(words[0]), join(path, words[0])
		if r == nil || n == nil || n.Kind != Table {
			return nil, nil, ""
		}
	}
	if n == nil || len(words) == 0 || n.Get(words[0]) == nil && !slices.Contains(withDefault, words[0]) {
		return nil, nil, ""
	}
	return n, r, path
}

// named finds the one table of a list whose keys have the values that the words begin with, and the words behind them.
func named(items []*Node, words []string, keys ...string) (*Node, []string) {
	var found *Node
	var rest []string
	for _, item := range items {
		var names []string
		for _, key := range keys {
			names = append(names, strings.Split(textOf(item.Get(key)), ".")...)
		}
		if len(words) <= len(names) || !slices.Equal(words[:len(names)], names) {
			continue
		}
		behind := words[len(names):]
		if found == nil || found.Get(rest[0]) == nil && item.Get(behind[0]) != nil {
			found, rest = item, behind
		} else if item.Get(behind[0]) != nil {
			return nil, nil // two of them have the field: neither is meant
		}
	}
	return found, rest
}

func textOf(n *Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

// settable are the paths that a setting may name in a document.
func settable(root *Node) []string {
	paths := []string{"enforce"}
	for _, key := range runSection.keys() {
		paths = append(paths, "run."+key)
	}
	for _, p := range root.Get("parameters").fields() {
		paths = append(paths, p.Key, "parameters."+p.Key)
	}
	for _, c := range root.Get("channels").fields() {
		for _, p := range c.Get("parameters").fields() {
			paths = append(paths, c.Key+"."+p.Key, "channels."+c.Key+".parameters."+p.Key)
		}
	}
	for _, s := range root.Get("shocks").fields() {
		path := "shocks." + s.Key + "."
		for _, f := range s.fields() {
			paths = append(paths, path+f.Key)
		}
		for _, key := range withDefault[:len(withDefault)-1] {
			paths = append(paths, path+key)
		}
		for _, list := range []struct {
			name string
			keys []string
		}{{"hits", []string{"target"}}, {"displaces", []string{"from", "to"}}} {
			items := s.Get(list.name)
			if items == nil {
				continue
			}
			for _, item := range items.Items {
				below := path + list.name
				for _, key := range list.keys {
					below = join(below, textOf(item.Get(key)))
				}
				for _, f := range item.fields() {
					if !slices.Contains(list.keys, f.Key) {
						paths = append(paths, join(below, f.Key))
					}
				}
			}
		}
	}
	return paths
}
