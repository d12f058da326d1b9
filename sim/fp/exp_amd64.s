//go:build !purego

#include "textflag.h"

// FOUR is a constant in each of four lanes.
#define FOUR(AT, X) \
	DATA expc<>+AT(SB)/8, X      \
	DATA expc<>+(AT+8)(SB)/8, X  \
	DATA expc<>+(AT+16)(SB)/8, X \
	DATA expc<>+(AT+24)(SB)/8, X

FOUR(0, $0x40671547652b82fe)   // 128/ln2
FOUR(32, $0x4338000000000000)  // shift
FOUR(64, $0x3f762e42fef80000)  // stepHi
FOUR(96, $0x3d41cf79abc9e3b4)  // stepLo
FOUR(128, $0x3fe0000000000000) // 1/2
FOUR(160, $0x3fc5555555555555) // 1/6
FOUR(192, $0x3fa5555555555555) // 1/24
FOUR(224, $0x3f81111111111111) // 1/120
FOUR(256, $0x4086200000000000) // 708
FOUR(288, $0x7fffffffffffffff) // magnitude
FOUR(320, $127)                // expSize - 1
FOUR(352, $0x8000000000000000) // sign
FOUR(384, $0x3fe62e42fefa39ef) // ln2
FOUR(416, $0x408f400000000000) // 1000
FOUR(448, $0x3ff0000000000000) // 1
GLOBL expc<>(SB), RODATA|NOPTR, $480

#define PERLN2 expc<>+0(SB)
#define SHIFT expc<>+32(SB)
#define STEPHI expc<>+64(SB)
#define STEPLO expc<>+96(SB)
#define HALF expc<>+128(SB)
#define SIXTH expc<>+160(SB)
#define C24 expc<>+192(SB)
#define C120 expc<>+224(SB)
#define NEAR expc<>+256(SB)
#define MAGNITUDE expc<>+288(SB)
#define INDEX expc<>+320(SB)
#define SIGN expc<>+352(SB)
#define LN2 expc<>+384(SB)
#define THOUSAND expc<>+416(SB)
#define ONE expc<>+448(SB)

// Y0 = e^Y0 for |Y0| < 708, as Exp has it; Y1 to Y10 are lost. R8 is expTable.
#define EXP \
	VMULPD     PERLN2, Y0, Y1    \
	VADDPD     SHIFT, Y1, Y1     \
	VPAND      INDEX, Y1, Y5     \
	VPADDQ     Y5, Y5, Y5        \
	VPCMPEQQ   Y9, Y9, Y9        \
	VPCMPEQQ   Y10, Y10, Y10     \
	VPXOR      Y7, Y7, Y7        \
	VPXOR      Y8, Y8, Y8        \
	VPGATHERQQ Y9, (R8)(Y5*8), Y7   \
	VGATHERQPD Y10, 8(R8)(Y5*8), Y8 \
	VSUBPD     SHIFT, Y1, Y2     \
	VPSLLQ     $45, Y1, Y6       \
	VMULPD     STEPHI, Y2, Y3    \
	VSUBPD     Y3, Y0, Y3        \
	VMULPD     STEPLO, Y2, Y4    \
	VSUBPD     Y4, Y3, Y3        \ // r
	VPADDQ     Y6, Y7, Y7        \ // s
	VMULPD     Y3, Y3, Y4        \ // r^2
	VMULPD     SIXTH, Y3, Y5     \
	VADDPD     HALF, Y5, Y5      \
	VMULPD     Y4, Y5, Y5        \ // r^2 (1/2 + r/6)
	VMULPD     C120, Y3, Y6      \
	VADDPD     C24, Y6, Y6       \
	VMULPD     Y4, Y4, Y4        \
	VMULPD     Y4, Y6, Y6        \ // r^4 (1/24 + r/120)
	VADDPD     Y3, Y8, Y8        \ // tail + r
	VADDPD     Y5, Y8, Y8        \
	VADDPD     Y6, Y8, Y8        \
	VMULPD     Y8, Y7, Y8        \
	VADDPD     Y8, Y7, Y0

#define COLUMN \
	MOVQ dst+0(FP), DI \
	MOVQ x+8(FP), SI   \
	MOVQ n+16(FP), CX  \
	MOVQ t+24(FP), R8  \
	XORQ AX, AX        \
	XORL R9, R9

// func exp256(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)
TEXT ·exp256(SB), NOSPLIT, $0-44
	COLUMN

next:
	CMPQ       AX, CX
	JGE        done
	VMOVUPD    (SI)(AX*8), Y0
	VANDPD     MAGNITUDE, Y0, Y1
	VCMPPD     $1, NEAR, Y1, Y13
	EXP
	VMOVMSKPD  Y13, R9
	XORL       $15, R9
	JNE        some
	VMOVUPD    Y0, (DI)(AX*8)
	ADDQ       $4, AX
	JMP        next

some:
	VMASKMOVPD Y0, Y13, (DI)(AX*8)
	ADDQ       $4, AX

done:
	VZEROUPPER
	MOVQ AX, done+32(FP)
	MOVL R9, left+40(FP)
	RET

// func half256(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)
TEXT ·half256(SB), NOSPLIT, $0-44
	COLUMN

