// Package sim simulates what enforcement pressure does to the revenue channels of a sanctioned state.
//
// Data flows one way. Each stage is a package, each arrow a function, and what a stage returns never changes again:
//
//  1. scenario reads TOML files and what they extend: text -> *scenario.Document, every value with its place.
//  2. model resolves names, checks units and fills defaults: -> *model.Model. A model that exists is valid.
//  3. plan turns the models of a call into one straight-line program over columns of trials: -> *plan.Plan. Baselines and
//     scenarios share every column that no shock touches.
//  4. engine runs blocks of trials through the program and gathers statistics that do not depend on workers:
//     -> []*result.Result.
//
// The leaves below them: diag (what is wrong, where, and the mend), unit (dimensions), formula (text to tree), dist
// (distributions as quantile functions), draw (the identity of a draw), stat (mergeable statistics) and fp (arithmetic with
// the same bits on every processor).
//
// What a problem is decides how it travels: a diag.List when a file is wrong, an error when the machine fails, and
// Result.Warnings when the numbers are shaky.
package sim
