package draw

import "math/bits"

// A shuffle is a random permutation of the numbers 0 to n-1 that is computed for one number at a time.
//
// It is a Feistel network over the rows and columns of a grid: in turns, each coordinate is moved by a random function of the
// other one. What comes out at an unused place of the grid goes in again (cycle walking, Black and Rogaway 2002). The
// functions are multiply-shift hashes with 128 bits of key (Dietzfelbinger 1996), independent and uniform for every two
// arguments. So two numbers that differ in one coordinate become independent in the other one; only where they meet there,
// once in sqrt(n), is it left to later rounds to part them. Two rounds thus bring the joint distribution of two numbers
// nearer to the uniform by a factor of n, and there are so many rounds, 6 or more, that it is within about 2^-24.
//
// 16 numbers or fewer, for which that is little, are shuffled by exchanges and kept as the digits of one word.
type shuffle struct {
	grid
	word uint64
	keys [maxRounds / 2][4]uint64
}

const (
	tiny      = 16 // so many numbers are shuffled outright
	maxRounds = 14
)

// A grid lays the numbers 0 to n-1 out in rows of 2^width, as nearly a square as that allows.
type grid struct {
	n, rows uint64
	width   int
	rounds  int // even
}

// newGrid is the grid of n numbers, 1 <= n < 2^31.
func newGrid(n uint64) grid {
	g := grid{n: n, width: bits.Len64(n-1) / 2, rounds: 6}
	g.rows = (n-1)>>g.width + 1
	for p := n * n; n > tiny && p < 1<<24; p *= n {
		g.rounds += 2
	}
	return g
}

// shuffle is the permutation of a key.
func (g grid) shuffle(k Key) (s shuffle) {
	s.grid = g
	if g.n <= tiny {
		s.word = shuffled(g.n, k)
		return s
	}
	for i := range uint64(g.rounds / 2) {
		s.keys[i] = [4]uint64{k.Bits(4 * i), k.Bits(4*i + 1), k.Bits(4*i + 2), k.Bits(4*i + 3)}
	}
	return s
}

// at is where a number goes.
func (s *shuffle) at(x uint64) uint64 {
	if s.n <= tiny {
		return s.word >> (4 * x & 63) & 15
	}
	width := s.width & 63
	for {
		row, col := x>>width, x&(1<<width-1)
		for i := range s.keys[:s.rounds/2] {
			k := &s.keys[i]
			row += fold(col*k[0]+k[1]) * s.rows >> 32
			if row >= s.rows {
				row -= s.rows
			}
			col ^= fold(row*k[2]+k[3]) << width >> 32
		}
		if x = row<<width | col; x < s.n {
			return x
		}
	}
}

// fold adds up the halves of a hash bit by bit, in 32 bits: of a hash that is linear in its argument the upper half alone
// would map numbers in an arithmetic progression near to another one.
func fold(h uint64) uint64 { return uint64(uint32(h>>32 ^ h)) }

// shuffled has the numbers 0 to n-1 in random order as hexadecimal digits, the lowest first (Durstenfeld 1964).
func shuffled(n uint64, k Key) uint64 {
	word := uint64(0xfedcba9876543210)
	for i := n - 1; i > 0; i-- {
		j := k.Bits(i) >> 32 * (i + 1) >> 32
		swap := (word>>(4*i) ^ word>>(4*j)) & 15
		word ^= swap<<(4*i) | swap<<(4*j)
	}
	return word
}
