package main

import (
	"cmp"
	"context"
	"sync"

	"weir/internal/chart"
	"weir/internal/export"
	"weir/internal/report"
	"weir/sim/pool"
	"weir/sim/result"
)

// A page is a file of an output folder that is yet to be made.
type page struct {
	in   *export.Stage
	name string
	text func() []byte
}

// pageNames are the files that a run may write into its folder, whatever its result is.
func pageNames(noCharts bool) []string {
	names := []string{export.ManifestName, "report.md", "summary.csv", "baseline.csv", "checks.csv", "precision.csv"}
	if noCharts {
		return names
	}
	return append(names, "charts/fan_total.png", "charts/fan_channels.png", "charts/channels.png", "charts/waterfall.png", "charts/evidence.png")
}

// write puts everything that each result gives into its stage.
func write(ctx context.Context, stages []*export.Stage, results []*result.Result, noCharts bool, workers int) error {
	drawings := make([][]chart.Drawing, len(results))
	if !noCharts {
		var err error
		if drawings, err = chart.All(ctx, results...); err != nil {
			return err
		}
	}
	var pages []page
	for i, r := range results {
		for _, t := range export.Tables(r) {
			pages = append(pages, page{stages[i], t.Name, t.Text})
		}
		var charts []report.Chart
		for _, d := range drawings[i] {
			file := "charts/" + d.Name + ".png"
			pages = append(pages, page{stages[i], file, func() []byte { return d.PNG }})
			charts = append(charts, report.Chart{File: file, Title: d.Title, Alt: d.Alt})
		}
		pages = append(pages, page{stages[i], "report.md", func() []byte { return report.Markdown(version, r, charts) }})
	}
	err := several(len(pages), workers, func(n int, made func()) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		p := pages[n]
		text := p.text()
		made()
		return p.in.Write(p.name, text)
	})
	if err != nil {
		return err
	}
	return several(len(results), workers, func(n int, _ func()) error {
		return stages[n].Seal(export.NewManifest(version, results[n]))
	})
}

// inFlight is how many things several has under way at a time, those that wait for a disk included: all of them are in memory.
func inFlight(workers int) int64 { return 2 * int64(workers) }

// several does n things, so many at a time as there are workers; but a thing that calls made only waits from then on, for a
// disk, and the next one may begin. The error is that of the first thing that fails.
func several(n, workers int, do func(i int, made func()) error) error {
	errs := make([]error, n)
	places := make(chan struct{}, workers)
	pool.Each(int(inFlight(workers)), int64(n), func() func(int64) bool {
		return func(i int64) bool {
			places <- struct{}{}
			leave := sync.OnceFunc(func() { <-places })
			defer leave()
			errs[i] = do(int(i), leave)
			return true
		}
	})
	return cmp.Or(errs...)
}
