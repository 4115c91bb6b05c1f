package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
	a := b.Judge(ItemNumber(items[0].ID), q.raw, nil, nil)
	if len(items) > 1 && items[1].Score >= rivalItem*items[0].Score {
		a = eia.Either(a, b.Judge(ItemNumber(items[1].ID), q.raw, nil, nil))
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

// Judge judges a project by one item of the catalogue, with what its
// description tells and what was answered beside it. unanswered are facts that
// the owner does not know.
func (b *Base) Judge(item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	rule, ok := b.eia.Items[item]
	if !ok {
		a := eia.NothingTold()
		a.Items = []string{fmt.Sprintf(itemPrefix+"%03d", item)}
		return a
	}
	advice := b.judge(rule, description, answered, unanswered)
	for _, c := range companions {
		if r, ok := b.eia.Items[c.item]; ok && c.item != item && c.words.MatchString(description) {
			advice = eia.Strictest(advice, b.judge(r, description, answered, unanswered))
		}
	}
	return advice
}

// companions are items that projects of other items have as a part. The
// strictest of several items counts (article 4 of the catalogue).
var companions = []struct {
	item  int
	words *regexp.Regexp
}{
	{91, regexp.MustCompile(`锅炉|鍋爐`)},
	{172, regexp.MustCompile(`(?i)射线装置|DSA|血管造影|CT机|口腔CT|X光|加速器`)},
}

func (b *Base) judge(rule *eia.Rule, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	facts := rule.Hear(b.analyser.Simplify(description))
	for name, v := range answered {
		facts[name] = v
	}
	return rule.Advise(facts, unanswered)
}

// Understand reads the answer to the question about one fact of an item. It is
// false when the words do not answer.
func (b *Base) Understand(item int, fact, answer string) (eia.Value, bool) {
	rule, ok := b.eia.Items[item]
	if !ok {
		return eia.Value{}, false
	}
	return rule.Answer(fact, b.analyser.Simplify(answer))
}
