package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"suihuan/knowledge/eia"
	"suihuan/knowledge/search"
)

// stars says for each item which of its trades count only in an industrial
// building.
func (c Catalogue) stars() map[int]string {
	stars := make(map[int]string, len(c.Items))
	for _, item := range c.Items {
		stars[item.No] = item.Star
	}
	return stars
}

// Shares of the best item's score from which another item is named, and of the
// best hit's score below which no item was described.
const (
	alsoItem  = .7
	rivalItem = .85 // from here the text may mean either
	described = .45
	itemNames = 3
)

const itemPrefix = "eia-item-"

// advise judges the project that a text describes, with the facts that it
// tells.
func (b *Base) advise(q asked, seen sighting) *eia.Advice {
	items := []search.Hit{}
	for _, h := range seen.items {
		if h.Score >= described*seen.hits[0].Score && h.Score >= alsoItem*seen.items[0].Score {
			items = append(items, h)
		}
	}
	if len(items) == 0 {
		a := eia.NothingTold()
		return &a
	}
	items = b.mainFirst(items, q.raw)
	a := b.judge(ItemNumber(items[0].ID), q.raw, nil, nil)
	if len(items) > 1 && added.MatchString(q.raw) {
		a = eia.Strictest(a, b.judge(ItemNumber(items[1].ID), q.raw, nil, nil))
	} else if len(items) > 1 && items[1].Score >= rivalItem*items[0].Score {
		a = eia.Either(a, b.judge(ItemNumber(items[1].ID), q.raw, nil, nil))
		a.Unsure = true
	}
	for _, h := range items[:min(itemNames, len(items))] {
		if !slices.Contains(a.Items, h.ID) {
			a.Items = append(a.Items, h.ID)
		}
	}
	return &a
}

// ItemNumber is the number of an item of the catalogue in its entry id.
func ItemNumber(id string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(id, itemPrefix)) // ids are made by the catalogue
	return n
}

// adviseOn judges by the edition that is in force on a day.
func (b *Base) adviseOn(day time.Time, q asked, seen sighting) *eia.Advice {
	at := b.on(day)
	if !at.judges(day) {
		a := eia.NotHeld()
		return &a
	}
	if at != b {
		seen = at.look(q)
	}
	return at.advise(q, seen)
}

// Judge judges a project by one item of an edition of the catalogue, with what
// its description tells and what was answered beside it. unanswered are facts
// that the owner does not know. By an edition that is not held every level is
// possible.
func (b *Base) Judge(edition string, item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	at := b.of(edition)
	if at == nil {
		return eia.NotHeld()
	}
	return at.judge(item, description, answered, unanswered)
}

// judge judges by the base's own edition.
func (b *Base) judge(item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	rule, ok := b.eia.Items[item]
	if !ok {
		return eia.NothingTold()
	}
	if doubt := rule.Doubt(b.analyser.Simplify(description)); doubt != "" {
		return rule.Doubted(doubt)
	}
	advice := b.judgeBy(rule, description, answered, unanswered)
	for _, part := range b.eia.Companions(item, description) {
		advice = eia.Strictest(advice, b.judgeBy(part, description, answered, unanswered))
	}
	return advice
}

// added marks that something comes beside the main works.
var added = regexp.MustCompile(`另外|另上|顺便|順便|顺带|順帶|屋顶|屋頂|房顶|房頂|同时|同時|还要|還要|后面还有|後面還有|配套|再配|再装|再裝|一起立项|一起申报|自己用`)

// mainFirst puts the main works before what comes beside them.
func (b *Base) mainFirst(items []search.Hit, text string) []search.Hit {
	if !b.eia.IsCompanion(ItemNumber(items[0].ID)) || !added.MatchString(text) {
		return items
	}
	i := slices.IndexFunc(items, func(h search.Hit) bool { return !b.eia.IsCompanion(ItemNumber(h.ID)) })
	if i < 0 {
		return items
	}
	return slices.Concat(items[i:i+1], items[:i], items[i+1:])
}

func (b *Base) judgeBy(rule *eia.Rule, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	facts := rule.Hear(b.analyser.Simplify(b.analyser.Respell(description, rule.Vocabulary())))
	for name, v := range answered {
		facts[name] = v
	}
	return rule.Advise(facts, unanswered)
}

// Told are the facts of an item of an edition that a text tells by its own
// words.
func (b *Base) Told(edition string, item int, text string) eia.Facts {
	at := b.of(edition)
	if at == nil || at.eia.Items[item] == nil {
		return nil
	}
	rule := at.eia.Items[item]
	return rule.Told(at.analyser.Simplify(at.analyser.Respell(text, rule.Vocabulary())))
}

// Understand reads the answer to the question about one fact of an item of an
// edition. It is false when the words do not answer.
func (b *Base) Understand(edition string, item int, fact, answer string) (eia.Value, bool) {
	at := b.of(edition)
	if at == nil || at.eia.Items[item] == nil {
		return eia.Value{}, false
	}
	return at.eia.Items[item].Answer(fact, b.analyser.Simplify(answer))
}
