package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Columns of 1024 values, many of them in turn as in a run, so that the counters of one column are not all in the
// first-level cache when it comes round again.
const (
	benchBlock   = 1024
	benchColumns = 64
	benchBlocks  = 8
)

func benchData(value func(r *rand.Rand) float64) [][]float64 {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([][]float64, benchColumns*benchBlocks)
	for i := range data {
		data[i] = make([]float64, benchBlock)
		for j := range data[i] {
			data[i][j] = value(r)
		}
	}
	return data
}

// BenchmarkAdd reports the nanoseconds a value of counting, and how often that goes into sorting the same block.
func BenchmarkAdd(b *testing.B) {
	for _, k := range []struct {
		name  string
		value func(r *rand.Rand) float64
	}{
		{"lognormal", func(r *rand.Rand) float64 { return 1e7 * math.Exp(0.5*r.NormFloat64()) }},
		{"lognormal-1.5", func(r *rand.Rand) float64 { return 1e7 * math.Exp(1.5*r.NormFloat64()) }},
		{"normal", func(r *rand.Rand) float64 { return 1e7 * r.NormFloat64() }},
		{"zero-inflated", func(r *rand.Rand) float64 {
			if r.IntN(2) == 0 {
				return 0
			}
			return 1e7 * math.Exp(0.5*r.NormFloat64())
		}},
		{"all-zero-but-few", func(r *rand.Rand) float64 {
			if r.IntN(50) > 0 {
				return 0
			}
			return 1e7 * math.Exp(0.5*r.NormFloat64())
		}},
		{"narrow", func(r *rand.Rand) float64 { return 1e7 + 1e4*r.NormFloat64() }},
		{"within-a-bin", func(r *rand.Rand) float64 { return 1e7 + r.NormFloat64() }},
		{"capped", func(r *rand.Rand) float64 { return min(1, 0.9*math.Exp(0.3*r.NormFloat64())) }},
		{"eight-atoms", func(r *rand.Rand) float64 { return float64(r.IntN(8)) }},
		{"constant", func(r *rand.Rand) float64 { return 12.5 }},
	} {
		data := benchData(k.value)
		b.Run(k.name, func(b *testing.B) {
			counts := make([]Counts, benchColumns)
			for i := range data {
				counts[i%benchColumns].Add(data[i])
			}
			for b.Loop() {
				for i := range data {
					counts[i%benchColumns].Add(data[i])
				}
			}
			values := float64(b.N) * float64(len(data)*benchBlock)
			add := float64(b.Elapsed().Nanoseconds()) / values
			b.ReportMetric(add, "ns/value")
			b.ReportMetric(float64(counts[0].Bytes())/1024, "KiB")
			b.ReportMetric(sortCost(data)/add, "sorts")
		})
	}
}

// sortCost returns the nanoseconds a value of sorting blocks.
func sortCost(data [][]float64) float64 {
	work := make([]float64, benchBlock)
	start := time.Now()
	for _, x := range data {
		copy(work, x)
		slices.Sort(work)
	}
	return float64(time.Since(start).Nanoseconds()) / float64(len(data)*benchBlock)
}

func BenchmarkBlockMoments(b *testing.B) {
	data := benchData((*rand.Rand).NormFloat64)
	var m Moments
	for b.Loop() {
		for i := range data {
			m = Merge(m, BlockMoments(data[i]))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/(float64(b.N)*float64(len(data)*benchBlock)), "ns/value")
}

func BenchmarkTreePush(b *testing.B) {
	const columns = 512
	tree := NewTree(columns)
	block := int64(0)
	for b.Loop() {
		leaf := tree.Leaf()
		leaf.n = benchBlock
		tree.Push(block, leaf)
		block++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*columns), "ns/column")
}

// BenchmarkStatistics is the cost of a column's row of statistics at the end of a run.
func BenchmarkStatistics(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	x := make([]float64, 1<<20)
	for i := range x {
		x[i] = 1e7 * math.Exp(0.5*r.NormFloat64())
	}
	var c Counts
	c.Add(x)
	var sum float64
	b.Run("distribution", func(b *testing.B) {
		for b.Loop() {
			sum += c.Distribution().Min()
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			d := c.Distribution()
			for _, p := range []int64{1, 5, 10, 25, 50, 75, 90, 95, 99} {
				sum += d.Quantile(p, 100)
			}
			sum += d.LowerMean(5, 100) + d.UpperMean(5, 100)
		}
	})
}
