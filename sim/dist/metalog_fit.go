package dist

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"weir/sim/fp"
)

func buildMetalog(a Args) (shape, *ArgError) {
	lo, hi := a.or("min", math.Inf(-1)), a.or("max", math.Inf(1))
	if a.has("min") && a.has("max") {
		if err := a.ordered(lo, hi); err != nil {
			return nil, err
		}
	}
	points := a.percentiles()
	if len(points) < 3 {
		return nil, wrong(points[0].field, "two fix a normal, lognormal, logitnormal, beta, gamma or weibull", "metalog takes three or more percentiles, not %d", len(points))
	}
	if err := rising("metalog", points, lo, hi); err != nil {
		return nil, err
	}
	if isEven(points) && math.IsInf(lo, 0) && math.IsInf(hi, 0) { // the metalog whose B is 0
		per := (points[len(points)-1].x - points[0].x) / float64(points[len(points)-1].n-points[0].n)
		return uniform{points[0].x - float64(per*float64(points[0].n)), points[0].x + float64(per*float64(100-points[0].n))}, nil
	}
	m := newMetalog(points, lo, hi)
	side, q, atEnd, turns := m.turns()
	if !turns {
		return m, m.misses(points)
	}
	where := "at p" + number(percentOf(side, q))
	if atEnd {
		where = []string{"below p", "above p"}[side] + number(percentOf(side, q))
	}
	return nil, wrong(points[len(points)/2].field, metalogMend(points, lo, hi), "no metalog has %s: the quantiles of the curve through them would fall %s", listed(points), where)
}

// percentOf is N of the percentile.
func percentOf(side int, q float64) float64 {
	if side == 1 {
		return 100 - float64(100*q)
	}
	return 100 * q
}

