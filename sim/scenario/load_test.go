package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weir/sim/diag"
)

// head is what every scenario must have, in two lines.
const head = "currency = 'USD'\ntime = { start = 2015-01-01, end = 2031-01-01, step = 'quarter' }\n"

// write makes files below a new current directory.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// brief is a list in one line for each problem: place, path, what, and the mend behind a bar.
func brief(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %s: %s", d.Place, d.Path, d.What)
		if d.Mend != "" {
			b.WriteString(" | " + d.Mend)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// load reads one scenario that must be right.
func load(t *testing.T, name string, sets ...string) *Document {
	t.Helper()
	documents, list := Load(Options{Sets: sets}, name)
	if len(documents) != 1 || len(list) > 0 {
		t.Fatalf("%s: %d documents\n%s", name, len(documents), list.Error())
	}
	return documents[0]
}

func TestMergeIsKeyByKeyForTheDocumentTimeRunChannelsAndShocks(t *testing.T) {
	write(t, map[string]string{
		"models/base.toml": `currency = "USD"
enforce = ["s", "r"]
units = ["person"]
[time]
start = 2015-01-01
end = 2031-01-01
step = "quarter"
[run]
trials = 1000
seed = 5
[parameters]
hosts = { value = 1, unit = "share", note = "whole" }
[channels.it]
title = "IT"
revenue = "pay * n"
[channels.it.parameters]
pay = { value = "60k to 150k", unit = "USD/person/year", note = "gone where replaced" }
n = { value = 5, unit = "person" }
[channels.it.formulas]
f = { formula = "pay", unit = "USD/person/year" }
[shocks.s]
onset = { from = 2027-01-01, to = 2028-01-01 }
hits = [{ target = "it.n", cut = 0.1 }, { target = "it.pay", cut = 0.1 }]
floor = 0.1
[evidence.e]
observe = "sum(it.revenue, 2016-01-01, 2017-01-01)"
about = 5
`,
		"models/middle.toml": `extends = "base.toml"
[run]
seed = 6
[channels.it.parameters]
n = { value = 6, unit = "person" }
`,
		"runs/child.toml": `extends = "../models/middle.toml"
enforce = ["s"]
[time]
step = "month"
[channels.it]
revenue = "f * n"
[channels.it.parameters]
pay = { value = 7, unit = "USD/person/year" }
more = 1
[channels.it.formulas]
f = "2 * pay"
[channels.new]
revenue = "1"
[shocks.s]
onset = 2029-01-01
hits = [{ target = "it.n", cut = 0.2 }]
[evidence.e]
at_most = 9
`})
	d := load(t, "runs/child.toml")
	const want = `currency = "USD"
units = ["person"]
enforce = ["s"]

[time]
start = 2015-01-01
end = 2031-01-01
step = "month"

[run]
trials = 1000
seed = 6

[parameters]
hosts = { value = 1, unit = "share", note = "whole" }

[channels.it]
title = "IT"
revenue = "f * n"

[channels.it.parameters]
pay = { value = 7, unit = "USD/person/year" }
n = { value = 6, unit = "person" }
more = 1

[channels.it.formulas]
f = "2 * pay"

[channels.new]
revenue = "1"

[shocks.s]
onset = 2029-01-01
floor = 0.1
hits = [{ target = "it.n", cut = 0.2 }]

[evidence.e]
at_most = 9
`
	if got := d.TOML(); got != want {
		t.Errorf("merged:\n%s\nwant:\n%s", got, want)
	}
	if want := []string{"channels.it.parameters.pay"}; !slices.Equal(d.Overrides, want) {
		t.Errorf("overrides %v, want %v", d.Overrides, want)
	}
	if d.Name != "child" || d.File != "runs/child.toml" || d.At.String() != "runs/child.toml:1:1" {
		t.Errorf("%q in %q at %v", d.Name, d.File, d.At)
	}
	var inputs []string
	for _, in := range d.Inputs {
		inputs = append(inputs, in.Path)
	}
	if want := []string{"child.toml", "../models/middle.toml", "../models/base.toml"}; !slices.Equal(inputs, want) {
		t.Errorf("inputs %v, want %v", inputs, want)
	}
	for path, want := range map[string]string{"channels it title": "models/base.toml:14:9", "run seed": "models/middle.toml:3:8",
		"channels it parameters pay": "runs/child.toml:8:7", "channels it": "runs/child.toml:5:2"} {
		n := follow(d.Root, path)
		if n.At.String() != want || n.Inherited == strings.HasPrefix(want, "runs") {
			t.Errorf("%s stands at %v (inherited: %v), want %s", path, n.At, n.Inherited, want)
		}
	}
}

func TestWithoutRemovesBeforeTheChildAdds(t *testing.T) {
	write(t, map[string]string{
		"base.toml": head + "[channels.a]\nrevenue='1'\n[channels.b]\nrevenue='1'\ncost='2'\n[channels.b.parameters]\nx=1\n[evidence.e]\nabout=1\n",
		"child.toml": `extends = "base.toml"
without = ["channels.a", "evidence.e", "channels.b.cost", "channels.b.parameters.x"]
[channels.a]
revenue = "3"
`})
	d := load(t, "child.toml")
	if got, want := d.TOML()[strings.Index(d.TOML(), "[channels"):], "[channels.b]\nrevenue = \"1\"\n\n[channels.b.parameters]\n\n[channels.a]\nrevenue = \"3\"\n\n[evidence]\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	write(t, map[string]string{"base.toml": head + "[channels.a]\nrevenue='1'\n",
		"child.toml": "extends = 'base.toml'\nwithout = ['channels.aa', 'x.y']\n", "alone.toml": "without = ['channels.a']\n" + head + "[channels.a]\nrevenue='1'\n"})
	_, list := Load(Options{}, "child.toml", "alone.toml")
	if got, want := brief(list), `child.toml:2:12 without: nothing called "channels.aa" is inherited | did you mean "channels.a"?
child.toml:2:27 without: nothing called "x.y" is inherited
alone.toml:1:12 without: nothing called "channels.a" is inherited
`; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestExtendsThatLeadsNowhere(t *testing.T) {
	write(t, map[string]string{
		"a/x/one.toml":      "extends = 'two.toml'\n",
		"a/x/two.toml":      "extends = '../y/three.toml'\n",
		"a/y/three.toml":    "extends = '../x/two.toml'\n",
		"a/x/self.toml":     "extends = './self.toml'\n",
		"a/x/out.toml":      "extends = '../../out.toml'\n",
		"a/x/link.toml":     "extends = 'linked.toml'\n",
		"a/x/missing.toml":  "extends = 'twoo.toml'\n",
		"a/x/bare.toml":     "extends = 'two'\n",
		"a/x/folder.toml":   "extends = '../y'\n",
		"a/x/number.toml":   "extends = 5\n",
		"a/x/absolute.toml": "extends = '/etc/passwd'\n",
		"a/x/back.toml":     "extends = '..\\y\\three.toml'\n",
		"a/x/empty.toml":    "extends = ''\n",
		"a/x/broken.toml":   "extends = 'syntax.toml'\ntitle = 5\n",
		"a/x/syntax.toml":   "x = \n",
		"out.toml":          head + "[channels.a]\nrevenue='1'\n",
	})
	if err := os.Symlink("../../out.toml", "a/x/linked.toml"); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, want string }{
		{"one", "a/y/three.toml:1:11 extends: this file extends itself: a/x/two.toml -> a/y/three.toml -> a/x/two.toml\n"},
		{"self", "a/x/self.toml:1:11 extends: this file extends itself: a/x/self.toml -> a/x/self.toml\n"},
		{"out", "a/x/out.toml:1:11 extends: \"../../out.toml\" lies outside the folder above the scenario's own | move it there\n"},
		{"link", "a/x/link.toml:1:11 extends: \"linked.toml\" lies outside the folder above the scenario's own, through a link | move it there\n"},
		{"missing", "a/x/missing.toml:1:11 extends: there is no file \"twoo.toml\" | did you mean \"two.toml\"?\n"},
		{"bare", "a/x/bare.toml:1:11 extends: there is no file \"two\" | did you mean \"two.toml\"?\n"},
		{"folder", "a/x/folder.toml:1:11 extends: \"../y\" is a folder, not a file | name a .toml file in it\n"},
		{"number", "a/x/number.toml:1:11 extends: this must be text in quotes, not a whole number | put it in quotes\n"},
		{"absolute", "a/x/absolute.toml:1:11 extends: \"/etc/passwd\" is not a path relative to this file | write the path from this file's folder\n"},
		{"back", "a/x/back.toml:1:11 extends: between folders stands /, on every system | write \"../y/three.toml\"\n"},
		{"empty", "a/x/empty.toml:1:11 extends: this names no file | name a file, or delete this line\n"},
		{"broken", "a/x/broken.toml:2:9 title: this must be text in quotes, not a whole number | put it in quotes\n" +
			"a/x/syntax.toml:1:4 : a value is missing behind the = | write the value on the same line\n"},
	}
	for _, test := range tests {
		documents, list := Load(Options{}, "a/x/"+test.name+".toml")
		if got := brief(list); got != test.want || len(documents) > 0 {
			t.Errorf("%s: %d documents\n%swant\n%s", test.name, len(documents), got, test.want)
		}
	}
}

