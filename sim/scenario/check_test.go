package scenario

import (
	"strings"
	"testing"
)

// body is a file that is right, for cases that add one mistake.
const body = head + "[channels.a]\nrevenue = '1'\n"

func TestWhatTheSchemaRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"right", body, ""},
		{"language 1", "language = 1\n" + body, ""},
		{"language 2", "language = 2\n" + body,
			"1:12 language: 2 is a version of the language that this program does not know | write language = 1, or leave it away"},
		{"unknown key", "titel = 'x'\n" + body, `1:1 : the top of the file has no key "titel" | did you mean "title"?`},
		{"key of another table", body + "onset = 2027-01-01", `5:1 channels.a: a channel has no key "onset" | "onset" belongs in a shock`},
		{"key of two tables", body + "unit = 'USD'\n", `5:1 channels.a: a channel has no key "unit" | "unit" belongs in a distribution, a parameter, a formula, a stock, an event or an output`},
		{"singular section", head + "[channel.a]\nrevenue = '1'", `3:2 : the top of the file has no key "channel" | did you mean "channels"?`},
		{"misspelt and so not missing", head + "[channels.a]\nrevenu = '1'", `4:1 channels.a: a channel has no key "revenu" | did you mean "revenue"?`},
		{"in an inline table", body + "parameters.x = { dist = 'pert', mod = 1 }", `5:33 channels.a.parameters.x: a parameter has no key "mod" | did you mean "mode"?`},
		{"in a table in a list", body + "[shocks.s]\nhits = [{ target = 'a', cut = 1 }, { target = 'b', cutt = 1 }]",
			`6:52 shocks.s.hits: a hit has no key "cutt" | did you mean "cut"?`},
		{"percentiles", body + "parameters.x = { dist = 'normal', p5 = 1, p95 = 2, p100 = 3 }",
			`5:52 channels.a.parameters.x: a parameter has no key "p100" | percentiles are whole, p1 to p99`},
		{"nested distribution", body + "parameters.x = { dist = 'mixture', of = [1, { dist = 'beta', alfa = 1 }] }",
			`5:62 channels.a.parameters.x.of: a distribution has no key "alfa" | did you mean "alpha"?`},
		{"text for a table", "run = 'fast'\n" + body, "1:7 run: this must be a table, not text | write it as a [table] of its own"},
		{"table for a formula", head + "[channels.a.revenue]\nx = 1", "3:13 channels.a.revenue: this must be a formula in quotes, not a table"},
		{"text for a list", "enforce = 's'\n" + body, `1:11 enforce: this must be a list of names in quotes, not text | write ["s"]`},
		{"number in a list of names", "units = ['person', 5]\n" + body, "1:20 units: this must be text in quotes, not a whole number | put it in quotes"},
		{"table for a list", body + "[shocks.s]\nhits = { target = 'a' }", "6:1 shocks.s.hits: this must be a list of tables { target = ..., cut = ... }, not a table | put it into brackets: [{ ... }]"},
		{"date in quotes", body + "[shocks.s]\nonset = '2027-01-01'", "6:9 shocks.s.onset: this must be a date such as 2027-01-01, or one of { from = DATE, to = DATE }, " +
			`{ from = DATE, rate = 0.5 }, { when = "FORMULA" }, not text | write 2027-01-01 without quotes`},
		{"trials in quotes", "run = { trials = '1k' }\n" + body, "1:18 run.trials: this must be a whole number, not text | write digits without quotes, such as 100_000"},
		{"trials as a float", "run = { trials = 1e5 }\n" + body, "1:18 run.trials: this must be a whole number, not a decimal number | write digits without a point or exponent, such as 100_000"},
		{"one of a few words", "run = { sampling = 'sobel' }\n" + body, `1:20 run.sampling: "sobel" is not one of random, lhs, sobol | did you mean "sobol"?`},
		{"reading", body + "parameters.x = { value = 1, source = 's', reading = 'guess' }",
			`5:53 channels.a.parameters.x.reading: "guess" is not one of measured, estimate, range, at most, at least`},
		{"short", body + "short = 'äöüäöüäöüäöüäöüäöüäöü'", "5:9 channels.a.short: 21 characters are too many here, at most 20 | shorten it"},
		{"id with a dash", body + "[shocks.farm-raids]", `5:9 shocks: "farm-raids" is not a possible name | write farm_raids`},
		{"id that begins with a digit", body + "[outputs.2x]", `5:10 outputs: "2x" is not a possible name | begin with a letter, then letters, digits and _`},
		{"id of a function", body + "[parameters]\nexp = 1", `6:1 parameters: the name "exp" is reserved: it means something in formulas | choose another name`},
		{"id of a channel's own", body + "formulas.gross = '1'", `5:10 channels.a.formulas: the name "gross" is reserved here | choose another name`},
		{"the same at the top", body + "[formulas]\ngross = '1'", ""},
		{"channel called total", body + "[channels.total]\nrevenue = '1'", `5:11 channels: the name "total" is reserved here | choose another name`},
		{"schedule", body + "parameters.x = { schedule = [[2022-01-01, 1], ['2023', 2]] }",
			"5:47 channels.a.parameters.x.schedule: a point of a schedule is a date and a number | write [2022-01-01, 1.5]"},
		{"no currency", strings.Replace(body, "currency = 'USD'\n", "", 1), `1:1 : the scenario has no currency | write currency = "USD"`},
		{"no time", strings.Replace(body, "time", "#", 1), "1:1 : the scenario has no [time] | write [time] with start, end and step"},
		{"no end", strings.Replace(body, ", end = 2031-01-01", "", 1), "2:1 time: [time] has no end | write end = 2031-01-01"},
		{"no channel", head, "1:1 : the scenario has no channel | write [channels.NAME] with revenue"},
		{"no revenue", body + "[channels.b.parameters]\nx = 1", `5:11 channels.b: the channel b has no revenue | write revenue = "FORMULA"`},
		{"time of day", body + "[shocks.s]\nonset = 2027-01-01T12:00:00Z", "6:9 : 2027-01-01T12:00:00Z has a time of day; dates stand alone here | write 2027-01-01"},
		{"a time", body + "[shocks.s]\nonset = 12:00:00", "6:9 : 12:00:00 has a time of day; dates stand alone here | write a date alone, such as 2027-01-15"},
		{"not a number", body + "parameters.x = +nan", "5:16 : +nan is no quantity | write a finite number"},
		{"infinite", body + "parameters.x = { value = -inf }", "5:26 : -inf is no quantity | write a finite number"},
		{"digits that would be lost", "run = { trials = 9007199254740993 }\n" + body, "1:18 : 9007199254740993 is too large for a whole number: " +
			`beyond 2^53 (9_007_199_254_740_992) digits would be lost | write it as 1.0e18, or as text with a suffix, "1M"`},
		{"twice", "title = 'x'\n'title' = 'y'\n" + body, "2:2 : key 'title' has already been defined | keep one of the two; a [table] stands only once in a file"},
	}
	for _, test := range tests {
		write(t, map[string]string{"x.toml": test.text})
		_, list := Load(Options{}, "x.toml")
		if got := strings.TrimSuffix(strings.TrimPrefix(brief(list), "x.toml:"), "\n"); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestTheWholeLanguagePasses(t *testing.T) {
	const text = head + `title = "t"
description = "d"
units = ["person"]
enforce = ["s"]
[run]
trials = 1
seed = 0
sampling = "lhs"
precision = "0.5% of p50(total.net)"
rows = 5
[sources.un]
title = "t"
publisher = "p"
date = 2020-08-01
url = "u"
language = "de"
lineage = "G"
note = "n"
[parameters]
number = 5
quantity = "5 to 6 USD"
date = 2022-02-24
[channels.c]
title = "t"
short = "s"
description = "d"
revenue = "a"
gross = "b"
cost = 5
[channels.c.parameters]
a = { value = "5 to 6", unit = "1", source = "un", reading = "at most", note = "n", title = "t", description = "d" }
b = { dist = "normal", p5 = 1, p95 = "5k", truncate = [0, "1M"], vary = "step", unit = "1", assumption = "x" }
c = { dist = "mixture", of = [1, "2 to 3", { dist = "discrete", values = [1, 2], weights = [1, 2] }], weights = [1, 1, 1] }
d = { process = "gbm", start = 1, drift = "a", volatility = 0.1, unit = "1" }
e = { process = "ar1", mean = 0, sd = "a / 2", half_life = "2 years", start = 0.5 }
f = { schedule = [[2022-01-01, 1.0], [2024-01-01, "5%"]], between = "hold", unit = "1" }
g = { dist = "uniform", min = 2022-02-24, max = 2023-01-01, unit = "year" }
h = { dist = "empirical", file = "x.csv", column = "y" }
[channels.c.formulas]
i = "a"
j = { formula = "a", unit = "1", note = "n" }
[channels.c.stocks]
k = { initial = "a", change = 0, unit = "1" }
[channels.c.events]
l = { rate = "a", size = { dist = "lognormal", median = "20M", sigma = 1.5 }, unit = "USD" }
m = { rate = 0.5, once = true }
[shocks.s]
title = "t"
short = "s"
probability = 0.8
onset = { from = 2026-07-01, rate = { dist = "gamma", shape = 2, mean = 1 } }
ramp = "2 quarters"
hold = "a"
half_life = { value = "1 to 4", unit = "year" }
floor = "5% to 20%"
duration = "3 years"
cost = { value = "5M to 20M", unit = "USD/year" }
hits = [{ target = "c.a", cut = "20% to 50%", floor = 0.1 }, { target = "c.k", add = { value = 5, unit = "1/year" } }, { target = "c.b", raise = 1 }]
displaces = [{ from = "c", to = "c", share = "10% to 30%", lag = "2 quarters" }]
source = "un"
reading = "measured"
note = "n"
[shocks.r]
onset = { when = "c.revenue > 1B" }
[outputs.o]
formula = "c.a"
unit = "1"
aggregate = "mean"
[correlations]
pairs = [["c.a", "c.b", 0.5]]
[evidence.e]
observe = "sum(c.gross, 2022-08-01, 2024-10-28)"
between = ["1.7B", "5.5B"]
spread = "10%"
reliability = 0.8
source = "un"
reading = "range"
[checks.e]
observe = "mean(c.gross, 2022-08-01, 2024-10-28)"
at_least = 5
[expect]
x = "p50(total.net) between 3B and 9B"
`
	write(t, map[string]string{"x.toml": strings.Replace(text, "\ndate = 2022-02-24", "\nborn = 2022-02-24", 1), "x.csv": "y\n1\n"})
	load(t, "x.toml")
}
