package dist

import (
	"slices"
	"strings"
)

// A Kind is what a field of a distribution holds.
type Kind uint8

// The kinds.
const (
	None    Kind = iota // there is no such field
	Amount              // a number in the unit of the law
	Pure                // a number without a unit
	Amounts             // a list of numbers in the unit of the law
	Pures               // a list of numbers without a unit
	Laws                // a list of distributions
	Text
)

// A Field is a field of a distribution. A name means the same in every family.
type Field struct {
	Name string
	Kind Kind
}

// fields are those of all families but percentiles, in the order of the language's reference. Whoever reads or writes the
// language takes them from here.
var fields = []Field{
	{"min", Amount}, {"mode", Amount}, {"max", Amount}, {"shape", Pure}, {"mean", Amount}, {"sd", Amount}, {"median", Amount},
	{"sigma", Pure}, {"alpha", Pure}, {"beta", Pure}, {"scale", Amount}, {"df", Pure}, {"location", Amount}, {"n", Pure}, {"p", Pure},
	{"dispersion", Pure}, {"values", Amounts}, {"weights", Pures}, {"of", Laws}, {"file", Text}, {"column", Text}, {"truncate", Amounts},
}

// Fields are the fields that some family takes, but percentiles, in a fixed order.
func Fields() []Field { return slices.Clone(fields) }

// KindOf is the kind of a field, percentiles included.
func KindOf(field string) Kind {
	if _, ok := Percentile(field); ok {
		return Amount
	}
	for _, f := range fields {
		if f.Name == field {
			return f.Kind
		}
	}
	return None
}

// A family knows its fields and how to make a law of them.
type family struct {
	name  string
	forms [][]string // the ways to fix it: exactly one is to be complete; "pN" stands for percentiles
	free  []string   // fields that may be left out
	steps bool       // it steps from value to value, and cannot be truncated
	build func(a Args) (shape, *ArgError)
}

// families in the order of the language's reference. A new one is a row here, and a file with its shape and what builds it; a field
// that no other has is a row of fields.
var families = []family{
	{"uniform", [][]string{{"min", "max"}}, nil, false, buildUniform},
	{"triangular", [][]string{{"min", "mode", "max"}}, nil, false, buildTriangular},
	{"pert", [][]string{{"min", "mode", "max"}}, []string{"shape"}, false, buildPert},
	{"normal", [][]string{{"mean", "sd"}, {"pN"}}, nil, false, buildNormal},
	{"lognormal", [][]string{{"median", "sigma"}, {"mean", "sd"}, {"pN"}}, nil, false, buildLognormal},
	{"logitnormal", [][]string{{"median", "sigma"}, {"pN"}}, nil, false, buildLogitnormal},
	{"beta", [][]string{{"alpha", "beta"}, {"mean", "sd"}, {"pN"}}, []string{"min", "max"}, false, buildBeta},
	{"gamma", [][]string{{"shape", "mean"}, {"shape", "scale"}, {"pN"}}, nil, false, buildGamma},
	{"exponential", [][]string{{"mean"}}, nil, false, buildExponential},
	{"weibull", [][]string{{"shape", "scale"}, {"pN"}}, nil, false, buildWeibull},
	{"pareto", [][]string{{"min", "alpha"}}, nil, false, buildPareto},
	{"student", [][]string{{"df", "location", "scale"}}, nil, false, buildStudent},
	{"metalog", [][]string{{"pN"}}, []string{"min", "max"}, false, buildMetalog},
	{"poisson", [][]string{{"mean"}}, nil, true, buildPoisson},
	{"binomial", [][]string{{"n", "p"}}, nil, true, buildBinomial},
	{"negbinomial", [][]string{{"mean", "dispersion"}}, nil, true, buildNegbinomial},
	{"bernoulli", [][]string{{"p"}}, nil, true, buildBernoulli},
	{"discrete", [][]string{{"values", "weights"}}, nil, true, buildDiscrete},
	{"mixture", [][]string{{"of", "weights"}}, nil, false, buildMixture},
	{"empirical", [][]string{{"values"}, {"file", "column"}}, nil, true, buildEmpirical}, // New takes values: whoever reads files puts the column there
}

func find(name string) (family, bool) {
	i := slices.IndexFunc(families, func(f family) bool { return f.name == name })
	if i < 0 {
		return family{}, false
	}
	return families[i], true
}

// Known are the names of all families of the language.
func Known() []string {
	names := make([]string, len(families))
	for i, f := range families {
		names[i] = f.name
	}
	return names
}

// fields are the names of those that a family takes, in a fixed order, with "pN" for its percentiles and "truncate" where it
// has it.
func (f family) fields() []string {
	var names []string
	for _, form := range append(slices.Clone(f.forms), f.free) {
		for _, field := range form {
			if field != "pN" && !slices.Contains(names, field) {
				names = append(names, field)
			}
		}
	}
	if f.takesPercentiles() {
		names = append(names, "pN")
	}
	if !f.steps {
		names = append(names, "truncate")
	}
	return names
}

