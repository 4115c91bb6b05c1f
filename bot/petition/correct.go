package petition

import (
	"maps"
	"strings"
	"unicode/utf8"
)

// fact is a field of a report that What may tell too, and that a citizen can
// correct.
type fact struct {
	id   string // in Report.Was
	name string // as people read it
	of   func(*Report) *string
}

// facts lists them in the order in which a correction names them.
func facts() []fact {
	return []fact{
		{"where", "地点", func(r *Report) *string { return &r.Where }},
		{"source", "污染来源", func(r *Report) *string { return &r.Source }},
		{"when", "时间", func(r *Report) *string { return &r.When }},
		{"before", "是否反映过", func(r *Report) *string { return &r.Before }},
	}
}

// Since returns the report as it stands after a message, with a note of every
// fact that its words tell otherwise: before is how it stood, told what its
// words tell by themselves. Words that took the place of the old ones tell what
// they tell, and nothing is noted.
func (r Report) Since(before, told Report) Report {
	was := maps.Clone(r.Was)
	r.Was = nil
	if !strings.HasPrefix(r.What, before.What) {
		return r
	}
	for _, f := range facts() {
		old, now := *f.of(&before), *f.of(&r)
		if was[f.id] == "" && old != now && r.tells(old, *f.of(&told)) && !strings.HasPrefix(now, old+comma) {
			was = with(was, f.id, old)
		}
		if was[f.id] == now {
			delete(was, f.id)
		}
	}
	if len(was) > 0 {
		r.Was = was
	}
	return r
}

// comma stands between what was told one after the other.
const comma = "，"

// tells says that the words tell a fact: it is what is heard in them, or stands
// there.
func (r Report) tells(fact, heard string) bool {
	return fact != "" && (fact == heard || utf8.RuneCountInString(fact) > 1 && strings.Contains(r.What, fact))
}

func with(was map[string]string, id, old string) map[string]string {
	if was == nil {
		was = map[string]string{}
	}
	was[id] = old
	return was
}

// longestFact is how much of a fact a correction shows, in characters.
const longestFact = 30

// Correction says in one line what of the words no longer holds, or is "".
func (r Report) Correction() string {
	var all []string
	for _, f := range facts() {
		if was := r.Was[f.id]; was != "" {
			all = append(all, f.name+"由“"+short(was)+"”改为“"+short(*f.of(&r))+"”")
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "更正：" + strings.Join(all, "；")
}

func short(s string) string {
	runes := []rune(s)
	if len(runes) <= longestFact {
		return s
	}
	return string(runes[:longestFact]) + "…"
}

// Matter is What as an officer must read it: before the citizen's own words
// stands what was corrected since.
func (r Report) Matter() string {
	if c := r.Correction(); c != "" {
		return c + "\n原话：" + r.What
	}
	return r.What
}

// Retold returns the report with what other words of the citizen tell now: they
// count, unless what stands says the same more exactly. What and Labels stay.
func (r Report) Retold(heard Report) Report {
	return r.merged(heard, func(old, now string) bool { return !strings.Contains(old, now) })
}

// Adding returns the report with more of the citizen's words, and with what they
// tell that was not told before.
func (r Report) Adding(heard Report) Report {
	r = r.merged(heard, func(old, _ string) bool { return old == "" })
	r.What += added + heard.What
	return r
}

// merged takes over what counts.
func (r Report) merged(heard Report, counts func(old, now string) bool) Report {
	r.relocate(heard, counts)
	for _, f := range facts()[1:] {
		if old, now := *f.of(&r), *f.of(&heard); now != "" && counts(old, now) {
			*f.of(&r) = now
		}
	}
	if heard.Contact != "" && counts(r.Contact, heard.Contact) {
		r.Contact, r.Anonymous = heard.Contact, false
	}
	r.Anonymous = r.Anonymous || heard.Anonymous && r.Contact == ""
	return r
}

// relocate takes over the place, the first of the facts, with its district and
// street. A place that was sent is more exact than words.
func (r *Report) relocate(heard Report, counts func(old, now string) bool) {
	counted := heard.Where != "" && counts(r.Where, heard.Where)
	switch {
	case r.Lat != 0 || r.Lng != 0:
		return
	case counted:
		r.Locate(heard.Where)
	case r.Where != "" && (r.District != "" || heard.Where != ""), r.District != "" && !counts(r.District, heard.District):
		return
	}
	if heard.District != "" {
		r.District, r.Street = heard.District, heard.Street
	}
}

// What stands before words that were told later.
const (
	added     = "\n补充："
	withdrawn = "\n撤回："
)

// Told returns what was told at first, and everything that was told before it
// was taken back.
func (r Report) Told() (first, all string) {
	all, _, _ = strings.Cut(r.What, withdrawn)
	first, _, _ = strings.Cut(all, added)
	return first, all
}
