//go:build !purego

#include "go_asm.h"
#include "textflag.h"

// func soundWide(a *[Block]float64, mask, limit uint64) bool
TEXT ·soundWide(SB), NOSPLIT, $0-25
	MOVQ a+0(FP), SI
	XORQ AX, AX
	CMPB ·eight(SB), $0
	JEQ  narrow
	VPBROADCASTQ mask+8(FP), Z14
	VPBROADCASTQ limit+16(FP), Z15
	KXNORB K1, K1, K1
	KXNORB K2, K2, K2

next:
	VMOVDQU64 (SI)(AX*8), Z0
	VMOVDQU64 64(SI)(AX*8), Z1
	VPANDNQ   Z0, Z14, Z0
	VPANDNQ   Z1, Z14, Z1
	VPCMPUQ   $1, Z15, Z0, K1, K1
	VPCMPUQ   $1, Z15, Z1, K2, K2
	ADDQ      $16, AX
	CMPQ      AX, $const_Block
	JLT       next
	KANDB     K1, K2, K1
	KORTESTB  K1, K1
	SETCS     ret+24(FP)
	VZEROUPPER
	RET

narrow:
	VPBROADCASTQ mask+8(FP), Y14
	VPBROADCASTQ limit+16(FP), Y15
	VPXOR        Y4, Y4, Y4
	VPCMPEQQ     Y5, Y5, Y5

more: // a negative integer is a large one without a sign
	VMOVDQU  (SI)(AX*8), Y0
	VMOVDQU  32(SI)(AX*8), Y1
	VPANDN   Y0, Y14, Y0
	VPANDN   Y1, Y14, Y1
	VPCMPGTQ Y0, Y15, Y2
	VPCMPGTQ Y1, Y15, Y3
	VPOR     Y0, Y4, Y4
	VPOR     Y1, Y4, Y4
	VPAND    Y2, Y5, Y5
	VPAND    Y3, Y5, Y5
	ADDQ     $8, AX
	CMPQ     AX, $const_Block
	JLT      more
	VPANDN   Y5, Y4, Y4
	VMOVMSKPD Y4, AX
	CMPL     AX, $15
	SETEQ    ret+24(FP)
	VZEROUPPER
	RET
