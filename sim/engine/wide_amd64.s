#include "textflag.h"

// Columns of n values, a multiple of 32, eight values an operation. Nothing is fused.

#define COLUMNS \
	MOVQ dst+0(FP), DI \
	MOVQ a+8(FP), SI   \
	MOVQ b+16(FP), DX  \
	MOVQ n+24(FP), CX  \
	XORQ AX, AX

#define BINARY(OP) \
	VMOVUPD (SI)(AX*8), Z0         \
	VMOVUPD 64(SI)(AX*8), Z1       \
	VMOVUPD 128(SI)(AX*8), Z2      \
	VMOVUPD 192(SI)(AX*8), Z3      \
	OP      (DX)(AX*8), Z0, Z0     \
	OP      64(DX)(AX*8), Z1, Z1   \
	OP      128(DX)(AX*8), Z2, Z2  \
	OP      192(DX)(AX*8), Z3, Z3  \
	VMOVUPD Z0, (DI)(AX*8)         \
	VMOVUPD Z1, 64(DI)(AX*8)       \
	VMOVUPD Z2, 128(DI)(AX*8)      \
	VMOVUPD Z3, 192(DI)(AX*8)      \
	ADDQ    $32, AX

#define LOOP(OP) \
	COLUMNS       \
next:          \
	BINARY(OP)    \
	CMPQ AX, CX   \
	JLT  next     \
	VZEROUPPER    \
	RET

#define IMMEDIATE \
	MOVQ         dst+0(FP), DI \
	MOVQ         a+8(FP), SI   \
	VBROADCASTSD c+16(FP), Z4  \
	MOVQ         n+24(FP), CX  \
	XORQ         AX, AX

#define UNARY(OP) \
	IMMEDIATE                     \
next:                          \
	OP      (SI)(AX*8), Z4, Z0    \
	OP      64(SI)(AX*8), Z4, Z1  \
	OP      128(SI)(AX*8), Z4, Z2 \
	OP      192(SI)(AX*8), Z4, Z3 \
	VMOVUPD Z0, (DI)(AX*8)        \
	VMOVUPD Z1, 64(DI)(AX*8)      \
	VMOVUPD Z2, 128(DI)(AX*8)     \
	VMOVUPD Z3, 192(DI)(AX*8)     \
	ADDQ    $32, AX               \
	CMPQ    AX, CX                \
	JLT     next                  \
	VZEROUPPER                    \
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
	VMOVUPD (SI)(AX*8), Z0
	VMOVUPD (DX)(AX*8), Z1
	MINIMUM(Z0, Z1, Z2)
	VMOVUPD Z2, (DI)(AX*8)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// max(a, b) = -min(-a, -b)
//
// func maxWide(dst, a, b *float64, n int)
TEXT ·maxWide(SB), NOSPLIT, $0-32
	COLUMNS
	VBROADCASTSD sign<>(SB), Z5

next:
	VXORPD  (SI)(AX*8), Z5, Z0
	VXORPD  (DX)(AX*8), Z5, Z1
	MINIMUM(Z0, Z1, Z2)
	VXORPD  Z5, Z2, Z2
	VMOVUPD Z2, (DI)(AX*8)
	ADDQ    $8, AX
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
	VMOVUPD (SI)(AX*8), Z0
	VMOVUPD 64(SI)(AX*8), Z1
	VDIVPD  Z4, Z0, Z0
	VDIVPD  Z4, Z1, Z1
	VMOVUPD Z0, (DI)(AX*8)
	VMOVUPD Z1, 64(DI)(AX*8)
	ADDQ    $16, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func mincWide(dst, a *float64, c float64, n int)
TEXT ·mincWide(SB), NOSPLIT, $0-32
	IMMEDIATE

next:
	VMOVUPD (SI)(AX*8), Z0
	VMOVAPD Z4, Z1
	MINIMUM(Z0, Z1, Z2)
	VMOVUPD Z2, (DI)(AX*8)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// func maxcWide(dst, a *float64, c float64, n int)
TEXT ·maxcWide(SB), NOSPLIT, $0-32
	IMMEDIATE
	VBROADCASTSD sign<>(SB), Z5
	VXORPD       Z5, Z4, Z4

next:
	VXORPD  (SI)(AX*8), Z5, Z0
	VMOVAPD Z4, Z1
	MINIMUM(Z0, Z1, Z2)
	VXORPD  Z5, Z2, Z2
	VMOVUPD Z2, (DI)(AX*8)
	ADDQ    $8, AX
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
	VBROADCASTSD sign<>(SB), Z5

next:
	VPANDNQ (SI)(AX*8), Z5, Z0
	VMOVUPD Z0, (DI)(AX*8)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     next
	VZEROUPPER
	RET

// snap: 0 where |a| <= c |b|, else a.
//
// func snapWide(dst, a, b *float64, n int, c float64)
TEXT ·snapWide(SB), NOSPLIT, $0-40
	COLUMNS
	VBROADCASTSD sign<>(SB), Z5
	VBROADCASTSD c+32(FP), Z4

next:
	VMOVUPD   (SI)(AX*8), Z0
	VPANDNQ   (DX)(AX*8), Z5, Z1
	VPANDNQ   Z0, Z5, Z2
	VMULPD    Z4, Z1, Z1
	VCMPPD    $2, Z1, Z2, K1
	KNOTB     K1, K1
	VMOVUPD.Z Z0, K1, Z0
	VMOVUPD   Z0, (DI)(AX*8)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET

// share: 0 where b is 0, else a/b.
//
// func shareWide(dst, a, b *float64, n int)
TEXT ·shareWide(SB), NOSPLIT, $0-32
	COLUMNS
	VXORPD Z3, Z3, Z3

next:
	VMOVUPD  (DX)(AX*8), Z1
	VMOVUPD  (SI)(AX*8), Z0
	VCMPPD   $4, Z3, Z1, K1
	VDIVPD.Z Z1, Z0, K1, Z0
	VMOVUPD  Z0, (DI)(AX*8)
	ADDQ     $8, AX
	CMPQ     AX, CX
	JLT      next
	VZEROUPPER
	RET

// func extremesWide(a *float64, n int, out *[16]uint64)
TEXT ·extremesWide(SB), NOSPLIT, $0-24
	MOVQ   a+0(FP), SI
	MOVQ   n+8(FP), CX
	MOVQ   out+16(FP), DI
	XORQ   AX, AX
	VBROADCASTSD sign<>(SB), Z5
	VPXORQ Z6, Z6, Z6
	VPXORQ Z7, Z7, Z7
	VPXORQ Z8, Z8, Z8
	VPXORQ Z9, Z9, Z9

next:
	VMOVDQU64 (SI)(AX*8), Z0
	VMOVDQU64 64(SI)(AX*8), Z1
	VPORQ     Z0, Z7, Z7
	VPORQ     Z1, Z9, Z9
	VPANDNQ   Z0, Z5, Z0
	VPANDNQ   Z1, Z5, Z1
	VPMAXUQ   Z0, Z6, Z6
	VPMAXUQ   Z1, Z8, Z8
	ADDQ      $16, AX
	CMPQ      AX, CX
	JLT       next
	VPMAXUQ   Z6, Z8, Z6
	VPORQ     Z7, Z9, Z7
	VMOVDQU64 Z6, (DI)
	VMOVDQU64 Z7, 64(DI)
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
