//go:build !purego

#include "go_asm.h"
#include "textflag.h"
#include "columns_amd64.h"

#define ADD(I, A, B, T, U, P, Q) VADDPD B, A, A
#define SUB(I, A, B, T, U, P, Q) VSUBPD B, A, A
#define MUL(I, A, B, T, U, P, Q) VMULPD B, A, A
#define DIV(I, A, B, T, U, P, Q) VDIVPD B, A, A
#define RSUB(I, A, B, T, U, P, Q) VSUBPD A, B, A
#define RDIV(I, A, B, T, U, P, Q) VDIVPD A, B, A

// func addWide(dst, a, b *[Block]float64, c float64)
TEXT ·addWide(SB), NOSPLIT, $0-32
	COLUMNS(NONE, ADD, ADD, $0)

// func subWide(dst, a, b *[Block]float64, c float64)
TEXT ·subWide(SB), NOSPLIT, $0-32
	COLUMNS(NONE, SUB, SUB, $0)

// func mulWide(dst, a, b *[Block]float64, c float64)
TEXT ·mulWide(SB), NOSPLIT, $0-32
	COLUMNS(NONE, MUL, MUL, $0)

// func divWide(dst, a, b *[Block]float64, c float64)
TEXT ·divWide(SB), NOSPLIT, $0-32
	COLUMNS4(DIV)

// func addcWide(dst, a, b *[Block]float64, c float64)
TEXT ·addcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(NONE, ADD, ADD, $0)

// func mulcWide(dst, a, b *[Block]float64, c float64)
TEXT ·mulcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(NONE, MUL, MUL, $0)

// func divcWide(dst, a, b *[Block]float64, c float64)
TEXT ·divcWide(SB), NOSPLIT, $0-32
	IMMEDIATE4(DIV)

// func rsubcWide(dst, a, b *[Block]float64, c float64)
TEXT ·rsubcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(NONE, RSUB, RSUB, $0)

// func rdivcWide(dst, a, b *[Block]float64, c float64)
TEXT ·rdivcWide(SB), NOSPLIT, $0-32
	IMMEDIATE4(RDIV)

// The processor's minimum is the second operand where one is not a number, or both are 0; taken both ways round and joined
// bit by bit, it is not a number where one is not, and -0 lies below 0. max(a, b) = -min(-a, -b).
#define MIN4(I, A, B, T, U, P, Q) \
	VMINPD A, B, T \
	VMINPD B, A, A \
	VORPD  A, T, A

#define MAX4(I, A, B, T, U, P, Q) \
	VXORPD P, A, A \
	VXORPD P, B, T \
	VMINPD A, T, U \
	VMINPD T, A, A \
	VORPD  A, U, A \
	VXORPD P, A, A

// The range instruction tells zeros apart, but prefers a number to what is none.
#define RANGE8(I, A, B, T, U, P, Q) \
	VCMPPD   $3, B, A, K1  \
	VRANGEPD I, B, A, T    \
	VADDPD   B, A, K1, T   \
	VMOVAPD  T, A

DATA signs<>+0(SB)/8, $0x8000000000000000
GLOBL signs<>(SB), RODATA|NOPTR, $8

#define SIGNS(P, Q) VBROADCASTSD signs<>(SB), P

// func minWide(dst, a, b *[Block]float64, c float64)
TEXT ·minWide(SB), NOSPLIT, $0-32
	COLUMNS(NONE, MIN4, RANGE8, $4)

// func maxWide(dst, a, b *[Block]float64, c float64)
TEXT ·maxWide(SB), NOSPLIT, $0-32
	COLUMNS(SIGNS, MAX4, RANGE8, $5)

// func mincWide(dst, a, b *[Block]float64, c float64)
TEXT ·mincWide(SB), NOSPLIT, $0-32
	IMMEDIATE(NONE, MIN4, RANGE8, $4)

// func maxcWide(dst, a, b *[Block]float64, c float64)
TEXT ·maxcWide(SB), NOSPLIT, $0-32
	IMMEDIATE(SIGNS, MAX4, RANGE8, $5)

#define ABS(I, A, B, T, U, P, Q) VANDNPD A, P, A
#define NEG(I, A, B, T, U, P, Q) VXORPD P, A, A
#define SQRT(I, A, B, T, U, P, Q) VSQRTPD A, A

// func absWide(dst, a, b *[Block]float64, c float64)
TEXT ·absWide(SB), NOSPLIT, $0-32
	IMMEDIATE(SIGNS, ABS, ABS, $0)

// func negWide(dst, a, b *[Block]float64, c float64)
TEXT ·negWide(SB), NOSPLIT, $0-32
	IMMEDIATE(SIGNS, NEG, NEG, $0)

// func sqrtWide(dst, a, b *[Block]float64, c float64)
TEXT ·sqrtWide(SB), NOSPLIT, $0-32
	IMMEDIATE4(SQRT)

// 0 where |a| <= Rounding |b|, else a.
#define SNAP4(I, A, B, T, U, P, Q) \
	VANDNPD B, P, T      \
	VANDNPD A, P, U      \
	VMULPD  Q, T, T      \
	VCMPPD  $2, T, U, T  \
	VANDNPD A, T, A

#define SNAP8(I, A, B, T, U, P, Q) \
	VANDNPD   B, P, T       \
	VANDNPD   A, P, U       \
	VMULPD    Q, T, T       \
	VCMPPD    $6, T, U, K1  \
	VMOVAPD.Z A, K1, A

DATA rounding<>+0(SB)/8, $0x3d719799812dea11
GLOBL rounding<>(SB), RODATA|NOPTR, $8

#define ROUNDING(P, Q) \
	SIGNS(P, Q) \
	VBROADCASTSD rounding<>(SB), Q

// func snapWide(dst, a, b *[Block]float64, c float64)
TEXT ·snapWide(SB), NOSPLIT, $0-32
	COLUMNS(ROUNDING, SNAP4, SNAP8, $0)

// 0 where b is 0, else a/b.
#define SHARE(I, A, B, T, U, P, Q) \
	VXORPD  T, T, T     \
	VCMPPD  $0, T, B, T \
	VDIVPD  B, A, A     \
	VANDNPD A, T, A

// func shareWide(dst, a, b *[Block]float64, c float64)
TEXT ·shareWide(SB), NOSPLIT, $0-32
	COLUMNS4(SHARE)
