package main

import (
	"encoding/json"
	"slices"
	"testing"
)

// TestUnansweredEndToEnd: officers see what people asked in vain, put together,
// without the people, and without what is answered by now.
func TestUnansweredEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		rewrite := w.withContent(t)
		w.start(t)
		for _, asked := range []string{
			"社保怎么转移", "社保转移手续", "我叫张三，电话" + phone + "，点样转社保",
			"驾照怎么换", "谢谢", pm25Asked,
		} {
			w.citizen(t).says(asked)
		}
		w.page(t, w.visitor(), "社保怎么转移")
		var found gaps
		if err := json.Unmarshal([]byte(w.officer(t, "unanswered", "--json")), &found); err != nil {
			t.Fatal(err)
		}
		if found.Asked != 5 || found.Answered != 0 || len(found.Clusters) != 2 || found.Clusters[0].Count != 4 || found.Clusters[0].Question != "社保怎么转移" {
			t.Errorf("found %+v", found)
		}
		seen := w.officer(t, "unanswered", "--days", "1")
		expect(t, "unanswered", seen, "5 个", "4 次：社保怎么转移", "也有人问：", "我叫＊＊＊", "!张三", "!"+phone, "!谢谢")
		if again := w.officer(t, "unanswered", "--days", "1"); again != seen {
			t.Errorf("%s\nthen\n%s", seen, again)
		}
		rewrite("- 整份要点分成哪几个部分", "- 驾照怎么换")
		expect(t, "once it is answered", w.officer(t, "unanswered"), "4 个，另有 1 个", "!驾照")
	})
}

// TestRatingsEndToEnd: what people say of answers is counted by entry.
func TestRatingsEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		w.start(t)
		w.citizen(t).talks(exchange{pm25Asked, []string{"33微克"}}, exchange{"没帮助", []string{"谢谢", "转人工", "我要投诉"}})
		w.member(t, "wangwu").talks(exchange{pm25Asked, []string{"33微克"}}, exchange{"有用", []string{"谢谢", "!转人工"}})
		visitor := w.visitor()
		w.page(t, visitor, "第18项任务")
		w.page(t, visitor, "没用")
		expect(t, "thanks", words(w.page(t, visitor, "有用")), "谢谢")
		w.page(t, w.visitor(), "12·4国家宪法日有什么活动") // nobody rates it
		expect(t, "unanswered", w.officer(t, "unanswered"), "0 个，", "回答的评价",
			"1 / 1  target-2021-pm25", "1 / 0  task-2021-18", "!constitution")
	})
}

func TestUnansweredRefuses(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--days", "0"}, {"--days", "x"}, {"words"}, {"--data", "nowhere"}} {
		err := fails(t, nil, slices.Concat([]string{"unanswered"}, args)...)
		if code := exitCode(err); code != 2 {
			t.Errorf("%v: exit code %d, %v", args, code, err)
		}
	}
}
