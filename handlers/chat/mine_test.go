package chat

import (
	"errors"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// TestMine: what is stored about a person can be seen, corrected and deleted as
// far as no case needs it.
func TestMine(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	running := k.open(petition.Report{What: "工地半夜打桩", Contact: "13800138000"}, accepted)
	over := k.open(petition.Report{What: "楼下好吵", Contact: "13800138000"}, accepted, answered, settled)
	nameless := k.open(petition.Report{What: "隔壁好臭", Anonymous: true})
	k.run([]exchange{
		{"我的信息", []string{"登记的事项：3件", running.Case + "：承办单位已受理", "联系方式 138＊＊＊00", nameless.Case + "：", "没提交的登记：0份", "!13800138000"}},
		{"谁看过我的信息？", []string{"承办人员：", "次（2026-11-", "!wang"}},
		{"更正电话", []string{"新的电话"}},
		{"13900139001", []string{"1件", "139＊＊＊01", "!13900139001"}},
		{"我的信息", []string{"139＊＊＊01", "138＊＊＊00"}},
		{"更正电话 13700137002", []string{"137＊＊＊02"}},
		{"更正电话", []string{"新的电话"}},
		{"第18项任务", []string{"送法上门"}},
		{"隔壁餐厅油烟好大", []string{"在哪里"}},
	})
	k.session = bot.Session{}
	k.now = k.now.AddDate(0, 0, 2)
	k.run([]exchange{
		{"我的信息", []string{"没提交的登记：1份"}},
		{"删除我的信息", []string{"会删掉", "留下的", "1. 确认删除我的信息"}},
		{"不删了", []string{"什么都没有删"}},
		{"我的信息", []string{"没提交的登记：1份"}},
		{"删除我的信息", nil},
		{"1", []string{"1件已办结事项的联系方式"}},
		{"我的信息", []string{"没提交的登记：0份", "137＊＊＊02", "!138＊＊＊00", over.Case}},
	})
	k.sender = "somebody else"
	k.session = bot.Session{}
	k.run([]exchange{
		{"我的信息", []string{"登记的事项：0件", "!SH-"}},
		{"更正电话 13600136000", []string{"没有什么要改", "!136"}},
		{"确认删除我的信息", []string{"0件"}},
	})
	k.sender, k.session = "openid", bot.Session{}
	k.run([]exchange{{"我的信息", []string{"137＊＊＊02"}}})
	if strings.Contains(k.log.String(), "1370013") {
		t.Error("a contact stands in the log")
	}
}

// TestKinds: each kind of matter has its own path, words and terms.
func TestKinds(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		talks []exchange
		kind  clock.Kind // of what is filed; unsorted where nothing is
	}{
		"pollution": {[]exchange{
			{"我要信访，天河区棠下街中山大道188号永兴酒楼每晚油烟好大，没反映过，匿名", []string{"请核对", "永兴酒楼", "!不予受理"}},
			{"确认", []string{"编号 SH-", "没有规定固定的办结天数", "!60日"}},
			{"进度", []string{"!60日"}},
		}, clock.Report},
		"an accusation": {[]exchange{
			{"我要举报执法队长收了老板红包", []string{"纪检监察机关", "没有登记", "不要在这里发细节", "!12388", "!在哪里", "!编号"}},
			{"进度", []string{"还没有在这里登记过"}},
		}, clock.Unsorted},
		"an accusation that only the whole tells": {[]exchange{
			{"我要投诉你们监察支队的人帮违法企业说情，压案不查", []string{"纪检监察机关", "没有登记", "!在哪里"}},
			{"我其实还是想投诉", []string{"发生了什么", "!纪检"}},
			{"取消", nil},
		}, clock.Unsorted},
		"an accusation in a form": {[]exchange{
			{"我要投诉", []string{"发生了什么"}},
			{"某科长受贿包庇工厂", []string{"纪检监察机关", "发生了什么"}},
			{"隔壁餐厅油烟好大", []string{"在哪里"}},
			{"天河区棠下街中山大道188号", nil}, {"每晚", nil}, {"没有", nil},
			{"匿名", []string{"请核对", "!科长"}},
			{"执法队员收了他们的好处", []string{"纪检监察机关", "还没提交"}},
			{"确认", []string{"编号 SH-"}},
			{"补充 科长收了红包", []string{"纪检监察机关", "!已经补充"}},
		}, clock.Report},
		"a suggestion": {[]exchange{
			{"我要投诉", nil},
			{"建议你们多搞环保宣传活动，进社区进学校", []string{"电话", "!在哪里"}},
			{"匿名", []string{"请核对", "!地点", "!污染来源"}},
			{"确认", []string{"编号 SH-", "没有规定答复的天数", "第29条", "!60日"}},
		}, clock.Suggestion},
		"before a court": {[]exchange{
			{"我要投诉", nil},
			{"隔壁餐厅油烟很大，我去年起诉了他们", []string{"不予受理", "还是想在这里登记", "在哪里"}},
			{"番禺区石楼镇莲花路8号", nil}, {"每晚", nil}, {"没有", nil},
			{"匿名", []string{"请核对", "!不予受理"}},
			{"确认", []string{"编号 SH-", "按那个程序", "!60日"}},
		}, clock.Procedure},
		"damages": {[]exchange{
			{"隔壁工厂排污水毒死我的鱼，我要他们赔偿", []string{"第1077条", "第1080条", "污染本身可以在这里登记", "在哪里"}},
			{"番禺区石楼镇莲花路8号", []string{"!第1077条"}}, {"每晚", nil}, {"没有", nil}, {"匿名", []string{"请核对"}},
			{"确认", []string{"编号 SH-", "!60日"}},
		}, clock.Report},
		"an appeal": {[]exchange{
			{"我要投诉", nil},
			{"我要信访，要求解决我家的拆迁补偿", nil},
			{"番禺区石楼镇莲花路8号", nil}, {"不知道", nil}, {"去年", nil}, {"没有", nil},
			{"13800138000", []string{"请核对"}},
			{"确认", []string{"编号 SH-", "受理之日起60日内", "第34条"}},
		}, clock.Appeal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.t = t
			k.run(tt.talks)
			filed, err := k.store.PetitionsOf(t.Context(), "wechat:gh_test:openid", 9)
			if err != nil || len(filed) > 1 || (len(filed) == 1) != (tt.kind != clock.Unsorted) {
				t.Fatalf("%d filed, %v", len(filed), err)
			}
			if len(filed) == 1 && filed[0].Report.Kind() != tt.kind {
				t.Errorf("filed as %s", filed[0].Report.Kind())
			}
			if _, err := k.store.Draft(t.Context(), "wechat:gh_test:openid"); !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("a draft is left: %v", err)
			}
		})
	}
}