next:
	CMPQ       AX, CX
	JGE        done
	VMOVUPD    (SI)(AX*8), Y0
	VROUNDPD   $9, Y0, Y11          // n = floor(x)
	VANDPD     MAGNITUDE, Y11, Y1
	VCMPPD     $1, THOUSAND, Y1, Y13
	VSUBPD     Y11, Y0, Y0
	VXORPD     SIGN, Y0, Y0
	VMULPD     LN2, Y0, Y0          // -(x-n) ln2
	VADDPD     SHIFT, Y11, Y11
	VPSLLQ     $52, Y11, Y11
	VMOVDQU    ONE, Y12
	VPSUBQ     Y11, Y12, Y11        // 2^-n
	EXP
	VMULPD     Y0, Y11, Y0
	VMOVMSKPD  Y13, R9
	XORL       $15, R9
	JNE        some
	VMOVUPD    Y0, (DI)(AX*8)
	ADDQ       $4, AX
	JMP        next

some:
	VMASKMOVPD Y0, Y13, (DI)(AX*8)
	ADDQ       $4, AX

done:
	VZEROUPPER
	MOVQ AX, done+32(FP)
	MOVL R9, left+40(FP)
	RET

#define COLUMN8 \
	COLUMN                     \
	VBROADCASTSD PERLN2, Z16   \
	VBROADCASTSD SHIFT, Z17    \
	VBROADCASTSD STEPHI, Z18   \
	VBROADCASTSD STEPLO, Z19   \
	VBROADCASTSD HALF, Z20     \
	VBROADCASTSD SIXTH, Z21    \
	VBROADCASTSD C24, Z22      \
	VBROADCASTSD C120, Z23     \
	VPBROADCASTQ INDEX, Z24    \
	VBROADCASTSD MAGNITUDE, Z25

// Z0 = e^Z0, as EXP has it; Z1 to Z8, K2 and K3 are lost.
#define EXP8 \
	VMULPD     Z16, Z0, Z1       \
	VADDPD     Z17, Z1, Z1       \
	VPANDQ     Z24, Z1, Z5       \
	VPADDQ     Z5, Z5, Z5        \
	KXNORB     K2, K2, K2        \
	KXNORB     K3, K3, K3        \
	VPXORQ     Z7, Z7, Z7        \
	VPXORQ     Z8, Z8, Z8        \
	VPGATHERQQ (R8)(Z5*8), K2, Z7   \
	VGATHERQPD 8(R8)(Z5*8), K3, Z8  \
	VSUBPD     Z17, Z1, Z2       \
	VPSLLQ     $45, Z1, Z6       \
	VMULPD     Z18, Z2, Z3       \
	VSUBPD     Z3, Z0, Z3        \
	VMULPD     Z19, Z2, Z4       \
	VSUBPD     Z4, Z3, Z3        \
	VPADDQ     Z6, Z7, Z7        \
	VMULPD     Z3, Z3, Z4        \
	VMULPD     Z21, Z3, Z5       \
	VADDPD     Z20, Z5, Z5       \
	VMULPD     Z4, Z5, Z5        \
	VMULPD     Z23, Z3, Z6       \
	VADDPD     Z22, Z6, Z6       \
	VMULPD     Z4, Z4, Z4        \
	VMULPD     Z4, Z6, Z6        \
	VADDPD     Z3, Z8, Z8        \
	VADDPD     Z5, Z8, Z8        \
	VADDPD     Z6, Z8, Z8        \
	VMULPD     Z8, Z7, Z8        \
	VADDPD     Z8, Z7, Z0

// func exp512(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)
TEXT ·exp512(SB), NOSPLIT, $0-44
	COLUMN8
	VBROADCASTSD NEAR, Z26

next:
	CMPQ    AX, CX
	JGE     done
	VMOVUPD (SI)(AX*8), Z0
	VANDPD  Z25, Z0, Z1
	VCMPPD  $1, Z26, Z1, K1
	EXP8
	VMOVUPD Z0, K1, (DI)(AX*8)
	ADDQ    $8, AX
	KMOVB   K1, R9
	XORL    $255, R9
	JEQ     next

done:
	VZEROUPPER
	MOVQ AX, done+32(FP)
	MOVL R9, left+40(FP)
	RET

// func half512(dst, x *float64, n int, t *[expSize]expEntry) (done int, left uint32)
TEXT ·half512(SB), NOSPLIT, $0-44
	COLUMN8
	VBROADCASTSD THOUSAND, Z26
	VBROADCASTSD LN2, Z27
	VXORPD.BCST  SIGN, Z27, Z27
	VBROADCASTSD ONE, Z28

next:
	CMPQ        AX, CX
	JGE         done
	VMOVUPD     (SI)(AX*8), Z0
	VRNDSCALEPD $9, Z0, Z11
	VANDPD      Z25, Z11, Z1
	VCMPPD      $1, Z26, Z1, K1
	VSUBPD      Z11, Z0, Z0
	VMULPD      Z27, Z0, Z0
	VADDPD      Z17, Z11, Z11
	VPSLLQ      $52, Z11, Z11
	VPSUBQ      Z11, Z28, Z11
	EXP8
	VMULPD      Z0, Z11, Z0
	VMOVUPD     Z0, K1, (DI)(AX*8)
	ADDQ        $8, AX
	KMOVB       K1, R9
	XORL        $255, R9
	JEQ         next

done:
	VZEROUPPER
	MOVQ AX, done+32(FP)
	MOVL R9, left+40(FP)
	RET
