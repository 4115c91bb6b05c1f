package sqlstore

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

func TestDraftGrowsStepByStep(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if _, err := w.Draft(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Fatalf("before the first step: %v", err)
		}
		first := w.tell(t, citizen, "工地夜里施工")
		w.time.pass(time.Minute)
		stepped, err := w.StepDraft(t.Context(), citizen, w.key(), func(d *petition.Draft) error {
			if d.Report.What != "工地夜里施工" || d.Step != "where" {
				t.Errorf("the second step sees %+v", d)
			}
			d.Report.Where, d.Report.Lat, d.Report.Lng = "天河区体育西路", 23.13, 113.32
			d.Report.Labels = []string{"noise-construction"}
			d.Report.Contact = "13800000000"
			d.Step = "confirm"
			d.ID, d.Person, d.Updated = "not", "theirs", time.Time{} // to choose
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.Draft(t.Context(), citizen)
		want := petition.Draft{
			ID: first.ID, Person: citizen, Step: "confirm", Updated: w.clock(),
			Report: petition.Report{
				What: "工地夜里施工", Where: "天河区体育西路", Lat: 23.13, Lng: 113.32,
				Labels: []string{"noise-construction"}, Contact: "13800000000",
			},
		}
		if err != nil || first.ID == "" || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(stepped, want) {
			t.Errorf("error %v\nstepped %+v\nloaded  %+v\nwant    %+v", err, stepped, got, want)
		}
		if _, err := w.Draft(t.Context(), stranger); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a stranger's draft: %v", err)
		}
	})
}

func TestStepKeepsWhatApplyRefuses(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, citizen, "噪音")
		before := w.dump(t)
		_, err := w.StepDraft(t.Context(), citizen, w.key(), func(d *petition.Draft) error {
			d.Report.What = "changed"
			return bot.UserError{Text: "请写具体一点"}
		})
		if bot.UserText(err) != "请写具体一点" {
			t.Errorf("error %v", err)
		}
		_, err = w.StepDraft(t.Context(), stranger, w.key(), func(*petition.Draft) error { return bot.ErrStale })
		if !errors.Is(err, bot.ErrStale) {
			t.Errorf("error %v", err)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// A repeat shows the draft as it stands now, and says when it is gone.
func TestRepeatedStepShowsTheDraft(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		never := func(*petition.Draft) error {
			t.Error("apply was called for a repeat")
			return nil
		}
		w.tell(t, citizen, "噪音") // key-1
		w.tell(t, citizen, "噪音和灰尘")
		d, err := w.StepDraft(t.Context(), citizen, "key-1", never)
		if err != nil || d.Report.What != "噪音和灰尘" {
			t.Errorf("got %q, error %v", d.Report.What, err)
		}
		if err := w.DropDraft(t.Context(), citizen, w.key()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.StepDraft(t.Context(), citizen, "key-1", never); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("after the drop: %v", err)
		}
	})
}

// Steps that come at once all count, in one draft.
func TestStepsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const steps = 12
		var all sync.WaitGroup
		for i := range steps {
			all.Go(func() {
				_, err := w.StepDraft(t.Context(), citizen, fmt.Sprint("at once ", i), func(d *petition.Draft) error {
					d.Report.What += "x"
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		d, err := w.Draft(t.Context(), citizen)
		if err != nil || len(d.Report.What) != steps {
			t.Errorf("%d of %d steps are in the draft, error %v", len(d.Report.What), steps, err)
		}
	})
}

// What a stranger can type is stored, whatever the database thinks of it.
func TestStrangeText(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		strange := "a\x00b\xffc'; DROP TABLE drafts; --"
		_, err := w.StepDraft(t.Context(), citizen, w.key(), func(d *petition.Draft) error {
			d.Report.What, d.Report.Contact = strange, strange
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.File(t.Context(), citizen, w.key())
		if err != nil {
			t.Fatal(err)
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventSupplemented, Text: strange, Reason: strange})
	})
}
