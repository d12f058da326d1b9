package display

import "github.com/rivo/uniseg"

// Width is the number of columns that a text takes in a terminal: wide letters and emoji take two, combining marks none.
func Width(text string) int { return uniseg.StringWidth(text) }

// Clip cuts a text to so many columns. Dots stand in the place of what is left out.
func Clip(text string, columns int, dots string) string {
	if Width(text) <= columns {
		return text
	}
	return beginning(text, columns-Width(dots)) + dots
}

// beginning is as much of the beginning of a text as fits into columns, in whole letters with their marks.
func beginning(text string, columns int) string {
	rest, state, used, end := text, -1, 0, 0
	for rest != "" {
		var cluster string
		var wide int
		cluster, rest, wide, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += wide; used > columns {
			break
		}
		end += len(cluster)
	}
	return text[:end]
}

// ending is as much of the end.
func ending(text string, columns int) string {
	rest, state, left := text, -1, Width(text)
	for rest != "" && left > columns {
		var wide int
		_, rest, wide, state = uniseg.FirstGraphemeClusterInString(rest, state)
		left -= wide
	}
	return rest
}

// Labels cuts names to so many columns, so that no two look alike: names that begin alike lose their middle, and where that
// does not tell them apart, or two are the same, the ids take their places, whole. No two ids are the same.
func Labels(names, ids []string, columns int, dots string) []string {
	labels := make([]string, len(names))
	for i, name := range names {
		labels[i] = Clip(name, columns, dots)
	}
	for _, i := range alike(labels) {
		if name := names[i]; Width(name) > columns {
			tail := ending(name, (columns-Width(dots)+1)/2)
			labels[i] = beginning(name, columns-Width(dots)-Width(tail)) + dots + tail
		}
	}
	for {
		changed := false
		for _, i := range alike(labels) {
			if labels[i] != ids[i] {
				labels[i], changed = ids[i], true
			}
		}
		if !changed {
			return labels
		}
	}
}

// Apart leaves names as they are, but for those of which a cut to so many columns would leave the same: these are cut as Labels
// does. So they stay apart however little room there is for them.
func Apart(names, ids []string, columns int, dots string) []string {
	labels := Labels(names, ids, columns, dots)
	for i, name := range names {
		if labels[i] == Clip(name, columns, dots) {
			labels[i] = name
		}
	}
	return labels
}

// alike are the places of the labels that stand there more than once.
func alike(labels []string) []int {
	times := map[string]int{}
	for _, label := range labels {
		times[label]++
	}
	var all []int
	for i, label := range labels {
		if times[label] > 1 {
			all = append(all, i)
		}
	}
	return all
}
