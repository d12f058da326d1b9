package engine

import (
	"cmp"
	"math"
	"slices"

	"weir/sim/draw"
	"weir/sim/fp"
	"weir/sim/machine"
	"weir/sim/pool"
	"weir/sim/program"
)

// Where hardly any proposal agrees with the evidence, what is drawn once is proposed near what agrees: a uniform is moved
// towards the cells of (0, 1) that carry weight, and a proposal x is taken with the chance w(x) p(x) / (C q(x)), for the
// density q that it is proposed by instead of p, and a constant C (rejection sampling with an adapted envelope; the cells are
// found by tempering the weights as in Del Moral, Doucet and Jasra 2006, "Sequential Monte Carlo samplers"). What w p / q
// exceeds C by is lost: C is chosen so that this is a fifth of a percent of the last pilot's weight. Everything here is a
// function of the plan alone.
const (
	tooFew        = 1.0 / 2000 // mean weight below which proposals are adapted
	cells         = 32
	leastDensity  = 0.1  // of a proposed uniform, so that no cell is lost
	mostDensities = 8    // parameters whose proposals are adapted
	leastKL       = 0.08 // bits: what is moved less is left alone, for a pilot's noise moves it by about 0.03
	pilotRounds   = 24
	pilotSize     = 500   // effective proposals of a pilot, which sets its temperature
	spill         = 0.002 // share of the weight that proposals may have above C
)

// A density is that of a proposed uniform: constant in each of the cells that edges divide (0, 1) into.
type density struct {
	edges, upTo [cells + 1]float64
}

// newDensity has one cell for each equal part of the weight of some draws, which are sorted, so that it is fine where the weight
// is.
func newDensity(u, weight []float64) *density {
	d := new(density)
	total := 0.0
	for _, x := range weight {
		total += x
	}
	c, sum := 1, 0.0
	for i, x := range weight {
		for sum += x; c < cells && sum >= float64(total*float64(c))/cells; c++ {
			d.edges[c] = max(u[i], math.Float64frombits(math.Float64bits(d.edges[c-1])+1))
		}
	}
	d.edges[cells] = 1
	for c := range cells {
		d.upTo[c+1] = d.upTo[c] + (1-leastDensity)/cells + float64(leastDensity*(d.edges[c+1]-d.edges[c]))
	}
	for c := range d.upTo {
		d.upTo[c] /= d.upTo[cells]
	}
	return d
}

// draw maps uniforms to draws of the density.
func (d *density) draw(u []float64) {
	for i, v := range u {
		c := cellOf(&d.upTo, v)
		x := d.edges[c] + float64((v-d.upTo[c])/(d.upTo[c+1]-d.upTo[c])*(d.edges[c+1]-d.edges[c]))
		u[i] = min(max(x, 0x1p-54), 1-0x1p-53)
	}
}

// cellOf is the last of the cells that begins at or below x.
func cellOf(edges *[cells + 1]float64, x float64) int {
	c := 0
	for half := cells / 2; half > 0; half /= 2 {
		if edges[c+half] <= x {
			c += half
		}
	}
	return c
}

// log is the logarithm of the density at a draw.
func (d *density) log(u float64) float64 {
	c := cellOf(&d.edges, u)
	return fp.Log((d.upTo[c+1] - d.upTo[c]) / (d.edges[c+1] - d.edges[c]))
}

// A proposal is what uniforms are drawn from instead of the model's laws, and C.
type proposal struct {
	densities  map[draw.Key]*density
	logCeiling float64
	beyond     float64 // share of the accepted that stand for more than one
}

// of lists the densities of the streams of a program; nil where the model's own stands.
func (p *proposal) of(streams []program.Stream) []*density {
	out := make([]*density, len(streams))
	for i, s := range streams {
		out[i] = p.densities[s.Key]
	}
	return out
}

// transform turns the uniforms of accepted proposals into what was proposed, in a machine that runs a program; nil where they are
// as the model says.
func (a *acceptance) transform(p *program.Program) func(stream int32, u []float64) {
	if a == nil || a.proposal == nil {
		return nil
	}
	densities := a.proposal.of(p.Streams)
	return func(stream int32, u []float64) {
		if d := densities[stream]; d != nil {
			d.draw(u)
		}
	}
}

