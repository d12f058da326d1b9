//go:build !amd64 || purego

package machine

import "weir/sim/program"

// eight is false where there is no assembly.
const eight = false

var kernels [program.Accept + 1]kernel

func activeWide(dst, a, b *[Block]float64, c float64) {}

func selectWide(dst, cond, then, otherwise *[Block]float64) {}

func soundWide(a *[Block]float64, mask, limit uint64) bool { return false }

func reaching512(dst, lanes *int32, n int, count *float64, k float64) int { return 0 }

func phase512(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int {
	return 0
}
