//go:build !purego

#include "textflag.h"

DATA phic<>+0(SB)/8, $0x40671547652b82fe   // 128/ln2
DATA phic<>+8(SB)/8, $0x4338000000000000   // shift
DATA phic<>+16(SB)/8, $0x3f762e42fef80000  // stepHi
DATA phic<>+24(SB)/8, $0x3d41cf79abc9e3b4  // stepLo
DATA phic<>+32(SB)/8, $0x3fe0000000000000  // 1/2
DATA phic<>+40(SB)/8, $0x3fc5555555555555  // 1/6
DATA phic<>+48(SB)/8, $0x3fa5555555555555  // 1/24
DATA phic<>+56(SB)/8, $0x3f81111111111111  // 1/120
DATA phic<>+64(SB)/8, $0x7fffffffffffffff  // magnitude
DATA phic<>+72(SB)/8, $0x4020000000000000  // 8 = millsCells/8
DATA phic<>+80(SB)/8, $0xbfe0000000000000  // -1/2
DATA phic<>+88(SB)/8, $127                 // expSize - 1
DATA phic<>+96(SB)/8, $0x3fc0000000000000  // 1/8
DATA phic<>+104(SB)/8, $63                 // millsCells - 1
DATA phic<>+112(SB)/8, $13                 // values of a millsCell
DATA phic<>+120(SB)/8, $1023
DATA phic<>+128(SB)/8, $0x3ff0000000000000 // 1
GLOBL phic<>(SB), RODATA|NOPTR, $136

#define TAYLOR(AT) \
	VMULPD      Z2, Z3, Z3 \
	VADDPD.BCST ·phiTaylor+AT(SB), Z3, Z3

#define GATHER(AT, INDEX, BASE, C) \
	KXNORB     K2, K2, K2 \
	VPXORQ     C, C, C    \
	VGATHERQPD AT(BASE)(INDEX*8), K2, C

// Z7 = c + h c' + h^2 Z7, of the coefficients c and c' at AT and AT + 8.
#define MILLS(AT) \
	GATHER(AT, Z5, R9, Z8)     \
	GATHER(AT+8, Z5, R9, Z9)   \
	VMULPD     Z4, Z9, Z9      \
	VADDPD     Z9, Z8, Z8      \
	VMULPD     Z14, Z7, Z7     \
	VADDPD     Z7, Z8, Z7

// func phi512(dst, x *float64, n int) (done int, left uint32)
TEXT ·phi512(SB), NOSPLIT, $0-36
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	LEAQ ·expTable(SB), R8
	LEAQ ·millsTable(SB), R9
	XORQ AX, AX
	XORL R10, R10
	VBROADCASTSD phic<>+0(SB), Z16
	VBROADCASTSD phic<>+8(SB), Z17
	VBROADCASTSD phic<>+16(SB), Z18
	VBROADCASTSD phic<>+24(SB), Z19
	VBROADCASTSD phic<>+32(SB), Z20
	VBROADCASTSD phic<>+40(SB), Z21
	VBROADCASTSD phic<>+48(SB), Z22
	VBROADCASTSD phic<>+56(SB), Z23
	VBROADCASTSD phic<>+72(SB), Z24
	VBROADCASTSD phic<>+80(SB), Z25
	VBROADCASTSD phic<>+128(SB), Z26
	VBROADCASTSD ·perSqrt2Pi+0(SB), Z27
	VBROADCASTSD ·perSqrt2Pi+8(SB), Z28
	VPXORQ       Z29, Z29, Z29

