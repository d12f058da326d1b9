//go:build !purego

package fp

// Wide reports whether the processor and the system know AVX2, Wide512 whether they know AVX-512 (F, DQ, BW, VL) too: kernels
// for columns then take four or eight values at a time, by the operations of the single value in their order, so with the
// same bits. No product is fused with a sum.
var Wide, Wide512 = features()

func features() (avx2, avx512 bool) {
	const osxsave, avx = 1 << 27, 1 << 28
	most, _, _, _ := cpuid(0, 0)
	_, _, c, _ := cpuid(1, 0)
	if most < 7 || c&osxsave == 0 || c&avx == 0 {
		return false, false
	}
	const two, f, dq, bw, vl = 1 << 5, 1 << 16, 1 << 17, 1 << 30, 1 << 31
	const ymm, zmm = 0x6, 0xe6 // what the system saves
	_, b, _, _ := cpuid(7, 0)
	saved := xgetbv()
	avx2 = saved&ymm == ymm && b&two != 0
	return avx2, avx2 && !narrow && saved&zmm == zmm && b&f != 0 && b&dq != 0 && b&bw != 0 && b&vl != 0
}

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

// expWide and halfWide do values from the first on, n at most, a multiple of 4, and return how many. They stop at four of
// which one is far from 0, or not a number.
//
//go:noescape
func expWide(dst, x *float64, n int, t *[expSize]expEntry) int

//go:noescape
func halfWide(dst, x *float64, n int, t *[expSize]expEntry) int
