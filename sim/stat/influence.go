package stat

import "math"

// Influence returns the standard error of the mean of f over independent trials, and the degrees of freedom that it has as
// an estimate. NaN for fewer than two trials.
//
// It serves statistics that are no means: each moves as the mean of its influence function does (Hampel 1974, "The
// influence curve and its role in robust estimation"), so that the two have the same standard error. The degrees of
// freedom are those of the chi-squared law whose relative variance, 2/df, is that of the estimated variance, (kurtosis of
// f - 1)/n (Satterthwaite 1946): the fewer trials carry the error, the fewer they are. They lie between 1 and n-1.
func (d *Distribution) Influence(f func(x float64) float64) (se, df float64) {
	n := float64(d.N())
	if d.N() < 2 {
		return math.NaN(), math.NaN()
	}
	first, mean := f(d.values[0]), 0.0
	for at, v := range d.values {
		mean += float64((f(v) - first) * (float64(d.count(at)) / n))
	}
	mean += first
	var second, fourth float64
	for at, v := range d.values {
		square := float64((f(v) - mean) * (f(v) - mean))
		share := float64(d.count(at)) / n
		second += float64(square * share)
		fourth += float64(float64(square*square) * share)
	}
	df = n - 1
	if excess := fourth/float64(second*second) - 1; excess > 0 {
		df = min(max(2*n/excess, 1), df)
	}
	return math.Sqrt(second / (n - 1)), df
}

// Influence returns the standard error of the mean of f under a Latin hypercube or Sobol' design: a quarter of the standard
// deviation of the sixteen means. Bins that are too coarse for f leave part of that unseen; it is taken to be as large as
// for independent trials that spread evenly over each bin, which these designs do not exceed by much and mostly fall short
// of. NaN without trials.
func (r *Replicas) Influence(f func(x float64) float64) float64 {
	if r.n == 0 {
		return math.NaN()
	}
	var means [Randomisations]float64
	inside := 0.0
	each := float64(r.n / Randomisations)
	first, begun := 0.0, false
	for _, page := range byValue(r.pages) {
		for bin := range 1 << r.bits {
			lo, hi := r.edges(page, bin)
			middle := f(lo + float64((hi-lo)/2))
			if !begun {
				first, begun = middle, true
			}
			all := uint64(0)
			for lane, n := range r.lanes(page, bin) {
				all += uint64(n)
				means[lane] += float64((middle - first) * (float64(n) / each))
			}
			rise := f(hi) - f(lo)
			inside += float64(float64(rise*rise) / 12 * (float64(all) / float64(r.n)))
		}
	}
	between := BlockMoments(means[:]).M2 / (Randomisations - 1)
	return math.Sqrt(float64(between/Randomisations) + inside/float64(r.n))
}

// edges returns the ends of a bin, the one nearer to 0 first.
func (r *Replicas) edges(page, bin int) (inner, outer float64) {
	b := uint64(r.pages[page])<<52 | uint64(bin)<<(52-r.bits)
	return math.Float64frombits(b), math.Float64frombits(min(b+1<<(52-r.bits), b|(1<<52-1)))
}
