//go:build !purego

#include "go_asm.h"
#include "textflag.h"
#include "predicates_amd64.h"

DATA phase<>+0(SB)/8, $0xbe112e0be826d695  // -Slack
DATA phase<>+8(SB)/8, $0x3ff0000000000000  // 1
DATA phase<>+16(SB)/8, $0x7ff0000000000000 // infinity
DATA phase<>+24(SB)/4, $0
DATA phase<>+28(SB)/4, $1
DATA phase<>+32(SB)/4, $2
DATA phase<>+36(SB)/4, $3
DATA phase<>+40(SB)/4, $4
DATA phase<>+44(SB)/4, $5
DATA phase<>+48(SB)/4, $6
DATA phase<>+52(SB)/4, $7
DATA phase<>+56(SB)/4, $8
GLOBL phase<>(SB), RODATA|NOPTR, $60

// func phase512(dst *[Block]float64, halvings *float64, lanes *int32, c *course, at float64) int
TEXT ·phase512(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ halvings+8(FP), SI
	MOVQ lanes+16(FP), DX
	MOVQ c+24(FP), BX
	MOVQ course_onset(BX), R8
	MOVQ course_ramp(BX), R9
	MOVQ course_hold(BX), R10
	MOVQ course_half(BX), R11
	MOVQ course_duration(BX), R12
	XORQ AX, AX
	XORQ CX, CX
	VBROADCASTSD at+32(FP), Z16
	VBROADCASTSD phase<>+0(SB), Z17
	VBROADCASTSD phase<>+8(SB), Z18
	VBROADCASTSD phase<>+16(SB), Z19
	VPXORQ       Z20, Z20, Z20
	VMOVDQU      phase<>+24(SB), Y6
	VPBROADCASTD phase<>+56(SB), Y7

next:
	VSUBPD      (R8)(AX*8), Z16, Z0  // tau
	VMOVUPD     (R9)(AX*8), Z1       // ramp
	VMOVUPD     (R10)(AX*8), Z2      // hold
	VMOVUPD     (R11)(AX*8), Z3      // half
	VADDPD      (R12)(AX*8), Z17, Z4
	VCMPPD      GE_OQ, Z4, Z0, K1
	KNOTB       K1, K1
	VCMPPD      GE_OQ, Z17, Z0, K1, K1 // it is on
	VMAXPD      Z20, Z0, Z0
	VCMPPD      LT_OQ, Z1, Z0, K1, K2  // and ramps up
	VADDPD      Z2, Z1, Z4
	VCMPPD      LE_OQ, Z4, Z0, K3
	VCMPPD      EQ_OQ, Z19, Z3, K4
	KORB        K2, K3, K3
	KORB        K4, K3, K3
	KNOTB       K3, K3
	KANDB       K1, K3, K3           // and fades
	VMOVAPD.Z   Z18, K1, Z5
	VDIVPD      Z1, Z0, K2, Z5
	KNOTB       K3, K4
	VMOVUPD     Z5, K4, (DI)(AX*8)
	KORTESTB    K3, K3
	JEQ         none
	VSUBPD      Z1, Z0, Z0
	VSUBPD      Z2, Z0, Z0
	VDIVPD      Z3, Z0, Z0
	VCOMPRESSPD Z0, K3, Z0
	VPCOMPRESSD Y6, K3, Y1
	VMOVUPD     Z0, (SI)(CX*8)
	VMOVDQU     Y1, (DX)(CX*4)
	KMOVB       K3, R13
	POPCNTL     R13, R13
	ADDQ        R13, CX

none:
	VPADDD Y7, Y6, Y6
	ADDQ   $8, AX
	CMPQ   AX, $const_Block
	JLT    next
	VZEROUPPER
	MOVQ   CX, ret+40(FP)
	RET
