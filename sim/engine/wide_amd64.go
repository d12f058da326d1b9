//go:build !purego

package engine

import (
	"weir/sim/fp"
	"weir/sim/plan"
)

// eight says that kernels take eight values at a time, and four where not.
//
//lint:ignore U1000 the assembly reads it
var eight = fp.Wide512

var kernels = [...]kernel{
	plan.Add: addWide, plan.Sub: subWide, plan.Mul: mulWide, plan.Div: divWide, plan.Min: minWide, plan.Max: maxWide,
	plan.LT: ltWide, plan.LE: leWide, plan.EQ: eqWide, plan.NE: neWide, plan.And: andWide, plan.Or: orWide, plan.Share: shareWide, plan.Snap: snapWide,
	plan.Neg: negWide, plan.Abs: absWide, plan.Sqrt: sqrtWide, plan.Not: notWide, plan.Outside: outsideWide,
	plan.AddI: addcWide, plan.MulI: mulcWide, plan.DivI: divcWide, plan.RSubI: rsubcWide, plan.RDivI: rdivcWide, plan.MinI: mincWide, plan.MaxI: maxcWide,
	plan.LTI: ltcWide, plan.LEI: lecWide, plan.GTI: gtcWide, plan.GEI: gecWide, plan.EQI: eqcWide, plan.NEI: necWide,
	mulcAdd: mulcAddWide, mulcMul: mulcMulWide, rsubcMul: rsubcMulWide, mulRsubc: mulRsubcWide, subMulc: subMulcWide, mulMulc: mulMulcWide,
	last: nil,
}

var triples = [...]func(dst, a, b, c *[Block]float64){
	addAdd: addAddWide, mulMul: mulMulWide, mulAdd: mulAddWide, mulMin: mulMinWide, subSnap: subSnapWide, addSnap: addSnapWide,
	last: nil,
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
func mulcAddWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mulcMulWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func rsubcMulWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mulRsubcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func subMulcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func mulMulcWide(dst, a, b *[Block]float64, c float64)

//go:noescape
func addAddWide(dst, a, b, c *[Block]float64)

//go:noescape
func mulMulWide(dst, a, b, c *[Block]float64)

//go:noescape
func mulAddWide(dst, a, b, c *[Block]float64)

//go:noescape
func mulMinWide(dst, a, b, c *[Block]float64)

//go:noescape
func subSnapWide(dst, a, b, c *[Block]float64)

//go:noescape
func addSnapWide(dst, a, b, c *[Block]float64)

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
