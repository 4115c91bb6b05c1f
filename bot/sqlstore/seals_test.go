package sqlstore

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/seal"
)

// told is everything that people write, and who they are. None of it may stand
// in the database.
var told = []string{
	phone, "13900139000", "13800138000", "openid-1", "openid-2", "key-", "打桩声吵醒孩子", "东圃大马路8号", "宏发建材厂",
	"天桥底", "每晚十一点后", "打过投诉电话没人理", "还在吵得睡不着", "不归我们管的", "已责令夜间停工",
	"塑料花盆", "注塑花盆加工点", "阳光小区", "23.1291", "没写完的草稿", "卡片上的话", "现在是 d2",
}

// wholeIntake writes every sealed column and returns the case.
func wholeIntake(t *testing.T, w *world) petition.Petition {
	t.Helper()
	_, err := w.StepDraft(t.Context(), citizen, w.key(), func(d *petition.Draft) error {
		d.Report = petition.Report{
			What: "打桩声吵醒孩子", Where: "东圃大马路8号", Lat: 23.1291, Lng: 113.2644, Landmark: "天桥底", District: "天河",
			Street: "前进街道", Source: "宏发建材厂", When: "每晚十一点后", Before: "打过投诉电话没人理", Contact: phone,
			Labels: []string{"noise-construction"}, Anonymous: true, Urgent: true, Was: map[string]string{"where": "阳光小区"},
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := w.File(t.Context(), citizen, w.key())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []petition.Event{
		{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "还在吵得睡不着", Contact: "13900139000"},
		{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则 r1"},
		{Type: petition.EventTransferred, Actor: "wang", Unit: "yuexiu", Reason: "不归我们管的"},
		{Type: petition.EventAccepted, Actor: "li"},
		{Type: petition.EventAnswered, Actor: "li", Text: "已责令夜间停工"},
	} {
		p = w.change(t, p.Case, e)
	}
	w.intend(t, p.Case, 3, "卡片上的话")
	w.tell(t, stranger, "没写完的草稿")
	if _, err := w.StepInterview(t.Context(), stranger, w.key(), func(iv *petition.Interview) error {
		iv.Text, iv.Where, iv.Contact, iv.Expires = "注塑花盆加工点", "阳光小区", "13800138000", w.clock().AddDate(0, 0, 30)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	w.handedIn(t, citizen)
	w.correct(t, w.told(t, w.key(), answer(citizen, "plan-2021")), "d2", answer(citizen, "plan-2021"))
	return p
}

// The bytes of the files hold nothing that anybody wrote, not even where it was
// deleted, while the service runs and afterwards; what it is routed and counted
// by can be read.
func TestFilesHoldNoWords(t *testing.T) {
	t.Parallel()
	for _, suite := range []seal.Suite{seal.AES, seal.SM4} {
		dir := t.TempDir()
		w := newWorld(t, Options{Dir: dir, Suite: suite})
		p := wholeIntake(t, w)
		legible(t, dir, "in the log", told, nil)
		if _, err := w.db.SQL.ExecContext(t.Context(), `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
			t.Fatal(err)
		}
		open := []string{p.Case, "天河", "前进街道", "noise-construction", "answered", "yuexiu", "plan-2021", string(suite)}
		legible(t, dir, "in the file", told, open)
		if err := w.db.Close(); err != nil {
			t.Fatal(err)
		}
		legible(t, dir, "afterwards", told, open)
		again := newWorld(t, Options{Dir: dir})
		if person, contact := again.identity(t, p.Case); person != citizen || contact != phone+"，13900139000" {
			t.Errorf("%s: %s with %s", suite, person, contact)
		}
		if got, err := again.Petition(t.Context(), p.Case); err != nil || got.Report.Lat != 23.1291 || got.Report.Where != "东圃大马路8号" || !got.Report.Urgent {
			t.Errorf("%s: loaded %+v, error %v", suite, got, err)
		}
	}
}

// legible looks through the files of a folder for what they must not hold, and
// for what they must.
func legible(t *testing.T, dir, when string, never, always []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	for _, text := range never {
		if bytes.Contains(all, []byte(text)) {
			t.Errorf("%s: %q can be read", when, text)
		}
	}
	for _, text := range always {
		if !bytes.Contains(all, []byte(text)) {
			t.Errorf("%s: %q cannot be read", when, text)
		}
	}
}

// The same on both databases, by their rows.
func TestRowsHoldNoWords(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		wholeIntake(t, w)
		rows := w.dump(t)
		for _, text := range told {
			if strings.Contains(rows, text) {
				t.Errorf("%q can be read", text)
			}
		}
	})
}

// Whoever can write to the database cannot put words of one place in another.
func TestSealedColumnsCannotBeMoved(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first, second := wholeIntake(t, w), w.routed(t, "灰尘")
		for name, c := range map[string]struct {
			move string
			load func() error
		}{
			"answer to another case": {
				`UPDATE petitions SET answer = (SELECT o.answer FROM petitions o WHERE o.case_no = $1) WHERE case_no = $2`,
				func() error { _, err := w.Petition(t.Context(), second.Case); return err },
			},
			"event to another case": {
				`UPDATE events SET words = (SELECT o.words FROM events o WHERE o.case_no = $1 AND o.number = 2) WHERE case_no = $2`,
				func() error { _, err := w.Events(t.Context(), second.Case); return err },
			},
			"key to another case": {
				`UPDATE case_keys SET wrapped = (SELECT o.wrapped FROM case_keys o WHERE o.case_no = $1) WHERE case_no = $2`,
				func() error { _, _, err := w.LastEvent(t.Context(), second.Case); return err },
			},
			"words to another event": {
				`UPDATE events SET words = (SELECT o.words FROM events o WHERE o.case_no = $1 AND o.number = 2)
					WHERE case_no = $1 AND number = 6 AND $2 <> ''`,
				func() error { _, _, err := w.LastEvent(t.Context(), first.Case); return err },
			},
			"answer for the reason": {
				`UPDATE petitions SET route_reason = answer WHERE case_no = $1 AND $2 <> ''`,
				func() error { _, err := w.PetitionsOf(t.Context(), citizen, 9); return err },
			},
			"nothing for the words": {
				`UPDATE mailbox SET words = '' WHERE case_no = $1 AND $2 <> ''`,
				func() error { _, err := w.Waiting(t.Context(), citizen); return err },
			},
		} {
			if _, err := w.db.SQL.ExecContext(t.Context(), c.move, first.Case, second.Case); err != nil {
				t.Fatal(name, err)
			}
			if err := c.load(); !errors.Is(err, seal.ErrBroken) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// A case whose key was deleted is as unknown as one that does not exist, to
// citizens, officers and jobs, and stands in nobody's way.
func TestWithoutItsKeyACaseIsGone(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := wholeIntake(t, w)
		other := w.accepted(t)
		w.routed(t, "灰尘")
		if _, err := w.db.SQL.ExecContext(t.Context(), `DELETE FROM case_keys WHERE case_no NOT IN ($1, $2)`, other.Case, noCase); err != nil {
			t.Fatal(err)
		}
		for name, load := range map[string]func() error{
			"Petition":   func() error { _, err := w.Petition(t.Context(), p.Case); return err },
			"PetitionOf": func() error { _, err := w.PetitionOf(t.Context(), citizen, p.Case); return err },
			"LastEvent":  func() error { _, _, err := w.LastEvent(t.Context(), p.Case); return err },
			"Card":       func() error { _, err := w.Card(t.Context(), p.Case+"-3", "wang"); return err },
			"Intend":     func() error { _, err := w.Intend(t.Context(), petition.Delivery{Case: p.Case}); return err },
			"Change": func() error {
				_, _, err := w.Change(t.Context(), w.key(), p.Case, petition.Event{Type: petition.EventSupplemented})
				return err
			},
		} {
			if err := load(); !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if own, err := w.PetitionsOf(t.Context(), citizen, 9); err != nil || len(own) != 1 || own[0].Case != other.Case {
			t.Errorf("own %+v, error %v", own, err)
		}
		notices := w.waiting(t, citizen)
		if len(notices) != 2 || !slices.ContainsFunc(notices, func(n bot.Notice) bool { return n.Text == "现在是 d2" }) {
			t.Errorf("waiting %+v", notices)
		}
		events, eventsErr := w.Events(t.Context(), p.Case)
		sheets, sheetsErr := w.Sheets(t.Context())
		waiting, waitingErr := w.Undelivered(t.Context(), w.clock().AddDate(1, 0, 0), 9)
		cards, cardsErr := w.CardsOf(t.Context(), p.Case)
		if open, err := w.OpenCases(t.Context(), "tianhe", true, 9); err != nil || !slices.Equal(open, []string{other.Case}) {
			t.Errorf("open %v, error %v", open, err)
		}
		if err := errors.Join(eventsErr, sheetsErr, waitingErr, cardsErr); err != nil || len(events)+len(sheets)+len(cards) > 0 || !slices.Equal(waiting, []string{other.Case}) {
			t.Errorf("events %d, sheets %d, cards %d, undelivered %v, error %v", len(events), len(sheets), len(cards), waiting, err)
		}
	})
}
