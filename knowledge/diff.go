package knowledge

import (
	"slices"
	"strings"
)

// diff shows a text that lacks what it must have, or has what it must not:
// “-” marks what is missing, “~” the line that comes nearest to it, “!” a line
// that must not be. It is empty where nothing is wrong.
func diff(text string, has, lacks []string) string {
	lines := strings.Split(text, "\n")
	marks := make([]string, len(lines))
	missing := slices.DeleteFunc(slices.Clone(has), func(w string) bool { return strings.Contains(text, w) })
	wrong := len(missing) > 0 || slices.ContainsFunc(lacks, func(w string) bool { return strings.Contains(text, w) })
	for _, w := range missing {
		marks[nearest(lines, w)] = "~"
	}
	for i, line := range lines {
		if slices.ContainsFunc(lacks, func(w string) bool { return strings.Contains(line, w) }) {
			marks[i] = "!"
		}
	}
	if !wrong {
		return ""
	}
	var out strings.Builder
	for _, w := range missing {
		out.WriteString("\n    - " + w)
	}
	for i, line := range lines {
		mark := marks[i]
		if mark == "" {
			mark = " "
		}
		out.WriteString("\n    " + mark + " " + line)
	}
	return out.String()
}

// nearest is the line that shares the most pairs of characters with some words.
func nearest(lines []string, words string) int {
	wanted := []rune(words)
	best, most := 0, -1
	for i, line := range lines {
		shared := 0
		for j := 1; j < len(wanted); j++ {
			if strings.Contains(line, string(wanted[j-1:j+1])) {
				shared++
			}
		}
		if shared > most {
			best, most = i, shared
		}
	}
	return best
}
