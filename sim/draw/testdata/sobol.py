"""Writes sobol.csv: unscrambled Sobol' points by SciPy, to compare with in every dimension.

    python3 sobol.py > sobol.csv      (Debian: python3-scipy, /usr/bin/python3)

Two kinds of row:

    point,DIM,x0 x1 ...     the first 16 points of some dimensions, as fractions
    digest,DIM,HASH,HASH    of every dimension: SHA-256 (first 16 digits) of the first 4,096 points and of the 32
                            direction numbers, each as little-endian 32-bit words, the first binary digit highest
"""
import hashlib

import numpy as np
from scipy.stats import qmc

DIMS, BITS = 1024, 32


def digest(words):
    return hashlib.sha256(np.asarray(words, dtype="<u4").tobytes()).hexdigest()[:16]


sobol = qmc.Sobol(d=DIMS, scramble=False, bits=BITS)
points = sobol.random(4096)
words = (points * 2.0**BITS).astype(np.uint64)
assert (words * 2.0**-BITS == points).all()

for dim in [0, 1, 2, 3, 4, 9, 99, 1022, 1023]:
    print(f"point,{dim},{' '.join(repr(float(x)) for x in points[:16, dim])}")
for dim in range(DIMS):
    print(f"digest,{dim},{digest(words[:, dim])},{digest(sobol._sv[dim])}")
