package stat

import "math"

// LowerMean returns the mean of the num/den of the trials with the lowest values; the trial on the border counts in
// part. For num = 0 that is the minimum. NaN without trials.
func (d *Distribution) LowerMean(num, den int64) float64 {
	return d.tail(num, den, 0, 1)
}

// UpperMean returns the mean of the num/den of the trials with the highest values; the trial on the border counts in
// part. For num = 0 that is the maximum. NaN without trials.
func (d *Distribution) UpperMean(num, den int64) float64 {
	return d.tail(num, den, len(d.values)-1, -1)
}

// tail returns the mean of num/den of the trials, taken from one end by steps of 1 or -1.
func (d *Distribution) tail(num, den int64, end, step int) float64 {
	if d.N() == 0 {
		return math.NaN()
	}
	whole, rest := d.share(num, den)
	if whole == 0 {
		return d.values[end] // one trial, or a part of one
	}
	border := float64(rest) / float64(den)
	size := float64(whole) + border
	mean := 0.0
	for at := end; ; at += step {
		v, n := d.values[at], d.count(at)
		if n < whole || n == whole && rest > 0 {
			// Weights first: a sum of values could overflow.
			mean += float64(v * (float64(n) / size))
			whole -= n
			continue
		}
		mean += float64(v * ((float64(whole) + border) / size))
		// Rounding must not carry the mean past the border or the end.
		return min(max(mean, min(v, d.values[end])), max(v, d.values[end]))
	}
}

// TopShare returns the share of the mean that the highest num/den of the trials carry, where no trial is negative: for
// 1/100, how much hangs on one trial in a hundred. With values of both signs it is the share of the mean magnitude that
// the num/den of the trials with the largest magnitudes carry, which asks for no mean above 0. The trial on the border
// counts in part. It lies between num/den and 1; NaN without trials, or where all are 0.
func (d *Distribution) TopShare(num, den int64) float64 {
	if d.N() == 0 {
		return math.NaN()
	}
	whole, rest := d.share(num, den)
	left := float64(whole) + float64(rest)/float64(den)
	lo, hi := 0, len(d.values)-1
	// In units of about the largest, and of a power of two, which rounds nothing: a sum of values could overflow.
	_, exponent := math.Frexp(max(math.Abs(d.values[lo]), math.Abs(d.values[hi])))
	unit := math.Ldexp(1, min(-exponent, 1023))
	total, before := 0.0, int64(0)
	for at, v := range d.values {
		total += float64(math.Abs(v*unit) * float64(d.upTo[at]-before))
		before = d.upTo[at]
	}
	top := 0.0
	for left > 0 && lo <= hi {
		v, n := math.Abs(d.values[hi]), d.count(hi)
		if w := math.Abs(d.values[lo]); w > v {
			v, n = w, d.count(lo)
			lo++
		} else {
			hi--
		}
		top += float64(v * unit * min(left, float64(n)))
		left -= float64(n)
	}
	return min(top/total, 1)
}
