package main

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/sqlstore"
)

// longAgo fills a folder with two petitions that were withdrawn three years ago
// and a draft of then, and returns the case numbers.
func longAgo(t *testing.T, dir string) (cases []string) {
	t.Helper()
	db, err := sqlstore.Open(t.Context(), sqlstore.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	store := sqlstore.New(db, forgotten{}, petition.Terms{}, func() time.Time { return time.Now().AddDate(-3, 0, 0) })
	for _, key := range []string{"a", "b"} {
		p, err := store.FileReport(t.Context(), "person", key, petition.Report{What: "半夜打桩"})
		if err == nil {
			_, _, err = store.Change(t.Context(), key+" back", p.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		}
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, p.Case)
	}
	if _, err := store.StepDraft(t.Context(), "person", "c", func(*petition.Draft) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestRetainCommand: what is due is shown, a case is excepted, the rest is ended,
// and statistics count it as before.
func TestRetainCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "", "")
	cases := longAgo(t, w.data)
	look := func(args ...string) (r retained, due map[string]int) {
		t.Helper()
		if err := json.Unmarshal([]byte(w.officer(t, append([]string{"retain", "--json"}, args...)...)), &r); err != nil {
			t.Fatal(err)
		}
		due = map[string]int{}
		for _, c := range r.Classes {
			if c.Due > 0 {
				due[c.Class] = c.Due
			}
		}
		return r, due
	}
	stats := w.officer(t, "stats", "--json")
	for range 2 {
		if r, due := look("--dry-run"); !r.DryRun || due["withdrawn"] != 2 || due["drafts"] != 1 || len(due) != 2 || len(r.Held) != 0 {
			t.Errorf("dry run %+v", r)
		}
	}
	expect(t, "hold", w.officer(t, "retain", "hold", strings.ToLower(cases[0])), cases[0], "一直保存")
	expect(t, "in words", w.officer(t, "retain", "--dry-run"), "试算", "匿名化 1　来信人撤回", "到期未处理 1：指定保留", "理由：", "指定保留："+cases[0])
	if r, due := look(); r.DryRun || due["withdrawn"] != 1 || due["drafts"] != 1 || !slices.Equal(r.Held, cases[:1]) {
		t.Errorf("done %+v", r)
	}
	expect(t, "release", w.officer(t, "retain", "release", cases[0]), "按期限处理")
	expect(t, "the rest", w.officer(t, "retain"), "!试算", "匿名化 1　来信人撤回", "删除 0　没有提交", "指定保留：没有")
	if after := w.officer(t, "stats", "--json"); after != stats {
		t.Errorf("statistics before %s\nafter %s", stats, after)
	}
	expect(t, "audit", w.officer(t, "audit", "list", "--case", cases[0]), "retain hold", "retain release", "anonymised")
	for _, args := range [][]string{{"hold", cases[0]}, {"hold"}, {"words"}, {"hold", "a", "b"}} {
		err := fails(t, nil, slices.Concat([]string{"retain", "--data", w.data}, args)...)
		if !errors.As(err, new(invalid)) {
			t.Errorf("%v: %v", args, err)
		}
	}
}
