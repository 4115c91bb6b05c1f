package sqlstore

import (
	"reflect"
	"strings"
	"testing"

	"suihuan/bot"
)

// refused is a question of a day.
func refused(day, words string, near ...string) bot.Unanswered {
	return bot.Unanswered{Day: day, Kind: "refuse", Question: words, Near: near, Version: "v1"}
}

func TestQuestionsAreCollected(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		old, today := refused("2026-10-01", "a", "plan-2021"), refused("2026-11-23", "b", "eia-what", "flow:human")
		for _, q := range []bot.Unanswered{today, old, today} {
			if err := w.CollectQuestion(t.Context(), w.key(), q); err != nil {
				t.Fatal(err)
			}
		}
		got, err := w.UnansweredSince(t.Context(), "2026-10-02")
		if want := []bot.Unanswered{today, today}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, error %v, want %+v", got, err, want)
		}
		if got, err := w.UnansweredSince(t.Context(), "2026-10-01"); err != nil || len(got) != 3 {
			t.Errorf("%d questions, error %v", len(got), err)
		}
	})
}

// A repeat is kept once, and neither the rows nor another process lead from a
// question back to its message.
func TestCollectedQuestionLeadsNowhere(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const key = "wechat|gh_bureau|openid-1|1|text|7"
		for range 2 {
			if err := w.CollectQuestion(t.Context(), key, refused("2026-11-23", "a\x00\xff")); err != nil {
				t.Fatal(err)
			}
		}
		if rows := w.dump(t, "unanswered"); strings.Count(rows, "2026-11-23") != 1 || strings.Contains(rows, "openid-1") {
			t.Errorf("kept:\n%s", rows)
		}
		if n := w.count(t, `SELECT COUNT(*) FROM message_keys`); n != 0 {
			t.Errorf("%d message keys are kept beside it", n)
		}
		if other := New(w.db, w.jobs, terms(t), w.time.Now); other.untraceable(key) == w.untraceable(key) {
			t.Error("another process finds the message of a question")
		}
		if err := w.CollectQuestion(t.Context(), "", refused("2026-11-23", "a")); err == nil {
			t.Error("a question of a message without a key was collected")
		}
	})
}
