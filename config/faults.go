package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Faults is everything that is wrong with a configuration, one line each:
// first the file's in the order of its lines, then the environment's. No fault
// quotes a value.
type Faults []string

// Error returns the faults on a line each.
func (f Faults) Error() string { return strings.Join(f, "\n") }

// place is where a key was set: a line of the file, or a variable. The zero
// value is the file as a whole.
type place struct {
	line     int
	variable string
}

func (p place) in(file string) string {
	if p.variable != "" {
		return p.variable
	}
	if p.line == 0 {
		return file
	}
	return file + ":" + strconv.Itoa(p.line)
}

// fault is one thing that is wrong, and where.
type fault struct {
	at   place
	text string
}

// report notes a fault.
func (l *loading) report(at place, format string, args ...any) {
	l.faults = append(l.faults, fault{at, fmt.Sprintf(format, args...)})
}

// sorted returns the faults as they are shown: lines before variables, lines
// by number, variables by name.
func (l *loading) sorted() Faults {
	slices.SortStableFunc(l.faults, func(a, b fault) int {
		return cmp.Or(
			cmp.Compare(a.at.variable, b.at.variable),
			cmp.Compare(a.at.line, b.at.line),
		)
	})
	var shown Faults
	for _, f := range l.faults {
		shown = append(shown, f.at.in(l.file)+": "+f.text)
	}
	return shown
}

// why returns the cause of a failed read without the path: a secret that was
// put where a path belongs must not show.
func why(err error) string {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		return failed.Err.Error()
	}
	return "read failed"
}
