package main

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"weir/internal/disk"
	"weir/internal/shard"
	"weir/sim"
	"weir/sim/display"
)

// How often a state is kept: first after a second, then after twice the time, up to a minute. So what a kill loses is never
// more than what came before it, nor more than a minute. And keeping takes at most 1% of the time.
const (
	firstKept = time.Second
	mostApart = time.Minute
	keptShare = 100
)

// A checkpoint is the file in which the state of a run is kept.
type checkpoint struct {
	path string
	want shard.Header // of what is computed
	env  *environment

	apart   time.Duration
	next    time.Time
	written bool
}

// A keptError is an interruption after which the run can go on.
type keptError struct {
	path string
	err  error
}

func (e *keptError) Error() string { return "interrupted; the same call goes on from " + e.path }
func (e *keptError) Unwrap() error { return e.err }

// read looks for a state. It must be one of the same run: no other file is ever replaced.
func (c *checkpoint) read(cmd *cobra.Command, study *sim.Study, quiet bool) (*sim.State, error) {
	wrong := func(why string) (*sim.State, error) {
		return nil, append(c.env.wrong, wrongUsage(cmd, fmt.Sprintf("--checkpoint: %s %s", c.path, why), "remove it to begin anew, or name another file")...)
	}
	h, payload, err := shard.Read(c.path, shard.Checkpoint, c.env.guard.bound.Load())
	var broken *shard.BrokenError
	switch {
	case c.path == "":
		return nil, append(c.env.wrong, wrongUsage(cmd, "--checkpoint: an empty name is no file", "name a file, such as run.checkpoint")...)
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.As(err, &broken):
		return wrong(broken.Why)
	case err != nil:
		return nil, err
	}
	why := h.Begins(c.want)
	if why == "belongs to another plan" {
		why = "is the state of another run: its files, or its settings, are others"
	}
	if why != "" {
		return wrong(why)
	}
	state, err := study.Report().Resume(h.From, sim.State{To: h.To, Trials: h.Trials, Round: h.Round}, payload)
	if err != nil {
		return wrong(fmt.Sprintf("is damaged: %v", err))
	}
	c.written = true
	if !quiet {
		done := min(h.To*sim.Block, h.Trials) - h.From*sim.Block
		display.Fprintf(c.env.stderr, "goes on from %s, after %s trials\n", c.path, display.Grouped(done, ","))
	}
	return state, nil
}

// began starts the clock.
func (c *checkpoint) began(now time.Time) { c.apart, c.next = firstKept, now.Add(firstKept) }

// at keeps the state where it is time to, or must be. That the first one cannot be kept ends the run while little is lost;
// of later ones it is only said.
func (c *checkpoint) at(s *sim.State, must bool) error {
	begin := time.Now()
	if !must && begin.Before(c.next) {
		return nil
	}
	h := c.want
	h.To, h.Trials, h.Round = s.To, s.Trials, s.Round
	err := shard.Write(c.path, shard.Checkpoint, h, s.Partial.Append(nil))
	if err != nil && (must || !c.written) {
		return err
	}
	if err != nil {
		display.Fprintf(c.env.stderr, "weir: %v; the run goes on\n", err)
	}
	c.written = true
	c.apart = max(min(2*c.apart, mostApart), keptShare*time.Since(begin))
	c.next = time.Now().Add(c.apart)
	return nil
}

// left says that the state of a run whose time was up is there.
func (c *checkpoint) left() error {
	_, err := display.Fprintf(c.env.stderr, "the same call goes on from %s\n", c.path)
	return err
}

// remove removes the state of a run that is over.
func (c *checkpoint) remove() error {
	if err := disk.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the checkpoint: %w", err)
	}
	return nil
}
