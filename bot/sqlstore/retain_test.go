package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/retain"
)

const day = 24 * time.Hour

// closed is a petition that is over, its citizen told of everything.
func (w *world) closed(t *testing.T) petition.Petition {
	t.Helper()
	p := wholeIntake(t, w)
	w.reads(t, citizen)
	return w.change(t, p.Case, petition.Event{Type: petition.EventClosed, Actor: "li"})
}

// reads brings a person every notice that waits.
func (w *world) reads(t *testing.T, person string) {
	t.Helper()
	for notices := w.waiting(t, person); len(notices) > 0; notices = w.waiting(t, person) {
		var ids []string
		for _, n := range notices {
			ids = append(ids, n.ID)
		}
		if err := w.Delivered(t.Context(), person, ids); err != nil {
			t.Fatal(err)
		}
	}
}

// retains does what is due and says how much it was, by class.
func (w *world) retains(t *testing.T, do func() (retain.Result, error)) map[string]int {
	t.Helper()
	result, err := do()
	if err != nil {
		t.Fatal(err)
	}
	due := map[string]int{}
	for _, n := range result.Counts {
		if n.Due > 0 {
			due[n.Name] = n.Due
		}
	}
	return due
}

func (w *world) due() (retain.Result, error) { return w.Due(context.Background(), w.clock()) }

func (w *world) retain() (retain.Result, error) {
	return w.Retain(context.Background(), w.clock(), math.MaxInt)
}

func class(t *testing.T, name string) retain.Class {
	t.Helper()
	i := slices.IndexFunc(retain.Classes(), func(c retain.Class) bool { return c.Name == name })
	if i < 0 {
		t.Fatal("no class", name)
	}
	return retain.Classes()[i]
}

// Nothing is ended a millisecond before its term is over, and everything at it
// and after; what would be ended is told before, and changes nothing.
func TestRetainAtTheEdge(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		ends := map[string]func() petition.Petition{
			"closed":   func() petition.Petition { return w.closed(t) },
			"answered": func() petition.Petition { p := wholeIntake(t, w); w.reads(t, citizen); return p },
			"not-accepted": func() petition.Petition {
				p := w.routed(t, "噪音")
				p = w.change(t, p.Case, petition.Event{Type: petition.EventNotAccepted, Actor: "li", Reason: "不归我们", Text: "找街道"})
				w.reads(t, citizen)
				return p
			},
			"transferred": func() petition.Petition {
				p := w.routed(t, "噪音")
				p = w.change(t, p.Case, petition.Event{Type: petition.EventHandedOver, Actor: "li", Reason: "不归我们", Text: "街道"})
				w.reads(t, citizen)
				return p
			},
			"withdrawn": func() petition.Petition {
				p := w.routed(t, "噪音")
				p = w.change(t, p.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
				w.reads(t, citizen)
				return p
			},
		}
		for name, end := range ends {
			p := end()
			w.time.pass(class(t, name).Keep - time.Millisecond)
			for _, c := range []struct{ pass, due time.Duration }{{0, 0}, {time.Millisecond, 1}, {time.Millisecond, 1}} {
				w.time.pass(c.pass)
				before := w.dump(t)
				if due := w.retains(t, w.due); due[name] != int(c.due) {
					t.Errorf("%s: due %v, want %d", name, due, c.due)
				}
				if w.dump(t) != before {
					t.Errorf("%s: a dry run has changed the database", name)
				}
			}
			w.time.pass(-2 * time.Millisecond)
			if due := w.retains(t, w.retain); due[name] != 0 {
				t.Errorf("%s: ended too early", name)
			}
			if _, err := w.Petition(t.Context(), p.Case); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			w.time.pass(time.Millisecond)
			if due := w.retains(t, w.retain); due[name] != 1 {
				t.Errorf("%s: ended %v", name, due)
			}
			if _, err := w.Petition(t.Context(), p.Case); !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
			after := w.dump(t)
			if due := w.retains(t, w.retain); len(due) != 0 || w.dump(t) != after {
				t.Errorf("%s: done again, %v", name, due)
			}
		}
	})
}

// The same for what is deleted.
func TestRetainDeletesAtTheEdge(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		makes := map[string]struct {
			table string
			do    func()
			after time.Duration
		}{
			retain.Drafts:     {"drafts", func() { w.tell(t, citizen, "草稿") }, class(t, retain.Drafts).Keep},
			retain.Interviews: {"interviews", func() { w.asked(t, citizen, w.key(), "电镀") }, time.Hour},
			retain.Answers:    {"answers", func() { w.told(t, w.key(), answer(citizen, "plan-2021")) }, class(t, retain.Answers).Keep},
			retain.Corrections: {"mailbox", func() {
				w.correct(t, w.told(t, w.key(), answer(citizen, "law-noise")), "d2", answer(citizen, "law-noise"))
				w.reads(t, citizen)
			}, class(t, retain.Corrections).Keep},
		}
		for name, c := range makes {
			c.do()
			w.time.pass(c.after - time.Millisecond)
			for i, want := range []int{0, 1, 0} {
				if due := w.retains(t, w.due); due[name] != want {
					t.Errorf("%s: step %d due %v", name, i, due)
				}
				if due := w.retains(t, w.retain); due[name] != want {
					t.Errorf("%s: step %d ended %v", name, i, due)
				}
				w.time.pass(time.Millisecond)
			}
			if n := w.count(t, `SELECT COUNT(*) FROM `+c.table); n != 0 {
				t.Errorf("%s: %d are left", name, n)
			}
		}
		today := w.clock()
		if err := w.CollectQuestion(t.Context(), w.key(), refused(today.Format(time.DateOnly), "a")); err != nil {
			t.Fatal(err)
		}
		w.time.pass(class(t, retain.Questions).Keep)
		for _, want := range []int{0, 1, 0} {
			if due := w.retains(t, w.retain); due[retain.Questions] != want {
				t.Errorf("questions: %v", due)
			}
			w.time.pass(day)
		}
	})
}

