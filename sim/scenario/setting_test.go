package scenario

import (
	"slices"
	"strings"
	"testing"

	"weir/sim/diag"
)

const example = head + `enforce = ["s"]
[parameters]
hosts = "1 share"
[channels.it]
revenue = "pay"
[channels.it.parameters]
pay = { value = "60k to 150k", unit = "USD/person/year", vary = "step", source = "ntv", reading = "estimate" }
noise = { dist = "lognormal", mean = 1, sd = 0.1, unit = "1", p5 = 1, note = "n" }
price = { process = "gbm", start = 1, drift = 0, volatility = 0.2, unit = "1", assumption = "x" }
path = { schedule = [[2022-01-01, 1.0]], between = "hold", unit = "1" }
late = { value = "18 months" }
bare = 5
[channels.it.formulas]
f = "pay"
[shocks.s]
onset = { from = 2026-07-01, rate = 0.5 }
half_life = { value = "1 to 4", unit = "year" }
ramp = "2 quarters"
hits = [{ target = "it.pay", cut = "20% to 50%" }, { target = "hosts", cut = 0.1 }, { target = "it.pay", add = 5 }]
displaces = [{ from = "it", to = "cyber", share = 0.2 }]
`

func TestSettings(t *testing.T) {
	tests := []struct{ set, want string }{ // a line of the canonical text
		{"it.pay=70000", `pay = { value = 70000, unit = "USD/person/year", vary = "step", source = "ntv", reading = "estimate" }`},
		{"channels.it.parameters.pay=70k to 80k", `pay = { value = "70k to 80k", unit = "USD/person/year", vary = "step", source = "ntv", reading = "estimate" }`},
		{`it.pay = { dist = "pert", min = 1, mode = 2, max = 3 }`, `pay = { dist = "pert", min = 1, mode = 2, max = 3, unit = "USD/person/year", vary = "step", source = "ntv", reading = "estimate" }`},
		{`it.pay={value=5, unit="USD/person/quarter", vary="once"}`, `pay = { value = 5, unit = "USD/person/quarter", vary = "once", source = "ntv", reading = "estimate" }`},
		{"it.noise=1.5", `noise = { value = 1.5, unit = "1", note = "n" }`},
		{"it.price=1", `price = { value = 1, unit = "1", assumption = "x" }`},
		{"it.path=1", `path = { value = 1, unit = "1" }`},
		{"it.late=2", `late = { value = 2, unit = "month" }`},
		{"it.late=2 years", `late = "2 years"`},
		{"it.bare=6", "bare = 6"},
		{"hosts=50%", `hosts = { value = "50%", unit = "share" }`},
		{"parameters.hosts=0.5", `hosts = { value = 0.5, unit = "share" }`},
		{"shocks.s.probability=1", "probability = 1"},
		{"shocks.s.half_life=2", `half_life = { value = 2, unit = "year" }`},
		{"shocks.s.half_life=adapt", `half_life = "adapt"`},
		{"shocks.s.half_life.value=3", `half_life = { value = 3, unit = "year" }`},
		{"shocks.s.onset=2027-01-01", "onset = 2027-01-01"},
		{"shocks.s.onset.rate=1", "onset = { from = 2026-07-01, rate = 1 }"},
		{"shocks.s.hits.it.pay.cut=30%", `  { target = "it.pay", cut = "30%" },`},
		{"shocks.s.hits.hosts.cut=0.2", `  { target = "hosts", cut = 0.2 },`},
		{"shocks.s.hits.it.pay.add=6", `  { target = "it.pay", add = 6 },`},
		{"shocks.s.hits.hosts.floor=0.2", `  { target = "hosts", cut = 0.1, floor = 0.2 },`},
		{"shocks.s.displaces.it.cyber.share=30%", `displaces = [{ from = "it", to = "cyber", share = "30%" }]`},
		{"run.trials=5", "trials = 5"},
		{"run.sampling=sobol", `sampling = "sobol"`},
		{"enforce=[]", "enforce = []"},
		{"enforce=", "enforce = []"},
		{"enforce=a, b", `enforce = ["a", "b"]`},
		{"enforce=[a,b]", `enforce = ["a", "b"]`},
		{`enforce=["a", 'b']`, `enforce = ["a", "b"]`},
	}
	write(t, map[string]string{"x.toml": example})
	for _, test := range tests {
		d := load(t, "x.toml", test.set)
		if text := d.TOML(); !strings.Contains("\n"+text, "\n"+test.want+"\n") {
			t.Errorf("%s: no line %s in\n%s", test.set, test.want, text)
		}
		if !slices.Equal(d.Sets, []string{test.set}) {
			t.Errorf("%s: sets %q", test.set, d.Sets)
		}
	}
	if d := load(t, "x.toml", "it.pay=1", "hosts=1", "it.pay=2", "run.seed=1"); !slices.Equal(d.Overrides, []string{"channels.it.parameters.pay", "parameters.hosts"}) ||
		d.Root.at("channels.it.parameters.pay.value").Int != 2 {
		t.Errorf("overrides %v", d.Overrides)
	}
	if p := load(t, "x.toml", "it.pay= 70k - 1").Root.at("channels.it.parameters.pay.value").Within(6, 7); p.String() != "--set:1:15" {
		t.Errorf("the last character stands at %v", p)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	write(t, map[string]string{"x.toml": example, "y.toml": body})
	tests := []struct{ set, want string }{
		{"it.pay", "1:1 : this sets nothing | write PATH=VALUE, such as it_workers.pay=70000"},
		{"=5", "1:1 : this sets nothing | write PATH=VALUE, such as it_workers.pay=70000"},
		{"it.pay=", "1:7 : a value is missing behind the ="},
		{" it.pai=5", `1:2 : x.toml has no "it.pai" that can be set | did you mean "it.pay"?`},
		{"it.f=5", `1:1 : x.toml has no "it.f" that can be set | set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce`},
		{"time.end=2030-01-01", `1:1 : x.toml has no "time.end" that can be set | set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce`},
		{"run.trails=5", `1:1 : x.toml has no "run.trails" that can be set | did you mean "run.trials"?`},
		{"shocks.s.floors=5", `1:1 : x.toml has no "shocks.s.floors" that can be set | did you mean "shocks.s.floor"?`},
		{"shocks.t.floor=5", `1:1 : x.toml has no "shocks.t.floor" that can be set | did you mean "shocks.s.floor"?`},
		{"shocks.s.hits.it.pai.cut=5", `1:1 : x.toml has no "shocks.s.hits.it.pai.cut" that can be set | did you mean "shocks.s.hits.it.pay.cut"?`},
		{"shocks.s.hits.it.pay.raise=5", `1:1 : x.toml has no "shocks.s.hits.it.pay.raise" that can be set | set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce`},
		{"shocks.s.hits.it.pay=5", `1:1 : x.toml has no "shocks.s.hits.it.pay" that can be set | set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce`},
		{"run.trials=many", `1:12 run.trials: this must be a whole number, not text | write digits without quotes, such as 100_000`},
		{"it.pay=true", `1:8 channels.it.parameters.pay.value: this must be a number, or one with a suffix such as "1.7B" or "12%", not true or false`},
		{"it.pay={ valu = 5 }", `1:10 channels.it.parameters.pay: a parameter has no key "valu" | did you mean "value"?`},
		{"it.pay={ value = }", "1:18 : this is no value | put text in quotes"},
		{"it.pay=nan", "1:8 : nan is no quantity | write a finite number"},
		{"it.pay=2027-01-01T00:00:00Z", "1:8 : 2027-01-01T00:00:00Z has a time of day; dates stand alone here | write 2027-01-01"},
		{"it.pay=" + strings.Repeat("[", 1000), "1:8 : more than 64 levels of brackets within one another"},
		{"it.pay=\x00", ": this is a binary file, not a scenario in TOML"},
	}
	for _, test := range tests {
		_, list := Load(Options{Sets: []string{test.set}}, "x.toml")
		if got := strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(brief(list), "--set"), "\n"), ":"); strings.TrimPrefix(got, " ") != test.want {
			t.Errorf("%.40q:\n%s\nwant\n%s", test.set, got, test.want)
		}
	}
	_, list := Load(Options{Sets: []string{"it.pay=5"}}, "x.toml", "y.toml")
	if got, want := brief(list), "--set:1:1 : y.toml has no \"it.pay\" that can be set | set CHANNEL.PARAMETER, shocks.NAME.FIELD, run.trials or enforce\n"; got != want {
		t.Errorf("%s", got)
	}
}