func TestALinkBelowTheFenceIsFollowed(t *testing.T) {
	write(t, map[string]string{"a/x/one.toml": "extends = 'linked.toml'\n", "a/y/two.toml": head + "[channels.a]\nrevenue='1'\n"})
	if err := os.Symlink("../y/two.toml", "a/x/linked.toml"); err != nil {
		t.Fatal(err)
	}
	if d := load(t, "a/x/one.toml"); d.Inputs[1].Path != "../y/two.toml" {
		t.Errorf("inputs %v", d.Inputs)
	}
}

func TestFilesThatAreNoScenarios(t *testing.T) {
	good := head + "[channels.a]\nrevenue='1'\n"
	write(t, map[string]string{"good.toml": good, "dir/good.toml": good, "empty.toml": "", "comments.toml": "# nothing\n\n",
		"binary.toml": "a = 1\x00", "latin.toml": "a = 1\ntitle = \"\xe9\"\n", "utf16.toml": "\xff\xfea\x00", "huge.toml": strings.Repeat("# \n", maxBytes/3+1),
		"deep.toml": "x = " + strings.Repeat("[", 100_000), "closed.toml": "x = " + strings.Repeat("{a=", 100_000) + strings.Repeat("}", 100_000),
		"dots.toml": strings.Repeat("a.", 100_000) + "a = 1", "levels.toml": "a.b.c.d = " + strings.Repeat("[", 62) + strings.Repeat("]", 62),
		"bom.toml": "\xef\xbb\xbf" + strings.ReplaceAll(good, "\n", "\r\n")})
	embedded := fstest.MapFS{"dprk/baseline.toml": {Data: []byte(good)}}
	device, below := filepath.Base(os.DevNull), "this file cannot be read: not a directory"
	if runtime.GOOS == "windows" {
		below = "there is no such file, and no built-in scenario of this name"
	}
	tests := []struct{ name, want string }{
		{"empty.toml", "empty.toml : this file is empty\n"},
		{"comments.toml", "comments.toml : this file is empty\n"},
		{"binary.toml", "binary.toml : this is a binary file, not a scenario in TOML\n"},
		{"latin.toml", "latin.toml:2:10 : byte 0xe9 is no UTF-8 text | save the file as UTF-8\n"},
		{"utf16.toml", "utf16.toml : this file is written in UTF-16 | save it as UTF-8\n"},
		{"huge.toml", "huge.toml : huge.toml cannot be read: it is larger than 8 MiB\n"},
		{"deep.toml", "deep.toml:1:69 : more than 64 levels of brackets within one another\n"},
		{"closed.toml", "closed.toml:1:197 : more than 64 levels of brackets within one another\n"},
		{"dots.toml", "dots.toml:1:32 : a key of more than 16 parts\n"},
		{"levels.toml", "levels.toml:1:72 : more than 64 levels of tables and lists within one another\n"},
		{"dir", "dir : this is a folder, not a file | name a .toml file in it\n"},
		{"goood.toml", "goood.toml : there is no such file, and no built-in scenario of this name | did you mean \"good.toml\"?\n"},
		{"good", "good : there is no such file, and no built-in scenario of this name | did you mean \"good.toml\"?\n"},
		{"dprk/basline", "dprk/basline : there is no such file, and no built-in scenario of this name | did you mean \"dprk/baseline\"?\n"},
		{os.DevNull, device + " : " + device + " cannot be read: it is a device, not a regular file\n"},
		{"good.toml/x", "good.toml/x : " + below + "\n"},
		{"bom.toml", ""},
		{"dprk/baseline", ""},
		{"dprk/baseline.toml", ""},
	}
	for _, test := range tests {
		documents, list := Load(Options{Embedded: embedded}, test.name)
		if got := brief(list); got != test.want || (len(documents) == 1) != (test.want == "") {
			t.Errorf("%s: %d documents\n%swant\n%s", test.name, len(documents), got, test.want)
		}
	}
}

