"""Writes moments.csv: mean, sd, quantiles and tail ratios of every family by SciPy.

    python3 moments.py > moments.csv      (Debian: python3-scipy, python3-mpmath, /usr/bin/python3)

A row is: family, its fields as name=value joined by ; (lists joined by |), what, value. What is mean, sd, p (then the value is
the quantile at p), or lower and upper: (q(.5) - q(.001)) / (q(.5) - q(.05)) and (q(.999) - q(.5)) / (q(.95) - q(.5)).
families.R writes the same of the same and other parameters by R.
"""
import math
import random

import numpy as np
from scipy import integrate, optimize, stats

PROBABILITIES = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
chance = random.Random(2027)


def between(lo, hi):
    return lo * (hi / lo) ** chance.random()


class Quantile:
    """A law by its quantile; mean and sd by quadrature over ln(p/(1-p))."""

    def __init__(self, ppf):
        self.ppf = ppf

    def moment(self, f):
        g = lambda y: f(self.ppf(1 / (1 + math.exp(-y)))) / (2 + math.exp(y) + math.exp(-y))
        return sum(integrate.quad(g, a, a + 4, epsabs=0, epsrel=1e-12, limit=200)[0] for a in range(-36, 36, 4))

    def mean(self):
        return self.moment(lambda x: x)

    def std(self):
        m = self.mean()
        return math.sqrt(self.moment(lambda x: (x - m) ** 2))


