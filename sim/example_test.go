package sim_test

import (
	"context"
	"fmt"

	"weir/scenarios"
	"weir/sim"
	"weir/sim/ask"
)

// A scenario is loaded, run, and a percentile of what it found is read.
func Example() {
	study, err := sim.Load(sim.Options{Embedded: scenarios.FS, Trials: 10_000}, "tutorial/log_papers")
	if err != nil {
		fmt.Println(err) // every mistake of the file, with its place and its mend
		return
	}
	results, err := study.Run(context.Background(), sim.Control{})
	if err != nil {
		fmt.Println(err)
		return
	}
	loss, err := results[0].At("timber", "loss", "forecast")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("timber loses %.3g EUR, and in one of twenty trials over %.3g\n", loss.Scenario.Median(), loss.Scenario.P95())
	// Output: timber loses 7.22e+07 EUR, and in one of twenty trials over 1.59e+08
}

// Variants of a scenario are asked together, on the same draws: what they share is computed once.
func ExampleStudy_Ask() {
	study, err := sim.Load(sim.Options{Embedded: scenarios.FS, Trials: 10_000}, "tutorial/log_papers")
	if err != nil {
		fmt.Println(err)
		return
	}
	question := ask.Ask{Of: []ask.Quantity{{Channel: "timber", Measure: "loss", What: ask.Mean}}}
	floors := []float64{0, 0.25, 0.5}
	for _, floor := range floors {
		v := &ask.Variant{Values: []ask.Value{ask.Number("shocks.log_papers.floor", floor)}}
		question.Subjects = append(question.Subjects, ask.Subject{Variant: v})
	}
	q, err := study.Ask(question)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := q.Run(context.Background(), sim.Control{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, floor := range floors {
		fmt.Printf("with a floor of %.0f%% timber loses %.3g EUR on average\n", 100*floor, answer.Of[i][0].Mean)
	}
	// Output:
	// with a floor of 0% timber loses 7.37e+07 EUR on average
	// with a floor of 25% timber loses 7.88e+07 EUR on average
	// with a floor of 50% timber loses 8.38e+07 EUR on average
}
