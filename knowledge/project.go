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
	items = mainFirst(items, q.raw)
	a := b.Judge(ItemNumber(items[0].ID), q.raw, nil, nil)
	if len(items) > 1 && added.MatchString(q.raw) {
		a = eia.Strictest(a, b.Judge(ItemNumber(items[1].ID), q.raw, nil, nil))
	} else if len(items) > 1 && items[1].Score >= rivalItem*items[0].Score {
		a = eia.Either(a, b.Judge(ItemNumber(items[1].ID), q.raw, nil, nil))
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
	if doubt := rule.Doubt(b.analyser.Simplify(description)); doubt != "" {
		return rule.Doubted(doubt)
	}
	advice := b.judge(rule, description, answered, unanswered)
	for _, c := range companions {
		if r, ok := b.eia.Items[c.item]; ok && c.item != item && c.words.MatchString(description) && (c.unless == nil || !c.unless.MatchString(description)) {
			advice = eia.Strictest(advice, b.judge(r, description, answered, unanswered))
		}
	}
	return advice
}

// companions are items that projects of other items have as a part. The
// strictest of several items counts (article 4 of the catalogue).
var companions = []struct {
	item          int
	words, unless *regexp.Regexp
}{
	{67, regexp.MustCompile(`阳极氧化|陽極氧化`), nil},
	{89, regexp.MustCompile(`沼气发电|沼氣發電`), nil},
	{90, regexp.MustCompile(`光伏|太阳能板|太陽能板`), regexp.MustCompile(`家用|组件|组件厂|电池片`)},
	{91, regexp.MustCompile(`锅炉|鍋爐`), regexp.MustCompile(`脱硝|脫硝|脱硫|脫硫|除尘|除塵|拆了?换|锅炉房改|电锅炉|電鍋爐`)},
	{100, regexp.MustCompile(`RTO|RCO|活性炭吸附|废气治理|废气处理设施|脱硝|脱硫`), nil},
	{172, regexp.MustCompile(`(?i)射线装置|DSA|血管造影|CT机|口腔CT|X光|加速器`), nil},
}

// isCompanion says that an item is mostly a part of other projects.
func isCompanion(item int) bool {
	for _, c := range companions {
		if c.item == item {
			return true
		}
	}
	return false
}

// added marks that something comes beside the main works.
var added = regexp.MustCompile(`另外|另上|顺便|順便|顺带|順帶|屋顶|屋頂|房顶|房頂|同时|同時|还要|還要|后面还有|後面還有|配套|再配|再装|再裝|一起立项|一起申报|自己用`)

// mainFirst puts the main works before what comes beside them.
func mainFirst(items []search.Hit, text string) []search.Hit {
	if !isCompanion(ItemNumber(items[0].ID)) || !added.MatchString(text) {
		return items
	}
	i := slices.IndexFunc(items, func(h search.Hit) bool { return !isCompanion(ItemNumber(h.ID)) })
	if i < 0 {
		return items
	}
	return slices.Concat(items[i:i+1], items[:i], items[i+1:])
}

func (b *Base) judge(rule *eia.Rule, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	facts := rule.Hear(b.analyser.Simplify(b.analyser.Respell(description, rule.Vocabulary())))
	for name, v := range answered {
		facts[name] = v
	}
	return rule.Advise(facts, unanswered)
}

// Told are the facts of an item that a text tells by its own words.
func (b *Base) Told(item int, text string) eia.Facts {
	rule, ok := b.eia.Items[item]
	if !ok {
		return nil
	}
	return rule.Told(b.analyser.Simplify(b.analyser.Respell(text, rule.Vocabulary())))
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
