package scenario

import (
	"slices"

	"weir/sim/dist"
)

// A rule says what may stand at one place of the language.
type rule struct {
	kinds    []Kind
	want     string   // the same in words
	what     string   // what a table of this rule is, with its article: "a shock"
	fields   []field  // a table's keys
	names    *rule    // of a table whose keys are ids: what each of them is
	reserved []string // ids that names may not use, beside the words of formulas
	items    *rule    // of a list
	words    []string // of text: the only ones
	length   int      // of text: the most characters; 0 is any number
	percent  bool     // a table that takes p1 to p99 too
	merges   bool     // a child file's keys are laid over the parent's one by one; else it is replaced whole
	header   bool     // canonical text gives it a [header]
}

type field struct {
	key  string
	rule *rule
}

// field is the rule of a key in a table of rule r; nil where there is none.
func (r *rule) field(key string) *rule {
	if r.names != nil {
		return r.names
	}
	for _, f := range r.fields {
		if f.key == key {
			return f.rule
		}
	}
	if _, ok := dist.Percentile(key); r.percent && ok {
		return plainNumber
	}
	return nil
}

// allows reports whether a value of the kind may stand here.
func (r *rule) allows(k Kind) bool { return slices.Contains(r.kinds, k) }

// keys are the names of the fields, in the order of the schema.
func (r *rule) keys() []string {
	var keys []string
	for _, f := range r.fields {
		keys = append(keys, f.key)
	}
	return keys
}

// Scalars.
var (
	words       = &rule{kinds: []Kind{String}, want: "text in quotes"}
	short       = &rule{kinds: []Kind{String}, want: "text in quotes", length: 20}
	whole       = &rule{kinds: []Kind{Integer}, want: "a whole number"}
	day         = &rule{kinds: []Kind{Date}, want: "a date such as 2027-01-01"}
	yesNo       = &rule{kinds: []Kind{Bool}, want: "true or false"}
	plainNumber = &rule{kinds: []Kind{Integer, Float, String, Date}, want: `a number, or one with a suffix such as "1.7B" or "12%"`}
	expression  = &rule{kinds: []Kind{String, Integer, Float}, want: "a formula in quotes"}
	texts       = &rule{kinds: []Kind{Array}, want: "a list of names in quotes", items: words}
	numbers     = &rule{kinds: []Kind{Array}, want: "a list of numbers", items: plainNumber}
)

// oneOf is text that must be one of a few words.
func oneOf(list ...string) *rule {
	return &rule{kinds: []Kind{String}, want: "text in quotes", words: list}
}

// table is a table with fixed keys that a child file replaces whole.
func table(what string, fields ...field) *rule {
	return &rule{kinds: []Kind{Table}, want: "a table", what: what, fields: fields}
}

// section is a table under its own header that a child file adds to, key by key.
func section(what string, fields ...field) *rule {
	r := table(what, fields...)
	r.merges, r.header = true, true
	return r
}

// listed is a table under its own header that a child file replaces whole.
func listed(what string, fields ...field) *rule {
	r := table(what, fields...)
	r.header = true
	return r
}

// collection is a table of named things.
func collection(each *rule, reserved ...string) *rule {
	return &rule{kinds: []Kind{Table}, want: "a table of names", names: each, reserved: reserved, merges: true, header: true}
}

var (
	provenance = []field{
		{"source", words}, {"reading", oneOf("measured", "estimate", "range", "at most", "at least")},
		{"assumption", words}, {"note", words},
	}
	titles = []field{{"title", words}, {"description", words}}

	distribution = &rule{
		kinds: []Kind{Integer, Float, String, Table, Date}, percent: true, what: "a distribution",
		want: `a number, a quantity such as "60k to 150k USD/year", or a table { dist = ... }`,
	}
	// quantity is a field of a shock: a distribution, or a formula.
	quantity = &rule{
		kinds: []Kind{Integer, Float, String, Table}, percent: true, what: "a distribution",
		want: `a number, a quantity such as "2 to 4 quarters", a formula in quotes, or a table { dist = ... }`,
	}
	parameter = &rule{
		kinds: []Kind{Integer, Float, String, Table, Date}, percent: true, what: "a parameter",
		want: `a number, a quantity such as "60k to 150k USD/year", or a table { value = ..., unit = ... }`,
	}
	formulaEntry = &rule{
		kinds: []Kind{String, Integer, Float, Table}, what: "a formula", want: "a formula in quotes, or a table { formula = ..., unit = ... }",
		fields: slices.Concat([]field{{"formula", expression}, {"unit", words}, {"note", words}}, titles),
	}
	stock = table("a stock", slices.Concat([]field{
		{"initial", expression}, {"change", expression}, {"unit", words}, {"note", words}}, titles)...)
	event = table("an event", slices.Concat([]field{
		{"rate", expression}, {"size", distribution}, {"unit", words}, {"once", yesNo}}, provenance, titles)...)

	// byKind are the rules of the fields of distributions, by what those hold.
	byKind = map[dist.Kind]*rule{dist.Amount: plainNumber, dist.Pure: plainNumber, dist.Amounts: numbers, dist.Pures: numbers, dist.Text: words,
		dist.Laws: {kinds: []Kind{Array}, want: "a list of distributions", items: distribution}}
	pathFields = []field{{"process", oneOf("gbm", "ar1", "walk")}, {"start", plainNumber}, {"drift", plainNumber},
		{"volatility", plainNumber}, {"half_life", plainNumber},
		{"schedule", &rule{kinds: []Kind{Array}, want: "a list of pairs [DATE, NUMBER]", items: schedulePoint}},
		{"between", oneOf("linear", "hold")}}
	schedulePoint = &rule{kinds: []Kind{Array}, want: "a pair [DATE, NUMBER]"}
)

