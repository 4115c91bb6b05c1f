package knowledge

import (
	"slices"
	"testing"

	"suihuan/knowledge/text"
)

func TestWays(t *testing.T) {
	t.Parallel()
	n := text.NewNormaliser()
	tests := []struct {
		phrase string
		want   []string
	}{
		{"建筑施工噪声污染防治", []string{"formal"}},
		{"楼下半夜打桩吵死了，谁来管", []string{"spoken"}},
		{"地盘成晚嘈，边个管㗎", []string{"cantonese"}},
		{"個地盤夜晚仲喺度開工", []string{"cantonese", "traditional"}},
		{"建築施工噪聲", []string{"traditional"}},
		{"gongdi zaosheng", []string{"pinyin"}},
		{"工地 噪声 打桩", []string{"keyword"}},
		{"第18项任务", []string{"formal", "number"}},
		{"第十八项讲什么", []string{"spoken", "number"}},
		{"我住在马路边，前面修地铁后面是酒吧，一年到头没睡过好觉，就想弄清楚该找谁", []string{"spoken", "long"}},
	}
	for _, tt := range tests {
		var got []string
		for _, w := range ways {
			if w.is(n, tt.phrase) {
				got = append(got, w.name)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.phrase, got, tt.want)
		}
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	b, err := Load(oneFile(edited(t, "kind: law", "kind: petition", "第03种河水问法", "hechong shui guan", "    not:\n      - 海水归谁管\n", "")))
	if err != nil {
		t.Fatal(err)
	}
	want := Coverage{
		ID: "river", Kind: "petition", Phrases: 20, Tests: 1, Ways: []int{19, 0, 0, 0, 1, 0, 0, 19},
		Wants: []string{"10 phrases more", "spoken", "cantonese", "traditional", "keyword", "long", "not"},
	}
	got := b.Coverage()
	if len(got) != 1 || got[0].ID != want.ID || got[0].Kind != want.Kind || got[0].Phrases != want.Phrases || got[0].Tests != want.Tests ||
		!slices.Equal(got[0].Ways, want.Ways) || !slices.Equal(got[0].Wants, want.Wants) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestCoverageIsSorted has every document once, the thinnest first.
func TestCoverageIsSorted(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	all := b.Coverage()
	if len(all) != b.Size()+len(b.content.Flows) {
		t.Errorf("%d documents of %d", len(all), b.Size()+len(b.content.Flows))
	}
	if !slices.IsSortedFunc(all, func(a, b Coverage) int { return len(b.Wants) - len(a.Wants) }) {
		t.Error("not the thinnest first")
	}
}
