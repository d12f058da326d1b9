package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"weir/internal/chart"
	"weir/internal/export"
	"weir/internal/report"
	"weir/sim/result"
)

// A page is a file of an output folder that is yet to be made.
type page struct {
	in   *export.Stage
	name string
	text func() []byte
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

// several does n things in order, so many at a time as there are workers; but a thing that calls made only waits from then on,
// for a disk, and the next one may begin. The error is the first in that order, and what comes behind it may be left out. A
// panic becomes one of the caller.
func several(n, workers int, do func(i int, made func()) error) error {
	errs, bugs := make([]error, n), make([]string, n)
	places, whole := make(chan struct{}, workers), make(chan struct{}, inFlight(workers))
	var failed atomic.Bool
	var wait sync.WaitGroup
	for i := 0; i < n && !failed.Load(); i++ {
		whole <- struct{}{}
		places <- struct{}{}
		wait.Go(func() {
			defer func() { <-whole }()
			leave := sync.OnceFunc(func() { <-places })
			defer leave()
			defer func() {
				if bug := recover(); bug != nil {
					bugs[i] = fmt.Sprintf("%v\n%s", bug, debug.Stack())
					failed.Store(true)
				}
			}()
			if errs[i] = do(i, leave); errs[i] != nil {
				failed.Store(true)
			}
		})
	}
	wait.Wait()
	for i, err := range errs {
		if bugs[i] != "" {
			panic(bugs[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