// What keeps a case beyond its term.
func TestRetainKeeps(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		held, unread, joined, running := w.closed(t), wholeIntake(t, w), w.closed(t), w.routed(t, "噪音")
		merged := w.routed(t, "噪音")
		w.change(t, merged.Case, petition.Event{Type: petition.EventMerged, Actor: "li", Details: petition.Details{Into: joined.Case}})
		w.reads(t, citizen)
		unread = w.change(t, unread.Case, petition.Event{Type: petition.EventClosed, Actor: "li"})
		if _, err := w.db.SQL.ExecContext(t.Context(), `UPDATE mailbox SET delivered_at = NULL WHERE case_no = $1`, unread.Case); err != nil {
			t.Fatal(err)
		}
		if err := w.Hold(t.Context(), held.Case); err != nil {
			t.Fatal(err)
		}
		c := class(t, "closed")
		check := func(when string, kept map[retain.Verdict]int, ended ...petition.Petition) {
			t.Helper()
			result, err := w.retain()
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(result.Counts, func(n retain.Count) bool { return n.Name == "closed" })
			if got := result.Counts[i]; got.Due != len(ended) || fmt.Sprint(got.Kept) != fmt.Sprint(kept) {
				t.Errorf("%s: ended %d, kept %v", when, got.Due, got.Kept)
			}
			for _, p := range ended {
				if _, err := w.Petition(t.Context(), p.Case); !errors.Is(err, bot.ErrNotFound) {
					t.Errorf("%s: %v", when, err)
				}
			}
		}
		w.time.pass(c.Keep)
		check("at the term", map[retain.Verdict]int{retain.Held: 1, retain.Joined: 1, retain.Unread: 1})
		w.time.pass(c.Unread - c.Keep - time.Millisecond)
		check("before the longer term", map[retain.Verdict]int{retain.Held: 1, retain.Joined: 1, retain.Unread: 1})
		w.time.pass(time.Millisecond)
		check("at the longer term", map[retain.Verdict]int{retain.Held: 1, retain.Joined: 1}, unread)
		w.change(t, merged.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		check("once nobody is joined", map[retain.Verdict]int{retain.Held: 1}, joined)
		if on, err := w.OnHold(t.Context()); err != nil || !slices.Equal(on, []string{held.Case}) {
			t.Errorf("on hold %v, error %v", on, err)
		}
		if err := w.Release(t.Context(), held.Case); err != nil {
			t.Fatal(err)
		}
		check("once it is released", map[retain.Verdict]int{}, held)
		if _, err := w.Petition(t.Context(), running.Case); err != nil {
			t.Errorf("the running one: %v", err)
		}
		for _, caseNo := range []string{held.Case, "SH-AAAAA-AAAAA"} {
			if err := w.Hold(t.Context(), caseNo); !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("hold of what is not there: %v", err)
			}
		}
	})
}

// What is left of an anonymised case is what is counted, in the tables that are
// named here: a new one that has a case must decide.
func TestRetainLeavesWhatIsCounted(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.closed(t)
		w.time.pass(class(t, "closed").Keep)
		w.retains(t, w.retain)
		all := w.dump(t)
		for _, never := range []string{w.person(citizen), "wang", "前进街道", "规则"} {
			if rows := w.dump(t, "petitions", "events", "mailbox"); strings.Contains(linesOf(rows, p.Case), never) {
				t.Errorf("%q is left:\n%s", never, linesOf(rows, p.Case))
			}
		}
		for _, always := range []string{`"district":"天河"`, `"labels":["noise-construction"]`, `"urgent":true`, `"anonymous":true`, "closed", "yuexiu"} {
			if !strings.Contains(linesOf(all, p.Case), always) {
				t.Errorf("%q is gone:\n%s", always, linesOf(all, p.Case))
			}
		}
		types, err := list(t.Context(), w.db.SQL, func(r row) (kind string, err error) {
			err = r.Scan(&kind)
			return kind, err
		}, `SELECT type FROM events WHERE case_no = $1 ORDER BY number`, p.Case)
		if want := "filed supplemented routed transferred accepted answered received closed"; err != nil || strings.Join(types, " ") != want {
			t.Errorf("events %v, error %v", types, err)
		}
		for _, table := range w.tablesOfCases(t) {
			n := w.count(t, `SELECT COUNT(*) FROM `+table+` WHERE case_no = $1`, p.Case)
			if left := slices.Contains([]string{"petitions", "events", "audit", "jobs"}, table); n > 0 && !left {
				t.Errorf("%d rows are left in %s", n, table)
			}
		}
	})
}

// linesOf are the lines of a dump that name a case.
func linesOf(dump, caseNo string) string {
	var lines []string
	for l := range strings.SplitSeq(dump, "\n") {
		if strings.Contains(l, caseNo) {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// tablesOfCases lists every table that has a column case_no.
func (w *world) tablesOfCases(t *testing.T) []string {
	t.Helper()
	query := `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'case_no'`
	if w.db.Postgres {
		query = `SELECT table_name FROM information_schema.columns WHERE column_name = 'case_no' AND table_schema = current_schema()`
	}
	tables, err := list(t.Context(), w.db.SQL, func(r row) (name string, err error) {
		err = r.Scan(&name)
		return name, err
	}, query)
	if err != nil || len(tables) < 6 {
		t.Fatal(tables, err)
	}
	return tables
}
