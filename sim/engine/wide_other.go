//go:build !amd64 || purego

package engine

func addWide(dst, a, b *float64, n int) {}

func subWide(dst, a, b *float64, n int) {}

func mulWide(dst, a, b *float64, n int) {}

func divWide(dst, a, b *float64, n int) {}

func minWide(dst, a, b *float64, n int) {}

func maxWide(dst, a, b *float64, n int) {}

func addcWide(dst, a *float64, c float64, n int) {}

func mulcWide(dst, a *float64, c float64, n int) {}

func rsubcWide(dst, a *float64, c float64, n int) {}

func rdivcWide(dst, a *float64, c float64, n int) {}

func divcWide(dst, a *float64, c float64, n int) {}

func mincWide(dst, a *float64, c float64, n int) {}

func maxcWide(dst, a *float64, c float64, n int) {}

func absWide(dst, a *float64, n int) {}

func snapWide(dst, a, b *float64, n int, c float64) {}

func shareWide(dst, a, b *float64, n int) {}

func extremesWide(a *float64, n int, out *[8]uint64) {}

func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int { return 0 }
