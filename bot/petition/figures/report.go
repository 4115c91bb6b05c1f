package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// By is what petitions are grouped by; "" puts them all together.
type By string

// groups say to which group a petition belongs: where it stands now.
var groups = map[By]func(petition.Petition) string{
	"":         func(petition.Petition) string { return "" },
	"unit":     func(p petition.Petition) string { return p.Unit },
	"kind":     func(p petition.Petition) string { return string(p.Report.Kind()) },
	"district": func(p petition.Petition) string { return p.Report.District },
	"week":     func(p petition.Petition) string { return week(clock.DayOf(p.FiledAt)) },
	"label": func(p petition.Petition) string {
		if len(p.Report.Labels) == 0 {
			return ""
		}
		return p.Report.Labels[0]
	},
}

// week is that of a day, as its Monday.
func week(d clock.Day) string { return (d - clock.Day((int(d.Weekday())+6)%7)).String() }

// Report is the figures of petitions as they stand on a day.
type Report struct {
	by     By
	today  clock.Day
	whole  *tally
	groups map[string]*tally
}

// New returns a report of no petition yet, or false for what petitions cannot be
// grouped by.
func New(by By, today clock.Day) (*Report, bool) {
	_, ok := groups[by]
	return &Report{by: by, today: today, whole: empty(), groups: map[string]*tally{}}, ok
}

func empty() *tally { return &tally{counts: map[string]int{}} }

// Add counts a petition with its history, the oldest event first, and the limits
// that the law gives for it.
func (r *Report) Add(p petition.Petition, log []petition.Event, limits []clock.Limit) error {
	if len(log) == 0 {
		return fmt.Errorf("count %s: it has no history", p.Case)
	}
	s := story{log: log, limits: limits, today: r.today}
	group := groups[r.by](p)
	if r.groups[group] == nil {
		r.groups[group] = empty()
	}
	r.whole.add(s)
	r.groups[group].add(s)
	return nil
}

// Row is the figures of a group by their keys. One that has nothing to be said
// of, or that would show what few people said, is not in it.
type Row struct {
	Group  string
	Values map[string]float64
}

// Total returns the figures of all petitions.
func (r *Report) Total() Row { return rows(map[string]*tally{"": r.whole})[0] }

// Groups returns the figures of each group in the order of their names; none
// when petitions are not grouped.
func (r *Report) Groups() []Row {
	if r.by == "" {
		return []Row{}
	}
	return rows(r.groups)
}

func rows(of map[string]*tally) []Row {
	all := []Row{}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		all = append(all, Row{Group: name, Values: map[string]float64{}})
	}
	for _, f := range All() {
		shown := showing(of, f.voices)
		for _, row := range all {
			if v, ok := of[row.Group].value(f); ok && shown[row.Group] {
				row.Values[f.Key] = v
			}
		}
	}
	return all
}

// showing says which groups show a figure that is the word of as many people as
// a count tells: those with enough of them. Where all that is hidden would be
// few people still, which the whole less the others tells, the smallest of the
// others is hidden too.
func showing(of map[string]*tally, voices string) map[string]bool {
	shown, hidden := map[string]bool{}, 0
	for name, t := range of {
		shown[name] = voices == "" || t.counts[voices] == 0 || t.counts[voices] >= few
		if !shown[name] {
			hidden += t.counts[voices]
		}
	}
	if hidden == 0 || hidden >= few {
		return shown
	}
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(of)), func(name string) bool { return of[name].counts[voices] < few })
	if len(others) > 0 {
		shown[slices.MinFunc(others, func(a, b string) int { return cmp.Compare(of[a].counts[voices], of[b].counts[voices]) })] = false
	}
	return shown
}
