package draw

import "fmt"

// A Design makes the uniforms of a run of a fixed number of trials. The zero Design is that of Random.
//
// Under every method a uniform is still a pure function of the key and the trial, in (0, 1), and uniform over seeds; what
// the methods change is how the trials of one run spread.
type Design struct {
	method     Method
	trials     uint64
	grid       grid                 // LHS
	directions *[MaxDims][32]uint32 // Sobol
}

// NewDesign is the design of a method for a number of trials that it can use: see Usable. Any other number panics.
func NewDesign(m Method, trials int64) Design {
	d := Design{method: m, trials: uint64(trials)}
	if m == Random {
		return d
	}
	if m.Usable(trials) != trials {
		panic(fmt.Sprintf("draw: %v cannot use %d trials", m, trials))
	}
	if m == LHS {
		d.grid = newGrid(d.trials / Replicas)
	} else {
		d.directions = directions()
	}
	return d
}

// Fill writes the uniforms of the trials trial, trial+1, ... of one dimension. A dimension has one key, and Sobol also
// needs its number, from 0, smaller being better spread, one for each key; a key that has none passes -1 and gets random
// draws, the same as k.Fill. LHS has no limit of dimensions and no use for the number. A number of MaxDims or more under
// Sobol panics, and so do trials that the design does not have.
func (d Design) Fill(dst []float64, k Key, dim int, trial uint64) {
	if d.method == Random || dim < 0 {
		k.Fill(dst, trial)
		return
	}
	if n := uint64(len(dst)); n > d.trials || trial > d.trials-n {
		panic(fmt.Sprintf("draw: trials %d to %d of %d", trial, trial+n, d.trials))
	}
	k = k.with(uint64(d.method), kindDesign)
	if d.method == LHS {
		d.grid.fill(dst, k, trial)
	} else {
		fillSobol(dst, k, &d.directions[dim], trial)
	}
}

// Pick writes the uniforms of the trials trial + lane for each of the lanes, of one dimension: the same bits as At. Only
// random draws cost less so.
func (d Design) Pick(dst []float64, k Key, dim int, trial uint64, lanes []int32) {
	if d.method == Random || dim < 0 {
		k.Pick(dst, trial, lanes)
		return
	}
	for i, lane := range lanes {
		dst[i] = d.At(k, dim, trial+uint64(lane))
	}
}

// At is the uniform of one trial: the same bits as Fill, at several times the cost.
func (d Design) At(k Key, dim int, trial uint64) float64 {
	var one [1]float64
	d.Fill(one[:], k, dim, trial)
	return one[0]
}
