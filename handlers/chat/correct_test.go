package chat

import (
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// hears is what corrects makes of a text on a step of a complaint.
func (k *talk) hears(step, text string) (answer, bool) {
	return k.chat.corrects(&turn{Turn: &bot.Turn{
		Message: bot.Message{Kind: bot.KindText}, Session: &bot.Session{Flow: flowComplaint, Step: step}, Text: text,
	}}, complaintForm())
}

// TestCorrectionWords: the field, and what is to count from now on. Without
// words the field is asked for again.
func TestCorrectionWords(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	tests := []struct{ step, say, field, words string }{
		{"contact", "地点不对，是海珠区新港西路135号", "where", "海珠区新港西路135号"},
		{"contact", "不好意思，地址写错了，应该是番禺区石楼镇莲花路18号", "where", "番禺区石楼镇莲花路18号"},
		{"contact", "改地点为番禺区石楼镇莲花路18号", "where", "番禺区石楼镇莲花路18号"},
		{"before", "把地址改成越秀区北京路5号", "where", "越秀区北京路5号"},
		{"before", "地址唔啱，係越秀区北京路5号嚟", "where", "越秀区北京路5号嚟"},
		{"before", "地点：越秀区北京路5号", "where", "越秀区北京路5号"},
		{stepConfirm, "地点不是天河，是越秀", "where", "越秀"},
		{stepConfirm, "不是天河，是越秀", "where", "越秀"},
		{stepConfirm, "唔系天河，系越秀北京路", "where", "越秀北京路"},
		{stepConfirm, "是越秀区北京路，不是天河", "where", "越秀区北京路"},
		{stepConfirm, "错了，是越秀区北京路", "where", "越秀区北京路"},
		{stepConfirm, "其实是越秀区北京路", "where", "越秀区北京路"},
		{stepConfirm, "海珠区新港西路135号", "where", "海珠区新港西路135号"},
		{"contact", "就在海珠区新港西路135号啊", "where", "海珠区新港西路135号"},
		{"before", "不是晚上，是早上", "when", "早上"},
		{"before", "时间改为每天早上6点", "when", "每天早上6点"},
		{stepConfirm, "早上6点", "when", "早上6点"},
		{"source", "昨天半夜", "when", "昨天半夜"},
		{"before", "不是工地，是旁边的搅拌站", "source", "旁边的搅拌站"},
		{"where", "不是天河的工地，是越秀区的餐厅", "where", "越秀区的餐厅"},
		{stepConfirm, "餐厅", "source", "餐厅"},
		{"source", "没有反映过", "before", "没有反映过"},
		{"contact", "投诉过三次", "before", "投诉过三次"},
		{stepConfirm, "电话打错了，是13900139000", "contact", "13900139000"},
		{"before", "13900139000", "contact", "13900139000"},
		{"before", "我要匿名", "contact", "我要匿名"},
		{stepConfirm, "改成匿名", "contact", "匿名"},
		{"contact", "地点写错了", "where", ""},
		{"contact", "等等，我想改一下地点", "where", ""},
		{stepConfirm, "时间错了怎么改？", "when", ""},
		{stepConfirm, "我想改地址和时间", "where", ""},
		{stepConfirm, "情况写得不对", "what", ""},
		{"before", "时间", "when", ""},
		{"contact", "地点不对时间也不对", "where", ""},
		{stepConfirm, "情况里时间写错了，是晚上十点", "when", "晚上十点"},
		{stepConfirm, "其实我想投诉的是对面餐厅油烟", "what", "对面餐厅油烟"},
		{stepConfirm, "情况写错了", "what", ""},
		{stepConfirm, "不对", "", ""},
		{stepConfirm, "修改", "", ""},
		{"contact", "我想改一下", "", ""},
	}
	for _, tt := range tests {
		a, ok := k.hears(tt.step, tt.say)
		if !ok || a.step != tt.field || a.words != tt.words {
			t.Errorf("%s: %s %v, %+v", tt.step, tt.say, ok, a)
		}
	}
	for step, list := range map[string]string{
		"what":      "不是工地，是餐厅 地点不对，是越秀 昨晚",
		"where":     "天河区棠下街中山大道188号 棠下村 楼下 好像是棠下那边？ 不知道",
		"source":    "永兴酒楼 不知道 猎德涌 是不是工地？ 好像是工地",
		"when":      "每晚 不清楚 现在正在发生 工地开工的时候",
		"before":    "没有 不对 反映过，没解决 不是第一次，是昨天就投诉过 反映过，地址写错了没人理 物业 是第三次，不是第一次 打过12345",
		"contact":   "13800138000 匿名 不 没有 关你什么事 不想说",
		stepConfirm: "确认 好的 随便 是不是天河？ 等等",
	} {
		for _, say := range strings.Fields(list) {
			if a, ok := k.hears(step, say); ok {
				t.Errorf("%s: %s is heard as a correction %+v", step, say, a)
			}
		}
	}
}

// filed returns the newest petition, and where it goes.
func (k *talk) filed() (p petition.Petition, unit string) {
	k.t.Helper()
	all, err := k.store.PetitionsOf(k.t.Context(), asker, 9)
	if err != nil || len(all) == 0 {
		k.t.Fatalf("%d petitions, %v", len(all), err)
	}
	unit, _ = k.chat.Hearing.(hearing).Route(all[0].Report)
	return all[0], unit
}

// TestCorrectedPlace corrects the place in every way that there is: the field
// holds the new place alone, the unit is its own, and the words that tell the
// old one stand behind a correction.
func TestCorrectedPlace(t *testing.T) {
	t.Parallel()
	for name, way := range map[string][]exchange{
		"in words in mid-form":   {{"没有反映过", nil}, {"地点不对，是越秀区北京路5号", []string{"好，地点是“越秀区北京路5号”", "电话"}}, {"匿名", nil}},
		"one for the other":      {{"不是天河，是越秀区北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"only the district":      {{"不是天河，是越秀", []string{"具体在越秀区哪里"}}, {"北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"at the end":             {{"没有反映过", nil}, {"匿名", []string{"请核对"}}, {"唔系天河，系越秀区北京路5号", []string{"请核对"}}},
		"as a bare place":        {{"没有反映过", nil}, {"匿名", []string{"请核对"}}, {"越秀区北京路5号", []string{"请核对"}}},
		"by the button":          {{"没有反映过", nil}, {"匿名", nil}, {"2", []string{"要改哪一项"}}, {"2", []string{"在哪里"}}, {"越秀区北京路5号", []string{"请核对"}}},
		"by naming it":           {{"地址写错了", []string{"在哪里", "不改了"}}, {"越秀区北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"twice":                  {{"地点不对，是海珠区新港西路1号", nil}, {"没有反映过", nil}, {"匿名", nil}, {"又错了，是越秀区北京路5号", []string{"请核对", "!新港西路1号”改为"}}},
		"with words in between":  {{"会保密吗？", []string{"保密", "以前反映过"}}, {"其实是越秀区北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"after a lost session":   {{"!lost", nil}, {"地址打错了，应该是越秀区北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"district asked for":     {{"地点不对，是新光快速旁边", []string{"在广州哪个区"}}, {"越秀区北京路5号", []string{"以前反映过"}}, {"没有反映过", nil}, {"匿名", nil}},
		"by other words for all": {{"没有反映过", nil}, {"匿名", nil}, {"修改", nil}, {"情况", []string{"发生了什么"}}, {"越秀区北京路5号的餐厅半夜打桩，不是在天河区棠下街100号", []string{"请核对"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.run([]exchange{{"天河区棠下街100号工地半夜打桩", []string{"以前反映过"}}})
			for _, e := range way {
				if e.say == "!lost" {
					k.session = bot.Session{}
					continue
				}
				k.run([]exchange{e})
			}
			k.run([]exchange{{"随便", []string{"请回“确认”"}}, {"确认", []string{"编号 SH-"}}})
			p, unit := k.filed()
			if r := p.Report; r.Where != "越秀区北京路5号" || r.District != "越秀" || r.Street != "" || unit != "yuexiu" {
				t.Errorf("where %q in %s %s, goes to %s", r.Where, r.District, r.Street, unit)
			}
			if !strings.HasPrefix(p.Report.What, "越秀") && p.Report.Was["where"] != "天河区棠下街100号" {
				t.Errorf("told %q, was %v", p.Report.What, p.Report.Was)
			}
			if strings.HasPrefix(p.Report.What, "越秀") {
				return
			}
			const line = "更正：地点由“天河区棠下街100号”改为“越秀区北京路5号”"
			if !strings.HasPrefix(p.Report.Matter(), line+"\n原话：天河区棠下街100号工地") {
				t.Errorf("officers read %s", p.Report.Matter())
			}
			k.run([]exchange{{"进度", []string{line}}})
		})
	}
}

// TestCorrectedByLocation: a place that is sent on any step counts from then on,
// and one that is told in words later leaves nothing of it.
func TestCorrectedByLocation(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"天河区棠下街100号工地半夜打桩", nil}, {"没有反映过", []string{"电话"}}})
	if got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.12, Lng: 113.27, Label: "越秀区北京路5号"}}); !strings.Contains(got, "地点用您发的位置") || !strings.Contains(got, "电话") {
		t.Errorf("got %s", got)
	}
	k.run([]exchange{{"匿名", []string{"地点：越秀区北京路5号(23.12000, 113.27000)", "更正：地点由“天河区棠下街100号”改为"}}})
	draft, err := k.store.Draft(t.Context(), asker)
	if err != nil || draft.Report.Lat != 23.12 || draft.Report.District != "越秀" || draft.Report.Street != "" {
		t.Errorf("draft %v, %v", draft.Report.Lat, err)
	}
	k.run([]exchange{{"地点不对，是海珠区新港西路1号", []string{"地点：海珠区新港西路1号\n"}}})
	if draft, err = k.store.Draft(t.Context(), asker); err != nil || draft.Report.Lat != 0 || draft.Report.Lng != 0 || draft.Report.District != "海珠" {
		t.Errorf("draft keeps %v, %v, %s, %v", draft.Report.Lat, draft.Report.Lng, draft.Report.District, err)
	}
}

// TestCorrectedByBarePosition: a position without words takes the place of the
// district that was told, as a guess, and words the place of the guess.
func TestCorrectedByBarePosition(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"天河区棠下街100号工地半夜打桩", nil}, {"没有反映过", []string{"电话"}}})
	if got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 22.9375, Lng: 113.3841}}); !strings.Contains(got, "地点用您发的位置") || !strings.Contains(got, "可能是番禺区，对吗") {
		t.Errorf("got %s", got)
	}
	k.run([]exchange{{"不知道", []string{"电话"}}, {"匿名", []string{"地点：按位置推算，可能是番禺区", "更正：地点由“天河区棠下街100号”改为"}}})
	k.run([]exchange{{"不知道", nil}, {"地点", []string{"在哪里"}}, {"不知道", []string{"地点：按位置推算，可能是番禺区"}}})
	k.run([]exchange{{"地点不对，是兴业路8号", []string{"在广州哪个区"}}, {"花都", []string{"地点：花都区兴业路8号\n"}}, {"确认", []string{"编号 SH-"}}})
	p, unit := k.filed()
	if r := p.Report; unit != "huadu" || r.Guessed || r.Street != "" || r.Lat != 0 || r.Was["where"] != "天河区棠下街100号" {
		t.Errorf("goes to %s, guessed %v, street %s, at %v, was %v", unit, r.Guessed, r.Street, r.Lat, r.Was)
	}
}

