package petition

import (
	"reflect"
	"strings"
	"testing"
)

// heard is what the words of these tests tell.
var heard = Report{What: "天河区体育西路工地半夜打桩", Where: "天河区体育西路", District: "天河", Source: "工地", When: "半夜"}

// changed is a report with something else in it.
func changed(r Report, change func(*Report)) Report {
	change(&r)
	return r
}

// TestSince notes what the words tell otherwise, and nothing else: what was told
// as an answer of its own is only replaced.
func TestSince(t *testing.T) {
	t.Parallel()
	moved := changed(heard, func(r *Report) { r.Where, r.Was = "海珠区", map[string]string{"where": heard.Where} })
	answered := Report{What: "半夜打桩", Where: "天河区棠下", Before: "有", When: "半夜"}
	tests := []struct {
		name          string
		before, after Report
		told          Report
		was           map[string]string
	}{
		{"nothing", heard, heard, heard, nil},
		{"the first words", Report{}, heard, heard, nil},
		{"a place", heard, changed(heard, func(r *Report) { r.Where = "海珠区" }), heard, map[string]string{"where": "天河区体育西路"}},
		{"place and time", moved, changed(moved, func(r *Report) { r.When = "中午" }), heard, map[string]string{"where": "天河区体育西路", "when": "半夜"}},
		{"once more: the first stays", moved, changed(moved, func(r *Report) { r.Where = "越秀区" }), heard, map[string]string{"where": "天河区体育西路"}},
		{"back again", moved, changed(moved, func(r *Report) { r.Where = heard.Where }), heard, nil},
		{"an answer", answered, changed(answered, func(r *Report) { r.Where, r.Before = "海珠区", "没有" }), Report{What: "半夜打桩", When: "半夜"}, nil},
		{"a time besides", answered, changed(answered, func(r *Report) { r.When = "半夜，现在" }), Report{When: "半夜"}, nil},
		{"words that grow", heard, changed(heard, func(r *Report) { r.What += "\n补充：好吵"; r.Source = "邻居" }), heard, map[string]string{"source": "工地"}},
		{"other words", moved, changed(moved, func(r *Report) { r.What = "好吵" }), Report{What: "好吵"}, nil},
		{"a place that stands there and is not the first", Report{What: "石牌和棠下都吵", Where: "棠下"}, Report{What: "石牌和棠下都吵", Where: "车陂"}, Report{Where: "石牌"}, map[string]string{"where": "棠下"}},
	}
	for _, tt := range tests {
		got := tt.after.Since(tt.before, tt.told)
		if !reflect.DeepEqual(got.Was, tt.was) {
			t.Errorf("%s: %v, want %v", tt.name, got.Was, tt.was)
		}
		tt.after.Was, got.Was = nil, nil
		if !reflect.DeepEqual(got, tt.after) {
			t.Errorf("%s: changed to %+v", tt.name, report(got))
		}
	}
	if moved.Was["where"] != heard.Where {
		t.Error("a note was changed in place")
	}
}

func TestMatter(t *testing.T) {
	t.Parallel()
	r := heard
	if r.Correction() != "" || r.Matter() != r.What {
		t.Errorf("uncorrected: %q, %q", r.Correction(), r.Matter())
	}
	r.Where, r.When = "海珠区"+strings.Repeat("新", 40), "中午"
	r.Was = map[string]string{"when": "半夜", "where": "天河区体育西路"}
	want := "更正：地点由“天河区体育西路”改为“海珠区" + strings.Repeat("新", 27) + "…”；时间由“半夜”改为“中午”"
	if r.Correction() != want || r.Matter() != want+"\n原话：天河区体育西路工地半夜打桩" {
		t.Errorf("got %s", r.Matter())
	}
}

