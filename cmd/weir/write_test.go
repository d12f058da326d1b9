package main

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
)

// TestSeveralGivesTheFirstError, whichever of them fails first in time.
func TestSeveralGivesTheFirstError(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		second := make(chan struct{})
		err := several(6, workers, func(i int, made func()) error {
			made() // so that all may be under way, whatever the workers
			switch i {
			case 1:
				<-second
				return errors.New("first")
			case 2:
				close(second)
				return errors.New("second")
			}
			return nil
		})
		if err == nil || err.Error() != "first" {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

// TestSeveralKeepsToItsWorkers where nothing is made before the end.
func TestSeveralKeepsToItsWorkers(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		var now, most, done atomic.Int64
		err := several(40, workers, func(int, func()) error {
			n := now.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			now.Add(-1)
			done.Add(1)
			return nil
		})
		if err != nil || done.Load() != 40 || most.Load() > int64(workers) {
			t.Errorf("%d workers: %v, %d done, %d at a time", workers, err, done.Load(), most.Load())
		}
	}
}

// TestSeveralHandsAPanicOn to its caller, who can still clean up.
func TestSeveralHandsAPanicOn(t *testing.T) {
	defer func() {
		if bug := fmt.Sprint(recover()); len(bug) < 4 || bug[:4] != "bug\n" {
			t.Errorf("recovered %q", bug)
		}
	}()
	err := several(1, 1, func(int, func()) error { panic("bug") })
	t.Errorf("no panic, but %v", err)
}
