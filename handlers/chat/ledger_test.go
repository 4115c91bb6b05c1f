package chat

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode"

	"suihuan/bot"
	"suihuan/knowledge"
	"suihuan/knowledge/contenttest"
)

const (
	asker     = "wechat:gh_test:openid"
	pm25Asked = "2021年PM2.5要控制到多少"
)

// asks sends a question that an entry answers, and returns the receipt.
func (k *talk) asks(question string) string {
	k.t.Helper()
	k.say(question)
	if _, ok := bot.ReadReceipt(k.last.Receipt); !ok {
		k.t.Errorf("%s: the receipt is %q", question, k.last.Receipt)
	}
	return k.last.Receipt
}

// kept returns what the ledger says of a receipt.
func (k *talk) kept(receipt string) []bot.Answered {
	k.t.Helper()
	answers, err := k.store.Answers(k.t.Context(), receipt)
	if err != nil {
		k.t.Fatal(err)
	}
	return answers
}

func TestAnswersAreRecorded(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	receipt := k.asks(pm25Asked)
	kept := k.kept(receipt)
	if len(kept) != 1 || kept[0].Person == "" || kept[0].Person == asker || kept[0].Channel != bot.ChannelWeChat ||
		kept[0].Entry != "target-2021-pm25" || kept[0].AsOf != "2026-11-23" || kept[0].Digest == "" || kept[0].Version == "" {
		t.Errorf("kept %+v", kept)
	}
	k.asks("2022年的时候，环评是什么")
	if a := k.kept(k.last.Receipt)[0]; a.Entry != "eia-what" || a.AsOf != "2022-07-15" {
		t.Errorf("kept %+v", a)
	}
}

// Only what an entry says has a receipt; also where a form goes on behind it.
func TestWhichRepliesHaveReceipts(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	for _, tt := range []struct {
		say     string
		entries string
	}{
		{"你好", "service-about"},
		{"社保怎么转移", ""},
		{"谢谢", ""},
		{"帮助", ""},
		{"进度", ""},
		{"楼下工地半夜打桩", ""},
		{pm25Asked, "target-2021-pm25"},
		{"天河区棠下街中山大道188号", ""},
		{"取消", ""},
		{"我想开间牛仔裤洗水厂，使唔使环评", ""},
		{pm25Asked, "target-2021-pm25"}, // an aside, and the question again
		{"没有", "eia-item-029"},
	} {
		k.say(tt.say)
		entries := ""
		if k.last.Receipt != "" {
			for _, a := range k.kept(k.last.Receipt) {
				entries = strings.TrimSpace(entries + " " + a.Entry)
			}
		}
		if entries != tt.entries || k.session.Receipt != k.last.Receipt {
			t.Errorf("%s: recorded %q, want %q; the session has %q", tt.say, entries, tt.entries, k.session.Receipt)
		}
	}
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"回执", []string{"没有回执"}}})
	receipt := k.asks(pm25Asked)
	version := k.kept(receipt)[0].Version
	title, _ := k.chat.Knowledge.Choice("target-2021-pm25", k.now)
	k.run([]exchange{
		{"回执", []string{receipt, title, version, "2026年11月23日 22:00", "!33微克"}},
		{"回执 " + receipt, []string{receipt, title, version, "2026年11月23日", "没有更正过", "33微克", "来源：《2021年"}},
		{receipt, []string{title, "33微克"}},
		{strings.ToLower(receipt), []string{title, "33微克"}},
		{"我的回执：" + receipt, []string{title, "33微克"}},
		{"社保怎么转移", nil},
		{"回执", []string{receipt}},
		{"回执 SUIHUAN", []string{"没有查到这个回执"}},
		{"楼下工地半夜打桩", []string{"在哪里"}},
		{"回执", []string{receipt, "在哪里"}},
	})
	unknown := k.say("回执 " + bot.Receipt("never"))
	k.sender, k.session = "stranger", bot.Session{}
	if got := k.say("回执 " + receipt); got != strings.ReplaceAll(unknown, "\n\n在哪里？请写明区、街道和门牌或附近的标志，也可以直接发微信位置。", "") || !strings.Contains(got, "没有查到") {
		t.Errorf("another's receipt reads %q, one that does not exist %q", got, unknown)
	}
	k.run([]exchange{{"回执", []string{"没有回执"}}})
}

