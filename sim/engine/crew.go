package engine

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// A crew is a group of goroutines. A panic in one of them is a bug here, and becomes one of the caller's goroutine, which
// can still clean up.
type crew struct {
	group sync.WaitGroup
	mu    sync.Mutex
	bug   string
}

func (c *crew) start(f func()) {
	c.group.Go(func() {
		defer func() {
			if bug := recover(); bug != nil {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.bug = fmt.Sprintf("%v\n%s", bug, debug.Stack())
			}
		}()
		f()
	})
}

func (c *crew) wait() {
	c.group.Wait()
	if c.bug != "" {
		panic(c.bug)
	}
}
