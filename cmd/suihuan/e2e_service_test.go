package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

// TestService is one service with everybody at it at once.
func TestService(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		w.start(t)
		for name, scenario := range map[string]func(*testing.T, *world){
			"question":                questionIsAnswered,
			"question in JSON":        jsonIsAnsweredInJSON,
			"complaint to its answer": complaintIsAnswered,
			"booking to its answer":   bookingIsAnswered,
			"sheet to its answer":     sheetIsAnswered,
			"notice":                  noticeComesOnce,
			"repeats":                 repeatsHaveOneEffect,
			"late repeat":             lateRepeatChangesNothing,
			"repeated emergency":      repeatedEmergencyIsOne,
			"emergency":               emergencyGoesOut,
			"false alarm":             falseAlarmIsTakenBack,
			"transfer":                transferMovesTheCase,
			"strangers":               strangersChangeNothing,
			"check of the address":    addressIsVerified,
			"forgeries":               forgeriesLookAlike,
			"events":                  eventsAreAnswered,
			"wordless messages":       wordlessMessagesGetHints,
			"strange texts":           strangeTextsGetAnswers,
			"garbage":                 garbageDoesNotCrash,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				scenario(t, w)
			})
		}
	})
}

func questionIsAnswered(t *testing.T, w *world) {
	want := []string{"33微克/立方米", "来源"}
	w.citizen(t).talks(exchange{"2021年PM2.5要控制到多少", want})
	w.member(t, "wangwu").talks(exchange{"2021年PM2.5要控制到多少", want})
}

// bookingIsAnswered books a talk: an officer gets a card that promises no term,
// and the answer comes back.
func bookingIsAnswered(t *testing.T, w *world) {
	p := w.citizen(t)
	last := p.talks(
		exchange{"我们公司想预约送法上门", []string{"哪个单位"}},
		exchange{"永兴印刷厂", []string{"想听什么"}},
		exchange{"生态环境法典", []string{"什么时候方便"}},
		exchange{"周末", []string{"在哪里讲"}},
		exchange{"天河区棠下街中山大道188号", []string{"怎么联系您"}},
		exchange{phone, []string{"请核对", "永兴印刷厂", phone}},
		exchange{"确认", []string{"编号 SH-", "!日内"}},
	)
	caseNo := number(t, last)
	officer := w.member(t, "lisi") // of the bureau
	c := officer.card(caseNo, within)
	expect(t, "card", c.body, caseNo, "送法上门预约", "永兴印刷厂", "想听：生态环境法典", "!到期", "!"+phone)
	expect(t, "查看", officer.clicks(c, "查看"), "单位：永兴印刷厂", "!信访", "!"+phone)
	expect(t, "受理", officer.clicks(c, "受理"), "已受理")
	expect(t, "答复", officer.says("答复 "+caseNo+" 周六上午九点到"), "预约人下次来时就会收到")
	p.talks(exchange{"在吗", []string{"^【办理进度】", "周六上午九点到"}})
}

func jsonIsAnsweredInJSON(t *testing.T, w *world) {
	p := w.citizen(t)
	p.account.json = true
	p.talks(exchange{"2021年PM2.5要控制到多少", []string{"33微克/立方米", "来源"}})
	m := w.member(t, "wangwu")
	m.account.json = true
	m.talks(exchange{"帮助", []string{"穗环助手"}})
}

// goodAnswer is one of which nothing is found.
const goodAnswer = "昨晚现场检查，工地在打桩，已责令停工（《生态环境法典》第249条）。"

func complaintIsAnswered(t *testing.T, w *world) {
	p, zhangsan := w.citizen(t), w.member(t, "zhangsan")
	caseNo := p.files()
	p.talks(exchange{"进度", []string{caseNo, "已"}})
	c := zhangsan.card(caseNo, within)
	for _, hidden := range []string{p.id, phone} {
		if strings.Contains(c.body, hidden) {
			t.Errorf("the card shows %q: %s", hidden, c.body)
		}
	}
	expect(t, "card", c.body, caseNo, "打桩", "棠下街", "!紧急")
	expect(t, "查看", zhangsan.clicks(c, "查看"), caseNo, "打桩", "棠下街", "!"+phone, "!"+p.id)
	expect(t, "受理", zhangsan.clicks(c, "受理"), "已受理", caseNo)
	expect(t, "updated card", zhangsan.updated(c), "受理")
	expect(t, "受理 again", zhangsan.says("受理 "+caseNo), "不能", "!已受理 ")
	expect(t, "答复", zhangsan.says("答复 "+caseNo+" "+goodAnswer), "答复已保存")
	p.talks(
		exchange{"在吗", []string{"^【办理进度】", caseNo, "已责令停工"}},
		exchange{"在吗", []string{"!已责令停工", "!【办理"}},
		exchange{"进度", []string{"^" + caseNo + "：已答复", "答复：昨晚现场检查", "天河"}},
	)
	if got := w.platform.seen(caseNo); len(got) != 1 {
		t.Errorf("officers have %d cards about the case", len(got))
	}
}

