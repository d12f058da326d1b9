package draw

// A scramble is a random nested permutation of binary fractions: whether a digit is flipped depends on the digits before it
// and on nothing after it, so that every interval [a 2^-m, (a+1) 2^-m) is mapped onto another one of its kind. Under the
// nested uniform scrambling of Owen (1995) each of those flips is a coin of its own. Here numbers are written with their
// first digit lowest, as then x + b, x a for odd a, and x ^ x c for even c are nested permutations, and so is what they
// compose (Laine and Karras 2011, Burley 2020).
//
// How near that is to Owen's:
//   - The flips of the first four digits are 15 independent coins.
//   - For every two numbers the joint distribution of their images is exactly Owen's: x a + b with a random odd a and a random
//     b makes it so whatever stands before it and after it. Hence the variance of the mean of any function over any points
//     is exactly that under Owen's scrambling.
//   - Beyond pairs it is near: with one round x a + b alone the digits of three points would be dependent (and the kurtosis
//     of a mean over 512 points 270, not 3); after three, with x ^ x c between them, tests of it find nothing.
type scramble struct {
	coins                  uint64 // by the value of the first four digits, the flips of these, four bits each
	a1, b1, a2, b2, a3, b3 uint64
}

// newScramble is the scramble of a key.
func newScramble(k Key) scramble {
	h := k.Bits(0)
	return scramble{
		// The flip of digit j is the same for all values that agree before it: 1, 2, 4 and 8 coins.
		coins: h&0x1*0x1111111111111111 | h&0x22*0x0101010101010101 | h&0x4444*0x0001000100010001 | h&0x88888888*0x0000000100000001,
		a1:    k.Bits(1) | 1, b1: k.Bits(2),
		a2: k.Bits(3) | 1, b2: k.Bits(4),
		a3: k.Bits(5) | 1, b3: k.Bits(6),
	}
}

// apply is the image of x, all 64 digits of it. (The factors are fractional digits of pi, made even.)
func (s *scramble) apply(x uint64) uint64 {
	x ^= s.coins >> (x << 2 & 63) & 15
	x = x*s.a1 + s.b1
	x ^= x * 0xd1310ba698dfb5ac
	x = x*s.a2 + s.b2
	x ^= x * 0x2ffd72dbd01adfb6
	x = x*s.a3 + s.b3
	return x ^ x*0xb8e1afed6a267e96
}
