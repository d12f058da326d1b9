// Loops over the columns of a block. A turn takes two times eight values (AVX-512) or two times four (AVX2), by a macro
// OP(I, A, B, T, U, P, Q): A becomes the result of A and B; T, U, K1 and K2 are free; I is an immediate operand of an
// instruction; P and Q hold what CONSTANTS(P, Q) loads. No product is fused with a sum. go_asm.h stands before this file.

// B is a column.
#define COLUMNS(NEXT, OP, I, SIZE, A, B, C, D, T, U, P, Q) \
NEXT:                            \
	VMOVUPD (SI)(AX*8), A        \
	VMOVUPD (DX)(AX*8), B        \
	VMOVUPD SIZE(SI)(AX*8), C    \
	VMOVUPD SIZE(DX)(AX*8), D    \
	OP(I, A, B, T, U, P, Q)      \
	OP(I, C, D, T, U, P, Q)      \
	VMOVUPD A, (DI)(AX*8)        \
	VMOVUPD C, SIZE(DI)(AX*8)    \
	ADDQ    $(SIZE/4), AX        \
	CMPQ    AX, $const_Block     \
	JLT     NEXT                 \
	VZEROUPPER                   \
	RET

// B is the constant c.
#define IMMEDIATE(NEXT, OP, I, SIZE, A, B, C, D, T, U, P, Q) \
	VBROADCASTSD c+24(FP), B     \
NEXT:                            \
	VMOVUPD (SI)(AX*8), A        \
	VMOVUPD SIZE(SI)(AX*8), C    \
	OP(I, A, B, T, U, P, Q)      \
	OP(I, C, B, T, U, P, Q)      \
	VMOVUPD A, (DI)(AX*8)        \
	VMOVUPD C, SIZE(DI)(AX*8)    \
	ADDQ    $(SIZE/4), AX        \
	CMPQ    AX, $const_Block     \
	JLT     NEXT                 \
	VZEROUPPER                   \
	RET

// KERNEL is the body of a function: a loop COLUMNS or IMMEDIATE of EIGHT, or of FOUR where the processor has no more.
#define KERNEL(LOOP, CONSTANTS, FOUR, EIGHT, I) \
	MOVQ dst+0(FP), DI                                          \
	MOVQ a+8(FP), SI                                            \
	MOVQ b+16(FP), DX                                           \
	XORQ AX, AX                                                 \
	CMPB ·eight(SB), $0                                         \
	JEQ  narrow                                                 \
	CONSTANTS(Z14, Z15)                                         \
	LOOP(next, EIGHT, I, 64, Z0, Z1, Z2, Z3, Z4, Z5, Z14, Z15)  \
narrow:                                                         \
	CONSTANTS(Y14, Y15)                                         \
	LOOP(more, FOUR, I, 32, Y0, Y1, Y2, Y3, Y4, Y5, Y14, Y15)
