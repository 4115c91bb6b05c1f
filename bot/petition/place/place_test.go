package place

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, district, street, words string }{
		// The district by its name, in every script.
		{"天河区有人烧垃圾", "天河", "", "天河区"},
		{"喺番禺嘅厂", "番禺", "", "番禺"},
		{"黃埔區的碼頭", "黄埔", "", "黃埔區"},
		{"從化鰲頭鎮有豬場", "从化", "鳌头镇", "從化 鰲頭鎮"},
		{"Nansha District", "南沙", "", "Nansha"},
		{"yue xiu qu beijing lu", "越秀", "", "yue xiu qu beijing"},
		{"zengcheng qu xintang zhen", "增城", "新塘镇", "zengcheng qu xintang zhen"},
		{"xin tang zhen xishui chang", "增城", "新塘镇", "xin tang zhen"},
		{"dashi lan le", "", "", ""},
		{"panyu dashi", "番禺", "大石街道", "panyu dashi"},
		{"天河区 tianhe", "天河", "", "天河区 tianhe"},
		// What was a district, and what people call a part of one.
		{"萝岗区的厂", "黄埔", "", "萝岗区"},
		{"东山区老楼", "越秀", "", "东山区"},
		{"芳村有铺头", "荔湾", "", "芳村"},
		{"科学城的厂", "黄埔", "", "科学城"},
		// The street, by itself and with its mark.
		{"棠下那边", "天河", "棠下街道", "棠下"},
		{"大石街的厂", "番禺", "大石街道", "大石街"},
		{"珠光街道办旁边", "越秀", "珠光街道", "珠光街道"},
		{"沙面大街油烟", "荔湾", "", "沙面"},
		{"石牌东路的店", "天河", "", "石牌"},
		{"石牌街和棠下街交界", "天河", "", "石牌街 棠下街"},
		{"天河区石牌街，棠下出来的车", "天河", "石牌街道", "天河区 石牌街 棠下"},
		// A village, with its street.
		{"北亭村的烧烤", "番禺", "小谷围街道", "北亭村"},
		{"猎德社区", "天河", "猎德街道", "猎德社区"},
		{"海傍村口", "", "", ""},
		{"番禺海傍村口", "番禺", "石碁镇", "番禺 海傍村"},
		{"我在麦村", "", "", ""}, // in two towns of two districts
		{"番禺的麦村", "番禺", "", "番禺"},
		// Everyday words that are streets need 街, 镇 or their district.
		{"人民都受不了", "", "", ""},
		{"人民街有烧烤", "越秀", "人民街道", "人民街"},
		{"越秀人民", "越秀", "人民街道", "越秀 人民"},
		{"天河人民", "天河", "", "天河"},
		{"越秀区的白云路", "越秀", "", "越秀区 白云路"},
		{"太平镇的厂", "从化", "太平镇", "太平镇"},
		{"天下太平", "", "", ""},
		// Two streets of one name, and what decides.
		{"新塘有厂", "", "", ""},
		{"增城新塘", "增城", "新塘镇", "增城 新塘"},
		{"新塘镇", "增城", "新塘镇", "新塘镇"},
		{"新塘街道", "天河", "新塘街道", "新塘街道"},
		{"大塘街", "越秀", "大塘街道", "大塘街"},
		{"大塘村", "", "", ""},
		// Words that hold a name and mean something else.
		{"从化工厂出来的水", "", "", ""},
		{"从化工业园", "从化", "", "从化工业园"},
		{"黄埔大道中", "天河", "", "黄埔大道"},
		{"黄埔大道东", "", "", ""},
		{"天河黄埔大道东", "天河", "", "天河 黄埔大道东"},
		{"海珠北路", "越秀", "", "海珠北路"},
		{"白云机场", "", "", ""},
		{"花都白云机场", "花都", "", "花都 白云机场"},
		{"沙河粉店", "", "", ""},
		// Elsewhere.
		{"佛山南海", "", "", ""},
		{"佛山市南海区大石村", "", "", ""},
		{"东莞的永宁", "", "", ""},
		{"佛山的车，停在石牌倒泥", "天河", "石牌街道", "石牌"},
		{"东莞庄路", "天河", "", "东莞庄"},
		// More than one district.
		{"天河和番禺都有", "", "", ""},
		{"住天河，番禺大石街的厂吵", "番禺", "大石街道", "番禺 大石街"},
		{"住天河，番禺区的厂吵", "番禺", "", "番禺区"},
		// Nothing.
		{"", "", "", ""},
		{"楼下好嘈", "", "", ""},
		{"村", "", "", ""},
		{"天", "", "", ""},
	}
	for _, tt := range tests {
		p, ok := Find(tt.text)
		if words := strings.Join(p.Words, " "); p.District != tt.district || p.Street != tt.street || words != tt.words || ok != (tt.district != "") {
			t.Errorf("%s: %q %q (%s) %v, want %q %q (%s)", tt.text, p.District, p.Street, words, ok, tt.district, tt.street, tt.words)
		}
	}
}

// TestFindAnyText holds that every text is read, that the words are of the text,
// and that a street lies in its district.
func TestFindAnyText(t *testing.T) {
	t.Parallel()
	g := guangzhou()
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"天河", "區", "新塘", "镇", "佛山", "石牌", "村", "tianhe", " qu", "的", "㘵", "𬒔"}))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "text"), "")
		p, ok := Find(text)
		if ok != (p.District != "") || !ok && (p.Street != "" || p.Words != nil) {
			t.Fatalf("%q: %+v, %v", text, p, ok)
		}
		for _, w := range p.Words {
			if !strings.Contains(text, w) {
				t.Fatalf("%q does not hold %q", text, w)
			}
		}
		if i := slices.IndexFunc(g.streets, func(s street) bool { return s.name == p.Street && g.districts[s.in.first()] == p.District }); p.Street != "" && i < 0 {
			t.Fatalf("%s is not in %s", p.Street, p.District)
		}
	})
}

// usual is a text as people write it, of 60 signs.
const usual = "番禺区石碁镇金湖工业区旁边有间胶水厂，夜晚十点几就开始放毒气咁嘅味，细路仔咳足成晚，楼下工地又打桩，请快啲嚟睇下"

// BenchmarkFind stands beside the plain way: to look for every name by itself.
func BenchmarkFind(b *testing.B) {
	g := guangzhou()
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			Find(usual)
		}
	})
	b.Run("every name", func(b *testing.B) {
		for b.Loop() {
			for _, keys := range g.keys {
				for _, k := range keys {
					strings.Contains(usual, k.name)
				}
			}
		}
	})
	b.Run("position", func(b *testing.B) {
		for b.Loop() {
			At(23.13, 113.32)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.Run("gazetteer", func(b *testing.B) {
		for b.Loop() {
			if _, err := readGazetteer(gazetteerYAML); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("borders", func(b *testing.B) {
		for b.Loop() {
			if _, err := readBorders(bordersYAML); err != nil {
				b.Fatal(err)
			}
		}
	})
}
