package knowledge

import (
	"suihuan/knowledge/eia"

	"fmt"
	"strings"
)

// Catalogue is one edition of the national catalogue that says which projects
// need which environmental impact assessment. Another edition is another file.
type Catalogue struct {
	Source     string          `yaml:"source"` // id among the sources
	ReviewedOn string          `yaml:"reviewed_on"`
	Unlisted   []Trade         `yaml:"unlisted"`
	Items      []CatalogueItem `yaml:"items"`

	place place
}

// Trade is a trade by the words of those who have it; a word of Unless means
// another.
type Trade struct {
	Words  []string `yaml:"words"`
	Unless []string `yaml:"unless"`
}

// in says that a text names the trade.
func (t Trade) in(text string) bool {
	return eia.Names(text, t.Words) && !eia.Names(text, t.Unless)
}

// CatalogueItem is one numbered item. Book, Form and Registration quote the
// conditions of 报告书, 报告表 and 登记表; "/" means that the level does not
// occur. Star says how many of the item's trades count only in an industrial
// building: all, partial or none. Sensitive quotes which sensitive areas count.
// Otherwise is what applies when no condition is met, as we read it. Phrases are
// how owners tell of such a project, Not are look-alikes: another item, what the
// catalogue does not list, or no project at all.
type CatalogueItem struct {
	No           int      `yaml:"no"`
	Category     string   `yaml:"category"`
	Name         string   `yaml:"name"`
	Star         string   `yaml:"star"`
	Book         string   `yaml:"book"`
	Form         string   `yaml:"form"`
	Registration string   `yaml:"registration"`
	Sensitive    string   `yaml:"sensitive"`
	Otherwise    string   `yaml:"otherwise"`
	Phrases      []string `yaml:"phrases"`
	Not          []string `yaml:"not"`

	place place
}

// kindItem is the kind of the entries that the catalogue gives.
const kindItem = "eia-item"

// fewestItemPhrases is the smallest number of everyday words of an item.
const fewestItemPhrases = 15

// entries writes each item as an answer.
func (c Catalogue) entries() []Entry {
	entries := make([]Entry, len(c.Items))
	for i, item := range c.Items {
		entries[i] = item.entry(c)
	}
	return entries
}

func (item CatalogueItem) entry(c Catalogue) Entry {
	lines := []string{fmt.Sprintf("《建设项目环境影响评价分类管理名录》第%d项（%s）：%s", item.No, item.Category, item.Name)}
	for _, level := range []struct{ name, when string }{{"报告书", item.Book}, {"报告表", item.Form}, {"登记表", item.Registration}} {
		if level.when != "/" {
			lines = append(lines, level.name+"："+level.when)
		}
	}
	lines = append(lines, "以上条件都不符合的："+item.Otherwise)
	if item.Sensitive != "" {
		lines = append(lines, "本项所说的环境敏感区："+item.Sensitive)
	}
	if item.Star != "none" {
		lines = append(lines, "带*的行业，只管在工业建筑（厂房、车间等）里生产的项目。")
	}
	const closing = "规模都指新增规模。属于哪一级由建设单位对照名录确定，拿不准请向项目所在区的生态环境部门核实。"
	text := strings.Join(append(lines, closing), "\n")
	return Entry{
		ID: fmt.Sprintf("eia-item-%03d", item.No), Kind: kindItem,
		Title: fmt.Sprintf("名录第%d项 %s", item.No, firstTrade(item.Name)),
		Text:  text, Short: shortened(text, closing),
		Phrases: item.Phrases, Not: item.Not, Cite: []Cite{{Source: c.Source, Article: fmt.Sprintf("第%d项", item.No)}},
		Owner: "待定", ReviewedOn: c.ReviewedOn, place: item.place,
	}
}

// firstTrade is the first of an item's trades, without its industry code.
func firstTrade(name string) string {
	first, _, _ := strings.Cut(name, "；")
	return strings.TrimRight(first, "0123456789*")
}

// shortRoom leaves room for the notes and the source behind a short form.
const shortRoom = 1500

// shortened cuts a text that is too long for the narrowest channel at a line's
// end and says where the rest is.
func shortened(text, closing string) string {
	if len(text) <= shortRoom {
		return text
	}
	kept := ""
	for line := range strings.Lines(text) {
		if len(kept)+len(line) > shortRoom-len(closing) {
			break
		}
		kept += line
	}
	return kept + "（条件较长，这里没有列全，请对照名录原文。）\n" + closing
}
