// Package leaveout says what each part of the evidence did: the headlines over the forecast without it.
//
//  1. New states two asks: what each piece of evidence weighs of a proposal, and the totals of the forecast.
//  2. Add takes the first proposals that the other pieces accept, by the draw of the run: what all evidence accepts, they accept
//     too. Of those it asks for the totals, and puts their distributions into the results.
package leaveout

import (
	"math"
	"slices"

	"weir/sim/ask"
	"weir/sim/fp"
	"weir/sim/result"
	"weir/sim/stat"
)

// How much is asked.
const (
	mostTrials    = 16_384  // of each part, and no more than the run has
	mostProposals = 1 << 20 // the first of the run's own
)

// A Study asks about the evidence of some files, which share it.
type Study struct {
	Weights  ask.Ask // of a proposal
	Forecast ask.Ask // of an accepted one
	pieces   []Piece
	parts    []part
	least    int
}

// A Piece of evidence, by id, with the lineage that it may share with others.
type Piece struct{ ID, Lineage string }

// A part is what is left out: some pieces, by their numbers.
type part struct {
	pieces  []int
	lineage string // what they share, where that is why they stand together
	whole   bool   // it is all the evidence there is
}

// New is the study of pieces in path order, and of files by whether a shock is in force; no distribution is told of fewer trials
// than the least.
func New(pieces []Piece, enforced []bool, least int) *Study {
	s := &Study{pieces: pieces, parts: parts(pieces), least: least}
	weights := ask.Subject{Of: []ask.Quantity{{Channel: "evidence", Measure: "draw", What: ask.Rows}}}
	for _, p := range pieces {
		weights.Of = append(weights.Of, ask.Quantity{Channel: "evidence." + p.ID, Measure: "weight", What: ask.Rows})
	}
	s.Weights.Subjects = []ask.Subject{weights}
	for i, enforced := range enforced {
		totals := ask.Subject{File: i, Of: []ask.Quantity{{Channel: "total", Measure: "net", What: ask.Counted}}}
		if enforced {
			totals.Of = append(totals.Of, ask.Quantity{Channel: "total", Measure: "loss", What: ask.Counted})
		}
		s.Forecast.Subjects = append(s.Forecast.Subjects, totals)
	}
	return s
}

// parts are each piece, each lineage of several, and all together.
func parts(pieces []Piece) []part {
	var out []part
	lineages := map[string][]int{}
	for i, p := range pieces {
		out = append(out, part{pieces: []int{i}, whole: len(pieces) == 1})
		lineages[p.Lineage] = append(lineages[p.Lineage], i)
	}
	for i, p := range pieces {
		if of := lineages[p.Lineage]; p.Lineage != "" && len(of) > 1 && len(of) < len(pieces) && of[0] == i {
			out = append(out, part{pieces: of, lineage: p.Lineage})
		}
	}
	if len(pieces) > 1 {
		all := part{whole: true}
		for i := range pieces {
			all.pieces = append(all.pieces, i)
		}
		if len(lineages[pieces[0].Lineage]) == len(pieces) {
			all.lineage = pieces[0].Lineage
		}
		out = append(out, all)
	}
	return out
}

// Add puts the headlines without each part into the results of a run of so many trials. The error is that of the answers.
func (s *Study) Add(weights, forecast ask.Answers, trials int64, results []*result.Result) error {
	lists, err := s.accepted(weights, int(min(trials, mostTrials)))
	if err != nil {
		return err
	}
	var all []uint64
	for _, list := range lists {
		all = append(all, list...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	layout := forecast.Layout()
	rows := make([][]float64, layout.Rows)
	for r := range rows {
		rows[r] = make([]float64, len(all))
	}
	err = forecast.Rows(ask.Trials{IDs: all}, ask.SinkFunc(func(first int64, block [][]float64) error {
		for r, x := range block {
			copy(rows[r][first:], x)
		}
		return nil
	}))
	if err != nil {
		return err
	}
	for i, list := range lists {
		part := s.parts[i]
		for k, totals := range layout.Of {
			w := result.Without{Lineage: part.lineage, Whole: part.whole, Trials: int64(len(list))}
			for _, p := range part.pieces {
				w.Pieces = append(w.Pieces, s.pieces[p].ID)
			}
			if len(list) >= s.least {
				w.Net = distribution(totals[0], rows, all, list)
				if len(totals) > 1 {
					w.Loss = distribution(totals[1], rows, all, list)
				}
			}
			results[k].Evidence.Without = append(results[k].Evidence.Without, w)
		}
	}
	return nil
}

// accepted lists the proposals that are accepted without each part, up to so many.
func (s *Study) accepted(weights ask.Answers, want int) ([][]uint64, error) {
	lists := make([][]uint64, len(s.parts))
	of := weights.Layout().Of[0]
	draw, pieces := of[0], of[1:]
	left := make([][]bool, len(s.parts)) // by part and piece
	for i, part := range s.parts {
		left[i] = make([]bool, len(pieces))
		for _, p := range part.pieces {
			left[i][p] = true
		}
	}
	err := weights.Rows(ask.Trials{To: mostProposals, Proposed: true}, ask.SinkFunc(func(first int64, rows [][]float64) error {
		enough := true
		for i := range lists {
			for lane := 0; lane < len(rows[draw.Row]) && len(lists[i]) < want; lane++ {
				sum := 0.0
				for p, place := range pieces {
					if !left[i][p] {
						sum += place.At(rows, lane)
					}
				}
				if rows[draw.Row][lane] < fp.Exp(sum) {
					lists[i] = append(lists[i], uint64(first)+uint64(lane))
				}
			}
			enough = enough && len(lists[i]) >= want
		}
		if enough {
			return ask.ErrEnough
		}
		return nil
	}))
	return lists, err
}

// distribution is that of a total over some of the trials in which it has been computed; both lists ascend. It is nil where the
// model cannot compute it in one of them: the run was never told to.
func distribution(of ask.Place, rows [][]float64, all, some []uint64) *result.Total {
	if of.Row < 0 {
		return &result.Total{P5: of.Value, Median: of.Value, P95: of.Value}
	}
	values := make([]float64, 0, len(some))
	at := 0
	for _, id := range some {
		for all[at] != id {
			at++
		}
		x := rows[of.Row][at]
		if !(math.Abs(of.Of(x)) < ask.Magnitude) {
			return nil
		}
		values = append(values, x)
	}
	var counts stat.Counts
	counts.Add(values)
	d := counts.Distribution()
	return &result.Total{P5: of.Of(d.Quantile(5, 100)), Median: of.Of(d.Quantile(50, 100)), P95: of.Of(d.Quantile(95, 100))}
}
