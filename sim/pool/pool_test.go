package pool

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Every index is worked on once, by no more workers than there are indices, each of which starts once and ascends.
func TestEach(t *testing.T) {
	for _, c := range []struct {
		workers, most int
		n             int64
	}{{-1, 1, 5}, {0, 1, 5}, {1, 1, 5}, {4, 4, 1000}, {8, 3, 3}, {3, 0, 0}, {3, 0, -2}} {
		times := make([]atomic.Int64, max(c.n, 0))
		var starts atomic.Int64
		Each(c.workers, c.n, func() func(int64) bool {
			starts.Add(1)
			last := int64(-1)
			return func(i int64) bool {
				if i <= last {
					t.Errorf("%d after %d", i, last)
				}
				last = i
				times[i].Add(1)
				return true
			}
		})
		for i := range times {
			if times[i].Load() != 1 {
				t.Errorf("%d workers: index %d of %d was worked on %d times", c.workers, i, c.n, times[i].Load())
			}
		}
		if s := int(starts.Load()); s > c.most || (s == 0) != (c.n <= 0) {
			t.Errorf("%d workers start for %d indices, of %d", s, c.n, c.workers)
		}
	}
}

// Workers run at the same time: each waits here for the other.
func TestEachRunsTogether(t *testing.T) {
	var both sync.WaitGroup
	both.Add(2)
	Each(2, 2, func() func(int64) bool {
		return func(int64) bool {
			both.Done()
			both.Wait()
			return true
		}
	})
}

// Who has had enough takes no more, and leaves the rest to the others.
func TestEachStops(t *testing.T) {
	calls := 0
	Each(1, 100, func() func(int64) bool {
		return func(i int64) bool {
			calls++
			return i < 6
		}
	})
	if calls != 7 {
		t.Errorf("%d calls of the one worker, want 7", calls)
	}
	var done atomic.Int64
	Each(2, 100, func() func(int64) bool {
		return func(i int64) bool {
			done.Add(1)
			return i != 0
		}
	})
	if done.Load() != 100 {
		t.Errorf("%d of 100 indices are done", done.Load())
	}
}

// A bug in a worker is the caller's to see, with the place where it happened, and ends the work.
func TestEachPassesPanicsOn(t *testing.T) {
	for _, workers := range []int{1, 4} {
		var calls atomic.Int64
		got := func() (x any) {
			defer func() { x = recover() }()
			Each(workers, 1<<40, func() func(int64) bool {
				return func(i int64) bool {
					calls.Add(1)
					if i == 3 {
						stumble()
					}
					return true
				}
			})
			return nil
		}()
		text, ok := got.(string)
		if !ok || !strings.HasPrefix(text, "it stumbles\n") || !strings.Contains(text, "pool.stumble") {
			t.Errorf("%d workers: the panic is %v", workers, got)
		}
		if workers == 1 && calls.Load() != 4 {
			t.Errorf("%d calls, want 4", calls.Load())
		}
	}
}

func stumble() { panic("it stumbles") }
