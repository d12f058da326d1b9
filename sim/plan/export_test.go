package plan

import (
	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/model"
)

// Reporting plans the report of models.
func Reporting(models []*model.Model) (*Plan, diag.List) { return CompileWithin(models, maxProgram) }

// CompileWithin is Reporting with a limit of the tests' choice.
func CompileWithin(models []*model.Model, limit int) (*Plan, diag.List) {
	return compile(models, Subjects(models), ask.Ask{Report: true}, limit)
}

// Covering lists, by step, the periods of a model that it lies in.
func Covering(m *model.Model) [][]int {
	c := newCompiler(m, maxProgram)
	return c.newSubject(m, newKeyed(c.p, m, m.Sampling, 0), false).covering
}