// A pilot notes of a block of proposals how rarely they are proposed, and where its draws are wanted, what is drawn once.
type pilot struct {
	streams   []program.Stream
	densities []*density
	noted     []bool                    // by stream: its density is in logRatio
	draws     map[int32]*[Block]float64 // by stream; nil where nobody asks
	weight    [Block]float64            // logarithms
	logRatio  [Block]float64            // of p / q
}

func newPilot(p *program.Program, by *proposal) *pilot {
	return &pilot{streams: p.Streams, densities: by.of(p.Streams), noted: make([]bool, len(p.Streams))}
}

func (p *pilot) begin() {
	clear(p.noted)
	p.logRatio = [Block]float64{}
}

// transform turns uniforms into what is proposed, and notes it.
func (p *pilot) transform(stream int32, u []float64) {
	if d := p.densities[stream]; d != nil {
		d.draw(u)
		if !p.noted[stream] {
			p.noted[stream] = true
			for i, x := range u {
				p.logRatio[i] -= d.log(x)
			}
		}
	}
	if p.draws == nil || p.streams[stream].Role != program.Once {
		return
	}
	if p.draws[stream] == nil {
		p.draws[stream] = new([Block]float64)
	}
	copy(p.draws[stream][:], u)
}

// Proposed takes what a machine gives of proposals: those that are accepted, and in the first blocks what they are.
type proposed struct {
	*collector // nil where nothing is described
	proposal   *proposal
	pilot      *pilot // nil where proposals are as the model says
	trial      uint64 // of the first lane
	taken      []uint64
}

// begin takes up a block.
func (o *proposed) begin(trial uint64) {
	o.trial, o.taken = trial, o.taken[:0]
	if o.pilot != nil {
		o.pilot.begin()
	}
}

// Observe, Average, Row and Tally are those of the collector, where there is one.

func (o *proposed) Observe(column int32, x []float64) {
	if o.collector != nil {
		o.collector.Observe(column, x)
	}
}

func (o *proposed) Average(column int32, x []float64) {
	if o.collector != nil {
		o.collector.Average(column, x)
	}
}

func (o *proposed) Row(int32, []float64) {}

func (o *proposed) Tally(counter int32, x []float64) {
	if o.collector != nil {
		o.collector.Tally(counter, x)
	}
}

// Accept takes proposals by the logarithms of their weights and a uniform of their own.
func (o *proposed) Accept(_ int32, weights, u []float64) {
	if o.pilot != nil {
		copy(o.pilot.weight[:], weights)
	}
	for i, chance := range weights {
		if o.pilot != nil {
			chance = min(chance+o.pilot.logRatio[i]-o.proposal.logCeiling, 0)
		}
		if u[i] < fp.Exp(chance) {
			o.taken = append(o.taken, o.trial+uint64(i))
		}
	}
}

// A pilotBlock is what a pilot has noted of a block.
type pilotBlock struct {
	draws            map[int32]*[Block]float64
	weight, logRatio [Block]float64
}

// adapt finds a proposal: from round to round the weights count more, until they count in full.
func (a *acceptance) adapt() error {
	by := &proposal{}
	for range pilotRounds {
		seen, err := a.look(by)
		if err != nil {
			return err
		}
		t := temperature(seen)
		if t == 1 && by.densities != nil {
			a.proposal = by
			by.choose(seen)
			return nil
		}
		by = a.towards(seen, t)
	}
	return nil // the evidence does not let itself be approached: what there is must do
}

