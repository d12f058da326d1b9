//go:build !purego

#include "textflag.h"

DATA lanes<>+0(SB)/4, $0
DATA lanes<>+4(SB)/4, $1
DATA lanes<>+8(SB)/4, $2
DATA lanes<>+12(SB)/4, $3
DATA lanes<>+16(SB)/4, $4
DATA lanes<>+20(SB)/4, $5
DATA lanes<>+24(SB)/4, $6
DATA lanes<>+28(SB)/4, $7
GLOBL lanes<>(SB), RODATA|NOPTR, $32

// Where the upper halves of eight values are, and of eight more.
DATA upper<>+0(SB)/4, $1
DATA upper<>+4(SB)/4, $3
DATA upper<>+8(SB)/4, $5
DATA upper<>+12(SB)/4, $7
DATA upper<>+16(SB)/4, $9
DATA upper<>+20(SB)/4, $11
DATA upper<>+24(SB)/4, $13
DATA upper<>+28(SB)/4, $15
DATA upper<>+32(SB)/4, $17
DATA upper<>+36(SB)/4, $19
DATA upper<>+40(SB)/4, $21
DATA upper<>+44(SB)/4, $23
DATA upper<>+48(SB)/4, $25
DATA upper<>+52(SB)/4, $27
DATA upper<>+56(SB)/4, $29
DATA upper<>+60(SB)/4, $31
GLOBL upper<>(SB), RODATA|NOPTR, $64

DATA magnitude<>+0(SB)/4, $0xfffff
GLOBL magnitude<>(SB), RODATA|NOPTR, $4

// ENDS reduces four minima and maxima to one.
#define ENDS \
	VEXTRACTF128 $1, Y10, X8   \
	VEXTRACTF128 $1, Y11, X9   \
	VMINPD       X8, X10, X10  \
	VMAXPD       X9, X11, X11  \
	VPERMILPD    $1, X10, X8   \
	VPERMILPD    $1, X11, X9   \
	VMINSD       X8, X10, X10  \
	VMAXSD       X9, X11, X11

// func places256(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends) bool
TEXT ·places256(SB), NOSPLIT, $0-41
	MOVQ         at+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         base+24(FP), R8
	MOVQ         ends+32(FP), DX
	XORQ         AX, AX
	VBROADCASTSD 0(DX), Y10
	VBROADCASTSD 8(DX), Y11
	VMOVAPD      Y10, Y8
	VMOVAPD      Y11, Y9
	VMOVDQU      lanes<>+0(SB), Y12
	VPXOR        Y14, Y14, Y14 // places of all, or'ed
	VPXOR        Y15, Y15, Y15

next:
	VMOVUPD      (SI)(AX*8), Y0
	VMOVUPD      32(SI)(AX*8), Y1
	VMINPD       Y0, Y10, Y10
	VMAXPD       Y0, Y11, Y11
	VMINPD       Y1, Y8, Y8
	VMAXPD       Y1, Y9, Y9
	VCMPPD       $0, Y15, Y0, Y5
	VCMPPD       $0, Y15, Y1, Y6
	VSHUFPS      $0xdd, Y6, Y5, Y5 // which are zero
	VSHUFPS      $0xdd, Y1, Y0, Y0 // upper halves
	VPSRLD       $20, Y0, Y2
	VPCMPEQD     Y4, Y4, Y4
	VPXOR        Y3, Y3, Y3
	VPXOR        Y5, Y4, Y4        // zeros need no page
	VPGATHERDD   Y4, (R8)(Y2*4), Y3
	VPSRLD       $11, Y0, Y0
	VPADDD       Y3, Y0, Y0
	VBLENDVPS    Y5, Y12, Y0, Y0
	VPOR         Y0, Y14, Y14
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW    X1, X0, X0
	VMOVDQU      X0, (DI)(AX*2)
	ADDQ         $8, AX
	CMPQ         AX, CX
	JLT          next
	VMINPD       Y8, Y10, Y10
	VMAXPD       Y9, Y11, Y11
	VMOVMSKPS    Y14, BX
	TESTL        BX, BX
	JNE          no
	ENDS
	VMOVSD       X10, 0(DX)
	VMOVSD       X11, 8(DX)
	MOVB         $1, ret+40(FP)
	VZEROUPPER
	RET