var (
	calendarSteps = oneOf("month", "quarter", "year")
	timeSection   = section("[time]", field{"start", day}, field{"forecast", day}, field{"end", day}, field{"step", calendarSteps})
	runSection    = section("[run]", field{"trials", whole}, field{"seed", whole},
		field{"sampling", oneOf("random", "lhs", "sobol")}, field{"precision", words}, field{"rows", whole})

	source = listed("a source", field{"title", words}, field{"publisher", words},
		field{"date", &rule{kinds: []Kind{Date, String}, want: "a date, or text where the day is not known"}},
		field{"url", words}, field{"language", words}, field{"lineage", words}, field{"note", words})

	channelWords = []string{"revenue", "gross", "cost", "net", "loss"}
	channel      = section("a channel", slices.Concat(titles, []field{{"short", short},
		{"revenue", expression}, {"gross", expression}, {"cost", expression},
		{"parameters", collection(parameter, channelWords...)}, {"formulas", collection(formulaEntry, channelWords...)},
		{"stocks", collection(stock, channelWords...)}, {"events", collection(event, channelWords...)}})...)

	onset = &rule{
		kinds: []Kind{Date, Table}, what: "an onset",
		want: `a date such as 2027-01-01, or one of { from = DATE, to = DATE }, { from = DATE, rate = 0.5 }, { when = "FORMULA" }`,
		fields: []field{{"from", day}, {"to", day}, {"rate", quantity},
			{"when", &rule{kinds: []Kind{String}, want: "a condition in quotes"}}},
	}
	course = []field{{"ramp", quantity}, {"hold", quantity}, {"half_life", quantity}, {"floor", quantity}}
	hit    = table("a hit", slices.Concat([]field{{"target", words}, {"cut", quantity}, {"raise", quantity}, {"add", quantity}},
		course, []field{{"note", words}})...)
	displacement = table("a displacement", field{"from", words}, field{"to", words}, field{"share", quantity},
		field{"lag", quantity}, field{"note", words})
	shock = section("a shock", slices.Concat(titles, []field{{"short", short}, {"probability", quantity}, {"onset", onset}},
		course, []field{{"duration", quantity}, {"cost", quantity},
			{"hits", &rule{kinds: []Kind{Array}, want: "a list of tables { target = ..., cut = ... }", items: hit}},
			{"displaces", &rule{kinds: []Kind{Array}, want: "a list of tables { from = ..., to = ..., share = ... }", items: displacement}}},
		provenance)...)

	evidence = listed("a piece of evidence", slices.Concat(titles, []field{{"observe", expression},
		{"between", numbers}, {"at_most", plainNumber}, {"at_least", plainNumber}, {"about", plainNumber},
		{"spread", plainNumber}, {"reliability", plainNumber}}, provenance)...)
	output = listed("an output", slices.Concat(titles, []field{{"formula", expression}, {"unit", words},
		{"aggregate", oneOf("sum", "mean", "last", "min", "max")}, {"note", words}})...)
	correlations = section("[correlations]", field{"pairs", &rule{kinds: []Kind{Array}, want: `a list of triples ["A", "B", 0.5]`,
		items: &rule{kinds: []Kind{Array}, want: `a triple ["A", "B", 0.5]`}}})

	document = section("the top of the file", slices.Concat([]field{{"language", whole}, {"extends", words}, {"without", texts}},
		titles, []field{{"currency", words}, {"units", texts}, {"enforce", texts},
			{"time", timeSection}, {"run", runSection}, {"sources", collection(source)},
			{"parameters", collection(parameter)}, {"formulas", collection(formulaEntry)},
			{"stocks", collection(stock)}, {"events", collection(event)},
			{"channels", collection(channel, "total", "outputs", "shocks", "evidence", "checks")},
			{"shocks", collection(shock)}, {"outputs", collection(output)}, {"correlations", correlations},
			{"evidence", collection(evidence)}, {"checks", collection(evidence)}, {"expect", collection(expectation)}})...)
	expectation = &rule{kinds: []Kind{String}, want: `an expectation in quotes, such as "p50(total.net) > 3B"`}
)

// The rules that contain one another are closed here, before the whole is walked.
func init() {
	withUnit := []field{{"dist", words}, {"value", plainNumber}}
	for _, f := range dist.Fields() {
		withUnit = append(withUnit, field{f.Name, byKind[f.Kind]})
	}
	withUnit = append(withUnit, field{"unit", words})
	distribution.fields, quantity.fields = withUnit, withUnit
	parameter.fields = slices.Concat(withUnit, []field{{"vary", oneOf("once", "step")}}, pathFields, provenance, titles)
	homes = findHomes()
}
