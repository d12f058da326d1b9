//go:build !purego

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

DATA lanes<>+0(SB)/4, $0
DATA lanes<>+4(SB)/4, $1
DATA lanes<>+8(SB)/4, $2
DATA lanes<>+12(SB)/4, $3
DATA lanes<>+16(SB)/4, $4
DATA lanes<>+20(SB)/4, $5
DATA lanes<>+24(SB)/4, $6
DATA lanes<>+28(SB)/4, $7
GLOBL lanes<>(SB), RODATA|NOPTR, $32

// func placesWide(at *uint16, x *float64, n int, base *uint32, ends *[8]float64) bool
TEXT ·placesWide(SB), NOSPLIT, $0-41
	MOVQ    at+0(FP), DI
	MOVQ    x+8(FP), SI
	MOVQ    n+16(FP), CX
	MOVQ    base+24(FP), R8
	MOVQ    ends+32(FP), DX
	XORQ    AX, AX
	VMOVUPD 0(DX), Y10
	VMOVUPD 32(DX), Y11
	VMOVDQU lanes<>+0(SB), Y12
	VPXOR   Y14, Y14, Y14      // places of all, or'ed
	VPXOR   Y15, Y15, Y15

next:
	VMOVUPD    (SI)(AX*8), Y0
	VMOVUPD    32(SI)(AX*8), Y1
	VMINPD     Y0, Y10, Y10
	VMAXPD     Y0, Y11, Y11
	VMINPD     Y1, Y10, Y10
	VMAXPD     Y1, Y11, Y11
	VCMPPD     $0, Y15, Y0, Y5
	VCMPPD     $0, Y15, Y1, Y6
	VSHUFPS    $0xdd, Y6, Y5, Y5 // which are zero
	VSHUFPS    $0xdd, Y1, Y0, Y0 // upper halves
	VPSRLD     $20, Y0, Y2
	VPCMPEQD   Y4, Y4, Y4
	VPXOR      Y3, Y3, Y3
	VPXOR      Y5, Y4, Y4        // zeros need no page
	VPGATHERDD Y4, (R8)(Y2*4), Y3
	VPSRLD     $11, Y0, Y0
	VPADDD     Y3, Y0, Y0
	VBLENDVPS  Y5, Y12, Y0, Y0
	VPOR       Y0, Y14, Y14
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW  X1, X0, X0
	VMOVDQU    X0, (DI)(AX*2)
	ADDQ       $8, AX
	CMPQ       AX, CX
	JLT        next
	VMOVUPD    Y10, 0(DX)
	VMOVUPD    Y11, 32(DX)
	VMOVMSKPS  Y14, BX
	TESTL      BX, BX
	SETEQ      ret+40(FP)
	VZEROUPPER
	RET
