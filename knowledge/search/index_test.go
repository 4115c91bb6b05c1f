package search

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"suihuan/knowledge/text"
)

// cutter is the one analyser of these tests; it is safe for concurrent use.
var cutter = sync.OnceValue(text.NewAnalyser)

// shelf is a small collection as the knowledge base has them.
var shelf = []Doc{
	{ID: "noise", Title: "建筑施工噪声", Text: "夜间施工打桩的噪声由城管部门查处。", Phrases: []string{"楼下工地半夜打桩", "工地太吵了怎么办"}},
	{ID: "fume", Title: "餐饮油烟", Text: "餐厅油烟直排由生态环境部门查处。", Phrases: []string{"楼下餐厅油烟很大", "饭店油烟投诉"}},
	{ID: "ozone", Title: "臭氧目标", Text: "2021年臭氧浓度要控制在160微克每立方米以下。", Phrases: []string{"臭氧要控制到多少", "臭氧污染防治"}},
	{ID: "carbon", Title: "碳达峰方案", Text: "编制碳排放达峰行动方案。", Phrases: []string{"碳达峰有什么目标和路线", "碳排放权交易"}},
	{ID: "river", Title: "河涌黑臭水体", Text: "整治黑臭水体，入河排污口动态监管。", Phrases: []string{"河涌又黑又臭", "支涌水质"}},
}

func ids(hits []Hit) []string {
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = h.ID
	}
	return out
}

func scoreOf(hits []Hit, id string) float64 {
	for _, h := range hits {
		if h.ID == id {
			return h.Score
		}
	}
	return 0
}

