"""Writes quantiles.csv: quantiles of every family by SciPy, polished by mpmath to 30 digits.

    python3 quantiles.py > quantiles.csv      (Debian: python3-scipy, python3-mpmath, /usr/bin/python3)

The second half has shapes at random, from a fixed seed.

A row is: family, its fields as name=value joined by ;, the tail (lower: P(X <= x) = p, upper: P(X > x) = p), p, x.
All p are exact in binary, so that 1 - p is too.
"""
import random
import sys

import mpmath as mp
from scipy import stats

mp.mp.dps = 40
TAILS = [2.0**-50, 2.0**-40, 2.0**-20, 2.0**-10, 2.0**-5, 0.125, 0.25, 0.375, 0.5]


def lower_gamma(a, x):
    return mp.gammainc(a, 0, x, regularized=True)


def upper_gamma(a, x):
    return mp.gammainc(a, x, mp.inf, regularized=True)


def lower_beta(a, b, x):
    # the series of x^a (1-x)^b / (a B) F(a+b, 1; a+1; x); mp.betainc cancels for large shapes
    return mp.exp(a * mp.log(x) + b * mp.log1p(-x) - mp.log(a) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))) * mp.hyp2f1(a + b, 1, a + 1, x)


def solve(f, guess, p):
    """The root of ln f(e^y) = ln p by bisection and secant from SciPy's guess."""
    g = lambda y: mp.log(f(mp.e**y)) - mp.log(p)
    y = mp.log(guess)
    return mp.e ** mp.findroot(g, (y * (1 - mp.mpf(10) ** -9), y + mp.mpf(10) ** -9), tol=1e-50, maxsteps=200)


def normal(mean, sd):
    q = lambda p: mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)
    return lambda tail, p: mean + sd * q(p) if tail == "lower" else mean - sd * q(p)


def lognormal(median, sigma):
    z = normal(0, 1)
    return lambda tail, p: median * mp.exp(sigma * z(tail, p))


def logitnormal(median, sigma):
    z = normal(0, 1)
    return lambda tail, p: 1 / (1 + (1 / mp.mpf(median) - 1) * mp.exp(-sigma * z(tail, p)))


def gamma(shape, scale):
    def q(tail, p):
        if tail == "lower":
            guess = stats.gamma.ppf(p, shape)
            if guess < 1e-290:  # x^a / Gamma(a+1)
                return scale * mp.e ** ((mp.log(p) + mp.loggamma(shape + mp.mpf(1))) / shape)
            return scale * solve(lambda x: lower_gamma(shape, x), guess, p)
        return scale * solve(lambda x: upper_gamma(shape, x), stats.gamma.isf(p, shape), p)

    return q


def beta(alpha, beta, lo=0.0, hi=1.0):
    def q(tail, p):
        a, b = map(mp.mpf, (alpha, beta) if tail == "lower" else (beta, alpha))
        guess = stats.beta.ppf(p, float(a), float(b))
        if not 1e-290 < guess:
            x = mp.e ** ((mp.log(p) + mp.log(a) + mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)) / a)
        elif guess > 0.9:  # in the distance from the other end
            whole = lambda y: 1 - lower_beta(b, a, y)
            y = mp.findroot(lambda t: mp.log(whole(mp.e**t)) - mp.log(p), mp.log(max(stats.beta.isf(p, float(b), float(a)), 1e-300)))
            x = 1 - mp.e**y
        else:
            x = solve(lambda x: lower_beta(a, b, x), guess, p)
        return lo + (hi - lo) * x if tail == "lower" else hi - (hi - lo) * x

    return q


def pert(min, mode, max, shape=4.0):
    a = mp.mpf(1) + shape * (mp.mpf(mode) - min) / (mp.mpf(max) - min)
    return beta(a, 2 + shape - a, min, max)


def weibull(shape, scale):
    return lambda tail, p: scale * (-mp.log1p(-mp.mpf(p)) if tail == "lower" else -mp.log(p)) ** (1 / mp.mpf(shape))


