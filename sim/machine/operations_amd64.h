// What kernels do to a few values, by macros OP(I, A, B, T, U, P, Q) for the loops of columns_amd64.h, and their constants. A
// name that ends in 4 or 8 is for so many values. textflag.h and predicates_amd64.h stand before this file.

DATA signs<>+0(SB)/8, $0x8000000000000000
GLOBL signs<>(SB), RODATA|NOPTR, $8

DATA rounding<>+0(SB)/8, $0x3d719799812dea11
GLOBL rounding<>(SB), RODATA|NOPTR, $8

DATA truth<>+0(SB)/8, $0x3ff0000000000000  // 1
DATA truth<>+8(SB)/8, $0x7ff8000000000001  // not a number
DATA truth<>+16(SB)/8, $0xbe112e0be826d695 // -Slack
DATA truth<>+24(SB)/8, $0x3ff000000044b830 // 1 + Slack
GLOBL truth<>(SB), RODATA|NOPTR, $32

#define NONE(P, Q)

#define SIGNS(P, Q) VBROADCASTSD signs<>(SB), P

#define ROUNDING(P, Q) \
	SIGNS(P, Q) \
	VBROADCASTSD rounding<>(SB), Q

#define TRUTH(P, Q) \
	VBROADCASTSD truth<>+0(SB), P \
	VBROADCASTSD truth<>+8(SB), Q

#define BOUNDS(P, Q) \
	VBROADCASTSD truth<>+16(SB), P \
	VBROADCASTSD truth<>+24(SB), Q

#define ADD(I, A, B, T, U, P, Q) VADDPD B, A, A
#define SUB(I, A, B, T, U, P, Q) VSUBPD B, A, A
#define MUL(I, A, B, T, U, P, Q) VMULPD B, A, A
#define DIV(I, A, B, T, U, P, Q) VDIVPD B, A, A
#define RSUB(I, A, B, T, U, P, Q) VSUBPD A, B, A
#define RDIV(I, A, B, T, U, P, Q) VDIVPD A, B, A
#define ABS(I, A, B, T, U, P, Q) VANDNPD A, P, A
#define NEG(I, A, B, T, U, P, Q) VXORPD P, A, A
#define SQRT(I, A, B, T, U, P, Q) VSQRTPD A, A

// The processor's minimum is its second operand where either is not a number or both are 0. Taken both ways round and joined
// bit by bit, it is not a number where either is not, and -0 lies below 0. max(a, b) = -min(-a, -b).
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

// Of two values the lower where I is $4, the upper where it is $5. The instruction tells zeros apart, but prefers a number to
// what is not one.
#define RANGE8(I, A, B, T, U, P, Q) \
	VCMPPD   UNORD_Q, B, A, K1 \
	VRANGEPD I, B, A, T        \
	VADDPD   B, A, K1, T       \
	VMOVAPD  T, A

// 0 where |a| <= Rounding |b|, else a.
#define SNAP4(I, A, B, T, U, P, Q) \
	VANDNPD B, P, T        \
	VANDNPD A, P, U        \
	VMULPD  Q, T, T        \
	VCMPPD  LE_OQ, T, U, T \
	VANDNPD A, T, A

#define SNAP8(I, A, B, T, U, P, Q) \
	VANDNPD   B, P, T          \
	VANDNPD   A, P, U          \
	VMULPD    Q, T, T          \
	VCMPPD    NLE_UQ, T, U, K1 \
	VMOVAPD.Z A, K1, A

// 0 where b is 0, else a/b.
#define SHARE4(I, A, B, T, U, P, Q) \
	VXORPD  T, T, T        \
	VCMPPD  EQ_OQ, T, B, T \
	VDIVPD  B, A, A        \
	VANDNPD A, T, A

#define SHARE8(I, A, B, T, U, P, Q) \
	VXORPD    T, T, T           \
	VCMPPD    NEQ_UQ, T, B, K1  \
	VDIVPD.Z  B, A, K1, A

// 1 where the predicate I holds, 0 where it does not, and not a number where either side is not.
#define COMPARE4(I, A, B, T, U, P, Q) \
	VCMPPD I, B, A, T       \
	VCMPPD UNORD_Q, B, A, U \
	VANDPD P, T, T          \
	VANDPD Q, U, U          \
	VORPD  T, U, A

#define COMPARE8(I, A, B, T, U, P, Q) \
	VCMPPD    I, B, A, K1       \
	VCMPPD    UNORD_Q, B, A, K2 \
	VMOVAPD.Z P, K1, A          \
	VMOVAPD   Q, K2, A

#define NOT4(I, A, B, T, U, P, Q) \
	VXORPD U, U, U \
	COMPARE4(EQ_OQ, A, U, T, U, P, Q)

#define NOT8(I, A, B, T, U, P, Q) \
	VXORPD U, U, U \
	COMPARE8(EQ_OQ, A, U, T, U, P, Q)

#define AND4(I, A, B, T, U, P, Q) \
	VCMPPD UNORD_Q, B, A, U \
	VANDPD Q, U, U          \
	VXORPD T, T, T          \
	VCMPPD NEQ_UQ, T, A, A  \
	VCMPPD NEQ_UQ, T, B, T  \
	VANDPD T, A, A          \
	VANDPD P, A, A          \
	VORPD  A, U, A

#define AND8(I, A, B, T, U, P, Q) \
	VXORPD    T, T, T              \
	VCMPPD    UNORD_Q, B, A, K2    \
	VCMPPD    NEQ_UQ, T, A, K1     \
	VCMPPD    NEQ_UQ, T, B, K1, K1 \
	VMOVAPD.Z P, K1, A             \
	VMOVAPD   Q, K2, A

#define OR4(I, A, B, T, U, P, Q) \
	VCMPPD UNORD_Q, B, A, U \
	VANDPD Q, U, U          \
	VXORPD T, T, T          \
	VORPD  B, A, A          \
	VCMPPD NEQ_UQ, T, A, A  \
	VANDPD P, A, A          \
	VORPD  A, U, A

#define OR8(I, A, B, T, U, P, Q) \
	VXORPD    T, T, T           \
	VCMPPD    UNORD_Q, B, A, K2 \
	VORPD     B, A, A           \
	VCMPPD    NEQ_UQ, T, A, K1  \
	VMOVAPD.Z P, K1, A          \
	VMOVAPD   Q, K2, A

// 1 where a < -Slack or a > 1 + Slack, else 0.
#define OUTSIDE4(I, A, B, T, U, P, Q) \
	VCMPPD       LT_OQ, P, A, T   \
	VCMPPD       GT_OQ, Q, A, U   \
	VORPD        T, U, T          \
	VBROADCASTSD truth<>+0(SB), U \
	VANDPD       U, T, A

#define OUTSIDE8(I, A, B, T, U, P, Q) \
	VCMPPD         LT_OQ, P, A, K1 \
	VCMPPD         GT_OQ, Q, A, K2 \
	KORB           K1, K2, K1      \
	VBROADCASTSD.Z truth<>+0(SB), K1, A