// look runs the first proposals.
func (a *acceptance) look(by *proposal) ([]pilotBlock, error) {
	tables := a.tables.Compile(a.p.Laws, a.workers)
	seen := make([]pilotBlock, min(priorBlocks, a.limit))
	a.failing.reset(int64(len(seen)))
	pool.Each(a.workers, int64(len(seen)), func() func(int64) bool {
		m := machine.New(a.p.Program, tables, a.design, a.stop)
		out := &proposed{proposal: by, pilot: newPilot(a.p.Program, by)}
		m.Transform = out.pilot.transform
		return func(b int64) bool {
			if a.ctx.Err() != nil {
				return false
			}
			out.pilot.draws = map[int32]*[Block]float64{}
			out.begin(uint64(b) * Block)
			if failed := m.Block(b, Block, nil, out); failed != nil {
				a.failing.fail(failed)
				return false
			}
			seen[b] = pilotBlock{out.pilot.draws, out.pilot.weight, out.pilot.logRatio}
			return true
		}
	})
	switch {
	case a.ctx.Err() != nil:
		return nil, a.ctx.Err()
	case a.failing.first != nil:
		return nil, a.explain()
	}
	return seen, nil
}

// choose sets the C above which the spill of a pilot's weight lies.
func (p *proposal) choose(seen []pilotBlock) {
	most := math.Inf(-1)
	for _, s := range seen {
		for i, x := range s.weight {
			most = max(most, x+s.logRatio[i])
		}
	}
	var all []float64
	total := 0.0
	tempered(seen, 1, func(_ *pilotBlock, _ int, w float64) {
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
	p.logCeiling = most + fp.Log(all[k])
	accepted := float64(k) + (total-sum)/all[k]
	p.beyond = float64(k) / accepted
}

// tempered gives the weights of a pilot at a temperature, the largest 1.
func tempered(seen []pilotBlock, temperature float64, visit func(s *pilotBlock, lane int, w float64)) {
	most := math.Inf(-1)
	for _, s := range seen {
		for i, x := range s.weight {
			most = max(most, float64(temperature*x)+s.logRatio[i])
		}
	}
	for k := range seen {
		s := &seen[k]
		for i, x := range s.weight {
			visit(s, i, fp.Exp(float64(temperature*x)+s.logRatio[i]-most))
		}
	}
}

// temperature is the largest, up to 1, at which a pilot has pilotSize effective proposals (Kish 1965).
func temperature(seen []pilotBlock) float64 {
	size := func(temperature float64) float64 {
		sum, squares := 0.0, 0.0
		tempered(seen, temperature, func(_ *pilotBlock, _ int, w float64) {
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

// towards is the proposal that a pilot asks for at a temperature: it moves what moves most, by the Kullback-Leibler divergence
// over equal cells.
func (a *acceptance) towards(seen []pilotBlock, temperature float64) *proposal {
	type moved struct {
		stream int32
		kl     float64
	}
	var all []moved
	for i, s := range a.p.Streams {
		stream := int32(i)
		if s.Role != program.Once || seen[0].draws[stream] == nil {
			continue
		}
		var parts [cells]float64
		total, kl := 0.0, 0.0
		tempered(seen, temperature, func(s *pilotBlock, lane int, w float64) {
			parts[min(int(s.draws[stream][lane]*cells), cells-1)] += w
			total += w
		})
		for _, x := range parts {
			if x /= total; x > 0 {
				kl += float64(x * fp.Log(x*cells))
			}
		}
		if kl > leastKL*math.Ln2 {
			all = append(all, moved{stream, kl})
		}
	}
	slices.SortStableFunc(all, func(a, b moved) int { return cmp.Compare(b.kl, a.kl) })
	by := &proposal{densities: map[draw.Key]*density{}}
	for _, m := range all[:min(len(all), mostDensities)] {
		type weighed struct{ u, w float64 }
		var draws []weighed
		tempered(seen, temperature, func(s *pilotBlock, lane int, w float64) { draws = append(draws, weighed{s.draws[m.stream][lane], w}) })
		slices.SortStableFunc(draws, func(a, b weighed) int { return cmp.Compare(a.u, b.u) })
		u, weight := make([]float64, len(draws)), make([]float64, len(draws))
		for i, d := range draws {
			u[i], weight[i] = d.u, d.w
		}
		by.densities[a.p.Streams[m.stream].Key] = newDensity(u, weight)
	}
	return by
}
