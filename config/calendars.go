package config

import (
	"fmt"
	"slices"
)

// validateCalendars wants every file named once. What is in the files is for those
// to check who read them.
func (l *loading) validateCalendars() {
	for i, name := range l.cfg.Calendars {
		path := fmt.Sprintf("calendars[%d]", i)
		l.itemKey(path, name != "", "the path of a YAML file")
		l.itemKey(path, name == "" || slices.Index(l.cfg.Calendars, name) == i, "a file that does not stand twice")
	}
}
