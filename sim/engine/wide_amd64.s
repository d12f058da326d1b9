//go:build !purego

#include "textflag.h"

// Columns of n values, a multiple of 16, four values an operation. Nothing is fused.

#define COLUMNS \
	MOVQ dst+0(FP), DI \
	MOVQ a+8(FP), SI   \
	MOVQ b+16(FP), DX  \
	MOVQ n+24(FP), CX  \
	XORQ AX, AX

#define LOOP(OP) \
	COLUMNS                    \
next:                       \
	VMOVUPD (SI)(AX*8), Y0     \
	VMOVUPD 32(SI)(AX*8), Y1   \
	VMOVUPD 64(SI)(AX*8), Y2   \
	VMOVUPD 96(SI)(AX*8), Y3   \
	OP      (DX)(AX*8), Y0, Y0   \
	OP      32(DX)(AX*8), Y1, Y1 \
	OP      64(DX)(AX*8), Y2, Y2 \
	OP      96(DX)(AX*8), Y3, Y3 \
	VMOVUPD Y0, (DI)(AX*8)     \
	VMOVUPD Y1, 32(DI)(AX*8)   \
	VMOVUPD Y2, 64(DI)(AX*8)   \
	VMOVUPD Y3, 96(DI)(AX*8)   \
	ADDQ    $16, AX            \
	CMPQ    AX, CX             \
	JLT     next               \
	VZEROUPPER                 \
	RET

#define IMMEDIATE \
	MOVQ         dst+0(FP), DI \
	MOVQ         a+8(FP), SI   \
	VBROADCASTSD c+16(FP), Y4  \
	MOVQ         n+24(FP), CX  \
	XORQ         AX, AX

#define UNARY(OP) \
	IMMEDIATE                    \
next:                         \
	OP      (SI)(AX*8), Y4, Y0   \
	OP      32(SI)(AX*8), Y4, Y1 \
	OP      64(SI)(AX*8), Y4, Y2 \
	OP      96(SI)(AX*8), Y4, Y3 \
	VMOVUPD Y0, (DI)(AX*8)       \
	VMOVUPD Y1, 32(DI)(AX*8)     \
	VMOVUPD Y2, 64(DI)(AX*8)     \
	VMOVUPD Y3, 96(DI)(AX*8)     \
	ADDQ    $16, AX              \
	CMPQ    AX, CX               \
	JLT     next                 \
	VZEROUPPER                   \
	RET

// func addWide(dst, a, b *float64, n int)
TEXT ·addWide(SB), NOSPLIT, $0-32
	LOOP(VADDPD)

// func subWide(dst, a, b *float64, n int)
TEXT ·subWide(SB), NOSPLIT, $0-32
	LOOP(VSUBPD)

// func mulWide(dst, a, b *float64, n int)
TEXT ·mulWide(SB), NOSPLIT, $0-32
	LOOP(VMULPD)

// func divWide(dst, a, b *float64, n int)
TEXT ·divWide(SB), NOSPLIT, $0-32
	LOOP(VDIVPD)

// The processor's minimum is the second operand where one is not a number, or both are 0; taken both ways round and joined
// bit by bit, it is not a number where one is not, and -0 lies below 0.
#define MINIMUM(A, B, C) \
	VMINPD A, B, C \
	VMINPD B, A, A \
	VORPD  A, C, C

DATA sign<>+0(SB)/8, $0x8000000000000000
GLOBL sign<>(SB), RODATA|NOPTR, $8

// func minWide(dst, a, b *float64, n int)
TEXT ·minWide(SB), NOSPLIT, $0-32
	COLUMNS

next:
	VMOVUPD (SI)(AX*8), Y0
	VMOVUPD (DX)(AX*8), Y1
	MINIMUM(Y0, Y1, Y2)
	VMOVUPD Y2, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// max(a, b) = -min(-a, -b)
//
// func maxWide(dst, a, b *float64, n int)
TEXT ·maxWide(SB), NOSPLIT, $0-32
	COLUMNS
	VBROADCASTSD sign<>(SB), Y5

next:
	VXORPD  (SI)(AX*8), Y5, Y0
	VXORPD  (DX)(AX*8), Y5, Y1
	MINIMUM(Y0, Y1, Y2)
	VXORPD  Y5, Y2, Y2
	VMOVUPD Y2, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func addcWide(dst, a *float64, c float64, n int)
TEXT ·addcWide(SB), NOSPLIT, $0-32
	UNARY(VADDPD)

// func mulcWide(dst, a *float64, c float64, n int)
TEXT ·mulcWide(SB), NOSPLIT, $0-32
	UNARY(VMULPD)

// func rsubcWide(dst, a *float64, c float64, n int)
TEXT ·rsubcWide(SB), NOSPLIT, $0-32
	UNARY(VSUBPD)

