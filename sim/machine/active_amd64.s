//go:build !purego

#include "go_asm.h"
#include "textflag.h"
#include "predicates_amd64.h"
#include "columns_amd64.h"
#include "operations_amd64.h"

#define MOMENT(P, Q) \
	VBROADCASTSD c+24(FP), Q \
	VBROADCASTSD truth<>+16(SB), P

// 1 where Q - A, the time since onset, is not below -Slack but below B - Slack, else 0.
#define ACTIVE4(I, A, B, T, U, P, Q) \
	VSUBPD       A, Q, A          \
	VADDPD       P, B, B          \
	VCMPPD       GE_OQ, P, A, T     \
	VCMPPD       LT_OQ, B, A, U     \
	VANDPD       T, U, T          \
	VBROADCASTSD truth<>+0(SB), U \
	VANDPD       U, T, A

#define ACTIVE8(I, A, B, T, U, P, Q) \
	VSUBPD         A, Q, A           \
	VADDPD         P, B, B           \
	VCMPPD         GE_OQ, P, A, K1     \
	VCMPPD         LT_OQ, B, A, K1, K1 \
	VBROADCASTSD.Z truth<>+0(SB), K1, A

// func activeWide(dst, a, b *[Block]float64, c float64)
TEXT ·activeWide(SB), NOSPLIT, $0-32
	KERNEL(COLUMNS, MOMENT, ACTIVE4, ACTIVE8, $0)
