package scenario

import (
	"strings"

	"weir/sim/diag"
)

// A setting is one PATH=VALUE of the command line.
type setting struct {
	text  string
	path  string
	words []string
	at    diag.Place // of the path
	value *Node
}

// newSetting reads a setting, which messages name; nil where it is none.
func newSetting(name, input string, rank int, list *diag.List) *setting {
	file := &diag.File{Name: name, Rank: rank}
	if !text(file, []byte(input), inTOML, list) {
		return nil
	}
	whole := widen(newLocator(file).point(0), 0, len(file.Text))
	equals := strings.IndexByte(file.Text, '=')
	if equals < 0 || strings.TrimSpace(file.Text[:equals]) == "" {
		list.Errorf(whole, "", "write PATH=VALUE, such as it_workers.pay=70000", "this sets nothing")
		return nil
	}
	start := len(file.Text[:equals]) - len(strings.TrimLeft(file.Text[:equals], " \t"))
	s := &setting{text: input, path: strings.TrimSpace(file.Text[:equals])}
	s.at = widen(newLocator(file).point(start), start, start+len(s.path))
	s.words = strings.Split(s.path, ".")

	rest := file.Text[equals+1:]
	start = equals + 1 + len(rest) - len(strings.TrimLeft(rest, " \t\r\n"))
	end := max(start, len(strings.TrimRight(file.Text, " \t\r\n")))
	if s.path == "enforce" && !strings.ContainsAny(file.Text[start:end], `"'`) {
		s.value = nameList(file, start, end)
		return s
	}
	if start == end {
		list.Errorf(widen(newLocator(file).point(equals), equals, equals+1), "", "", "a value is missing behind the =")
		return nil
	}
	s.value = settingValue(file, start, end, list)
	if s.value == nil {
		return nil
	}
	return s
}

// settingValue reads a TOML value, or where it is none, text. What begins like a list, a table or quoted text must be one.
func settingValue(file *diag.File, start, end int, list *diag.List) *Node {
	input := "v=" + file.Text[start:end]
	meantAsTOML := strings.IndexByte("[{\"'", file.Text[start]) >= 0
	var said diag.List
	if shallow(&diag.File{Text: input}, &said) && accept(input) == nil {
		s := newScanner(file, &said)
		s.pos = start
		if n := s.value(); n != nil && s.pos == end {
			*list = append(*list, said...)
			return n
		}
	} else if meantAsTOML {
		if len(said) > 0 {
			list.Errorf(newLocator(file).point(start), "", "", "%s", said[0].What)
		} else {
			valid(file, input, start-len("v="), list)
		}
		return nil
	}
	at := widen(newLocator(file).point(start), start, end)
	return &Node{Kind: String, Text: file.Text[start:end], At: at, KeyAt: at, start: start, end: end}
}

// nameList reads names that stand between commas, with or without brackets.
func nameList(file *diag.File, start, end int) *Node {
	at := widen(newLocator(file).point(start), start, end)
	list := &Node{Kind: Array, At: at, KeyAt: at, start: start, end: end}
	if inner := file.Text[start:end]; strings.HasPrefix(inner, "[") && strings.HasSuffix(inner, "]") {
		start, end = start+1, end-1
	}
	for _, part := range strings.Split(file.Text[start:end], ",") {
		name := strings.TrimSpace(part)
		if name != "" {
			from := start + strings.Index(part, name)
			at := widen(newLocator(file).point(from), from, from+len(name))
			list.Items = append(list.Items, &Node{Kind: String, Text: name, At: at, KeyAt: at, start: from, end: from + len(name)})
		}
		start += len(part) + 1
	}
	return list
}
