#include "textflag.h"

// func cpuid(leaf, sub uint32) (a, b, c, d uint32)
TEXT ·cpuid(SB), NOSPLIT, $0-24
	MOVL leaf+0(FP), AX
	MOVL sub+4(FP), CX
	CPUID
	MOVL AX, a+8(FP)
	MOVL BX, b+12(FP)
	MOVL CX, c+16(FP)
	MOVL DX, d+20(FP)
	RET

// func xgetbv() uint32
TEXT ·xgetbv(SB), NOSPLIT, $0-4
	XORL CX, CX
	XGETBV
	MOVL AX, ret+0(FP)
	RET

DATA expc<>+0(SB)/8, $0x40671547652b82fe  // 128/ln2
DATA expc<>+8(SB)/8, $0x4338000000000000  // shift
DATA expc<>+16(SB)/8, $0x3f762e42fef80000 // stepHi
DATA expc<>+24(SB)/8, $0x3d41cf79abc9e3b4 // stepLo
DATA expc<>+32(SB)/8, $0x3fe0000000000000 // 1/2
DATA expc<>+40(SB)/8, $0x3fc5555555555555 // 1/6
DATA expc<>+48(SB)/8, $0x3fa5555555555555 // 1/24
DATA expc<>+56(SB)/8, $0x3f81111111111111 // 1/120
DATA expc<>+64(SB)/8, $0x4086200000000000 // 708
DATA expc<>+72(SB)/8, $0x7fffffffffffffff // magnitude
DATA expc<>+80(SB)/8, $127
DATA expc<>+88(SB)/8, $0x8000000000000000 // sign
DATA expc<>+96(SB)/8, $0x3fe62e42fefa39ef // ln2
DATA expc<>+104(SB)/8, $0x408f400000000000 // 1000
DATA expc<>+112(SB)/8, $0x3ff0000000000000 // 1
GLOBL expc<>(SB), RODATA|NOPTR, $120

#define CONSTANTS \
	VBROADCASTSD expc<>+0(SB), Z16  \
	VBROADCASTSD expc<>+8(SB), Z17  \
	VBROADCASTSD expc<>+16(SB), Z18 \
	VBROADCASTSD expc<>+24(SB), Z19 \
	VBROADCASTSD expc<>+32(SB), Z20 \
	VBROADCASTSD expc<>+40(SB), Z21 \
	VBROADCASTSD expc<>+48(SB), Z22 \
	VBROADCASTSD expc<>+56(SB), Z23 \
	VBROADCASTSD expc<>+64(SB), Z24 \
	VBROADCASTSD expc<>+72(SB), Z25 \
	VBROADCASTSD expc<>+80(SB), Z26

// Z0 = e^Z0 for |Z0| < 708, as Exp has it; Z1 to Z8 are lost. R8 is expTable.
#define EXP \
	VMULPD     Z16, Z0, Z1 \
	VADDPD     Z17, Z1, Z1 \
	VPXORQ     Z7, Z7, Z7  \
	VPXORQ     Z8, Z8, Z8  \
	VPANDQ     Z26, Z1, Z5 \
	VPADDQ     Z5, Z5, Z5  \
	KXNORB     K2, K2, K2  \
	KXNORB     K3, K3, K3  \
	VPGATHERQQ (R8)(Z5*8), K2, Z7  \
	VGATHERQPD 8(R8)(Z5*8), K3, Z8 \
	VSUBPD     Z17, Z1, Z2 \
	VPSLLQ     $45, Z1, Z6 \
	VMULPD     Z18, Z2, Z3 \
	VSUBPD     Z3, Z0, Z3  \
	VMULPD     Z19, Z2, Z4 \
	VSUBPD     Z4, Z3, Z3  \ // r
	VPADDQ     Z6, Z7, Z7  \ // s
	VMULPD     Z3, Z3, Z4  \ // r^2
	VMULPD     Z21, Z3, Z5 \
	VADDPD     Z20, Z5, Z5 \
	VMULPD     Z4, Z5, Z5  \ // r^2 (1/2 + r/6)
	VMULPD     Z23, Z3, Z6 \
	VADDPD     Z22, Z6, Z6 \
	VMULPD     Z4, Z4, Z4  \
	VMULPD     Z4, Z6, Z6  \ // r^4 (1/24 + r/120)
	VADDPD     Z3, Z8, Z8  \ // tail + r
	VADDPD     Z5, Z8, Z8  \
	VADDPD     Z6, Z8, Z8  \
	VMULPD     Z8, Z7, Z8  \
	VADDPD     Z8, Z7, Z0

// func expWide(dst, x *float64, n int, t *[expSize]expEntry) int
TEXT ·expWide(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ t+24(FP), R8
	XORQ AX, AX
	CONSTANTS

next:
	CMPQ       AX, CX
	JGE        done
	VMOVUPD    (SI)(AX*8), Z0
	VPANDQ     Z25, Z0, Z1
	VCMPPD     $1, Z24, Z1, K1
	KORTESTB   K1, K1
	JCC        done
	EXP
	VMOVUPD    Z0, (DI)(AX*8)
	ADDQ       $8, AX
	JMP        next

done:
	VZEROUPPER
	MOVQ AX, ret+32(FP)
	RET

// func halfWide(dst, x *float64, n int, t *[expSize]expEntry) int
TEXT ·halfWide(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ t+24(FP), R8
	XORQ AX, AX
	CONSTANTS
	VBROADCASTSD expc<>+88(SB), Z27
	VBROADCASTSD expc<>+96(SB), Z28
	VBROADCASTSD expc<>+104(SB), Z29
	VBROADCASTSD expc<>+112(SB), Z30

next:
	CMPQ        AX, CX
	JGE         done
	VMOVUPD     (SI)(AX*8), Z0
	VRNDSCALEPD $9, Z0, Z9        // n = floor(x)
	VPANDQ      Z25, Z9, Z1
	VCMPPD      $1, Z29, Z1, K1
	KORTESTB    K1, K1
	JCC         done
	VSUBPD      Z9, Z0, Z0
	VPXORQ      Z27, Z0, Z0
	VMULPD      Z28, Z0, Z0       // -(x-n) ln2
	VADDPD      Z17, Z9, Z9
	VPSLLQ      $52, Z9, Z9
	VPSUBQ      Z9, Z30, Z9       // 2^-n
	EXP
	VMULPD      Z0, Z9, Z0
	VMOVUPD     Z0, (DI)(AX*8)
	ADDQ        $8, AX
	JMP         next

done:
	VZEROUPPER
	MOVQ AX, ret+32(FP)
	RET
