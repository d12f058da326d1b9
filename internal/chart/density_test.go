package chart

import (
	"math"
	"testing"

	"weir/sim/result"
)

func area(y []float64, lo, hi float64) float64 {
	var sum float64
	for i := 1; i < len(y); i++ {
		sum += (y[i-1] + y[i]) / 2
	}
	return sum * (hi - lo) / float64(len(y)-1)
}

func shapeOf(c source) *result.Shape { return summary(c.quantile(1, c.none), 100_000, true).Shape }

// The estimate is close to the law's own density, and its area is the share of trials that are not zero.
func TestDensityOfLognormal(t *testing.T) {
	const median, sigma = 5.0, 0.4
	y := density(shapeOf(source{median: median, sigma: sigma, none: 0.3}), 100_000, 0, 25)
	if a := area(y, 0, 25); math.Abs(a-0.7) > 0.005 {
		t.Errorf("area %.4f, want 0.7", a)
	}
	peak := 0.7 * math.Exp(sigma*sigma/2) / (median * sigma * math.Sqrt(2*math.Pi))
	for i, got := range y {
		x := 25 * float64(i) / float64(len(y)-1)
		if x == 0 {
			continue
		}
		z := math.Log(x/median) / sigma
		want := 0.7 * math.Exp(-z*z/2) / (x * sigma * math.Sqrt(2*math.Pi))
		// A normal kernel of width h = 0.2 sigma lowers the peak by 1 - 1/sqrt(1 + 0.2^2) = 2%.
		if math.Abs(got-want) > 0.04*peak {
			t.Errorf("at %.2f: %.5f, want %.5f", x, got, want)
		}
	}
}

// No mass below zero where no trial is, and mass below where trials are.
func TestDensityAroundZero(t *testing.T) {
	y := density(shapeOf(source{median: 1, sigma: 2.8}), 100_000, -5, 20)
	for i, v := range y {
		if x := -5 + 25*float64(i)/float64(len(y)-1); x <= 0 && v != 0 {
			t.Errorf("density %g at %g, where no trial is", v, x)
		}
	}
	y = density(shapeOf(source{median: 10, sigma: 0.3, shift: -10}), 100_000, -12, 20)
	if a := area(y, -12, 20); math.Abs(a-1) > 0.01 {
		t.Errorf("area %.4f of a law on both sides of zero, want 1", a)
	}
	if area(y[:67], -12, 0) < 0.4 {
		t.Error("half of the trials lie below zero, their density does not")
	}
}

// Two clusters stay apart.
func TestDensityOfClusters(t *testing.T) {
	q := func(p float64) float64 {
		if p < 0.5 {
			return 2 * math.Exp(0.05*normalQuantile(2*p))
		}
		return 6 * math.Exp(0.05*normalQuantile(2*p-1+1e-9))
	}
	y := density(summary(q, 100_000, true).Shape, 100_000, 0, 8)
	at := func(x float64) float64 { return y[int(x/8*float64(len(y)-1)+0.5)] }
	// Each cluster's own peak is 0.5/(2*0.05*sqrt(2 pi)) = 1.99; a kernel of half its width lowers it to 0.89 of that.
	if at(4) > 0.02*at(2) || at(2) < 1.7 {
		t.Errorf("density %.3f, %.3f, %.3f at 2, 4, 6", at(2), at(4), at(6))
	}
}

func TestDensityWithoutSpread(t *testing.T) {
	for _, shape := range []*result.Shape{nil, shapeOf(source{median: 3}), shapeOf(source{}), {Quantiles: []float64{1}}} {
		if y := density(shape, 1000, 0, 5); y != nil {
			t.Errorf("a density of what has no spread: %v", y)
		}
	}
}
