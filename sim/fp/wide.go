//go:build amd64 && !purego && !noavx512

package fp

const narrow = false // kernels for AVX-512 too
