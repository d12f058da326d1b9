package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// worlds are the cases that the charts must survive, from the normal one to the absurd.
func worlds() []world {
	all := []world{sixChannels()}
	add := func(name string, change func(w *world)) {
		w := sixChannels()
		w.name = name
		change(&w)
		if len(w.shocks) == 0 || len(w.flows) == 3 && len(w.channels) != 6 {
			w.flows = nil
		}
		all = append(all, w)
	}
	add("baseline", func(w *world) {
		w.shocks = nil
		for i := range w.channels {
			w.channels[i].after = w.channels[i].none
		}
	})
	add("no_effect", func(w *world) {
		for i := range w.channels {
			w.channels[i].effect, w.channels[i].after = 0, w.channels[i].none
		}
	})
	add("within_error", func(w *world) {
		w.trials, w.noise = 100, 0.5
		for i := range w.channels {
			w.channels[i].effect, w.channels[i].after = 0.002*float64(1-2*(i%2)), w.channels[i].none
		}
	})
	add("few_trials", func(w *world) {
		w.trials = 2000
		w.warnings = []string{"fewer than 200 effective trials", "a share left 0 to 1 in 0.3% of the trials: it_workers.in_post"}
	})
	add("fading", func(w *world) { w.shocks = []shock{{title: "Exchange screening", from: 20, to: 27}} })
	add("recovering", func(w *world) {
		w.shocks = []shock{{title: "Exchange screening", from: 20, to: 27}, {title: "Payroll vetting", from: 28, to: 36, fade: 20}}
	})
	add("gains", func(w *world) {
		w.shocks = []shock{{title: "NFT breakout", from: 22, to: 40, fade: 8, outside: true}}
		for i := range w.channels[:5] {
			w.channels[i].effect = 0
		}
		w.flows = nil
	})
	add("rivals", func(w *world) { // channels that are lowered and receive at the same time
		w.flows = []flow{{0, 1, 4, 0.5, 0}, {1, 0, 1, 0, 0.2}, {1, 0, 2, 0, 0.1}, {2, 2, 1, 0, 0.1}, {2, 2, 0, 0, 0.1}}
	})
	add("all_displaced", func(w *world) { // more steps than have room
		w.channels, w.flows = nil, nil
		for i := range 12 {
			w.channels = append(w.channels, source{title: fmt.Sprintf("Channel of revenue No. %d", i+1), median: 1e9 / float64(i+1), sigma: 0.4, effect: 0.1})
			w.flows = append(w.flows, flow{i % 3, i, (i + 5) % 12, 0, 0.8 / float64(i+1)})
		}
	})
	add("one_channel", func(w *world) { w.channels = w.channels[:1]; w.shocks = w.shocks[1:2] })
	add("one_channel_baseline", func(w *world) { w.channels = w.channels[:1]; w.shocks = nil })
	add("twelve_channels", func(w *world) {
		w.channels = nil
		for i := range 12 {
			w.channels = append(w.channels, source{
				title: fmt.Sprintf("Außenhandelsüberwachungsstelle No. %02d xyz", i), median: 1e7 * float64(i*i+1), sigma: 0.2 + 0.1*float64(i), effect: 0.05 * float64(i-4),
				none: 0.04 * float64(i%5), after: 0.05 * float64(i%4),
			})
		}
	})
	add("fifteen_channels", func(w *world) {
		w.channels = nil
		for i := range 15 {
			w.channels = append(w.channels, source{title: fmt.Sprintf("Channel %d", i+1), median: 1e9 / float64(i+1), sigma: 0.4, effect: 0.1})
		}
	})
	add("long_names", func(w *world) {
		for i := range w.channels {
			w.channels[i].short = ""
			w.channels[i].title = fmt.Sprintf("Schöne lange Überschrift des Kanals Nr. %d", i)
		}
		for i := range w.shocks {
			w.shocks[i].title = fmt.Sprintf("Überprüfung aller Häfen und Werften, %d. Stufe", i)
			w.shocks[i].from = 19 + 8*i
		}
	})
	add("degenerate", func(w *world) {
		w.channels = []source{
			{title: "All zero"},
			{title: "Constant", median: 5e8, effect: 0.2},
			{title: "Constant, untouched", median: 2e8},
			{title: "Nothing left", median: 3e8, sigma: 0.4, effect: 1},
			{title: "Certain before, not after", median: 2e8, sigma: 0.3, none: 0, after: 0.3, effect: 0.1},
			{title: "Always a loss", median: 0, shift: -1e8},
		}
		w.flows = []flow{{0, 3, 0, 0, 0.3}, {1, 1, 4, 0, 0.1}}
	})
	add("all_zero", func(w *world) { w.channels = []source{{title: "Nothing at all"}} })
	add("constant", func(w *world) { w.channels = []source{{title: "The same always", median: 4e8, effect: 0.25}} })
	add("negative", func(w *world) {
		for i := range w.channels {
			w.channels[i].cost = true
			w.channels[i].shift = -9e8
		}
		w.channels[5].none, w.channels[5].after = 0, 0
	})
	add("all_negative", func(w *world) {
		for i := range w.channels {
			w.channels[i].cost = true
			w.channels[i].shift = -2e10
			w.channels[i].none, w.channels[i].after = 0, 0
		}
	})
	for shocks := range 9 {
		add(fmt.Sprintf("%d_shocks", shocks), func(w *world) {
			w.shocks = nil
			for k := range shocks {
				w.shocks = append(w.shocks, shock{title: fmt.Sprintf("Enforcement action No. %d", k+1), from: 18 + 2*k, to: 26 + 3*k, fade: k % 3 * 3, outside: k == 5})
			}
		})
	}
	add("fourteen_shocks", func(w *world) {
		w.shocks = nil
		for k := range 14 {
			w.shocks = append(w.shocks, shock{title: fmt.Sprintf("Enforcement action No. %d", k+1), from: 18 + k, to: 99})
		}
	})
	for _, c := range []struct {
		name, step        string
		history, forecast int
	}{
		{"1_year", "year", 0, 1}, {"1_quarter", "quarter", 0, 1}, {"1_month", "month", 0, 1}, {"2_quarters", "quarter", 1, 1}, {"3_months", "month", 1, 2},
		{"18_months", "month", 6, 12}, {"64_quarters", "quarter", 46, 18}, {"64_years", "year", 10, 54}, {"240_months", "month", 120, 120}, {"no_history", "quarter", 0, 20},
	} {
		add("steps_"+c.name, func(w *world) {
			w.step, w.history, w.forecast = c.step, c.history, c.forecast
			n := c.history + c.forecast
			w.shocks = []shock{{title: "Exchange screening", from: c.history + c.forecast/4, to: n}, {title: "Payroll vetting", from: n - 1, to: n, fade: 3}}
		})
	}
	for e := 3; e <= 13; e++ {
		add(fmt.Sprintf("size_1e%d", e), func(w *world) {
			w.currency = []string{"USD", "EUR", "KRW"}[e%3]
			var factor float64 = 1
			for range e {
				factor *= 10
			}
			for i := range w.channels {
				w.channels[i].median *= factor / 1e9
			}
		})
	}
	return all
}

