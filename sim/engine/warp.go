package engine

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync/atomic"

	"weir/sim/draw"
	"weir/sim/fp"
)

// Where hardly any proposal agrees with the evidence, what is drawn once is proposed near what agrees: a uniform is bent
// towards the cells of (0, 1) that carry weight, and a proposal x is taken with the chance w(x) p(x) / (C q(x)), for the
// density q that it is proposed by instead of p, and a constant C (rejection sampling with an adapted envelope; the cells are
// found by tempering the weights as in Del Moral, Doucet and Jasra 2006, "Sequential Monte Carlo samplers"). What w p / q
// exceeds C by is lost: C is chosen so that this is a fifth of a percent of the last pilot's weight. Everything here is a
// function of the plan alone.
const (
	tooFew       = 1.0 / 2000 // mean weight below which proposals are adapted
	warpCells    = 32
	leastDensity = 0.1  // of a bent uniform, so that no cell is lost
	mostWarps    = 8    // parameters whose proposals are adapted
	leastKL      = 0.08 // bits: what is moved less is left alone, for a pilot's noise moves it by about 0.03
	pilotRounds  = 24
	pilotSize    = 500   // effective proposals of a pilot, which sets its temperature
	spill        = 0.002 // share of the weight that proposals may have above C
)

// A warp bends a uniform: its density is constant in each cell.
type warp struct {
	upTo [warpCells + 1]float64
}

// newWarp takes the density from weights of cells that sum to 1.
func newWarp(cells *[warpCells]float64) *warp {
	w := new(warp)
	for c, x := range cells {
		w.upTo[c+1] = w.upTo[c] + (float64(x*(1-leastDensity)) + leastDensity/warpCells)
	}
	for c := range w.upTo {
		w.upTo[c] /= w.upTo[warpCells]
	}
	return w
}

// bend maps uniforms to draws of the density.
func (w *warp) bend(u []float64) {
	for i, v := range u {
		c := 0
		for c < warpCells-1 && w.upTo[c+1] <= v {
			c++
		}
		x := (float64(c) + (v-w.upTo[c])/(w.upTo[c+1]-w.upTo[c])) / warpCells
		u[i] = min(max(x, 0x1p-54), 1-0x1p-53)
	}
}

// cell is that of a uniform.
func cell(u float64) int { return min(int(u*warpCells), warpCells-1) }

// logDensity is that of a cell.
func (w *warp) logDensity(cell int) float64 {
	return fp.Log((w.upTo[cell+1] - w.upTo[cell]) * warpCells)
}

// An envelope is what proposals are drawn from instead of the model's laws, and C.
type envelope struct {
	warps      map[draw.Key]*warp
	logCeiling float64
	beyond     float64 // share of the accepted that stand for more than one
}

// bend applies the warp of a stream to its uniforms in a block, and notes the densities once.
func (m *machine) bend(stream int32, u []float64) {
	s := &m.p.Streams[stream]
	w := m.envelope.warps[s.Key]
	if w == nil {
		return
	}
	w.bend(u)
	if m.pilot == nil || m.pilot.bent[stream] {
		return
	}
	m.pilot.bent[stream] = true
	for i, x := range u {
		m.pilot.logRatio[i] -= w.logDensity(cell(x))
	}
}

// A pilot notes of a block of proposals which cells they are from, what they weigh, and how rarely they are proposed.
type pilot struct {
	cells    map[int32]*[Block]uint8 // by stream; nil where nobody asks
	bent     map[int32]bool
	weight   [Block]float64 // logarithms
	logRatio [Block]float64 // of p / q
}

func (p *pilot) begin() {
	clear(p.bent)
	p.logRatio = [Block]float64{}
}

func (p *pilot) note(stream int32, u []float64) {
	if p.cells == nil {
		return
	}
	cells := p.cells[stream]
	if cells == nil {
		cells = new([Block]uint8)
		p.cells[stream] = cells
	}
	for i, x := range u {
		cells[i] = uint8(cell(x))
	}
}

// accept takes proposals into a list by the logarithms of their weights and a uniform of their own.
func (m *machine) accept(list int, weights, u []float64) {
	for list >= len(m.taken) {
		m.taken = append(m.taken, nil)
	}
	taken := m.taken[list]
	if m.pilot != nil {
		copy(m.pilot.weight[:], weights)
	}
	for i, chance := range weights {
		if m.pilot != nil {
			chance = min(chance+m.pilot.logRatio[i]-m.envelope.logCeiling, 0)
		}
		if u[i] < fp.Exp(chance) {
			taken = append(taken, m.trial+uint64(i))
		}
	}
	m.taken[list] = taken
}

// A sighting is a pilot's block.
type sighting struct {
	cells            map[int32]*[Block]uint8
	weight, logRatio [Block]float64
}

