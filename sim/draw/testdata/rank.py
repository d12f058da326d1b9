#!/usr/bin/env python3
"""Rank correlations of Gaussian copulas with continuous and discrete margins: python3 rank.py > rank.csv

An evaluation of its own: for two discrete margins the sum over all pairs of cells of the chance of the cell (SciPy's
multivariate normal, Genz 2004) times the mid-ranks; for a discrete and a continuous one an integral over the discrete
one's score (SciPy's quad, QUADPACK) of Phi(rho z / sqrt(2 - rho^2)), the mean of the other's rank. Cuts stand between blanks; a continuous margin has none.
"""
import numpy as np
from scipy import integrate, stats

ONE = stats.norm


def middles(cuts):
    edges = np.concatenate([[0], cuts, [1]])
    return edges, (edges[1:] + edges[:-1]) / 2, np.diff(edges)


def deviation(cuts):
    if len(cuts) == 0:
        return np.sqrt(1 / 12)
    _, mid, width = middles(cuts)
    return np.sqrt(np.sum(width * (mid - 0.5) ** 2))


def below(p, q, rho):
    if p in (0, 1) or q in (0, 1):
        return p * q
    if abs(rho) == 1:
        return min(p, q) if rho > 0 else max(0, p + q - 1)
    return stats.multivariate_normal.cdf([ONE.ppf(p), ONE.ppf(q)], cov=[[1, rho], [rho, 1]], maxpts=10**7, abseps=1e-13, releps=1e-13)


def spearman(rho, a, b):
    if len(a) == 0:
        a, b = b, a
    if len(a) == 0:
        return 6 / np.pi * np.arcsin(rho / 2)
    edges, mid, _ = middles(a)
    if len(b) == 0:
        cov = 0
        for lo, hi, m in zip(edges[:-1], edges[1:], mid):
            f = lambda z: (m - 0.5) * (ONE.cdf(rho * z / np.sqrt(2 - rho * rho)) - 0.5) * ONE.pdf(z)
            cov += integrate.quad(f, max(-38, ONE.ppf(lo)), min(38, ONE.ppf(hi)), epsabs=1e-14, epsrel=1e-13)[0]
    else:
        other, mid2, _ = middles(b)
        joint = np.array([[below(p, q, rho) for q in other] for p in edges])
        cells = joint[1:, 1:] - joint[:-1, 1:] - joint[1:, :-1] + joint[:-1, :-1]
        cov = (mid - 0.5) @ cells @ (mid2 - 0.5)
    return cov / deviation(a) / deviation(b)


def cuts(law):
    """of a law on 0, 1, ...; what is left beyond the last cut is below 1e-7"""
    n = int(law.ppf(1 - 1e-7))
    return law.cdf(np.arange(n))


MARGINS = {
    "continuous": np.array([]),
    "bernoulli 0.3": np.array([0.7]),
    "bernoulli 0.02": np.array([0.98]),
    "discrete 1 3 5 1": np.array([0.1, 0.4, 0.9]),
    "die": np.arange(1, 6) / 6,
    "binomial 9 0.25": cuts(stats.binom(9, 0.25)),
    "poisson 2.5": cuts(stats.poisson(2.5)),
    "empirical of 12": np.arange(1, 12) / 12,
}

print("a,b,rho,spearman,cuts a,cuts b")
text = lambda c: " ".join(repr(float(x)) for x in c)
names = list(MARGINS)
for i, a in enumerate(names):
    for b in names[: i + 1]:
        for rho in [-1, -0.97, -0.6, 0.2, 0.5, 0.9, 0.999, 1]:
            print(f"{a},{b},{rho},{spearman(rho, MARGINS[a], MARGINS[b])!r},{text(MARGINS[a])},{text(MARGINS[b])}")
