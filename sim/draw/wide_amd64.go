package draw

// fillWide writes n uniforms, a multiple of 16, of the counters c, c + golden, ...
//
//go:noescape
func fillWide(dst *float64, n int, c, b uint64)

// pickWide writes n uniforms, a multiple of 16, of the counters c + lane*golden.
//
//go:noescape
func pickWide(dst *float64, lanes *int32, n int, c, b uint64)
