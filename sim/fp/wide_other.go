//go:build !amd64

package fp

// Wide reports whether columns have kernels of their own on this processor.
const Wide = false

func expWide(dst, x *float64, n int, t *[expSize]expEntry) int { return 0 }

func halfWide(dst, x *float64, n int, t *[expSize]expEntry) int { return 0 }