def student(df, location, scale):
    def q(tail, p):
        if p == 0.5:
            return mp.mpf(location)
        if p < 0.25:  # P(T > t) = p, by the beta law of df/(df + t^2); ln p is about linear in ln x
            f = lambda y: mp.log(lower_beta(df / mp.mpf(2), mp.mpf(1) / 2, mp.e**y) / 2) - mp.log(p)
            guess = stats.t.isf(p, df)
            y = -mp.log1p(mp.mpf(guess) ** 2 / df)
            y = mp.findroot(f, (y, y * (1 + mp.mpf(10) ** -9)), tol=1e-50, maxsteps=200)
            t = mp.sqrt(df * mp.expm1(-y))
        else:  # P(|T| <= t) = 1 - 2p, by that of t^2/(df + t^2)
            f = lambda y: mp.log(lower_beta(mp.mpf(1) / 2, df / mp.mpf(2), mp.e**y)) - mp.log(1 - 2 * mp.mpf(p))
            y = mp.log(mp.mpf(stats.t.isf(p, df)) ** 2 / df)
            y -= mp.log1p(mp.e**y)
            y = mp.findroot(f, (y, y * (1 + mp.mpf(10) ** -9)), tol=1e-50, maxsteps=200)
            t = mp.sqrt(df / (mp.e**-y - 1))
        return location + scale * t if tail == "upper" else location - scale * t

    return q


