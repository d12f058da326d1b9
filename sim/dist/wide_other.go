//go:build !amd64 || purego

package dist

type lookup struct{}

func (t *table) lookup() lookup { return lookup{} }

func table256(dst, u *float64, n int, t *lookup, at *[512]uint64) {}

func table512(dst, u *float64, n int, t *lookup, at *[512]uint64) {}

func poissonWide(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32) {
	return 0, 0
}