// TestCorrectedFacts: time, source and what was reported before, the labels too.
func TestCorrectedFacts(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"番禺区大石街道东联村有家具厂半夜喷漆味好大，投诉过三次，我电话13800138000", []string{"请核对"}},
		{"不是家具厂，是汽修店", []string{"污染来源：汽修店"}},
		{"时间不对，是中午", []string{"时间：中午"}},
		{"没有反映过", []string{"是否反映过：没有反映过"}},
		{"改成匿名", []string{"联系方式：匿名", "!13800138000"}},
		{"补充一下，他们还把洗车水排到人行道", []string{"记下了", "洗车水排到人行道", "时间：中午", "污染来源：汽修店",
			"更正：污染来源由“家具厂”改为“汽修店”；时间由“半夜”改为“中午”；是否反映过由“投诉过三次”改为“没有反映过”"}},
		{"时间改回半夜", []string{"时间：半夜", "!时间由"}},
		{"改", []string{"要改哪一项", "不改了"}},
		{"算了", []string{"请核对"}},
		{"地点", []string{"在哪里"}},
		{"不改了", []string{"请核对", "地点：番禺区大石街道东联村"}},
		{"好的没问题，提交吧", []string{"编号 SH-"}},
	})
	p, _ := k.filed()
	if !strings.HasPrefix(p.Report.What, "番禺区大石街道东联村有家具厂半夜喷漆味好大，投诉过三次") || p.Report.Source != "汽修店" {
		t.Errorf("filed %q, %q", p.Report.What, p.Report.Source)
	}
}

// TestBookingIsCorrected: the fields of a booking have other names.
func TestBookingIsCorrected(t *testing.T) {
	t.Parallel()
	newTalk(t).run([]exchange{
		{"预约送法上门", nil},
		{"永兴印刷厂", []string{"想听什么"}},
		{"2", []string{"什么时候方便"}},
		{"单位名称写错了，是永旺印刷厂", []string{"好，单位是“永旺印刷厂”", "什么时候方便"}},
		{"下周三下午", []string{"在哪里讲"}},
		{"时间改为下周四上午", []string{"在哪里讲"}},
		{"天河区", []string{"怎么联系您"}},
		{"不留", []string{"单位：永旺印刷厂", "时间：下周四上午", "地点：天河区", "!更正"}},
	})
}