def metalog(min=None, max=None, **percentiles):
    points = sorted((int(name[1:]), x) for name, x in percentiles.items())
    n = len(points)

    def basis(p):
        y, s = math.log(p / (1 - p)), p - 0.5
        return ([1, y, s * y, s] + [s ** ((k - 1) // 2) if k % 2 else s ** (k // 2 - 1) * y for k in range(5, n + 1)])[:n]

    def bend(x):
        if min is not None and max is not None:
            return math.log((x - min) / (max - x))
        return math.log(x - min) if min is not None else -math.log(max - x) if max is not None else x

    a = np.linalg.solve([basis(N / 100) for N, _ in points], [bend(x) for _, x in points])

    def ppf(p):
        z = np.dot(a, basis(p))
        if min is not None and max is not None:
            return min + (max - min) / (1 + math.exp(-z))
        return min + math.exp(z) if min is not None else max - math.exp(-z) if max is not None else z

    return Quantile(ppf)


def student(df, location, scale):
    """SciPy's quantile is good to 1e-9; Newton's method with its distribution function makes it so to 1e-14."""
    law = stats.t(df, location, scale)
    rough = law.ppf

    def ppf(p):
        x = rough(p)
        for _ in range(3):
            x -= (law.cdf(x) - p if p < 0.5 else 1 - p - law.sf(x)) / law.pdf(x)
        return x

    law.ppf = ppf
    return law


class Truncated:
    def __init__(self, law, lo, hi):
        self.law, self.lo, self.hi = law, lo, hi
        self.kept = law.cdf(hi) - law.cdf(lo)

    def ppf(self, p):
        return self.law.ppf(self.law.cdf(self.lo) + p * self.kept)

    def moment(self, f):
        return integrate.quad(lambda x: f(x) * self.law.pdf(x), self.lo, self.hi, epsabs=0, epsrel=1e-12, limit=400)[0] / self.kept

    mean, std = Quantile.mean, Quantile.std


class Mixture:
    def __init__(self, weights, laws):
        self.weights, self.laws = np.array(weights) / sum(weights), laws

    def ppf(self, p):
        ends = [law.ppf(p) for law in self.laws]
        cdf = lambda x: sum(w * law.cdf(x) for w, law in zip(self.weights, self.laws))
        return optimize.brentq(lambda x: cdf(x) - p, min(ends), max(ends), xtol=1e-15, rtol=1e-15)

    def mean(self):
        return sum(w * law.mean() for w, law in zip(self.weights, self.laws))

    def std(self):
        return math.sqrt(sum(w * (law.var() + law.mean() ** 2) for w, law in zip(self.weights, self.laws)) - self.mean() ** 2)


def discrete(values, weights):
    order = np.argsort(values, kind="stable")
    values, weights = np.array(values)[order], np.array(weights)[order] / sum(weights)
    law = Quantile(lambda p: values[np.searchsorted(np.cumsum(weights), p - 1e-12)])
    law.mean = lambda: float(np.dot(values, weights))
    law.std = lambda: math.sqrt(np.dot(weights, (values - law.mean()) ** 2))
    return law


def pert(min, mode, max, shape=4.0):
    a = 1 + shape * (mode - min) / (max - min)
    return stats.beta(a, 2 + shape - a, min, max - min)


def logitnormal(median, sigma):
    center = math.log(median / (1 - median))
    return Quantile(lambda p: 1 / (1 + math.exp(-center - sigma * stats.norm.ppf(p))))


def lognormal(median, sigma):
    return stats.lognorm(sigma, scale=median)


FAMILIES = {
    "uniform": lambda min, max: stats.uniform(min, max - min),
    "triangular": lambda min, mode, max: stats.triang((mode - min) / (max - min), min, max - min),
    "pert": pert,
    "normal": lambda mean, sd: stats.norm(mean, sd),
    "lognormal": lognormal,
    "logitnormal": logitnormal,
    "beta": lambda alpha, beta, min=0, max=1: stats.beta(alpha, beta, min, max - min),
    "gamma": lambda shape, scale: stats.gamma(shape, scale=scale),
    "exponential": lambda mean: stats.expon(scale=mean),
    "weibull": lambda shape, scale: stats.weibull_min(shape, scale=scale),
    "pareto": lambda min, alpha: stats.pareto(alpha, scale=min),
    "student": student,
    "metalog": metalog,
    "poisson": lambda mean: stats.poisson(mean),
    "binomial": lambda n, p: stats.binom(n, p),
    "negbinomial": lambda mean, dispersion: stats.nbinom(dispersion, dispersion / (mean + dispersion)),
    "bernoulli": lambda p: stats.bernoulli(p),
    "discrete": discrete,
    "empirical": lambda values: discrete(values, [1] * len(values)),
    "truncated normal": lambda mean, sd, lo, hi: Truncated(stats.norm(mean, sd), lo, hi),
    "truncated weibull": lambda shape, scale, lo, hi: Truncated(stats.weibull_min(shape, scale=scale), lo, hi),
    "truncated student": lambda df, location, scale, lo, hi: Truncated(student(df, location, scale), lo, hi),
    "mixture of normals": lambda weights, means, sds: Mixture(weights, [stats.norm(m, s) for m, s in zip(means, sds)]),
}
STEPS = {"poisson", "binomial", "negbinomial", "bernoulli", "discrete", "empirical"}
CASES = [("pert", dict(min=10, mode=20, max=60)), ("lognormal", dict(median=1.0, sigma=3.0)), ("student", dict(df=1e6, location=0, scale=1))]
CASES += [("negbinomial", dict(mean=3.5, dispersion=0.25)), ("binomial", dict(n=10**6, p=0.25)), ("metalog", dict(p10=10, p50=20, p90=60))]
for i in range(4):
    lo = chance.uniform(-5, 5)
    hi = lo + between(0.1, 100)
    mode = chance.uniform(lo, hi)
    CASES += [
        ("uniform", dict(min=lo, max=hi)),
        ("triangular", dict(min=lo, mode=mode, max=hi)),
        ("pert", dict(min=lo, mode=mode, max=hi)),
        ("normal", dict(mean=lo, sd=hi - lo)),
        ("lognormal", dict(median=between(1e-3, 1e6), sigma=between(0.05, 2))),
        ("logitnormal", dict(median=chance.uniform(0.05, 0.95), sigma=between(0.1, 3))),
        ("beta", dict(alpha=between(0.2, 100), beta=between(0.2, 100))),
        ("gamma", dict(shape=between(0.1, 1e4), scale=between(1e-3, 1e3))),
        ("exponential", dict(mean=between(1e-3, 1e3))),
        ("weibull", dict(shape=between(0.3, 50), scale=between(1e-3, 1e3))),
        ("pareto", dict(min=between(1e-3, 1e3), alpha=between(3, 50))),
        ("student", dict(df=between(3, 1e4), location=lo, scale=hi - lo)),
        ("poisson", dict(mean=between(0.01, 1e5))),
        ("binomial", dict(n=chance.randint(1, 10**5), p=chance.random())),
        ("negbinomial", dict(mean=between(0.1, 1e3), dispersion=between(0.1, 1e3))),
        ("bernoulli", dict(p=chance.random())),
        ("discrete", dict(values=[chance.gauss(0, 9) for _ in range(7)], weights=[chance.random() for _ in range(7)])),
        ("empirical", dict(values=[round(chance.gauss(0, 9), 1) for _ in range(31)])),
        ("truncated normal", dict(mean=lo, sd=hi - lo, lo=lo - (hi - lo) / 2, hi=mode + (hi - lo))),
        ("truncated weibull", dict(shape=between(0.5, 5), scale=1.0, lo=0.25, hi=1 + chance.random())),
        ("truncated student", dict(df=between(3, 30), location=0.0, scale=1.0, lo=-chance.uniform(1, 5), hi=2.0)),
        ("mixture of normals", dict(weights=[1, chance.random()], means=[0.0, chance.uniform(-1.5, 1.5)], sds=[1.0, between(0.3, 3)])),
    ]
    percents = [round(100 * (k + chance.uniform(0.2, 0.8)) / (i + 3)) for k in range(i + 3)]
    curve = [(1 + 0.3 * (p / 50 - 1)) * math.log(p / (100 - p)) + 0.2 * (p / 50 - 1) ** 3 for p in percents]
    CASES.append(("metalog", dict({f"p{p}": x for p, x in zip(percents, curve)}, **[dict(), dict(min=-30.0, max=30.0)][i % 2])))

for family, fields in CASES:
    law = FAMILIES[family](**fields)
    text = lambda v: "|".join(map(repr, v)) if isinstance(v, list) else repr(v)
    row = lambda what, x: print(family, ";".join(f"{k}={text(v)}" for k, v in fields.items()), what, repr(float(x)), sep=",")
    row("mean", law.mean())
    row("sd", law.std())
    q = {p: law.ppf(p) for p in PROBABILITIES}
    for p, x in q.items():
        row(p, x)
    if family not in STEPS:
        row("lower", (q[0.5] - q[0.001]) / (q[0.5] - q[0.05]))
        row("upper", (q[0.999] - q[0.5]) / (q[0.95] - q[0.5]))
