package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The garbage collector looks for what can be used again when the heap has grown to room, and beyond that by growth over what
// it kept. By itself it would look after each doubling from 4 MB on: half a dozen times while a run is being set up, and
// seldom when a large model is under way, whose counters are nearly all that it has, and are never garbage.
const (
	room   = 32 << 20 // bytes; almost every run needs them
	growth = 50       // percent
)

// pace sets this up, unless GOGC says otherwise.
func pace() {
	const usual = 100
	if before := debug.SetGCPercent(usual); before != usual {
		debug.SetGCPercent(before)
		return
	}
	setPace()
}

// setPace is called again after each collection.
func setPace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	upTo := int(100*room/max(live[0].Value.Uint64(), 1)) - 100
	// The heap may grow by so many percent, but in any case to so many percent of 4 MB.
	debug.SetGCPercent(min(max(upTo, growth), 100*room/(4<<20)))
	runtime.AddCleanup(new([64]byte), func(struct{}) { setPace() }, struct{}{})
}
