package fp

// Wide reports whether the processor and the system know AVX-512 (F, DQ, BW, VL): kernels for columns then take eight
// values at a time, by the operations of the single value in their order, so with the same bits. No product is fused
// with a sum.
var Wide = func() bool {
	const osxsave, zmm = 1 << 27, 0xe6
	const f, dq, bw, vl = 1 << 16, 1 << 17, 1 << 30, 1 << 31
	most, _, _, _ := cpuid(0, 0)
	if most < 7 {
		return false
	}
	if _, _, c, _ := cpuid(1, 0); c&osxsave == 0 {
		return false
	}
	_, b, _, _ := cpuid(7, 0)
	return xgetbv()&zmm == zmm && b&f != 0 && b&dq != 0 && b&bw != 0 && b&vl != 0
}()

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

// expWide and halfWide do values from the first on, n at most, a multiple of 8, and return how many. They stop at eight of
// which one is far from 0, or not a number.
//
//go:noescape
func expWide(dst, x *float64, n int, t *[expSize]expEntry) int

//go:noescape
func halfWide(dst, x *float64, n int, t *[expSize]expEntry) int
