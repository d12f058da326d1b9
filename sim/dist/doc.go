// Package dist holds the families of distributions as quantile functions. It knows nothing of randomness: a draw is
// Quantile(u) of a uniform that somebody else made.
//
//  1. New checks what an author wrote and gives a Law; FromRange does it for "a to b", Point for a certain value.
//  2. A Law answers Quantile, CDF and Survival as exactly as double precision allows; that takes up to microseconds. What a
//     law that was fitted to two percentiles says of the others, Quantile tells.
//  3. Compile turns a Law into a Sampler, a table of polynomials that takes a few nanoseconds a draw, with an error in u
//     of at most 1e-10. Cuts says where its values step.
//
// A family is a row of the table families, a new field one of the table fields (family.go): the reader of files, the units of
// fields and all messages follow from those.
//
// PoissonInverse is the one quantile whose parameter changes from trial to trial.
package dist
