package chart

import (
	"cmp"
	"context"
	"fmt"
	"runtime"

	"weir/sim/pool"
	"weir/sim/result"
)

// Render draws a figure as a PNG of 468 points width at 288 dots an inch. The same figure gives the same bytes.
func Render(f Figure) ([]byte, error) {
	b, err := encode(draw(f).image(), f)
	if err != nil {
		return nil, fmt.Errorf("drawing %s: %w", f.Name, err)
	}
	return b, nil
}

// draw paints the figure on a new surface.
func draw(f Figure) *surface {
	ruler := measuring()
	p := layout(ruler, f)
	s := newSurface(pageWidth, p.head+f.Picture.height(ruler)+p.feet)
	p.paint(s, f)
	return s
}

// A Drawing is a figure with its picture.
type Drawing struct {
	Figure
	PNG []byte
}

// most is how many figures are drawn at a time: each takes some 40 MB.
const most = 8

// All draws the figures of each result, in order, several at a time. It stops early when ctx ends.
func All(ctx context.Context, results ...*result.Result) ([][]Drawing, error) {
	type job struct{ result, figure int }
	all := make([][]Drawing, len(results))
	var jobs []job
	for i, r := range results {
		for j, f := range Figures(r) {
			all[i] = append(all[i], Drawing{Figure: f})
			jobs = append(jobs, job{i, j})
		}
	}
	errs := make([]error, len(jobs))
	pool.Each(min(runtime.GOMAXPROCS(0), most), int64(len(jobs)), func() func(int64) bool {
		return func(n int64) bool {
			if errs[n] = ctx.Err(); errs[n] != nil {
				return false
			}
			d := &all[jobs[n].result][jobs[n].figure]
			d.PNG, errs[n] = Render(d.Figure)
			return true
		}
	})
	if err := cmp.Or(errs...); err != nil {
		return nil, err
	}
	return all, nil
}
