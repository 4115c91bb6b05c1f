package chat

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"suihuan/bot"
)

// collected lists the questions that were kept, in the order of their words.
func (k *talk) collected() (words []string) {
	k.t.Helper()
	all, err := k.store.UnansweredSince(k.t.Context(), "")
	if err != nil {
		k.t.Fatal(err)
	}
	for _, q := range all {
		words = append(words, q.Question)
	}
	return words
}

// TestWhichQuestionsAreCollected: what was refused or asked back about, outside
// the forms, and no small talk.
func TestWhichQuestionsAreCollected(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		says []string
		want []string
	}{
		{"refused", []string{"社保怎么转移", "深圳的PM2.5是多少"}, []string{"深圳的PM2.5是多少", "社保怎么转移"}},
		{"without the person", []string{"我叫张三，电话13800138000，社保怎么转移"}, []string{"我叫＊＊＊，电话＊＊＊，社保怎么转移"}},
		{"answered", []string{pm25Asked, "你好", "进度", "帮助", "转人工"}, nil},
		{"small talk", []string{"谢谢", "好的", "嗯", "😀😀", "？？？", "13800138000", "asdfgh"}, nil},
		{"in the forms", []string{"楼下工地半夜打桩", "社保怎么转移？", "取消", "我想开间牛仔裤洗水厂，使唔使环评", "社保怎么转移", "取消"}, nil},
		{"an alarm", []string{"化工厂爆炸了，好多人受伤", "社保怎么转移"}, nil},
		{"too long", []string{strings.Repeat("社保", 2000)}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			for _, words := range tt.says {
				k.say(words)
			}
			if got := k.collected(); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("collected %q, want %q", got, tt.want)
			}
		})
	}
}

// TestAskedBackIsCollected keeps what was offered, and a repeat once.
func TestAskedBackIsCollected(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	asked := ""
	for _, words := range []string{"臭气", "宣传", "排放标准", "污水", "许可"} {
		if k.chat.Knowledge.AskAll(words, "", k.now)[0].Kind == "clarify" {
			asked = words
		}
	}
	k.hear(bot.Message{Kind: bot.KindText, Text: asked, Key: "same"})
	k.hear(bot.Message{Kind: bot.KindText, Text: asked, Key: "same"})
	all, err := k.store.UnansweredSince(t.Context(), "2026-11-23")
	if err != nil || len(all) != 1 || all[0].Kind != "clarify" || len(all[0].Near) < 2 || all[0].Version == "" || all[0].Day != "2026-11-23" {
		t.Errorf("%s: kept %+v, error %v", asked, all, err)
	}
}

// closed takes no question.
type closed struct{}

func (closed) CollectQuestion(context.Context, string, bot.Unanswered) error {
	return errors.New("disk full")
}

func TestRefusalGoesOutUncollected(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.chat.Questions = closed{}
	k.run([]exchange{{"社保怎么转移", []string{"12345"}}})
	if log := k.log.String(); !strings.Contains(log, "question not collected") || strings.Contains(log, "社保") || strings.Contains(log, "openid") {
		t.Errorf("log: %s", log)
	}
}
