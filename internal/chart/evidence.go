package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

const (
	mostMoved   = 10    // parameters that have room on a page
	leastMoved  = 0.02  // bits, below which the title says of none that it moves
	leastListed = 0.005 // bits, that are written as 0.00 below that: one is drawn nevertheless
)

// Moves are the parameters that evidence moved, before and after it, the one most moved first.
type Moves struct {
	Rows []Move
}

// A Move is one parameter.
type Move struct {
	Name             string
	Prior, Posterior [3]float64 // 5th, 50th and 95th percentile
	Bits             float64    // Kullback-Leibler divergence
	Date             bool       // its values are points on the year axis
}

// evidence is the figure of what evidence did to the parameters.
func evidence(r *result.Result) (Figure, bool) {
	if r.Evidence == nil || len(r.Evidence.Moved) == 0 {
		return Figure{}, false
	}
	moved := slices.Clone(r.Evidence.Moved)
	slices.SortStableFunc(moved, func(a, b result.Moved) int { return cmp.Compare(b.Divergence, a.Divergence) })
	m := &Moves{}
	for _, v := range moved[:min(len(moved), mostMoved)] {
		if v.Divergence < leastListed && len(m.Rows) > 0 {
			break
		}
		row := Move{Name: v.Name, Bits: six(v.Divergence)}
		for i := range row.Prior {
			row.Prior[i], row.Posterior[i] = six(v.Prior[i]), six(v.Posterior[i])
		}
		row.Date = slices.ContainsFunc(r.Parameters, func(q result.Parameter) bool { return q.Path == v.Path && q.Date })
		m.Rows = append(m.Rows, row)
	}
	f := figure(r, "evidence")
	f.Picture = m
	f.Title = m.claim(len(r.Evidence.Pieces))
	what := "The parameter that a trial draws once"
	if len(moved) > 1 {
		what = fmt.Sprintf("The most moved of %d parameters that a trial draws once", len(moved))
	}
	f.Subtitle = what + ": prior above, posterior below. Bars reach from the 5th to the 95th percentile, dots are medians; each row has the scale of its prior."
	f.Notes = append(f.Notes, "Bits: Kullback-Leibler divergence; 1 where half of what was possible is ruled out.")
	f.Alt = m.alt(f)
	return f, true
}

// claim is the title: which parameter moved most, and where to.
func (m *Moves) claim(pieces int) string {
	says := "evidence"
	if pieces > 0 {
		says = display.Count(pieces, "piece") + " of evidence"
	}
	verb := display.Agree(pieces, "moves", "move")
	first := m.Rows[0]
	if first.Bits < leastMoved {
		return display.Capital(says + " hardly " + verb + " any parameter")
	}
	prior, posterior := first.value(first.Prior[1]), first.value(first.Posterior[1])
	if prior == posterior {
		return display.Capital(fmt.Sprintf("%s %s %s most: its median stays at %s, its range changes", says, verb, first.Name, prior))
	}
	return display.Capital(fmt.Sprintf("%s %s %s most: from a median of %s to %s", says, verb, first.Name, prior, posterior))
}

// value writes a value of a parameter to three digits.
func (m Move) value(v float64) string {
	if m.Date {
		year := math.Floor(v)
		return fmt.Sprintf("%d-%02d", int(year), min(int(math.Floor(float64((v-year)*12)))+1, 12))
	}
	three, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 2, 64), 64)
	if err != nil || three == 0 {
		return "0"
	}
	if a := math.Abs(three); a < 1e-4 || a >= 1e15 {
		return strings.Replace(strconv.FormatFloat(three, 'g', 3, 64), "-", "−", 1)
	}
	g := magnitudeOf(three)
	digits := 2
	for a := math.Abs(three) / g.factor; a >= 9.995 && digits > 0; a /= 10 {
		digits--
	}
	for a := math.Abs(three) / g.factor; a < 0.9995; a *= 10 {
		digits++
	}
	text := decimal(three/g.factor, digits)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text + g.name
}

// bits writes a divergence.
func (m Move) bits() string { return decimal(m.Bits, 2) + " bits" }

// alt is the picture in words.
func (m *Moves) alt(f Figure) string {
	var rows []string
	for _, r := range m.Rows {
		v := r.value
		rows = append(rows, fmt.Sprintf("%s %s (%s to %s) before and %s (%s to %s) after, %s",
			r.Name, v(r.Prior[1]), v(r.Prior[0]), v(r.Prior[2]), v(r.Posterior[1]), v(r.Posterior[0]), v(r.Posterior[2]), r.bits()))
	}
	return f.Title + ". Medians with 5th and 95th percentiles: " + strings.Join(rows, "; ") + "."
}

func (m *Moves) write(b *strings.Builder) {
	fmt.Fprintf(b, "moves\n")
	for _, r := range m.Rows {
		fmt.Fprintf(b, "%q prior %g posterior %g bits %g date=%t\n", r.Name, r.Prior, r.Posterior, r.Bits, r.Date)
	}
}
