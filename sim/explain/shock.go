package explain

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weir/sim/display"
	"weir/sim/model"
	"weir/sim/plan"
)

// shock explains a shock, in force or not: one that is not is looked at as if it alone were.
func (e *explainer) shock(s *model.Shock) {
	words := e.shocks[s.ID]
	name := s.ID
	if s.Title != s.ID {
		name += ": " + s.Title
	}
	e.heading("shock", name+" ("+e.force(s)+")", "")
	e.prose(2, s.Description)
	medians := e.medians
	if !slices.Contains(e.m.Enforced, s) {
		medians, s = alone(e.m, s)
	}
	e.field("probability", words.Probability, s.Probability, e.base(noDim))
	e.item(2, "onset", e.onset(words.Onset, s, medians))
	e.course(2, s.Course, words.Ramp, words.Hold, words.HalfLife, words.Floor)
	e.duration("duration", words.Duration, s.Duration)
	if s.Cost != nil {
		e.field("cost", words.Cost, s.Cost, e.base(e.m.Units.Currency().Div(e.m.Units.Time())))
	}
	if !medians.Happens(s) {
		e.prose(2, "It does not happen in the trial of medians, as its probability is not above one half. The picture shows it as if it did.")
	}
	e.picture(2, s, s.Course, medians)
	for _, h := range s.Hits {
		e.hit(s, h, words.Hits, medians)
	}
	for _, d := range s.Displaces {
		e.displacement(d, words.Displaces)
	}
}

// alone is a model in which one shock is in force, by itself and without what it displaces.
func alone(m *model.Model, s *model.Shock) (*plan.Medians, *model.Shock) {
	one, mine := *m, *s
	mine.Displaces = nil
	one.Enforced = []*model.Shock{&mine}
	medians := plan.AtMedians(&one)
	mine.Displaces = s.Displaces
	return medians, &mine
}

// field explains a field as it is written, with its median where that does not say the same.
func (e *explainer) field(label, words string, q *model.Quantity, u measure) {
	if q == nil {
		return
	}
	e.item(2, label, e.words(words, q, u.with))
}

// words are the author's words for a field, and the median where it is uncertain or a formula.
func (e *explainer) words(words string, q *model.Quantity, write func(float64) string) string {
	if q.Fixed {
		return words
	}
	if q.Expr != nil {
		words = "= " + words
	}
	return fmt.Sprintf("%s; median %s", words, write(e.medians.Quantity(q)))
}

func (e *explainer) duration(label, words string, q *model.Quantity) {
	if q != nil {
		e.item(2, label, e.words(words, q, e.span(words)))
	}
}

// course explains the fields of a time course that are written there.
func (e *explainer) course(indent int, c model.Course, ramp, hold, halfLife, floor string) {
	for _, f := range []struct {
		label, words string
		q            *model.Quantity
		write        func(float64) string
	}{
		{"ramp", ramp, c.Ramp, e.span(ramp)}, {"hold", hold, c.Hold, e.span(hold)},
		{"half-life", halfLife, c.HalfLife, e.span(halfLife)}, {"floor", floor, c.Floor, e.base(noDim).with},
	} {
		if f.words != "" && f.q != nil {
			e.item(indent, f.label, e.words(f.words, f.q, f.write))
		}
	}
}

// onset says when a shock begins, and when it does at medians.
func (e *explainer) onset(words string, s *model.Shock, medians *plan.Medians) string {
	if s.Onset.Form == model.OnDate {
		return words
	}
	at := medians.Onset(s)
	if math.IsInf(at, 1) {
		return words + "; at medians never"
	}
	return words + "; at medians " + day(at)
}

// hit explains what a shock does to one target.
func (e *explainer) hit(s *model.Shock, h *model.Hit, all []model.HitText, medians *plan.Medians) {
	verb := model.VerbNames[h.Verb]
	words := numbered(all, h.Path, func(t model.HitText) string { return s.Path + ".hits." + t.Target + "." + t.Verb })
	u := e.base(noDim)
	if h.Verb == model.Add {
		if u = e.measure(h.Target); h.Target.Kind == model.Stock {
			u = e.base(h.Target.Unit.Div(e.m.Units.Time()))
		}
	}
	x := words.X
	if q, err := e.m.Units.Quantity(x); err == nil && !q.HasUnit && u.text != "1" && u.text != "share" {
		x += " " + u.text
	}
	text := fmt.Sprintf("%s: %s %s", h.Target.Name, verb, e.words(x, h.X, u.with))
	if len(words.Channels) > 0 {
		text += "; felt by " + strings.Join(words.Channels, ", ")
	}
	e.item(2, "hits", text)
	e.prose(6, words.Note)
	e.course(6, h.Course, words.Ramp, words.Hold, words.HalfLife, words.Floor)
	if h.Course != s.Course {
		e.picture(6, s, h.Course, medians)
	}
}

// displacement explains what a shock moves.
func (e *explainer) displacement(d *model.Displacement, all []model.DisplacementText) {
	words := numbered(all, d.Path, func(t model.DisplacementText) string { return d.Shock.Path + ".displaces." + t.From + "." + t.To })
	text := fmt.Sprintf("from %s to %s: %s of the loss", d.From.ID, d.To.ID, e.words(words.Share, d.Share, e.base(noDim).with))
	if d.Lag > 0 {
		text += ", after " + display.Plural(int64(d.Lag), e.m.Time.Step)
	}
	if slices.Contains(e.m.Enforced, d.Shock) {
		u := e.base(e.m.Units.Currency().Div(e.m.Units.Time()))
		text += fmt.Sprintf("; in %s it takes up %s", e.m.Time.Label(e.at), u.with(e.medians.Displaced(d, e.at)))
	}
	e.item(2, "displaces", text)
	e.prose(6, words.Note)
}

// numbered finds the words of a hit or a displacement. The second of one kind has a path that ends in ~2.
func numbered[T any](all []T, path string, of func(T) string) T {
	path, number, _ := strings.Cut(path, "~")
	n, _ := strconv.Atoi(number) // 0 where there is one
	var found T
	for _, t := range all {
		if of(t) != path {
			continue
		}
		if found = t; n <= 1 {
			break
		}
		n--
	}
	return found
}
