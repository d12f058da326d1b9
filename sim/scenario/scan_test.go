package scenario

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"weir/scenarios"
	"weir/sim/diag"
)

// parsed is the tree of a text that must be valid.
func parsed(t *testing.T, input string) *Node {
	t.Helper()
	var list diag.List
	root := parse(&diag.File{Name: "x.toml", Text: input}, &list)
	if root == nil || len(list) > 0 {
		t.Fatalf("%q: %s", input, list.Error())
	}
	return root
}

// follow walks a path of keys and, in lists, positions from 0.
func follow(n *Node, path string) *Node {
	for _, step := range strings.Fields(path) {
		if n != nil && n.Kind == Array {
			i := 0
			fmt.Sscan(step, &i)
			n = n.Items[i]
			continue
		}
		n = n.Get(step)
	}
	return n
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		name, text, path string
		key, at          string // line:column+width
	}{
		{"number", "x = 12_000", "x", "1:1+1", "1:5+6"},
		{"behind characters of two bytes", `"é" = { "üü" = "öö", z = 1 }`, "é z", "1:22+1", "1:26+1"},
		{"text with its quotes", `x = "a\"b"`, "x", "1:1+1", "1:5+6"},
		{"quoted key", `"k;k" . 'l' = 1`, "k;k l", "1:9+3", "1:15+1"},
		{"dotted key makes a table", "a.b = 1", "a", "1:1+1", "1:1+1"},
		{"date before a comment", "d = 2027-02-15 # why", "d", "1:1+1", "1:5+10"},
		{"table header", "\n[a.b]\nc = 1", "a b", "2:4+1", "2:2+3"},
		{"table of a longer header", "\n[a.b]\nc = 1", "a", "2:2+1", "2:2+1"},
		{"header behind the header of a part", "[a.b]\n[a]\nc = 1", "a", "2:2+1", "2:2+1"},
		{"array", "x = [1, 22]", "x", "1:1+1", "1:5+7"},
		{"element", "x = [1, 22]", "x 1", "1:9+2", "1:9+2"},
		{"nested element", "x = [[1], [2, 'b']]", "x 1 1", "1:15+3", "1:15+3"},
		{"inline table", "x = { a = 1 }", "x", "1:1+1", "1:5+9"},
		{"field of a table in an array", `hits = [{ target = "it.in_post", cut = 35 }]`, "hits 0 cut", "1:34+3", "1:40+2"},
		{"dotted key in an inline table", "x = { a.b = 1, a.c = 2 }", "x a c", "1:18+1", "1:22+1"},
		{"array over lines", "x = [\n  1, # one ]\n  'b',\n]", "x 1", "3:3+3", "3:3+3"},
		{"array over lines, itself", "x = [\r\n  1,\r\n]", "x", "1:1+1", "1:5+1"},
		{"inline table over lines", "x = {\n  a = 1,\n  b = { c = 2 },\n}", "x b c", "3:9+1", "3:13+1"},
		{"array of tables", "[[a]]\nb = 1\n[[a]]\nb = 2", "a 1 b", "4:1+1", "4:5+1"},
		{"table below an array of tables", "[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", "a 0 b c", "3:1+1", "3:5+1"},
		{"text of several lines", "x = \"\"\"\nab\ncd\"\"\"\ny = 1", "x", "1:1+1", "1:5+3"},
		{"behind text of several lines", "x = \"\"\"\nab\n\"\"\\\"cd\"\"\"\ny = 1", "y", "4:1+1", "4:5+1"},
		{"behind a hash in text", "x = \"#\"\ny = '#' # '\nz = 3", "z", "3:1+1", "3:5+1"},
		{"lines that end with CR LF", "a = 1\r\nb = 'x'\r\n", "b", "2:1+1", "2:5+3"},
	}
	for _, test := range tests {
		n := follow(parsed(t, test.text), test.path)
		if n == nil {
			t.Errorf("%s: no %s", test.name, test.path)
			continue
		}
		show := func(p diag.Place) string { return fmt.Sprintf("%d:%d+%d", p.Line, p.Column, p.Width) }
		if show(n.KeyAt) != test.key || show(n.At) != test.at {
			t.Errorf("%s: key at %s, value at %s; want %s, %s", test.name, show(n.KeyAt), show(n.At), test.key, test.at)
		}
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		name, text string
		part       string // of the value
		want       string
	}{
		{"plain", `x = "a + bcd"`, "bcd", "1:10+3"},
		{"literal", `x = 'a\n + bcd'`, "bcd", "1:12+3"},
		{"behind escapes", `x = "\u00e9\t\\ + bcd"`, "bcd", "1:19+3"},
		{"an escape", `x = "a\tb"`, "\t", "1:7+2"},
		{"behind two bytes", `x = "é + bcd"`, "bcd", "1:10+3"},
		{"second line", "x = \"\"\"\na + b\n  + cd\"\"\"", "cd", "3:5+2"},
		{"first line", "x = \"\"\"a + b\n  + cd\"\"\"", "a", "1:8+1"},
		{"behind a folded line", "x = \"\"\"\na \\\n   + cd\"\"\"", "cd", "3:6+2"},
		{"literal lines", "x = '''\r\na\r\n + cd'''", "cd", "3:4+2"},
		{"over a line's end", "x = '''ab\ncd'''", "b\nc", "1:9+1"},
	}
	for _, test := range tests {
		n := parsed(t, test.text).Get("x")
		pos := strings.Index(n.Text, test.part)
		if pos < 0 {
			t.Fatalf("%s: %q has no %q", test.name, n.Text, test.part)
		}
		p := n.Within(pos, pos+len(test.part))
		if got := fmt.Sprintf("%d:%d+%d", p.Line, p.Column, p.Width); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	n := parsed(t, "x = 'ab'\ny = []").Get("x")
	if p := n.Within(2, 2); p.Column != 8 {
		t.Errorf("the end of the text is at column %d, want the closing quote", p.Column)
	}
	var none *Node
	if none.Within(0, 1) != (diag.Place{}) || none.Get("x") != nil {
		t.Error("no node has a place or a field")
	}
}

