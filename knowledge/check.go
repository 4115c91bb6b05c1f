package knowledge

import (
	"fmt"
	"regexp"
	"slices"

	"suihuan/knowledge/text"
)

// Smallest number of phrases of an entry and of a flow, and the room that a
// short form has on the narrowest channel, in bytes.
const (
	fewestPhrases     = 20
	fewestFlowPhrases = 60
	shortLimit        = 2048
)

var (
	idForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	kinds    = []string{"plan", "section", "task", "target", "service", "petition", "remit", "publicity", "law", "eia", kindItem}
	remits   = []string{"bureau", "street", "other", remitUnclear}
	statuses = []string{"in-force", "draft", "historical"}
)

// reporter takes a fault and where it stands.
type reporter func(p place, format string, args ...any)

// check returns every fault of the content that does not hang on the day; Due
// has the others.
func (c content) check(n *text.Normaliser) error {
	faults := Faults(slices.Clone(c.found))
	said := map[string]bool{} // of another edition too
	report := func(p place, format string, args ...any) {
		if fault := p.String() + ": " + fmt.Sprintf(format, args...); !said[fault] {
			said[fault] = true
			faults = append(faults, fault)
		}
	}
	c.checkEditions(report)
	for _, c := range c.editions() {
		for _, rule := range []func(reporter){
			c.checkSources, c.checkCited, c.checkEntries, c.checkPasts, c.checkFlows, c.checkLabels, c.checkBackground,
			c.checkTests, c.checkConversations, c.checkCalendar, c.checkEnglish, func(report reporter) { c.checkPhrases(n, report) },
		} {
			rule(report)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

func (c content) checkFlows(report reporter) {
	for _, f := range c.Flows {
		if len(f.Phrases) < fewestFlowPhrases {
			report(f.place, "flow %s has %d phrases, needs %d", f.ID, len(f.Phrases), fewestFlowPhrases)
		}
	}
}

func (c content) checkLabels(report reporter) {
	ids := c.entryIDs()
	for _, l := range c.Labels {
		if l.ID == "" || l.Name == "" || l.To == "" || !slices.Contains(remits, l.Remit) || len(l.Phrases) < fewestPhrases {
			report(l.place, "label %s needs id, name, to, a remit of %v and %d phrases", l.ID, remits, fewestPhrases)
		}
		for _, id := range l.Entries {
			if !ids[id] {
				report(l.place.of(id), "label %s: entry %s does not exist", l.ID, id)
			}
		}
		for _, k := range l.Cases {
			if !slices.Contains(remits, k.Remit) || k.To == "" {
				report(l.place, "label %s: a case needs to and a remit of %v", l.ID, remits)
			}
		}
	}
}

func (c content) checkBackground(report reporter) {
	for _, t := range c.Background {
		if t.ID == "" || len(t.Phrases) == 0 {
			report(t.place, "a background topic needs id and phrases")
		}
	}
}

func (c content) entryIDs() map[string]bool {
	ids := map[string]bool{}
	for _, e := range c.Entries {
		ids[e.ID] = true
	}
	return ids
}

func (c content) sourcesByID() map[string]Source {
	byID := map[string]Source{}
	for _, s := range c.Sources {
		byID[s.ID] = s
	}
	return byID
}

func (c content) checkEntries(report reporter) {
	ids, sources, seen := c.entryIDs(), c.sourcesByID(), map[string]bool{}
	for _, e := range c.Entries {
		if seen[e.ID] {
			report(e.place, "entry %s stands twice", e.ID)
		}
		seen[e.ID] = true
		for _, fault := range slices.Concat(e.faults(), e.forwardFaults()) {
			report(e.place, "entry %s: %s", e.ID, fault)
		}
		for _, r := range e.Related {
			if !ids[r] {
				report(e.place.of(r), "entry %s: related entry %s does not exist", e.ID, r)
			}
		}
		for _, cite := range e.cites() {
			if _, ok := sources[cite.Source]; !ok {
				report(e.place.of(cite.Source), "entry %s: source %s does not exist", e.ID, cite.Source)
			}
		}
	}
}

func (e Entry) fewest() int {
	if e.Kind == kindItem {
		return fewestItemPhrases
	}
	return fewestPhrases
}

// cites lists what an entry cites, today and in the past.
func (e Entry) cites() []Cite {
	all := slices.Clone(e.Cite)
	for _, p := range e.Past {
		all = append(all, p.Cite...)
	}
	return all
}

// faults lists what is wrong with an entry by itself.
func (e Entry) faults() []string {
	rules := []struct {
		broken bool
		says   string
	}{
		{!idForm.MatchString(e.ID), "id must be lower-case words, digits and hyphens"},
		{!slices.Contains(kinds, e.Kind), fmt.Sprintf("kind %q is none of %v", e.Kind, kinds)},
		{e.Title == "", "title is missing"},
		{e.Text == "", "text is missing"},
		{e.Short == "", "short is missing"},
		{len(e.Short) > shortLimit, fmt.Sprintf("short has %d bytes, limit %d", len(e.Short), shortLimit)},
		{len(e.Phrases) < e.fewest(), fmt.Sprintf("%d phrases, needs %d", len(e.Phrases), e.fewest())},
		{len(e.Cite) == 0, "no source is cited"},
		{e.Owner == "", "owner is missing"},
		{!isDay(e.ReviewedOn), fmt.Sprintf("reviewed_on %q is not YYYY-MM-DD", e.ReviewedOn)},
	}
	var faults []string
	for _, r := range rules {
		if r.broken {
			faults = append(faults, r.says)
		}
	}
	return faults
}
