//go:build !purego

#include "textflag.h"

#define FIRST 0(R9)
#define START 8(R9)
#define DOWN 16(R9)
#define PLACE 24(R9)
#define OFF0 32(R9)
#define OFF1 40(R9)
#define GAIN0 48(R9)
#define GAIN1 56(R9)
#define CELLS 64(R9)
#define HALF 72(R9)
#define ONE 80(R9)
#define THREE 88(R9)
#define MANTISSA 96(R9)
#define LEAST 104(R9)

// PAIR reads two coefficients of four cells.
#define PAIR(AT, A, B) \
	VMOVUPD     AT(R8)(R10*1), X12           \
	VMOVUPD     AT(R8)(R11*1), X13           \
	VINSERTF128 $1, AT(R8)(R12*1), Y12, Y12  \
	VINSERTF128 $1, AT(R8)(R13*1), Y13, Y13  \
	VUNPCKLPD   Y13, Y12, A                  \
	VUNPCKHPD   Y13, Y12, B

// POLYNOMIAL makes Y5 of the place Y0 in four cells.
#define POLYNOMIAL \
	PAIR(16, Y4, Y5) \
	VMULPD       Y0, Y5, Y5 \
	VADDPD       Y4, Y5, Y5 \
	VMULPD       Y0, Y5, Y5 \
	PAIR(0, Y2, Y3) \
	VADDPD       Y3, Y5, Y5 \
	VMULPD       Y0, Y5, Y5 \
	VADDPD       Y2, Y5, Y5 \
	PAIR(48, Y6, Y7) \
	VMULPD       Y0, Y7, Y7 \
	VADDPD       Y6, Y7, Y7 \
	VMULPD       Y0, Y7, Y7 \
	PAIR(32, Y2, Y3) \
	VADDPD       Y3, Y7, Y7 \
	VMULPD       Y0, Y7, Y7 \
	VADDPD       Y2, Y7, Y7 \
	VMULPD       Y0, Y0, Y0 \
	VMULPD       Y0, Y0, Y0 \
	VMULPD       Y0, Y7, Y7 \
	VADDPD       Y7, Y5, Y5

