//go:build !purego

#include "textflag.h"

// ADDUP adds up the four sums of Y0.
#define ADDUP \
	VEXTRACTF128 $1, Y0, X1 \
	VADDPD       X1, X0, X0 \
	VPERMILPD    $1, X0, X1 \
	VADDSD       X1, X0, X0

#define EIGHT(OP) \
	OP(0, Y0)   \
	OP(32, Y1)  \
	OP(64, Y2)  \
	OP(96, Y3)  \
	OP(128, Y4) \
	OP(160, Y5) \
	OP(192, Y6) \
	OP(224, Y7)

#define CLEAR(AT, SUM) VXORPD SUM, SUM, SUM

#define DEVIATION(AT, SUM) \
	VMOVUPD AT(SI)(AX*8), Y8 \
	VSUBPD  Y15, Y8, Y8      \
	VADDPD  Y8, SUM, SUM

#define SQUARE(AT, SUM) \
	VMOVUPD AT(SI)(AX*8), Y8 \
	VSUBPD  Y15, Y8, Y8      \
	VMULPD  Y8, Y8, Y8       \
	VADDPD  Y8, SUM, SUM

#define CLEAR512(AT, SUM) VPXORQ SUM, SUM, SUM

#define FOUR(OP) \
	OP(0, Z0)   \
	OP(64, Z1)  \
	OP(128, Z2) \
	OP(192, Z3)

#define DEVIATION512(AT, SUM) \
	VMOVUPD AT(SI)(AX*8), Z8 \
	VSUBPD  Z15, Z8, Z8      \
	VADDPD  Z8, SUM, SUM

#define SQUARE512(AT, SUM) \
	VMOVUPD AT(SI)(AX*8), Z8 \
	VSUBPD  Z15, Z8, Z8      \
	VMULPD  Z8, Z8, Z8       \
	VADDPD  Z8, SUM, SUM

#define NEXT \
	ADDQ $32, AX \
	CMPQ AX, CX

// Sum j and sum j+16, then j and j+8, j+4, j+2, j+1.
#define FOLD \
	VADDPD Y4, Y0, Y0 \
	VADDPD Y5, Y1, Y1 \
	VADDPD Y6, Y2, Y2 \
	VADDPD Y7, Y3, Y3 \
	VADDPD Y2, Y0, Y0 \
	VADDPD Y3, Y1, Y1 \
	VADDPD Y1, Y0, Y0 \
	ADDUP

#define FOLD512 \
	VADDPD        Z2, Z0, Z0 \
	VADDPD        Z3, Z1, Z1 \
	VADDPD        Z1, Z0, Z0 \
	VEXTRACTF64X4 $1, Z0, Y1 \
	VADDPD        Y1, Y0, Y0 \
	ADDUP

// MEAN adds the mean of the deviations in X0 to the first value.
#define MEAN \
	VCVTSI2SDQ CX, X1, X1  \
	VDIVSD     X1, X0, X0  \
	VADDSD     (SI), X0, X0

// func moments256(x *float64, n int) (mean, m2 float64)
TEXT ·moments256(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	XORQ AX, AX
	VBROADCASTSD (SI), Y15
	EIGHT(CLEAR)

sum:
	EIGHT(DEVIATION)
	NEXT
	JLT          sum
	FOLD
	MEAN
	VMOVSD X0, mean+16(FP)
	VBROADCASTSD X0, Y15
	EIGHT(CLEAR)
	XORQ         AX, AX

square:
	EIGHT(SQUARE)
	NEXT
	JLT    square
	FOLD
	VMOVSD X0, m2+24(FP)
	VZEROUPPER
	RET

// func moments512(x *float64, n int) (mean, m2 float64)
TEXT ·moments512(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	XORQ AX, AX
	VBROADCASTSD (SI), Z15
	FOUR(CLEAR512)

sum:
	FOUR(DEVIATION512)
	NEXT
	JLT          sum
	FOLD512
	MEAN
	VMOVSD X0, mean+16(FP)
	VBROADCASTSD X0, Z15
	FOUR(CLEAR512)
	XORQ         AX, AX

square:
	FOUR(SQUARE512)
	NEXT
	JLT    square
	FOLD512
	VMOVSD X0, m2+24(FP)
	VZEROUPPER
	RET
