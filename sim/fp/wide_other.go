//go:build !amd64 || purego

package fp

// Wide and Wide512 report whether columns have kernels of their own on this processor.
const Wide, Wide512 = false, false

func expWide(dst, x *float64, n int) (done int, left uint32) { return 0, 0 }

func halfWide(dst, x *float64, n int) (done int, left uint32) { return 0, 0 }

func phiWide(dst, x *float64, n int) (done int, left uint32) { return 0, 0 }

func logWide(dst, x *float64, n int) (done int, left uint32) { return 0, 0 }
