package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"weir/internal/shard"
	"weir/sim"
)

// look is the shortest time between two looks at a run: to show how well its headline is known, and to keep its state.
const look = time.Second

// A watch looks at a run from time to time while it goes on, and ends it when its time is up.
type watch struct {
	interrupted context.Context // of the call
	limit       time.Duration   // 0: none
	bar         *progress       // nil where nothing is to be shown
	keep        *checkpoint     // nil where none was asked for
	whole       bool            // it is no shard, so that it has a headline
	resume      *sim.State

	pause *sim.Pause
	began time.Time
	up    bool // its time was
	stop  chan struct{}
}

// watch reads --time and --checkpoint, and the state of a run that was interrupted. Want is what is to be computed.
func (f *runFlags) watch(cmd *cobra.Command, env *environment, study *sim.Study, want shard.Header) (*watch, error) {
	w := &watch{interrupted: cmd.Context(), whole: want.Of == 1, pause: new(sim.Pause), stop: make(chan struct{})}
	if cmd.Flags().Changed("time") {
		w.limit = env.limit(cmd, f.time, study.Sampling())
	}
	if cmd.Flags().Changed("checkpoint") {
		w.keep = &checkpoint{path: f.checkpoint, want: want, env: env}
		var err error
		if w.resume, err = w.keep.read(cmd, study, f.quiet); err != nil {
			return nil, err
		}
	}
	if env.wrong.Failed() {
		return nil, env.wrong
	}
	w.bar = newProgress(env, f.quiet, "trials")
	if w.resume != nil {
		w.bar.goOn((w.resume.To - want.From) * sim.Block)
	}
	w.pause.At = w.at
	return w, nil
}

// limit reads --time.
func (env *environment) limit(cmd *cobra.Command, text, sampling string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		env.badValue(cmd, "time", "such as 90s, 10m or 1h30m", "%q is no duration", text)
	}
	if sampling != "random" {
		env.badValue(cmd, "time", "take --sampling random, or give --trials", "the trials of %s spread evenly only when all are done, so it cannot be ended early", sampling)
	}
	return d
}

// begin starts the clock. The run gets the context and the control.
func (w *watch) begin(workers int) (context.Context, sim.Control) {
	w.began = time.Now()
	go w.ask()
	ctx := w.interrupted
	if w.keep != nil { // an interruption waits for the next pause, in which the state is kept
		w.keep.began(w.began)
		ctx = context.WithoutCancel(ctx)
	}
	return ctx, sim.Control{Workers: workers, Progress: w.moved, Pause: w.pause, Resume: w.resume}
}

// moved is called by the workers, at each step of the run. They look at the clock themselves: a timer may come too late, since
// nothing says that its goroutine gets a processor while they have them.
func (w *watch) moved(done, total int64) {
	w.bar.update(done, total)
	if w.limit > 0 && time.Since(w.began) >= w.limit {
		w.pause.Ask()
	}
}

// ask asks for pauses until the run is over.
func (w *watch) ask() {
	interrupted := w.interrupted.Done()
	var tick <-chan time.Time
	if w.bar != nil || w.keep != nil {
		ticker := time.NewTicker(look)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		select {
		case <-w.stop:
			return
		case <-interrupted:
			interrupted = nil
		case <-tick:
		}
		w.pause.Ask()
	}
}

// at is what is done in a pause.
func (w *watch) at(s *sim.State) (end string, err error) {
	if w.whole {
		if p, ok := s.Headline(); ok {
			w.bar.know(p)
		}
	}
	w.up = w.limit > 0 && time.Since(w.began) >= w.limit
	interrupted := w.interrupted.Err()
	if w.keep != nil {
		if err := w.keep.at(s, w.up || interrupted != nil); err != nil {
			return "", err
		}
		if interrupted != nil {
			return "", &keptError{w.keep.path, interrupted}
		}
	}
	if w.up {
		return "its time was up", interrupted
	}
	return "", interrupted
}

// end stops the looks and removes the bar.
func (w *watch) end() {
	close(w.stop)
	w.bar.end()
}

// done is called when the results are in place: a state is kept only where the run can go on.
func (w *watch) done() error {
	switch {
	case w.keep == nil:
		return nil
	case w.up:
		return w.keep.left()
	}
	return w.keep.remove()
}
