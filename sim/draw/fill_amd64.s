//go:build !purego

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

// CONSTANTS reads the words c and b of a key too, c at AT among the arguments.
#define CONSTANTS(AT) \
	VPBROADCASTQ hashc<>+0(SB), Z16  \
	VPBROADCASTQ hashc<>+8(SB), Z17  \
	VPBROADCASTQ hashc<>+16(SB), Z18 \
	VPBROADCASTQ hashc<>+24(SB), Z19 \
	VPBROADCASTQ hashc<>+32(SB), Z20 \
	VPBROADCASTQ hashc<>+40(SB), Z21 \
	VPBROADCASTQ c+AT(FP), Z24       \
	VPBROADCASTQ b+(AT+8)(FP), Z25

// ROUND and LAST are steps of two hashes at a time, so that multiplications need not wait.
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

// UNIFORMS makes the counters Z0 and Z1 uniforms.
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

// func fill512(dst *float64, n int, c, b uint64)
TEXT ·fill512(SB), NOSPLIT, $0-32
	MOVQ         dst+0(FP), DI
	MOVQ         n+8(FP), CX
	XORQ         AX, AX
	CONSTANTS(16)
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

// func pick512(dst *float64, lanes *int32, n int, c, b uint64)
TEXT ·pick512(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         lanes+8(FP), SI
	MOVQ         n+16(FP), CX
	XORQ         AX, AX
	CONSTANTS(24)
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

// AVX2 has no product of 64 bits: x m = xl ml + 2^32 (xh ml + xl mh). FOUR is a
// constant in each of four lanes; a factor is followed by its upper half.
#define FOUR(AT, X) \
	DATA mulc<>+AT(SB)/8, X      \
	DATA mulc<>+(AT+8)(SB)/8, X  \
	DATA mulc<>+(AT+16)(SB)/8, X \
	DATA mulc<>+(AT+24)(SB)/8, X

FOUR(0, $0x3c79ac492ba7b653)
FOUR(32, $0x3c79ac49)
FOUR(64, $0x1c69b3f74ac4ae35)
FOUR(96, $0x1c69b3f7)
FOUR(128, $0xbf58476d1ce4e5b9)
FOUR(160, $0xbf58476d)
FOUR(192, $0x94d049bb133111eb)
FOUR(224, $0x94d049bb)
FOUR(256, $0x9e3779b97f4a7c15) // golden
FOUR(288, $0x9e3779b9)
FOUR(320, $0x3ff0000000000000) // exponent of [1, 2)
FOUR(352, $0x3fefffffffffffff) // 1 - 2^-53
FOUR(384, $0x78dde6e5fd29f054) // 4 golden
GLOBL mulc<>(SB), RODATA|NOPTR, $416

#define MUL(AT) \
	VPSRLQ   $32, Y0, Y1             \
	VPMULUDQ mulc<>+AT(SB), Y1, Y1   \
	VPMULUDQ mulc<>+(AT+32)(SB), Y0, Y2 \
	VPMULUDQ mulc<>+AT(SB), Y0, Y0   \
	VPADDQ   Y1, Y2, Y2              \
	VPSLLQ   $32, Y2, Y2             \
	VPADDQ   Y2, Y0, Y0

#define FOLD(N) \
	VPSRLQ N, Y0, Y1  \
	VPXOR  Y1, Y0, Y0

// UNIFORM makes the counters Y0 uniforms; Y9 is the second word of the key.
#define UNIFORM \
	FOLD($27)              \
	MUL(0)                 \
	FOLD($33)              \
	MUL(64)                \
	FOLD($27)              \
	VPXOR  Y9, Y0, Y0      \
	FOLD($30)              \
	MUL(128)               \
	FOLD($27)              \
	MUL(192)               \
	FOLD($31)              \
	VPSRLQ $12, Y0, Y0     \
	VPOR   mulc<>+320(SB), Y0, Y0 \
	VSUBPD mulc<>+352(SB), Y0, Y0

// func fill256(dst *float64, n int, c, b uint64)
TEXT ·fill256(SB), NOSPLIT, $0-32
	MOVQ         dst+0(FP), DI
	MOVQ         n+8(FP), CX
	XORQ         AX, AX
	VPBROADCASTQ c+16(FP), Y8
	VPBROADCASTQ b+24(FP), Y9
	VPADDQ       steps<>(SB), Y8, Y8

next:
	VMOVDQA Y8, Y0
	VPADDQ  mulc<>+384(SB), Y8, Y8
	UNIFORM
	VMOVUPD Y0, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func pick256(dst *float64, lanes *int32, n int, c, b uint64)
TEXT ·pick256(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         lanes+8(FP), SI
	MOVQ         n+16(FP), CX
	XORQ         AX, AX
	VPBROADCASTQ c+24(FP), Y8
	VPBROADCASTQ b+32(FP), Y9

next:
	VPMOVZXDQ (SI)(AX*4), Y0
	MUL(256)
	VPADDQ    Y8, Y0, Y0
	UNIFORM
	VMOVUPD   Y0, (DI)(AX*8)
	ADDQ      $4, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET
