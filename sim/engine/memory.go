package engine

import (
	"math"
	"math/bits"
	"unsafe"

	"weir/sim/dist"
	"weir/sim/draw"
	"weir/sim/machine"
	"weir/sim/plan"
	"weir/sim/program"
	"weir/sim/result"
	"weir/sim/summary"
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
//   - for each worker the registers of the program, C lists of up to 8 blocks of places, and 5 nodes of moments;
//   - for each column its counters (an index of 16 KiB and a page of 1 KiB for each power of two that its values reach over),
//     its counts by randomisation where it has them, and the moments in log2 B nodes of the tree;
//   - the tables of laws;
//   - the program, with where its columns lie;
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
	if p.History != nil {
		columns, _ := gatheredBytes(p.History.Plan, priorBlocks*Block, workers)
		n.Workers += machineBytes(p.History.Plan)
		n.Columns += columns + tableBytes(p.History.Plan) + programBytes(p.History.Plan)
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

const shapeBytes = int64(unsafe.Sizeof(result.Shape{})) + 8*summary.Points

// machineBytes is what each worker needs.
func machineBytes(p *plan.Plan) int64 {
	blocks := pendingBlocks(p.Columns)
	return int64(unsafe.Sizeof(machine.Machine{})) + registerBytes(p) + int64(p.Columns)*(2*Block*int64(blocks)+24) + 5*nodeBytes(p)
}

// registerBytes is what the columns of a block take.
func registerBytes(p *plan.Plan) int64 { return machine.RegisterBytes * int64(p.Registers) }

// nodeBytes is what the moments of all columns take.
func nodeBytes(p *plan.Plan) int64 {
	n := 16 * int64(p.Columns+p.Averages)
	if p.Replicated {
		n += 8 * draw.Replicas * int64(p.Columns+p.Averages)
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
		replicas := int64(0)
		for _, yes := range p.ByRandomisation() {
			if yes {
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
	draws := make([]program.Interval, len(p.Laws))
	for i, l := range p.Laws {
		draws[i] = program.Interval{Lo: l.Law.Quantile(tail) * l.Scale, Hi: l.Law.Quantile(1-tail) * l.Scale}
	}
	p.Follow(func(law int32) program.Interval { return draws[law] }, func(in *program.Instr, x program.Interval) {
		if in.Op != program.Observe {
			return
		}
		n := fromZero
		if size := x.Abs(); size.Finite() && size.Lo > 0 {
			n = exponent(size.Hi) - exponent(size.Lo) + 1
		} else if x.Lo < 0 && x.Hi > 0 { // of both signs
			n += fromZero
		}
		pages[in.Aux] = min(n, trials)
	})
	return pages
}

// exponent is that of the power of two at or below a number that is finite and above 0.
func exponent(x float64) int64 { return int64(math.Float64bits(x) >> 52) }

// tableBytes is what the samplers of a plan take.
func tableBytes(p *plan.Plan) (n int64) {
	for _, l := range p.Laws {
		n += int64(dist.TableBytes(l.Law))
	}
	return n
}

// programBytes is what a run makes of a program.
func programBytes(p *plan.Plan) int64 {
	return int64(len(p.Code)) * int64(unsafe.Sizeof(program.Instr{})+unsafe.Sizeof(program.Interval{})+unsafe.Sizeof(program.Value(0)))
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

// fewest is the number of trials below which variances are not looked into.
const fewest = Kept / 4

// keptBytes is what the indices of variance and the headlines without parts of the evidence take.
func keptBytes(p *plan.Plan, workers int) (n int64) {
	if p.Trials < fewest && p.History == nil {
		return 0
	}
	pairs := 2 * (int64(len(p.Code))*int64(unsafe.Sizeof(program.Instr{})+4+48) + int64(workers)*registerBytes(p)) // 48: of a definition
	if p.Trials >= fewest {
		drawn := int64(2 * len(p.Reports)) // the ends
		for _, s := range p.Streams {
			if s.Role == program.Once {
				drawn++
			}
		}
		n += drawn*8*min(p.Trials, Kept) + pairs
	}
	if p.History != nil {
		parts := int64(len(p.History.Pieces) + 2)
		n = max(n, pairs+parts*8*Kept*int64(3+2*len(p.Reports)))
	}
	return n
}