// noticeComesOnce: whatever the citizen sends next brings the answer before
// all else, and what nobody reads a reply to does not use it up.
func noticeComesOnce(t *testing.T, w *world) {
	for name, send := range map[string]struct {
		kind   string
		fields []field
	}{
		"image":     {"image", []field{{"PicUrl", "http://example.invalid/1"}, {"MediaId", "m"}}},
		"location":  {"location", place},
		"subscribe": {"event", []field{{"Event", "subscribe"}, {"EventKey", ""}}},
		"menu":      {"event", []field{{"Event", "CLICK"}, {"EventKey", "帮助"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, zhangsan := w.citizen(t), w.member(t, "zhangsan")
			caseNo := p.files()
			zhangsan.card(caseNo, within)
			zhangsan.talks(
				exchange{"受理 " + caseNo, []string{"已受理"}},
				exchange{"答复 " + caseNo + " " + goodAnswer, []string{"答复已保存"}},
			)
			silent := p.sends(p.message("event", field{"Event", "VIEW"}, field{"EventKey", "https://example.invalid"}))
			expect(t, "VIEW", silent, "!"+caseNo)
			expect(t, name, p.sends(p.message(send.kind, send.fields...)), "^【办理进度】", "【办理答复】", "已责令停工")
			p.talks(exchange{"在吗", []string{"!已责令停工"}})
		})
	}
}

// atOnce brings one message three times at once, as the platform does when a
// try seems lost, and returns what the person sees.
func (p person) atOnce(message []byte) (seen string) {
	p.t.Helper()
	var all sync.WaitGroup
	replies := make([]reply, tries)
	for i := range replies {
		all.Go(func() { replies[i] = p.account.deliver(p.t, p.w.service.url, p.id, message) })
	}
	all.Wait()
	for _, r := range replies {
		if !bytes.Equal(r.body, replies[0].body) {
			p.t.Errorf("repeats got different bytes: %s and %s", replies[0].body, r.body)
		}
	}
	return replies[0].text
}

func repeatsHaveOneEffect(t *testing.T, w *world) {
	p, zhangsan := w.citizen(t), w.member(t, "zhangsan")
	for _, e := range complaint {
		expect(t, e.say, p.atOnce(p.text(e.say)), e.want...)
	}
	filing := p.text("确认")
	caseNo := number(t, p.atOnce(filing))
	if again := number(t, p.sends(filing)); again != caseNo {
		t.Errorf("a repeat filed %s beside %s", again, caseNo)
	}
	number(t, p.says("进度"))
	c := zhangsan.card(caseNo, within)
	accept := zhangsan.message("event", field{"Event", "template_card_event"}, field{"EventKey", c.buttons["受理"]},
		field{"TaskId", c.taskID}, field{"ResponseCode", w.platform.clicked(c)})
	expect(t, "受理", zhangsan.atOnce(accept), "已受理", "!不能")
	words := zhangsan.text("答复 " + caseNo + " " + goodAnswer)
	expect(t, "答复", zhangsan.atOnce(words), "答复已保存")
	if told := p.says("在吗"); strings.Count(told, "【办理答复】") != 1 || strings.Count(told, "【办理进度】") != 1 {
		t.Errorf("the citizen is told: %s", told)
	}
}

// lateRepeatChangesNothing: an old message comes again when the talk has long
// gone on.
func lateRepeatChangesNothing(t *testing.T, w *world) {
	p := w.citizen(t)
	p.talks(complaint[0])
	where := p.text(complaint[1].say)
	first := p.account.deliver(t, w.service.url, p.id, where)
	p.talks(complaint[2])
	again := p.account.deliver(t, w.service.url, p.id, where)
	if !bytes.Equal(first.body, again.body) {
		t.Errorf("the repeat got %q, the first %q", again.text, first.text)
	}
	p.talks(complaint[3])
}

const alarm = "化工厂爆炸了，好多人受伤"

func repeatedEmergencyIsOne(t *testing.T, w *world) {
	p := w.citizen(t)
	caseNo := number(t, p.atOnce(p.text(alarm)))
	p.talks(exchange{"结束", []string{caseNo}})
	number(t, p.says("进度"))
}

func emergencyGoesOut(t *testing.T, w *world) {
	p, lisi := w.citizen(t), w.member(t, "lisi")
	said := p.says(alarm)
	opening, _, _ := strings.Cut(said, "SH-")
	expect(t, alarm, opening, "^请马上离开", "110", "119", "120", "12345")
	c := lisi.card(number(t, said), within)
	expect(t, "card", c.title, "【紧急】")
	p.talks(exchange{"黄埔区南岗镇康南路口", []string{"已经补充到", number(t, said)}})
	until(t, "second card", within, func() (card, bool) {
		c := lisi.card(number(t, said), within)
		return c, strings.Contains(c.body, "康南路口")
	})
	expect(t, "受理", lisi.clicks(c, "受理"), "已受理")
}

// falseAlarmIsTakenBack: the officer who was told learns of it, on the old card
// and by a new one, and the citizen goes on.
func falseAlarmIsTakenBack(t *testing.T, w *world) {
	p, lisi := w.citizen(t), w.member(t, "lisi")
	said := p.says(alarm)
	caseNo := number(t, said)
	expect(t, alarm, said, "不是紧急情况")
	first := lisi.card(caseNo, within)
	back := p.text("搞错了")
	expect(t, "搞错了", p.atOnce(back), caseNo+" 已撤回", "110、119、120", "^好的")
	expect(t, "old card", lisi.updated(first), "已撤回")
	until(t, "second card", within, func() (card, bool) {
		c := lisi.card(caseNo, within)
		return c, c.title == "【已撤回】"+caseNo && strings.Contains(c.body, "撤回：搞错了")
	})
	expect(t, "查看", lisi.says("查看 "+caseNo), "已撤回")
	p.talks(exchange{"进度", []string{caseNo + "：已撤回"}}, exchange{alarm, []string{"^请马上离开", "!" + caseNo}})
}

// transferMovesTheCase: the other unit gets a card, and the first one has
// nothing to say any more.
func transferMovesTheCase(t *testing.T, w *world) {
	p, zhangsan, lisi := w.citizen(t), w.member(t, "zhangsan"), w.member(t, "lisi")
	caseNo := p.files()
	zhangsan.card(caseNo, within)
	zhangsan.talks(exchange{"转办 " + caseNo + " 市局投诉举报中心 不在本区", []string{"已转给市局投诉举报中心"}})
	expect(t, "受理", lisi.clicks(lisi.card(caseNo, within), "受理"), "已受理")
	zhangsan.talks(exchange{"答复 " + caseNo + " 不归我管", []string{"不由您的单位承办"}})
	p.talks(exchange{"进度", []string{"^【办理进度】", "市局投诉举报中心", "!不归我管"}})
}

// strangersChangeNothing: who is no officer of the unit cannot act as one.
func strangersChangeNothing(t *testing.T, w *world) {
	p, zhangsan := w.citizen(t), w.member(t, "zhangsan")
	caseNo := p.files()
	c := zhangsan.card(caseNo, within)
	before := p.says("进度")
	namesake := w.citizen(t)
	namesake.id = zhangsan.id // on WeChat, an openid is whatever the platform says
	for _, stranger := range []person{p, w.citizen(t), namesake, w.member(t, "wangwu"), w.member(t, "lisi")} {
		stranger.talks(
			exchange{"受理 " + caseNo, []string{"!已受理"}},
			exchange{"答复 " + caseNo + " 不用管了", []string{"!答复已保存"}},
			exchange{"转办 " + caseNo + " 市局投诉举报中心", []string{"!已转给市局"}},
			exchange{"查看 " + caseNo, []string{"!以前反映："}},
		)
		for button := range c.buttons {
			expect(t, stranger.id+" clicks "+button, stranger.clicks(c, button), "!已受理", "!打桩")
		}
	}
	p.talks(exchange{"进度", []string{"^" + before}})
	if now := w.platform.seen(caseNo); len(now) != 1 || len(now[0].updated) != 0 {
		t.Errorf("cards %+v", now)
	}
	expect(t, "受理", zhangsan.clicks(c, "受理"), "已受理")
	p.talks(exchange{"进度", []string{"^【办理进度】", "!不用管了"}})
}
