//go:build !purego

#include "go_asm.h"
#include "textflag.h"
#include "predicates_amd64.h"

// func selectWide(dst, cond, then, otherwise *[Block]float64)
TEXT ·selectWide(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ cond+8(FP), SI
	MOVQ then+16(FP), DX
	MOVQ otherwise+24(FP), R8
	XORQ AX, AX
	CMPB ·eight(SB), $0
	JEQ  narrow
	VXORPD Z4, Z4, Z4

next:
	VMOVUPD (SI)(AX*8), Z0
	VMOVUPD (R8)(AX*8), Z1
	VCMPPD  NEQ_UQ, Z4, Z0, K1
	VCMPPD  UNORD_Q, Z0, Z0, K2
	VMOVUPD (DX)(AX*8), K1, Z1
	VMOVAPD Z0, K2, Z1
	VMOVUPD Z1, (DI)(AX*8)
	ADDQ    $8, AX
	CMPQ    AX, $const_Block
	JLT     next
	VZEROUPPER
	RET

narrow:
	VXORPD Y4, Y4, Y4

more:
	VMOVUPD   (SI)(AX*8), Y0
	VMOVUPD   (R8)(AX*8), Y1
	VCMPPD    NEQ_UQ, Y4, Y0, Y2
	VCMPPD    UNORD_Q, Y0, Y0, Y3
	VBLENDVPD Y2, (DX)(AX*8), Y1, Y1
	VBLENDVPD Y3, Y0, Y1, Y1
	VMOVUPD   Y1, (DI)(AX*8)
	ADDQ      $4, AX
	CMPQ      AX, $const_Block
	JLT       more
	VZEROUPPER
	RET