// func rdivcWide(dst, a *float64, c float64, n int)
TEXT ·rdivcWide(SB), NOSPLIT, $0-32
	UNARY(VDIVPD)

// func divcWide(dst, a *float64, c float64, n int)
TEXT ·divcWide(SB), NOSPLIT, $0-32
	IMMEDIATE

next:
	VMOVUPD (SI)(AX*8), Y0
	VMOVUPD 32(SI)(AX*8), Y1
	VDIVPD  Y4, Y0, Y0
	VDIVPD  Y4, Y1, Y1
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y1, 32(DI)(AX*8)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func mincWide(dst, a *float64, c float64, n int)
TEXT ·mincWide(SB), NOSPLIT, $0-32
	IMMEDIATE

next:
	VMOVUPD (SI)(AX*8), Y0
	VMOVAPD Y4, Y1
	MINIMUM(Y0, Y1, Y2)
	VMOVUPD Y2, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func maxcWide(dst, a *float64, c float64, n int)
TEXT ·maxcWide(SB), NOSPLIT, $0-32
	IMMEDIATE
	VBROADCASTSD sign<>(SB), Y5
	VXORPD       Y5, Y4, Y4

next:
	VXORPD  (SI)(AX*8), Y5, Y0
	VMOVAPD Y4, Y1
	MINIMUM(Y0, Y1, Y2)
	VXORPD  Y5, Y2, Y2
	VMOVUPD Y2, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func absWide(dst, a *float64, n int)
TEXT ·absWide(SB), NOSPLIT, $0-24
	MOVQ         dst+0(FP), DI
	MOVQ         a+8(FP), SI
	MOVQ         n+16(FP), CX
	XORQ         AX, AX
	VBROADCASTSD sign<>(SB), Y5

next:
	VANDNPD (SI)(AX*8), Y5, Y0
	VMOVUPD Y0, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// snap: 0 where |a| <= c |b|, else a.
//
// func snapWide(dst, a, b *float64, n int, c float64)
TEXT ·snapWide(SB), NOSPLIT, $0-40
	COLUMNS
	VBROADCASTSD sign<>(SB), Y5
	VBROADCASTSD c+32(FP), Y4

next:
	VMOVUPD (SI)(AX*8), Y0
	VANDNPD (DX)(AX*8), Y5, Y1
	VANDNPD Y0, Y5, Y2
	VMULPD  Y4, Y1, Y1
	VCMPPD  $2, Y1, Y2, Y1
	VANDNPD Y0, Y1, Y0
	VMOVUPD Y0, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// share: 0 where b is 0, else a/b.
//
// func shareWide(dst, a, b *float64, n int)
TEXT ·shareWide(SB), NOSPLIT, $0-32
	COLUMNS
	VXORPD Y3, Y3, Y3

next:
	VMOVUPD (DX)(AX*8), Y1
	VMOVUPD (SI)(AX*8), Y0
	VCMPPD  $0, Y3, Y1, Y2
	VDIVPD  Y1, Y0, Y0
	VANDNPD Y0, Y2, Y0
	VMOVUPD Y0, (DI)(AX*8)
	ADDQ    $4, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// The largest magnitudes, as bits, and the bits of all, by every fourth value. Without the sign, bits ascend as signed
// integers.
//
// func extremesWide(a *float64, n int, out *[8]uint64)
TEXT ·extremesWide(SB), NOSPLIT, $0-24
	MOVQ         a+0(FP), SI
	MOVQ         n+8(FP), CX
	MOVQ         out+16(FP), DI
	XORQ         AX, AX
	VBROADCASTSD sign<>(SB), Y5
	VPXOR        Y6, Y6, Y6
	VPXOR        Y7, Y7, Y7
	VPXOR        Y8, Y8, Y8

next:
	VMOVDQU   (SI)(AX*8), Y0
	VMOVDQU   32(SI)(AX*8), Y1
	VPOR      Y0, Y7, Y7
	VPOR      Y1, Y7, Y7
	VPANDN    Y0, Y5, Y0
	VPANDN    Y1, Y5, Y1
	VPCMPGTQ  Y6, Y0, Y2
	VPCMPGTQ  Y8, Y1, Y3
	VPBLENDVB Y2, Y0, Y6, Y6
	VPBLENDVB Y3, Y1, Y8, Y8
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       next
	VPCMPGTQ  Y6, Y8, Y2
	VPBLENDVB Y2, Y8, Y6, Y6
	VMOVDQU   Y6, (DI)
	VMOVDQU   Y7, 32(DI)
	VZEROUPPER
	RET

// func reachingWide(dst, lanes *int32, n int, count *float64, k float64) int
TEXT ·reachingWide(SB), NOSPLIT, $0-48
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
	VCMPPD      $1, Z2, Z4, K1
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
