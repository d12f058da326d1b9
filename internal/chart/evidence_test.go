package chart

import (
	"fmt"
	"strings"
	"testing"

	"weir/sim/result"
)

// conditioned is a world with evidence: a date, what is degenerate, what goes far beyond its prior, large and small values.
func conditioned(t *testing.T, pieces int, moved ...result.Moved) *result.Result {
	t.Helper()
	r := find(t, "one_channel")
	r.Evidence = &result.Evidence{Pieces: make([]result.Piece, pieces), Moved: moved}
	for _, m := range moved {
		r.Parameters = append(r.Parameters, result.Parameter{Path: m.Path, Date: strings.HasPrefix(m.Name, "since")})
	}
	return r
}

func manyMoved() []result.Moved {
	all := []result.Moved{
		{Name: "still", Prior: [3]float64{1, 2, 3}, Posterior: [3]float64{1, 2, 3}},
		{Name: "it.pay", Prior: [3]float64{60e3, 95e3, 150e3}, Posterior: [3]float64{62e3, 88e3, 121e3}, Divergence: 0.4},
		{Name: "since", Prior: [3]float64{2015.1, 2016.3, 2017.45}, Posterior: [3]float64{2016, 2016.95, 2017.5}, Divergence: 0.9},
		{Name: "known", Prior: [3]float64{5, 5, 5}, Posterior: [3]float64{5, 5, 5}, Divergence: 0.01},
		{Name: "beyond.on_both_sides", Prior: [3]float64{1e9, 2e9, 3e9}, Posterior: [3]float64{-9e12, 2e9, 9e12}, Divergence: 0.3},
		{Name: "above", Prior: [3]float64{-0.117, 0.08, 0.277}, Posterior: [3]float64{4.12, 5.34, 7.77}, Divergence: 3.2},
		{Name: "tiny", Prior: [3]float64{1.23e-9, 4.56e-8, 7.89e-7}, Posterior: [3]float64{1.5e-9, 4e-8, 8e-8}, Divergence: 0.05},
		{Name: "switch", Prior: [3]float64{0, 1, 1}, Posterior: [3]float64{0, 0, 1}, Divergence: 0.2},
		{Name: "a_long_channel_name.with_a_long_parameter_name_of_its_own", Prior: [3]float64{0.999, 9.99, 99.9}, Posterior: [3]float64{0.9996, 9.996, 99.96}, Divergence: 0.06},
	}
	for i := range 4 {
		all = append(all, result.Moved{Name: fmt.Sprint("more_", i), Prior: [3]float64{0, 0.5, 1}, Posterior: [3]float64{0.1, 0.5, 0.9}, Divergence: 0.1 * float64(i+1)})
	}
	for i := range all {
		all[i].Path = "parameters." + all[i].Name
	}
	return all
}

func TestEvidenceChart(t *testing.T) {
	f := named(t, conditioned(t, 3, manyMoved()...), "evidence")
	golden(t, "conditioned_evidence.txt", f.Text())
	if n := len(f.Picture.(*Moves).Rows); n != mostMoved {
		t.Errorf("%d rows", n)
	}
	clash(t, "evidence", outline(f))
	b, err := Render(f)
	if err != nil {
		t.Fatal(err)
	}
	sum, size := shown(t, b)
	golden(t, "conditioned_pixels.txt", fmt.Sprintf("%x %v\n", sum, size))
}

func TestEvidenceTitles(t *testing.T) {
	all := manyMoved()
	for _, c := range []struct {
		pieces int
		moved  []result.Moved
		want   string
	}{
		{1, all[:2], "One piece of evidence moves it.pay most: from a median of 95k to 88k"},
		{2, all[2:3], "Two pieces of evidence move since most: from a median of 2016-04 to 2016-12"},
		{1, all[:1], "One piece of evidence hardly moves any parameter"},
		{2, all[3:4], "Two pieces of evidence hardly move any parameter"},
		{2, all[9:], "Two pieces of evidence move more_3 most: its median stays at 0.5, its range changes"},
	} {
		f := named(t, conditioned(t, c.pieces, c.moved...), "evidence")
		if f.Title != c.want {
			t.Errorf("title %q, want %q", f.Title, c.want)
		}
		clash(t, c.want, outline(f))
	}
	for _, f := range Figures(conditioned(t, 2)) {
		if f.Name == "evidence" {
			t.Error("a chart of nothing")
		}
	}
}
