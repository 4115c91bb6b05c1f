package petition

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/place"
)

var filing = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// TestNameKey writes variants of one name alike, and takes no name from what is none.
func TestNameKey(t *testing.T) {
	t.Parallel()
	for want, sources := range map[string][]string{
		"永旺五金":   {"永旺五金厂", "永旺五金有限公司", "广州市永旺五金有限公司", "廣州市永旺五金廠", "永旺（广州）五金厂", "楼下的永旺五金店", "好像是永旺五金", "天河区永旺五金厂", "永旺 五金 有限责任公司"},
		"abc制衣":  {"ABC制衣厂", "ａｂｃ制衣厂", "abc製衣廠有限公司"},
		"大江南湘菜馆": {"大江南湘菜馆", "楼下那家大江南湘菜馆", "叫大江南湘菜馆"},
		"": {
			"", "不知道", "唔知边间厂", "工地", "楼下餐厅", "隔壁烧烤店", "一家工厂", "邻居", "1203房的业主", "工厂的烟囱", "没有名字的大排档",
			"附近几家汽修店", "五金厂", "旁边的废品站", "张先生", "小区水泵", "那个酒吧", "天河区的工地", "地铁施工", "哪家厂", "工业区里一家洗水厂", "上那家豆制品厂", "塑料造粒厂",
		},
	} {
		for _, source := range sources {
			if got := nameKey(source, "天河"); got != want {
				t.Errorf("%s is %q, want %q", source, got, want)
			}
		}
	}
}

func TestSpotKey(t *testing.T) {
	t.Parallel()
	at := func(where, landmark string) Report {
		return Report{Where: where, Landmark: landmark, District: "天河", Street: "棠下街道"}
	}
	for want, reports := range map[string][]Report{
		"好又多超市":  {at("天河区棠下街", "好又多超市"), at("", "好又多超市对面"), at("不知道", "棠下街好又多超市旁边"), at("天河区棠下街好又多超市", ""), at("", "棠下街道好又多超市門口")},
		"棠德路12号": {at("天河区棠下街棠德路12号", ""), at("广州市天河区棠下街道棠德路１２號", "")},
		"":       {at("天河区棠下街", ""), at("棠德路", ""), at("", "不知道"), {Where: "天河区棠德路12号", District: "天河"}, at("", "棠下村")},
	} {
		for _, r := range reports {
			if got := r.spotKey(); got != want {
				t.Errorf("%s, %s is %q, want %q", r.Where, r.Landmark, got, want)
			}
		}
	}
}

func TestFamily(t *testing.T) {
	t.Parallel()
	for labels, want := range map[string]string{
		"air-odour": "air", "noise-construction air-dust": "noise", "water-river": "water", "waste": "waste", "hazardous-waste": "waste",
		"emergency": "emergency", "emergency air-odour": "air", "light": "light", "staff-conduct": "", "suggestion": "", "booking": "",
		"eia-sheet": "", "other-department": "", "": "",
	} {
		if got := (Report{Labels: strings.Fields(labels)}).Family(); got != want {
			t.Errorf("%s is of %q, want %q", labels, got, want)
		}
	}
}

// north is a latitude so many metres north of 23.13.
func north(metres float64) float64 { return 23.13 + metres/110770 }

func TestSameSource(t *testing.T) {
	t.Parallel()
	base := Report{Labels: []string{"noise-construction"}, District: "天河", Street: "棠下街道", Lat: 23.13, Lng: 113.36}
	named := Report{Labels: []string{"air-fume"}, District: "天河", Source: "永旺五金厂"}
	marked := Report{Labels: []string{"air-fume"}, District: "天河", Street: "棠下街道", Landmark: "好又多超市"}
	change := func(r Report, change func(*Report)) Report { change(&r); return r }
	tests := []struct {
		name  string
		a, b  Report
		later time.Duration
		same  bool
	}{
		{"499 m", base, change(base, func(r *Report) { r.Lat = north(499) }), 0, true},
		{"501 m", base, change(base, func(r *Report) { r.Lat = north(501) }), 0, false},
		{"30 days", base, base, 30 * 24 * time.Hour, true},
		{"over 30 days", base, base, 30*24*time.Hour + time.Millisecond, false},
		{"another noise", base, change(base, func(r *Report) { r.Labels = []string{"noise-commercial"} }), 0, true},
		{"another kind", base, change(base, func(r *Report) { r.Labels = []string{"air-dust"} }), 0, false},
		{"one without a position", base, change(base, func(r *Report) { r.Lat, r.Lng = 0, 0 }), 0, false},
		{"no labels", change(base, func(r *Report) { r.Labels = nil }), change(base, func(r *Report) { r.Labels = nil }), 0, false},
		{"an accusation", change(base, func(r *Report) { r.Sorted = clock.Accusation }), base, 0, false},
		{"a name", named, change(named, func(r *Report) { r.Source = "廣州市永旺五金有限公司" }), 0, true},
		{"a name elsewhere", named, change(named, func(r *Report) { r.District = "海珠" }), 0, false},
		{"a name without a district", change(named, func(r *Report) { r.District = "" }), change(named, func(r *Report) { r.District = "" }), 0, false},
		{"no name", change(named, func(r *Report) { r.Source = "工厂" }), change(named, func(r *Report) { r.Source = "工厂" }), 0, false},
		{"a landmark", marked, change(marked, func(r *Report) { r.Landmark = "好又多超市对面" }), 0, true},
		{"a landmark of another street", marked, change(marked, func(r *Report) { r.Street = "员村街道" }), 0, false},
	}
	for _, tt := range tests {
		a, b := SiteOf(tt.a, filing), SiteOf(tt.b, filing.Add(tt.later))
		if a.Same(b) != tt.same || b.Same(a) != tt.same {
			t.Errorf("%s: %v and %v, want %v", tt.name, a.Same(b), b.Same(a), tt.same)
		}
	}
}