next:
	CMPQ        AX, CX
	JGE         done
	VMOVUPD     (SI)(AX*8), Z0
	VANDPD.BCST phic<>+64(SB), Z0, Z1 // t
	VCMPPD      $1, Z24, Z1, K1

	// as phiMiddle, into Z15
	VMULPD       Z0, Z0, Z2
	VBROADCASTSD ·phiTaylor+80(SB), Z3
	TAYLOR(72)
	TAYLOR(64)
	TAYLOR(56)
	TAYLOR(48)
	TAYLOR(40)
	TAYLOR(32)
	TAYLOR(24)
	TAYLOR(16)
	TAYLOR(8)
	TAYLOR(0)
	VMULPD       Z3, Z2, Z3
	VMULPD       Z27, Z3, Z3
	VADDPD       Z28, Z3, Z3
	VMULPD       Z0, Z3, Z3
	VMULPD       Z27, Z0, Z4     // first
	VMOVAPD      Z0, Z5
	VFMSUB213PD  Z4, Z27, Z5
	VADDPD       Z3, Z5, Z3
	VADDPD       Z4, Z20, Z5     // s
	VSUBPD       Z20, Z5, Z6
	VSUBPD       Z6, Z4, Z6
	VADDPD       Z3, Z6, Z3
	VADDPD       Z3, Z5, Z15

	// as expTwo of -t^2/2: Z11 + Z12, and Z13 holds k
	VMULPD      Z1, Z1, Z4
	VMOVAPD     Z1, Z5
	VFMSUB213PD Z4, Z1, Z5
	VMULPD      Z25, Z4, Z4
	VMULPD      Z25, Z5, Z5
	VMULPD      Z16, Z4, Z6
	VADDPD      Z17, Z6, Z6
	VPSUBQ      Z17, Z6, Z13
	VSUBPD      Z17, Z6, Z7
	VMULPD      Z18, Z7, Z8
	VSUBPD      Z8, Z4, Z8
	VMULPD      Z19, Z7, Z9
	VSUBPD      Z5, Z9, Z9
	VSUBPD      Z9, Z8, Z8       // r
	VPANDQ.BCST phic<>+88(SB), Z6, Z9
	VPADDQ      Z9, Z9, Z10
	GATHER(0, Z10, R8, Z11)
	GATHER(8, Z10, R8, Z12)
	VPSLLQ      $45, Z9, Z9
	VPADDQ      Z9, Z11, Z11     // s
	VMULPD      Z8, Z8, Z9
	VMULPD      Z21, Z8, Z10
	VADDPD      Z20, Z10, Z10
	VMULPD      Z9, Z10, Z10
	VMULPD      Z23, Z8, Z7
	VADDPD      Z22, Z7, Z7
	VMULPD      Z9, Z9, Z9
	VMULPD      Z9, Z7, Z7
	VADDPD      Z8, Z12, Z12
	VADDPD      Z10, Z12, Z12
	VADDPD      Z7, Z12, Z12
	VMULPD      Z12, Z11, Z12

	// as mills of t: Z8 + Z9
	VMULPD         Z24, Z1, Z4
	VCVTTPD2QQ     Z4, Z5
	VPANDQ.BCST    phic<>+104(SB), Z5, Z5
	VPMULUDQ.BCST  phic<>+112(SB), Z5, Z5
	VRNDSCALEPD    $11, Z4, Z4
	VADDPD         Z20, Z4, Z4
	VMULPD.BCST    phic<>+96(SB), Z4, Z4
	VSUBPD         Z4, Z1, Z4    // h
	VMULPD         Z4, Z4, Z14
	GATHER(80, Z5, R9, Z7)
	GATHER(88, Z5, R9, Z9)
	VMULPD         Z4, Z9, Z9
	VADDPD         Z9, Z7, Z7
	MILLS(64)
	MILLS(48)
	MILLS(32)
	MILLS(16)
	VMULPD         Z14, Z7, Z7
	GATHER(8, Z5, R9, Z9)
	VMULPD         Z4, Z9, Z9
	VADDPD         Z7, Z9, Z9
	GATHER(96, Z5, R9, Z8)
	VADDPD         Z8, Z9, Z9
	GATHER(0, Z5, R9, Z10)
	VADDPD         Z9, Z10, Z8
	VSUBPD         Z10, Z8, Z10
	VSUBPD         Z10, Z9, Z9

	// their product, times 2^k
	VMULPD        Z11, Z8, Z4
	VMOVAPD       Z11, Z5
	VFMSUB213PD   Z4, Z8, Z5
	VMULPD        Z12, Z9, Z6
	VFMADD231PD   Z8, Z12, Z6
	VFMADD231PD   Z9, Z11, Z6
	VADDPD        Z6, Z5, Z6
	VADDPD        Z6, Z4, Z5
	VSUBPD        Z4, Z5, Z7
	VSUBPD        Z7, Z6, Z7
	VADDPD        Z7, Z5, Z5
	VPSRAQ        $7, Z13, Z13
	VPADDQ.BCST   phic<>+120(SB), Z13, Z13
	VPSLLQ        $52, Z13, Z13
	VMULPD        Z13, Z5, Z5
	VCMPPD        $1, Z0, Z29, K3
	VSUBPD        Z5, Z26, K3, Z5
	VCMPPD        $1, Z20, Z1, K4
	VMOVAPD       Z15, K4, Z5

	VMOVUPD Z5, K1, (DI)(AX*8)
	ADDQ    $8, AX
	KMOVB   K1, R10
	XORL    $255, R10
	JEQ     next

done:
	VZEROUPPER
	MOVQ AX, done+24(FP)
	MOVL R10, left+32(FP)
	RET
