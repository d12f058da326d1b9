//go:build !amd64 || purego

package draw

func fillWide(dst *float64, n int, c, b uint64) {}

func pickWide(dst *float64, lanes *int32, n int, c, b uint64) {}