// TestSitesAreSymmetric, and what is near lies in neighbouring cells, over
// generated sites.
func TestSitesAreSymmetric(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	site := func() Site {
		s := Site{
			Family: pick("air", "noise", ""), District: pick("天河", "海珠", ""), Street: pick("棠下街道", ""), Name: pick("永旺", "大江", ""),
			Spot: pick("好又多", ""), FiledAt: filing.Add(time.Duration(r.IntN(40*24)) * time.Hour),
		}
		if r.IntN(3) > 0 {
			s.Lat, s.Lng = 22.6+r.Float64()/50+float64(r.IntN(2)), 113.36+r.Float64()/50
		}
		return s
	}
	same := 0
	for range 20000 {
		a, b := site(), site()
		if a.Same(b) != b.Same(a) || a.Family != "" && !a.Same(a) && (a.pinned() || a.Name != "" && a.District != "") {
			t.Fatalf("%+v and %+v", a, b)
		}
		if a.Same(b) {
			same++
		}
		latA, lngA, _ := a.Cell()
		latB, lngB, _ := b.Cell()
		if a.pinned() && b.pinned() && place.Distance(a.Lat, a.Lng, b.Lat, b.Lng) <= SiteMetres && (max(latA-latB, latB-latA) > 1 || max(lngA-lngB, lngB-lngA) > 1) {
			t.Fatalf("%+v and %+v are near and in cells far apart", a, b)
		}
	}
	if same < 100 {
		t.Errorf("only %d pairs are of one source", same)
	}
}

// TestTraditionalSigns holds the table to that of the knowledge base.
func TestTraditionalSigns(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../knowledge/text/t2s.txt")
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		signs := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(signs) && signs[0] != '#'; i += 2 {
			pairs[string(signs[i:i+2])] = true
		}
	}
	for from, to := range simplified() {
		if !pairs[string([]rune{from, to})] {
			t.Errorf("%c is read as %c", from, to)
		}
	}
	if len(simplified()) < 1000 {
		t.Errorf("%d signs", len(simplified()))
	}
}

// TestVoices: only who serves a petition reads of others, and numbers of its own
// unit alone.
func TestVoices(t *testing.T) {
	t.Parallel()
	b := Brief{Petition: Petition{Case: "SH-A", Unit: "tianhe"}, Serves: true}
	voices := []Voice{{Case: "SH-B", Unit: "tianhe", Together: true}, {Case: "SH-C", Unit: "haizhu"}, {Case: "SH-D", Unit: "tianhe"}}
	for _, tt := range []struct {
		name   string
		voices []Voice
		serves bool
		most   int
		want   string
	}{
		{"none", nil, true, 9, ""},
		{"three, one elsewhere", voices, true, 9, "另有3件：SH-B（愿一起办），SH-D等"},
		{"all", voices[2:], true, 9, "另有1件：SH-D"},
		{"room for one", voices, true, 1, "另有3件：SH-B（愿一起办）等"},
		{"elsewhere alone", voices[1:2], true, 9, "另有1件，由别的单位办"},
		{"not served", voices, false, 9, ""},
	} {
		if b.Voices, b.Serves = tt.voices, tt.serves; b.SameSource(tt.most) != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, b.SameSource(tt.most), tt.want)
		}
	}
}
