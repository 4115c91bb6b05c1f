package sqlstore

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// asked steps the person's interview to a fact, which is kept for an hour.
func (w *world) asked(t *testing.T, person, key, fact string) petition.Interview {
	t.Helper()
	iv, err := w.StepInterview(t.Context(), person, key, func(iv *petition.Interview) error {
		iv.Text, iv.Item, iv.Step, iv.Fact = "塑料花盆", 53, "fact", fact
		iv.Answers = map[string]string{"电镀": "false"}
		iv.Contact, iv.Expires = "13800138000", w.clock().Add(time.Hour)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return iv
}

func TestInterviewGrowsStepByStep(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if _, err := w.Interview(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Fatalf("before the first step: %v", err)
		}
		w.asked(t, citizen, "m1", "电镀")
		w.time.pass(time.Minute)
		stepped := w.asked(t, citizen, "m2", "溶剂型涂料")
		want := petition.Interview{
			Text: "塑料花盆", Item: 53, Step: "fact", Fact: "溶剂型涂料", Answers: map[string]string{"电镀": "false"},
			Contact: "13800138000", Message: "m2", Updated: w.clock(), Expires: w.clock().Add(time.Hour),
		}
		got, err := w.Interview(t.Context(), citizen)
		if err != nil || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(stepped, want) {
			t.Errorf("error %v\nstepped %+v\nloaded  %+v\nwant    %+v", err, stepped, got, want)
		}
		if _, err := w.Interview(t.Context(), stranger); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a stranger's: %v", err)
		}
	})
}

