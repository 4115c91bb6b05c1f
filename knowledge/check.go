package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"time"
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

// check returns every fault of the content.
func (c content) check() error {
	var faults Faults
	report := func(p place, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s:%d: ", p.file, p.line)+fmt.Sprintf(format, args...))
	}
	sources := c.checkSources(report)
	c.checkEntries(sources, report)
	c.checkPhrases(report)
	c.checkCalendar(sources, report)
	c.checkEnglish(report)
	for _, s := range c.Sources {
		if s.ReplacedBy != "" && !sources[s.ReplacedBy] {
			report(s.place, "source %s: successor %s does not exist", s.ID, s.ReplacedBy)
		}
		if s.Repealed != "" && s.ReplacedBy == "" {
			report(s.place, "source %s is repealed and names no successor", s.ID)
		}
	}
	for _, f := range c.Flows {
		if len(f.Phrases) < fewestFlowPhrases {
			report(f.place, "flow %s has %d phrases, needs %d", f.ID, len(f.Phrases), fewestFlowPhrases)
		}
	}
	for _, l := range c.Labels {
		if l.ID == "" || l.Name == "" || l.To == "" || !slices.Contains(remits, l.Remit) || len(l.Phrases) < fewestPhrases {
			report(l.place, "label %s needs id, name, to, a remit of %v and %d phrases", l.ID, remits, fewestPhrases)
		}
		for _, id := range l.Entries {
			if !slices.ContainsFunc(c.Entries, func(e Entry) bool { return e.ID == id }) {
				report(l.place, "label %s: entry %s does not exist", l.ID, id)
			}
		}
		for _, k := range l.Cases {
			if !slices.Contains(remits, k.Remit) || k.To == "" {
				report(l.place, "label %s: a case needs to and a remit of %v", l.ID, remits)
			}
		}
	}
	for _, t := range c.Background {
		if t.ID == "" || len(t.Phrases) == 0 {
			report(t.place, "a background topic needs id and phrases")
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

type reporter func(p place, format string, args ...any)

func (c content) checkSources(report reporter) map[string]bool {
	known := map[string]bool{}
	for _, s := range c.Sources {
		if s.ID == "" || s.Title == "" {
			report(s.place, "a source needs id and title")
		}
		if known[s.ID] {
			report(s.place, "source %s stands twice", s.ID)
		}
		known[s.ID] = true
		if !slices.Contains(statuses, s.Status) {
			report(s.place, "source %s: status %q is none of %v", s.ID, s.Status, statuses)
		}
		for _, d := range []string{s.Issued, s.Effective, s.Expires, s.Repealed} {
			if !isDate(d) {
				report(s.place, "source %s: %q is not YYYY-MM-DD, YYYY-MM or YYYY", s.ID, d)
			}
		}
	}
	return known
}

func isDate(s string) bool {
	if s == "" {
		return true
	}
	_, day := time.Parse(time.DateOnly, s)
	_, month := time.Parse("2006-01", s)
	_, year := time.Parse("2006", s)
	return day == nil || month == nil || year == nil
}

func (c content) checkEntries(sources map[string]bool, report reporter) {
	ids := map[string]bool{}
	for _, e := range c.Entries {
		if ids[e.ID] {
			report(e.place, "entry %s stands twice", e.ID)
		}
		ids[e.ID] = true
	}
	for _, e := range c.Entries {
		for _, fault := range slices.Concat(e.faults(), e.forwardFaults()) {
			report(e.place, "entry %s: %s", e.ID, fault)
		}
		for _, r := range e.Related {
			if !ids[r] {
				report(e.place, "entry %s: related entry %s does not exist", e.ID, r)
			}
		}
		for _, cite := range e.cites() {
			if !sources[cite.Source] {
				report(e.place, "entry %s: source %s does not exist", e.ID, cite.Source)
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

// brokenPast says that the past versions are incomplete or out of order.
func (e Entry) brokenPast() bool {
	last := ""
	for _, p := range e.Past {
		_, err := time.Parse(time.DateOnly, p.Until)
		if err != nil || p.Until <= last || p.Text == "" || p.Short == "" || len(p.Short) > shortLimit || len(p.Cite) == 0 {
			return true
		}
		last = p.Until
	}
	return false
}

// faults lists what is wrong with an entry by itself.
func (e Entry) faults() []string {
	_, reviewed := time.Parse(time.DateOnly, e.ReviewedOn)
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
		{e.brokenPast(), "past needs until (YYYY-MM-DD, oldest first), text, short and cite"},
		{reviewed != nil, fmt.Sprintf("reviewed_on %q is not YYYY-MM-DD", e.ReviewedOn)},
	}
	var faults []string
	for _, r := range rules {
		if r.broken {
			faults = append(faults, r.says)
		}
	}
	return faults
}

// checkPhrases finds a phrase that two entries or flows claim.
func (c content) checkPhrases(report reporter) {
	owner := map[string]string{}
	claim := func(id string, p place, phrases []string) {
		for _, phrase := range phrases {
			if other, ok := owner[phrase]; ok {
				report(p, "phrase %q of %s belongs to %s already", phrase, id, other)
			}
			owner[phrase] = id
		}
	}
	for _, e := range c.Entries {
		claim(e.ID, e.place, e.Phrases)
	}
	for _, f := range c.Flows {
		claim(f.ID, f.place, f.Phrases)
	}
	for _, e := range c.English {
		claim(e.Entry, e.place, e.Phrases)
	}
}
