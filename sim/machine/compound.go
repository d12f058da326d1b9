package machine

// Sizes of events are drawn for a block as a whole: first all first ones, then all second ones, and so on, so that draws
// and tables work on long columns, and each trial's sizes are summed in the order of its events.
const (
	flat = 4 * Block // events that are drawn together
	pad  = 16        // what kernels may write behind them
)

// everyLane lists the lanes of a block.
var everyLane = func() (l [Block + pad]int32) {
	for i := range l {
		l[i] = int32(i % Block)
	}
	return l
}()

// compound sums the sizes of each trial's events. Sizes are keyed by the number of the event, so the first events of a
// trial are the same whatever the count.
func (m *Machine) compound(dst, count []float64, event int32) {
	e := m.p.Events[event]
	var sums [Block]float64           // dst may be the column of counts
	limit := min(m.n, m.failure.Lane) // lanes behind a failure need not run, and may have any count
	from, to := 0, reaching(m.lanes[:], everyLane[:limit], count, 0)
	for k := 0; from < to && !m.stop.Load(); k++ {
		padded := from + (to-from+pad-1)&^(pad-1)
		switch key := e.Key.Event(k); {
		case m.ids == nil:
			key.Pick(m.sizes[from:padded], m.trial, m.lanes[from:padded])
		case m.near:
			for j, lane := range m.lanes[from:padded] {
				m.picked[from+j] = m.offsets[lane&(Block-1)]
			}
			key.Pick(m.sizes[from:padded], m.trial, m.picked[from:padded])
		default:
			for j, lane := range m.lanes[from:to] {
				m.sizes[from+j] = key.At(m.ids[lane])
			}
		}
		next := to + reaching(m.lanes[to:], m.lanes[from:to], count, float64(k+1))
		if next > to && next <= flat-Block {
			from, to = to, next
			continue
		}
		m.tables[e.Law].Fill(m.sizes[:to], m.sizes[:to])
		for j, lane := range m.lanes[:to] {
			sums[lane&(Block-1)] += m.sizes[j]
		}
		from, to = 0, copy(m.lanes[:], m.lanes[to:next])
	}
	copy(dst, sums[:])
}

// reaching lists those of the lanes whose count is above k, in their order, and returns how many. There is room for as
// many as there are lanes, and pad more.
func reaching(dst, lanes []int32, count []float64, k float64) int {
	n, i := 0, 0
	if whole := len(lanes) &^ 7; eight && whole > 0 {
		n, i = reaching512(&dst[0], &lanes[0], whole, &count[0], k), whole
	}
	for _, lane := range lanes[i:] {
		dst[n] = lane
		above := 0
		if count[lane] > k {
			above = 1
		}
		n += above
	}
	return n
}
