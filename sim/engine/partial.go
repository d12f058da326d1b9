package engine

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"weir/sim/plan"
	"weir/sim/stat"
)

// A Partial is what some of the blocks of a run have given. Counts are whole numbers and moments merge along a fixed tree,
// so neither the order of the blocks matters nor how they were spread over several Partials: all of them merged are what one
// run over all blocks gives, bit for bit.
type Partial struct {
	moments *stat.Tree
	columns []tallied
	tallies []atomic.Int64
}

// A tallied column is one that one worker adds to at a time.
type tallied struct {
	mu       sync.Mutex
	counts   stat.Counts
	replicas *stat.Replicas // of a column of interest under a design of randomisations
}

func newPartial(p *plan.Plan) *Partial {
	out := &Partial{moments: newTree(p), columns: make([]tallied, p.Columns), tallies: make([]atomic.Int64, p.Counters)}
	if p.Replicated {
		for c, yes := range p.ByRandomisation() {
			if yes {
				out.columns[c].replicas = new(stat.Replicas)
			}
		}
	}
	return out
}

// newTree is an empty tree over all that is observed, then all that is averaged.
func newTree(p *plan.Plan) *stat.Tree {
	if !p.Replicated {
		return stat.NewTree(p.Columns + p.Averages)
	}
	return stat.NewReplicatedTree(p.Columns+p.Averages, p.Columns+p.Averages)
}

// Moments are those of all columns, then of all averages, over the blocks that p has.
func (p *Partial) Moments() *stat.Columns { return p.moments.Root() }

// Mean is that of an average.
func (p *Partial) Mean(average int) float64 {
	return p.moments.Root().Column(len(p.columns) + average).Mean
}

// Counts are those of a column.
func (p *Partial) Counts(column int) *stat.Counts { return &p.columns[column].counts }

// Replicas are the counts of each randomisation of a column; nil where nobody needs them.
func (p *Partial) Replicas(column int) *stat.Replicas { return p.columns[column].replicas }

// Free lets go what was counted in a column.
func (p *Partial) Free(column int) {
	p.columns[column].counts, p.columns[column].replicas = stat.Counts{}, nil
}

// Tally is the number of trials that a counter has counted.
func (p *Partial) Tally(counter int) int64 { return p.tallies[counter].Load() }

// tally counts the trials in which x is not 0.
func (p *Partial) tally(counter int32, x []float64) {
	n := int64(0)
	for _, v := range x {
		if v != 0 {
			n++
		}
	}
	p.tallies[counter].Add(n)
}

// Merge adds the blocks of o, which p must not have, and leaves o empty. Both are of one plan.
func (p *Partial) Merge(o *Partial) {
	p.moments.Merge(o.moments)
	for c := range p.columns {
		to, from := &p.columns[c], &o.columns[c]
		to.counts.Merge(&from.counts)
		if to.replicas != nil {
			to.replicas.Merge(from.replicas)
		}
		from.counts, from.replicas = stat.Counts{}, nil
	}
	for i := range p.tallies {
		p.tallies[i].Add(o.tallies[i].Load())
	}
}

// Append appends the binary form of p to b. The same blocks give the same bytes.
func (p *Partial) Append(b []byte) []byte {
	b = p.moments.Append(b)
	b = binary.AppendUvarint(b, uint64(len(p.columns)))
	for c := range p.columns {
		b = p.columns[c].counts.Append(b)
		if r := p.columns[c].replicas; r != nil {
			b = r.Append(append(b, 1))
		} else {
			b = append(b, 0)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(p.tallies)))
	for i := range p.tallies {
		b = binary.AppendUvarint(b, uint64(p.tallies[i].Load()))
	}
	return b
}

// Covers reports whether p is what a span of a run of so many trials has given: each column has a value for each trial.
func (p *Partial) Covers(s Span, trials int64) bool {
	n := min(s.To*Block, trials) - s.From*Block
	for c := range p.columns {
		column := &p.columns[c]
		if column.counts.N() != n || column.replicas != nil && column.replicas.N() != n {
			return false
		}
	}
	return p.moments.Covers(s.From, s.To, n)
}

var errMalformed = errors.New("malformed partial result")

// DecodePartial reads what Append wrote for the same plan. Data that Append cannot have written for it are an error.
func DecodePartial(p *plan.Plan, b []byte) (*Partial, error) {
	out := newPartial(p)
	tree, b, err := stat.DecodeTree(b)
	if err != nil {
		return nil, fmt.Errorf("moments: %w", err)
	}
	if !tree.Like(out.moments) {
		return nil, fmt.Errorf("%w: other columns", errMalformed)
	}
	out.moments = tree
	if b, err = length(b, len(out.columns)); err != nil {
		return nil, err
	}
	for c := range out.columns {
		column := &out.columns[c]
		var counts *stat.Counts
		if counts, b, err = stat.DecodeCounts(b); err != nil {
			return nil, fmt.Errorf("column %d: %w", c, err)
		}
		column.counts = *counts
		has := column.replicas != nil
		if len(b) == 0 || b[0] > 1 || has != (b[0] == 1) {
			return nil, fmt.Errorf("%w: other randomisations", errMalformed)
		}
		b = b[1:]
		if has {
			if column.replicas, b, err = stat.DecodeReplicas(b); err != nil {
				return nil, fmt.Errorf("column %d: %w", c, err)
			}
		}
	}
	if b, err = length(b, len(out.tallies)); err != nil {
		return nil, err
	}
	for i := range out.tallies {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > 1<<62 {
			return nil, errMalformed
		}
		out.tallies[i].Store(int64(n))
		b = b[size:]
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%w: something follows it", errMalformed)
	}
	return out, nil
}

// length reads a number that must be n.
func length(b []byte, n int) ([]byte, error) {
	got, size := binary.Uvarint(b)
	if size <= 0 || got != uint64(n) {
		return nil, fmt.Errorf("%w: other columns", errMalformed)
	}
	return b[size:], nil
}