func TestSearch(t *testing.T) {
	t.Parallel()
	ix := Build(cutter().Analyse, shelf)
	tests := []struct{ name, ask, best string }{
		{"a phrase", "楼下工地半夜打桩", "noise"},
		{"a title", "餐饮油烟", "fume"},
		{"words of the body", "入河排污口", "river"},
		{"traditional", "樓下餐廳油煙很大", "fume"},
		{"Cantonese", "河涌又黑又臭点算", "river"},
		{"by sound, misspelt", "碳达丰有什么木标", "carbon"},
		{"pinyin", "tan dafeng you shenme mubiao", "carbon"},
		{"pinyin of the south", "tan dafen lu xian", "carbon"},
		{"full width and padding", "请问，臭氧２０２１年？", "ozone"},
		{"nothing asked", "", ""},
		{"padding alone", "你好，谢谢", ""},
		{"signs alone", "？？😀", ""},
		{"unknown words", "hello world", ""},
		{"unknown pinyin", "wo xiang chi fan le", ""},
	}
	for _, tt := range tests {
		hits := ix.Search(cutter().Analyse(tt.ask), 3)
		best := ""
		if len(hits) > 0 {
			best = hits[0].ID
		}
		if best != tt.best {
			t.Errorf("%s: %s finds %v, want %s first", tt.name, tt.ask, hits, tt.best)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	ix := Build(cutter().Analyse, shelf)
	all := ix.Search(cutter().Analyse("楼下工地餐厅臭氧碳达峰河涌"), 100)
	if len(all) != len(shelf) {
		t.Fatalf("%d of %d documents: %v", len(all), len(shelf), all)
	}
	if !slices.IsSortedFunc(all, func(a, b Hit) int { return int(1e9 * (b.Score - a.Score)) }) {
		t.Errorf("not the best first: %v", all)
	}
	if none := ix.Search(cutter().Analyse("楼下工地"), -1); len(none) != 0 {
		t.Errorf("the best -1: %v", none)
	}
	for k := range len(shelf) {
		if got := ix.Search(cutter().Analyse("楼下工地餐厅臭氧碳达峰河涌"), k); !reflect.DeepEqual(got, all[:k]) && k > 0 || len(got) != k {
			t.Errorf("the best %d: %v, want %v", k, got, all[:k])
		}
	}
}

// TestEmptyIndex asks where there is nothing to find.
func TestEmptyIndex(t *testing.T) {
	t.Parallel()
	for name, docs := range map[string][]Doc{
		"no documents": nil, "an empty one": {{ID: "a"}},
		"blank ones": {{ID: "a", Title: "？"}, {ID: "b", Phrases: []string{"", "😀"}}},
	} {
		ix := Build(cutter().Analyse, docs)
		for _, ask := range []string{"", "楼下工地", "tan da feng", "?"} {
			if got := ix.Search(cutter().Analyse(ask), 5); len(got) != 0 {
				t.Errorf("%s: %q finds %v", name, ask, got)
			}
		}
	}
}

// TestEqualScoresKeepTheOrder indexes the same text many times.
func TestEqualScoresKeepTheOrder(t *testing.T) {
	t.Parallel()
	var docs []Doc
	var want []string
	for i := range 30 {
		id := fmt.Sprintf("doc-%02d", (i*7)%30) // neither rising nor falling
		docs = append(docs, Doc{ID: id, Title: "碳达峰", Phrases: []string{"碳达峰方案"}})
		want = append(want, id)
	}
	hits := Build(cutter().Analyse, docs).Search(cutter().Analyse("碳达峰"), 30)
	if got := ids(hits); !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
	if hits[0].Score != hits[29].Score {
		t.Errorf("scores %v and %v of equal texts", hits[0].Score, hits[29].Score)
	}
}

// TestDeterminism builds and asks again and again, alone and from many sides:
// the scores are equal to the last bit.
func TestDeterminism(t *testing.T) {
	t.Parallel()
	asks := []string{"楼下工地半夜打桩好吵", "臭氧和碳达峰的目标", "tan dafeng fangan", "河涌又黑又臭 臭 臭", "hello 油烟"}
	first := Build(cutter().Analyse, shelf)
	want := map[string][]Hit{}
	for _, ask := range asks {
		want[ask] = first.Search(cutter().Analyse(ask), 5)
	}
	for range 10 {
		ix := Build(cutter().Analyse, shelf)
		var all sync.WaitGroup
		for _, ask := range slices.Concat(asks, asks, asks) {
			all.Go(func() {
				if got := ix.Search(cutter().Analyse(ask), 5); !reflect.DeepEqual(got, want[ask]) {
					t.Errorf("%s: %v, before %v", ask, got, want[ask])
				}
			})
		}
		all.Wait()
	}
}

// TestNothingIsLeftOver asks one thing after another: the second answer is
// that of a fresh index.
func TestNothingIsLeftOver(t *testing.T) {
	t.Parallel()
	used := Build(cutter().Analyse, shelf)
	word := rapid.SampledFrom([]string{"楼下", "工地", "油烟", "臭氧", "碳达峰", "河涌", "hello", "tan", "dafeng", "xyz"})
	rapid.Check(t, func(t *rapid.T) {
		for range 3 {
			ask := strings.Join(rapid.SliceOfN(word, 0, 6).Draw(t, "ask"), " ")
			if got, want := used.Search(cutter().Analyse(ask), 5), Build(cutter().Analyse, shelf).Search(cutter().Analyse(ask), 5); !reflect.DeepEqual(got, want) {
				t.Fatalf("%q finds %v, in a fresh index %v", ask, got, want)
			}
		}
	})
}

// TestUnknownWordsLowerTheScore adds words that nothing explains.
func TestUnknownWordsLowerTheScore(t *testing.T) {
	t.Parallel()
	ix := Build(cutter().Analyse, shelf)
	for _, tt := range []struct {
		id, ask string
		unknown []string
	}{
		{"noise", "楼下工地半夜打桩", []string{"蘑菇", "鹦鹉", "钢琴"}},
		{"ozone", "臭氧要控制到多少", []string{"zzz", " hello", "蘑菇"}},
		{"carbon", "tan dafeng mubiao", []string{" xiongmao", " chifan", " qiche"}},
	} {
		asked := tt.ask
		before := scoreOf(ix.Search(cutter().Analyse(asked), 5), tt.id)
		for _, word := range tt.unknown {
			asked += word
			after := scoreOf(ix.Search(cutter().Analyse(asked), 5), tt.id)
			if after >= before || after <= 0 {
				t.Errorf("%s: %v, before %v", asked, after, before)
			}
			before = after
		}
	}
}

// TestScoresAreShares indexes anything and asks anything: scores stand in
// (0,1], each document once, the best first.
func TestScoresAreShares(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"臭", "氧", "臭氧", "工地", "打桩", "，", " ", "a", "tan", "da", "feng", "pm2.5", "100%", "蘑", "菇", "？"})
	said := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), "")
	})
	many := rapid.Custom(func(t *rapid.T) string { // one word over and over saturates its gain
		return strings.Repeat(said.Draw(t, "said"), rapid.SampledFrom([]int{1, 1, 1, 300}).Draw(t, "times"))
	})
	rapid.Check(t, func(t *rapid.T) {
		docs := make([]Doc, rapid.IntRange(0, 6).Draw(t, "documents"))
		for i := range docs {
			docs[i] = Doc{ID: fmt.Sprint(i), Title: said.Draw(t, "title"), Text: many.Draw(t, "text"), Phrases: rapid.SliceOfN(many, 0, 4).Draw(t, "phrases")}
		}
		hits := Build(cutter().Analyse, docs).Search(cutter().Analyse(many.Draw(t, "ask")), 9)
		seen := map[string]bool{}
		for i, h := range hits {
			if !(h.Score > 0 && h.Score <= 1) {
				t.Fatalf("score %v of %+v", h.Score, h)
			}
			if seen[h.ID] || i > 0 && h.Score > hits[i-1].Score {
				t.Fatalf("hits %v", hits)
			}
			seen[h.ID] = true
		}
	})
}
