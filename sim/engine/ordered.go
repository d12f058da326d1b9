package engine

import (
	"errors"
	"sync"

	"weir/sim/ask"
)

// An ordered sink hands the rows of several workers on in the order of trials. Who is ahead waits, so that memory holds one
// segment for each worker. A nil *ordered takes nothing.
type ordered struct {
	sink  ask.Sink
	mu    sync.Mutex
	turn  sync.Cond
	next  int64 // block
	over  bool  // nothing is taken any more
	err   error // of the sink
	parts [][]float64
}

func newOrdered(sink ask.Sink) *ordered {
	o := &ordered{sink: sink}
	o.turn.L = &o.mu
	return o
}

// ended reports whether nothing is taken any more.
func (o *ordered) ended() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.over
}

// anew begins with another design: what was handed on is void, and who had enough of it gets the new rows.
func (o *ordered) anew() {
	if o != nil && errors.Is(o.err, ask.ErrEnough) {
		o.over, o.err = false, nil
	}
}

// from says which block comes next.
func (o *ordered) from(block int64) {
	if o != nil {
		o.next = block
	}
}

// put hands on so many trials of a segment once those before it have been.
func (o *ordered) put(s Span, rows [][]float64, trials int64) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.next != s.From && !o.over {
		o.turn.Wait()
	}
	if o.parts == nil {
		o.parts = make([][]float64, len(rows))
	}
	for at := int64(0); at < trials && !o.over; at += Block {
		for r := range rows {
			o.parts[r] = rows[r][at:min(at+Block, trials)]
		}
		if o.err = o.sink.Block(s.From*Block+at, o.parts); o.err != nil {
			o.over = true
		}
	}
	o.next = s.To
	o.turn.Broadcast()
}

// end lets nobody wait any longer.
func (o *ordered) end() {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.over = true
	o.turn.Broadcast()
}

// endOnPanic is end where a worker panics: deferred.
func (o *ordered) endOnPanic() {
	if bug := recover(); bug != nil {
		o.end()
		panic(bug)
	}
}

// failure is the error of the sink; nil where it has had enough.
func (o *ordered) failure() error {
	if o == nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if errors.Is(o.err, ask.ErrEnough) {
		return nil
	}
	return o.err
}
