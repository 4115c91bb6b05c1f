package search

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	t.Parallel()
	a := cutter()
	for _, tt := range []struct {
		name  string
		texts []string
		want  []string // each group's texts, the most typical first
	}{
		{"none", nil, nil},
		{"one", []string{"营业执照怎么办"}, []string{"营业执照怎么办"}},
		{"the largest first", []string{"明天会下雨吗", "社保怎么转移", "点样转社保", "社保转移手续", "营业执照怎么办", "怎么办理营业执照"},
			[]string{"社保怎么转移 点样转社保 社保转移手续", "营业执照怎么办 怎么办理营业执照", "明天会下雨吗"}},
		{"equal words in one", []string{"今天天气怎么样", "驾照怎么换", "今天天气怎么样？", "请问今天天气怎么样"},
			[]string{"今天天气怎么样 今天天气怎么样？ 请问今天天气怎么样", "驾照怎么换"}},
		{"often asked is typical", []string{"公积金提取条件", "公积金怎么提取", "公积金怎么提取", "公积金怎么提取"},
			[]string{"公积金怎么提取 公积金怎么提取 公积金怎么提取 公积金提取条件"}},
		{"pinyin", []string{"shebao zenme zhuanyi", "jiazhao zenme huan", "shebao zenme zhuanyi ya"},
			[]string{"shebao zenme zhuanyi shebao zenme zhuanyi ya", "jiazhao zenme huan"}},
		{"without a word", []string{"？", "社保"}, []string{"？", "社保"}},
	} {
		var got []string
		for _, group := range Groups(a, tt.texts) {
			words := make([]string, len(group))
			for i, at := range group {
				words[i] = tt.texts[at]
			}
			got = append(got, strings.Join(words, " "))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

// Every text is in one group, and the same texts give the same groups.
func TestGroupsLoseNothing(t *testing.T) {
	t.Parallel()
	a := cutter()
	var texts []string
	for i, about := range strings.Fields("社保 公积金 驾照 停车位 充电桩 物业费 营业执照 天气") {
		for n, how := range strings.Fields("怎么办 点办 多少钱 在哪里办 可以退吗") {
			texts = append(texts, slices.Repeat([]string{about + how}, 1+(i+n)%3)...)
		}
	}
	groups := Groups(a, texts)
	seen := slices.Sorted(slices.Values(slices.Concat(groups...)))
	for i, at := range seen {
		if i != at || len(seen) != len(texts) {
			t.Fatalf("%d texts, in the groups: %v", len(texts), seen)
		}
	}
	for range 5 {
		if again := Groups(a, texts); !reflect.DeepEqual(again, groups) {
			t.Fatalf("%v, then %v", groups, again)
		}
	}
}

func BenchmarkGroups(b *testing.B) {
	a := cutter()
	var texts []string
	for i := range 5000 {
		about := rune(0x4e00 + i%211)
		texts = append(texts, fmt.Sprintf("%c%c%c怎么办，%c%d", about, about+1, about+2, rune(0x5e00+i%997), i))
	}
	for b.Loop() {
		Groups(a, texts)
	}
}