// same compares a tree with what the TOML parser decoded.
func same(n *Node, decoded any) bool {
	switch v := decoded.(type) {
	case map[string]any:
		if n.Kind != Table || len(n.Fields) != len(v) {
			return false
		}
		for key, value := range v {
			if f := n.Get(key); f == nil || f.Key != key || !same(f, value) {
				return false
			}
		}
		return true
	case int64:
		return n.Kind == Integer && n.Int == v && n.Num == float64(v)
	case float64:
		return n.Kind == Float && math.Float64bits(n.Num) == math.Float64bits(v)
	case string:
		return n.Kind == String && n.Text == v
	case bool:
		return n.Kind == Bool && n.Bool == v
	case time.Time:
		return n.Kind == Date && n.Date == Day{v.Year(), int(v.Month()), v.Day()} && n.Text == n.Date.String()
	}
	items := reflect.ValueOf(decoded)
	if items.Kind() != reflect.Slice || n.Kind != Array || len(n.Items) != items.Len() {
		return false
	}
	for i, item := range n.Items {
		if !same(item, items.Index(i).Interface()) {
			return false
		}
	}
	return true
}

// sound checks that each place lies in the file and points at a text that reads as the key or the value.
func sound(n *Node) error {
	lines := strings.Split(n.At.File.Text, "\n")
	for _, p := range []diag.Place{n.At, n.KeyAt} {
		if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len([]rune(lines[p.Line-1]))+1 {
			return fmt.Errorf("%q at %v lies outside the file", n.Key, p)
		}
	}
	written := func(p diag.Place) string {
		line := []rune(lines[p.Line-1])
		return string(line[p.Column-1 : min(len(line), p.Column-1+p.Width)])
	}
	switch key := written(n.KeyAt); {
	case n.Key == "" || strings.ContainsAny(key, `"'`) || key == n.Key:
	default:
		return fmt.Errorf("key %q is read as %q at %v", n.Key, key, n.KeyAt)
	}
	if n.Kind != Table && n.Kind != Array && n.Kind != String && written(n.At) != n.Text {
		return fmt.Errorf("value %q is read as %q at %v", n.Text, written(n.At), n.At)
	}
	if n.Kind == String && n.form != bare && !strings.ContainsAny(written(n.At)[:1], `"'`) {
		return fmt.Errorf("text %q begins with %q at %v", n.Text, written(n.At), n.At)
	}
	for _, c := range append(n.Items, n.Fields...) {
		if err := sound(c); err != nil {
			return err
		}
	}
	return nil
}

// samples are the shipped scenarios and the collection of forms.
func samples(t testing.TB) map[string]string {
	found := map[string]string{}
	for folder, files := range map[string]fs.FS{"testdata": os.DirFS("testdata"), "scenarios": scenarios.FS} {
		for _, name := range Names(files) {
			data, err := fs.ReadFile(files, name+".toml")
			if err != nil {
				t.Fatal(err)
			}
			found[folder+"/"+name] = string(data)
		}
	}
	return found
}

func TestValuesAreThoseOfTheParser(t *testing.T) {
	for name, input := range samples(t) {
		var decoded map[string]any
		if _, err := toml.Decode(input, &decoded); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		root := parsed(t, input)
		if !same(root, decoded) {
			t.Errorf("%s: the scanner reads other values than the parser", name)
		}
		if err := sound(root); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, input := range samples(f) {
		f.Add(input)
	}
	for _, input := range []string{"", "a", "a=", "[", "[[a]]\n[a]", "x=\"\"\"", "x='''", "a={b=1,}", "a=[{b=1}]\n[a.c]", "a.b=1\n[a]\nc=2",
		"a=1e400", "d=2027-02-30", "d=07:30:00", "d=2027-01-01T00:00Z", "x=nan", "x=9007199254740993", "a={}\n[a.b]", "\"\"=1", "a=[[],[[]]]",
		"x=\"\\x\"", "x=\"\"\"\\", "\ufeffa=1", "a=1\r", "\x00"} {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		var list diag.List
		file := &diag.File{Name: "fuzz"}
		if !text(file, []byte(input), inTOML, &list) {
			return
		}
		root := parse(file, &list)
		for _, d := range list {
			if d.String() == "" || d.Place.File != file {
				t.Fatal("a problem without a place")
			}
			if d.What == "this cannot be read" {
				t.Fatalf("the scanner cannot follow what the parser accepts: %v", d)
			}
		}
		if root == nil {
			if !list.Failed() {
				t.Fatal("refused without a word")
			}
			return
		}
		if err := sound(root); err != nil {
			t.Fatal(err)
		}
		if list.Failed() {
			return // values that the language does not have
		}
		var decoded map[string]any
		if _, err := toml.Decode(file.Text, &decoded); err != nil || !same(root, decoded) {
			t.Fatalf("the scanner reads other values than the parser (%v)", err)
		}
		(&checker{list: &list, meant: map[string]bool{}}).node(root, document, "")
		again := parsed(t, (&Document{Root: root}).TOML())
		if !same(again, decoded) {
			t.Fatal("canonical text has other values")
		}
	})
}
