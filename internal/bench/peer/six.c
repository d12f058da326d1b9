// The six channels of sim/engine/testdata/six.toml and six-shocks.toml, written by hand for nothing but this model: what a
// general engine is held against. Both worlds and their difference, 24 quarters, means, standard deviations, five quantiles
// and the mean of the lowest 5% over the horizon, of every trial.
//
//	cc -O3 -march=native -fno-math-errno -fno-trapping-math -o six six.c -lm -lpthread
//	./six TRIALS SEED THREADS OUT.csv
//
// The result is the same for any number of threads. Methods: vectors of xoshiro256++ for random bits; laws with constant
// parameters from tables of cubics indexed by the leading bits of the tail probability; Poisson counts by comparing with the
// cumulative probabilities of the trial; compound sums as differences of one running sum; quantiles from histograms of 512
// bins an octave, interpolated.
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	T = 24,
	BLOCK = 2048,       // trials that are worked on together
	SEGMENT = 8,        // blocks that a thread takes at a time, whose sums are kept apart until the end
	MOST_EVENTS = 32768 // of a block in a quarter; the mean is 2.25 a trial
};

// --- Tables of quantile functions ---

// Cells by the tail probability t in (0, 1/2]: OCTAVES powers of two, each cut into CUTS, for either tail.
enum { OCTAVES = 40, CUTS = 32, CELLS = OCTAVES * CUTS };

typedef struct { double c[2 * CELLS][4]; } table;

// node is the tail probability at the lower end of cell i.
static double node(int i) { return ldexp(1 + (double)(i % CUTS) / CUTS, i / CUTS - OCTAVES - 1); }

// A law gives its quantile and the slope of it at each node of both tails.
typedef struct { double q[2][CELLS + 1], slope[2][CELLS + 1]; } law;

static void tabulate(table *to, const law *l) {
	for (int side = 0; side < 2; side++)
		for (int i = 0; i < CELLS; i++) {
			double w = node(i + 1) - node(i), sign = side ? -1 : 1;
			double a = l->q[side][i], b = l->q[side][i + 1], da = sign * w * l->slope[side][i], db = sign * w * l->slope[side][i + 1];
			double *c = to->c[side * CELLS + i]; // cubic Hermite over the cell
			c[0] = a, c[1] = da, c[2] = 3 * (b - a) - 2 * da - db, c[3] = 2 * (a - b) + da + db;
		}
}

// normal solves for the standard normal quantile by Newton's method.
static void normal(law *l) {
	double x = -7.2;
	for (int i = 0; i <= CELLS; i++) {
		for (int k = 0; k < 4; k++)
			x -= (0.5 * erfc(-x * M_SQRT1_2) - node(i)) / (exp(-x * x / 2) / sqrt(2 * M_PI));
		double slope = sqrt(2 * M_PI) * exp(x * x / 2);
		l->q[0][i] = x, l->q[1][i] = -x, l->slope[0][i] = l->slope[1][i] = slope;
	}
}

static void lognormal(table *to, const law *z, double mu, double sigma) {
	law *l = malloc(sizeof *l);
	for (int s = 0; s < 2; s++)
		for (int i = 0; i <= CELLS; i++) {
			l->q[s][i] = exp(mu + sigma * z->q[s][i]);
			l->slope[s][i] = sigma * l->q[s][i] * z->slope[s][i];
		}
	tabulate(to, l);
	free(l);
}

// retention is what is left of an effect after half a quarter, where its half-life is lognormal: 2^(-0.5/half).
static void retention(table *to, const law *z, double mu, double sigma) {
	law *l = malloc(sizeof *l);
	for (int s = 0; s < 2; s++)
		for (int i = 0; i <= CELLS; i++) {
			double half = exp(mu + sigma * z->q[s][i]);
			l->q[s][i] = exp2(-0.5 / half);
			l->slope[s][i] = l->q[s][i] * M_LN2 * 0.5 / half * sigma * z->slope[s][i];
		}
	tabulate(to, l);
	free(l);
}

// A density x^(a-1) (1-x)^(b-1) / norm, or with b = 0 x^(a-1) exp(-x) / norm.
typedef struct { double a, b, lognorm; } density;

static double at(const density *d, double x) {
	return exp((d->a - 1) * log(x) + (d->b > 0 ? (d->b - 1) * log1p(-x) : -x) - d->lognorm);
}

