package knowledge

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"suihuan/knowledge/eia"
)

// Every edition of the catalogue has its own base: items, numbers and words are
// those of one edition, and everything else is the same in all. A question is
// answered by the base of its day.

// editions are the content with each edition of the catalogue, the oldest
// first; without a catalogue it is the content alone.
func (c content) editions() []content {
	sources := c.sourcesByID()
	slices.SortStableFunc(c.catalogues, func(a, b Catalogue) int {
		return cmp.Compare(sources[a.Source].Effective, sources[b.Source].Effective)
	})
	if len(c.catalogues) == 0 {
		return []content{c}
	}
	all := make([]content, len(c.catalogues))
	for i, catalogue := range c.catalogues {
		all[i] = c
		all[i].Catalogue = catalogue
		all[i].Entries = slices.Concat(c.Entries, catalogue.entries())
	}
	return all
}

// ruleFiles are those of the program; those that the folder brings stand for all
// of the same edition.
func (c content) ruleFiles() eia.Files {
	files := eia.Shipped()
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return len(c.rules.Of(eia.EditionOf(name))) > 0 })
	maps.Copy(files, c.rules)
	return files
}

// checkEditions finds catalogues that cannot be chosen by date or have no rules,
// and rules of which there is no catalogue. A content without any catalogue
// judges no projects and needs none of the program's rules.
func (c content) checkEditions(report reporter) {
	sources, seen, files := c.sourcesByID(), map[string]bool{}, c.ruleFiles()
	for _, one := range c.catalogues {
		at := one.place.of(one.Source)
		if seen[one.Source] {
			report(at, "catalogue %s stands twice", one.Source)
		}
		seen[one.Source] = true
		if s := sources[one.Source]; s.ID == "" || s.Status != "in-force" || !isDay(s.Effective) {
			report(at, "catalogue %s needs a source with status in-force and the day on which it takes effect", one.Source)
		}
		if len(files.Of(one.Source)) == 0 {
			report(at, "catalogue %s has no rules: %s/%s/*.yaml", one.Source, eia.RulesFolder, one.Source)
		}
	}
	if len(c.catalogues) == 0 {
		files = c.rules
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if edition := eia.EditionOf(name); !seen[edition] {
			report(place{file: name, line: 1}, "there is no catalogue of %s", edition)
		}
	}
}

// judging reads the rules of the edition.
func (c content) judging() (*eia.Rules, error) {
	rules, err := eia.Load(c.ruleFiles().Of(c.Catalogue.Source), c.Catalogue.stars())
	if err != nil {
		return nil, Faults(strings.Split(err.Error(), "\n"))
	}
	var faults Faults
	for _, item := range c.Catalogue.Items {
		if rules.Items[item.No] == nil {
			faults = append(faults, item.place.String()+": item "+item.Name+" has no rule")
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return rules, nil
}

// on is the base of the edition that is in force on a day. Where none is, it is
// the one that was in force last, or the first: words are understood by it, and
// it judges nothing.
func (b *Base) on(day time.Time) *Base {
	at := b.editions[0]
	for _, one := range b.editions[1:] {
		if one.catalogue().Effective <= dateOf(day) {
			at = one
		}
	}
	if at.catalogue().ID == b.catalogue().ID {
		return b
	}
	if b.calm {
		calm := *at
		calm.calm = true
		return &calm
	}
	return at
}

// catalogue is the source of the base's edition.
func (b *Base) catalogue() Source { return b.sources[b.content.Catalogue.Source] }

// judges says that the base's edition is in force on a day.
func (b *Base) judges(day time.Time) bool {
	return b.catalogue().statusOn(dateOf(day)) == "in-force"
}

// dateOf is the date of a day in China.
func dateOf(day time.Time) string { return day.In(china).Format(time.DateOnly) }

// Edition is what projects are judged by on a day: the source id of the
// catalogue's edition that is in force, "" where none is held, and the version of
// the content.
func (b *Base) Edition(day time.Time) (catalogue, version string) {
	if at := b.on(day); at.judges(day) {
		return at.catalogue().ID, b.Version
	}
	return "", b.Version
}

// of is the base of an edition, nil where it is not held.
func (b *Base) of(edition string) *Base {
	i := slices.IndexFunc(b.editions, func(one *Base) bool { return edition != "" && one.catalogue().ID == edition })
	if i < 0 {
		return nil
	}
	return b.editions[i]
}

// Successor is the item of the edition in force on a day that has the name of an
// item of another edition; 0 where none has, or more than one. Numbers change
// from one edition to the next, and what an item no longer covers is not guessed.
func (b *Base) Successor(edition string, item int, day time.Time) int {
	was, now := b.of(edition), b.on(day)
	if was == now {
		return item
	}
	if was == nil {
		return 0
	}
	name, found := "", 0
	for _, one := range was.content.Catalogue.Items {
		if one.No == item {
			name = one.Name
		}
	}
	for _, one := range now.content.Catalogue.Items {
		if one.Name != name {
			continue
		}
		if found != 0 {
			return 0
		}
		found = one.No
	}
	return found
}

// itemOf is the item that an answer is about; 0 where it is about none.
func itemOf(a Answer) int {
	if a.EIA != nil && len(a.EIA.Items) > 0 {
		return ItemNumber(a.EIA.Items[0])
	}
	return ItemNumber(a.Entry) // 0 for every other entry
}

// itemThen answers a question about an item as of a day of another edition: the
// item is found among that one's, because numbers change.
func (b *Base) itemThen(q asked, score float64, day time.Time) Answer {
	items := b.look(q).items
	if len(items) == 0 {
		return refuse(eia.NotHeld().Asks)
	}
	return asThen(b.answer(items[0].ID, score, day), day.Format("2006年1月")+"的规定")
}

// asThen marks an answer as one of another time.
func asThen(a Answer, rules string) Answer {
	said := "（下面说的是" + rules + "）\n"
	a.Text, a.Short = said+a.Text, said+a.Short
	return a
}
