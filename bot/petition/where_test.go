package petition

import (
	"reflect"
	"testing"
)

func TestIsUnsure(t *testing.T) {
	t.Parallel()
	tests := []struct {
		words string
		want  bool
	}{
		{"不知道具体地址", true},
		{"唔知地址", true},
		{"不太清楚", true},
		{"唔系好清楚边度", true},
		{"說不清在哪裏", true},
		{"我讲唔出嗰度叫咩", true},
		{"冇具体地址", true},
		{"没有门牌", true},
		{"不知道具体地址，在番禺大石那边", true},
		{"bu zhidao dizhi", true},
		{"不知道", true},
		{"天河区石牌东路8号", false},
		{"天河区石牌东路8号，不知道是哪家", false},
		{"番禺大石", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := IsUnsure(tt.words); got != tt.want {
			t.Errorf("%s: %v", tt.words, got)
		}
	}
}

// TestLocate tells where it is, step by step, and holds what is kept and shown.
func TestLocate(t *testing.T) {
	t.Parallel()
	say := func(words string) func(*Report) { return func(r *Report) { r.Locate(words) } }
	mark := func(words string) func(*Report) { return func(r *Report) { r.Mark(words) } }
	send := func(lat, lng float64, label string) func(*Report) {
		return func(r *Report) { r.Position(lat, lng, label) }
	}
	confirm := func(district string) func(*Report) { return func(r *Report) { r.Confirm(district) } }
	river := send(23.1094, 113.3245, "位置")  // between 海珠 and 天河
	panyu := send(22.9375, 113.3841, "位置")  // in the midst of 番禺
	foshan := send(23.0268, 113.1315, "位置") // in no district
	tests := []struct {
		name  string
		steps []func(*Report)
		want  Report // without Lat and Lng
		shown string
	}{
		{"words", []func(*Report){say("天河区石牌东路8号")}, Report{Where: "天河区石牌东路8号", District: "天河"}, "天河区石牌东路8号"},
		{"the street decides", []func(*Report){say("棠下村口")}, Report{Where: "棠下村口", District: "天河", Street: "棠下街道"}, "棠下村口"},
		{"no district", []func(*Report){say("某路8号")}, Report{Where: "某路8号"}, "某路8号"},
		{"the district of before stays", []func(*Report){say("番禺区"), say("兴业路8号")}, Report{Where: "兴业路8号", District: "番禺"}, "番禺区 兴业路8号"},
		{"the district of before decides", []func(*Report){say("增城"), say("新塘")}, Report{Where: "新塘", District: "增城", Street: "新塘镇"}, "增城区 新塘"},
		{"another spot leaves no district", []func(*Report){say("天河区棠下街1号"), say("兴业路8号")}, Report{Where: "兴业路8号"}, "兴业路8号"},
		{"another spot leaves no landmark", []func(*Report){say("不知道"), mark("棠下地铁站"), say("兴业路8号")}, Report{Where: "兴业路8号"}, "兴业路8号"},
		{"who does not know keeps the district", []func(*Report){say("番禺区"), say("不知道"), say("兴业路8号")}, Report{Where: "兴业路8号", District: "番禺"}, "番禺区 兴业路8号"},
		{"a position leaves no district", []func(*Report){say("天河区棠下街1号"), river}, Report{Where: "位置", District: "海珠", Guessed: true, Near: []string{"海珠", "天河", "越秀"}}, "按位置推算，可能是海珠区 位置"},
		{"words leave no guess", []func(*Report){panyu, say("兴业路8号")}, Report{Where: "兴业路8号"}, "兴业路8号"},
		{"another district", []func(*Report){say("番禺大石"), say("海珠区某路")}, Report{Where: "海珠区某路", District: "海珠"}, "海珠区某路"},
		{"a landmark", []func(*Report){say("不知道"), mark("棠下地铁站")}, Report{Where: "不知道", Landmark: "棠下地铁站", District: "天河", Street: "棠下街道"}, "不知道（附近：棠下地铁站）"},
		{"no landmark", []func(*Report){say("唔知"), mark("唔知")}, Report{Where: "唔知", Landmark: "唔知"}, "唔知"},
		{"a position", []func(*Report){panyu}, Report{Where: "位置", District: "番禺", Guessed: true, Near: []string{"番禺"}}, "按位置推算，可能是番禺区 位置"},
		{"confirmed", []func(*Report){panyu, confirm("番禺")}, Report{Where: "位置", District: "番禺"}, "番禺区 位置"},
		{"not confirmed", []func(*Report){panyu, confirm("")}, Report{Where: "位置", District: "番禺", Guessed: true}, "按位置推算，可能是番禺区 位置"},
		{"between districts", []func(*Report){river}, Report{Where: "位置", District: "海珠", Guessed: true, Near: []string{"海珠", "天河", "越秀"}}, "按位置推算，可能是海珠区 位置"},
		{"the words decide", []func(*Report){say("天河区"), river}, Report{Where: "位置", District: "天河"}, "天河区 位置"},
		{"the label decides", []func(*Report){send(22.9375, 113.3841, "广州市天河区某路")}, Report{Where: "广州市天河区某路", District: "天河"}, "广州市天河区某路"},
		{"the position contradicts", []func(*Report){say("天河区"), panyu}, Report{Where: "位置", District: "番禺", Guessed: true, Near: []string{"番禺"}}, "按位置推算，可能是番禺区 位置"},
		{"elsewhere", []func(*Report){foshan}, Report{Where: "位置"}, "位置"},
		{"words after a position", []func(*Report){river, say("天河区海心沙")}, Report{Where: "天河区海心沙", District: "天河"}, "天河区海心沙"},
		{"forgotten", []func(*Report){river, (*Report).Forget}, Report{}, ""},
	}
	for _, tt := range tests {
		var r Report
		for _, step := range tt.steps {
			step(&r)
		}
		if shown := r.Place(); shown != tt.shown {
			t.Errorf("%s: shown as %q, want %q", tt.name, shown, tt.shown)
		}
		r.Lat, r.Lng = 0, 0
		if !reflect.DeepEqual(r, tt.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", tt.name, report(r), report(tt.want))
		}
	}
}
