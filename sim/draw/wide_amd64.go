//go:build !purego

package draw

import "weir/sim/fp"

// fillWide writes n uniforms, a multiple of 16, of the counters c, c + golden, ...
func fillWide(dst *float64, n int, c, b uint64) {
	if fp.Wide512 {
		fill512(dst, n, c, b)
		return
	}
	fill256(dst, n, c, b)
}

// pickWide writes n uniforms, a multiple of 16, of the counters c + lane*golden.
func pickWide(dst *float64, lanes *int32, n int, c, b uint64) {
	if fp.Wide512 {
		pick512(dst, lanes, n, c, b)
		return
	}
	pick256(dst, lanes, n, c, b)
}

//go:noescape
func fill512(dst *float64, n int, c, b uint64)

//go:noescape
func pick512(dst *float64, lanes *int32, n int, c, b uint64)

//go:noescape
func fill256(dst *float64, n int, c, b uint64)

//go:noescape
func pick256(dst *float64, lanes *int32, n int, c, b uint64)
