package petition

import (
	"fmt"
	"slices"
	"strings"
)

// Unit is an office that handles petitions. Officers are WeCom UserIDs.
type Unit struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Officers []string `yaml:"-"`
}

// Rule sends what it matches to a unit. An empty list matches everything; any
// label of a report counts, so that what is about a unit's own staff does not
// go to the unit because something else was named first.
type Rule struct {
	ID        string   `yaml:"id"`
	Districts []string `yaml:"districts"`
	Labels    []string `yaml:"labels"`
	Unit      string   `yaml:"unit"`
}

// District is an administrative district and the words that name it.
type District struct {
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"`
}

// Rules choose the handling unit: the first rule that matches, else the
// default unit.
type Rules struct {
	Default   string     `yaml:"default"`
	Units     []Unit     `yaml:"units"`
	Districts []District `yaml:"districts"`
	Rules     []Rule     `yaml:"rules"`
}

// Route returns the unit for a report and the reason in words that staff read.
func (rs Rules) Route(r Report) (unit, reason string) {
	district := rs.District(r.Where)
	about := orUnknown(strings.Join(r.Labels, "、"))
	for _, rule := range rs.Rules {
		if matches(rule.Districts, district) && matches(rule.Labels, r.Labels...) {
			return rule.Unit, fmt.Sprintf("规则 %s：区域=%s，类别=%s", rule.ID, orUnknown(district), about)
		}
	}
	return rs.Default, fmt.Sprintf("没有规则适用（区域=%s，类别=%s），转默认单位", orUnknown(district), about)
}

// District returns the name of the district that a place names, or "". A
// district that is named as such counts before what only belongs to one, and
// what stands first before what follows.
func (rs Rules) District(where string) string {
	name, at, named := "", len(where), false
	for _, d := range rs.Districts {
		if i := strings.Index(where, d.Name+"区"); i >= 0 && (!named || i < at) {
			name, at, named = d.Name, i, true
		}
		for _, w := range d.Words {
			if i := strings.Index(where, w); i >= 0 && i < at && !named {
				name, at = d.Name, i
			}
		}
	}
	return name
}

// Unit returns the unit of an id.
func (rs Rules) Unit(id string) (Unit, bool) {
	return rs.find(func(u Unit) bool { return u.ID == id })
}

// UnitNamed returns the unit of a name or an id.
func (rs Rules) UnitNamed(name string) (Unit, bool) {
	return rs.find(func(u Unit) bool { return u.Name == name || u.ID == name })
}

// UnitOf returns the unit that an officer belongs to.
func (rs Rules) UnitOf(officer string) (Unit, bool) {
	return rs.find(func(u Unit) bool { return slices.Contains(u.Officers, officer) })
}

// Serves says that a unit may work on a petition: its own, and in danger the
// default unit's officers too.
func (rs Rules) Serves(unit string, p Petition) bool {
	return unit == p.Unit || p.Report.Urgent && unit == rs.Default
}

// Seat makes officers those of a unit; false when there is no such unit.
func (rs Rules) Seat(unit string, officers []string) bool {
	i := slices.IndexFunc(rs.Units, func(u Unit) bool { return u.ID == unit })
	if i < 0 {
		return false
	}
	rs.Units[i].Officers = officers
	return true
}

func (rs Rules) find(is func(Unit) bool) (Unit, bool) {
	i := slices.IndexFunc(rs.Units, is)
	if i < 0 {
		return Unit{}, false
	}
	return rs.Units[i], true
}

func matches(list []string, values ...string) bool {
	return len(list) == 0 || slices.ContainsFunc(values, func(v string) bool { return slices.Contains(list, v) })
}

func orUnknown(s string) string {
	if s == "" {
		return "未知"
	}
	return s
}