// What apply refuses leaves no trace, also of the message.
func TestInterviewKeepsWhatApplyRefuses(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.asked(t, citizen, "m1", "电镀")
		before := w.dump(t)
		for _, person := range []string{citizen, stranger} {
			if _, err := w.StepInterview(t.Context(), person, "m2", func(*petition.Interview) error { return bot.ErrStale }); !errors.Is(err, bot.ErrStale) {
				t.Errorf("error %v", err)
			}
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// An interview whose time is over is as if it were not there, before it is
// forgotten and after.
func TestInterviewRunsOut(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.asked(t, citizen, "m1", "电镀")
		w.time.pass(time.Hour)
		w.asked(t, stranger, "m2", "电镀")
		if _, err := w.Interview(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("when its time is over: %v", err)
		}
		if _, err := w.StepInterview(t.Context(), citizen, "m1", func(*petition.Interview) error { return nil }); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a repeat when its time is over: %v", err)
		}
		if _, err := w.Retain(t.Context(), w.clock(), 0); err != nil {
			t.Fatal(err)
		}
		if n := w.count(t, `SELECT COUNT(*) FROM interviews`); n != 1 {
			t.Errorf("%d interviews are left", n)
		}
		w.time.pass(time.Hour)
		_, err := w.StepInterview(t.Context(), stranger, "m3", func(iv *petition.Interview) error {
			if !reflect.DeepEqual(*iv, petition.Interview{}) {
				t.Errorf("the next one begins with %+v", iv)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// sheet is what an owner leaves.
func (w *world) sheet() petition.Sheet {
	return petition.Sheet{
		Description: "塑料花盆\x00", Item: 53, Level: "需要确认", Possible: []string{"登记表", "报告表"},
		Facts:     []petition.SheetFact{{Fact: "电镀", Value: "false", How: petition.HowAnswered}, {Fact: "涂料", Value: petition.NotKnown, How: petition.HowUnknown}},
		Catalogue: "eia-catalogue-2021", Version: "v1", JudgedAt: w.clock(), ConsentAt: w.clock(),
	}
}

// handedIn is a sheet that its owner has left.
func (w *world) handedIn(t *testing.T, person string) petition.Petition {
	t.Helper()
	key := w.key()
	w.asked(t, person, key, "电镀")
	p, err := w.FileSheet(t.Context(), person, key, petition.Report{What: "环评资料", Contact: "13800138000", Labels: []string{petition.LabelSheet}}, w.sheet())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A sheet is stored with its petition, its event, its job and the end of the
// interview, or nothing is.
func TestSheetIsFiledWhole(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.handedIn(t, citizen)
		want := w.sheet()
		want.Case, want.Description = p.Case, "塑料花盆"
		got, err := w.Sheets(t.Context())
		if err != nil || !reflect.DeepEqual(got, []petition.Sheet{want}) {
			t.Errorf("error %v\ngot  %+v\nwant %+v", err, got, want)
		}
		if _, err := w.Interview(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("the interview: %v", err)
		}
		if rows := w.dump(t, "sheets", "petitions", "events"); strings.Contains(rows, "13800138000") || strings.Contains(w.dump(t, "sheets"), citizen) {
			t.Errorf("kept:\n%s", rows)
		}
		if jobs := w.dump(t, "jobs"); strings.Count(jobs, p.Case) != 1 {
			t.Errorf("jobs:\n%s", jobs)
		}
		if _, err := w.FileSheet(t.Context(), citizen, w.key(), petition.Report{}, w.sheet()); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a second sheet of one interview: %v", err)
		}
		w.asked(t, citizen, "m", "电镀")
		before := w.dump(t)
		w.jobs.err = errors.New("disk full")
		if _, err := w.FileSheet(t.Context(), citizen, "m", petition.Report{}, w.sheet()); err == nil {
			t.Error("filed without its job")
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// A verdict is told once; a newer one takes the place of one that waits.
func TestVerdictIsToldOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p, other := w.handedIn(t, citizen), w.handedIn(t, stranger)
		for _, step := range []struct {
			verdict string
			queued  bool
			waiting string
		}{{"报告书", true, "报告书"}, {"报告书", false, "报告书"}, {"报告表", true, "报告表"}} {
			queued, err := w.QueueVerdict(t.Context(), p.Case, step.verdict, step.verdict)
			if err != nil || queued != step.queued {
				t.Errorf("%s: queued %v, error %v", step.verdict, queued, err)
			}
			notices, err := w.Waiting(t.Context(), citizen)
			if err != nil || len(notices) != 1 || notices[0].Text != step.waiting {
				t.Errorf("%s: waiting %+v, error %v", step.verdict, notices, err)
			}
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "panyu"})
		w.change(t, p.Case, petition.Event{Type: petition.EventAccepted, Actor: "li"})
		if queued, err := w.QueueVerdict(t.Context(), p.Case, "登记表", "登记表"); !queued || err != nil {
			t.Errorf("beside news of the case: %v, %v", queued, err)
		}
		if notices, _ := w.Waiting(t.Context(), citizen); len(notices) != 2 {
			t.Errorf("waiting %+v", notices)
		}
		if notices, err := w.Waiting(t.Context(), stranger); err != nil || len(notices) != 0 {
			t.Errorf("another is told: %+v, %v", notices, err)
		}
		got, err := w.Sheets(t.Context())
		if err != nil || len(got) != 2 {
			t.Fatalf("%d sheets, %v", len(got), err)
		}
		for _, s := range got {
			if told := map[string]string{p.Case: "登记表", other.Case: ""}[s.Case]; s.Told != told {
				t.Errorf("%s: told %q, want %q", s.Case, s.Told, told)
			}
		}
	})
}

// What was taken back is neither judged again nor told.
func TestSheetOfAWithdrawnPetition(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.handedIn(t, citizen)
		if _, err := w.db.SQL.ExecContext(t.Context(), `UPDATE petitions SET status = 'withdrawn'`); err != nil {
			t.Fatal(err)
		}
		if got, err := w.Sheets(t.Context()); err != nil || len(got) != 0 {
			t.Errorf("sheets %+v, error %v", got, err)
		}
		if queued, err := w.QueueVerdict(t.Context(), p.Case, "报告书", "报告书"); queued || err != nil {
			t.Errorf("queued %v, error %v", queued, err)
		}
		if queued, err := w.QueueVerdict(t.Context(), "SH-22222-22222", "报告书", "报告书"); queued || err != nil {
			t.Errorf("of no case: queued %v, error %v", queued, err)
		}
	})
}
