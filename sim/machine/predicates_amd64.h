// Predicates of VCMPPD by their usual names: U holds where a side is not a number, O does not.
#define EQ_OQ $0
#define UNORD_Q $3
#define NEQ_UQ $4
#define LT_OQ $17
#define LE_OQ $18
#define NLE_UQ $22
#define GE_OQ $29
#define GT_OQ $30
