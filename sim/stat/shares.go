package stat

import (
	"math"
	"slices"
)

// Shares are the trials of a column up to each edge of its bins, in ascending order, for each randomisation.
// Immutable but for Set.
type Shares struct {
	upTo  []int64 // of all randomisations
	lanes [][Randomisations]int64
}

// Shares returns the column as counted so far.
func (r *Replicas) Shares() *Shares {
	s := new(Shares)
	s.Set(r)
	return s
}

// Set makes s the column as counted so far, in the memory that s has: for many columns in turn.
func (s *Shares) Set(r *Replicas) {
	s.upTo, s.lanes = s.upTo[:0], s.lanes[:0]
	var sum [Randomisations]int64
	n, ended := int64(0), int64(0)
	for _, page := range byValue(r.pages) {
		signExponent := r.pages[page]
		for bin := range 1 << r.bits {
			if signExponent >= negative {
				bin = 1<<r.bits - 1 - bin
			}
			for lane, k := range r.lanes(page, bin) {
				sum[lane] += int64(k)
				n += int64(k)
			}
			// The zeros of both signs are one value: the bin of -0 ends with that of 0, if there is one.
			minusZero := signExponent == negative && bin == 0
			if n > ended && !(minusZero && r.base[0] != missing) {
				s.upTo, s.lanes = append(s.upTo, n), append(s.lanes, sum)
				ended = n
			}
		}
	}
}

func (s *Shares) n() int64 {
	if len(s.upTo) == 0 {
		return 0
	}
	return s.upTo[len(s.upTo)-1]
}

// Ranks returns the ranks, from 1, of the two order statistics of the column, all randomisations taken together, between
// which the quantile num/den lies with a probability of about 95% (Woodruff 1952, "Confidence intervals for medians and
// other position measures"): n (p -+ t SE(p)), with the standard error of the share p of trials up to the quantile from
// the sixteen randomisations, and Student's t of 15 degrees of freedom. lo = 0 says that no trial is low enough for that,
// hi = n+1 that none is high enough.
//
// Where p falls inside a bin, each randomisation's share is interpolated there, and the variance within the bin is taken
// to be that of independent trials, which these designs do not exceed by much and mostly fall short of: with w of the
// trials in the bin, l w of them up to p, it is l (1-l) w.
func (s *Shares) Ranks(num, den int64) (lo, hi int64) {
	return s.RanksWithin(num, den, 2.131449545559323) // 97.5%, 15 degrees of freedom
}

// RanksWithin is Ranks with so many standard errors on either side.
func (s *Shares) RanksWithin(num, den int64, t float64) (lo, hi int64) {
	checkShare(num, den)
	n := s.n()
	if n == 0 {
		return 0, 1
	}
	rank := float64(float64(n) * (float64(num) / float64(den)))
	at, _ := slices.BinarySearchFunc(s.upTo, rank, func(upTo int64, rank float64) int {
		if float64(upTo) < rank {
			return -1
		}
		return 1
	})
	at = min(at, len(s.upTo)-1)
	var below [Randomisations]int64
	belowAll := int64(0)
	if at > 0 {
		below, belowAll = s.lanes[at-1], s.upTo[at-1]
	}
	bin := float64(s.upTo[at] - belowAll)
	l := (rank - float64(belowAll)) / bin
	var trials [Randomisations]float64
	for r, upTo := range s.lanes[at] {
		trials[r] = float64(below[r]) + float64(l*float64(upTo-below[r]))
	}
	between := BlockMoments(trials[:]).M2 / (Randomisations - 1)
	off := float64(t * math.Sqrt(float64(Randomisations*between)+float64(float64(l*(1-l))*bin)))
	lo, hi = int64(math.Floor(max(rank-off, 0))), int64(math.Ceil(min(rank+off, float64(n))))+1
	return lo, hi
}