// randomWorlds are n worlds with odd numbers of steps, wide letters, wide and narrow distributions; always the same.
func randomWorlds(n int) []world {
	var all []world
	random := rand.New(rand.NewPCG(1, 2))
	name := func() string {
		letters := []rune("WWMüß iltöÄ-.")
		n := 1 + random.IntN(40)
		text := []rune{'W'}
		for range n {
			text = append(text, letters[random.IntN(len(letters))])
		}
		return string(text)
	}
	for i := range n {
		w := world{
			name: fmt.Sprint("random", i), currency: []string{"USD", "EUR", "XAF"}[random.IntN(3)], step: []string{"month", "quarter", "year"}[random.IntN(3)],
			start: 1990 + random.IntN(60), history: random.IntN(40), forecast: 1 + random.IntN(60), trials: int64(1 + random.IntN(1_000_000)),
		}
		for range 1 + random.IntN(12) {
			none := max(0, random.Float64()*1.5-0.5)
			w.channels = append(w.channels, source{
				title: name(), median: math.Pow(10, 1+12*random.Float64()), sigma: 2 * random.Float64(), effect: 1 - 2*random.Float64(),
				none: none, after: none / 2, cost: random.IntN(2) == 0, shift: float64(random.IntN(2)) * -1e8 * random.Float64(),
			})
		}
		for range random.IntN(9) {
			from := random.IntN(w.history + w.forecast)
			w.shocks = append(w.shocks, shock{title: name(), from: from, to: from + random.IntN(40), fade: random.IntN(9), outside: random.IntN(4) == 0})
		}
		for range random.IntN(7) {
			if n := len(w.channels); len(w.shocks) > 0 && n > 1 {
				from := random.IntN(n)
				w.flows = append(w.flows, flow{random.IntN(len(w.shocks)), from, (from + 1 + random.IntN(n-1)) % n, random.Float64(), random.Float64()})
			}
		}
		for range random.IntN(4) {
			w.warnings = append(w.warnings, name()+" "+name())
		}
		all = append(all, w)
	}
	return all
}
