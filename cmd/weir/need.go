package main

import (
	"fmt"
	"math"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"weir/internal/memory"
	"weir/sim"
)

// What a call takes beside what the engine counts, in bytes.
const (
	programSize = 24 << 20 // the program itself, and the stacks
	tableRow    = 700      // a row of summary.csv or baseline.csv, and that of precision.csv
	drawingSize = 40 << 20 // a chart while it is drawn; mostDrawn of them at a time
	mostDrawn   = 8
	pictureSize = 1 << 20 // the charts of a file
)

// maxMemory reads --max-memory; without it, it is the bound of the guard. Nobody may have more than there is.
func (env *environment) maxMemory(cmd *cobra.Command, text string) int64 {
	if !cmd.Flags().Changed("max-memory") {
		return env.guard.bound.Load()
	}
	n, ok := parseSize(text)
	if !ok {
		env.badValue(cmd, "max-memory", "a number and a unit, such as 500MB or 4GiB", "%q is no size", text)
	}
	if free := memory.Free(); free < memory.Unknown {
		return min(n, free+held())
	}
	return n
}

// units are those of a size, in bytes.
var units = []struct {
	name  string
	bytes float64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 1 << 40}, {"kB", 1e3}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}, {"B", 1}}

// parseSize reads a size such as 500MB or 1.5GiB.
func parseSize(text string) (bytes int64, ok bool) {
	for _, u := range units {
		digits, found := strings.CutSuffix(text, u.name)
		if !found {
			continue
		}
		digits = strings.TrimSuffix(digits, " ")
		if strings.Trim(digits, "0123456789._") != "" {
			return 0, false
		}
		x, err := strconv.ParseFloat(plainDigits(digits), 64)
		if x *= u.bytes; err != nil || !(x >= 1 && x <= math.MaxInt64/2) {
			return 0, false
		}
		return int64(x), true
	}
	return 0, false
}

// size writes a size with two digits or more.
func size(bytes int64) string {
	for _, u := range []struct {
		name  string
		bytes float64
	}{{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}} {
		switch x := float64(bytes) / u.bytes; {
		case x >= 9.95:
			return fmt.Sprintf("%.0f %s", x, u.name)
		case x >= 1:
			return fmt.Sprintf("%.1f %s", x, u.name)
		}
	}
	return fmt.Sprintf("%.0f kB", math.Ceil(float64(bytes)/1e3))
}

// A task is what a call is to do with a study.
type task struct {
	*sim.Study
	workers  int
	shard    bool // it ends with a binary file, not with results
	merge    int  // it begins with so many of them
	keep     bool // its state is kept
	noCharts bool
}

// fits refuses a task that needs more memory than it may take, and has the guard see to it that it takes no more.
func (env *environment) fits(cmd *cobra.Command, bound int64, t task) error {
	alive := alive()
	need := t.peak(alive)
	if need <= bound {
		env.guard.hold(bound)
		return nil
	}
	may := size(bound)
	if !cmd.Flags().Changed("max-memory") {
		may += ", three quarters of what is free"
	} else if given, _ := parseSize(cmd.Flag("max-memory").Value.String()); bound < given {
		may += ", all that is free"
	}
	env.badValue(cmd, "max-memory", t.less(bound, alive), "this call needs about %s of memory, and may take %s", size(need), may)
	return env.wrong
}

// less says what would help.
func (t task) less(bound, alive int64) string {
	var helps []string
	try := func(other task, what string) {
		if n := other.peak(alive); n <= bound {
			helps = append(helps, fmt.Sprintf("%s needs about %s", what, size(n)))
		}
	}
	one, plain := t, t
	if one.workers = 1; t.workers > 1 {
		try(one, "--workers 1")
	}
	if plain.noCharts = true; !t.noCharts && !t.shard {
		try(plain, "--no-charts")
	}
	if len(t.Names()) > 1 {
		helps = append(helps, "fewer files in a call")
	}
	return strings.Join(append(helps, "fewer steps, channels or outputs, or a longer step"), ", or ")
}

// peak is the memory that a task needs at most at one time, where so much is alive before it. Garbage may come to growth percent of
// what is alive then before it is collected, and to some more while it is; the heap in any case to room.
func (t task) peak(alive int64) int64 {
	n := t.Report().Memory(t.workers)
	most := int64(t.workers)*n.Workers + n.Columns
	if t.merge > 0 { // what is merged so far, and the next
		most = int64(min(t.merge, 2))*n.Columns + n.Encoded
	}
	if t.shard || t.keep {
		most = max(most, n.Columns+3*n.Encoded) // it grows by a part of itself, and is copied
	}
	if !t.shard {
		files := int64(len(t.Names()))
		most = max(most, n.Columns+n.Kept+n.Summaries, n.Summaries+n.Rows*tableRow/files*min(files, inFlight(t.workers)))
	}
	need := heap(alive + most)
	if !t.shard && !t.noCharts { // only results are alive by then
		drawings := int64(min(runtime.GOMAXPROCS(0), mostDrawn))*drawingSize + int64(len(t.Names()))*pictureSize
		need = max(need, heap(alive+n.Summaries)+drawings)
	}
	return max(programSize+need, held())
}

// heap is how large the heap may become where so much is alive on it.
func heap(alive int64) int64 { return max(room, alive+alive*(growth+10)/100) }

// alive is what is alive on the heap, in bytes, with little garbage.
func alive() int64 {
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.HeapAlloc > room {
		runtime.GC()
		runtime.ReadMemStats(&m)
	}
	return int64(m.HeapAlloc)
}
