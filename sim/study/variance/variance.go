// Package variance says what the variance of the headlines over the forecast rests on: how much of it stems from what is not
// known and drawn once a trial, how much of that on each quantity and source, and what the totals are under either value of
// what has two.
//
//  1. Ask is what it wants to know of the trials: ask.Ask. Without evidence these are pairs of trials that share what is drawn
//     once, and nothing else.
//  2. Add reads their rows, and puts its answers into the results: ask.Answers -> []*result.Result.
package variance

import (
	"math"

	"weir/sim/ask"
	"weir/sim/result"
	"weir/sim/stat"
)

// block is the number of trials that are left out at a time where errors are estimated.
const block = 512

// The number of trials that it rests on: as many as the run has, within these bounds, in whole blocks. A run with fewer trials
// than the least is not split.
const (
	Least = 8 * block
	Most  = 32 * block
)

// A Study asks about the results of some files.
type Study struct {
	Ask   ask.Ask
	files int
	pairs bool
}

// A File is what its results report: the series by channel and measure, in their order.
type File struct {
	Series   [][2]string
	Enforced bool // a shock is in force
}

// New is the study of some files. Evidence ties what stays random to what is not known, so that no pair of trials shares one
// without the other: then there are no pairs, and what is asked of are accepted trials.
func New(files []File, evidence bool) *Study {
	s := &Study{files: len(files), pairs: !evidence, Ask: ask.Ask{Inputs: true, Fresh: !evidence}}
	for redraw := range 2 {
		if redraw == 1 && !s.pairs {
			break
		}
		for i, f := range files {
			s.Ask.Subjects = append(s.Ask.Subjects, ask.Subject{File: i, Redraw: redraw, Of: s.of(f)})
		}
	}
	return s
}

// of are the headlines of a file, and its totals.
func (s *Study) of(f File) (out []ask.Quantity) {
	for _, key := range f.Series {
		q := ask.Quantity{Channel: key[0], Measure: key[1], What: ask.Rows}
		q.Traced = q.Channel == "total" && (q.Measure == "net" || q.Measure == "loss")
		split := s.pairs && (q.Measure == "revenue" || q.Measure == "value" || q.Measure == "loss")
		if (q.Traced || split) && (q.Measure != "loss" || f.Enforced) {
			out = append(out, q)
		}
	}
	return out
}

// Add puts into the results what the variance of their headlines rests on. The run had so many trials; of a run of few nothing
// is said. The error is that of the answers.
func (s *Study) Add(answers ask.Answers, trials int64, workers int, results []*result.Result) error {
	if trials < Least {
		return nil
	}
	trials = min(trials, Most) / block * block
	layout := answers.Layout()
	kept := make([][]float64, layout.Rows) // of the totals and of the inputs
	keep := func(row int) {
		if row >= 0 && kept[row] == nil {
			kept[row] = make([]float64, trials)
		}
	}
	var splits []*split
	for i, subject := range s.Ask.Subjects[:s.files] {
		for _, in := range layout.Inputs[i] {
			keep(in.Row)
		}
		for k, q := range subject.Of {
			at := layout.Of[i][k]
			if q.Traced {
				keep(at.Row)
			}
			if s.pairs && q.Measure != "net" && at.Row >= 0 {
				splits = append(splits, &split{file: i, of: q, a: at.Row, b: layout.Of[s.files+i][k].Row})
			}
		}
	}
	err := answers.Rows(ask.Trials{To: trials}, ask.SinkFunc(func(first int64, rows [][]float64) error {
		for row, x := range rows {
			if kept[row] != nil {
				copy(kept[row][first:], x)
			}
		}
		for _, h := range splits {
			h.add(rows)
		}
		return nil
	}))
	if err != nil {
		return err
	}
	s.footings(layout, kept, workers, results)
	for _, h := range splits {
		out := result.Split{Channel: h.of.Channel, Measure: h.of.Measure, Once: 1, Trials: trials}
		if h.a != h.b {
			out.Once, out.SE = h.onceShare()
		}
		if !math.IsNaN(out.Once) && !math.IsNaN(out.SE) { // a headline without variance, or a pair that the model cannot compute
			of := results[h.file]
			of.Splits = append(of.Splits, out)
		}
	}
	return nil
}

// A split estimates for a headline the share of its variance that stems from what is drawn once a trial: the covariance of a pair
// is the variance that stems from what is not known, Cov(Y, Y') = Var(E[Y | once]) (Sobol' 1993; Saltelli 2002). With S and D the
// sum and the difference of a pair, Var S = 2 V (1 + rho) and Var D = 2 V (1 - rho); the share is the correlation
//
//	rho = (Var S - Var D) / (Var S + Var D),
//
// and its standard error is the jackknife's over blocks (Efron and Stein 1981).
type split struct {
	file              int
	of                ask.Quantity
	a, b              int            // its rows in both trials of a pair: one and the same where it is fixed by what is drawn once
	sums, differences []stat.Moments // by block
}

// add takes in a block.
func (h *split) add(rows [][]float64) {
	if h.a == h.b {
		return
	}
	var sum, difference [block]float64
	x, y := rows[h.a], rows[h.b]
	for i := range x {
		sum[i], difference[i] = x[i]+y[i], x[i]-y[i]
	}
	h.sums = append(h.sums, stat.BlockMoments(sum[:len(x)]))
	h.differences = append(h.differences, stat.BlockMoments(difference[:len(x)]))
}

// onceShare is rho and its standard error.
func (h *split) onceShare() (rho, se float64) {
	without := func(out int) float64 { // of all blocks but one
		var sum, difference stat.Moments
		for b := range h.sums {
			if b != out {
				sum, difference = stat.Merge(sum, h.sums[b]), stat.Merge(difference, h.differences[b])
			}
		}
		return (sum.M2 - difference.M2) / (sum.M2 + difference.M2)
	}
	left := make([]float64, len(h.sums))
	for b := range left {
		left[b] = without(b)
	}
	return without(-1), jackknife(left)
}

// jackknife is the standard error of an estimate, from what it is without each of the blocks in turn (Efron and Stein 1981).
func jackknife(left []float64) float64 {
	n := float64(len(left))
	mean := 0.0
	for _, x := range left {
		mean += x / n
	}
	square := 0.0
	for _, x := range left {
		square += float64((x - mean) * (x - mean))
	}
	return math.Sqrt((n - 1) / n * square)
}
