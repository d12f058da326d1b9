package sim

import (
	"context"
	"io/fs"

	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/explain"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/scenario"
)

// Options say what to load, and what the call sets in it.
type Options struct {
	Embedded fs.FS    // scenarios that are looked up where no file of the name exists; may be nil
	Sets     []string // PATH=VALUE, as --set takes them
	Trials   int64    // 0: as the files say
	Seed     *uint64  // nil: as the files say
	Sampling string   // "random", "lhs" or "sobol"; empty: as the files say
	// The dimensions of the draws, as the results of an earlier call give them that had other files too; none: new ones.
	Dimensions []result.Dimension
	Precision  string // such as "0.5% of p50(total.net)"; empty: as the files say
}

func (o Options) flags() model.Flags {
	return model.Flags{Trials: o.Trials, Seed: o.Seed, Sampling: o.Sampling, Precision: o.Precision}
}

// A Study is one or more scenarios, checked and planned together. It is safe for concurrent use.
type Study struct {
	options  Options
	models   []*model.Model
	report   *Question
	problems diag.List
	warnings [][]string // by model
}

// Load reads, resolves and checks scenarios with all that they extend, and plans their report. The error is a *diag.Error with
// every problem of every file, in the order of the files.
func Load(o Options, names ...string) (*Study, error) {
	docs, list := scenario.Load(scenario.Options{Embedded: o.Embedded, Sets: o.Sets}, names...)
	s := &Study{options: o}
	for _, d := range docs {
		m, problems := o.flags().Build(d)
		list = append(list, problems...)
		if m == nil {
			continue
		}
		s.models = append(s.models, m)
		s.warnings = append(s.warnings, texts(problems))
	}
	if !list.Failed() {
		var problems diag.List
		s.report, problems = s.question(ask.Ask{Report: true})
		list = append(list, problems...)
	}
	list.Sort()
	if list.Failed() {
		return nil, list.Err()
	}
	s.problems = list
	return s, nil
}

// given are the dimensions of the options as a plan has them; a step that the models have not gets none.
func (s *Study) given() (out []plan.Dimension) {
	t := s.models[0].Time
	for _, d := range s.options.Dimensions {
		given := plan.Dimension{Path: d.Path, Steps: d.Steps, Dim: d.Dimension}
		for k := range t.Steps {
			if t.Label(k) == d.First {
				given.First = t.Number(k)
			}
		}
		out = append(out, given)
	}
	return out
}

// texts are problems as results show them.
func texts(list diag.List) (out []string) {
	for _, p := range list {
		text := p.What
		if p.Path != "" {
			text = p.Path + ": " + text
		}
		out = append(out, text)
	}
	return out
}

// Warnings are what is doubtful about the files, in their order.
func (s *Study) Warnings() diag.List { return s.problems }

// Names are the output names of the scenarios, in the order in which they were given.
func (s *Study) Names() []string {
	names := make([]string, len(s.models))
	for i, m := range s.models {
		names[i] = m.Name
	}
	return names
}

// Files are the scenarios' files as results name them, in the same order.
func (s *Study) Files() []string {
	files := make([]string, len(s.models))
	for i, m := range s.models {
		files[i] = m.File
	}
	return files
}

// Inputs are the files that each scenario was read from, the scenario's own first, in the order of Names.
func (s *Study) Inputs() [][]result.Input {
	inputs := make([][]result.Input, len(s.models))
	for i, m := range s.models {
		for _, in := range m.Document.Inputs {
			inputs[i] = append(inputs[i], result.Input{Path: in.Path, SHA256: in.SHA256})
		}
	}
	return inputs
}

// Trials is the number of trials that a run will take, Seed its seed, and Sampling its design.
func (s *Study) Trials() int64    { return s.report.plan.Trials }
func (s *Study) Seed() uint64     { return s.report.plan.Seed }
func (s *Study) Sampling() string { return s.report.plan.Method.String() }

// Precisions are the goals of precision of the scenarios, as they were asked, in the order of Names; "" where there is none.
func (s *Study) Precisions() []string {
	texts := make([]string, len(s.models))
	for i, m := range s.models {
		if m.Precision != nil {
			texts[i] = m.Precision.Text
		}
	}
	return texts
}

// Report is the question that a run answers: all that the report of each scenario shows.
func (s *Study) Report() *Question { return s.report }

// Run simulates all scenarios in the same trials, and reports. The results are those of Names, in order. The error is as of
// Question.Run.
func (s *Study) Run(ctx context.Context, c Control) ([]*result.Result, error) {
	a, err := s.report.Run(ctx, c)
	if err != nil {
		return nil, err
	}
	return a.Results, nil
}

// Explain puts the first scenario, or what a name in it stands for, into plain text.
func (s *Study) Explain(name string, o explain.Options) (string, *explain.Mistake) {
	return explain.Text(s.models[0], name, o)
}

// Sources says in plain text what every figure of the first scenario rests on.
func (s *Study) Sources(o explain.Options) string { return explain.Sources(s.models[0], o) }
