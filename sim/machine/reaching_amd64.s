//go:build !purego

#include "textflag.h"
#include "predicates_amd64.h"

// func reaching512(dst, lanes *int32, n int, count *float64, k float64) int
TEXT ·reaching512(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         lanes+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         count+24(FP), R8
	VBROADCASTSD k+32(FP), Z4
	XORQ         AX, AX
	XORQ         R9, R9

next:
	VMOVDQU     (SI)(AX*4), Y0
	VPMOVZXDQ   Y0, Z1
	KXNORB      K2, K2, K2
	VPXORQ      Z2, Z2, Z2
	VGATHERQPD  (R8)(Z1*8), K2, Z2
	VCMPPD      LT_OQ, Z2, Z4, K1
	VPCOMPRESSD Y0, K1, Y3
	VMOVDQU     Y3, (DI)(R9*4)
	KMOVB       K1, DX
	POPCNTL     DX, DX
	ADDQ        DX, R9
	ADDQ        $8, AX
	CMPQ        AX, CX
	JLT         next
	VZEROUPPER
	MOVQ        R9, ret+40(FP)
	RET
