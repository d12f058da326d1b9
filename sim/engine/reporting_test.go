package engine_test

import (
	"context"

	"weir/sim/ask"
	"weir/sim/diag"
	"weir/sim/engine"
	"weir/sim/findings"
	"weir/sim/model"
	"weir/sim/plan"
	"weir/sim/result"
)

// reporting plans the report of models.
func reporting(models []*model.Model) (*plan.Plan, diag.List) {
	return plan.Compile(models, plan.Subjects(models), ask.Ask{Report: true})
}

// run runs a plan and makes results of it.
func run(ctx context.Context, p *plan.Plan, o engine.Options) ([]*result.Result, error) {
	outcome, err := engine.Run(ctx, p, o)
	if err != nil {
		return nil, err
	}
	results, _ := findings.Read(outcome)
	return results, nil
}

// finish makes results of the blocks of a whole run.
func finish(ctx context.Context, p *plan.Plan, whole *engine.Partial, o engine.Options) ([]*result.Result, error) {
	outcome, err := engine.Finish(ctx, p, whole, p.Trials, o)
	if err != nil {
		return nil, err
	}
	results, _ := findings.Read(outcome)
	return results, nil
}
