package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"
)

// grace is how long an interrupted call waits for what is to end by itself.
const grace = 2 * time.Second

// abandonable does what cannot be interrupted, or not at every place, and leaves no trace but what it returns: once the context
// is done, and the time that it is given to end by itself is over, it is left to itself. A panic becomes one of the caller.
func abandonable[T any](ctx context.Context, within time.Duration, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		bug   string
	}
	var o outcome
	if o.err = ctx.Err(); o.err != nil && within == 0 {
		return o.value, o.err
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if bug := recover(); bug != nil {
				o.bug = fmt.Sprintf("%v\n%s", bug, debug.Stack())
			}
			done <- o
		}()
		o.value, o.err = do()
	}()
	select {
	case o = <-done:
	case <-ctx.Done():
		select {
		case o = <-done:
		case <-time.After(within):
			o.err = ctx.Err()
		}
	}
	if o.bug != "" {
		panic(o.bug)
	}
	return o.value, o.err
}

var errNotPrinted = errors.New("interrupted")

// An interruptible writer gives up a write when the context is done: a pipe may have a reader that does not read.
type interruptible struct {
	ctx  context.Context
	w    io.Writer
	left bool // a write was given up, or failed then
}

func (i *interruptible) Write(b []byte) (int, error) {
	n, err := abandonable(i.ctx, grace/10, func() (int, error) { return i.w.Write(b) })
	if err != nil && i.ctx.Err() != nil {
		i.left, err = true, errNotPrinted
	}
	return n, err
}