// march solves for the quantiles of a density from the lower tail upwards, node by node: Newton's method on the integral
// from the last node, by Gauss-Legendre of five points.
static void march(table *to, density d, double shift, double scale) {
	static const double points[5] = {0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332};
	static const double weights[5] = {0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095};
	law *l = malloc(sizeof *l);
	double x = exp((log(node(0) * d.a) + d.lognorm) / d.a), f = at(&d, x);
	for (int k = 0; k <= 2 * CELLS; k++) {
		int side = k > CELLS, i = side ? 2 * CELLS - k : k;
		if (k > 0) {
			double step = side ? node(i + 1) - node(i) : node(i) - node(i - 1), to = x + step / f;
			for (int n = 0; n < 4; n++) {
				if (d.b > 0 && to >= 1)
					to = (x + 1) / 2;
				double sum = 0;
				for (int j = 0; j < 5; j++)
					sum += weights[j] * at(&d, x + points[j] * (to - x));
				to -= (sum * (to - x) - step) / at(&d, to);
			}
			x = to, f = at(&d, x);
		}
		l->q[side][i] = shift + scale * x, l->slope[side][i] = scale / f;
		if (i == CELLS)
			l->q[1][i] = l->q[0][i], l->slope[1][i] = l->slope[0][i];
	}
	tabulate(to, l);
	free(l);
}

static void beta(table *to, double a, double b, double lo, double hi) {
	march(to, (density){a, b, lgamma(a) + lgamma(b) - lgamma(a + b)}, lo, hi - lo);
}

static void pert(table *to, double lo, double mode, double hi) {
	beta(to, 1 + 4 * (mode - lo) / (hi - lo), 1 + 4 * (hi - mode) / (hi - lo), lo, hi);
}

enum { // laws that are drawn by table
	Z, WORKERS, PAID, RATE, CASH, STOCK, PRICE, SIZE, EFFECT, LEFT = EFFECT + 4, NOISE, BUMP, INDEX, SEVERITY, TABLES
};
static table *tables;

static const double z95 = 1.6448536269514722;
static double mu(double q5, double q95) { return (log(q5) + log(q95)) / 2; }
static double sigma(double q5, double q95) { return (log(q95) - log(q5)) / (2 * z95); }

static law scores;

// build makes one table: each is independent of the others once the scores are there.
static void build(int which) {
	static const double effects[4][2] = {{4, 6}, {3, 5}, {5, 3}, {2, 6}};
	table *t = &tables[which];
	switch (which) {
	case Z: tabulate(t, &scores); break;
	case WORKERS: pert(t, 3000, 6000, 10000); break;
	case PAID: beta(t, 6, 3, 0, 1); break;
	case RATE: march(t, (density){9, 0, lgamma(9)}, 0, 9. / 9 / 4); break; // a quarter
	case CASH: beta(t, 6, 4, 0, 1); break;
	case STOCK: lognormal(t, &scores, mu(2e6, 5e6), sigma(2e6, 5e6)); break;
	case PRICE: pert(t, 500, 900, 1500); break;
	case SIZE: lognormal(t, &scores, mu(0.5e6, 5e6), sigma(0.5e6, 5e6)); break;
	case LEFT: retention(t, &scores, mu(4, 16), sigma(4, 16)); break;
	case NOISE: lognormal(t, &scores, -0.005, 0.1); break;
	case BUMP: lognormal(t, &scores, -0.045, 0.3); break;
	case INDEX: lognormal(t, &scores, -0.25 * 0.25 / 8, 0.125); break;
	case SEVERITY: lognormal(t, &scores, log(20e6), 1.5); break;
	default: beta(t, effects[which - EFFECT][0], effects[which - EFFECT][1], 0, 1);
	}
}

// --- Random bits: eight generators side by side ---

enum { LANES = 8 };
typedef struct { uint64_t s[4][LANES]; } rng;

