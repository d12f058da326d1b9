"""The six channels of sim/engine/testdata/six.toml and six-shocks.toml in numpy, whole columns at a time.

    python3 six.py TRIALS SEED PROCESSES OUT.csv

Both worlds and their difference, 24 quarters: means, standard deviations, five quantiles and the mean of the lowest 5% over
the horizon, of every trial. Columns that differ are stored as 32-bit floats in memory that the processes share (1.3 GB a
million trials), and quantiles are exact. Needs numpy alone, and a system that can fork.
"""

import mmap
import os
import sys
from math import ceil, lgamma, log, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

QUARTERS = 24
BATCH = 16384  # trials that are worked on together
Z95 = NormalDist().inv_cdf(0.95)
CHANNELS = ["it", "cyber", "arms", "troops", "commodity", "nft", "total"]
WORLDS = ["base", "shock", "diff"]
ONSET = [4, 6, 8, 10]
OCCURS = [0.9, 0.7, 0.5, 0.6]
EFFECT = [(4, 6), (3, 5), (5, 3), (2, 6)]
FIRST = {"it": 4, "cyber": 6, "arms": 8, "commodity": 10, "total": 4}  # quarter in which the worlds part


def lognormal(q5, q95):
    """mu and sigma of a lognormal law from its 5th and 95th percentile"""
    return (log(q5) + log(q95)) / 2, (log(q95) - log(q5)) / (2 * Z95)


def pert(low, mode, high):
    """the two shapes of the beta law behind a PERT law"""
    return 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)


def by_score(x, density):
    """a table of x by normal score, for a law with this density on an even grid"""
    mass = (density[1:] + density[:-1]) / 2
    below = np.cumsum(mass) / mass.sum()
    keep = np.flatnonzero((below > 1e-12) & (below < 1 - 1e-12) & (np.diff(below, prepend=0) > 0))
    inverse = NormalDist().inv_cdf
    return np.array([inverse(p) for p in below[keep]]), x[1:][keep]


def columns():
    """the columns that are stored, by world, channel and quarter, 0 for the horizon"""
    out = {}
    for channel in CHANNELS:
        if channel in FIRST:
            for q in range(QUARTERS + 1):
                out["base", channel, q] = len(out)
            for world in ("shock", "diff"):
                for q in [0, *range(FIRST[channel], QUARTERS + 1)]:
                    out[world, channel, q] = len(out)
        else:
            out["base", channel, 1] = len(out)
    return out


COLUMN = columns()
GRID = np.linspace(0, 1, 4001)
A, B = pert(3000, 6000, 10000)
WORKERS = by_score(3000 + 7000 * GRID, GRID ** (A - 1) * (1 - GRID) ** (B - 1))
X = 6 * GRID  # of a gamma law with shape 9 and mean 1
RATE = by_score(X, X**8 * np.exp(-9 * X))


def pair(rng, n, rho):
    """two normal scores with rank correlation rho"""
    r = 2 * sin(pi * rho / 6)
    first = rng.standard_normal(n)
    return first, r * first + sqrt(1 - r * r) * rng.standard_normal(n)


