package sqlstore

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
	calendar "suihuan/bot/petition/clock"
)

// look notes that somebody looks at a petition.
func (w *world) look(t *testing.T, actor, action, caseNo string) {
	t.Helper()
	if err := w.Audit(t.Context(), actor, action, caseNo, ""); err != nil {
		t.Fatal(err)
	}
}

// firstBad is the row that verifying names, 0 when the audit holds.
func (w *world) firstBad(t *testing.T, kept audit.Head) int64 {
	t.Helper()
	_, err := w.VerifyAudit(t.Context(), kept)
	var f audit.Fault
	if err != nil && !errors.As(err, &f) {
		t.Fatal(err)
	}
	return f.Seq
}

// Whatever happens to a petition, and whoever looks at it, is in the audit; of
// what was said there is a digest alone.
func TestEverythingIsNoted(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if n, err := w.VerifyAudit(t.Context(), audit.Head{}); n != 0 || err != nil {
			t.Errorf("empty: %d rows, %v", n, err)
		}
		p := w.routed(t, "噪音，电话13800138000")
		w.change(t, p.Case, petition.Event{Type: petition.EventTransferred, Actor: "wang", Unit: "haizhu", Reason: "不在本区"})
		w.look(t, "li", petition.ActView, p.Case)
		if err := w.Audit(t.Context(), audit.Operator("root"), "receipt", "", "R-1"); err != nil {
			t.Fatal(err)
		}
		var got []string
		rows, err := w.AuditOf(t.Context(), p.Case)
		for _, r := range rows {
			got = append(got, strings.Join([]string{r.Actor, r.Action, r.Reason}, " "))
		}
		want := []string{
			"citizen filed ", "router routed " + audit.Digest("规则 r1"), "wang transferred " + audit.Digest("不在本区"), "li view ",
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v\ngot  %q\nwant %q", err, got, want)
		}
		if n, err := w.VerifyAudit(t.Context(), audit.Head{}); n != 5 || err != nil {
			t.Errorf("%d rows, %v", n, err)
		}
		kept := w.dump(t, "audit")
		for _, word := range []string{"噪音", "13800138000", "openid", "不在本区", "R-1"} {
			if strings.Contains(kept, word) {
				t.Errorf("the audit holds %q", word)
			}
		}
	})
}

