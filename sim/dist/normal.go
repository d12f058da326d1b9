package dist

import (
	"math"

	"weir/sim/fp"
)

// sqrt2Pi is the square root of 2 pi.
const sqrt2Pi = 2.50662827463100050241576528481104525

// normal with the given mean and standard deviation.
type normal struct{ mean, sd float64 }

func (n normal) lower(p float64) float64 { return n.mean + float64(n.sd*fp.PhiInv(p)) }
func (n normal) upper(q float64) float64 { return n.mean - float64(n.sd*fp.PhiInv(q)) }

func (n normal) CDF(x float64) float64      { return fp.Phi((x - n.mean) / n.sd) }
func (n normal) Survival(x float64) float64 { return fp.Phi((n.mean - x) / n.sd) }

func (n normal) Support() (lo, hi float64) { return math.Inf(-1), math.Inf(1) }

func (n normal) density(x float64) float64 { return bell((x-n.mean)/n.sd) / n.sd }

func (n normal) kinks() []float64 { return nil }

func (n normal) closed() bool { return true }

// bell is the standard normal density.
func bell(z float64) float64 { return fp.Exp(-z*z/2) / sqrt2Pi }
