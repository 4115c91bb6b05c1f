package petition

import (
	"fmt"
	"slices"
	"strings"
)

// Unit is an office that handles petitions. Review is the office that its
// replies can be taken to for a review (信访工作条例 art. 35), Public its public
// phone numbers and mail addresses; both are empty where nobody has told them.
// Officers are WeCom UserIDs; Duty says which of them is told first on which
// days, and is often empty.
type Unit struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Review   string   `yaml:"review"`
	Public   []string `yaml:"public"`
	Officers []string `yaml:"-"`
	Duty     []Shift  `yaml:"-"`
}

// Rule sends what it matches to a unit. Districts are those of place.Districts.
// An empty list matches everything; any
// label of a report counts, so that what is about a unit's own staff does not
// go to the unit because something else was named first.
type Rule struct {
	ID        string   `yaml:"id"`
	Districts []string `yaml:"districts"`
	Labels    []string `yaml:"labels"`
	Unit      string   `yaml:"unit"`
}

// Rules choose the handling unit: the first rule that matches, else the
// default unit. Its officers are told of the limits by Terms.
type Rules struct {
	Default string `yaml:"default"`
	Units   []Unit `yaml:"units"`
	Rules   []Rule `yaml:"rules"`
	Terms   Terms  `yaml:"-"`
}

// Route returns the unit for a report and the reason in words that staff read.
func (rs Rules) Route(r Report) (unit, reason string) {
	district, about := orUnknown(r.District), orUnknown(strings.Join(r.Labels, "、"))
	if r.Guessed {
		district += "（按位置推算）"
	}
	for _, rule := range rs.Rules {
		if matches(rule.Districts, r.District) && matches(rule.Labels, r.Labels...) {
			return rule.Unit, fmt.Sprintf("规则 %s：区域=%s，类别=%s", rule.ID, district, about)
		}
	}
	return rs.Default, fmt.Sprintf("没有规则适用（区域=%s，类别=%s），转默认单位", district, about)
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

// Seat makes officers those of a unit, with their days of duty; false when there
// is no such unit.
func (rs Rules) Seat(unit string, officers []string, duty ...Shift) bool {
	i := slices.IndexFunc(rs.Units, func(u Unit) bool { return u.ID == unit })
	if i < 0 {
		return false
	}
	rs.Units[i].Officers, rs.Units[i].Duty = officers, duty
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
