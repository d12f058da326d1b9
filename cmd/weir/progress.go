package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"

	"weir/sim/display"
	"weir/sim/result"
)

const (
	redraw = 100 * time.Millisecond // the shortest time between two pictures of the bar
	steady = time.Second            // from then on a rate is told
	cells  = 40                     // of the bar, where there is room
)

// A progress shows how far a run is: a bar that is redrawn on a terminal, a line for every tenth elsewhere.
// It may be called from several goroutines. A nil one shows nothing.
type progress struct {
	w        io.Writer
	terminal int // its width, 0 where there is none
	colour   bool
	what     string // is counted
	now      func() time.Time

	mu          sync.Mutex
	done, total int64     // at the last update
	began       time.Time // the round: a run that is to be precise has several, each with twice the trials
	from        int64     // how many were done then
	drawn       time.Time
	tenths      int64
	shown       bool
	headline    string // such as "p50(total.net)", "" while it is not known how well it is known
	known       string // such as "0.8%"
}

// newProgress is nil where nothing is to be shown.
func newProgress(env *environment, quiet bool, what string) *progress {
	if quiet {
		return nil
	}
	p := &progress{w: env.stderr, what: what, now: time.Now, began: time.Now()}
	if env.getenv("TERM") != "dumb" && env.getenv("CI") == "" {
		p.terminal = env.width()
		if p.terminal > 0 {
			p.w = env.screen // the bar moves the cursor, and has no words but our own
		}
		p.colour = env.getenv("NO_COLOR") == ""
	}
	return p
}

// goOn says how many an earlier run has done.
func (p *progress) goOn(done int64) {
	if p != nil {
		p.done, p.from = done, done
	}
}

// know says how well the headline is known.
func (p *progress) know(precision result.Precision) {
	if p == nil || precision.Value == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.headline = precision.Text
	if _, headline, ok := strings.Cut(precision.Text, " of "); ok { // what was asked stands before it
		p.headline = headline
	}
	p.known = result.Percent(math.Abs(precision.HalfWidth / precision.Value))
}

// update says how many of how many are done.
func (p *progress) update(done, total int64) {
	if p == nil || total <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.total == 0:
		p.tenths = p.from * 10 / total
	case total != p.total: // another round; where it goes on, done goes on too
		p.began, p.from = p.now(), 0
		if done > p.done {
			p.from = p.done
		}
		p.tenths = p.from * 10 / total
	}
	p.done, p.total = done, total
	if p.terminal > 0 {
		p.draw()
		return
	}
	if tenths := done * 10 / total; tenths > p.tenths {
		p.tenths = tenths
		line := fmt.Sprintf("%3d%% of %s %s", 10*tenths, display.Grouped(total, ","), p.what) + p.rate() + p.left()
		if p.headline != "" {
			line += fmt.Sprintf(", %s known to %s", p.headline, p.known)
		}
		display.Fprintf(p.w, "%s\n", line)
	}
}

// rate and left say how fast it goes and how long it will take, as soon as that can be told.
func (p *progress) rate() string {
	gone := p.now().Sub(p.began)
	if gone < steady || p.done <= p.from {
		return ""
	}
	return ", " + amount(float64(p.done-p.from)/gone.Seconds(), 0, "") + "/s"
}

func (p *progress) left() string {
	gone := p.now().Sub(p.began)
	if gone < steady || p.done <= p.from || p.done == p.total {
		return ""
	}
	left := float64(gone) * float64(p.total-p.done) / float64(p.done-p.from)
	if left > math.MaxInt64 {
		return ""
	}
	return ", " + time.Duration(left).Round(time.Second).String() + " left"
}

// draw shows the bar, with as much beside it as there is room for.
func (p *progress) draw() {
	now := p.now()
	if now.Sub(p.drawn) < redraw {
		return
	}
	p.drawn, p.shown = now, true
	text := fmt.Sprintf(" %3d%%  %s of %s %s", 100*p.done/p.total, display.Grouped(p.done, ","), display.Grouped(p.total, ","), p.what)
	known := ""
	if p.headline != "" {
		known = ", known to " + p.known
	}
	for _, more := range []string{p.left(), p.rate(), known} {
		if len(text)+len(more)+len("[] ") <= p.terminal {
			text += more
		}
	}
	width := max(0, min(cells, p.terminal-len(text)-3))
	full := int(int64(width) * p.done / p.total)
	bar, rest := strings.Repeat("#", full), strings.Repeat("-", width-full)
	if p.colour {
		bar = "\x1b[36m" + bar + "\x1b[0m"
	}
	fmt.Fprintf(p.w, "\r[%s%s]%s\x1b[K", bar, rest, text)
}

// end removes the bar.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
