package knowledge

import "strings"

// The plan can be followed: an answer about it quotes its own sentence, says in
// which section that stands, and names what belongs to it. The links are the
// related entries; they stand at both ends.

// trail is one kind of links that an answer ends with, by the kinds that are
// named.
type trail struct {
	says  string
	kinds []string
}

// trails are the links of an answer by its entry's kind, one line for each list.
var trails = map[string][][]trail{
	"task":   {{{"所在部分：", []string{"section"}}}, {{"相关目标：", []string{"target"}}, {"相关普法：", []string{"publicity", "law"}}}},
	"target": {{{"相关任务：", []string{"task"}}}},
}

// traced adds to the answer of an entry of the plan where it stands and what
// belongs to it.
func (b *Base) traced(a Answer, e Entry) Answer {
	if e.Kind == "task" {
		a.Text = "2021年工作要点" + e.Cite[0].Article + "：\n" + a.Text
	}
	links := b.links(e)
	a.Text += links
	a.Short += links
	return a
}

// quoted is the plan's own sentence behind a text that is not it.
func (e Entry) quoted() string {
	if e.Quote == "" {
		return ""
	}
	return "\n原文：" + e.Quote
}

// links writes an entry's links as lines, each beginning with a line break.
func (b *Base) links(e Entry) string {
	lines := ""
	for _, line := range trails[e.Kind] {
		var parts []string
		for _, t := range line {
			if names := b.named(e.Related, t.kinds); len(names) > 0 {
				parts = append(parts, t.says+strings.Join(names, "、"))
			}
		}
		if len(parts) > 0 {
			lines += "\n" + strings.Join(parts, "；")
		}
	}
	return lines
}

// named lists the names of the related entries that are of the kinds.
func (b *Base) named(related, kinds []string) []string {
	var names []string
	for _, kind := range kinds {
		for _, id := range related {
			if e := b.entries[id]; e.Kind == kind {
				names = append(names, e.name())
			}
		}
	}
	return names
}

// name is an entry's title; of a part of the plan it tells which one.
func (e Entry) name() string {
	switch e.Kind {
	case "section":
		return e.Title + "（" + e.Cite[0].Article + "）"
	case "task":
		_, item, _ := strings.Cut(e.Cite[0].Article, "部分")
		return item + " " + e.Title
	}
	return e.Title
}
