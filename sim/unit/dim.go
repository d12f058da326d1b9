package unit

// MaxCounts is the largest number of count units that one system holds.
const MaxCounts = 30

// MaxPower bounds the exponents that a unit or a checked formula may reach.
const MaxPower = 64

// Places in the exponent vector; the count units follow in declared order.
const (
	currency = iota
	year
	firstCount
	size = firstCount + MaxCounts
)

// eighths is the resolution of exponents: three square roots of a base unit.
const eighths = 8

// A Dim is a dimension: an exponent for the currency, for time and for each count unit. It is a value; == compares.
// Exponents that leave the range of their type stay at its end, far beyond MaxPower: ask Huge.
type Dim struct {
	exponent [size]int16 // in eighths
}

// Dimless is the dimension of a plain number.
var Dimless Dim

// Mul is the dimension of a product.
func (d Dim) Mul(e Dim) Dim {
	for i := range d.exponent {
		d.exponent[i] = saturate(int(d.exponent[i]) + int(e.exponent[i]))
	}
	return d
}

// Div is the dimension of a quotient.
func (d Dim) Div(e Dim) Dim { return d.Mul(e.Pow(-1)) }

// Pow is the dimension of the n-th power.
func (d Dim) Pow(n int) Dim {
	n = max(-maxExponent, min(n, maxExponent))
	for i := range d.exponent {
		d.exponent[i] = saturate(int(d.exponent[i]) * n)
	}
	return d
}

// Sqrt is the dimension of a square root. It reports false where an exponent would be finer than an eighth.
func (d Dim) Sqrt() (Dim, bool) {
	for i, e := range d.exponent {
		if e%2 != 0 {
			return Dim{}, false
		}
		d.exponent[i] = e / 2
	}
	return d, true
}

// Huge reports whether an exponent lies beyond MaxPower, which no sensible quantity has.
func (d Dim) Huge() bool {
	for _, e := range d.exponent {
		if e > MaxPower*eighths || e < -MaxPower*eighths {
			return true
		}
	}
	return false
}

const maxExponent = 1<<15 - 1

func saturate(e int) int16 { return int16(max(-maxExponent, min(e, maxExponent))) }

// base is the dimension with exponent 1 at one place.
func base(place int) Dim {
	var d Dim
	d.exponent[place] = eighths
	return d
}
