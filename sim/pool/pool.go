// Package pool shares work among goroutines: the one place of the library where they start.
package pool

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each does the work of the indices 0 to n-1 in up to so many workers, one at least, and returns when all of them are done. A
// worker takes the lowest index that is left; before its first it calls start, and then for each what start returned, until none
// is left or that returns false: this worker takes no more, the others go on. A worker is a goroutine, also where there is one.
//
// A panic in a worker is a bug: no index is taken any more, and it becomes one of the caller's goroutine, which can still clean up. Its
// value is a text with the worker's stack.
func Each(workers int, n int64, start func() func(i int64) (more bool)) {
	var (
		group sync.WaitGroup
		next  atomic.Int64
		mu    sync.Mutex
		bug   string // guarded by mu
	)
	for range min(int64(max(workers, 1)), n) {
		group.Go(func() {
			defer func() {
				if x := recover(); x != nil {
					next.Store(n)
					mu.Lock()
					defer mu.Unlock()
					bug = fmt.Sprintf("%v\n%s", x, debug.Stack())
				}
			}()
			var work func(i int64) bool
			for i := next.Add(1) - 1; i < n; i = next.Add(1) - 1 {
				if work == nil {
					work = start()
				}
				if !work(i) {
					return
				}
			}
		})
	}
	group.Wait()
	if bug != "" {
		panic(bug)
	}
}
