// Package plan turns models into a Plan: one straight-line program over columns of trials, for the baselines and scenarios of
// all subjects of an ask at once. What a shock does not touch is one column in both worlds, and what variants of a file share
// is one column in all of them.
//
//  1. Compile makes a subject for each model: a baseline, and a scenario where a shock is in force: *model.Model -> two worlds.
//  2. What is asked opens tallies, which condense a quantity over periods: ask.Quantity -> *tally. The report asks for them all.
//  3. Step by step, tallies ask the worlds for values, and worlds put operations into the program: world.value -> program.Value.
//  4. Where a period ends, its value is observed, averaged or written out as a row: program.Value -> Cell.
//  5. finish plans what is known after the last step: counters of warnings, figures of evidence, expectations.
//  6. The program is built: *program.Builder -> Plan.
//
// History plans what evidence asks of a proposed trial; Rows plans further asks of a run's trials; Medians computes a model in
// the one trial in which every draw stands at its median.
package plan
