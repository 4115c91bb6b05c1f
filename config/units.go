package config

import (
	"fmt"
	"slices"
	"strings"
)

// validateUnits wants every unit named once and with someone who handles. That
// the routing rules know the unit, and which days a duty has, is for those to
// check who read the rules.
func (l *loading) validateUnits() {
	seen := map[string]bool{}
	for i, u := range l.cfg.Units {
		path := fmt.Sprintf("units[%d]", i)
		l.itemKey(path+".id", u.ID != "", "the id of a unit of the routing rules")
		l.itemKey(path+".id", !seen[u.ID], "an id that no other unit of the list has")
		l.itemKey(path+".officers", len(u.Officers) > 0 && !slices.Contains(u.Officers, ""), "a list of WeCom UserIDs, at least one")
		for n, d := range u.Duty {
			l.itemKey(fmt.Sprintf("%s.duty[%d].officer", path, n), slices.Contains(u.Officers, d.Officer), "one of the officers of the unit")
		}
		seen[u.ID] = u.ID != ""
	}
}

func (l *loading) itemKey(path string, ok bool, want string) {
	at, _ := l.nearest(path)
	if !ok && !l.touched(path) {
		l.report(at, "%s: expected %s", path, want)
	}
}

// touched tells whether a path, what holds it or what it holds has a fault
// already.
func (l *loading) touched(path string) bool {
	for spoilt := range l.spoilt {
		if strings.HasPrefix(path, spoilt) || strings.HasPrefix(spoilt, path) {
			return true
		}
	}
	return false
}