func TestEmbeddedScenarios(t *testing.T) {
	write(t, map[string]string{"dprk/local.toml": "extends = 'model.toml'\n"})
	embedded := fstest.MapFS{
		"dprk/model.toml":    {Data: []byte(head + "[channels.a]\nrevenue='1'\n")},
		"dprk/baseline.toml": {Data: []byte("extends = 'model.toml'\nenforce = []\n")},
		"dprk/out.toml":      {Data: []byte("extends = '../../model.toml'\n")},
		"dprk/gone.toml":     {Data: []byte("extends = 'modell.toml'\n")},
		"dprk/README.md":     {Data: []byte("no scenario")},
	}
	documents, list := Load(Options{Embedded: embedded}, "dprk/baseline", "dprk/out", "dprk/gone", "dprk/local.toml")
	if want := `embedded:dprk/out.toml:1:11 extends: "../../model.toml" lies outside the folder above the scenario's own
embedded:dprk/gone.toml:1:11 extends: there is no built-in file "dprk/modell.toml" | did you mean "model.toml"?
dprk/local.toml:1:11 extends: there is no file "model.toml"
`; brief(list) != want {
		t.Errorf("%swant\n%s", brief(list), want)
	}
	if len(documents) != 1 || documents[0].Name != "dprk/baseline" || documents[0].File != "embedded:dprk/baseline.toml" ||
		documents[0].Inputs[1].Path != "model.toml" || len(documents[0].Inputs[1].SHA256) != 64 {
		t.Errorf("documents %+v", documents)
	}
	if got := Names(embedded); !slices.Equal(got, []string{"dprk/baseline", "dprk/gone", "dprk/model", "dprk/out"}) {
		t.Errorf("names %v", got)
	}
}

