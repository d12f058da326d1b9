package draw

import "math"

// golden is 2^64 over the golden ratio, made odd: the step of the counter.
const golden = 0x9e3779b97f4a7c15

// mix is the splitmix finaliser with the multipliers and shifts of moremur (Evensen 2019), a bijection.
func mix(x uint64) uint64 {
	x = (x ^ x>>27) * 0x3c79ac492ba7b653
	x = (x ^ x>>33) * 0x1c69b3f74ac4ae35
	return x ^ x>>27
}

// hash is the draw of the counter c = a + trial*golden under the key (a, b): two rounds, mix and the finaliser of
// splitmix64 (Vigna 2015, variant 13 of Stafford), with the second word of the key between them. Two keys whose counters
// overlap therefore still differ in every draw.
func hash(c, b uint64) uint64 {
	x := mix(c) ^ b
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// uniform maps 64 bits to the middles of 2^52 equal cells of (0, 1): never 0, never 1; 1-u is exact
// and just as likely. The bits become the mantissa of a number in [1, 2), and the subtraction is exact.
func uniform(x uint64) float64 {
	return math.Float64frombits(0x3ff<<52|x>>12) - (1 - 1.0/(1<<53))
}
