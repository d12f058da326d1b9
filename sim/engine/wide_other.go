//go:build !amd64 || purego

package engine

var kernels [last + 1]kernel

var triples [last + 1]func(dst, a, b, c *[Block]float64)

func selectWide(dst, cond, then, otherwise *[Block]float64) {}

func soundWide(a *[Block]float64, mask, limit uint64) bool { return false }

func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int { return 0 }

func phaseWide(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int {
	return 0
}
