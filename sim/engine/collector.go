package engine

import (
	"weir/sim/plan"
	"weir/sim/stat"
)

// A collector takes what a worker's machine gives of the blocks of a run: distributions, means and counts into a Partial, the
// moments of a block into a leaf of the worker's tree, and rows into memory of its own for a segment.
type collector struct {
	g             *Partial
	columns       int
	leaf          *stat.Columns
	pending       [][]uint16 // by column, places in its counts that wait until there are enough of them
	waiting, room int        // blocks whose places are pending, and how many of them may be
	rows          [][]float64
	at            int // in the rows, where the block begins
}

// newCollector is that of a worker; wantRows says whether somebody wants the rows.
func newCollector(p *plan.Plan, g *Partial, wantRows bool) *collector {
	c := &collector{g: g, columns: p.Columns}
	c.pending, c.room = newPending(p.Columns)
	if wantRows {
		c.rows = newRows(p.Rows, int(rowBlocks(p.Rows))*Block)
	}
	return c
}

// mostRows is the memory for the rows of a worker, in values, where a block of each takes no more.
const mostRows = 1 << 20

// rowBlocks is the number of blocks that a worker takes at a time, a power of two: a segment, or fewer where there are many rows.
func rowBlocks(rows int) int64 {
	n := int64(segment)
	for n > 1 && n*Block*int64(rows) > mostRows {
		n /= 2
	}
	return n
}

// newRows makes memory for so many trials of each row.
func newRows(rows, trials int) [][]float64 {
	out, all := make([][]float64, rows), make([]float64, rows*trials)
	for r := range out {
		out[r] = all[r*trials : (r+1)*trials]
	}
	return out
}

// mostPending is the memory for all pending places of a worker, of 2 bytes each, where a block of each column takes no more.
const mostPending = 2 << 20

// pendingBlocks is the number of blocks whose places may be pending.
func pendingBlocks(columns int) int { return min(segment, max(1, mostPending/(Block*max(1, columns)))) }

// newPending makes room for the pending places of the columns of a plan. The counters of all columns are more than a near cache holds: it pays to
// count several blocks of a column at a time, up to a segment.
func newPending(columns int) (out [][]uint16, blocks int) {
	blocks = pendingBlocks(columns)
	size := Block * blocks
	all := make([]uint16, columns*size)
	out = make([][]uint16, columns)
	for c := range out {
		out[c] = all[c*size : c*size : (c+1)*size]
	}
	return out, blocks
}

// begin takes up a block, whose moments go into a leaf and whose rows begin at a place.
func (c *collector) begin(leaf *stat.Columns, at int) {
	c.leaf, c.at = leaf, at
	if c.waiting == c.room {
		c.flush()
	}
	c.waiting++
}

// Observe counts a column, at the latest when flush is called.
func (c *collector) Observe(column int32, x []float64) {
	to, places := &c.g.columns[column], c.pending[column]
	to.mu.Lock()
	n := to.counts.Find(places[len(places):len(places)+len(x)], x)
	if to.replicas != nil {
		to.replicas.Add(x)
	}
	to.mu.Unlock()
	c.pending[column] = places[:len(places)+n]
	c.leaf.Fill(int(column), x)
}

// Average keeps the moments of a column.
func (c *collector) Average(column int32, x []float64) { c.leaf.Fill(c.columns+int(column), x) }

// Row keeps the values of a row.
func (c *collector) Row(row int32, x []float64) {
	if c.rows != nil {
		copy(c.rows[row][c.at:], x)
	}
}

// Tally counts the trials in which x is not 0.
func (c *collector) Tally(counter int32, x []float64) { c.g.tally(counter, x) }

// Accept does nothing: only proposals are accepted.
func (c *collector) Accept(int32, []float64, []float64) {}

// flush counts what is pending. While it counts in one column the processor fetches the counters of the next, a few at a time.
func (c *collector) flush() {
	columns := c.g.columns
	for column, places := range c.pending {
		var next []uint16
		if column+1 < len(c.pending) {
			n := &columns[column+1]
			n.mu.Lock()
			next = n.counts.Counters()
			n.mu.Unlock()
		}
		part := (len(next) + c.room - 1) / c.room
		to := &columns[column]
		to.mu.Lock()
		for len(places) > 0 || len(next) > 0 {
			some, soon := places[:min(len(places), Block)], next[:min(len(next), part)]
			stat.Fetch(soon)
			to.counts.Tally(some)
			places, next = places[len(some):], next[len(soon):]
		}
		to.mu.Unlock()
		c.pending[column] = c.pending[column][:0]
	}
	c.waiting = 0
}
