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

// A warp bends a uniform: its density is constant in each of the cells that edges divide (0, 1) into.
type warp struct {
	edges, upTo [warpCells + 1]float64
}

// newWarp has one cell for each equal part of the weight of some draws, which are sorted, so that it is fine where the weight
// is.
func newWarp(u, weight []float64) *warp {
	w := new(warp)
	total := 0.0
	for _, x := range weight {
		total += x
	}
	c, sum := 1, 0.0
	for i, x := range weight {
		for sum += x; c < warpCells && sum >= float64(total*float64(c))/warpCells; c++ {
			w.edges[c] = max(u[i], math.Float64frombits(math.Float64bits(w.edges[c-1])+1))
		}
	}
	w.edges[warpCells] = 1
	for c := range warpCells {
		w.upTo[c+1] = w.upTo[c] + (1-leastDensity)/warpCells + float64(leastDensity*(w.edges[c+1]-w.edges[c]))
	}
	for c := range w.upTo {
		w.upTo[c] /= w.upTo[warpCells]
	}
	return w
}

// bend maps uniforms to draws of the density.
func (w *warp) bend(u []float64) {
	for i, v := range u {
		c := cellOf(&w.upTo, v)
		x := w.edges[c] + float64((v-w.upTo[c])/(w.upTo[c+1]-w.upTo[c])*(w.edges[c+1]-w.edges[c]))
		u[i] = min(max(x, 0x1p-54), 1-0x1p-53)
	}
}

// cellOf is the last of the cells that begins at or below x.
func cellOf(edges *[warpCells + 1]float64, x float64) int {
	c := 0
	for half := warpCells / 2; half > 0; half /= 2 {
		if edges[c+half] <= x {
			c += half
		}
	}
	return c
}

// logDensity is that at a draw.
func (w *warp) logDensity(u float64) float64 {
	c := cellOf(&w.edges, u)
	return fp.Log((w.upTo[c+1] - w.upTo[c]) / (w.edges[c+1] - w.edges[c]))
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
		m.pilot.logRatio[i] -= w.logDensity(x)
	}
}

// A pilot notes of a block of proposals what is drawn once, what they weigh, and how rarely they are proposed.
type pilot struct {
	draws    map[int32]*[Block]float64 // by stream; nil where nobody asks
	bent     map[int32]bool
	weight   [Block]float64 // logarithms
	logRatio [Block]float64 // of p / q
}

func (p *pilot) begin() {
	clear(p.bent)
	p.logRatio = [Block]float64{}
}

func (p *pilot) note(stream int32, u []float64) {
	if p.draws == nil {
		return
	}
	draws := p.draws[stream]
	if draws == nil {
		draws = new([Block]float64)
		p.draws[stream] = draws
	}
	copy(draws[:], u)
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
	draws            map[int32]*[Block]float64
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
				m.pilot = &pilot{draws: map[int32]*[Block]float64{}, bent: map[int32]bool{}}
				if failed := m.block(b, Block, nil, nil); failed != nil {
					f.fail(failed)
					return
				}
				seen[b] = sighting{m.pilot.draws, m.pilot.weight, m.pilot.logRatio}
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

// towards is the envelope that a pilot asks for at a temperature: it bends what moves most, by the Kullback-Leibler divergence
// over equal cells.
func (f *filter) towards(seen []sighting, heat float64) *envelope {
	type moved struct {
		stream int32
		kl     float64
	}
	var all []moved
	for i, s := range f.p.Streams {
		stream := int32(i)
		if !s.Once || seen[0].draws[stream] == nil {
			continue
		}
		var cells [warpCells]float64
		total, kl := 0.0, 0.0
		tempered(seen, heat, func(s *sighting, lane int, w float64) {
			cells[min(int(s.draws[stream][lane]*warpCells), warpCells-1)] += w
			total += w
		})
		for _, x := range cells {
			if x /= total; x > 0 {
				kl += float64(x * fp.Log(x*warpCells))
			}
		}
		if kl > leastKL*math.Ln2 {
			all = append(all, moved{stream, kl})
		}
	}
	slices.SortStableFunc(all, func(a, b moved) int { return cmp.Compare(b.kl, a.kl) })
	e := &envelope{warps: map[draw.Key]*warp{}}
	for _, m := range all[:min(len(all), mostWarps)] {
		type weighed struct{ u, w float64 }
		var draws []weighed
		tempered(seen, heat, func(s *sighting, lane int, w float64) { draws = append(draws, weighed{s.draws[m.stream][lane], w}) })
		slices.SortStableFunc(draws, func(a, b weighed) int { return cmp.Compare(a.u, b.u) })
		u, weight := make([]float64, len(draws)), make([]float64, len(draws))
		for i, d := range draws {
			u[i], weight[i] = d.u, d.w
		}
		e.warps[f.p.Streams[m.stream].Key] = newWarp(u, weight)
	}
	return e
}
