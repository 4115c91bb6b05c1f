package main

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatsEndToEnd: what citizens and officers did is counted, whole and in
// groups, with what each figure means and without a person.
func TestStatsEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		w.withContent(t)
		w.start(t)
		answered, open := w.citizen(t).files(), w.citizen(t).filesInHaizhu()
		li := w.member(t, "zhangsan")
		li.card(answered, within)
		w.member(t, "chenqi").card(open, within)
		li.talks(exchange{"受理 " + answered, []string{"受理"}},
			exchange{"不予受理 " + answered + " 不归本局；找街道", []string{"不能"}})
		var found counted
		if err := json.Unmarshal([]byte(w.officer(t, "stats", "--json", "--by", "unit")), &found); err != nil {
			t.Fatal(err)
		}
		if len(found.Groups) != 2 || len(found.Definitions) != len(found.Total.Figures) || found.By != "unit" {
			t.Fatalf("%+v", found)
		}
		for key, want := range map[string]float64{"filed": 2, "accepted": 1, "acceptance_rate": 1, "limits_met": 1, "on_time_rate": 1, "answered": 0} {
			if got := found.Total.Figures[key]; got == nil || *got != want {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
		if found.Total.Figures["days_to_answer_median"] != nil {
			t.Error("days to answer where nothing was answered")
		}
		for _, g := range found.Groups {
			if *g.Figures["filed"] != 1 || *g.Figures["accepted"] != map[string]float64{"tianhe": 1}[g.Group] {
				t.Errorf("%s: %v filed, %v accepted", g.Group, *g.Figures["filed"], *g.Figures["accepted"])
			}
		}
		expect(t, "words", w.officer(t, "stats", "--by", "district"), "天河", "海珠", "合计", "登记：2", "口径：", "!"+phone)
		expect(t, "csv", w.officer(t, "stats", "--csv", "--by", "kind"), "^\ufeff组,名称,登记,", "举报投诉,2,1,", "指标,键,口径")
		expect(t, "another time", w.officer(t, "stats", "--to", "2020-01-01"), "登记：0", "受理率：—")
	})
}

// TestAuditEndToEnd: who did what and who looked is on record, the record
// verifies beside the service, and a row that was changed is named.
func TestAuditEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		w.withContent(t)
		w.start(t)
		caseNo := w.citizen(t).files()
		officer := w.member(t, "zhangsan")
		officer.card(caseNo, within)
		officer.talks(exchange{"查看 " + caseNo, []string{"打桩"}}, exchange{"经过 " + caseNo, []string{"登记"}}, exchange{"受理 " + caseNo, []string{"受理"}})
		expect(t, "list", w.officer(t, "audit", "list", "--case", caseNo),
			"citizen  filed", "router  routed", "zhangsan  view", "zhangsan  history", "zhangsan  accepted", "!"+phone, "!打桩")
		head := strings.TrimSpace(w.officer(t, "audit", "head"))
		expect(t, "head", head, "^5:")
		w.officer(t, "unanswered")
		w.officer(t, "recall", "target-2021-pm25")
		expect(t, "verify", w.officer(t, "audit", "verify"), "^ok: 7 rows")
		expect(t, "verify --head", w.officer(t, "audit", "verify", "--head", head), "^ok: 7 rows")
		at := []string{"--config", w.config, "--data", w.data}
		for _, bad := range [][]string{{"audit", "verify", "--head", "5:0"}, {"audit", "list", "--case", "SH-1"}, {"audit", "list"}} {
			if err := fails(t, nil, append(bad, at...)...); exitCode(err) != 2 {
				t.Errorf("%v: %v", bad, err)
			}
		}
		other := strings.NewReplacer("0", "1", "1", "0").Replace(strings.TrimPrefix(head, "5:"))
		expect(t, "another head", fails(t, nil, append([]string{"audit", "verify", "--head", "5:" + other}, at...)...).Error(), "audit row 5: ")
		w.forge(t, `UPDATE audit SET actor = 'lisi' WHERE seq = 3`)
		err := fails(t, nil, append([]string{"audit", "verify"}, at...)...)
		expect(t, "forged", err.Error(), "audit row 3: is not what was written")
		if exitCode(err) != 1 {
			t.Errorf("exit code %d", exitCode(err))
		}
	})
}

// forge does to the database what no program of ours does.
func (w *world) forge(t *testing.T, statement string) {
	t.Helper()
	driver, source := "sqlite", filepath.Join(w.data, "suihuan.db")
	if w.postgres != "" {
		driver, source = "pgx", w.postgres
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