// listed is the percentiles as written, "p5 = 1, p50 = 2 and p95 = 4"; of many the first and last.
func listed(points []percentile) string {
	words := make([]string, len(points))
	for i, p := range points {
		words[i] = p.field + " = " + number(p.x)
	}
	if n := len(words); n > 5 {
		words = append(words[:2], "...", words[n-1])
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// isEven reports whether the percentiles rise in proportion to N, with which four or more of them make a uniform.
func isEven(points []percentile) bool {
	first, last := points[0], points[len(points)-1]
	per := (last.x - first.x) / float64(last.n-first.n)
	return len(points) > 3 && !slices.ContainsFunc(points, func(p percentile) bool {
		return math.Abs(p.x-(first.x+float64(per*float64(p.n-first.n)))) > 1e-13*(last.x-first.x)
	})
}

// newMetalog solves for as many coefficients as there are percentiles.
func newMetalog(points []percentile, lo, hi float64) metalog {
	m := metalog{lo: lo, hi: hi}
	rows := make([][]float64, len(points))
	ofA := (len(points) + 1) / 2 // Keelin's order is 1, y, s y, s, s^2, s^2 y, s^3, ...
	if len(points) == 3 {
		ofA = 1
	}
	for i, p := range points {
		s, y := float64(2*p.n-100)/100, p.logit()
		power := 1.0
		for range ofA {
			rows[i] = append(rows[i], power)
			power *= s
		}
		power = 1
		for range len(points) - ofA {
			rows[i] = append(rows[i], power*y)
			power *= s
		}
		z, _ := m.at(p.x, p.x-lo, hi-p.x)
		rows[i] = append(rows[i], z)
	}
	c := eliminate(rows)
	m.a, m.b = c[:ofA], c[ofA:]
	return m
}

// logit is ln(p/(1-p)) at the percentile.
func (p percentile) logit() float64 { return fp.Log(float64(p.n) / float64(100-p.n)) }

// eliminate solves the equations, the right side last in each row, by Gauss with the largest pivot of each column.
func eliminate(rows [][]float64) []float64 {
	n := len(rows)
	for k := range n {
		best := k
		for i := k + 1; i < n; i++ {
			if math.Abs(rows[i][k]) > math.Abs(rows[best][k]) {
				best = i
			}
		}
		rows[k], rows[best] = rows[best], rows[k]
		for i := k + 1; i < n; i++ {
			times := rows[i][k] / rows[k][k]
			for j := k + 1; j <= n; j++ {
				rows[i][j] -= float64(times * rows[k][j])
			}
		}
	}
	x := make([]float64, n)
	for k := n - 1; k >= 0; k-- {
		rest := rows[k][n]
		for j := k + 1; j < n; j++ {
			rest -= float64(rows[k][j] * x[j])
		}
		x[k] = rest / rows[k][k]
	}
	return x
}

// misses names the first percentile that rounding keeps the metalog from.
func (m metalog) misses(points []percentile) *ArgError {
	for _, p := range points {
		if got := p.of(m); !p.isMet(got, points) {
			return wrong(p.field, "leave some of them out", "double precision cannot meet %d percentiles at once: %s would be %s, not %s", len(points), p.field, number(got), number(p.x))
		}
	}
	return nil
}

// metalogMend says what can be met: a percentile moved as little as possible, or a bound at 0.
func metalogMend(points []percentile, lo, hi float64) string {
	var mends []string
	best := math.Inf(1)
	for i := range points {
		from, to, ok := reach(points, i, lo, hi)
		x := points[i].x
		if room := points[min(i+1, len(points)-1)].x - points[max(i-1, 0)].x; ok && max(from-x, x-to)/room < best {
			best = max(from-x, x-to) / room
			mends = []string{"with the others as they are, " + points[i].field + " can lie between " + number(from) + " and " + number(to)}
		}
	}
	if math.IsInf(lo, 0) && points[0].x > 0 {
		if _, _, _, turns := newMetalog(points, 0, hi).turns(); !turns {
			mends = append(mends, "min = 0 makes them possible")
		}
	}
	if mends == nil {
		return "leave some of them out, or let them rise more evenly"
	}
	return strings.Join(mends, "; ")
}

// reach is where percentile i may lie between its neighbours, given the others, rounded inwards. As the rise of the curve is
// linear in z that is one interval, and it holds the quantile of the metalog without the percentile, if there is such a one.
func reach(points []percentile, i int, lo, hi float64) (from, to float64, ok bool) {
	if i == 0 || i == len(points)-1 {
		return 0, 0, false
	}
	without := newMetalog(slices.Delete(slices.Clone(points), i, i+1), lo, hi)
	if _, _, _, turns := without.turns(); turns {
		return 0, 0, false
	}
	moved := slices.Clone(points)
	end := func(good, bad float64) float64 {
		for range 16 {
			moved[i].x = good + float64((bad-good)/2)
			if _, _, _, turns := newMetalog(moved, lo, hi).turns(); turns {
				bad = moved[i].x
			} else {
				good = moved[i].x
			}
		}
		return good
	}
	x := points[i].of(without)
	from, to = end(x, points[i-1].x), end(x, points[i+1].x)
	grain := 1.0
	for ; grain < (to-from)/1e3; grain *= 10 {
	}
	for ; grain > (to-from)/1e3; grain /= 10 {
	}
	return math.Ceil(from/grain) * grain, math.Floor(to/grain) * grain, to > from
}

// asMetalog is the metalog through the percentiles as an author writes it, within the bounds; "" where there is none.
func asMetalog(points []percentile, lo, hi float64) string {
	m := newMetalog(points, lo, hi)
	if _, _, _, turns := m.turns(); turns || m.misses(points) != nil {
		return ""
	}
	text := `{ dist = "metalog"`
	field := func(name string, x float64) { text += ", " + name + " = " + strconv.FormatFloat(x, 'g', -1, 64) }
	if !math.IsInf(lo, 0) {
		field("min", lo)
	}
	if !math.IsInf(hi, 0) {
		field("max", hi)
	}
	for _, p := range points {
		field(p.field, p.x)
	}
	return text + " }"
}
