package export

import (
	"encoding/csv"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weir/sim/result"
)

// sample is a result of two periods with one shock in force; every figure is distinct.
func sample() *result.Result {
	summary := func(x float64) result.Summary {
		return result.Summary{
			Mean: x, SE: 0.25, SD: 79.5, P: [9]float64{1, 5, 10, 25, 50, 75, 90, 95, 99}, CVaR5: 3, CVaR95: 97,
			Lo: [9]float64{math.NaN(), 4, 8, 22, 46.5, 71, 86, 91, 95}, Hi: [9]float64{3, 8, 14, 29, 54, 79, 94, 98, math.NaN()},
		}
	}
	return &result.Result{
		Name: "a/pressure", File: "a/pressure.toml", Currency: "USD", Step: "year",
		Trials: 10, Seed: math.MaxUint64, Sampling: "random", Set: []string{`run.seed=1`},
		Inputs:    []result.Input{{Path: "pressure.toml", SHA256: "aa"}, {Path: "model.toml", SHA256: "bb"}},
		Resolved:  "currency = \"USD\"\nwhen = \"a < b & c > d\"\n",
		Warnings:  []string{"a doubt"},
		Precision: &result.Precision{Text: "0.5% of p50(total.net)"},
		Periods: []result.Period{
			{Label: "2026", Kind: result.Step, From: 0, To: 1, Start: "2026-01-01", End: "2027-01-01"},
			{Label: "forecast", Kind: result.Forecast, From: 0, To: 1, Start: "2026-01-01", End: "2027-01-01"},
		},
		Shocks: []result.Shock{{ID: "raid"}},
		Series: []result.Series{
			{Channel: "ore", Measure: "revenue", Unit: "USD",
				Scenario: []result.Summary{summary(1e9), summary(0.1)}, Baseline: []result.Summary{summary(2e9), summary(0.2)}},
			{Channel: "shocks.raid", Measure: "cost", Unit: "USD", Scenario: []result.Summary{summary(7), summary(8)}},
		},
	}
}

func TestCSVHasTheColumnsOfTheContract(t *testing.T) {
	want := "scenario,channel,measure,period,start,end,unit,mean,se,sd,p1,p5,p10,p25,p50,p75,p90,p95,p99,cvar5,cvar95\n" +
		"a/pressure,ore,revenue,2026,2026-01-01,2027-01-01,USD,1000000000,0.25,79.5,1,5,10,25,50,75,90,95,99,3,97\n" +
		"a/pressure,ore,revenue,forecast,2026-01-01,2027-01-01,USD,0.1,0.25,79.5,1,5,10,25,50,75,90,95,99,3,97\n" +
		"a/pressure,shocks.raid,cost,2026,2026-01-01,2027-01-01,USD,7,0.25,79.5,1,5,10,25,50,75,90,95,99,3,97\n" +
		"a/pressure,shocks.raid,cost,forecast,2026-01-01,2027-01-01,USD,8,0.25,79.5,1,5,10,25,50,75,90,95,99,3,97\n"
	if got := string(SummaryCSV(sample())); got != want {
		t.Errorf("summary.csv:\n%s\nwant\n%s", got, want)
	}
	baseline := string(BaselineCSV(sample()))
	if strings.Contains(baseline, "shocks.raid") {
		t.Error("baseline.csv has a row for a shock, which no baseline has")
	}
	if !strings.Contains(baseline, "a/pressure,ore,revenue,forecast,2026-01-01,2027-01-01,USD,0.2,") {
		t.Errorf("baseline.csv lacks the forecast of ore:\n%s", baseline)
	}
}

