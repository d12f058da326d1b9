//go:build !amd64 || purego

package machine

import "weir/sim/program"

// eight says that kernels take eight values at a time: here are none.
const eight = false

var kernels [program.Accept + 1]kernel

func activeWide(dst, a, b *[Block]float64, c float64) {}

func selectWide(dst, cond, then, otherwise *[Block]float64) {}

func soundWide(a *[Block]float64, mask, limit uint64) bool { return false }

func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int { return 0 }

func phaseWide(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int {
	return 0
}
