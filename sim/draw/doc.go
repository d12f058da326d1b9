// Package draw makes the uniforms of a run, and nothing else in the module makes randomness.
//
// A uniform is a pure function of its identity: the seed, the path of the parameter, the trial, and where they apply the
// calendar number of the step, the number of the event within the step, and a replica. There is no state and no order of
// drawing, so adding, removing or reordering anything else changes no draw, and any worker may compute any trial.
//
//	key := draw.Root(seed).Path("channels.it.parameters.noise").Step(8086)
//	key.Fill(column, firstTrial)
//
// A Design has the trials of a run spread better than by chance, by a Latin hypercube or by scrambled Sobol' points. Its
// uniforms are stateless in the same way; they also depend on the number of trials (Latin hypercubes) or on the number of the
// dimension (Sobol' points).
//
//	design := draw.NewDesign(draw.Sobol, draw.Sobol.Usable(100_000))
//	design.Fill(column, key, dimension, firstTrial)
//
// The bits are part of the program's contract: a change here changes every published number. They are held by golden
// values in the tests; .ci/prng/run puts the streams through TestU01.
package draw
