// Package fp is portable arithmetic: the functions of one variable and the
// probability integrals that the engine needs, with the same bits on every
// processor.
//
// Special values (zeros, infinities, NaN, arguments outside the domain) are
// treated as in package math.
package fp