// Of many who append at once one row follows the other, and verifying meanwhile
// finds nothing.
func TestAppendAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				for j := range 10 {
					note := petition.Event{Type: petition.EventNoted, Actor: "wang", Text: "看过现场"}
					_, _, err := w.Change(t.Context(), fmt.Sprint(i, "-", j), p.Case, note)
					_, bad := w.VerifyAudit(t.Context(), audit.Head{})
					if err = errors.Join(err, bad, w.Audit(t.Context(), "li", "view", p.Case, "")); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if n, err := w.VerifyAudit(t.Context(), audit.Head{}); n != 2+6*20 || err != nil {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}

// Whatever is done to a row in the database, at every position, is named; a tail
// that was cut is found by the count in the head.
func TestTamperingIsNamed(t *testing.T) {
	const length = 5
	onEach(t, func(t *testing.T, w *world) {
		for range length {
			w.look(t, "li", "view", "SH-1")
			w.time.pass(time.Minute)
		}
		if _, err := w.db.SQL.ExecContext(t.Context(), `CREATE TABLE kept AS SELECT * FROM audit`); err != nil {
			t.Fatal(err)
		}
		for at := int64(1); at <= length; at++ {
			other := at%length + 1
			for name, c := range map[string]struct {
				does []string
				want int64
			}{
				"changed":    {[]string{`UPDATE audit SET actor = 'wang' WHERE seq = {at}`}, at},
				"moved time": {[]string{`UPDATE audit SET at = at + 1 WHERE seq = {at}`}, at},
				"deleted":    {[]string{`DELETE FROM audit WHERE seq = {at}`}, at},
				"swapped": {[]string{
					`UPDATE audit SET seq = -1 WHERE seq = {at}`, `UPDATE audit SET seq = {at} WHERE seq = {other}`, `UPDATE audit SET seq = {other} WHERE seq = -1`,
				}, min(at, other)},
				"put in": {[]string{
					`UPDATE audit SET seq = -seq - 1 WHERE seq >= {at}`, `UPDATE audit SET seq = -seq WHERE seq < 0`,
					`INSERT INTO audit SELECT {at}, at, actor, action, case_no, reason, prev, hash FROM kept WHERE seq = {at}`,
				}, min(at+1, length+1)},
				"cut off": {[]string{`DELETE FROM audit WHERE seq >= {at}`}, at},
			} {
				for _, do := range c.does {
					do = strings.NewReplacer("{at}", fmt.Sprint(at), "{other}", fmt.Sprint(other)).Replace(do)
					if _, err := w.db.SQL.ExecContext(t.Context(), do); err != nil {
						t.Fatalf("%s: %v", do, err)
					}
				}
				if bad := w.firstBad(t, audit.Head{}); bad != c.want {
					t.Errorf("row %d %s: names %d, want %d", at, name, bad, c.want)
				}
				for _, back := range []string{`DELETE FROM audit`, `INSERT INTO audit SELECT * FROM kept`} {
					if _, err := w.db.SQL.ExecContext(t.Context(), back); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if bad := w.firstBad(t, audit.Head{}); bad != 0 {
			t.Errorf("put back: names %d", bad)
		}
	})
}

// A tail that is cut with its count is found by a head that was kept elsewhere;
// without its head the audit neither verifies nor takes a row.
func TestHeadOfTheAudit(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for range 4 {
			w.look(t, "li", "view", "SH-1")
		}
		kept, err := w.AuditHead(t.Context())
		if err != nil || kept.Seq != 4 {
			t.Fatalf("%v, %v", kept, err)
		}
		w.look(t, "li", "history", "SH-1")
		if bad := w.firstBad(t, kept); bad != 0 {
			t.Errorf("goes on: names %d", bad)
		}
		for _, do := range []string{
			`DELETE FROM audit WHERE seq > 2`, `UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit WHERE seq = 2)`,
		} {
			if _, err := w.db.SQL.ExecContext(t.Context(), do); err != nil {
				t.Fatal(err)
			}
		}
		if bad, found := w.firstBad(t, audit.Head{}), w.firstBad(t, kept); bad != 0 || found != 3 {
			t.Errorf("cut with its count: names %d, with a kept head %d", bad, found)
		}
		if _, err := w.db.SQL.ExecContext(t.Context(), `DELETE FROM audit_head`); err != nil {
			t.Fatal(err)
		}
		_, verified := w.VerifyAudit(t.Context(), audit.Head{})
		_, loaded := w.AuditHead(t.Context())
		for what, err := range map[string]error{
			"verify": verified, "head": loaded, "append": w.Audit(t.Context(), "li", "view", "SH-1", ""),
		} {
			if !errors.Is(err, errNoHead) {
				t.Errorf("%s without a head: %v", what, err)
			}
		}
	})
}

func TestSeen(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		mine := w.routed(t, "噪音") // at 17:00 in Guangzhou
		if seen, err := w.Seen(t.Context(), citizen); seen != nil || err != nil {
			t.Errorf("nobody has looked: %+v, %v", seen, err)
		}
		theirs := w.filed(t, stranger, "异味")
		w.look(t, "li", petition.ActView, mine.Case)
		w.look(t, "li", petition.ActView, theirs.Case)
		w.change(t, mine.Case, petition.Event{Type: petition.EventAccepted, Actor: "li"})
		w.time.pass(8 * time.Hour)
		w.look(t, "wang", "history", mine.Case)
		w.look(t, audit.Operator("root"), "rejudge", mine.Case)
		w.look(t, audit.Operator("root"), "unanswered", "")
		day := calendar.Date(2026, time.November, 23)
		want := []audit.Sight{
			{Role: audit.RoleOfficer, Count: 3, Days: []calendar.Day{day, day + 1}},
			{Role: audit.RoleOperator, Count: 1, Days: []calendar.Day{day + 1}},
		}
		if seen, err := w.Seen(t.Context(), citizen); err != nil || !reflect.DeepEqual(seen, want) {
			t.Errorf("%+v, %v", seen, err)
		}
		if seen, err := w.Seen(t.Context(), "wechat:gh_bureau:nobody"); seen != nil || err != nil {
			t.Errorf("of nobody: %+v, %v", seen, err)
		}
	})
}
