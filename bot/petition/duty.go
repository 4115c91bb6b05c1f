package petition

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"suihuan/bot/petition/clock"
)

// Shift says on which days an officer is on duty.
type Shift struct {
	Officer  string
	weekdays []time.Weekday // empty: the days from first to last
	first    clock.Day
	last     clock.Day
}

var weekdays = []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// NewShift reads the days of a shift: 周一, 周一至周五, 2026-12-01 or
// 2026-12-01至2026-12-07.
func NewShift(officer, on string) (Shift, error) {
	from, to, span := strings.Cut(on, "至")
	if !span {
		to = from
	}
	s := Shift{Officer: officer}
	if i, j := slices.Index(weekdays, from), slices.Index(weekdays, to); i >= 0 && j >= 0 {
		for d := i; ; d = (d + 1) % len(weekdays) {
			s.weekdays = append(s.weekdays, time.Weekday(d))
			if d == j {
				return s, nil
			}
		}
	}
	var err error
	if s.first, err = clock.ParseDay(from); err == nil {
		s.last, err = clock.ParseDay(to)
	}
	if err != nil || s.last < s.first {
		return Shift{}, fmt.Errorf("%q are no days of duty: write 周一, 周一至周五, 2026-12-01 or 2026-12-01至2026-12-07", on)
	}
	return s, nil
}

func (s Shift) on(day clock.Day) bool {
	if len(s.weekdays) > 0 {
		return slices.Contains(s.weekdays, day.Weekday())
	}
	return s.first <= day && day <= s.last
}

// OnDuty returns who is on duty on a day: of the first shift that has it.
func (u Unit) OnDuty(day clock.Day) (officer string, ok bool) {
	i := slices.IndexFunc(u.Duty, func(s Shift) bool { return s.on(day) })
	if i < 0 {
		return "", false
	}
	return u.Duty[i].Officer, true
}

// takers are the officers of the unit who may take a petition: not who answered
// it before it was reopened.
func (u Unit) takers(p Petition) []string {
	return slices.DeleteFunc(slices.Clone(u.Officers), func(o string) bool { return o == p.Former })
}

// Turns list who is told of an event, in turns: who of one turn can be reached
// is told, and else the next turn is. First is the officer who has it, else the
// one on duty, then the rest of the unit, then the default unit in the same way; what
// the superior is to act on goes to the default unit alone. Where people are in
// danger all of both units are told at once.
func (rs Rules) Turns(p Petition, e Event, day clock.Day) [][]string {
	unit, _ := rs.Unit(p.Unit)
	superior, _ := rs.Unit(rs.Default)
	if p.Report.Urgent {
		return [][]string{sorted(slices.Concat(unit.takers(p), superior.takers(p)))}
	}
	if forSuperior[e.Type] || unit.ID == superior.ID {
		return superior.turns(p, day)
	}
	return slices.Concat(unit.turns(p, day), superior.turns(p, day))
}

// Reminded lists who is told of a limit, in groups of turns (Turns): the unit, or
// the common superior of what that owes, and of an escalation both.
func (rs Rules) Reminded(p Petition, r clock.Reminder, day clock.Day) [][][]string {
	unit, _ := rs.Unit(rs.Default)
	superior := unit.turns(p, day)
	switch {
	case r.Limit.Party == clock.Superior:
		return [][][]string{superior}
	case r.Level > 0 && len(superior) > 0:
		return [][][]string{rs.Turns(p, Event{}, day), superior}
	}
	return [][][]string{rs.Turns(p, Event{}, day)}
}

// forSuperior are the events that the common superior answers.
var forSuperior = map[EventType]bool{EventDisputed: true, EventReviewApplied: true, EventSecondApplied: true}

func (u Unit) turns(p Petition, day clock.Day) (turns [][]string) {
	rest := sorted(u.takers(p))
	duty, _ := u.OnDuty(day)
	for _, first := range []string{p.Officer, duty} {
		if i := slices.Index(rest, first); i >= 0 {
			rest, turns = slices.Delete(rest, i, i+1), append(turns, []string{first})
			break
		}
	}
	if len(rest) > 0 {
		turns = append(turns, rest)
	}
	return turns
}

func sorted(officers []string) []string {
	slices.Sort(officers)
	return slices.Compact(officers)
}
