//go:build !amd64 || purego

package stat

func momentsWide(x *float64, n int) (mean, m2 float64) { return 0, 0 }

func moments512(x *float64, n int) (mean, m2 float64) { return 0, 0 }

func placesWide(at *uint16, x *float64, n int, base *uint32, ends *[2]float64) bool { return false }

func places512(at *uint16, x *float64, n int, base *uint32, ends *[2]float64) bool { return false }
