package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// redraw is the shortest time between two pictures of the bar.
const redraw = 100 * time.Millisecond

// A progress shows how far a run is: a bar that is redrawn on a terminal, a line for every tenth elsewhere.
// It may be called from several goroutines.
type progress struct {
	w        io.Writer
	terminal int // its width, 0 where there is none
	colour   bool

	mu          sync.Mutex
	done, total int64     // at the last update
	began       time.Time // the round: a run that is to be precise has several, each with twice the trials
	from        int64     // how many were done then
	drawn       time.Time
	tenths      int64
	shown       bool
}

// newProgress is nil where nothing is to be shown.
func newProgress(env *environment, quiet bool) *progress {
	if quiet {
		return nil
	}
	p := &progress{w: env.stderr, began: time.Now()}
	if env.getenv("TERM") != "dumb" && env.getenv("CI") == "" {
		p.terminal = env.width()
		p.colour = env.getenv("NO_COLOR") == ""
	}
	return p
}

// update says how many trials of how many are done.
func (p *progress) update(done, total int64) {
	if p == nil || total <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total != 0 && total != p.total { // another round; where it goes on, done goes on too
		p.began, p.from = time.Now(), 0
		if done > p.done {
			p.from = p.done
		}
		p.tenths = p.from * 10 / total
	}
	p.done, p.total = done, total
	if p.terminal > 0 {
		p.draw(done, total)
		return
	}
	if tenths := done * 10 / total; tenths > p.tenths {
		p.tenths = tenths
		fmt.Fprintf(p.w, "%3d%% of %s trials\n", 10*tenths, grouped(total, ","))
	}
}

func (p *progress) draw(done, total int64) {
	now := time.Now()
	if now.Sub(p.drawn) < redraw {
		return
	}
	p.drawn, p.shown = now, true
	left := ""
	if gone := now.Sub(p.began); done > p.from && gone > time.Second {
		left = fmt.Sprintf(", %s left", time.Duration(float64(gone)*float64(total-done)/float64(done-p.from)).Round(time.Second))
	}
	text := fmt.Sprintf(" %3d%%  %s of %s trials%s", 100*done/total, grouped(done, ","), grouped(total, ","), left)
	cells := max(0, min(40, p.terminal-len(text)-3))
	full := int(int64(cells) * done / total)
	bar, rest := strings.Repeat("#", full), strings.Repeat("-", cells-full)
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