func TestAllFilesReportAllErrorsOnce(t *testing.T) {
	write(t, map[string]string{
		"base.toml":  head + "titel = 'x'\n[channels.a]\nrevenu='1'\n",
		"one.toml":   "extends = 'base.toml'\nx = = 1\n",
		"two.toml":   "extends = 'base.toml'\nshort = 'x'\n",
		"three.toml": "extends = 'base.toml'\n",
		"x/two.toml": head + "[channels.a]\nrevenue='1'\n",
	})
	documents, list := Load(Options{}, "one.toml", "two.toml", "three.toml", "x/two.toml", "two.toml")
	const want = `one.toml:2:5 : this is no value | put text in quotes
two.toml : this file is named twice
two.toml:2:1 : the top of the file has no key "short" | "short" belongs in a channel or a shock
base.toml:3:1 : the top of the file has no key "titel" | did you mean "title"?
base.toml:5:1 channels.a: a channel has no key "revenu" | did you mean "revenue"?
x/two.toml : two files of this call have the name "two": two.toml and x/two.toml | rename one of them: results are written by name
`
	if got := brief(list); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if len(documents) != 2 {
		t.Errorf("%d documents, want two.toml and three.toml", len(documents))
	}
}

func TestVeryManyErrorsEnd(t *testing.T) {
	const most = 1000
	var b strings.Builder
	for i := range 3 * most {
		fmt.Fprintf(&b, "k%d = 1\n", i)
	}
	write(t, map[string]string{"x.toml": b.String()})
	if _, list := Load(Options{}, "x.toml"); len(list) != most+1 {
		t.Errorf("%d problems, want %d and one that says so", len(list), most)
	}
}

// TestANameThatIsNone would be a folder that is not the scenario's own. What else is wrong with the file is said too.
func TestANameThatIsNone(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{".toml", "..toml", "...toml"} {
		if err := os.WriteFile(name, []byte("currency = 3\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_, list := Load(Options{}, name)
		text := list.Error()
		if !list.Failed() || !strings.Contains(text, name+": results are written by the name of the file without .toml, and this one has ") || !strings.Contains(text, name+":1:") {
			t.Errorf("%s: %s", name, text)
		}
	}
}
