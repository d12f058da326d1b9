package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"weir/sim/display"
	"weir/sim/result"
)

// A Figure is one chart as words and numbers, ready to be drawn. It is final once returned.
type Figure struct {
	Name     string   // of the file, without its ending, such as "fan_total"
	Title    string   // the finding
	Subtitle string   // quantity, unit, period, who is compared
	Alt      string   // the picture in words, for those who do not see it
	Source   string   // where the numbers come from, and what they are
	Notes    []string // how to read the chart, where the subtitle has no room
	Warnings []string // doubts of the run, drawn beneath the chart
	Run      Run
	Picture  Picture
}

// A Run names the run behind a figure.
type Run struct {
	ID       string // first 8 hexadecimal digits of a hash over scenario, seed and trials
	Seed     uint64
	Trials   int64
	Scenario string // SHA-256 of the resolved scenario
}

// A Picture is the drawn part of a figure, below the subtitle and above the footer. The kinds are Fan, Fans,
// Panels, Waterfall and Moves.
type Picture interface {
	// write prints the numbers that are drawn.
	write(b *strings.Builder)
	// height is what the picture needs on s, in points.
	height(s *surface) float64
	// paint draws the picture with its upper edge at top.
	paint(s *surface, top float64)
}

// Figures returns the figures of a result, those for which it holds the numbers.
func Figures(r *result.Result) []Figure {
	var all []Figure
	for _, kind := range [...]func(*result.Result) (Figure, bool){fanTotal, fanChannels, channels, waterfall, evidence} {
		if f, ok := kind(r); ok {
			all = append(all, f)
		}
	}
	return all
}

// Text prints the figure for comparison: its words, then the numbers drawn, to six significant digits.
func (f Figure) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "figure %s\ntitle: %s\nsubtitle: %s\nalt: %s\nsource: %s\n", f.Name, f.Title, f.Subtitle, f.Alt, f.Source)
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	for _, w := range f.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	fmt.Fprintf(&b, "run: %s\n", f.Run)
	f.Picture.write(&b)
	return b.String()
}

// String is the line at the foot of the chart.
func (r Run) String() string {
	return fmt.Sprintf("weir · run %s · seed %d · %s %s", r.ID, r.Seed, display.Grouped(r.Trials, ","), display.Agree(int(r.Trials), "trial", "trials"))
}

// figure fills in what all figures of a result share.
func figure(r *result.Result, name string) Figure {
	scenario := sha256.Sum256([]byte(r.Resolved))
	run := sha256.Sum256(fmt.Appendf(nil, "%s\nseed %d\ntrials %d\n", r.Resolved, r.Seed, r.Trials))
	return Figure{
		Name:     name,
		Source:   "Source: " + display.Escape(fileName(r)) + "; scenario, not forecast.",
		Warnings: lines(r.Warnings),
		Run: Run{
			ID: hex.EncodeToString(run[:4]), Seed: r.Seed, Trials: r.Trials, Scenario: hex.EncodeToString(scenario[:]),
		},
	}
}

// lines are texts in characters that show, each in one line.
func lines(texts []string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, display.Line(text))
	}
	return all
}

// fileName says which scenario file the result came from, without the way to it.
func fileName(r *result.Result) string {
	if len(r.Set) > 0 {
		return "scenario file " + path.Base(strings.ReplaceAll(strings.TrimPrefix(r.File, "embedded:"), `\`, "/")) + " as changed on the command line"
	}
	if rest, ok := strings.CutPrefix(r.File, "embedded:"); ok {
		return "scenario file " + rest + " (shipped with weir)"
	}
	name := path.Base(strings.ReplaceAll(r.File, `\`, "/"))
	if r.File == "" {
		name = r.Name
	}
	return "scenario file " + name
}
