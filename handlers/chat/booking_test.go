package chat

import (
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// TestBookingWords starts a booking with clear words only.
func TestBookingWords(t *testing.T) {
	t.Parallel()
	clear := `预约送法上门 我要预约送法上门 我们公司想预约送法上门 送法上门预约 申请送法上门 我想申请送法上门 帮我预约送法上门 给我们厂预约一次送法上门
		我们学校想预约送法上门 社区想预约送法上门 想约送法上门 约一次送法上门 登记送法上门 报名送法上门 送法上门报名 送法上门登记 送法上门申请 送法上门我要预约
		預約送法上門 我哋公司想約送法上門 申請送法上門 送法上門預約 我要報名送法上門 我要约一场送法上门 预约送法进企业 申请送法进校园 预约送法进社区 申请送法到企业
		预约普法讲座 我要预约普法讲座 预约环保普法讲座 我们公司想约一次环保普法讲座 申请普法讲座 申请普法培训 预约普法培训 预约普法宣讲 申请普法宣讲 预约普法上门
		预约普法进企业 申请普法进校园 申请普法进社区 预约普法课 约一堂普法课 我们想约普法课 普法讲座预约 普法讲座报名 普法培训申请 普法宣讲预约
		预约环保法律讲座 申请环保法律讲座 预约环保法律培训 我们公司想约一次环保法律培训 申请环保法律培训 预约环保法律宣讲 想请你们来讲一次环保法律课 请你们来我们厂讲一次环保法律课
		请人来小区讲环保法律课 邀请你们来学校做环保法律讲座 邀请执法人员来做普法讲座 安排一次普法讲座 安排一次环保法律培训 麻烦安排送法上门 请安排一次送法上门 想请老师来讲环保法律课
		环保法律讲座预约 环保法律培训报名 环保法律课预约 预约上门普法 申请上门普法 预约上门宣讲 申请上门宣讲 上门普法预约 上门普法申请 预约上门讲法 约人来上门普法
		预约法典培训 申请法典培训 商会想约法典宣讲 预约生态环境法典宣讲 申请生态环境法典讲座 邀请专家做法典讲座 生态环境法典培训报名 预约法治讲座 申请环保法治课 预约环境法治宣讲 約普法講座 預約環保法律講座 申請普法培訓 想請人嚟做環保法律培訓`
	words := strings.Fields(clear)
	if len(words) < 80 {
		t.Errorf("only %d", len(words))
	}
	for _, say := range words {
		if !wantsBooking(&turn{Turn: &bot.Turn{Message: bot.Message{Kind: bot.KindText}, Text: say}}) {
			t.Errorf("not heard as a booking: %s", say)
		}
	}
	for _, say := range strings.Fields(`送法上门怎么预约 送法上门是什么 送法上门是哪一项任务 2021年要点里送法上门的任务 送法上门要预约吗 预约送法上门要不要钱 预约送法上门要提前几天 送法上门的预约流程
		普法讲座要什么手续才能申请 能不能派人来我们厂做环保培训 可以请你们来讲环保法律课吗 点样预约送法上门 预约送法上门要填咩表 普法预约表格 取消预约送法上门 我不想预约送法上门了 唔想约送法上门了
		昨天预约了送法上门 已经申请过普法讲座 上次预约的普法讲座没人来 预约局领导接访 预约接访日 预约看病 预约大件垃圾上门回收 上门收废品 送外卖上门 法院传票送达上门 申请排污许可证
		我要报名环保志愿者 预约参观污水处理厂 预约体检 请律师讲劳动法课 报名驾校 申请法律援助 送法上门 普法 环保法律 楼下工地半夜打桩 请来我们小区查噪音 预约办税
		谁来讲普法课 我想听普法讲座哪里有 普法讲座什么时候有 有没有环保法律讲座可以报名 申请刑法讲座 普法活动有哪些 我要投诉 进度 转人工`) {
		if wantsBooking(&turn{Turn: &bot.Turn{Message: bot.Message{Kind: bot.KindText}, Text: say}}) {
			t.Errorf("heard as a booking: %s", say)
		}
	}
}

const person = "wechat:gh_test:openid"

// TestBooking books a talk, with a question in between, a change and a wrong
// answer, and finds it filed as no complaint.
func TestBooking(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"送法上门怎么预约", []string{"第12条", "1. 预约送法上门"}},
		{"1", []string{"登记预约", "哪个单位"}},
		{"？？", []string{"哪个单位"}},
		{"番禺永兴印刷厂，做包装", []string{"想听什么", "1. 生态环境法典"}},
		{"2", []string{"什么时候方便"}},
		{"2021年PM2.5要控制到多少？", []string{"33微克", "什么时候方便"}},
		{"下周三下午", []string{"在哪里讲"}},
		{"番禺区石碁镇工业路8号", []string{"怎么联系您", "分开保存", "!匿名"}},
		{"找王工", []string{"没看到电话或邮箱"}},
		{"13800138000", []string{"请核对", "单位：番禺永兴印刷厂，做包装", "想听的内容：环评和排污许可", "时间：下周三下午", "13800138000", "!是否反映过", "!预约送法上门，想听"}},
		{"修改", []string{"要改哪一项", "想听的内容"}},
		{"想听的内容", []string{"想听什么"}},
		{"新法典里的罚款", []string{"请核对", "想听的内容：新法典里的罚款"}},
		{"随便", []string{"不想预约了就回“取消”"}},
		{"确认", []string{"登记好了，编号 SH-", "以工作人员的答复为准", "!60", "!日内", "!投诉"}},
		{"进度", []string{"SH-", "已登记", "预约送法上门，想听：新法典里的罚款"}},
	})
	filed, err := k.store.PetitionsOf(t.Context(), person, 9)
	if err != nil || len(filed) != 1 {
		t.Fatalf("%d petitions, %v", len(filed), err)
	}
	p := filed[0]
	if !p.Report.IsBooking() || !p.ReceiptDue.IsZero() || p.Report.Contact != "" || p.Report.Source != "番禺永兴印刷厂，做包装" {
		t.Errorf("filed %+v due %v", p.Report.Labels, p.ReceiptDue)
	}
	unit, reason := k.chat.Hearing.(hearing).Route(p.Report)
	if unit != "bureau" || !strings.Contains(reason, "booking") {
		t.Errorf("goes to %s: %s", unit, reason)
	}
}

