// Package fp is portable arithmetic: the elementary functions, the probability
// integrals and the sums that a result depends on, with the same bits on every
// processor and at every GOAMD64 level.
//
// Go may fuse x*y + z into one operation where the processor has it, and
// package math has assembly on some architectures; either changes the last bit.
// Here each product that feeds a sum stands inside float64(...) or is an
// explicit math.FMA (exact everywhere), and of package math only operations
// that are exact or correctly rounded by definition are used.
//
// Accuracy, against values of 200 bits and more, over the whole range of the
// arguments: at most 2 ulp for Exp, Expm1, Log, Log1p, Pow, Sin, Cos, Lgamma,
// Phi and PhiInv, and at most 4 ulp for GammaP, GammaQ and BetaI; exceptions
// are named at the function. The tests assert it, and hold the bits by a hash.
//
// On amd64, columns have kernels for AVX2 and AVX-512 besides plain Go, here and
// in the packages above; the processor decides which are used, and no bit hangs
// on it. The name of one for AVX2 ends in 256, for AVX-512 in 512, and in Wide
// where it takes what there is. The build tag noavx512 leaves out those for
// AVX-512, purego all assembly: so any machine can compare the three.
//
// Special values (zeros, infinities, NaN, arguments outside the domain) are
// treated as in package math. Nothing here allocates or keeps state.
package fp
