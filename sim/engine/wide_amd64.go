//go:build !purego

package engine

//go:noescape
func addWide(dst, a, b *float64, n int)

//go:noescape
func subWide(dst, a, b *float64, n int)

//go:noescape
func mulWide(dst, a, b *float64, n int)

//go:noescape
func divWide(dst, a, b *float64, n int)

//go:noescape
func minWide(dst, a, b *float64, n int)

//go:noescape
func maxWide(dst, a, b *float64, n int)

//go:noescape
func addcWide(dst, a *float64, c float64, n int)

//go:noescape
func mulcWide(dst, a *float64, c float64, n int)

//go:noescape
func rsubcWide(dst, a *float64, c float64, n int)

//go:noescape
func rdivcWide(dst, a *float64, c float64, n int)

//go:noescape
func divcWide(dst, a *float64, c float64, n int)

//go:noescape
func mincWide(dst, a *float64, c float64, n int)

//go:noescape
func maxcWide(dst, a *float64, c float64, n int)

//go:noescape
func absWide(dst, a *float64, n int)

//go:noescape
func snapWide(dst, a, b *float64, n int, c float64)

//go:noescape
func shareWide(dst, a, b *float64, n int)

//go:noescape
func extremesWide(a *float64, n int, out *[8]uint64)

//go:noescape
func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int
