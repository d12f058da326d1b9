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

// Kernels of columns: see column. They leave what is far from 0 or not a number.

func expWide(dst, x *float64, n int) (done int, left uint32) {
	if Wide512 {
		return exp512(dst, x, n&^7, &expTable)
	}
	done, left = exp256(dst, x, n&^3, &expTable)
	return done, left << 4
}

func halfWide(dst, x *float64, n int) (done int, left uint32) {
	if Wide512 {
		return half512(dst, x, n&^7, &expTable)
	}
	done, left = half256(dst, x, n&^3, &expTable)
	return done, left << 4
}

func logWide(dst, x *float64, n int) (done int, left uint32) {
	if Wide512 {
		return log512(dst, x, n&^7)
	}
	return 0, 0
}

func phiWide(dst, x *float64, n int) (done int, left uint32) {
	if Wide512 {
		return phi512(dst, x, n&^7)
	}
	return 0, 0
}

//go:noescape
func exp512(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)

//go:noescape
func half512(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)

//go:noescape
func exp256(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)

//go:noescape
func half256(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)

//go:noescape
func phi512(dst, x *float64, n int) (done int, left uint32)

//go:noescape
func log512(dst, x *float64, n int) (done int, left uint32)
