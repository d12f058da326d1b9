package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"

	"weir/internal/memory"
)

// A guard ends a call that takes more memory than it may: before the system does, which would kill it, or refuse it more, in
// which case the runtime gives up with a trace. It is for what no estimate foresaw, such as the planning of a file that is
// written for that.
type guard struct {
	bound    atomic.Int64 // bytes
	exceeded atomic.Bool
}

// watched is how often the guard looks.
const watched = 20 * time.Millisecond

// startGuard starts it, with the bound that a call has where it asks for none. The context ends when the bound is passed, or
// stop is called.
func startGuard(ctx context.Context) (g *guard, within context.Context, stop func()) {
	g = &guard{}
	g.bound.Store(usualBound())
	within, stop = context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(watched)
		defer tick.Stop()
		for {
			select {
			case <-within.Done():
				return
			case <-tick.C:
			}
			if held() > g.bound.Load() {
				g.exceeded.Store(true)
				stop()
			}
		}
	}()
	return g, within, stop
}

// usualBound is three quarters of what is free, and what the program itself holds.
func usualBound() int64 {
	free := memory.Free()
	if free == memory.Unknown {
		return free
	}
	return free/4*3 + held()
}

// leastFree is what the program needs to read and plan even a small file; with less, the runtime might give up at once.
const leastFree = 64 << 20

// checkFree refuses to begin with less.
func checkFree() error {
	if free := memory.Free(); free < leastFree {
		return fmt.Errorf("out of memory before the start: this process may take %s more, and %s are the least", size(free), size(leastFree))
	}
	return nil
}

// hold sets the bound, which the collector of garbage then also knows: towards it it collects sooner.
func (g *guard) hold(bound int64) {
	g.bound.Store(bound)
	if before := debug.SetMemoryLimit(-1); bound < before {
		debug.SetMemoryLimit(bound)
	}
}

// held is the memory that this process has from the system, in bytes.
func held() int64 {
	m := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(m)
	return int64(m[0].Value.Uint64() - m[1].Value.Uint64())
}

// A memoryError says that a call was ended by its guard.
type memoryError struct{ bound int64 }

func (e *memoryError) Error() string {
	return fmt.Sprintf("out of memory: it took more than %s; fewer steps, channels or files in a call, or fewer workers, take less", size(e.bound))
}

// blame makes an interruption by the guard what it is.
func (g *guard) blame(err error) error {
	if g == nil || !g.exceeded.Load() || !errors.Is(err, context.Canceled) {
		return err
	}
	out := &memoryError{g.bound.Load()}
	var kept *keptError
	if errors.As(err, &kept) {
		return fmt.Errorf("%w; the same call with more memory goes on from %s", out, kept.path)
	}
	return fmt.Errorf("%w; nothing was written", out)
}