no:
	MOVB $0, ret+40(FP)
	VZEROUPPER
	RET

DATA last<>+0(SB)/4, $31
GLOBL last<>(SB), RODATA|NOPTR, $4

// func places512(at *uint16, x *float64, n int, base *[1 << 12]uint32, ends *ends, near *window) bool
TEXT ·places512(SB), NOSPLIT, $0-49
	MOVQ         at+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVQ         base+24(FP), R8
	MOVQ         ends+32(FP), DX
	XORQ         AX, AX
	VBROADCASTSD 0(DX), Z10
	VBROADCASTSD 8(DX), Z11
	VMOVAPD      Z10, Z8
	VMOVAPD      Z11, Z9
	VBROADCASTI32X8 lanes<>+0(SB), Z12
	VMOVDQU32    upper<>+0(SB), Z13
	VPBROADCASTD magnitude<>+0(SB), Z7
	VPXORD       Z14, Z14, Z14 // places of all, or'ed
	MOVQ         near+40(FP), BX
	VMOVDQU32    0(BX), Z16
	VMOVDQU32    64(BX), Z17
	VPBROADCASTD 128(BX), Z18
	VPBROADCASTD last<>+0(SB), Z19

next:
	VMOVUPD    (SI)(AX*8), Z0
	VMOVUPD    64(SI)(AX*8), Z1
	VMINPD     Z0, Z10, Z10
	VMAXPD     Z0, Z11, Z11
	VMINPD     Z1, Z8, Z8
	VMAXPD     Z1, Z9, Z9
	VPERMT2D   Z1, Z13, Z0     // upper halves
	VPSRLD     $20, Z0, Z2
	VPSRLD     $11, Z0, Z0
	VPTESTMD   Z7, Z0, K1      // which are not zero: the others need no page
	VPSUBD     Z18, Z2, Z3
	VPCMPUD    $6, Z19, Z3, K1, K2
	KORTESTW   K2, K2
	JNE        far
	VPERMI2D   Z17, Z16, Z3

placed:
	VMOVDQA32  Z12, Z4
	VPADDD     Z3, Z0, K1, Z4
	VPORD      Z4, Z14, Z14
	VPMOVDW    Z4, (DI)(AX*2)
	ADDQ       $16, AX
	CMPQ       AX, CX
	JLT        next
	VMINPD     Z8, Z10, Z10
	VMAXPD     Z9, Z11, Z11
	VEXTRACTF64X4 $1, Z10, Y8
	VEXTRACTF64X4 $1, Z11, Y9
	VMINPD     Y8, Y10, Y10
	VMAXPD     Y9, Y11, Y11
	VPMOVD2M   Z14, K1
	KORTESTW   K1, K1
	JNE        no
	ENDS
	VMOVSD     X10, 0(DX)
	VMOVSD     X11, 8(DX)
	MOVB       $1, ret+48(FP)
	VZEROUPPER
	RET

far:
	KMOVW      K1, K2
	VPXORD     Z3, Z3, Z3
	VPGATHERDD (R8)(Z2*4), K2, Z3
	JMP        placed

no:
	MOVB $0, ret+48(FP)
	VZEROUPPER
	RET

// func largest256(low *uint16, n int) uint16
TEXT ·largest256(SB), NOSPLIT, $0-18
	MOVQ  low+0(FP), SI
	MOVQ  n+8(FP), CX
	XORQ  AX, AX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

next:
	VPMAXUW (SI)(AX*2), Y0, Y0
	VPMAXUW 32(SI)(AX*2), Y1, Y1
	ADDQ    $32, AX
	CMPQ    AX, CX
	JLT     next
	VPMAXUW Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMAXUW X1, X0, X0
	VPCMPEQW X1, X1, X1
	VPXOR   X1, X0, X0 // the least of what each lacks
	VPHMINPOSUW X0, X0
	VMOVD   X0, AX
	NOTL    AX
	MOVW    AX, ret+16(FP)
	VZEROUPPER
	RET

// func fetch(low *uint16, n int)
TEXT ·fetch(SB), NOSPLIT, $0-16
	MOVQ low+0(FP), SI
	MOVQ n+8(FP), CX
	XORQ AX, AX

next:
	PREFETCHT0 (SI)(AX*2)
	ADDQ       $32, AX
	CMPQ       AX, CX
	JLT        next
	RET
