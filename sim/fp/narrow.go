//go:build amd64 && !purego && noavx512

package fp

const narrow = true // no kernels for AVX-512
