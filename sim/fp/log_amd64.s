//go:build !purego

#include "textflag.h"

DATA logc<>+0(SB)/8, $0x3fe6000000000000   // bits of 11/16
DATA logc<>+8(SB)/8, $508                  // (logSize - 1) 4
DATA logc<>+16(SB)/8, $0xfff0000000000000  // sign and exponent
DATA logc<>+24(SB)/8, $0xffffffffffe00000  // all but 21 bits
DATA logc<>+32(SB)/8, $0x3fe62e42fefa3800  // ln2Hi
DATA logc<>+40(SB)/8, $0x3d2ef35793c76730  // ln2Lo
DATA logc<>+48(SB)/8, $0x3ff0000000000000  // 1
DATA logc<>+56(SB)/8, $0xbfe0000000000000  // -1/2
DATA logc<>+64(SB)/8, $0x3fd5555555555555  // 1/3
DATA logc<>+72(SB)/8, $0xbfd0000000000000  // -1/4
DATA logc<>+80(SB)/8, $0x3fc999999999999a  // 1/5
DATA logc<>+88(SB)/8, $0xbfc5555555555555  // -1/6
DATA logc<>+96(SB)/8, $0x3fc2492492492492  // 1/7
DATA logc<>+104(SB)/8, $0xbfc0000000000000 // -1/8
DATA logc<>+112(SB)/8, $0x3fbc71c71c71c71c // 1/9
DATA logc<>+120(SB)/8, $0x0010000000000000 // the least normal number
DATA logc<>+128(SB)/8, $0x7fe0000000000000 // how many bits are normal numbers
GLOBL logc<>(SB), RODATA|NOPTR, $136

#define GATHER(AT, C) \
	KXNORB     K2, K2, K2 \
	VPXORQ     C, C, C    \
	VGATHERQPD AT(R8)(Z3*8), K2, C

// func log512(dst, x *float64, n int) (done int, left uint32)
TEXT ·log512(SB), NOSPLIT, $0-36
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	LEAQ ·logTable(SB), R8
	XORQ AX, AX
	XORL R10, R10
	VPBROADCASTQ logc<>+0(SB), Z15
	VPBROADCASTQ logc<>+8(SB), Z16
	VPBROADCASTQ logc<>+16(SB), Z17
	VPBROADCASTQ logc<>+24(SB), Z18
	VBROADCASTSD logc<>+32(SB), Z19
	VBROADCASTSD logc<>+40(SB), Z20
	VBROADCASTSD logc<>+48(SB), Z21
	VBROADCASTSD logc<>+56(SB), Z22
	VBROADCASTSD logc<>+64(SB), Z23
	VBROADCASTSD logc<>+72(SB), Z24
	VBROADCASTSD logc<>+80(SB), Z25
	VBROADCASTSD logc<>+88(SB), Z26
	VBROADCASTSD logc<>+96(SB), Z27
	VBROADCASTSD logc<>+104(SB), Z28
	VBROADCASTSD logc<>+112(SB), Z29
	VPBROADCASTQ logc<>+120(SB), Z30
	VPBROADCASTQ logc<>+128(SB), Z31

next:
	CMPQ      AX, CX
	JGE       done
	VMOVDQU64 (SI)(AX*8), Z0
	VPSUBQ    Z30, Z0, Z1
	VPCMPUQ   $1, Z31, Z1, K1    // a positive normal number
	VPSUBQ    Z15, Z0, Z1
	VPSRLQ    $43, Z1, Z3
	VPANDQ    Z16, Z3, Z3
	GATHER(0, Z4)                // c
	GATHER(8, Z5)                // hi
	GATHER(16, Z6)               // lo
	VPANDQ    Z17, Z1, Z2
	VPSUBQ    Z2, Z0, Z0         // z
	VPSRAQ    $52, Z1, Z1
	VCVTQQ2PD Z1, Z1             // k
	VPANDQ    Z18, Z0, Z2        // zh
	VSUBPD    Z2, Z0, Z0
	VMULPD    Z4, Z0, Z0         // rl
	VMULPD    Z4, Z2, Z2
	VSUBPD    Z21, Z2, Z2        // rh
	VADDPD    Z0, Z2, Z3         // r
	VMULPD    Z19, Z1, Z4
	VADDPD    Z5, Z4, Z4         // h
	VADDPD    Z3, Z4, Z5         // s
	VSUBPD    Z5, Z4, Z4
	VADDPD    Z2, Z4, Z4
	VADDPD    Z0, Z4, Z4
	VMULPD    Z20, Z1, Z1
	VADDPD    Z6, Z1, Z1
	VADDPD    Z1, Z4, Z4         // low
	VMULPD    Z3, Z3, Z0         // r^2
	VMULPD    Z0, Z0, Z1         // r^4
	VMULPD    Z23, Z3, Z2
	VADDPD    Z22, Z2, Z2        // -1/2 + r/3
	VMULPD    Z25, Z3, Z6
	VADDPD    Z24, Z6, Z6        // -1/4 + r/5
	VMULPD    Z27, Z3, Z7
	VADDPD    Z26, Z7, Z7
	VMULPD    Z29, Z3, Z8
	VADDPD    Z28, Z8, Z8
	VMULPD    Z0, Z8, Z8
	VADDPD    Z8, Z7, Z7         // -1/6 + r/7 + r^2 (-1/8 + r/9)
	VMULPD    Z0, Z6, Z6
	VMULPD    Z1, Z7, Z7
	VADDPD    Z7, Z6, Z6
	VADDPD    Z6, Z2, Z2
	VMULPD    Z0, Z2, Z2
	VADDPD    Z2, Z4, Z4
	VADDPD    Z4, Z5, Z5
	VMOVUPD   Z5, K1, (DI)(AX*8)
	ADDQ      $8, AX
	KMOVB     K1, R10
	XORL      $255, R10
	JEQ       next

done:
	VZEROUPPER
	MOVQ AX, done+24(FP)
	MOVL R10, left+32(FP)
	RET
