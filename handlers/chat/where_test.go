package chat

import (
	"reflect"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

func TestWhere(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		talks []exchange
	}{
		{"a landmark for an address", []exchange{
			{"楼下工地半夜打桩", []string{"在哪里"}},
			{"不知道具体地址", []string{"附近有什么小区", "!以前反映过"}},
			{"棠下地铁站旁边", []string{"以前反映过"}},
			{"没有反映过", nil},
			{"匿名", []string{"请核对", "地点：不知道具体地址（附近：棠下地铁站旁边）", "!\n："}},
		}},
		{"no landmark either", []exchange{
			{"楼下工地半夜打桩", []string{"在哪里"}},
			{"唔知地址喎", []string{"附近有什么小区"}},
			{"唔知", []string{"以前反映过"}},
		}},
		{"asked once, with a district", []exchange{
			{"楼下工地半夜打桩", []string{"在哪里"}},
			{"不知道具体地址，在番禺那边", []string{"附近有什么小区"}},
			{"不知道", []string{"以前反映过"}},
			{"没有反映过", nil},
			{"匿名", []string{"地点：不知道具体地址，在番禺那边\n"}},
			{"修改", []string{"1. 情况\n2. 地点\n3. 污染来源"}},
			{"地点", []string{"在哪里"}},
			{"海珠区新港西路135号", []string{"请核对", "地点：海珠区新港西路135号\n"}},
		}},
		{"an address with a doubt of another kind", []exchange{
			{"楼下工地半夜打桩", []string{"在哪里"}},
			{"天河区石牌东路8号，不知道是哪家", []string{"以前反映过"}},
		}},
		{"the district was told before", []exchange{
			{"番禺区有工地半夜打桩", []string{"在哪里"}},
			{"兴业路8号", []string{"以前反映过"}},
			{"没有反映过", nil},
			{"匿名", []string{"地点：番禺区 兴业路8号\n"}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			newTalk(t).run(tt.talks)
		})
	}
}

// TestPosition sends a position and answers the question which district it is.
func TestPosition(t *testing.T) {
	t.Parallel()
	river := bot.Location{Lat: 23.1094, Lng: 113.3245}
	panyu := bot.Location{Lat: 22.9375, Lng: 113.3841}
	tests := []struct {
		name  string
		at    bot.Location
		asked string // of the reply to the position
		say   string // nothing when no question is left
		after string
		want  petition.Report
	}{
		{"yes", panyu, "按位置推算，可能是番禺区，对吗", "对", "以前反映过", petition.Report{District: "番禺"}},
		{"another", panyu, "对吗", "不是番禺，是南沙区", "以前反映过", petition.Report{District: "南沙"}},
		{"no", panyu, "对吗", "不对", "请告诉我是哪个区", petition.Report{District: "番禺", Guessed: true, Near: []string{"番禺"}}},
		{"not that one", panyu, "对吗", "不是番禺", "请告诉我是哪个区", petition.Report{District: "番禺", Guessed: true, Near: []string{"番禺"}}},
		{"cannot tell", panyu, "对吗", "不知道", "以前反映过", petition.Report{District: "番禺", Guessed: true}},
		{"one of them", river, "可能是海珠区，也可能是天河区，也可能是越秀区。是哪个区？\n1. 海珠区\n2. 天河区", "2", "以前反映过", petition.Report{District: "天河"}},
		{"yes to more than one", river, "是哪个区", "对", "请告诉我是哪个区", petition.Report{District: "海珠", Guessed: true, Near: []string{"海珠", "天河", "越秀"}}},
		{"a label with a district", bot.Location{Lat: 22.9375, Lng: 113.3841, Label: "广州市番禺区市桥街道"}, "以前反映过", "", "", petition.Report{District: "番禺", Street: "市桥街道"}},
		{"out of the city", bot.Location{Lat: 23.0268, Lng: 113.1315}, "以前反映过", "", "", petition.Report{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.run([]exchange{{"楼下工地半夜打桩", []string{"在哪里"}}})
			if got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &tt.at}); !strings.Contains(got, tt.asked) {
				t.Errorf("asked %q, want %q", got, tt.asked)
			}
			if tt.say != "" {
				k.run([]exchange{{tt.say, []string{tt.after}}})
			}
			draft, err := k.store.Draft(t.Context(), "wechat:gh_test:openid")
			got := petition.Report{District: draft.Report.District, Street: draft.Report.Street, Guessed: draft.Report.Guessed, Near: draft.Report.Near}
			if err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("draft lies in %s %s, guessed %v, near %v, %v", got.District, got.Street, got.Guessed, got.Near, err)
			}
		})
	}
}