// TestPrecisionCSVHasTheColumnsOfTheContract: the rows are those of summary.csv, then those of baseline.csv.
func TestPrecisionCSVHasTheColumnsOfTheContract(t *testing.T) {
	const quantiles = ",0.25,1,,3,5,4,8,10,8,14,25,22,29,50,46.5,54,75,71,79,90,86,94,95,91,98,99,95,\n"
	want := "scenario,world,channel,measure,period,unit,mean,se,p1,p1_lo,p1_hi,p5,p5_lo,p5_hi,p10,p10_lo,p10_hi,p25,p25_lo,p25_hi," +
		"p50,p50_lo,p50_hi,p75,p75_lo,p75_hi,p90,p90_lo,p90_hi,p95,p95_lo,p95_hi,p99,p99_lo,p99_hi\n" +
		"a/pressure,scenario,ore,revenue,2026,USD,1000000000" + quantiles +
		"a/pressure,scenario,ore,revenue,forecast,USD,0.1" + quantiles +
		"a/pressure,scenario,shocks.raid,cost,2026,USD,7" + quantiles +
		"a/pressure,scenario,shocks.raid,cost,forecast,USD,8" + quantiles +
		"a/pressure,baseline,ore,revenue,2026,USD,2000000000" + quantiles +
		"a/pressure,baseline,ore,revenue,forecast,USD,0.2" + quantiles
	if got := string(PrecisionCSV(sample())); got != want {
		t.Errorf("precision.csv:\n%s\nwant\n%s", got, want)
	}
}

func TestNumbersReadBack(t *testing.T) {
	for _, row := range []struct {
		v    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{math.NaN(), ""},
		{1.0 / 3, "0.3333333333333333"},
		{1e-6, "0.000001"},
		{1.5e-7, "1.5e-07"},
		{123456789012345680, "123456789012345680"},
		{1e21, "1e+21"},
		{-2.5, "-2.5"},
	} {
		got := number(row.v)
		if got != row.want {
			t.Errorf("number(%g) = %q, want %q", row.v, got, row.want)
		}
		if back, err := strconv.ParseFloat(got, 64); got != "" && (err != nil || back != row.v) {
			t.Errorf("number(%g) reads back as %g, %v", row.v, back, err)
		}
	}
}

func TestNamesWithCommasStayOneCell(t *testing.T) {
	r := sample()
	r.Name = `odd, "name"`
	rows, err := csv.NewReader(strings.NewReader(string(SummaryCSV(r)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if rows[1][0] != r.Name || len(rows[1]) != len(header) {
		t.Errorf("row %q", rows[1])
	}
}

// TestTextsStartNoFormula: a spreadsheet that opens a table computes nothing that a name holds, sees a line for each row, and takes
// numbers for numbers.
func TestTextsStartNoFormula(t *testing.T) {
	for name, want := range map[string]string{
		"=1+1": "'=1+1", "+10%": "'+10%", "-x": "'-x", "@SUM(A1)": "'@SUM(A1)", "＝1+1": "'＝1+1", "＠x": "'＠x",
		"\t=1+1": `\t=1+1`, "\r=1+1": `\r=1+1`, "\n=1+1": `\n=1+1`, "x\x1b[2J": `x\u001b[2J`, "a\xff": `a\xff`,
		"state/x": "state/x", "a=1+1": "a=1+1", "'=1": "'=1", "東方": "東方",
	} {
		r := sample()
		r.Name = name
		r.Series[0].Scenario[0].Mean = -7
		for file, text := range map[string][]byte{"summary": SummaryCSV(r), "baseline": BaselineCSV(r), "precision": PrecisionCSV(r)} {
			rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
			if err != nil || len(rows) < 2 || len(rows) != strings.Count(string(text), "\n") {
				t.Fatalf("%s of %q: %d rows, %v", file, name, len(rows), err)
			}
			for _, row := range rows[1:] {
				if row[0] != want {
					t.Errorf("%s of %q: %s, want %s", file, name, row[0], want)
				}
			}
			if mean := rows[1][slices.Index(rows[0], "mean")]; file == "summary" && mean != "-7" {
				t.Errorf("%q: a mean of -7 is written %s", name, mean)
			}
		}
	}
}
