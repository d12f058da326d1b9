"""Writes quantiles.csv: quantiles of every family by SciPy, polished by mpmath to 30 digits.

    python3 quantiles.py > quantiles.csv      (Debian: python3-scipy, python3-mpmath, /usr/bin/python3)

A row is: family, its fields as name=value joined by ;, the tail (lower: P(X <= x) = p, upper: P(X > x) = p), p, x.
All p are exact in binary, so that 1 - p is too.
"""
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
        a, b = (alpha, beta) if tail == "lower" else (beta, alpha)
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


FAMILIES = {"normal": normal, "lognormal": lognormal, "logitnormal": logitnormal, "gamma": gamma, "beta": beta, "pert": pert}
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
]

for name, fields in CASES:
    q = FAMILIES[name](**fields)
    for tail in ("lower", "upper"):
        for p in TAILS:
            x = q(tail, p)
            print(name, ";".join(f"{k}={v!r}" for k, v in fields.items()), tail, repr(p), mp.nstr(x, 20), sep=",")
    print(name, fields, file=sys.stderr)