// TestBookingAnswer brings the officer's answer back by the mailbox.
func TestBookingAnswer(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"我们公司想预约送法上门", []string{"哪个单位"}},
		{"13800138000", []string{"哪个单位"}},
		{"永兴公司，电话13900139000", []string{"想听什么"}},
		{"要多久才有答复？", []string{"没有规定要多少天", "!60", "想听什么"}},
		{"你们收费吗", []string{"收不收费我没有读到", "想听什么"}},
		{"环评报告表多久批下来？", []string{"想听什么"}},
		{"噪声怎么管", []string{"什么时候方便"}},
		{"什么时候都可以", []string{"在哪里讲"}},
		{"天河区", []string{"请核对", "单位：永兴公司\n", "13900139000"}},
		{"修改", nil}, {"联系方式", []string{"怎么联系您"}},
		{"不留", []string{"请核对", "联系方式：不留", "想听的内容：噪声怎么管"}},
		{"确认", []string{"编号 SH-", "没有留联系方式"}},
	})
	filed, err := k.store.PetitionsOf(t.Context(), person, 9)
	if err != nil || len(filed) != 1 {
		t.Fatalf("%d petitions, %v", len(filed), err)
	}
	for i, e := range []petition.Event{
		{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "bureau"},
		{Type: petition.EventAccepted, Actor: "li"},
		{Type: petition.EventAnswered, Actor: "li", Text: "周六上午可以"},
	} {
		if _, _, err := k.store.Change(t.Context(), string(e.Type), filed[0].Case, e); err != nil {
			t.Fatalf("event %d: %v", i, err)
		}
	}
	notices, err := k.store.Waiting(t.Context(), person)
	if err != nil || len(notices) != 2 || !strings.Contains(notices[1].Text, "周六上午可以") {
		t.Errorf("%v, %v", notices, err)
	}
}

// TestBookingBesideComplaint keeps one open form at a time, and loses neither.
func TestBookingBesideComplaint(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"楼下工地半夜打桩", []string{"在哪里"}},
		{"预约送法上门", []string{"您的投诉还没提交", "在哪里"}},
		{"取消", []string{"这次投诉不登记了"}},
		{"预约送法上门", []string{"哪个单位"}},
		{"我要投诉", []string{"您的预约还没提交", "哪个单位"}},
		{"楼下工地半夜打桩吵死了", []string{"您是想投诉吗", "哪个单位"}},
		{"转发文字", []string{"哪个单位"}},
		{"永兴公司", []string{"想听什么"}},
	})
	k.session = bot.Session{}
	k.run([]exchange{
		{"危险废物", []string{"什么时候方便"}},
		{"取消", []string{"这次预约不登记了"}},
		{"进度", []string{"还没有在这里登记过"}},
	})
	k.down = true
	k.run([]exchange{{"预约送法上门", []string{"这次预约还没有登记"}}})
}

// TestBookingPlace takes a sent place as the answer.
func TestBookingPlace(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"预约送法上门", nil}, {"永兴公司", nil}, {"油烟", nil}, {"周末", []string{"在哪里讲"}}})
	if got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.1, Lng: 113.3, Label: "天河公园"}}); !strings.Contains(got, "怎么联系您") {
		t.Errorf("got %s", got)
	}
}