// TestRetoldAndAdding: what is told anew counts, what is told besides fills gaps.
func TestRetoldAndAdding(t *testing.T) {
	t.Parallel()
	now := Report{What: "海珠区的搅拌站好吵", Where: "海珠区", District: "海珠", Source: "搅拌站", When: "夜", Before: "投诉过", Contact: "13800138000"}
	pinned := Report{What: "吵", Where: "(23.1, 113.3)", Lat: 23.1, Lng: 113.3, Anonymous: true}
	named := Report{What: "吵", Contact: "13900139000"}
	tests := []struct {
		name      string
		got, want Report
	}{
		{"retold", heard.Retold(now), Report{What: heard.What, Where: "海珠区", District: "海珠", Source: "搅拌站", When: "半夜", Before: "投诉过", Contact: "13800138000"}},
		{"added", heard.Adding(now), Report{What: heard.What + "\n补充：" + now.What, Where: "天河区体育西路", District: "天河", Source: "工地", When: "半夜", Before: "投诉过", Contact: "13800138000"}},
		{"another place leaves no district", Report{Where: "天河区棠下街1号", District: "天河", Street: "棠下街道"}.Retold(Report{Where: "兴业路8号"}), Report{Where: "兴业路8号"}},
		{"a spot in the district of before", Report{District: "天河"}.Retold(Report{Where: "兴业路8号"}), Report{Where: "兴业路8号", District: "天河"}},
		{"a district besides", Report{Where: "兴业路8号"}.Adding(Report{District: "番禺"}), Report{Where: "兴业路8号", District: "番禺", What: added}},
		{"a district elsewhere", Report{Where: "兴业路8号"}.Adding(Report{Where: "大石街1号", District: "番禺"}), Report{Where: "兴业路8号", What: added}},
		{"a sent place", pinned.Retold(Report{Where: "海珠区"}), pinned},
		{"unnamed and then named", pinned.Adding(Report{What: "好吵", Contact: "13800138000"}), Report{What: "吵\n补充：好吵", Where: "(23.1, 113.3)", Lat: 23.1, Lng: 113.3, Contact: "13800138000"}},
		{"named and then unnamed", named.Retold(Report{Anonymous: true}), named},
		{"another number", named.Retold(Report{Contact: "13800138000"}), Report{What: "吵", Contact: "13800138000"}},
		{"another number besides", named.Adding(Report{What: "好吵", Contact: "13800138000"}), Report{What: "吵\n补充：好吵", Contact: "13900139000"}},
	}
	for _, tt := range tests {
		if !reflect.DeepEqual(tt.got, tt.want) {
			t.Errorf("%s: %+v\nwant %+v", tt.name, report(tt.got), report(tt.want))
		}
	}
}

func TestTold(t *testing.T) {
	t.Parallel()
	p := Petition{Status: Received, Report: Report{What: "好大气味\n头晕"}}
	for _, e := range []Event{{Type: EventSupplemented, Text: "棠下"}, {Type: EventSupplemented, Text: "现在"}, {Type: EventWithdrawn, Text: "搞错了"}} {
		if err := p.Apply(nil, e); err != nil {
			t.Fatal(err)
		}
	}
	if first, all := p.Report.Told(); first != "好大气味\n头晕" || all != "好大气味\n头晕\n补充：棠下\n补充：现在" {
		t.Errorf("first %q, all %q", first, all)
	}
}

// TestDistrictNamedFirst: the district that is named as such counts, then what
// stands first.
func TestDistrictNamedFirst(t *testing.T) {
	t.Parallel()
	for where, want := range map[string]string{
		"番禺区钟村白云居": "番禺", "番禺大石海珠花园": "番禺", "天河路（越秀区那段）": "越秀", "越秀区海珠广场": "越秀", "海珠广场": "越秀",
		"天河棠下": "天河", "新港西路135号": "海珠", "白云区": "白云", "体育西路": "天河", "兴业路8号": "", "": "",
	} {
		if got := Hear(where).District; got != want {
			t.Errorf("%s: %q, want %q", where, got, want)
		}
	}
}
