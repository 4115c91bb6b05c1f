package chat

import (
	"context"
	"errors"
	"testing"

	"suihuan/bot"
)

func TestRatingWords(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bot.Rating{
		"有用": bot.RatingUseful, "很有用！": bot.RatingUseful, "有帮助": bot.RatingUseful, "有用，谢谢": bot.RatingUseful,
		"真的有用 多谢晒": bot.RatingUseful, "帮到我了": bot.RatingUseful, "有幫助": bot.RatingUseful,
		"没用": bot.RatingUseless, "没有用": bot.RatingUseless, "没帮助": bot.RatingUseless, "没有帮助。": bot.RatingUseless,
		"沒用": bot.RatingUseless, "冇用": bot.RatingUseless, "完全没用": bot.RatingUseless, "答非所问": bot.RatingUseless, "回答没用": bot.RatingUseless,
		"没用过": "", "有用吗": "", "没用的废料怎么处理": "", "环评有用吗": "", "举报有没有用": "", "谢谢": "", "没有": "", "": "",
	} {
		if got := ratingOf(&turn{Turn: &bot.Turn{Text: words}}); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}

// TestRatings: a rating means the answer just before, the last one counts.
func TestRatings(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	first := k.asks(pm25Asked)
	k.run([]exchange{
		{"有用", []string{"谢谢", "!转人工", "!没看懂"}},
		{"回执", []string{first}},
		{"没用", []string{"谢谢", "1. 转人工", "2. 我要投诉"}},
		{"1", []string{"12345"}},
	})
	second := k.asks("第18项任务")
	k.run([]exchange{
		{"社保怎么转移", []string{"12345"}},
		{"没用", []string{"抱歉", "1. 转人工", "2. 我要投诉", "!记下"}}, // of a refusal there is nothing to note
		{"2", []string{"登记投诉"}},
	})
	for receipt, want := range map[string]bot.Rating{first: bot.RatingUseless, second: ""} {
		if got := k.kept(receipt)[0].Rating; got != want {
			t.Errorf("%s is rated %q, want %q", k.kept(receipt)[0].Entry, got, want)
		}
	}
	if got := k.collected(); len(got) != 1 || got[0] != "社保怎么转移" {
		t.Errorf("collected %q", got)
	}
}

// TestRatingInAForm: the form goes on behind it, and the word is an answer to
// the form where there is nothing to rate.
func TestRatingInAForm(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"楼下工地半夜打桩", []string{"在哪里"}},
		{"天河区棠下街中山大道188号", []string{"以前反映过"}},
		{"2021年PM2.5要控制到多少？", []string{"33微克", "以前反映过"}},
		{"没用", []string{"记下", "以前反映过", "!转人工"}},
	})
	told, err := k.store.LastAnswers(t.Context(), asker)
	if err != nil || told[0].Rating != bot.RatingUseless {
		t.Errorf("told %+v, error %v", told, err)
	}
	k = newTalk(t)
	k.run([]exchange{
		{"楼下工地半夜打桩", []string{"在哪里"}},
		{"天河区棠下街中山大道188号", []string{"以前反映过"}},
		{"没用", []string{"电话"}},
	})
}

// unratable keeps answers and takes no rating.
type unratable struct{ Ledger }

func (unratable) Rate(context.Context, string, string, bot.Rating) error {
	return errors.New("disk full")
}

func TestRatingThatFailsIsNotThanked(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.chat.Ledger = unratable{k.store}
	k.run([]exchange{{pm25Asked, []string{"33微克"}}, {"有用", []string{"抱歉", "!谢谢"}}})
}