static uint64_t splitmix(uint64_t *x) {
	uint64_t z = *x += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void seed_block(rng *r, uint64_t seed, uint64_t block) {
	uint64_t x = seed, key = splitmix(&x) ^ block * 0xd1342543de82ef95;
	key = splitmix(&key);
	for (int i = 0; i < 4; i++)
		for (int l = 0; l < LANES; l++)
			r->s[i][l] = splitmix(&key);
}

static inline uint64_t rotl(uint64_t x, int k) { return x << k | x >> (64 - k); }

// bits fills n words, rounded up to whole vectors.
static void bits(rng *restrict r, uint64_t *restrict out, int n) {
	uint64_t a[LANES], b[LANES], c[LANES], d[LANES];
	memcpy(a, r->s[0], sizeof a), memcpy(b, r->s[1], sizeof b), memcpy(c, r->s[2], sizeof c), memcpy(d, r->s[3], sizeof d);
	for (int i = 0; i < n; i += LANES)
		for (int l = 0; l < LANES; l++) {
			out[i + l] = rotl(a[l] + d[l], 23) + a[l];
			uint64_t t = b[l] << 17;
			c[l] ^= a[l], d[l] ^= b[l], b[l] ^= c[l], a[l] ^= d[l], c[l] ^= t, d[l] = rotl(d[l], 45);
		}
	memcpy(r->s[0], a, sizeof a), memcpy(r->s[1], b, sizeof b), memcpy(r->s[2], c, sizeof c), memcpy(r->s[3], d, sizeof d);
}

static inline double as_double(uint64_t b) {
	double x;
	memcpy(&x, &b, 8);
	return x;
}

static inline uint64_t as_bits(double x) {
	uint64_t b;
	memcpy(&b, &x, 8);
	return b;
}

static inline double uniform(uint64_t b) { return as_double(b >> 12 | 0x3ff0000000000000) - (1 - 0x1p-53); }

// look draws from a table: the lowest bit is the tail, the highest 52 are twice the tail probability.
static void look(const table *restrict t, const uint64_t *restrict in, double *restrict out, int n) {
	const int64_t base = (int64_t)(1023 - OCTAVES - 1) * CUTS;
	for (int i = 0; i < n; i++) {
		uint64_t p = as_bits(0.5 * uniform(in[i]));
		int64_t cell = (int64_t)(p >> 47) - base;
		cell = (cell < 0 ? 0 : cell) + (int64_t)(in[i] & 1) * CELLS;
		double w = as_double((p & 0x7fffffffffff) << 5 | 0x3ff0000000000000) - 1;
		const double *c = t->c[cell];
		out[i] = c[0] + w * (c[1] + w * (c[2] + w * c[3]));
	}
}

// --- Statistics ---

// Columns that differ: base has five for each quarter and two that are the same in all, shock and diff have those from an
// onset on. The horizon comes last.
enum { IT, CYBER, ARMS, TROOPS, COMMODITY, NFT, TOTAL, CHANNELS };
enum { BASE, SHOCK, DIFF, WORLDS };
enum { MOST = 400, BINS = 512, LEVELS = 48, HALF = BINS * LEVELS };

static const int onset[4] = {4, 6, 8, 10};
// first quarter in which a channel differs between the worlds; 25: never
static const int differs[CHANNELS] = {4, 6, 8, 25, 10, 25, 4};
static int column[WORLDS][CHANNELS][T + 1], columns; // by quarter, 0 is the horizon; -1: none of its own

static void number_columns(void) {
	for (int w = 0; w < WORLDS; w++)
		for (int c = 0; c < CHANNELS; c++)
			for (int q = 0; q <= T; q++) {
				int fixed = c == TROOPS || c == NFT;
				int own = w == BASE ? !fixed || q == 1 : differs[c] <= T && (q == 0 || q >= differs[c]);
				column[w][c][q] = own ? columns++ : -1;
			}
}

typedef struct { double sum, squares; } moments;
static moments (*sums)[MOST]; // by segment

// Counts by magnitude: the bits of a float from 1 on, negative ones from HALF down; below 1 all is 0.
typedef struct {
	uint32_t *counts; // columns * 2 * HALF; most of it is never touched
	moments *sums;    // of the segment under way
} accumulator;

static inline int bin(float x) {
	uint32_t b;
	memcpy(&b, &x, 4);
	int32_t k = (int32_t)((b & 0x7fffffff) >> 14) - (127 << 9) + 1;
	k = k < 0 ? 0 : k >= HALF ? HALF - 1 : k;
	return (int32_t)b < 0 ? HALF - k : HALF + k;
}

static void observe(accumulator *a, int c, const double *restrict x, int n) {
	double sum = 0, squares = 0, s[LANES] = {0}, q[LANES] = {0};
	int i = 0;
	for (; i + LANES <= n; i += LANES)
		for (int l = 0; l < LANES; l++)
			s[l] += x[i + l], q[l] += x[i + l] * x[i + l];
	for (; i < n; i++)
		sum += x[i], squares += x[i] * x[i];
	for (int l = 0; l < LANES; l++)
		sum += s[l], squares += q[l];
	a->sums[c].sum += sum, a->sums[c].squares += squares;
	uint32_t *counts = a->counts + (size_t)c * 2 * HALF;
	int32_t k[BLOCK];
	for (i = 0; i < n; i++)
		k[i] = bin((float)x[i]);
	for (i = 0; i < n; i++)
		counts[k[i]]++;
}

// --- The model ---

typedef double row[BLOCK + 24]; // equal places of rows must not share sets of the cache

enum { COUNTS = 12 }; // cumulative probabilities of Poisson that are compared with

typedef struct {
	rng r;
	uint64_t random[MOST_EVENTS + LANES];
	double severity[MOST_EVENTS + LANES];
	row pay_flow, rate, cash, stock, shock_stock, production, capacity, price, level, below[COUNTS], last;
	row reach[4], left[4], keep[4];           // of shocks: occurrence times effect; left of it in this quarter; factor a quarter
	row lost[T + 1];                          // of it, by quarter
	row x[WORLDS][CHANNELS], sum[WORLDS][CHANNELS];
	row z1, z2, draw, index, m;
	accumulator a;
} machine;

static void from(machine *m, int which, double *out, int n) {
	bits(&m->r, m->random, n);
	look(&tables[which], m->random, out, n);
}

static void even(machine *m, double lo, double hi, double *restrict out, int n) {
	bits(&m->r, m->random, n);
	for (int i = 0; i < n; i++)
		out[i] = lo + (hi - lo) * uniform(m->random[i]);
}

static void triangular(machine *m, double lo, double mode, double hi, double *restrict out, int n) {
	bits(&m->r, m->random, n);
	for (int i = 0; i < n; i++) {
		double u = uniform(m->random[i]), rise = sqrt(u * (hi - lo) * (mode - lo)), fall = sqrt((1 - u) * (hi - lo) * (hi - mode));
		out[i] = u < (mode - lo) / (hi - lo) ? lo + rise : hi - fall;
	}
}

// pair draws a table's law and the normal score of another one, correlated with it.
static void pair(machine *m, int which, double rho, double *first, double *restrict score, int n) {
	bits(&m->r, m->random, n);
	look(&tables[which], m->random, first, n);
	look(&tables[Z], m->random, m->z1, n);
	from(m, Z, m->z2, n);
	double r = 2 * sin(M_PI * rho / 6), rest = sqrt(1 - r * r);
	for (int i = 0; i < n; i++)
		score[i] = r * m->z1[i] + rest * m->z2[i];
}

// once draws what is drawn once a trial.
static void once(machine *m, int n) {
	pair(m, WORKERS, 0.5, m->pay_flow, m->draw, n);
	for (int i = 0; i < n; i++)
		m->pay_flow[i] *= 0.9 / 4 * exp(mu(60e3, 150e3) + sigma(60e3, 150e3) * m->draw[i]);
	from(m, PAID, m->draw, n);
	for (int i = 0; i < n; i++)
		m->pay_flow[i] *= m->draw[i];
	even(m, 0.1, 0.3, m->draw, n);
	for (int i = 0; i < n; i++)
		m->pay_flow[i] *= 1 - m->draw[i];
	pair(m, RATE, 0.4, m->rate, m->draw, n);
	for (int i = 0; i < n; i++)
		m->level[i] = exp(mu(100e6, 500e6) + sigma(100e6, 500e6) * m->draw[i]) / 4;
	for (int i = 0; i < n; i++)
		m->below[0][i] = m->last[i] = exp(-m->rate[i]);
	for (int k = 1; k < COUNTS; k++)
		for (int i = 0; i < n; i++) {
			m->last[i] *= m->rate[i] / k;
			m->below[k][i] = m->below[k - 1][i] + m->last[i];
		}
	from(m, CASH, m->cash, n);
	from(m, STOCK, m->stock, n);
	memcpy(m->shock_stock, m->stock, n * sizeof(double));
	even(m, 1e5, 4e5, m->production, n);
	triangular(m, 2e5, 4e5, 6e5, m->capacity, n);
	from(m, PRICE, m->price, n);
	double *troops = m->x[BASE][TROOPS], *nft = m->x[BASE][NFT];
	triangular(m, 10e3, 12e3, 20e3, troops, n);
	even(m, 24e3 / 4, 36e3 / 4, m->draw, n);
	for (int i = 0; i < n; i++)
		troops[i] *= m->draw[i];
	from(m, SIZE, nft, n);
	even(m, 0, 1, m->draw, n);
	for (int i = 0; i < n; i++)
		nft[i] = (m->draw[i] < 0.1 ? nft[i] / 4 : 0) - 25000;
	static const double happens[4] = {0.9, 0.7, 0.5, 0.6};
	for (int k = 0; k < 4; k++) {
		from(m, EFFECT + k, m->reach[k], n);
		even(m, 0, 1, m->draw, n);
		for (int i = 0; i < n; i++)
			m->reach[k][i] = m->draw[i] < happens[k] ? m->reach[k][i] : 0;
		from(m, LEFT, m->left[k], n);
		for (int i = 0; i < n; i++)
			m->keep[k][i] = m->left[k][i] * m->left[k][i];
	}
}

// multiplier is what a shock leaves in a quarter; false: it is not yet there.
static int multiplier(machine *m, int k, int q, double *restrict out, int n) {
	int j = q - onset[k];
	if (j < 0)
		return 0;
	const double *restrict reach = m->reach[k], *restrict keep = m->keep[k];
	double *restrict left = m->left[k];
	if (j < 2)
		for (int i = 0; i < n; i++)
			out[i] = 1 - reach[i] * (j == 0 ? 0.25 : 0.75);
	else
		for (int i = 0; i < n; i++) {
			out[i] = 1 - reach[i] * left[i];
			left[i] *= keep[i];
		}
	return 1;
}

// heists is the sum of a quarter's severities of each trial.
static void heists(machine *m, double *restrict out, int n) {
	bits(&m->r, m->random, n);
	int32_t count[BLOCK];
	double u[BLOCK];
	for (int i = 0; i < n; i++)
		u[i] = uniform(m->random[i]), count[i] = 0;
	for (int k = 0; k < COUNTS; k++)
		for (int i = 0; i < n; i++)
			count[i] += u[i] >= m->below[k][i];
	int events = 0;
	for (int i = 0; i < n; i++) {
		if (count[i] == COUNTS) { // rare
			double p = m->last[i], c = m->below[COUNTS - 1][i];
			while (u[i] >= c && p > 1e-18) {
				p *= m->rate[i] / count[i];
				c += p;
				count[i] += u[i] >= c;
			}
		}
		events += count[i];
	}
	if (events > MOST_EVENTS) {
		fprintf(stderr, "%d events in a block\n", events);
		exit(1);
	}
	bits(&m->r, m->random, events);
	look(&tables[SEVERITY], m->random, m->severity + 1, events);
	m->severity[0] = 0;
	for (int i = 1; i <= events; i++)
		m->severity[i] += m->severity[i - 1];
	for (int i = 0, e = 0; i < n; i++) {
		double before = m->severity[e];
		e += count[i];
		out[i] = m->severity[e] - before;
	}
}

// quarter computes and observes a quarter of both worlds.
static void quarter(machine *m, int q, int n) {
	row *b = m->x[BASE], *s = m->x[SHOCK], *d = m->x[DIFF];
	int acts[CHANNELS] = {0};
	double *restrict mult = m->m;

	from(m, NOISE, b[IT], n);
	for (int i = 0; i < n; i++)
		b[IT][i] *= m->pay_flow[i];
	if ((acts[IT] = multiplier(m, 0, q, mult, n)))
		for (int i = 0; i < n; i++) {
			s[IT][i] = b[IT][i] * mult[i];
			m->lost[q][i] = b[IT][i] - s[IT][i];
		}

	heists(m, b[CYBER], n);
	for (int i = 0; i < n; i++)
		b[CYBER][i] *= m->cash[i];
	if ((acts[CYBER] = multiplier(m, 1, q, mult, n)))
		for (int i = 0; i < n; i++)
			s[CYBER][i] = b[CYBER][i] * mult[i] + 0.2 * m->lost[q - 2][i];

	from(m, BUMP, m->draw, n);
	for (int i = 0; i < n; i++) {
		double have = m->stock[i] + m->production[i], can = m->capacity[i] * m->draw[i], shipped = have < can ? have : can;
		m->stock[i] = have - shipped;
		b[ARMS][i] = m->price[i] * shipped;
	}
	if ((acts[ARMS] = multiplier(m, 2, q, mult, n)))
		for (int i = 0; i < n; i++) {
			double have = m->shock_stock[i] + m->production[i], can = m->capacity[i] * mult[i] * m->draw[i], shipped = have < can ? have : can;
			m->shock_stock[i] = have - shipped;
			s[ARMS][i] = m->price[i] * shipped;
		}
	else
		memcpy(m->shock_stock, m->stock, n * sizeof(double));

	if (q > 1) {
		from(m, INDEX, m->draw, n);
		for (int i = 0; i < n; i++)
			m->level[i] *= m->draw[i];
	}
	memcpy(b[COMMODITY], m->level, n * sizeof(double));
	if ((acts[COMMODITY] = multiplier(m, 3, q, mult, n)))
		for (int i = 0; i < n; i++)
			s[COMMODITY][i] = b[COMMODITY][i] * mult[i];

	for (int i = 0; i < n; i++)
		b[TOTAL][i] = b[IT][i] + b[CYBER][i] + b[ARMS][i] + b[TROOPS][i] + b[COMMODITY][i] + b[NFT][i];
	if ((acts[TOTAL] = q >= onset[0])) {
		memset(d[TOTAL], 0, n * sizeof(double));
		for (int c = 0; c < TOTAL; c++)
			if (acts[c])
				for (int i = 0; i < n; i++) {
					d[c][i] = s[c][i] - b[c][i];
					d[TOTAL][i] += d[c][i];
				}
		for (int i = 0; i < n; i++)
			s[TOTAL][i] = b[TOTAL][i] + d[TOTAL][i];
	}
	for (int c = 0; c < CHANNELS; c++) {
		if (column[BASE][c][q] >= 0)
			observe(&m->a, column[BASE][c][q], b[c], n);
		if (c != TROOPS && c != NFT)
			for (int i = 0; i < n; i++)
				m->sum[BASE][c][i] += b[c][i];
		if (!acts[c])
			continue;
		observe(&m->a, column[SHOCK][c][q], s[c], n);
		observe(&m->a, column[DIFF][c][q], d[c], n);
		for (int i = 0; i < n; i++)
			m->sum[DIFF][c][i] += d[c][i];
	}
}

static void block(machine *m, int n) {
	once(m, n);
	memset(m->sum, 0, sizeof m->sum);
	for (int q = 1; q <= T; q++)
		quarter(m, q, n);
	for (int c = 0; c < CHANNELS; c++) {
		if (column[BASE][c][0] < 0)
			continue;
		for (int i = 0; i < n; i++)
			m->sum[SHOCK][c][i] = m->sum[BASE][c][i] + m->sum[DIFF][c][i];
		observe(&m->a, column[BASE][c][0], m->sum[BASE][c], n);
		if (column[DIFF][c][0] >= 0) {
			observe(&m->a, column[SHOCK][c][0], m->sum[SHOCK][c], n);
			observe(&m->a, column[DIFF][c][0], m->sum[DIFF][c], n);
		}
	}
}

// --- Threads ---

static int64_t trials, segments;
static uint64_t seed;
static int64_t next_segment;
static int next_table;
static pthread_barrier_t built;

static void *work(void *to) {
	for (int k; (k = __atomic_fetch_add(&next_table, 1, __ATOMIC_RELAXED)) < TABLES;)
		build(k);
	pthread_barrier_wait(&built);
	machine *m = to;
	for (int64_t s; (s = __atomic_fetch_add(&next_segment, 1, __ATOMIC_RELAXED)) < segments;) {
		m->a.sums = sums[s];
		for (int64_t b = s * SEGMENT; b < (s + 1) * SEGMENT && b * BLOCK < trials; b++) {
			seed_block(&m->r, seed, b);
			block(m, trials - b * BLOCK < BLOCK ? (int)(trials - b * BLOCK) : BLOCK);
		}
	}
	return NULL;
}

// --- Output ---

// value is the middle of a bin; fraction moves it within.
static double value(int k, double fraction) {
	if (k == HALF)
		return 0;
	int up = k > HALF, at = (up ? k - HALF : HALF - k) - 1;
	if (!up)
		fraction = 1 - fraction;
	double v = ldexp(1 + (at % BINS + fraction) / BINS, at / BINS);
	return up ? v : -v;
}

static double quantile(const uint32_t *counts, double p) {
	double rank = p * (double)(trials - 1) + 0.5;
	int64_t below = 0;
	for (int k = 0; k < 2 * HALF; k++) {
		if (counts[k] > 0 && below + counts[k] >= rank)
			return value(k, (rank - below) / counts[k]);
		below += counts[k];
	}
	return 0;
}

static double lower_mean(const uint32_t *counts) {
	int64_t want = (trials + 19) / 20, left = want;
	double sum = 0;
	for (int k = 0; k < 2 * HALF && left > 0; k++) {
		int64_t n = counts[k] < left ? counts[k] : left;
		if (n > 0)
			sum += n * value(k, 0.5);
		left -= n;
	}
	return sum / want;
}

int main(int argc, char **argv) {
	if (argc != 5 || (trials = atoll(argv[1])) < 2 || atoi(argv[3]) < 1) {
		fprintf(stderr, "usage: six TRIALS SEED THREADS OUT.csv\n");
		return 2;
	}
	seed = strtoull(argv[2], NULL, 10);
	int threads = atoi(argv[3]);
	number_columns();
	tables = malloc(TABLES * sizeof *tables);
	normal(&scores);
	segments = (trials + (int64_t)SEGMENT * BLOCK - 1) / ((int64_t)SEGMENT * BLOCK);
	sums = calloc(segments, sizeof *sums);
	machine *m = calloc(threads, sizeof *m);
	pthread_t *t = malloc(threads * sizeof *t);
	pthread_barrier_init(&built, NULL, threads);
	for (int i = 0; i < threads; i++) {
		m[i].a.counts = calloc((size_t)columns * 2 * HALF, 4);
		pthread_create(&t[i], NULL, work, &m[i]);
	}
	for (int i = 0; i < threads; i++)
		pthread_join(t[i], NULL);

	FILE *f = fopen(argv[4], "w");
	if (!f) {
		perror(argv[4]);
		return 1;
	}
	static const char *worlds[] = {"base", "shock", "diff"}, *channels[] = {"it", "cyber", "arms", "troops", "commodity", "nft", "total"};
	fprintf(f, "world,channel,quarter,mean,sd,q05,q25,q50,q75,q95,cvar5\n");
	uint32_t *counts = malloc(2 * HALF * sizeof *counts);
	for (int w = 0; w < WORLDS; w++)
		for (int c = 0; c < CHANNELS; c++)
			for (int q = 1; q <= T + 1; q++) {
				int at = q > T ? 0 : q, fixed = c == TROOPS || c == NFT, k = column[w][c][at];
				double scale = fixed && at == 0 ? T : 1;
				if (k < 0) // equal to another by construction, or nothing
					k = w == DIFF ? -1 : fixed ? column[BASE][c][1] : column[BASE][c][at];
				fprintf(f, "%s,%s,%d,", worlds[w], channels[c], at);
				if (k < 0) {
					fprintf(f, "0,0,0,0,0,0,0,%s\n", at ? "" : "0");
					continue;
				}
				moments s = {0, 0};
				for (int64_t i = 0; i < segments; i++)
					s.sum += sums[i][k].sum, s.squares += sums[i][k].squares;
				memset(counts, 0, 2 * HALF * sizeof *counts);
				for (int i = 0; i < threads; i++)
					for (int j = 0; j < 2 * HALF; j++)
						counts[j] += m[i].a.counts[(size_t)k * 2 * HALF + j];
				double mean = s.sum / trials, sd = sqrt(fmax(0, (s.squares - s.sum * mean) / (trials - 1)));
				fprintf(f, "%.10g,%.10g", scale * mean, scale * sd);
				static const double p[] = {0.05, 0.25, 0.5, 0.75, 0.95};
				for (int j = 0; j < 5; j++)
					fprintf(f, ",%.10g", scale * quantile(counts, p[j]));
				at == 0 ? fprintf(f, ",%.10g\n", scale * lower_mean(counts)) : fprintf(f, ",\n");
			}
	return fclose(f) != 0;
}
