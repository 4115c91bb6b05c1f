package chat

import (
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// TestComplaints are conversations as people hold them: nothing that they say is
// taken for what it is not, and nothing is lost.
func TestComplaints(t *testing.T) {
	t.Parallel()
	for name, talks := range map[string][]exchange{
		"angry": {
			{"白云区同和街蟹山路18号那个破废品站天天烧电线，黑烟滚滚，打了三次12345屁用没有！", []string{"以前反映过"}},
			{"老板姓陈", []string{"记下了", "以前反映过"}},
			{"打过三次了！", []string{"电话"}},
			{"关你什么事", []string{"没看到电话号码"}},
			{"不想留，怕报复", []string{"补充：老板姓陈", "是否反映过：打过三次了！", "联系方式：匿名"}},
			{"好的没问题，提交吧", []string{"编号 SH-"}},
		},
		"Cantonese": {
			{"我想投诉", []string{"发生了什么"}},
			{"隔离间厂成日排啲酸臭味出嚟，顶唔顺", []string{"在哪里"}},
			{"系荔湾区芳村花地大道", []string{"哪家单位"}},
			{"冇投诉过", []string{"记下了", "哪家单位"}},
			{"唔知边间厂", []string{"电话"}},
			{"地点在哪里填", []string{"没看到电话号码"}},
			{"唔想留住先", []string{"地点：荔湾区芳村花地大道\n", "是否反映过：冇投诉过", "联系方式：匿名"}},
			{"改下地点", []string{"在哪里", "不改了"}},
			{"系荔湾区芳村大道东先啱", []string{"请核对", "地点：荔湾区芳村大道东"}},
			{"冇问题，啱晒", []string{"编号 SH-"}},
		},
		"many facts at once": {
			{"我住海珠区江南大道中123号，昨晚11点对面工地又在打桩，上星期打过12345没用，我电话13800138000",
				[]string{"地点：海珠区江南大道中123号\n", "时间：昨晚，11点\n", "是否反映过：打过12345没用", "联系方式：13800138000", "没用\n地点"}},
		},
		"questions in between": {
			{"白云区江高镇神山大道有人倒建筑垃圾", []string{"哪家单位"}},
			{"会保密吗？", []string{"保密", "哪家单位"}},
			{"什么时候能处理？", []string{"答不上来", "哪家单位"}},
			{"昨天半夜", []string{"时间是“昨天半夜”", "哪家单位"}},
			{"不知道", []string{"以前反映过"}},
			{"我要匿名", []string{"记下了", "以前反映过"}},
			{"没有", []string{"请核对", "污染来源：不知道", "时间：昨天半夜"}},
			{"是不是要等很久？", []string{"还没提交"}},
			{"不投诉了", []string{"不登记"}},
		},
		"empty and idle": {
			{"我其实还是想投诉", []string{"发生了什么"}},
			{"", []string{"发生了什么"}}, {"[呲牙]", []string{"发生了什么"}}, {"在吗", []string{"发生了什么"}}, {"嗯", []string{"发生了什么"}}, {"不知道", []string{"发生了什么"}},
			{"好嘈啊", []string{"在哪里"}},
			{"确认", []string{"在哪里"}},
			{"楼下酒吧成晚播歌", []string{"记下了", "在哪里"}},
			{"荔湾区沙面大街", []string{"以前反映过"}},
			{"没有", nil}, {"匿名", []string{"补充：楼下酒吧成晚播歌", "污染来源：酒吧", "时间：成晚"}},
		},
		"the district first": {
			{"小区楼下好吵", []string{"在哪里"}},
			{"白云区", []string{"具体在白云区哪里"}},
			{"不知道", []string{"附近有什么小区"}},
			{"不知道", []string{"哪家单位"}},
			{"邻居", []string{"什么时候"}},
			{"1", []string{"以前反映过", "!119"}}, // 现在正在发生 is our own offer
			{"没有反映过", nil}, {"没有", []string{"地点：白云区（不知道）", "时间：现在正在发生", "联系方式：匿名"}},
		},
		"the district with the matter": {
			{"天河区有工地半夜打桩", []string{"在哪里"}},
			{"兴业路8号", []string{"以前反映过"}},
			{"没有", nil}, {"匿名", []string{"地点：天河区 兴业路8号"}},
			{"我想投诉的是对面餐厅油烟", []string{"情况：对面餐厅油烟", "污染来源：餐厅", "地点：天河区 兴业路8号"}},
		},
		"the district last": {
			{"楼下餐厅油烟好大", []string{"在哪里"}},
			{"兴业路8号", []string{"在广州哪个区"}},
			{"天河", []string{"什么时候"}},
			{"每晚", nil}, {"没有", nil}, {"匿名", []string{"地点：天河区兴业路8号"}},
			{"他们还半夜倒垃圾", []string{"记下了", "补充：他们还半夜倒垃圾", "时间：每晚"}},
			{"确认提交，麻烦快点处理", []string{"编号 SH-"}},
		},
		"second thoughts": {
			{"天河区棠下村工地半夜打桩", []string{"以前反映过"}},
			{"天河区棠下村工地半夜打桩，吵死人", []string{"记下了", "以前反映过"}},
			{"算了吧", []string{"不登记"}},
			{"进度", []string{"还没有在这里登记过"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.t = t
			k.run(talks)
		})
	}
}

// TestPlaceSentFirst: the place is of the words that follow at once, and of no
// others.
func TestPlaceSentFirst(t *testing.T) {
	t.Parallel()
	place := bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.12911, Lng: 113.264385, Label: "越秀区北京路 1号"}}
	const written = "越秀区北京路 1号(23.12911, 113.26439)"
	for _, tt := range []struct {
		name, say string
		wait      time.Duration
		want      string
		urgent    bool
	}{
		{"a complaint", "这里半夜打桩", time.Minute, written, false},
		{"that tells its own place", "天河区棠下村工地半夜打桩", time.Minute, "天河区棠下村", false},
		{"long after", "这里半夜打桩", time.Hour, "", false},
		{"an alarm", alarm, time.Minute, written, true},
	} {
		k := newTalk(t)
		k.hear(place)
		k.now = k.now.Add(tt.wait)
		k.say(tt.say)
		var r petition.Report
		if draft, err := k.store.Draft(t.Context(), asker); err == nil {
			r = draft.Report
		}
		if tt.urgent {
			p, _ := k.filed()
			r = p.Report
		}
		if r.Where != tt.want || (r.Lat != 0) != (tt.want == written) {
			t.Errorf("%s: where %q, %v", tt.name, r.Where, r.Lat)
		}
	}
}

// TestOldDraftGivesWay: a report that was left lying for a day lends no place to
// another.
func TestOldDraftGivesWay(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]string{"told": "海珠区新港西路1号餐厅油烟好大", "only wished": "我要投诉"} {
		k := newTalk(t)
		k.run([]exchange{{"天河区棠下村工地半夜打桩", nil}})
		k.now = k.now.Add(25 * time.Hour)
		k.session = bot.Session{}
		k.run([]exchange{{say, nil}})
		draft, err := k.store.Draft(t.Context(), asker)
		if err != nil || strings.Contains(draft.Report.What+draft.Report.Where, "天河") {
			t.Errorf("%s: %q in %q, %v", name, draft.Report.What, draft.Report.Where, err)
		}
	}
}