// func table256(dst, u *float64, n int, t *lookup, at *[512]uint64)
TEXT ·table256(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ t+24(FP), R9
	MOVQ at+32(FP), DX
	MOVQ CELLS, R8
	XORQ AX, AX
	VBROADCASTSD HALF, Y15
	VBROADCASTSD ONE, Y14
	VPBROADCASTQ FIRST, Y11
	VPBROADCASTQ START, Y10
	VPBROADCASTQ DOWN, Y9
	VBROADCASTSD LEAST, Y8
	VPXOR        Y7, Y7, Y7

find:
	VMOVUPD   (SI)(AX*8), Y0
	VSUBPD    Y0, Y15, Y1     // negative on the upper side
	VSUBPD    Y0, Y14, Y2
	VBLENDVPD Y1, Y2, Y0, Y0  // q
	VMAXPD    Y8, Y0, Y0
	VPSRLVQ   Y9, Y0, Y2
	VPSUBQ    Y11, Y2, Y2
	VPCMPGTQ  Y1, Y7, Y3
	VPAND     Y10, Y3, Y3
	VPADDQ    Y3, Y2, Y2
	VPSLLQ    $6, Y2, Y2
	VMOVDQU   Y2, (DX)(AX*8)
	ADDQ      $4, AX
	CMPQ      AX, CX
	JLT       find

	XORQ         AX, AX
	VBROADCASTSD LEAST, Y11
	VPBROADCASTQ PLACE, Y10
	VPBROADCASTQ MANTISSA, Y9
	VBROADCASTSD THREE, Y8

next:
	MOVQ         0(DX)(AX*8), R10
	MOVQ         8(DX)(AX*8), R11
	MOVQ         16(DX)(AX*8), R12
	MOVQ         24(DX)(AX*8), R13
	VMOVUPD      (SI)(AX*8), Y0
	VSUBPD       Y0, Y15, Y1
	VSUBPD       Y0, Y14, Y2
	VBLENDVPD    Y1, Y2, Y0, Y0
	VMAXPD       Y11, Y0, Y0
	VPSLLVQ      Y10, Y0, Y0
	VPAND        Y9, Y0, Y0
	VPOR         Y14, Y0, Y0
	VSUBPD       Y8, Y0, Y0       // x
	POLYNOMIAL
	VBROADCASTSD GAIN0, Y2
	VBROADCASTSD GAIN1, Y3
	VBLENDVPD    Y1, Y3, Y2, Y2
	VMULPD       Y2, Y5, Y5
	VBROADCASTSD OFF0, Y2
	VBROADCASTSD OFF1, Y3
	VBLENDVPD    Y1, Y3, Y2, Y2
	VADDPD       Y2, Y5, Y5
	VMOVUPD      Y5, (DI)(AX*8)
	ADDQ         $4, AX
	CMPQ         AX, CX
	JLT          next
	VZEROUPPER
	RET

DATA side<>+0(SB)/8, $0x8000000000000000
GLOBL side<>(SB), RODATA|NOPTR, $8

// func table512(dst, u *float64, n int, t *lookup, at *[512]uint64)
TEXT ·table512(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ t+24(FP), R9
	MOVQ at+32(FP), DX
	MOVQ CELLS, R8
	XORQ AX, AX
	VBROADCASTSD HALF, Z15
	VBROADCASTSD ONE, Z14
	VPBROADCASTQ FIRST, Z11
	VPBROADCASTQ START, Z10
	VPBROADCASTQ DOWN, Z9
	VBROADCASTSD LEAST, Z8
	VPBROADCASTQ side<>+0(SB), Z7

find:
	VMOVUPD    (SI)(AX*8), Z0
	VSUBPD     Z0, Z15, Z1         // negative on the upper side
	VPMOVQ2M   Z1, K1
	VSUBPD     Z0, Z14, K1, Z0     // q
	VMAXPD     Z8, Z0, Z0
	VPSRLVQ    Z9, Z0, Z2
	VPSUBQ     Z11, Z2, Z2
	VPADDQ     Z10, Z2, K1, Z2
	VPSLLQ     $6, Z2, Z2
	VMOVDQU64  Z2, (DX)(AX*8)
	VPTERNLOGQ $0xf8, Z7, Z1, Z0
	VMOVUPD    Z0, (DI)(AX*8)      // q, and its side as the sign
	ADDQ       $8, AX
	CMPQ       AX, CX
	JLT        find

	XORQ         AX, AX
	VPBROADCASTQ PLACE, Y16
	VPBROADCASTQ MANTISSA, Y17
	VBROADCASTSD ONE, Y18
	VBROADCASTSD THREE, Y19
	VBROADCASTSD GAIN0, Y20
	VBROADCASTSD GAIN1, Y21
	VBROADCASTSD OFF0, Y22
	VBROADCASTSD OFF1, Y23

next:
	MOVQ       0(DX)(AX*8), R10
	MOVQ       8(DX)(AX*8), R11
	MOVQ       16(DX)(AX*8), R12
	MOVQ       24(DX)(AX*8), R13
	VMOVUPD    (DI)(AX*8), Y0
	VPMOVQ2M   Y0, K1
	VPSLLVQ    Y16, Y0, Y0
	VPTERNLOGQ $0xea, Y18, Y17, Y0 // the mantissa, with the exponent of [1, 2)
	VSUBPD     Y19, Y0, Y0         // x
	POLYNOMIAL
	VBLENDMPD  Y21, Y20, K1, Y2
	VBLENDMPD  Y23, Y22, K1, Y3
	VMULPD     Y2, Y5, Y5
	VADDPD     Y3, Y5, Y5
	VMOVUPD    Y5, (DI)(AX*8)
	ADDQ       $4, AX
	CMPQ       AX, CX
	JLT        next
	VZEROUPPER
	RET
