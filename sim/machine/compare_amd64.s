//go:build !purego

#include "go_asm.h"
#include "textflag.h"
#include "columns_amd64.h"

DATA truth<>+0(SB)/8, $0x3ff0000000000000  // 1
DATA truth<>+8(SB)/8, $0x7ff8000000000001  // not a number
DATA truth<>+16(SB)/8, $0xbe112e0be826d695 // -Slack
DATA truth<>+24(SB)/8, $0x3ff000000044b830 // 1 + Slack
GLOBL truth<>(SB), RODATA|NOPTR, $32

#define TRUTH(P, Q) \
	VBROADCASTSD truth<>+0(SB), P \
	VBROADCASTSD truth<>+8(SB), Q

// 1 where the predicate I holds, 0 where not, and not a number where one side is none.
#define COMPARE4(I, A, B, T, U, P, Q) \
	VCMPPD I, B, A, T  \
	VCMPPD $3, B, A, U \
	VANDPD P, T, T     \
	VANDPD Q, U, U     \
	VORPD  T, U, A

#define COMPARE8(I, A, B, T, U, P, Q) \
	VCMPPD    I, B, A, K1  \
	VCMPPD    $3, B, A, K2 \
	VMOVAPD.Z P, K1, A     \
	VMOVAPD   Q, K2, A

// func ltWide(dst, a, b *[Block]float64, c float64)
TEXT ·ltWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, COMPARE4, COMPARE8, $17)

// func leWide(dst, a, b *[Block]float64, c float64)
TEXT ·leWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, COMPARE4, COMPARE8, $18)

// func eqWide(dst, a, b *[Block]float64, c float64)
TEXT ·eqWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, COMPARE4, COMPARE8, $0)

// func neWide(dst, a, b *[Block]float64, c float64)
TEXT ·neWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, COMPARE4, COMPARE8, $12)

// func ltcWide(dst, a, b *[Block]float64, c float64)
TEXT ·ltcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $17)

// func lecWide(dst, a, b *[Block]float64, c float64)
TEXT ·lecWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $18)

// func gtcWide(dst, a, b *[Block]float64, c float64)
TEXT ·gtcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $30)

// func gecWide(dst, a, b *[Block]float64, c float64)
TEXT ·gecWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $29)

// func eqcWide(dst, a, b *[Block]float64, c float64)
TEXT ·eqcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $0)

// func necWide(dst, a, b *[Block]float64, c float64)
TEXT ·necWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, COMPARE4, COMPARE8, $12)

#define NOT4(I, A, B, T, U, P, Q) \
	VXORPD U, U, U \
	COMPARE4(I, A, U, T, U, P, Q)

#define NOT8(I, A, B, T, U, P, Q) \
	VXORPD U, U, U \
	COMPARE8(I, A, U, T, U, P, Q)

// func notWide(dst, a, b *[Block]float64, c float64)
TEXT ·notWide(SB), NOSPLIT, $0-32
	IMMEDIATE(TRUTH, NOT4, NOT8, $0)

#define AND4(I, A, B, T, U, P, Q) \
	VCMPPD $3, B, A, U \
	VANDPD Q, U, U     \
	VXORPD T, T, T     \
	VCMPPD $4, T, A, A \
	VCMPPD $4, T, B, T \
	VANDPD T, A, A     \
	VANDPD P, A, A     \
	VORPD  A, U, A

#define AND8(I, A, B, T, U, P, Q) \
	VXORPD    T, T, T          \
	VCMPPD    $3, B, A, K2     \
	VCMPPD    $4, T, A, K1     \
	VCMPPD    $4, T, B, K1, K1 \
	VMOVAPD.Z P, K1, A         \
	VMOVAPD   Q, K2, A

#define OR4(I, A, B, T, U, P, Q) \
	VCMPPD $3, B, A, U \
	VANDPD Q, U, U     \
	VXORPD T, T, T     \
	VORPD  B, A, A     \
	VCMPPD $4, T, A, A \
	VANDPD P, A, A     \
	VORPD  A, U, A

#define OR8(I, A, B, T, U, P, Q) \
	VXORPD    T, T, T      \
	VCMPPD    $3, B, A, K2 \
	VORPD     B, A, A      \
	VCMPPD    $4, T, A, K1 \
	VMOVAPD.Z P, K1, A     \
	VMOVAPD   Q, K2, A

// func andWide(dst, a, b *[Block]float64, c float64)
TEXT ·andWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, AND4, AND8, $0)

// func orWide(dst, a, b *[Block]float64, c float64)
TEXT ·orWide(SB), NOSPLIT, $0-32
	COLUMNS(TRUTH, OR4, OR8, $0)

#define BOUNDS(P, Q) \
	VBROADCASTSD truth<>+16(SB), P \
	VBROADCASTSD truth<>+24(SB), Q

// 1 where a < -Slack or a > 1 + Slack, else 0.
#define OUTSIDE4(I, A, B, T, U, P, Q) \
	VCMPPD       $17, P, A, T     \
	VCMPPD       $30, Q, A, U     \
	VORPD        T, U, T          \
	VBROADCASTSD truth<>+0(SB), U \
	VANDPD       U, T, A

#define OUTSIDE8(I, A, B, T, U, P, Q) \
	VCMPPD         $17, P, A, K1     \
	VCMPPD         $30, Q, A, K2     \
	KORB           K1, K2, K1        \
	VBROADCASTSD.Z truth<>+0(SB), K1, A

// func outsideWide(dst, a, b *[Block]float64, c float64)
TEXT ·outsideWide(SB), NOSPLIT, $0-32
	IMMEDIATE(BOUNDS, OUTSIDE4, OUTSIDE8, $0)

#define MOMENT(P, Q) \
	VBROADCASTSD c+24(FP), Q \
	VBROADCASTSD truth<>+16(SB), P

// 1 where Q - A, the time since onset, is not below -Slack but below B - Slack, else 0.
#define ACTIVE4(I, A, B, T, U, P, Q) \
	VSUBPD       A, Q, A          \
	VADDPD       P, B, B          \
	VCMPPD       $29, P, A, T     \
	VCMPPD       $17, B, A, U     \
	VANDPD       T, U, T          \
	VBROADCASTSD truth<>+0(SB), U \
	VANDPD       U, T, A

#define ACTIVE8(I, A, B, T, U, P, Q) \
	VSUBPD         A, Q, A           \
	VADDPD         P, B, B           \
	VCMPPD         $29, P, A, K1     \
	VCMPPD         $17, B, A, K1, K1 \
	VBROADCASTSD.Z truth<>+0(SB), K1, A

// func activeWide(dst, a, b *[Block]float64, c float64)
TEXT ·activeWide(SB), NOSPLIT, $0-32
	COLUMNS(MOMENT, ACTIVE4, ACTIVE8, $0)

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
	VCMPPD  $4, Z4, Z0, K1
	VCMPPD  $3, Z0, Z0, K2
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
	VCMPPD    $4, Y4, Y0, Y2
	VCMPPD    $3, Y0, Y0, Y3
	VBLENDVPD Y2, (DX)(AX*8), Y1, Y1
	VBLENDVPD Y3, Y0, Y1, Y1
	VMOVUPD   Y1, (DI)(AX*8)
	ADDQ      $4, AX
	CMPQ      AX, $const_Block
	JLT       more
	VZEROUPPER
	RET
