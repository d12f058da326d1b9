package model

// A PeriodKind says what a period is.
type PeriodKind uint8

// The kinds of period.
const (
	StepPeriod PeriodKind = iota
	YearPeriod
	WindowPeriod // history or forecast
)

// A Period is a stretch of steps [From, To) that results are given for.
type Period struct {
	Label    string
	Kind     PeriodKind
	From, To int
}

// Periods are the steps, the calendar years wholly within start..end (where a step is shorter), the history where there is
// one, and the forecast.
func (m *Model) Periods() []Period {
	t := m.Time
	var out []Period
	for k := range t.Steps {
		out = append(out, Period{t.Label(k), StepPeriod, k, k + 1})
	}
	if t.PerYear > 1 {
		first := (t.Origin + t.PerYear - 1) / t.PerYear
		for year := first; (year+1)*t.PerYear <= t.Origin+t.Steps; year++ {
			from := year*t.PerYear - t.Origin
			out = append(out, Period{Time{PerYear: 1}.Label(year), YearPeriod, from, from + t.PerYear})
		}
	}
	if t.Forecast > 0 {
		out = append(out, Period{"history", WindowPeriod, 0, t.Forecast})
	}
	return append(out, Period{"forecast", WindowPeriod, t.Forecast, t.Steps})
}