def simulate(rng, n, put):
    """draws n trials and hands each column to put(world, channel, quarter, values)"""
    first, second = pair(rng, n, 0.5)
    mu, sigma = lognormal(60e3, 150e3)
    pay = np.interp(first, *WORKERS) * np.exp(mu + sigma * second)
    pay *= rng.beta(6, 3, n) * (1 - rng.uniform(0.1, 0.3, n)) * (0.9 / 4)
    first, second = pair(rng, n, 0.4)
    rate = np.interp(first, *RATE) * (9 / 4)
    mu, sigma = lognormal(100e6, 500e6)
    level = np.exp(mu + sigma * second) / 4
    cash = rng.beta(6, 4, n)
    stock = rng.lognormal(*lognormal(2e6, 5e6), n)
    shock_stock = stock
    production = rng.uniform(1e5, 4e5, n)
    capacity = rng.triangular(2e5, 4e5, 6e5, n)
    price = 500 + 1000 * rng.beta(*pert(500, 900, 1500), n)
    troops = rng.triangular(10e3, 12e3, 20e3, n) * rng.uniform(24e3, 36e3, n) / 4
    nft = (rng.random(n) < 0.1) * rng.lognormal(*lognormal(0.5e6, 5e6), n) / 4 - 25000
    reach = [(rng.random(n) < p) * rng.beta(a, b, n) for p, (a, b) in zip(OCCURS, EFFECT)]
    left = [np.exp2(-0.5 / rng.lognormal(*lognormal(4, 16), n)) for _ in ONSET]  # of an effect after half a quarter
    keep = [x * x for x in left]
    put("base", "troops", 1, troops)
    put("base", "nft", 1, nft)

    lost = {}
    sums = {(w, c): np.zeros(n) for w in ("base", "diff") for c in FIRST}
    for q in range(1, QUARTERS + 1):
        multiplier = [None] * 4
        for k in range(4):
            j = q - ONSET[k]
            if j == 0 or j == 1:
                multiplier[k] = 1 - reach[k] * (0.25, 0.75)[j]
            elif j > 1:
                multiplier[k] = 1 - reach[k] * left[k]
                left[k] *= keep[k]
        base, diff = {}, {}

        base["it"] = pay * np.exp(0.1 * rng.standard_normal(n) - 0.005)
        if multiplier[0] is not None:
            diff["it"] = base["it"] * (multiplier[0] - 1)
            lost[q] = -diff["it"]

        events = rng.poisson(rate)
        running = np.zeros(events.sum() + 1)
        np.cumsum(np.exp(log(20e6) + 1.5 * rng.standard_normal(len(running) - 1)), out=running[1:])
        ends = np.cumsum(events)
        base["cyber"] = cash * (running[ends] - running[ends - events])
        if multiplier[1] is not None:
            diff["cyber"] = base["cyber"] * (multiplier[1] - 1) + 0.2 * lost[q - 2]

        have = stock + production
        can = capacity * np.exp(0.3 * rng.standard_normal(n) - 0.045)
        shipped = np.minimum(have, can)
        stock = have - shipped
        base["arms"] = price * shipped
        if multiplier[2] is None:
            shock_stock = stock
        else:
            have = shock_stock + production
            shipped = np.minimum(have, can * multiplier[2])
            shock_stock = have - shipped
            diff["arms"] = price * shipped - base["arms"]

        if q > 1:
            level *= np.exp(0.125 * rng.standard_normal(n) - 0.25**2 / 8)
        base["commodity"] = level
        if multiplier[3] is not None:
            diff["commodity"] = level * (multiplier[3] - 1)

        base["total"] = base["it"] + base["cyber"] + base["arms"] + troops + base["commodity"] + nft
        if diff:
            diff["total"] = sum(diff.values())
        for channel, x in base.items():
            put("base", channel, q, x)
            sums["base", channel] += x
        for channel, x in diff.items():
            put("shock", channel, q, base[channel] + x)
            put("diff", channel, q, x)
            sums["diff", channel] += x
    for channel in FIRST:
        put("base", channel, 0, sums["base", channel])
        put("shock", channel, 0, sums["base", channel] + sums["diff", channel])
        put("diff", channel, 0, sums["diff", channel])


def describe(x, tail):
    """mean, standard deviation, quantiles and, where it is asked for, the mean of the lowest 5% of a column"""
    n = len(x)
    mean = x.mean(dtype=np.float64)
    sd = sqrt(max(0, (np.square(x, dtype=np.float64).sum() - n * mean * mean) / (n - 1)))
    ranks = [min(n - 1, int(p * n)) for p in (0.05, 0.25, 0.5, 0.75, 0.95)]
    lowest = ceil(n / 20)
    x = np.partition(x, sorted({*ranks, lowest - 1}))
    return [mean, sd, *x[ranks], x[:lowest].mean(dtype=np.float64) if tail else 0]


def shared(shape, kind):
    """an array that forked processes share"""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.frombuffer(mmap.mmap(-1, size), dtype=kind).reshape(shape)


def fork(processes, task):
    """runs task(i) in so many processes"""
    children = []
    for i in range(processes):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                task(i)
                status = 0
            finally:
                os._exit(status)
        children.append(pid)
    failed = [pid for pid in children if os.waitpid(pid, 0)[1] != 0]
    if failed:
        sys.exit("a process failed")


def main(trials, seed, processes, path):
    store = shared((len(COLUMN), trials), np.float32)
    table = shared((len(COLUMN), 8), np.float64)
    seeds = np.random.SeedSequence(seed).spawn(processes)

    def draw(i):
        rng = np.random.Generator(np.random.SFC64(seeds[i]))
        start, end = trials * i // processes, trials * (i + 1) // processes
        for at in range(start, end, BATCH):
            n = min(BATCH, end - at)

            def put(world, channel, quarter, x):
                store[COLUMN[world, channel, quarter], at : at + n] = x

            simulate(rng, n, put)

    def condense(i):
        for (_, channel, quarter), c in list(COLUMN.items())[i::processes]:
            table[c] = describe(store[c], quarter == 0 or channel not in FIRST)

    fork(processes, draw)
    fork(processes, condense)
    with open(path, "w") as f:
        f.write("world,channel,quarter,mean,sd,q05,q25,q50,q75,q95,cvar5\n")
        for world in WORLDS:
            for channel in CHANNELS:
                for q in [*range(1, QUARTERS + 1), 0]:
                    row = np.zeros(8)
                    if (world, channel, q) in COLUMN:
                        row = table[COLUMN[world, channel, q]]
                    elif world != "diff" and channel in FIRST:
                        row = table[COLUMN["base", channel, q]]
                    elif world != "diff":
                        row = table[COLUMN["base", channel, 1]] * (1 if q else QUARTERS)
                    cells = [f"{v:.10g}" for v in row]
                    if q:
                        cells[7] = ""
                    f.write(f"{world},{channel},{q}," + ",".join(cells) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
