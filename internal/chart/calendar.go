package chart

import (
	"math"
	"strconv"
	"strings"

	"weir/sim/result"
)

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// stepName writes a step's label for readers: "2026-Q1" as "2026 Q1", "2026-03" as "Mar 2026". It stays on one line.
func stepName(label string) string {
	year, rest, ok := strings.Cut(label, "-")
	if !ok {
		return label
	}
	if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 12 {
		return months[n-1] + "\u00a0" + year
	}
	return year + "\u00a0" + rest
}

// dayName writes the month of a day such as "2026-07-01": "Jul 2026".
func dayName(day string) string {
	if len(day) < 7 {
		return day
	}
	return stepName(day[:7])
}

// window writes the time from the first day of p to the day before its end: "2027–2030" for whole years, "Jul 2026 to
// Dec 2030" otherwise.
func window(p result.Period) string {
	if whole(p.Begin) && whole(p.Finish) {
		first, last := int(math.Floor(p.Begin+0.5)), int(math.Floor(p.Finish+0.5))-1
		if first == last {
			return strconv.Itoa(first)
		}
		return strconv.Itoa(first) + "–" + strconv.Itoa(last)
	}
	first, last := dayName(p.Start), lastMonth(p.Finish)
	if first == last {
		return first
	}
	return first + " to " + last
}

func whole(t float64) bool { return math.Abs(t-math.Floor(t+0.5)) < 1e-6 }

// lastMonth is the month that ends at t on the year axis.
func lastMonth(t float64) string {
	n := int(math.Floor(float64(t*12)+0.5)) - 1
	return months[((n%12)+12)%12] + "\u00a0" + strconv.Itoa(int(math.Floor(float64(n)/12)))
}

// endOf says at what time a period ends, for a sentence: "2030" for the end of a year, "Sep 2030" otherwise.
func endOf(t float64) string {
	if whole(t) {
		return strconv.Itoa(int(math.Floor(t+0.5)) - 1)
	}
	return lastMonth(t)
}

// A yearMark is a label on the time axis.
type yearMark struct {
	text string
	x    float64 // its middle
}

var tickStyle = style{size: 8, ink: muted}

// timeAxis draws the time axis along y: a tick at each first of January, years in the middle of theirs. Where a year is
// too narrow for its label it is written short (’27), then only every second, fifth or tenth stands, at its first day.
//
// The labels are in the style st and may pass the end of the axis by spill.
func timeAxis(s *surface, x linear, y float64, steps []span, st style, spill float64) {
	s.across(x.start, x.end, y, 0.8, zero)
	first, last := int(math.Ceil(x.from-1e-6)), int(math.Floor(x.to+1e-6))
	every, texts := yearLabels(s, x, first-1, last, st, spill)
	for year := first; year <= last; year++ {
		if every == 1 || year%every == 0 {
			s.down(min(max(x.at(float64(year)), x.start+0.4), x.end-0.4), y, y+3.5, 0.8, zero)
		}
	}
	if len(texts) == 0 || x.to-x.from < 0.999 {
		texts = stepLabels(s, x, steps, st, spill)
	}
	for _, m := range texts {
		s.text(m.x, y+3+st.size, m.text, st, centre)
	}
}

// yearLabels chooses the labels between the years first and last: how many years apart, and which.
func yearLabels(s *surface, x linear, first, last int, st style, spill float64) (every int, texts []yearMark) {
	year := x.at(x.from+1) - x.start
	long, short := s.width("2026", st)+4, s.width("’26", st)+3
	write := strconv.Itoa
	if year < long && year >= short {
		write = func(n int) string { return "’" + strconv.Itoa(n)[2:] }
	}
	if year >= short {
		for n := first; n <= last; n++ {
			from, to := max(x.at(float64(n)), x.start), min(x.at(float64(n+1)), x.end)
			if text := write(n); to-from >= s.width(text, st)+1 {
				texts = append(texts, yearMark{text, (from + to) / 2})
			}
		}
		return 1, texts
	}
	every = 2
	for _, n := range [...]int{2, 5, 10, 20, 50, 100} {
		every = n
		if float64(year*float64(n)) >= long {
			break
		}
	}
	half := s.width("2026", st) / 2
	for n := first; n <= last; n++ {
		if at := x.at(float64(n)); n%every == 0 && at >= x.start-half && at+half <= x.end+spill {
			texts = append(texts, yearMark{strconv.Itoa(n), at})
		}
	}
	return every, texts
}

// stepLabels names the steps themselves, as many as have room, for times too short to show a year.
func stepLabels(s *surface, x linear, steps []span, st style, spill float64) []yearMark {
	var texts []yearMark
	free := math.Inf(-1)
	for _, p := range steps {
		w := s.width(p.name, st)
		at := x.at((p.begin + p.finish) / 2)
		if at-w/2 >= free && (at+w/2 <= x.end+spill || len(texts) == 0) {
			texts = append(texts, yearMark{p.name, at})
			free = at + w/2 + 6
		}
	}
	return texts
}

// A span is a step's name and its time on the year axis.
type span struct {
	name          string
	begin, finish float64
}
