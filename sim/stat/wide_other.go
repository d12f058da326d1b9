//go:build !amd64 || purego

package stat

func moments256(x *float64, n int) (mean, m2 float64) { return 0, 0 }

func moments512(x *float64, n int) (mean, m2 float64) { return 0, 0 }

func places256(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends) bool { return false }

func places512(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends, near *window) bool {
	return false
}

func largest256(low *uint16, n int) uint16 { return 0 }

func fetch(low *uint16, n int) {}
