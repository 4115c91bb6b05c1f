package sqlstore

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// act is what one message does.
type act = func(ctx context.Context, key string) error

// Whatever a message does, its repeat does nothing, at any later time.
func TestRepeatHasNoSecondEffect(t *testing.T) {
	t.Parallel()
	accept := petition.Event{Type: petition.EventAccepted, Actor: "wang"}
	tests := map[string]func(t *testing.T, w *world) act{
		"step": func(t *testing.T, w *world) act {
			return func(ctx context.Context, key string) error {
				_, err := w.StepDraft(ctx, citizen, key, func(d *petition.Draft) error {
					d.Report.What += "噪音"
					return nil
				})
				return err
			}
		},
		"drop": func(t *testing.T, w *world) act {
			w.tell(t, citizen, "旧的")
			return func(ctx context.Context, key string) error { return w.DropDraft(ctx, citizen, key) }
		},
		"file": func(t *testing.T, w *world) act {
			w.tell(t, citizen, "噪音")
			return func(ctx context.Context, key string) error {
				_, err := w.File(ctx, citizen, key)
				return err
			}
		},
		"file report": func(t *testing.T, w *world) act {
			return func(ctx context.Context, key string) error {
				_, err := w.FileReport(ctx, citizen, key, petition.Report{What: "泄漏", Urgent: true})
				return err
			}
		},
		"step interview": func(t *testing.T, w *world) act {
			return func(ctx context.Context, key string) error {
				_, err := w.StepInterview(ctx, citizen, key, func(iv *petition.Interview) error {
					iv.Text, iv.Expires = iv.Text+"注塑", w.clock().Add(48*time.Hour)
					return nil
				})
				return err
			}
		},
		"drop interview": func(t *testing.T, w *world) act {
			w.asked(t, citizen, "old", "电镀")
			return func(ctx context.Context, key string) error { return w.DropInterview(ctx, citizen, key) }
		},
		"file sheet": func(t *testing.T, w *world) act {
			w.asked(t, citizen, "old", "电镀")
			return func(ctx context.Context, key string) error {
				_, err := w.FileSheet(ctx, citizen, key, petition.Report{What: "环评资料"}, w.sheet())
				return err
			}
		},
		"change": func(t *testing.T, w *world) act {
			p := w.routed(t, "噪音")
			return func(ctx context.Context, key string) error {
				_, _, err := w.Change(ctx, key, p.Case, accept)
				return err
			}
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, w *world) {
				do := prepare(t, w)
				if err := do(t.Context(), "the message"); err != nil {
					t.Fatal(err)
				}
				if name == "drop" {
					w.tell(t, citizen, "新的")
				}
				if name == "drop interview" {
					w.asked(t, citizen, "new", "电镀")
				}
				before := w.dump(t)
				w.time.pass(25 * time.Hour)
				if err := do(t.Context(), "the message"); err != nil {
					t.Fatal(err)
				}
				if after := w.dump(t); after != before {
					t.Errorf("before the repeat:\n%s\nafter it:\n%s", before, after)
				}
			})
		})
	}
}

// Repeats that come at the same moment still have one effect, and all of them
// get the same case number.
func TestRepeatAtTheSameMoment(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.tell(t, citizen, "噪音")
		var all sync.WaitGroup
		cases := make([]string, 8)
		for i := range cases {
			all.Go(func() {
				p, err := w.File(t.Context(), citizen, "the message")
				if err != nil {
					t.Error(err)
				}
				cases[i] = p.Case
			})
		}
		all.Wait()
		for _, c := range cases {
			if c == "" || c != cases[0] {
				t.Errorf("case numbers %q", cases)
			}
		}
		if n := w.count(t, `SELECT COUNT(*) FROM petitions`); n != 1 {
			t.Errorf("%d petitions", n)
		}
	})
}

// A key may be used by two effects of one message, and an effect that failed
// may be tried again with its key.
func TestKeyBelongsToOneEffect(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if _, err := w.File(t.Context(), citizen, "m"); !errors.Is(err, bot.ErrNotFound) {
			t.Fatalf("filing without a draft: %v", err)
		}
		if err := w.DropDraft(t.Context(), citizen, "m"); err != nil {
			t.Fatal(err)
		}
		_, err := w.StepDraft(t.Context(), citizen, "m", func(d *petition.Draft) error {
			d.Report.What = "噪音"
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.File(t.Context(), citizen, "m")
		if err != nil || p.Report.What != "噪音" {
			t.Errorf("filed %q, error %v", p.Report.What, err)
		}
	})
}

// Without a key every message would be a repeat of the one before.
func TestEmptyKeyIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if _, err := w.FileReport(t.Context(), citizen, "", petition.Report{What: "泄漏"}); err == nil {
			t.Error("a report without a key was filed")
		}
	})
}
