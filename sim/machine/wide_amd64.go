//go:build !purego

package machine

import "weir/sim/fp"

// eight says that kernels take eight values at a time (AVX-512), and four (AVX2) where it is false: the assembly reads it too.
var eight = fp.Wide512

// activeWide writes 1 where the time c is not before onset a and not a duration b or more behind it, else 0.
//
//go:noescape
func activeWide(dst, a, b *[Block]float64, c float64)

// selectWide is choose.
//
//go:noescape
func selectWide(dst, cond, then, otherwise *[Block]float64)

// soundWide reports whether all of a &^ mask lie below a limit, as unsigned integers; the limit is no negative number.
//
//go:noescape
func soundWide(a *[Block]float64, mask, limit uint64) bool

// reaching512 is reaching for n lanes, a multiple of 8.
//
//go:noescape
func reaching512(dst, lanes *int32, n int, count *float64, k float64) int

// phase512 is phases.
//
//go:noescape
func phase512(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int
