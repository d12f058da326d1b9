#include "textflag.h"

// Z16 1/2, Z17 1, Z18 3/2, Z19 first, Z20 start, Z21 and Z22 shifts, Z23 mantissa, Z24 and Z25 off, Z26 and Z27 gain
#define LOOKUP \
	VPBROADCASTQ 0(R9), Z19  \
	VPBROADCASTQ 8(R9), Z20  \
	VPBROADCASTQ 16(R9), Z21 \
	VPBROADCASTQ 24(R9), Z22 \
	VBROADCASTSD 32(R9), Z24 \
	VBROADCASTSD 40(R9), Z25 \
	VBROADCASTSD 48(R9), Z26 \
	VBROADCASTSD 56(R9), Z27 \
	MOVQ         64(R9), R8  \
	VBROADCASTSD 72(R9), Z16 \
	VBROADCASTSD 80(R9), Z17 \
	VBROADCASTSD 88(R9), Z18 \
	VPBROADCASTQ 96(R9), Z23

// ROWS puts halves of four cells into A to D, so that after TURN each of them holds one coefficient of eight cells.
#define ROWS(HALF, A, B, C, D) \
	VMOVUPD      HALF(R8)(R10*1), Y8         \
	VMOVUPD      HALF(R8)(R11*1), Y9         \
	VMOVUPD      HALF(R8)(R12*1), Y10        \
	VMOVUPD      HALF(R8)(R13*1), Y11        \
	VINSERTF64X4 $1, HALF(R8)(BX*1), Z8, Z8  \
	VINSERTF64X4 $1, HALF(R8)(DX*1), Z9, Z9  \
	VINSERTF64X4 $1, HALF(R8)(R9*1), Z10, Z10   \
	VINSERTF64X4 $1, HALF(R8)(R15*1), Z11, Z11  \
	VUNPCKLPD    Z9, Z8, Z12             \
	VUNPCKHPD    Z9, Z8, Z13             \
	VUNPCKLPD    Z11, Z10, Z14           \
	VUNPCKHPD    Z11, Z10, Z15           \
	VSHUFF64X2   $0x88, Z14, Z12, A      \
	VSHUFF64X2   $0x88, Z15, Z13, B      \
	VSHUFF64X2   $0xdd, Z14, Z12, C      \
	VSHUFF64X2   $0xdd, Z15, Z13, D

