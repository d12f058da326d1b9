package chart

import (
	"fmt"
	"strings"
	"testing"

	"weir/sim/result"
)

func fansIn(t *testing.T, r *result.Result) (Figure, map[string]ChannelFan) {
	t.Helper()
	f, ok := fanChannels(r)
	if !ok {
		t.Fatalf("%s has no small multiples", r.Name)
	}
	all := map[string]ChannelFan{}
	for _, c := range f.Picture.(*Fans).Fans {
		all[c.Name] = c
	}
	return f, all
}

// What acts on a channel is what hits something that it reads, where it differs in some trial.
func TestExposure(t *testing.T) {
	r := find(t, "full_pressure")
	for channel, want := range map[string]string{
		"c0": "{true false [1]}", "c1": "{true false [0]}", "c2": "{true false [2]}",
		"c3": "{false false []}",                         // is hit, without an effect in any trial
		"c4": "{false true []}", "c5": "{false true []}", // gain no more than they receive
	} {
		if got := fmt.Sprint(exposureOf(r, channel)); got != want {
			t.Errorf("%s: %s, want %s", channel, got, want)
		}
	}
	if got := fmt.Sprint(exposureOf(find(t, "rivals"), "c1")); got != "{true true [0]}" {
		t.Errorf("hit and receiving: %s", got)
	}
}

func TestFansSayWhatActs(t *testing.T) {
	f, all := fansIn(t, find(t, "full_pressure"))
	for name, want := range map[string]string{
		"IT workers": "[Payroll vetting] −27%", "Coal & minerals": "[] not targeted unchanged",
		"Überseearbeit": "[] not targeted; receives $406m +27%",
	} {
		var lanes []string
		for _, l := range all[name].Fan.Lanes {
			lanes = append(lanes, l.Name)
		}
		if got := strings.ReplaceAll(strings.Join(strings.Fields(fmt.Sprint(lanes, " ", all[name].Exposure, " ", all[name].Change)), " "), "\u00a0", " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if want := "Überseearbeit and NFTs & digital goods: not targeted, yet up from what is pushed out elsewhere"; f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
}

// Each claim of the titles follows from the table and lies beyond the error.
func TestFansTitles(t *testing.T) {
	quiet := func(channels ...string) func(*result.Result) { // no effect on these
		return func(r *result.Result) {
			for _, c := range channels {
				for i := range r.Series {
					s := &r.Series[i]
					switch {
					case s.Channel != c:
					case s.Measure == "loss":
						clear(s.Scenario)
					default:
						copy(s.Scenario, s.Baseline)
					}
				}
				for i := range r.Flows {
					if r.Flows[i].To == c {
						r.Flows[i].Arrived, r.Flows[i].UnderWay = result.Summary{}, result.Summary{}
					}
				}
			}
		}
	}
	vague := func(channel string) func(*result.Result) { // a loss known to a quarter
		return func(r *result.Result) {
			for i := range r.Series {
				if s := &r.Series[i]; s.Channel == channel && s.Measure == "loss" {
					for k := range s.Scenario {
						s.Scenario[k].SE = s.Scenario[k].Mean / 4
					}
				}
			}
		}
	}
	for _, c := range []struct {
		world  string
		change []func(*result.Result)
		want   string
	}{
		{"full_pressure", []func(*result.Result){quiet("c5")}, "Überseearbeit: not targeted, yet up 27% from what is pushed out elsewhere"},
		{"full_pressure", []func(*result.Result){quiet("c4", "c5")}, "Crypto theft: the greatest loss, $2.8bn of expected revenue over the forecast"},
		{"full_pressure", []func(*result.Result){quiet("c1", "c4", "c5"), vague("c2")}, "Arms exports and IT workers lose most, together about\u00a0$2bn of expected revenue over the forecast"},
		{"full_pressure", []func(*result.Result){quiet("c0", "c2", "c4", "c5")}, "Only one channel is touched: Crypto theft, 40% off median revenue over the forecast"},
		{"full_pressure", []func(*result.Result){quiet("c4", "c5"), vague("c0"), vague("c1"), vague("c2")}, "Three of six channels lose over the forecast, none of them clearly the most"},
		{"no_effect", nil, "All six channels: the same as in the baseline"},
		{"within_error", nil, "No channel differs from the baseline beyond the Monte Carlo error"},
		{"gains", nil, "One of six channels gains, none loses"},
		{"baseline", nil, "In the baseline five of six channels grow by the end of 2030"},
	} {
		r := find(t, c.world)
		for _, f := range c.change {
			f(r)
		}
		if f, _ := fansIn(t, r); f.Title != c.want {
			t.Errorf("%s: title %q, want %q", c.world, f.Title, c.want)
		}
	}
	if _, ok := fanChannels(find(t, "one_channel")); ok {
		t.Error("one channel is drawn beside itself")
	}
}

// What has no room is counted; one scale is used where it serves all.
func TestFansOnAPage(t *testing.T) {
	for name, want := range map[string]string{"fifteen_channels": ". The six smallest channels are left out", "twelve_channels": ". The three smallest channels are left out"} {
		f, all := fansIn(t, find(t, name))
		if len(all) != mostFans || !strings.HasSuffix(f.Subtitle, want) || !strings.Contains(f.Subtitle, "scales differ") {
			t.Errorf("%s: %d channels, %q", name, len(all), f.Subtitle)
		}
	}
	w := sixChannels()
	w.channels = w.channels[:3] // medians of 0.8, 1.3 and 1.2 billion
	w.flows = nil
	if f, _ := fansIn(t, w.result()); !strings.Contains(f.Subtitle, "all on one scale") {
		t.Errorf("%q", f.Subtitle)
	}
}
