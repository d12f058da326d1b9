//go:build !purego

package machine

import (
	"weir/sim/fp"
	"weir/sim/program"
)

// eight says that kernels take eight values at a time, and four where not: the assembly reads it too.
var eight = fp.Wide512

var kernels = [program.Accept + 1]kernel{
	program.Add: addWide, program.Sub: subWide, program.Mul: mulWide, program.Div: divWide, program.Min: minWide, program.Max: maxWide,
	program.LT: ltWide, program.LE: leWide, program.EQ: eqWide, program.NE: neWide, program.And: andWide, program.Or: orWide,
	program.Share: shareWide, program.Snap: snapWide,
	program.Neg: negWide, program.Abs: absWide, program.Sqrt: sqrtWide, program.Not: notWide, program.Outside: outsideWide,
	program.AddI: addcWide, program.MulI: mulcWide, program.DivI: divcWide, program.RSubI: rsubcWide, program.RDivI: rdivcWide,
	program.MinI: mincWide, program.MaxI: maxcWide,
	program.LTI: ltcWide, program.LEI: lecWide, program.GTI: gtcWide, program.GEI: gecWide, program.EQI: eqcWide, program.NEI: necWide,
}

//go:noescape
func addWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func subWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mulWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func divWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func minWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func maxWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func ltWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func leWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func eqWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func neWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func andWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func orWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func shareWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func snapWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func negWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func absWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func sqrtWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func notWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func outsideWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func addcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mulcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func divcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func rsubcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func rdivcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mincWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func maxcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func ltcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func lecWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func gtcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func gecWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func eqcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func necWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func activeWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func selectWide(dst, cond, then, otherwise *[Block]float64)

//go:noescape
func soundWide(a *[Block]float64, mask, limit uint64) bool

//go:noescape
func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int

//go:noescape
func phaseWide(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int
