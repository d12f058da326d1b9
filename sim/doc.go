// Package sim simulates what enforcement pressure does to the revenue channels of a sanctioned state.
//
// Load gives a Study of some scenarios, Study.Run the results of all that a report shows. Study.Ask asks for less or for more: any
// quantity, of variants of the scenarios too, as a distribution, a mean, or trial by trial; a Question runs whole, or in shards.
//
// Data flows one way. Each stage is a package, each arrow a function, and what a stage returns never changes again:
//
//  1. scenario reads TOML files and what they extend: text -> *scenario.Document, every value with its place.
//  2. model resolves names, checks units and fills defaults: -> *model.Model. A model that exists is valid.
//  3. plan turns models, variants of them and an ask.Ask into one straight-line program over columns of trials: -> *plan.Plan.
//     Baselines, scenarios and variants share every column that no shock and no other value touches.
//  4. engine runs blocks of trials through the program and gathers what does not depend on workers: -> *engine.Outcome. Rows of
//     trials leave through an ask.Sink, in order.
//  5. findings puts that into words and numbers: -> []*result.Result, or the answers of an ask.
//  6. Studies (study/variance, study/leaveout) ask for rows of the same trials, read them, and add what they find to the results.
//
// The leaves below them: ask (what can be asked), program (operations over columns) and machine (which runs them), diag (what is
// wrong, where, and the mend), unit (dimensions), formula (text to tree), dist (distributions as quantile functions), draw (the
// identity of a draw), stat (mergeable statistics), summary (what they say of a distribution), result
// (what a report holds), explain and display (text for readers), pool (workers) and fp (arithmetic with the same bits on every
// processor).
//
// What a problem is decides how it travels: a *diag.Error when a file is wrong, another error when the machine fails, and
// Result.Warnings when the numbers are shaky.
package sim
