package chat

import (
	"errors"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
)

// later lets time pass, and the session with it.
func (k *talk) later(d time.Duration) {
	k.now = k.now.Add(d)
	k.session = bot.Session{}
}

const day = 24 * time.Hour

// TestInterviewIsKept goes on with an interview weeks later, or begins anew.
func TestInterviewIsKept(t *testing.T) {
	t.Parallel()
	begun := []exchange{{"我在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项", "留30天", "回“取消”就删掉"}}, {"新料，不喷漆不电镀", []string{"没有提到"}}}
	for name, talks := range map[string][]exchange{
		"go on by its words":      {{"接着问", []string{"没有提到"}}, {"没有", []string{"结论", "报告表"}}},
		"more is the offer":       {{"继续", []string{"11月23日", "塑料花盆", "12月23日", "1. 接着问"}}, {"1", []string{"没有提到"}}, {"继续", []string{"没有提到"}}, {"没有", []string{"结论"}}},
		"the flow is the offer":   {{"我要查项目要不要办环评", []string{"还没问完"}}, {"好的", []string{"没有提到"}}},
		"another project":         {{"我想开间牛仔裤洗水厂，使唔使环评", []string{"还没问完", "塑料花盆"}}, {"重新开始", []string{"染色"}}, {"没有", []string{"第29项"}}},
		"another project, clear":  {{"继续", nil}, {"我想开间牛仔裤洗水厂，使唔使环评", []string{"染色"}}},
		"anew":                    {{"继续", nil}, {"2", []string{"什么行业"}}, {"接着问", []string{"没有没问完"}}},
		"thrown away":             {{"继续", nil}, {"删掉", []string{"已经删掉"}}, {"接着问", []string{"没有没问完"}}},
		"a question in between":   {{"继续", nil}, {"2021年PM2.5要控制到多少？", []string{"33微克", "还没问完"}}, {"接着问", []string{"没有提到"}}},
		"something else":          {{"2021年PM2.5要控制到多少", []string{"33微克", "!还没问完"}}, {"楼下工地半夜打桩", []string{"在哪里"}}, {"取消", nil}, {"继续", []string{"还没问完"}}},
		"cancelled when it asked": {{"接着问", nil}, {"取消", []string{"已经删掉"}}, {"继续", []string{"没有更多"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.run(begun)
			k.later(29 * day)
			k.run(talks)
		})
	}
}

// TestInterviewIsForgotten keeps no interview longer than is said: 30 days one
// that is not finished, a day one that is, and none of who has left.
func TestInterviewIsForgotten(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run(flowerpots[:2])
	k.later(30 * day)
	k.run([]exchange{{"继续", []string{"没有更多"}}, {"接着问", []string{"没有没问完"}}, {"留资料给窗口", []string{"没有可以留的"}}})
	k.session = bot.Session{}
	k.run(flowerpots)
	k.later(day)
	k.run([]exchange{{"留资料给窗口", []string{"没有可以留的"}}})
	k.session = bot.Session{}
	k.run(flowerpots[:2])
	k.hear(bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "unsubscribe"}})
	k.run([]exchange{{"接着问", []string{"没有没问完"}}})
}

// TestInterviewOutlivesTheSession loses the session after every message, and
// hears each one twice.
func TestInterviewOutlivesTheSession(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	for i, e := range flowerpots {
		m := bot.Message{Kind: bot.KindText, Text: e.say, Key: "m" + e.say}
		first := k.hear(m)
		k.session = bot.Session{}
		if again := k.hear(m); again != first {
			t.Errorf("%s\n→ %s\nand then\n→ %s", e.say, first, again)
		}
		k.session = bot.Session{}
		if last := i == len(flowerpots)-1; last != strings.Contains(first, "结论") {
			t.Errorf("%s\n→ %s", e.say, first)
		}
	}
	k.later(time.Hour)
	k.run([]exchange{{"0", []string{"!结论"}}}) // which answers nothing any more
}

// TestInterviewKeepsNoContact masks what names or reaches a person.
func TestInterviewKeepsNoContact(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"我叫王大明，电话13800138000，在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项"}},
		{"新料，不喷漆不电镀，微信wxid_abc123", nil},
	})
	iv, err := k.store.Interview(t.Context(), person)
	if err != nil || !strings.Contains(iv.Text, "年产300吨") || !strings.Contains(iv.Text, "不电镀") {
		t.Fatalf("kept %q, %v", iv.Text, err)
	}
	for _, hidden := range []string{"13800138000", "王大明", "abc123"} {
		if strings.Contains(iv.Text, hidden) || iv.Contact != "" {
			t.Errorf("kept %q and %q", iv.Text, iv.Contact)
		}
	}
}

// TestInterviewWithoutStore asks what the words alone tell, and keeps nothing.
func TestInterviewWithoutStore(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.down = true
	k.run([]exchange{{"我在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项", "!留30天"}}})
	if _, err := k.store.Interview(t.Context(), person); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("kept: %v", err)
	}
}