func (f family) takesPercentiles() bool {
	return slices.ContainsFunc(f.forms, func(form []string) bool { return slices.Contains(form, "pN") })
}

// percentiles is how many the family takes, in words.
func (f family) percentiles() string {
	if f.name == "metalog" {
		return "three or more percentiles such as p10, p50 and p90"
	}
	return "two percentiles such as p5 and p95"
}

// ways are the forms in words: "median and sigma, or mean and sd, or two percentiles such as p5 and p95".
func (f family) ways() string {
	var ways []string
	for _, form := range f.forms {
		if form[0] == "pN" {
			ways = append(ways, f.percentiles())
			continue
		}
		words := strings.Join(form, ", ")
		if i := strings.LastIndex(words, ", "); i >= 0 {
			words = words[:i] + " and " + words[i+2:]
		}
		ways = append(ways, words)
	}
	return strings.Join(ways, ", or ")
}

// check refuses unknown fields, and fields that are too few or do not go together.
func (f family) check(a Args) *ArgError {
	known := f.fields()
	var given []string // fields of forms
	for _, name := range a.written() {
		field := name
		if _, ok := Percentile(name); ok {
			field = "pN"
		}
		if !slices.Contains(known, field) {
			switch {
			case field == "truncate":
				return wrong("truncate", "", "%s steps from value to value and cannot be truncated", f.name)
			case field == "pN":
				return wrong(name, "its fields are "+strings.Join(known, ", "), "%s takes no percentiles", f.name)
			case f.takesPercentiles() && len(name) > 1 && name[0] == 'p' && strings.Trim(name[1:], "0123456789.") == "":
				return wrong(name, "", "percentiles are whole, from p1 to p99")
			}
			return wrong(name, "its fields are "+strings.Join(known, ", "), "%s has no field %s", f.name, name)
		}
		if field != "truncate" && !slices.Contains(f.free, field) && !slices.Contains(given, field) {
			given = append(given, field)
		}
	}
	fits := false
	var missing []string
	for _, form := range f.forms {
		if slices.ContainsFunc(given, func(field string) bool { return !slices.Contains(form, field) }) {
			continue
		}
		fits = true
		for _, field := range form {
			if !slices.Contains(given, field) {
				if !slices.Contains(missing, field) {
					missing = append(missing, field)
				}
				continue
			}
			if len(given) == len(form) {
				return nil
			}
		}
	}
	switch {
	case len(given) == 0:
		return wrong("", "", "%s needs %s", f.name, f.ways())
	case fits && len(f.forms) == 1:
		return wrong("", "", "%s needs %s: missing is %s", f.name, f.ways(), strings.Join(missing, " and "))
	case fits:
		return wrong("", "", "%s needs %s: beside %s missing is %s", f.name, f.ways(), strings.Join(given, " and "), strings.Join(missing, " or "))
	default:
		return wrong("", "it needs "+f.ways(), "the fields %s of %s do not go together", strings.Join(given, ", "), f.name)
	}
}

// New makes a law of the family from what an author wrote.
func New(name string, a Args) (Law, *ArgError) {
	f, ok := find(name)
	if !ok {
		return nil, wrong("dist", "the families are "+strings.Join(Known(), ", "), "there is no distribution %q", name)
	}
	for _, problem := range []func() *ArgError{
		func() *ArgError { return f.check(a) },
		a.finite,
	} {
		if err := problem(); err != nil {
			return nil, err
		}
	}
	s, err := f.build(a)
	if err == nil && a.has("pN") && name != "metalog" {
		err = a.meets(name, s)
	}
	if err != nil {
		return nil, err
	}
	if len(a.Truncate) > 0 {
		if s, err = truncate(name, s, a.Truncate); err != nil {
			return nil, err
		}
	}
	if name == "mixture" && len(a.Truncate) == 0 {
		return law{s}, nil // between the quantiles of its parts, of which each was looked at
	}
	if lo, hi := s.lower(0x1p-53), s.upper(0x1p-53); !isFinite(lo) || !isFinite(hi) || max(-lo, hi) > 1e300 {
		return nil, wrong("", "make it narrower, or truncate it", "this %s reaches beyond the largest number of the computer", name)
	}
	return law{s}, nil
}

// truncate keeps what lies between the two bounds.
func truncate(name string, s shape, bounds []float64) (shape, *ArgError) {
	if len(bounds) != 2 {
		return nil, wrong("truncate", "write truncate = [lowest, highest]", "%d bounds where two are needed", len(bounds))
	}
	whole, ok := s.(smooth)
	if !ok {
		return nil, wrong("truncate", "truncate its parts", "a %s that steps from value to value cannot be truncated", name)
	}
	lo, hi := bounds[0], bounds[1]
	if lo >= hi {
		return nil, wrong("truncate", "", "the lower bound %s is not below the upper one, %s", number(lo), number(hi))
	}
	t := newTruncated(whole, lo, hi)
	if t.kept < 1e-12 {
		a, b := whole.Support()
		return nil, wrong("truncate", "", "nothing is left: hardly any of this %s, from %s to %s, lies between %s and %s", name, number(a), number(b), number(lo), number(hi))
	}
	return t, nil
}
