package engine

import (
	"math"
	"math/bits"
	"unsafe"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/plan"
	"weir/sim/result"
)

// A Need is the memory that the parts of a run need, in bytes. It is what lives: garbage comes on top.
type Need struct {
	Workers   int64 // of each: its registers, moments, and places of values that wait to be counted
	Columns   int64 // what is gathered: counters and moments, and tables of the laws that are drawn from
	Kept      int64 // by trial: of what is looked into after the run, and with evidence the accepted proposals
	Summaries int64 // of all rows of all results
	Rows      int64 // their number
	Encoded   int64 // the binary form of what is gathered
}

// Memory estimates from a plan what a run of it needs. It counts, with W workers, B blocks, and C columns whose distribution is
// gathered:
//
//   - for each worker the registers of the program, C lots of up to 8 blocks of places, and 5 nodes of moments;
//   - for each column its counters (an index of 16 KiB and a page of 1 KiB for each power of two that its values reach over),
//     its counts by randomisation where it has them, and the moments in log2 B nodes of the tree;
//   - the tables of laws;
//   - the program three times: as planned, as run, and with where its columns lie;
//   - with evidence the same of the plan of the history, and the accepted proposals;
//   - for the indices and splits of variance 16,384 values of each quantity that is drawn once, and another program of twice
//     the registers; for the headlines without parts of the evidence as many for each part;
//   - a summary for each cell of the reports, and 401 points for each whose shape is wanted.
//
// How far the values of a column reach is not known before a run: see pagesOf. What it takes for rows of CSV and for charts is not counted: it
// is not the engine's.
func Memory(p *plan.Plan, workers int) Need {
	workers = Options{Workers: workers}.workers()
	n := Need{Workers: machineBytes(p)}
	n.Columns, n.Encoded = gatheredBytes(p, p.Trials, workers)
	n.Columns += tableBytes(p) + programBytes(p)
	if p.Past != nil {
		columns, _ := gatheredBytes(p.Past.Plan, priorBlocks*Block, workers)
		n.Workers += machineBytes(p.Past.Plan)
		n.Columns += columns + tableBytes(p.Past.Plan) + programBytes(p.Past.Plan)
		n.Kept += proposalBytes(p)
	}
	n.Kept += keptBytes(p, workers)
	for _, r := range p.Reports {
		cells, fine := int64(0), int64(0)
		r.Cells(func(c plan.Cell) {
			cells++
			if c.Fine {
				fine++
			}
		})
		n.Rows += cells
		n.Summaries += cells*int64(unsafe.Sizeof(result.Summary{})) + fine*shapeBytes
	}
	n.Summaries += int64(p.Columns) * int64(unsafe.Sizeof(result.Summary{}))
	return n
}

const shapeBytes = int64(unsafe.Sizeof(result.Shape{})) + 8*points

// machineBytes is what each worker needs.
func machineBytes(p *plan.Plan) int64 {
	blocks := lotBlocks(p.Columns)
	return int64(unsafe.Sizeof(machine{})) + 8*stride*int64(p.Registers) + int64(p.Columns)*(2*Block*int64(blocks)+24) + 5*nodeBytes(p)
}

// nodeBytes is what the moments of all columns take.
func nodeBytes(p *plan.Plan) int64 {
	n := 16 * int64(p.Columns+p.Averages)
	if p.Replicated {
		n += 8 * draw.Replicas * int64(p.Columns)
	}
	return n
}

// gatheredBytes is what a Partial of so many trials takes, and its binary form.
func gatheredBytes(p *plan.Plan, trials int64, workers int) (bytes, encoded int64) {
	const (
		index   = 16 << 10
		page    = 1 << 10
		carried = 2 << 10 // of a page with a counter that has overflowed
		many    = 16 << 20
		lanes   = 64<<10 + index // of a column by randomisation
		digits  = 2              // bytes of a counter in binary form, with the gap before it
	)
	for _, pages := range pagesOf(p, trials) {
		bytes += int64(unsafe.Sizeof(tallied{})) + index + page*((pages+3)/4*4)
		if trials > many {
			bytes += carried * pages
		}
		encoded += digits * min(trials, bins*pages/2)
	}
	moments := (2 + int64(bits.Len64(uint64(Blocks(trials)))) + int64(workers)) * nodeBytes(p)
	bytes += moments
	encoded += moments
	if p.Replicated {
		replicas := int64(len(replicated(p)) + len(p.Goals))
		for _, fine := range fine(p) {
			if fine {
				replicas++
			}
		}
		bytes += replicas * lanes
		encoded += replicas * lanes / 2
	}
	return bytes, encoded
}

// bins is the number of counters of a page: one for each power of two that the values of a column reach over.
const bins = 512

// pagesOf is about how many pages each column needs in so many trials. Where the draws of each law stay between their outermost
// of so many, the columns stay between what follows from that; and where they come near 0, the nearest is some trials-th part of the
// farthest.
func pagesOf(p *plan.Plan, trials int64) []int64 {
	pages := make([]int64, p.Columns)
	tail := 1 / float64(max(trials, 2))
	fromZero := 6 + int64(bits.Len64(uint64(trials)))
	draws := make([]plan.Interval, len(p.Laws))
	for i, l := range p.Laws {
		draws[i] = plan.Interval{Lo: l.Law.Quantile(tail) * l.Scale, Hi: l.Law.Quantile(1-tail) * l.Scale}
	}
	follow(p, func(law int32) plan.Interval { return draws[law] }, func(column int32, x *made) {
		n := fromZero
		switch size := x.Abs(); {
		case size.Finite() && size.Lo > 0:
			n = int64(math.Ilogb(size.Hi)-math.Ilogb(size.Lo)) + 1
		case x.Lo < 0 && x.Hi > 0 && x.op != plan.Snap: // of both signs, but a loss is seldom that
			n += fromZero
		}
		pages[column] = min(n, trials)
	})
	return pages
}

// tableBytes is what the samplers of a plan take.
func tableBytes(p *plan.Plan) (n int64) {
	for _, l := range p.Laws {
		n += int64(dist.TableBytes(l.Law))
	}
	return n
}

// programBytes is what a run makes of a program.
func programBytes(p *plan.Plan) int64 {
	return int64(len(p.Program))*int64(2*unsafe.Sizeof(plan.Instr{})+unsafe.Sizeof(made{})) + 4*int64(p.Registers)
}

// proposalBytes is what the accepted proposals take: up to the end of an epoch, but of a Latin hypercube all at once, in a list
// that grows by a quarter.
func proposalBytes(p *plan.Plan) int64 {
	const eachOf, lists = 8, 3
	if p.Method == draw.LHS {
		return p.Trials * eachOf * lists
	}
	return min(p.Trials, 2*epoch*Block) * eachOf * lists
}

// keptBytes is what the indices of variance and the headlines without parts of the evidence take.
func keptBytes(p *plan.Plan, workers int) (n int64) {
	if p.Trials < leastPairs && p.Past == nil {
		return 0
	}
	twin := 2 * (int64(len(p.Program))*int64(unsafe.Sizeof(plan.Instr{})+4+48) + int64(workers)*8*stride*int64(p.Registers)) // 48: of a definition
	if p.Trials >= leastPairs {
		drawn := int64(2 * len(p.Reports)) // the ends
		for _, s := range p.Streams {
			if s.Once {
				drawn++
			}
		}
		n += drawn*8*min(p.Trials, mostPairs) + twin
	}
	if p.Past != nil {
		parts := int64(len(p.Past.Pieces) + 2)
		n = max(n, twin+parts*8*leaveTrials*int64(3+2*len(p.Reports)))
	}
	return n
}