def metalog(min=None, max=None, **percentiles):
    """Keelin 2016, equations 6 (basis), 7 (fit) and the log and logit transforms of section 4."""

    def basis(p, n):
        y, s = mp.log(p / (1 - p)), p - mp.mpf(1) / 2
        terms = [mp.mpf(1), y, s * y, s]
        for k in range(5, n + 1):
            terms.append(s ** ((k - 1) // 2) if k % 2 else s ** (k // 2 - 1) * y)
        return terms[:n]

    n = len(percentiles)
    points = sorted((int(name[1:]), x) for name, x in percentiles.items())
    rows, z = mp.matrix(n, n), mp.matrix(n, 1)
    for i, (percent, x) in enumerate(points):
        for j, term in enumerate(basis(mp.mpf(percent) / 100, n)):
            rows[i, j] = term
        x = mp.mpf(x)
        if min is not None and max is not None:
            z[i] = mp.log((x - min) / (max - x))
        elif min is not None:
            z[i] = mp.log(x - min)
        elif max is not None:
            z[i] = -mp.log(max - x)
        else:
            z[i] = x
    a = mp.lu_solve(rows, z)

    def q(tail, p):
        p = mp.mpf(p) if tail == "lower" else 1 - mp.mpf(p)
        z = sum(c * term for c, term in zip(a, basis(p, n)))
        if min is not None and max is not None:
            return (min + max * mp.exp(z)) / (1 + mp.exp(z))
        if min is not None:
            return min + mp.exp(z)
        if max is not None:
            return max - mp.exp(-z)
        return z

    return q


FAMILIES = {"weibull": weibull, "student": student, "metalog": metalog, "normal": normal, "lognormal": lognormal, "logitnormal": logitnormal, "gamma": gamma, "beta": beta, "pert": pert}
CASES = [
    ("normal", dict(mean=0.0, sd=1.0)),
    ("normal", dict(mean=-3.5, sd=0.25)),
    ("lognormal", dict(median=2.0, sigma=0.5)),
    ("lognormal", dict(median=2e7, sigma=1.5)),
    ("lognormal", dict(median=1.0, sigma=3.0)),
    ("logitnormal", dict(median=0.25, sigma=0.75)),
    ("logitnormal", dict(median=0.875, sigma=3.0)),
    ("gamma", dict(shape=2.0, scale=3.0)),
    ("gamma", dict(shape=0.5, scale=1.0)),
    ("gamma", dict(shape=0.02, scale=1.0)),
    ("gamma", dict(shape=30.0, scale=0.5)),
    ("gamma", dict(shape=5000.0, scale=0.001)),
    ("beta", dict(alpha=2.0, beta=5.0)),
    ("beta", dict(alpha=0.5, beta=0.5)),
    ("beta", dict(alpha=0.05, beta=0.05)),
    ("beta", dict(alpha=0.0625, beta=8.0)),
    ("beta", dict(alpha=1.0, beta=200.0)),
    ("beta", dict(alpha=40.0, beta=300.0)),
    ("pert", dict(min=10.0, mode=20.0, max=60.0)),
    ("pert", dict(min=-1.0, mode=-1.0, max=3.0)),
    ("pert", dict(min=0.0, mode=0.25, max=1.0, shape=16.0)),
    ("weibull", dict(shape=0.1, scale=1.0)),
    ("weibull", dict(shape=1.5, scale=300.0)),
    ("weibull", dict(shape=50.0, scale=2.0)),
    ("student", dict(df=1.0, location=0.0, scale=1.0)),
    ("student", dict(df=1.1, location=0.0, scale=1.0)),
    ("student", dict(df=4.0, location=10.0, scale=0.5)),
    ("student", dict(df=0.25, location=0.0, scale=1.0)),
    ("student", dict(df=1e6, location=0.0, scale=1.0)),
    ("metalog", dict(p10=10.0, p50=20.0, p90=60.0)),
    ("metalog", dict(p10=10.0, p50=20.0, p90=60.0, min=0.0)),
    ("metalog", dict(p5=0.125, p50=0.25, p95=0.75, min=0.0, max=1.0)),
    ("metalog", dict(p5=-9.0, p50=-4.0, p95=-2.0, max=0.0)),
    ("metalog", dict(p1=1.0, p10=3.0, p50=9.0, p90=13.0, p99=20.0)),
]

chance = random.Random(2026)
between = lambda lo, hi: lo * (hi / lo) ** chance.random()
for i in range(8):
    CASES += [
        ("lognormal", dict(median=between(1e-6, 1e9), sigma=between(0.01, 3))),
        ("gamma", dict(shape=between(0.02, 1e4), scale=between(1e-3, 1e3))),
        ("beta", dict(alpha=between(0.05, 300), beta=between(0.05, 300))),
        ("weibull", dict(shape=between(0.1, 50), scale=between(1e-3, 1e3))),
        ("student", dict(df=between(1.1, 1e6), location=0.0, scale=between(1e-3, 1e3))),
    ]
    # the percentiles of a skewed logistic, with a little bend, so that many terms are feasible
    n, shift, tilt = i + 3 if i < 7 else 4, chance.uniform(-3, 3), chance.uniform(-0.4, 0.4)
    percents = [round(100 * (k + chance.uniform(0.2, 0.8)) / n) for k in range(n)]
    curve = [shift + (1 + tilt * (p / 50 - 1)) * float(mp.log(p / (100 - p))) + 0.3 * (p / 50 - 1) ** 3 for p in percents]
    bounds = [dict(), dict(min=-1.0), dict(min=-1.0, max=5.0), dict(max=2.0)][i % 4]
    if bounds == dict(min=-1.0):
        curve = [-1 + float(mp.exp(z)) for z in curve]
    elif bounds == dict(max=2.0):
        curve = [2 - float(mp.exp(-z)) for z in curve]
    elif bounds:
        curve = [-1 + 6 / (1 + float(mp.exp(-z))) for z in curve]
    CASES.append(("metalog", dict(bounds, **{f"p{p}": x for p, x in zip(percents, curve)})))

for name, fields in CASES:
    q = FAMILIES[name](**fields)
    for tail in ("lower", "upper"):
        for p in TAILS:
            x = q(tail, p)
            print(name, ";".join(f"{k}={v!r}" for k, v in fields.items()), tail, repr(p), mp.nstr(x, 20), sep=",")
    print(name, fields, file=sys.stderr)
