#include "textflag.h"

DATA steps<>+0(SB)/8, $0
DATA steps<>+8(SB)/8, $0x9e3779b97f4a7c15
DATA steps<>+16(SB)/8, $0x3c6ef372fe94f82a
DATA steps<>+24(SB)/8, $0xdaa66d2c7ddf743f
DATA steps<>+32(SB)/8, $0x78dde6e5fd29f054
DATA steps<>+40(SB)/8, $0x1715609f7c746c69
DATA steps<>+48(SB)/8, $0xb54cda58fbbee87e
DATA steps<>+56(SB)/8, $0x538454127b096493
GLOBL steps<>(SB), RODATA|NOPTR, $64

DATA hashc<>+0(SB)/8, $0x3c79ac492ba7b653
DATA hashc<>+8(SB)/8, $0x1c69b3f74ac4ae35
DATA hashc<>+16(SB)/8, $0xbf58476d1ce4e5b9
DATA hashc<>+24(SB)/8, $0x94d049bb133111eb
DATA hashc<>+32(SB)/8, $0x3ff0000000000000 // exponent of [1, 2)
DATA hashc<>+40(SB)/8, $0x3fefffffffffffff // 1 - 2^-53
DATA hashc<>+48(SB)/8, $0xf1bbcdcbfa53e0a8 // 8 golden
DATA hashc<>+56(SB)/8, $0xe3779b97f4a7c150 // 16 golden
DATA hashc<>+64(SB)/8, $0x9e3779b97f4a7c15 // golden
GLOBL hashc<>(SB), RODATA|NOPTR, $72

#define CONSTANTS \
	VPBROADCASTQ hashc<>+0(SB), Z16  \
	VPBROADCASTQ hashc<>+8(SB), Z17  \
	VPBROADCASTQ hashc<>+16(SB), Z18 \
	VPBROADCASTQ hashc<>+24(SB), Z19 \
	VPBROADCASTQ hashc<>+32(SB), Z20 \
	VPBROADCASTQ hashc<>+40(SB), Z21 \
	VPBROADCASTQ c+16(FP), Z24       \
	VPBROADCASTQ b+24(FP), Z25

// two steps of the hash at a time, so that multiplications need not wait
#define ROUND(N, M) \
	VPSRLQ  N, Z0, Z2  \
	VPSRLQ  N, Z1, Z3  \
	VPXORQ  Z2, Z0, Z0 \
	VPXORQ  Z3, Z1, Z1 \
	VPMULLQ M, Z0, Z0  \
	VPMULLQ M, Z1, Z1

#define LAST(N) \
	VPSRLQ N, Z0, Z2  \
	VPSRLQ N, Z1, Z3  \
	VPXORQ Z2, Z0, Z0 \
	VPXORQ Z3, Z1, Z1

// Z0, Z1: counters to uniforms
#define UNIFORMS \
	ROUND($27, Z16)     \
	ROUND($33, Z17)     \
	LAST($27)           \
	VPXORQ Z25, Z0, Z0  \
	VPXORQ Z25, Z1, Z1  \
	ROUND($30, Z18)     \
	ROUND($27, Z19)     \
	LAST($31)           \
	VPSRLQ $12, Z0, Z0  \
	VPSRLQ $12, Z1, Z1  \
	VPORQ  Z20, Z0, Z0  \
	VPORQ  Z20, Z1, Z1  \
	VSUBPD Z21, Z0, Z0  \
	VSUBPD Z21, Z1, Z1

// func fillWide(dst *float64, n int, c, b uint64)
TEXT ·fillWide(SB), NOSPLIT, $0-32
	MOVQ         dst+0(FP), DI
	MOVQ         n+8(FP), CX
	XORQ         AX, AX
	CONSTANTS
	VPBROADCASTQ hashc<>+48(SB), Z22
	VPBROADCASTQ hashc<>+56(SB), Z23
	VPADDQ       steps<>(SB), Z24, Z24
	VPADDQ       Z22, Z24, Z26

next:
	VMOVDQA64 Z24, Z0
	VMOVDQA64 Z26, Z1
	VPADDQ    Z23, Z24, Z24
	VPADDQ    Z23, Z26, Z26
	UNIFORMS
	VMOVUPD   Z0, (DI)(AX*8)
	VMOVUPD   Z1, 64(DI)(AX*8)
	ADDQ      $16, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET

// func pickWide(dst *float64, lanes *int32, n int, c, b uint64)
TEXT ·pickWide(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         lanes+8(FP), SI
	MOVQ         n+16(FP), CX
	XORQ         AX, AX
	VPBROADCASTQ hashc<>+0(SB), Z16
	VPBROADCASTQ hashc<>+8(SB), Z17
	VPBROADCASTQ hashc<>+16(SB), Z18
	VPBROADCASTQ hashc<>+24(SB), Z19
	VPBROADCASTQ hashc<>+32(SB), Z20
	VPBROADCASTQ hashc<>+40(SB), Z21
	VPBROADCASTQ c+24(FP), Z24
	VPBROADCASTQ b+32(FP), Z25
	VPBROADCASTQ hashc<>+64(SB), Z22

next:
	VPMOVZXDQ (SI)(AX*4), Z0
	VPMOVZXDQ 32(SI)(AX*4), Z1
	VPMULLQ   Z22, Z0, Z0
	VPMULLQ   Z22, Z1, Z1
	VPADDQ    Z24, Z0, Z0
	VPADDQ    Z24, Z1, Z1
	UNIFORMS
	VMOVUPD   Z0, (DI)(AX*8)
	VMOVUPD   Z1, 64(DI)(AX*8)
	ADDQ      $16, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET
