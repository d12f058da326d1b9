"""Writes new-joe-kuo-6.1024: the direction numbers of the first 1,024 dimensions, in the form of the authors' own file.

    python3 extract.py > new-joe-kuo-6.1024      (Debian: python3-scipy, /usr/bin/python3)

SciPy ships new-joe-kuo-6.21201 of https://web.maths.unsw.edu.au/~fkuo/sobol/ as arrays. A row is the dimension d, from 2
(the first has no polynomial), the degree s and the inner coefficients a of its primitive polynomial
x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1, a_1 the highest bit of a, and the initial numbers m_1 ... m_s.
"""
import os

import numpy as np
import scipy.stats

table = np.load(os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz"))
print("d s a m_i")
for d in range(2, 1025):
    poly, m = int(table["poly"][d - 1]), table["vinit"][d - 1]
    s = poly.bit_length() - 1
    print(d, s, poly >> 1 & (1 << (s - 1)) - 1, *m[:s])
