//go:build !purego

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

// Each constant four times.
DATA expc<>+0(SB)/8, $0x40671547652b82fe // 128/ln2
DATA expc<>+8(SB)/8, $0x40671547652b82fe
DATA expc<>+16(SB)/8, $0x40671547652b82fe
DATA expc<>+24(SB)/8, $0x40671547652b82fe
DATA expc<>+32(SB)/8, $0x4338000000000000 // shift
DATA expc<>+40(SB)/8, $0x4338000000000000
DATA expc<>+48(SB)/8, $0x4338000000000000
DATA expc<>+56(SB)/8, $0x4338000000000000
DATA expc<>+64(SB)/8, $0x3f762e42fef80000 // stepHi
DATA expc<>+72(SB)/8, $0x3f762e42fef80000
DATA expc<>+80(SB)/8, $0x3f762e42fef80000
DATA expc<>+88(SB)/8, $0x3f762e42fef80000
DATA expc<>+96(SB)/8, $0x3d41cf79abc9e3b4 // stepLo
DATA expc<>+104(SB)/8, $0x3d41cf79abc9e3b4
DATA expc<>+112(SB)/8, $0x3d41cf79abc9e3b4
DATA expc<>+120(SB)/8, $0x3d41cf79abc9e3b4
DATA expc<>+128(SB)/8, $0x3fe0000000000000 // 1/2
DATA expc<>+136(SB)/8, $0x3fe0000000000000
DATA expc<>+144(SB)/8, $0x3fe0000000000000
DATA expc<>+152(SB)/8, $0x3fe0000000000000
DATA expc<>+160(SB)/8, $0x3fc5555555555555 // 1/6
DATA expc<>+168(SB)/8, $0x3fc5555555555555
DATA expc<>+176(SB)/8, $0x3fc5555555555555
DATA expc<>+184(SB)/8, $0x3fc5555555555555
DATA expc<>+192(SB)/8, $0x3fa5555555555555 // 1/24
DATA expc<>+200(SB)/8, $0x3fa5555555555555
DATA expc<>+208(SB)/8, $0x3fa5555555555555
DATA expc<>+216(SB)/8, $0x3fa5555555555555
DATA expc<>+224(SB)/8, $0x3f81111111111111 // 1/120
DATA expc<>+232(SB)/8, $0x3f81111111111111
DATA expc<>+240(SB)/8, $0x3f81111111111111
DATA expc<>+248(SB)/8, $0x3f81111111111111
DATA expc<>+256(SB)/8, $0x4086200000000000 // 708
DATA expc<>+264(SB)/8, $0x4086200000000000
DATA expc<>+272(SB)/8, $0x4086200000000000
DATA expc<>+280(SB)/8, $0x4086200000000000
DATA expc<>+288(SB)/8, $0x7fffffffffffffff // magnitude
DATA expc<>+296(SB)/8, $0x7fffffffffffffff
DATA expc<>+304(SB)/8, $0x7fffffffffffffff
DATA expc<>+312(SB)/8, $0x7fffffffffffffff
DATA expc<>+320(SB)/8, $127 // expSize - 1
DATA expc<>+328(SB)/8, $127
DATA expc<>+336(SB)/8, $127
DATA expc<>+344(SB)/8, $127
DATA expc<>+352(SB)/8, $0x8000000000000000 // sign
DATA expc<>+360(SB)/8, $0x8000000000000000
DATA expc<>+368(SB)/8, $0x8000000000000000
DATA expc<>+376(SB)/8, $0x8000000000000000
DATA expc<>+384(SB)/8, $0x3fe62e42fefa39ef // ln2
DATA expc<>+392(SB)/8, $0x3fe62e42fefa39ef
DATA expc<>+400(SB)/8, $0x3fe62e42fefa39ef
DATA expc<>+408(SB)/8, $0x3fe62e42fefa39ef
DATA expc<>+416(SB)/8, $0x408f400000000000 // 1000
DATA expc<>+424(SB)/8, $0x408f400000000000
DATA expc<>+432(SB)/8, $0x408f400000000000
DATA expc<>+440(SB)/8, $0x408f400000000000
DATA expc<>+448(SB)/8, $0x3ff0000000000000 // 1
DATA expc<>+456(SB)/8, $0x3ff0000000000000
DATA expc<>+464(SB)/8, $0x3ff0000000000000
DATA expc<>+472(SB)/8, $0x3ff0000000000000
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
	XORQ AX, AX

// func expWide(dst, x *float64, n int, t *[expSize]expEntry) int
TEXT ·expWide(SB), NOSPLIT, $0-40
	COLUMN

next:
	CMPQ      AX, CX
	JGE       done
	VMOVUPD   (SI)(AX*8), Y0
	VANDPD    MAGNITUDE, Y0, Y1
	VCMPPD    $1, NEAR, Y1, Y1
	VMOVMSKPD Y1, DX
	CMPL      DX, $15
	JNE       done
	EXP
	VMOVUPD   Y0, (DI)(AX*8)
	ADDQ      $4, AX
	JMP       next

done:
	VZEROUPPER
	MOVQ AX, ret+32(FP)
	RET

// func halfWide(dst, x *float64, n int, t *[expSize]expEntry) int
TEXT ·halfWide(SB), NOSPLIT, $0-40
	COLUMN

next:
	CMPQ      AX, CX
	JGE       done
	VMOVUPD   (SI)(AX*8), Y0
	VROUNDPD  $9, Y0, Y11          // n = floor(x)
	VANDPD    MAGNITUDE, Y11, Y1
	VCMPPD    $1, THOUSAND, Y1, Y1
	VMOVMSKPD Y1, DX
	CMPL      DX, $15
	JNE       done
	VSUBPD    Y11, Y0, Y0
	VXORPD    SIGN, Y0, Y0
	VMULPD    LN2, Y0, Y0          // -(x-n) ln2
	VADDPD    SHIFT, Y11, Y11
	VPSLLQ    $52, Y11, Y11
	VMOVDQU   ONE, Y12
	VPSUBQ    Y11, Y12, Y11        // 2^-n
	EXP
	VMULPD    Y0, Y11, Y0
	VMOVUPD   Y0, (DI)(AX*8)
	ADDQ      $4, AX
	JMP       next

done:
	VZEROUPPER
	MOVQ AX, ret+32(FP)
	RET
