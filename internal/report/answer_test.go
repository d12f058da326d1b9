package report

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"weir/sim/result"
)

// answerOf is the paragraph of the answer.
func answerOf(t *testing.T, name string) (string, *result.Result) {
	t.Helper()
	r := worlds[name].result()
	_, rest, ok := strings.Cut(string(Markdown("1.0", r, nil)), "## The answer\n\n")
	text, _, _ := strings.Cut(rest, "\n\n")
	if !ok || text == "" {
		t.Fatalf("%s has no answer", name)
	}
	return text, r
}

// figures are the amounts and percentages of a text, and half a unit of the last digit of each.
func figures(t *testing.T, text string) (values, halves []float64) {
	t.Helper()
	text = strings.ReplaceAll(text, "90% of the trials", "")
	for _, m := range regexp.MustCompile(`(−?)(\$?)(\d+)(\.\d+)?(tn|bn|m|k|%|)`).FindAllStringSubmatch(text, -1) {
		if m[2] == "" && m[5] != "%" {
			continue // a year
		}
		v, err := strconv.ParseFloat(m[3]+m[4], 64)
		if err != nil {
			t.Fatal(err)
		}
		scale := map[string]float64{"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12, "%": 0.01}[m[5]]
		if m[1] != "" {
			v = -v
		}
		values = append(values, v*scale)
		zeros := len(m[3]) - len(strings.TrimRight(m[3], "0")) // 350 may be good to the last but one
		if m[4] != "" {
			zeros = 0
		}
		halves = append(halves, 0.5*scale*math.Pow(10, float64(zeros-max(0, len(m[4])-1))))
	}
	return values, halves
}

// TestEveryNumberOfTheAnswerIsTheResults derives each number of the answers anew.
func TestEveryNumberOfTheAnswerIsTheResults(t *testing.T) {
	at := func(r *result.Result, channel, measure string, period int) result.Summary {
		return r.Find(channel, measure).Scenario[period]
	}
	year := func(r *result.Result, label string) int {
		for i, p := range r.Periods {
			if p.Label == label {
				return i
			}
		}
		t.Fatalf("no period %s", label)
		return -1
	}
	for name, expected := range map[string]func(r *result.Result, w int) []float64{
		"pressure": func(r *result.Result, w int) []float64 {
			total, ore, coal, cost := at(r, "total", "loss", w), at(r, "c0", "loss", w), at(r, "c1", "loss", w), at(r, "shocks", "cost", w)
			last, peak := at(r, "total", "loss", year(r, "2032")), at(r, "total", "loss", year(r, "2030"))
			base := func(id string) float64 { return r.Find(id, "revenue").Baseline[w].Mean }
			lost, arrived := r.Leaks[0].Lost.Mean, r.Flows[0].Arrived.Mean
			return []float64{
				total.Mean, total.Mean / base("total"), total.Median(), total.P5(), total.P95(),
				ore.Mean, ore.Mean / base("c0"), -coal.Mean, -coal.Mean / base("c1"), lost, arrived, arrived / lost,
				last.Mean, last.Mean / peak.Mean, peak.Mean, cost.Median(), cost.P5(), cost.P95(),
			}
		},
		"gain": func(r *result.Result, w int) []float64 {
			total, ore := at(r, "total", "loss", w), at(r, "c0", "loss", w)
			base := func(id string) float64 { return r.Find(id, "revenue").Baseline[w].Mean }
			return []float64{
				-total.Mean, -total.Mean / base("total"), -total.Median(), -total.P95(), -total.P5(),
				-ore.Mean, -ore.Mean / base("c0"), -at(r, "total", "loss", year(r, "2032")).Mean,
			}
		},
		"nothing": func(r *result.Result, w int) []float64 {
			b := r.Find("total", "revenue").Baseline[w]
			return []float64{b.Median(), b.P5(), b.P95()}
		},
		"noise": func(r *result.Result, w int) []float64 {
			s := at(r, "total", "loss", w)
			return []float64{s.Mean, s.SE, s.Median(), s.P5(), s.P95()}
		},
		"baseline": func(r *result.Result, w int) []float64 {
			s, ore, coal := at(r, "total", "revenue", w), at(r, "c0", "revenue", w), at(r, "c1", "revenue", w)
			return []float64{
				s.Median(), s.P5(), s.P95(), s.Mean, ore.Mean, ore.Mean / s.Mean, coal.Mean / s.Mean,
				at(r, "total", "revenue", year(r, "2030")).Median(),
			}
		},
	} {
		text, r := answerOf(t, name)
		got, halves := figures(t, text)
		want := expected(r, r.Window(result.Forecast))
		if len(got) != len(want) {
			t.Errorf("%s: %d numbers, not %d: %s", name, len(got), len(want), text)
			continue
		}
		for i, v := range want {
			if math.Abs(got[i]-v) > halves[i]*(1+1e-9) {
				t.Errorf("%s: number %d is %g, the result says %g: %s", name, i, got[i], v, text)
			}
		}
	}
}

func TestWordsOfTheAnswer(t *testing.T) {
	for name, want := range map[string][]string{
		"pressure": {"the two shocks in force take ", " off total revenue on average", "The one loss is that of Ore: ", `the one gain is that of Coal \| salt: `, " arrives in another channel", "In 2032 the loss is ", "of its largest, the "},
		"gain":     {"the shock in force adds ", " to total revenue", "the median gain is ", "(below 0: a loss)", "The gain has not faded by 2032"},
		"nothing":  {"the shock in force changes nothing: in every trial", "No channel differs from its baseline.", "no cost to those who enforce"},
		"noise":    {"by no more than the Monte Carlo error lets one see", "No single channel differs"},
		"baseline": {"the median of total revenue is ", "Most of it comes from Ore: ", "so there is no loss to report"},
		"constant": {"off total revenue in every trial", "All of the loss is that of the only channel, Ore: "},
	} {
		text, _ := answerOf(t, name)
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %q does not say %q", name, text, words)
			}
		}
		if strings.Contains(text, "−0") || strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
			t.Errorf("%s: %s", name, text)
		}
	}
	if text, _ := answerOf(t, "baseline"); strings.Contains(text, "shock") || strings.Contains(text, "takes") {
		t.Errorf("a baseline speaks of shocks: %s", text)
	}
}

