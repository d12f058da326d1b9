//go:build !purego

#include "textflag.h"

DATA pois<>+0(SB)/8, $0x4050000000000000  // 64
DATA pois<>+8(SB)/8, $0x3fefffffff768fa1  // 1 - 1e-9
DATA pois<>+16(SB)/8, $0x3ff0000000000000 // 1
GLOBL pois<>(SB), RODATA|NOPTR, $24

#define ARGUMENTS \
	MOVQ dst+0(FP), DI     \
	MOVQ u+8(FP), SI       \
	MOVQ lambda+16(FP), DX \
	MOVQ zero+24(FP), BX   \
	MOVQ n+32(FP), CX      \
	MOVQ r+40(FP), R8      \
	XORQ AX, AX

// LOAD reads u, lambda and p. K: u <= 1 - 1e-9 and lambda <= 64; where lambda is not above 0 too, there is nothing to count.
#define LOAD4(AT, U, L, P, S, N, K, T) \
	VMOVUPD      AT(SI)(AX*8), U  \
	VMOVUPD      AT(DX)(AX*8), L  \
	VMOVUPD      AT(BX)(AX*8), P  \
	VMOVAPD      P, S             \
	VBROADCASTSD pois<>+8(SB), K  \
	VBROADCASTSD pois<>+0(SB), T  \
	VCMPPD       $2, K, U, K      \
	VCMPPD       $2, T, L, T      \
	VANDPD       T, K, K          \
	VXORPD       N, N, N          \
	VCMPPD       $1, L, N, T      \
	VANDPD       T, K, T          \
	VANDPD       T, U, U          \
	VANDPD       T, L, L

// func poisson256(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32)
TEXT ·poisson256(SB), NOSPLIT, $0-60
	ARGUMENTS
	VBROADCASTSD pois<>+16(SB), Y15
	XORL         R11, R11

next:
	CMPQ      AX, CX
	JGE       done
	LOAD4(0, Y0, Y2, Y4, Y6, Y8, Y12, Y10)
	LOAD4(32, Y1, Y3, Y5, Y7, Y9, Y13, Y11)
	VMOVMSKPD Y12, R11
	VMOVMSKPD Y13, R12
	SHLL      $4, R12
	ORL       R12, R11
	XORL      $255, R11
	SHLL      $24, R11
	MOVQ      $1, R9

more:
	VCMPPD       $1, Y0, Y6, Y10 // sum < u
	VCMPPD       $1, Y1, Y7, Y11
	VORPD        Y10, Y11, Y14
	VMOVMSKPD    Y14, R10
	TESTL        R10, R10
	JEQ          counted
	VANDPD       Y15, Y10, Y10
	VANDPD       Y15, Y11, Y11
	VADDPD       Y10, Y8, Y8
	VADDPD       Y11, Y9, Y9
	VBROADCASTSD (R8)(R9*8), Y14
	VMULPD       Y14, Y2, Y10
	VMULPD       Y14, Y3, Y11
	VMULPD       Y10, Y4, Y4
	VMULPD       Y11, Y5, Y5
	VADDPD       Y4, Y6, Y6
	VADDPD       Y5, Y7, Y7
	INCQ         R9
	CMPQ         R9, $256
	JLT          more

counted:
	VMASKMOVPD Y8, Y12, (DI)(AX*8)
	VMASKMOVPD Y9, Y13, 32(DI)(AX*8)
	ADDQ       $8, AX
	TESTL      R11, R11
	JEQ        next

done:
	VZEROUPPER
	MOVQ AX, done+48(FP)
	MOVL R11, left+56(FP)
	RET

#define LOAD8(AT, U, L, P, S, N, K) \
	VMOVUPD AT(SI)(AX*8), U     \
	VMOVUPD AT(DX)(AX*8), L     \
	VMOVUPD AT(BX)(AX*8), P     \
	VMOVAPD P, S                \
	VXORPD  N, N, N             \
	VCMPPD  $2, Z27, U, K       \
	VCMPPD  $2, Z26, L, K, K

// COUNT has K tell where the sum is still below u.
#define COUNT(U, L, P, S, N, T, K) \
	VCMPPD $1, U, S, K, K \
	VMULPD Z24, L, T      \
	VADDPD Z25, N, K, N   \
	VMULPD T, P, P        \
	VADDPD P, S, S

// func poisson512(dst, u, lambda, zero *float64, n int, r *[256]float64) (done int, left uint32)
TEXT ·poisson512(SB), NOSPLIT, $0-60
	ARGUMENTS
	VBROADCASTSD pois<>+0(SB), Z26
	VBROADCASTSD pois<>+8(SB), Z27
	VBROADCASTSD pois<>+16(SB), Z25
	VXORPD       Z28, Z28, Z28
	XORL         R11, R11

next:
	CMPQ     AX, CX
	JGE      done
	LOAD8(0, Z0, Z4, Z8, Z12, Z16, K1)
	LOAD8(64, Z1, Z5, Z9, Z13, Z17, K2)
	LOAD8(128, Z2, Z6, Z10, Z14, Z18, K3)
	LOAD8(192, Z3, Z7, Z11, Z15, Z19, K4)
	KUNPCKBW K1, K2, K5
	KUNPCKBW K3, K4, K6
	KUNPCKWD K5, K6, K5
	KMOVD    K5, R11
	VCMPPD   $1, Z4, Z28, K1, K1
	VCMPPD   $1, Z5, Z28, K2, K2
	VCMPPD   $1, Z6, Z28, K3, K3
	VCMPPD   $1, Z7, Z28, K4, K4
	MOVQ     $1, R9

more:
	VBROADCASTSD (R8)(R9*8), Z24
	COUNT(Z0, Z4, Z8, Z12, Z16, Z20, K1)
	COUNT(Z1, Z5, Z9, Z13, Z17, Z21, K2)
	COUNT(Z2, Z6, Z10, Z14, Z18, Z22, K3)
	COUNT(Z3, Z7, Z11, Z15, Z19, Z23, K4)
	KORB         K1, K2, K6
	KORB         K3, K4, K7
	KORTESTB     K6, K7
	JEQ          counted
	INCQ         R9
	CMPQ         R9, $256
	JLT          more

counted:
	KSHIFTRD $8, K5, K1
	KSHIFTRD $16, K5, K2
	KSHIFTRD $24, K5, K3
	VMOVUPD  Z16, K5, (DI)(AX*8)
	VMOVUPD  Z17, K1, 64(DI)(AX*8)
	VMOVUPD  Z18, K2, 128(DI)(AX*8)
	VMOVUPD  Z19, K3, 192(DI)(AX*8)
	ADDQ     $32, AX
	NOTL     R11
	TESTL    R11, R11
	JEQ      next

done:
	VZEROUPPER
	MOVQ AX, done+48(FP)
	MOVL R11, left+56(FP)
	RET