// adapt finds the envelope of a filter: from round to round the weights count more, until they count in full.
func (f *filter) adapt(ctx context.Context) error {
	e := &envelope{}
	for range pilotRounds {
		seen, err := f.look(ctx, e)
		if err != nil {
			return err
		}
		heat := temperature(seen)
		if heat == 1 && e.warps != nil {
			f.envelope = e
			e.settle(seen)
			return nil
		}
		e = f.towards(seen, heat)
	}
	return nil // the evidence does not let itself be approached: what there is must do
}

// look runs the first proposals of an envelope.
func (f *filter) look(ctx context.Context, e *envelope) ([]sighting, error) {
	tables := f.tables.compile(f.p.Laws, f.workers)
	seen := make([]sighting, min(priorBlocks, f.limit))
	f.failed.Store(int64(len(seen)))
	var next atomic.Int64
	var workforce crew
	for range min(f.workers, len(seen)) {
		workforce.start(func() {
			m := newMachine(f.p, tables, f.design, &f.stop)
			m.envelope = e
			for b := next.Add(1) - 1; b < int64(len(seen)) && ctx.Err() == nil; b = next.Add(1) - 1 {
				m.pilot = &pilot{cells: map[int32]*[Block]uint8{}, bent: map[int32]bool{}}
				if failed := m.block(b, Block, nil, nil); failed != nil {
					f.fail(failed)
					return
				}
				seen[b] = sighting{m.pilot.cells, m.pilot.weight, m.pilot.logRatio}
			}
		})
	}
	workforce.wait()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case f.failure != nil:
		return nil, f.explain()
	}
	return seen, nil
}

// settle chooses the C above which the spill of a pilot's weight lies.
func (e *envelope) settle(seen []sighting) {
	most := math.Inf(-1)
	for _, s := range seen {
		for i, x := range s.weight {
			most = max(most, x+s.logRatio[i])
		}
	}
	var all []float64
	total := 0.0
	tempered(seen, 1, func(_ *sighting, _ int, w float64) {
		all = append(all, w)
		total += w
	})
	slices.SortFunc(all, func(a, b float64) int { return cmp.Compare(b, a) })
	// Of the k largest, the part above C = all[k] is their sum less k C.
	sum, k := 0.0, 0
	for k < len(all)-1 && sum-float64(float64(k)*all[k]) <= spill*total {
		sum += all[k]
		k++
	}
	e.logCeiling = most + fp.Log(all[k])
	accepted := float64(k) + (total-sum)/all[k]
	e.beyond = float64(k) / accepted
}

// tempered gives the weights of a pilot at a temperature, the largest 1.
func tempered(seen []sighting, heat float64, visit func(s *sighting, lane int, w float64)) {
	most := math.Inf(-1)
	for _, s := range seen {
		for i, x := range s.weight {
			most = max(most, float64(heat*x)+s.logRatio[i])
		}
	}
	for k := range seen {
		s := &seen[k]
		for i, x := range s.weight {
			visit(s, i, fp.Exp(float64(heat*x)+s.logRatio[i]-most))
		}
	}
}

// temperature is the largest, up to 1, at which a pilot has pilotSize effective proposals (Kish 1965).
func temperature(seen []sighting) float64 {
	size := func(heat float64) float64 {
		sum, squares := 0.0, 0.0
		tempered(seen, heat, func(_ *sighting, _ int, w float64) {
			sum += w
			squares += float64(w * w)
		})
		return float64(sum*sum) / squares
	}
	if size(1) >= pilotSize {
		return 1
	}
	lo, hi := 0.0, 1.0
	for range 30 {
		if heat := math.Sqrt(max(lo, 1e-12) * hi); size(heat) >= pilotSize {
			lo = heat
		} else {
			hi = heat
		}
	}
	return lo
}

// towards is the envelope that a pilot asks for at a temperature.
func (f *filter) towards(seen []sighting, heat float64) *envelope {
	type moved struct {
		key   draw.Key
		cells [warpCells]float64
		kl    float64
	}
	var all []*moved
	for stream, s := range f.p.Streams {
		if !s.Once || seen[0].cells[int32(stream)] == nil {
			continue
		}
		m := &moved{key: s.Key}
		total := 0.0
		tempered(seen, heat, func(s *sighting, lane int, w float64) {
			m.cells[s.cells[int32(stream)][lane]] += w
			total += w
		})
		for c := range m.cells {
			m.cells[c] /= total
			if x := m.cells[c]; x > 0 {
				m.kl += float64(x * fp.Log(x*warpCells))
			}
		}
		if m.kl > leastKL*math.Ln2 {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b *moved) int { return cmp.Compare(b.kl, a.kl) })
	e := &envelope{warps: map[draw.Key]*warp{}}
	for _, m := range all[:min(len(all), mostWarps)] {
		e.warps[m.key] = newWarp(&m.cells)
	}
	return e
}
