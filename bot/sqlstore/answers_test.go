package sqlstore

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
)

// answer is what the ledger is told of an entry's answer.
func answer(person, entry string) bot.Answered {
	return bot.Answered{Person: person, Channel: bot.ChannelWeChat, Entry: entry, Digest: "d1", Version: "v1", AsOf: "2026-11-23"}
}

// told records the answers of one message.
func (w *world) told(t *testing.T, key string, given ...bot.Answered) (receipt string) {
	t.Helper()
	receipt, err := w.RecordAnswers(t.Context(), key, given)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// entries names the entries of answers, in order.
func entries(told []bot.Answered) string {
	names := make([]string, len(told))
	for i, a := range told {
		names[i] = a.Entry
	}
	return strings.Join(names, " ")
}

func TestAnswersAreKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		receipt := w.told(t, "m1", answer(citizen, "plan-2021"))
		want := answer(citizen, "plan-2021")
		want.Receipt, want.At, want.Person = receipt, w.clock(), w.person(citizen)
		got, err := w.AnswersOf(t.Context(), citizen, receipt)
		if err != nil || !reflect.DeepEqual(got, []bot.Answered{want}) {
			t.Errorf("got %+v, error %v, want %+v", got, err, want)
		}
		if got, err := w.Answers(t.Context(), receipt); err != nil || len(got) != 1 {
			t.Errorf("for officers: %+v, error %v", got, err)
		}
		if got, err := w.AnswersFrom(t.Context(), "plan-2021"); err != nil || len(got) != 1 {
			t.Errorf("of the entry: %+v, error %v", got, err)
		}
		if got, err := w.AnswersFrom(t.Context(), "law-noise"); err != nil || len(got) != 0 {
			t.Errorf("of another entry: %+v, error %v", got, err)
		}
	})
}

// A repeat of a message has the receipt of the first, and changes nothing.
func TestRepeatedAnswerIsOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		both := []bot.Answered{answer(citizen, "plan-2021"), answer(citizen, "law-noise")}
		receipt := w.told(t, "m1", both...)
		before := w.dump(t)
		w.time.pass(time.Minute)
		both[0].Digest = "d2"
		if again := w.told(t, "m1", both...); again != receipt {
			t.Errorf("receipts %s and %s", receipt, again)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		if other := w.told(t, "m2", both...); other == receipt {
			t.Error("two messages have one receipt")
		}
		if _, err := w.RecordAnswers(t.Context(), "", both); err == nil {
			t.Error("an answer to a message without a key was recorded")
		}
	})
}

// Another's receipt is as unknown as one that does not exist.
func TestAnswersAreThePersonsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		receipt := w.told(t, "m1", answer(citizen, "plan-2021"))
		_, theirs := w.AnswersOf(t.Context(), stranger, receipt)
		_, nobodys := w.AnswersOf(t.Context(), stranger, bot.Receipt("never"))
		_, last := w.LastAnswers(t.Context(), stranger)
		rated := w.Rate(t.Context(), stranger, receipt, bot.RatingUseless)
		for what, err := range map[string]error{"another's": theirs, "nobody's": nobodys, "last": last, "rating": rated} {
			if !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if theirs.Error() != nobodys.Error() {
			t.Errorf("%q and %q", theirs, nobodys)
		}
		if _, err := w.RecordAnswers(t.Context(), "m1", []bot.Answered{answer(stranger, "plan-2021")}); !errors.Is(err, errReceiptTaken) {
			t.Errorf("a receipt of two persons: %v", err)
		}
	})
}

func TestLastAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.told(t, "m1", answer(citizen, "plan-2021"))
		w.time.pass(time.Second)
		receipt := w.told(t, "m2", answer(citizen, "law-noise"), answer(citizen, "eia-what"))
		w.time.pass(time.Second)
		w.told(t, "m3", answer(stranger, "plan-2021"))
		got, err := w.LastAnswers(t.Context(), citizen)
		if err != nil || entries(got) != "eia-what law-noise" || got[0].Receipt != receipt {
			t.Errorf("got %+v, error %v", got, err)
		}
	})
}

func TestRatings(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		rate := func(key, entry string, says ...bot.Rating) {
			receipt := w.told(t, key, answer(citizen, entry))
			for _, r := range says {
				if err := w.Rate(t.Context(), citizen, receipt, r); err != nil {
					t.Fatal(err)
				}
			}
		}
		rate("m0", "law-noise", bot.RatingUseful)
		w.time.pass(time.Hour)
		since := w.clock()
		rate("m1", "plan-2021", bot.RatingUseful)
		rate("m2", "plan-2021", bot.RatingUseless)
		rate("m3", "plan-2021", bot.RatingUseful, bot.RatingUseless) // the last one counts
		rate("m4", "eia-what")
		got, err := w.Ratings(t.Context(), since)
		if want := []bot.EntryRating{{Entry: "plan-2021", Useful: 1, Useless: 2}}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, error %v, want %+v", got, err, want)
		}
	})
}

// correct queues the notice of a correction to one digest.
func (w *world) correct(t *testing.T, receipt, digest string, told ...bot.Answered) bool {
	t.Helper()
	for i := range told {
		told[i].Receipt, told[i].Corrected = receipt, digest
	}
	queued, err := w.QueueCorrection(t.Context(), told, "现在是 "+digest)
	if err != nil {
		t.Fatal(err)
	}
	return queued
}

func TestCorrectionIsToldOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		told := answer(citizen, "plan-2021")
		receipt := w.told(t, "m1", told)
		w.accepted(t)
		w.time.pass(time.Second)
		if !w.correct(t, receipt, "d2", told) || w.correct(t, receipt, "d2", told) {
			t.Error("the correction was not queued once")
		}
		notices := w.waiting(t, citizen)
		if len(notices) != 2 || notices[1].Text != "现在是 d2" {
			t.Fatalf("waiting: %+v", notices)
		}
		if got, err := w.AnswersOf(t.Context(), citizen, receipt); err != nil || got[0].Corrected != "d2" || got[0].Digest != "d1" {
			t.Errorf("the ledger says %+v, error %v", got, err)
		}
		if len(w.waiting(t, stranger)) > 0 {
			t.Error("a stranger is told")
		}
	})
}

// A notice that was corrected itself before it went out is not told.
func TestNewerCorrectionReplacesTheWaiting(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		told, other := answer(citizen, "plan-2021"), answer(citizen, "law-noise")
		receipt := w.told(t, "m1", told, other)
		w.correct(t, receipt, "n2", other)
		w.time.pass(time.Second)
		w.correct(t, receipt, "d2", told)
		w.time.pass(time.Second)
		w.correct(t, receipt, "d3", told)
		notices := w.waiting(t, citizen)
		if len(notices) != 2 || notices[0].Text != "现在是 n2" || notices[1].Text != "现在是 d3" {
			t.Fatalf("waiting: %+v", notices)
		}
		if err := w.Delivered(t.Context(), citizen, []string{notices[0].ID, notices[1].ID}); err != nil {
			t.Fatal(err)
		}
		if !w.correct(t, receipt, "d2", told) {
			t.Error("the way back is not told")
		}
		if n := w.count(t, `SELECT COUNT(*) FROM mailbox WHERE delivered_at IS NOT NULL`); n != 2 {
			t.Errorf("%d delivered notices are kept, want 2", n)
		}
	})
}
