package main

import (
	"runtime"
	"runtime/debug"
)

// giveRoom lets the heap grow to 32 MB before the garbage collector looks for what can be used again; from then on it does so
// whenever the heap has doubled, as ever. Almost every run needs as much. By itself the collector would look after each
// doubling from 4 MB on, half a dozen times while a run is being set up.
func giveRoom() {
	const percent = 800 // of the 4 MB at which the first look comes
	asEver := debug.SetGCPercent(percent)
	if asEver != 100 { // GOGC is set: the user knows better
		debug.SetGCPercent(asEver)
		return
	}
	runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, asEver)
}