// TestTwoAnswersHaveOneReceipt: two questions in one message.
func TestTwoAnswersHaveOneReceipt(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	receipt := k.asks(pm25Asked + "？第18项任务是什么？")
	if kept := k.kept(receipt); len(kept) != 2 {
		t.Errorf("kept %+v", kept)
	}
	k.run([]exchange{
		{"没用", []string{"谢谢"}},
		{"回执", []string{receipt, "PM2.5浓度目标", "全民行动体系"}},
		{receipt, []string{"33微克", "送法上门"}},
	})
	for _, a := range k.kept(receipt) {
		if a.Rating != bot.RatingUseless {
			t.Errorf("%s is rated %q", a.Entry, a.Rating)
		}
	}
}

// correct puts other words into the knowledge base; the talk goes on with it.
func (k *talk) correct(old, corrected string) {
	k.t.Helper()
	folder := contenttest.Thin(k.t, knowledge.Embedded())
	for _, file := range folder {
		file.Data = []byte(strings.ReplaceAll(string(file.Data), old, corrected))
	}
	base, err := knowledge.Load(folder)
	if err != nil {
		k.t.Fatal(err)
	}
	k.chat.Knowledge = base
}

func TestReceiptTellsWhatHasChanged(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.now = k.now.AddDate(0, -6, 0) // before the code came into force
	old, same := k.asks("环评是什么"), k.asks("第18项任务")
	plan := k.asks(pm25Asked)
	k.now = k.now.AddDate(0, 6, 0)
	k.run([]exchange{
		{old, []string{"没有更正过，不过规定后来有变化", "生态环境法典"}},
		{same, []string{"到现在没有更正过", "送法上门"}},
	})
	k.correct("33微克/立方米以下", "34微克/立方米以下")
	k.run([]exchange{
		{plan, []string{"后来更正过", "34微克"}},
		{same, []string{"到现在没有更正过"}},
	})
	k.correct("target-2021-pm25", "target-2021-gone")
	k.run([]exchange{{plan, []string{"已经撤下", "!微克"}}})
}

// TestRepeatedAnswer handles one message twice: one receipt, one row.
func TestRepeatedAnswer(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	m := bot.Message{Kind: bot.KindText, Text: pm25Asked, Key: "same"}
	k.hear(m)
	first := k.last.Receipt
	k.hear(m)
	kept, err := k.store.AnswersFrom(t.Context(), "target-2021-pm25")
	if err != nil || len(kept) != 1 || k.last.Receipt != first || first == "" {
		t.Errorf("receipts %q and %q, kept %+v, error %v", first, k.last.Receipt, kept, err)
	}
	k.hear(bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "click", Key: pm25Asked}})
	if k.session.Receipt != k.last.Receipt || k.last.Receipt == "" {
		t.Errorf("a menu key: receipt %q, session %q", k.last.Receipt, k.session.Receipt)
	}
}

// broken is a ledger that does not answer.
type broken struct{ Ledger }

func (broken) RecordAnswers(context.Context, string, []bot.Answered) (string, error) {
	return "", errors.New("disk full")
}

func TestAnswersGoOutUnrecorded(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.chat.Ledger = broken{k.store}
	k.run([]exchange{{pm25Asked, []string{"33微克"}}})
	if k.last.Receipt != "" || k.session.Receipt != "" {
		t.Errorf("receipt %q, session %q", k.last.Receipt, k.session.Receipt)
	}
	log := k.log.String()
	if !strings.Contains(log, "answer not recorded") || strings.Contains(log, "openid") ||
		strings.ContainsFunc(log, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("log: %s", log)
	}
}
