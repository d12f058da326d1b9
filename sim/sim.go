package sim

import (
	"context"
	"io/fs"

	"weir/sim/diag"
	"weir/sim/explain"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
	"weir/sim/scenario"
)

// Options say what to load, and what the call sets in it.
type Options struct {
	Embedded  fs.FS    // scenarios that are looked up where no file of the name exists; may be nil
	Sets      []string // PATH=VALUE, as --set takes them
	Trials    int64    // 0: as the files say
	Seed      *uint64  // nil: as the files say
	Sampling  string   // "random", "lhs" or "sobol"; empty: as the files say
	Precision string   // such as "0.5% of p50(total.net)"; empty: as the files say
}

// A Study is one or more scenarios, checked and planned together. It is safe for concurrent use.
type Study struct {
	models   []*model.Model
	plan     *plan.Plan
	warnings [][]string // by model
}

// Load reads, resolves and checks scenarios with all that they extend, and plans them. The list holds every problem of
// every file, in the order of the files; the Study is nil where one of them is an error.
func Load(o Options, names ...string) (*Study, diag.List) {
	flags := model.Flags{Trials: o.Trials, Seed: o.Seed, Sampling: o.Sampling, Precision: o.Precision}
	docs, list := scenario.Load(scenario.Options{Embedded: o.Embedded, Sets: o.Sets}, names...)
	s := &Study{}
	for _, d := range docs {
		m, problems := flags.Build(d)
		list = append(list, problems...)
		if m == nil {
			continue
		}
		s.models = append(s.models, m)
		var warnings []string
		for _, p := range problems {
			text := p.What
			if p.Path != "" {
				text = p.Path + ": " + text
			}
			warnings = append(warnings, text)
		}
		s.warnings = append(s.warnings, warnings)
	}
	if !list.Failed() {
		var problems diag.List
		s.plan, problems = plan.Compile(s.models)
		list = append(list, problems...)
	}
	list.Sort()
	if list.Failed() {
		return nil, list
	}
	return s, list
}

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

// Trials is the number of trials that a run will take.
func (s *Study) Trials() int64 { return s.plan.Trials }

// Plan prints the program that a run will execute.
func (s *Study) Plan() string { return s.plan.String() }

// Explain puts the first scenario, or what a name in it stands for, into plain text.
func (s *Study) Explain(name string, o explain.Options) (string, *explain.Mistake) {
	return explain.Text(s.models[0], name, o)
}

// Run simulates all scenarios in the same trials; workers 0 means one for each processor. The results are those of Names,
// in order. The error is a diag.List where a model fails in some trial, or the context's.
func (s *Study) Run(ctx context.Context, workers int, progress func(done, total int64)) ([]*result.Result, error) {
	return s.RunWith(ctx, Control{Workers: workers, Progress: progress})
}