// func tableWide(dst, u *float64, n int, t *lookup, at *[512]uint64)
TEXT ·tableWide(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ t+24(FP), R9
	MOVQ at+32(FP), R14
	XORQ AX, AX
	LOOKUP

find:
	VMOVUPD  (SI)(AX*8), Z0
	VSUBPD   Z0, Z16, Z1
	VPMOVQ2M Z1, K1
	VSUBPD   Z0, Z17, K1, Z0 // q: 1 - u above 1/2
	VPSRLVQ  Z21, Z0, Z2
	VPMAXUQ  Z19, Z2, Z2
	VPSUBQ   Z19, Z2, Z2
	VPADDQ   Z20, Z2, K1, Z2
	VPSLLQ   $6, Z2, Z2
	VMOVDQU64 Z2, (R14)(AX*8)
	ADDQ     $8, AX
	CMPQ     AX, CX
	JLT      find
	XORQ     AX, AX

next:
	VMOVUPD  (SI)(AX*8), Z0
	VSUBPD   Z0, Z16, Z1
	VPMOVQ2M Z1, K1
	VSUBPD   Z0, Z17, K1, Z0
	VPSLLVQ  Z22, Z0, Z3
	VPANDQ   Z23, Z3, Z3
	VPORQ    Z17, Z3, Z3
	VSUBPD   Z18, Z3, Z3      // x
	MOVQ     0(R14)(AX*8), R10
	MOVQ     8(R14)(AX*8), R11
	MOVQ     16(R14)(AX*8), BX
	MOVQ     24(R14)(AX*8), DX
	MOVQ     32(R14)(AX*8), R12
	MOVQ     40(R14)(AX*8), R13
	MOVQ     48(R14)(AX*8), R9
	MOVQ     56(R14)(AX*8), R15
	ROWS(0, Z4, Z5, Z6, Z7)
	VMULPD    Z3, Z7, Z7
	VADDPD    Z6, Z7, Z7
	VMULPD    Z3, Z7, Z7
	VADDPD    Z5, Z7, Z7
	VMULPD    Z3, Z7, Z7
	VADDPD    Z4, Z7, Z0
	ROWS(32, Z4, Z5, Z6, Z7)
	VMULPD    Z3, Z7, Z7
	VADDPD    Z6, Z7, Z7
	VMULPD    Z3, Z7, Z7
	VADDPD    Z5, Z7, Z7
	VMULPD    Z3, Z7, Z7
	VADDPD    Z4, Z7, Z7
	VMULPD    Z3, Z3, Z12
	VMULPD    Z12, Z12, Z12
	VMULPD    Z12, Z7, Z7
	VADDPD    Z7, Z0, Z7
	VBLENDMPD Z27, Z26, K1, Z12
	VBLENDMPD Z25, Z24, K1, Z13
	VMULPD    Z12, Z7, Z7
	VADDPD    Z13, Z7, Z7
	VMOVUPD   Z7, (DI)(AX*8)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET

// func scaleWide(dst, u, v *float64, n int, t *lookup)
TEXT ·scaleWide(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ v+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ t+32(FP), R9
	XORQ AX, AX
	LOOKUP

next:
	VSUBPD    (SI)(AX*8), Z16, Z1
	VPMOVQ2M  Z1, K1
	VBLENDMPD Z27, Z26, K1, Z12
	VBLENDMPD Z25, Z24, K1, Z13
	VMULPD    (DX)(AX*8), Z12, Z0
	VADDPD    Z13, Z0, Z0
	VMOVUPD   Z0, (DI)(AX*8)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       next
	VZEROUPPER
	RET

DATA pois<>+0(SB)/8, $0x4050000000000000  // 64
DATA pois<>+8(SB)/8, $0x3fefffffff768fa1  // 1 - 1e-9
DATA pois<>+16(SB)/8, $1
GLOBL pois<>(SB), RODATA|NOPTR, $24

// func poissonWide(dst, u, lambda, zero *float64, n int, r *[256]float64) int
TEXT ·poissonWide(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ u+8(FP), SI
	MOVQ lambda+16(FP), DX
	MOVQ zero+24(FP), BX
	MOVQ n+32(FP), CX
	MOVQ r+40(FP), R8
	XORQ AX, AX
	VBROADCASTSD pois<>+0(SB), Z16
	VBROADCASTSD pois<>+8(SB), Z17
	VPBROADCASTQ pois<>+16(SB), Z18
	VPXORQ       Z19, Z19, Z19

next:
	CMPQ      AX, CX
	JGE       done
	VMOVUPD   (SI)(AX*8), Z0    // u
	VMOVUPD   64(SI)(AX*8), Z1
	VMOVUPD   (DX)(AX*8), Z2    // lambda
	VMOVUPD   64(DX)(AX*8), Z3
	VCMPPD    $1, Z2, Z19, K1       // 0 < lambda
	VCMPPD    $1, Z3, Z19, K2
	VCMPPD    $2, Z16, Z2, K1, K1   // lambda <= 64
	VCMPPD    $2, Z16, Z3, K2, K2
	VCMPPD    $2, Z17, Z0, K1, K1   // u <= 1 - 1e-9
	VCMPPD    $2, Z17, Z1, K2, K2
	KANDB     K1, K2, K3
	KORTESTB  K3, K3
	JCC       done
	VMOVUPD   (BX)(AX*8), Z4    // p
	VMOVUPD   64(BX)(AX*8), Z5
	VMOVAPD   Z4, Z6            // sum
	VMOVAPD   Z5, Z7
	VPXORQ    Z8, Z8, Z8        // count
	VPXORQ    Z9, Z9, Z9
	MOVQ      $1, R9

more:
	VCMPPD       $1, Z0, Z6, K1 // sum < u
	VCMPPD       $1, Z1, Z7, K2
	KORTESTB     K1, K2
	JEQ          counted
	VPADDQ       Z18, Z8, K1, Z8
	VPADDQ       Z18, Z9, K2, Z9
	VBROADCASTSD (R8)(R9*8), Z10
	VMULPD       Z10, Z2, Z11
	VMULPD       Z10, Z3, Z12
	VMULPD       Z11, Z4, Z4
	VMULPD       Z12, Z5, Z5
	VADDPD       Z4, Z6, Z6
	VADDPD       Z5, Z7, Z7
	INCQ         R9
	CMPQ         R9, $256
	JLT          more

counted:
	VCVTQQ2PD Z8, Z8
	VCVTQQ2PD Z9, Z9
	VMOVUPD   Z8, (DI)(AX*8)
	VMOVUPD   Z9, 64(DI)(AX*8)
	ADDQ      $16, AX
	JMP       next

done:
	VZEROUPPER
	MOVQ AX, ret+48(FP)
	RET
