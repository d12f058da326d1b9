package chart

import (
	"math"
	"strconv"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// certain is the number of Monte Carlo standard errors beyond which a difference is claimed. Three, not two: a title
// picks the greatest of many.
const certain = 3

// An effect is what a scenario changes of one quantity in one period.
type effect struct {
	before, after result.Summary
	fall, se      float64 // mean of baseline minus scenario, trial by trial, and its Monte Carlo standard error
	none          bool    // no trial differs
}

// clear reports whether the mean differs beyond the Monte Carlo error.
func (e effect) clear() bool { return !e.none && math.Abs(e.fall) > float64(certain*e.se) }

// A subject is the quantity that a figure shows of each channel.
type subject struct {
	r       *result.Result
	measure string // "net" where any channel has a cost, "revenue" otherwise
}

func subjectOf(r *result.Result) subject {
	for _, c := range r.Channels {
		if c.Cost {
			return subject{r, "net"}
		}
	}
	return subject{r, "revenue"}
}

// name is the quantity in words.
func (s subject) name() string {
	if s.measure == "net" {
		return "net revenue"
	}
	return "revenue"
}

// explained is the quantity in words, with what net means.
func (s subject) explained() string {
	if s.measure == "net" {
		return "net revenue (revenue less cost)"
	}
	return "revenue"
}

// series is the subject's of a channel, or nil.
func (s subject) series(channel string) *result.Series {
	series := s.r.Find(channel, s.measure)
	if series == nil || len(series.Scenario) != len(s.r.Periods) {
		return nil
	}
	return series
}

// enforced reports whether there is a baseline to compare with.
func (s subject) enforced(series *result.Series) bool {
	return s.r.Enforced() && len(series.Baseline) == len(series.Scenario)
}

// effect is the change of a channel in a period.
//
// The result holds the paired difference of revenue only. For net = revenue - cost the standard error is bounded: no
// larger than that of the loss plus those of both costs, nor than those of both nets.
func (s subject) effect(channel string, period int) effect {
	series := s.series(channel)
	e := effect{before: series.Baseline[period], after: series.Scenario[period]}
	e.fall = e.before.Mean - e.after.Mean
	e.se = e.before.SE + e.after.SE
	e.none = same(e.before, e.after)
	l := lossIn(s.r, channel, period)
	if l == nil {
		return e
	}
	unchanged := l.Min == 0 && l.Max == 0
	if s.measure == "revenue" {
		e.fall, e.se, e.none = l.Mean, l.SE, unchanged
		return e
	}
	se := l.SE
	if cost := s.r.Find(channel, "cost"); cost != nil && len(cost.Baseline) > period && len(cost.Scenario) > period {
		if a, b := cost.Baseline[period], cost.Scenario[period]; !same(a, b) {
			se += a.SE + b.SE
			unchanged = false
		}
	}
	e.se = min(e.se, se)
	e.none = unchanged
	return e
}

// same reports whether two summaries agree in every figure but the shape.
func same(a, b result.Summary) bool {
	return a.Mean == b.Mean && a.SD == b.SD && a.P == b.P && a.Min == b.Min && a.Max == b.Max
}

// A ratio is a relative change and twice its Monte Carlo standard error.
type ratio struct {
	change, err float64
	ok          bool // false where a relative change says nothing: from or to below zero, or more than tenfold
}

func ratioOf(before, after float64) ratio {
	if before <= 0 || after < 0 || after > float64(before*10) {
		return ratio{}
	}
	return ratio{change: after/before - 1, ok: true}
}

// median is the change of the median.
//
// The standard error of a median is 1/(2 f sqrt(n)) with the density f there, which the middle half of the trials gives as
// 0.5/(P75 - P25): together (P75 - P25)/sqrt(n). Both medians are taken as independent, which overstates the error of
// their difference, as the trials are paired.
func (e effect) median(trials int64) ratio {
	r := ratioOf(e.before.Median(), e.after.Median())
	root := math.Sqrt(float64(max(trials, 1)))
	sb, sa := (e.before.P[result.P75]-e.before.P[result.P25])/root, (e.after.P[result.P75]-e.after.P[result.P25])/root
	sb = float64(sb * (1 + r.change))
	if r.ok {
		r.err = 2 * math.Sqrt(float64(sa*sa)+float64(sb*sb)) / e.before.Median()
	}
	return r
}

// mean is the change of the mean.
func (e effect) mean() ratio {
	r := ratioOf(e.before.Mean, e.before.Mean-e.fall)
	if r.ok {
		r.change, r.err = -e.fall/e.before.Mean, 2*e.se/e.before.Mean
	}
	return r
}

// size writes how great a difference is: as a percentage where that says something, else as an amount in the given
// writing. It is empty where the error leaves nothing.
func (r ratio) size(difference float64, write func(float64) string) string {
	if !r.ok {
		return write(math.Abs(difference))
	}
	return percent(r.change, r.err)
}

// shift is the size of a clear change: that of the median where it goes the way of the mean and exceeds its error, else that
// of the mean. Key is "median" or "mean".
func (e effect) shift(trials int64, write func(float64) string) (key, size string) {
	if diff := e.after.Median() - e.before.Median(); e.agrees(diff) {
		if size = e.median(trials).size(diff, write); size != "" {
			return "median", size
		}
	}
	return "mean", e.mean().size(e.fall, write)
}

// signed puts the sign of a change before its size: "−21%", "about +20%", "−$1.2bn". A change of no known size has its
// direction only.
func signed(size string, down bool) string {
	switch {
	case size == "" && down:
		return "lower"
	case size == "":
		return "higher"
	}
	sign := "+"
	if down {
		sign = "−"
	}
	if rest, ok := strings.CutPrefix(size, about); ok {
		return about + sign + rest
	}
	return sign + size
}

// about stands before a size that is known roughly only.
const about = "about\u00a0"

// agrees reports whether a change points the way the mean goes.
func (e effect) agrees(change float64) bool {
	return change < 0 && e.fall > 0 || change > 0 && e.fall < 0
}

// percent writes the size of a relative change, no finer than its error: "21%", "about 20%", "0.4%". It is empty where the
// change is within the error, or nothing is left after rounding.
func percent(change, err float64) string {
	v := math.Abs(change)
	if v <= float64(certain*err/2) {
		return ""
	}
	for _, unit := range [...]float64{0.001, 0.01, 0.02, 0.05, 0.1, 0.25} {
		if err > unit || unit == 0.001 && v >= 0.0195 {
			continue
		}
		n := math.Floor(v/unit + 0.5)
		switch {
		case n == 0:
			return ""
		case unit == 0.001:
			return strconv.FormatFloat(n/10, 'f', 1, 64) + "%"
		case unit == 0.01:
			return display.Grouped(int64(n), ",") + "%"
		}
		return about + display.Grouped(int64(math.Floor(float64(n*unit*100)+0.5)), ",") + "%"
	}
	return ""
}
