package knowledge

import (
	"strings"
	"testing"
)

// TestItemFaults breaks an item of the catalogue and reads where.
func TestItemFaults(t *testing.T) {
	t.Parallel()
	item := "catalogue:\n  source: act\n  reviewed_on: \"2026-01-01\"\n  items:\n" +
		"    - no: 1\n      category: 甲\n      name: 造纸\n      star: none\n      book: /\n      form: 全部\n      registration: /\n      otherwise: 报告表\n      phrases:\n" +
		numberedPhrases("        - 第%02d种造纸问法\n", fewestItemPhrases) + "      not:\n        - 卖纸的店\n"
	tests := []struct{ old, new, want string }{
		{"卖纸的店", "第03種造紙問法？", "a.yaml:67: \"第03種造紙問法？\" of eia-item-001 is a phrase and under not"},
		{"      not:", "      nor:", "a.yaml:66: unknown key nor"},
		{"- 卖纸的店", "-", "a.yaml:67: an empty list item"},
	}
	for _, tt := range tests {
		_, err := Load(oneFile(smallYAML + strings.Replace(item, tt.old, tt.new, 1)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.new, err, tt.want)
		}
	}
}

// TestLookAlikesOfItems asks what is under not: the item itself does not answer.
func TestLookAlikesOfItems(t *testing.T) {
	measures(t)
	t.Parallel()
	b := loadEmbedded(t)
	taken, n := 0, 0
	for _, item := range b.content.Catalogue.entries() {
		if len(item.Not) < 2 || len(item.Not) > 4 {
			t.Errorf("%s has %d look-alikes", item.ID, len(item.Not))
		}
		for _, words := range item.Not {
			n++
			if b.Ask(words, askDay).Entry == item.ID {
				taken++
				t.Logf("%s answers %s", item.ID, words)
			}
		}
	}
	t.Logf("look-alikes of items: %d of %d are taken for their item", taken, n)
	if share(taken, n) > .03 {
		t.Error("the ceiling is .03")
	}
}
