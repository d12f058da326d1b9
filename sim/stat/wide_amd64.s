#include "textflag.h"

#define COLUMNS \
	MOVQ         a+0(FP), R8   \
	MOVQ         b+8(FP), R9   \
	MOVQ         c+16(FP), R10 \
	MOVQ         d+24(FP), R11 \
	MOVQ         n+32(FP), CX  \
	MOVQ         from+40(FP), DX \
	MOVQ         sums+48(FP), DI \
	VBROADCASTSD 0(DX), Y4     \
	VBROADCASTSD 8(DX), Y5     \
	VBROADCASTSD 16(DX), Y6    \
	VBROADCASTSD 24(DX), Y7    \
	VXORPD       Y0, Y0, Y0    \
	VXORPD       Y1, Y1, Y1    \
	VXORPD       Y2, Y2, Y2    \
	VXORPD       Y3, Y3, Y3    \
	XORQ         AX, AX

#define DEVIATIONS \
	VMOVUPD (R8)(AX*8), Y8   \
	VMOVUPD (R9)(AX*8), Y9   \
	VMOVUPD (R10)(AX*8), Y10 \
	VMOVUPD (R11)(AX*8), Y11 \
	VSUBPD  Y4, Y8, Y8       \
	VSUBPD  Y5, Y9, Y9       \
	VSUBPD  Y6, Y10, Y10     \
	VSUBPD  Y7, Y11, Y11

#define SUM \
	VADDPD Y8, Y0, Y0  \
	VADDPD Y9, Y1, Y1  \
	VADDPD Y10, Y2, Y2 \
	VADDPD Y11, Y3, Y3 \
	ADDQ   $4, AX      \
	CMPQ   AX, CX

#define STORE \
	VMOVUPD Y0, 0(DI)  \
	VMOVUPD Y1, 32(DI) \
	VMOVUPD Y2, 64(DI) \
	VMOVUPD Y3, 96(DI) \
	VZEROUPPER

// func deviationsWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)
TEXT ·deviationsWide(SB), NOSPLIT, $0-56
	COLUMNS

next:
	DEVIATIONS
	SUM
	JLT next
	STORE
	RET

// func squaresWide(a, b, c, d *float64, n int, from *[4]float64, sums *[4][4]float64)
TEXT ·squaresWide(SB), NOSPLIT, $0-56
	COLUMNS

next:
	DEVIATIONS
	VMULPD Y8, Y8, Y8
	VMULPD Y9, Y9, Y9
	VMULPD Y10, Y10, Y10
	VMULPD Y11, Y11, Y11
	SUM
	JLT next
	STORE
	RET