// TestTheCourseOfALoss walks through what can become of a loss by the last year.
func TestTheCourseOfALoss(t *testing.T) {
	for _, row := range []struct {
		loss []float64 // a year, in every trial
		want string
	}{
		{[]float64{10, 20, 30}, "the loss is largest at the end, $30 in 2032"},
		{[]float64{30, 20, 10}, "in 2032 the loss is $10 on average, 33% of its largest, the $30 of 2030"},
		{[]float64{30, 30, 30}, "the loss has not faded by 2032: $30 on average, as in 2030"},
		{[]float64{30, 20, -10}, "the loss has turned by 2032 into its opposite, $10 on average, after its largest, the $30 of 2030"},
		{[]float64{30, 20, 0}, "in 2032 nothing of the loss is left beyond the Monte Carlo error, after its largest, the $30 of 2030"},
		{[]float64{-30, -20, -10}, "in 2032 the gain is $10 on average, 33% of its largest, the $30 of 2030"},
		{[]float64{0, 0, 0}, ""},
	} {
		w := world{years: 3, trials: 100, channels: []line{{title: "Ore", revenue: ends{200, 200}, enforced: true}}}
		w.edit = func(r *result.Result) {
			sum := 0.0
			s := r.Find("total", "loss")
			for i, v := range row.loss {
				s.Scenario[i] = summary(ends{v, v}, 100)
				sum += v
			}
			s.Scenario[3] = summary(ends{sum, sum}, 100)
		}
		r := w.result()
		p := &page{r: r, window: r.Window(result.Forecast), quantity: money("USD")}
		if got := p.fading("total", "the loss"); got != row.want {
			t.Errorf("%v: %q, want %q", row.loss, got, row.want)
		}
	}
}

func TestPortions(t *testing.T) {
	of := func(mean, se float64) result.Summary { return result.Summary{Mean: mean, SE: se} }
	for _, row := range []struct {
		part, whole result.Summary
		want        string
	}{
		{of(1, 0), of(7, 0), ", 14% of it"},
		{of(70, 0), of(7, 0), ", 1000% of it"},
		{of(371, 7), of(7, 0), ", 53 times it"},
		{of(1, 0), of(0, 0), ""},
		{of(1, 0), of(-5, 0), ""},
	} {
		if got := portion(row.part, row.whole, "it"); got != row.want {
			t.Errorf("portion(%g, %g) = %q, want %q", row.part.Mean, row.whole.Mean, got, row.want)
		}
	}
}
