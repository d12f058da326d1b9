package plan_test

import (
	"slices"
	"strings"
	"testing"

	"weir/sim/draw"
	"weir/sim/plan"
	"weir/sim/program"
)

const mixed = `
currency = "USD"
enforce = ["raid"]
[time]
start = 2026-01-01
end = 2027-01-01
step = "quarter"
[run]
sampling = "sobol"
[parameters]
z = { value = "1 to 2", unit = "USD/year" }
s = { value = "1 to 2", unit = "1", vary = "step" }
p = { process = "walk", start = 1, sd = 0.1, unit = "1" }
[channels.a]
revenue = "z * s * p * m + e"
[channels.a.parameters]
m = { value = "1 to 2", unit = "1" }
[channels.a.events]
e = { rate = 2, size = { dist = "exponential", mean = 1 }, unit = "USD" }
[shocks.raid]
probability = 0.5
onset = { from = 2026-04-01, to = 2026-10-01 }
hits = [{ target = "a.revenue", cut = "10% to 20%" }]
`

// dims are the dimensions of the streams of some keys.
func dims(p *plan.Plan, keys ...draw.Key) (out []int) {
	for _, k := range keys {
		i := slices.IndexFunc(p.Streams, func(s program.Stream) bool { return s.Key == k })
		if i < 0 {
			out = append(out, -2)
			continue
		}
		out = append(out, p.Streams[i].Dim)
	}
	return out
}

// Dimensions go to what is drawn once, by path; then to the draws of processes; then to step draws. Events have none.
func TestDimensionsInOrder(t *testing.T) {
	models := build(t, map[string]string{"x.toml": mixed}, "x.toml")
	p := compile(t, models...)
	root, first := draw.Root(2026), models[0].Time.Number(0)
	keys := []draw.Key{
		root.Path("channels.a.parameters.m"),
		root.Path("parameters.z"),
		root.Path("shocks.raid.hits.a.revenue.cut"),
		root.Path("shocks.raid.occurs"),
		root.Path("shocks.raid.onset"),
	}
	for k := range 3 { // three moves
		keys = append(keys, root.Path("parameters.p").Step(first+k))
	}
	for k := range 4 {
		keys = append(keys, root.Path("parameters.s").Step(first+k))
	}
	got := dims(p, append(keys, root.Path("channels.a.events.e").Step(first))...)
	want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1}
	if !slices.Equal(got, want) {
		t.Errorf("dimensions %v, want %v", got, want)
	}
	if p.Random != 0 {
		t.Errorf("%d draws without a dimension", p.Random)
	}
	// The order of the text is of no matter.
	swapped := strings.Replace(mixed, "z = { value = \"1 to 2\", unit = \"USD/year\" }\n", "", 1)
	swapped = strings.Replace(swapped, "[channels.a]", "z = { value = \"1 to 2\", unit = \"USD/year\" }\n[channels.a]", 1)
	if got := dims(compile(t, build(t, map[string]string{"x.toml": swapped}, "x.toml")...), keys...); !slices.Equal(got, want[:len(keys)]) {
		t.Errorf("in another order of text: %v", got)
	}
}

// Beyond the last dimension draws are random, and are counted.
func TestDimensionsRunOut(t *testing.T) {
	text := strings.Replace(mixed, "end = 2027-01-01", "end = 2226-01-01", 1)
	models := build(t, map[string]string{"x.toml": text}, "x.toml")
	p := compile(t, models...)
	most := 0
	for _, s := range p.Streams {
		most = max(most, s.Dim)
	}
	// 5 drawn once, 799 moves, 800 step draws
	if want := 5 + 799 + 800 - draw.MaxDims; p.Random != want || most != draw.MaxDims-1 {
		t.Errorf("%d draws without a dimension, want %d; the last dimension is %d", p.Random, want, most)
	}
}