func TestCanonicalTextKeepsEveryScenario(t *testing.T) {
	for name, input := range samples(t) {
		root := parsed(t, input)
		text := (&Document{Root: root}).TOML()
		again := parsed(t, text)
		if !equal(root, again) {
			t.Errorf("%s: canonical text reads as another tree", name)
		}
		if second := (&Document{Root: again}).TOML(); second != text {
			t.Errorf("%s: canonical text is not canonical", name)
		}
	}
}

// equal compares two trees; the fields of a table may stand in any order.
func equal(a, b *Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || a.Num != b.Num || a.Bool != b.Bool || a.Date != b.Date ||
		len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !equal(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for _, f := range a.Fields {
		if g := b.Get(f.Key); g == nil || !equal(f, g) {
			return false
		}
	}
	return true
}

func TestAxis(t *testing.T) {
	for day, want := range map[Day]float64{{2027, 1, 1}: 2027, {2026, 7, 1}: 2026.5, {2027, 2, 15}: 2027 + (1+14.0/28)/12, {2024, 2, 29}: 2024 + (1+28.0/29)/12} {
		if got := day.Axis(); got != want {
			t.Errorf("%v: %v, want %v", day, got, want)
		}
	}
}

func FuzzSetting(f *testing.F) {
	for _, set := range []string{"it.pay=5", "enforce=[a, b]", "enforce=,", "enforce=[", "it.pay='5'", "shocks.s.hits.it.pay.cut=30%", "=", "x= [1,", "run.seed=1 # x", "a=\xff"} {
		f.Add(set)
	}
	f.Fuzz(func(t *testing.T, set string) {
		var list diag.List
		l := &loader{list: &list}
		root := parsed(t, example)
		d := &Document{File: "x.toml", Root: root}
		s := newSetting("--set", set, 1, &list)
		if s == nil {
			if !list.Failed() {
				t.Fatal("refused without a word")
			}
			return
		}
		if err := sound(s.value); err != nil {
			t.Fatal(err)
		}
		if l.apply(s, d); !list.Failed() {
			parsed(t, d.TOML())
		}
	})
}

// TestCanonicalTextShows: it escapes what does not show, and reads as the same text.
func TestCanonicalTextShows(t *testing.T) {
	const input = "title = \"A\\u001b[2J \\u009b \\u202e \\u200b \\u2028 \\U000E0041 \\n می\u200cشود 東方 ö\"\n"
	want := "title = \"A\\u001B[2J \\u009B \\u202E \\u200B \\u2028 \\U000E0041 \\n می\u200cشود 東方 ö\"\n"
	root := parsed(t, input)
	text := (&Document{Root: root}).TOML()
	if text != want {
		t.Errorf("%q, want %q", text, want)
	}
	if !equal(root, parsed(t, text)) {
		t.Error("it reads as another text")
	}
}
