package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/jobs"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	replies "suihuan/bot/petition/reply"
	"suihuan/bot/sqlstore"
	"suihuan/config"
	"suihuan/handlers/officer"
	"suihuan/knowledge"
	"suihuan/knowledge/contenttest"
)

// year is an office whose time is moved day by day: the real database, the real
// desk of officers, and two instances that remind.
type year struct {
	*testing.T
	data  string
	store *sqlstore.Store
	db    *sqlstore.DB
	rules petition.Rules
	desk  *officer.Desk
	now   time.Time
	said  int

	mu   sync.Mutex
	told []string // day, officer and what they were told since the last look
}

func newYear(t *testing.T, data string, now time.Time) *year {
	t.Helper()
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	y := &year{T: t, data: data, now: now, rules: petition.Rules{Default: "bureau", Terms: terms, Units: []petition.Unit{
		{ID: "bureau", Name: "市局", Officers: []string{"qian"}}, {ID: "tianhe", Name: "天河分局", Officers: []string{"li", "wang"}},
		{ID: "haizhu", Name: "海珠分局", Officers: []string{"zhao"}},
	}}}
	if y.db, err = sqlstore.Open(t.Context(), sqlstore.Options{Dir: data}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { y.db.Close() })
	y.store = sqlstore.New(y.db, forgotten{}, terms, func() time.Time { return y.now })
	book, err := replies.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	y.desk = &officer.Desk{
		Petitions: y.store, Docket: y.store, Cards: y.store, Audit: y.store, Units: y.rules, Book: book, Repealed: func(clock.Day) []replies.Law { return nil },
	}
	return y
}

func (y *year) Card(petition.Brief, string) ([]byte, error)              { return nil, nil }
func (y *year) SendCard(context.Context, []byte) (string, string, error) { return "", "", nil }
func (y *year) UpdateCard(context.Context, string, petition.Brief) error { return nil }
func (y *year) SendText(_ context.Context, officer, words string) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	_, says, _ := strings.Cut(words, "】SH-")
	says, _, _ = strings.Cut(says[len("ABCDE-FGHJK "):], "：")
	y.told = append(y.told, clock.DayOf(y.now).String()+" "+officer+" "+says)
	return nil
}

// files is an appeal that 天河分局 gets at once.
func (y *year) files() string {
	y.Helper()
	p, err := y.store.FileReport(y.Context(), "wechat:gh:citizen", y.key(), petition.Report{What: "半夜打桩", Where: "天河区棠下街", Sorted: clock.Appeal})
	if err != nil {
		y.Fatal(err)
	}
	_, _, err = y.store.Change(y.Context(), y.key(), p.Case, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则"})
	if err != nil {
		y.Fatal(err)
	}
	return p.Case
}

func (y *year) key() string { y.said++; return fmt.Sprint("key ", y.said) }

// says is what an officer writes at noon of the day, and part of the reply.
func (y *year) says(who, words, want string) {
	y.Helper()
	y.now = clock.DayOf(y.now).At(12)
	m := bot.Message{Channel: bot.ChannelWeCom, Sender: who, Key: y.key(), Kind: bot.KindText, Text: words}
	next := func(context.Context, *bot.Turn) (bot.Reply, error) { return bot.Reply{}, errors.New("not the desk's") }
	reply, err := y.desk.Serve(next)(y.Context(), &bot.Turn{Message: m, Session: &bot.Session{}, Text: words, Now: y.now})
	if err != nil {
		y.Fatal(err)
	}
	expect(y.T, words, whole(reply), want)
}

// until lets the mornings pass up to a day, both instances reminding at once, and
// compares who was told what.
func (y *year) until(day string, want ...string) {
	y.Helper()
	last, err := clock.ParseDay(day)
	if err != nil {
		y.Fatal(err)
	}
	y.told = nil
	for clock.DayOf(y.now) < last {
		y.now = (clock.DayOf(y.now) + 1).At(9)
		cases, err := y.store.RemindersDue(y.Context(), y.now, 100)
		if err != nil {
			y.Fatal(err)
		}
		for _, caseNo := range cases {
			y.remind(caseNo)
		}
	}
	slices.Sort(y.told)
	if !slices.Equal(y.told, want) {
		y.Errorf("until %s\n%s\nwant\n%s", day, strings.Join(y.told, "\n"), strings.Join(want, "\n"))
	}
}

func (y *year) remind(caseNo string) {
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			w := jobs.Work{
				Petitions: y.store, Terms: y.store, Reminders: y.store, Desk: y, Rules: y.rules,
				Now: func() time.Time { return y.now }, Log: slog.New(slog.DiscardHandler),
			}
			if err := w.Remind(y.Context(), caseNo); err != nil {
				y.Error(err)
			}
		})
	}
	both.Wait()
}

// due is until when the next limit of a case is kept.
func (y *year) due(caseNo, want string) {
	y.Helper()
	var ms int64
	if err := y.db.SQL.QueryRowContext(y.Context(), `SELECT next_due FROM petitions WHERE case_no = $1`, caseNo).Scan(&ms); err != nil {
		y.Fatal(err)
	}
	got := ""
	if ms > 0 {
		got = clock.DayOf(time.UnixMilli(ms)).String()
	}
	if got != want {
		y.Errorf("next due %s, want %s", got, want)
	}
}

// TestTermsEndToEnd is an appeal from filing to answer: who is told of which limit
// on which day.
func TestTermsEndToEnd(t *testing.T) {
	t.Parallel()
	y := newYear(t, t.TempDir(), clock.Date(2026, 3, 2).At(10))
	c := y.files()
	y.due(c, "2026-03-17")
	y.until("2026-03-17",
		"2026-03-05 li 还有2个工作日。转送异议", "2026-03-05 wang 还有2个工作日。转送异议",
		"2026-03-06 li 还有1个工作日。转送异议", "2026-03-06 wang 还有1个工作日。转送异议",
		"2026-03-10 li 还有5个工作日。受理告知", "2026-03-10 wang 还有5个工作日。受理告知",
		"2026-03-13 li 还有2个工作日。受理告知", "2026-03-13 wang 还有2个工作日。受理告知",
		"2026-03-16 li 还有1个工作日。受理告知", "2026-03-16 wang 还有1个工作日。受理告知")
	y.says("li", "受理 "+c, "受理")
	y.due(c, "2026-05-18") // the 60th day is a Saturday
	y.until("2026-05-15",
		"2026-04-30 li 还有10个工作日。办结", "2026-05-11 li 还有5个工作日。办结",
		"2026-05-14 li 还有2个工作日。办结", "2026-05-15 li 还有1个工作日。办结")
	y.says("li", "延期 "+c+" 20 陈局长 案情复杂，需要再检测", "办理期限已延长20日")
	y.due(c, "2026-06-05")
	y.until("2026-06-11",
		"2026-05-22 li 还有10个工作日。办结", "2026-05-29 li 还有5个工作日。办结",
		"2026-06-03 li 还有2个工作日。办结", "2026-06-04 li 还有1个工作日。办结",
		"2026-06-08 li 已超期1个工作日。办结", "2026-06-08 qian 已超期1个工作日。办结",
		"2026-06-10 li 已超期3个工作日。办结", "2026-06-10 qian 已超期3个工作日。办结")
	y.due(c, "2026-06-05")
	_, _, err := y.store.Change(t.Context(), y.key(), c, petition.Event{Type: petition.EventAnswered, Actor: "li", Text: "已责令停工"})
	if err != nil {
		t.Fatal(err)
	}
	y.due(c, "")
	y.until("2026-12-31")
}

// TestDisputeEndToEnd: the second transfer is the superior's to decide, and nothing
// begins again by it.
func TestDisputeEndToEnd(t *testing.T) {
	t.Parallel()
	y := newYear(t, t.TempDir(), clock.Date(2026, 3, 2).At(10))
	c := y.files()
	y.says("li", "转办 "+c+" 海珠分局 不在本区", "海珠分局")
	y.says("zhao", "提请裁定 "+c+" 也不在本区", "裁定")
	y.until("2026-03-05", "2026-03-03 qian 受理争议已有1个工作日没有定。受理争议", "2026-03-05 qian 受理争议已有3个工作日没有定。受理争议")
	y.says("qian", "裁定 "+c+" 天河分局 现场在天河", "天河分局")
	y.due(c, "2026-03-17")
	y.until("2026-03-10", "2026-03-10 li 还有5个工作日。受理告知", "2026-03-10 wang 还有5个工作日。受理告知")
}

const newNotice = `year: 2027
source: made up for this test
holidays: [2027-01-01..2027-01-05, 2027-05-01, 2027-10-01]
`

// TestTermsRecompute adds the notice of 2027: what rested on it is listed, and
// stored anew.
func TestTermsRecompute(t *testing.T) {
	t.Parallel()
	w := thinInstallation(t)
	y := newYear(t, filepath.Join(string(w), "data"), clock.Date(2026, 12, 21).At(10))
	moves, stays := y.files(), ""
	y.now = clock.Date(2026, 12, 1).At(10)
	stays = y.files()
	y.due(moves, "2027-01-05")
	y.due(stays, "2026-12-16")
	if err := y.db.Close(); err != nil {
		t.Fatal(err)
	}
	notice := w.file(t, "2027.yaml", newNotice)
	expect(t, "added", w.says(t, notice, "terms", "recompute", "--json"),
		`{"changed":[{"case":"`+moves+`","was":"2027-01-05","now":"2027-01-06","duty":"受理告知","provisional":false}]}`)
	expect(t, "taken away", w.says(t, "", "terms", "recompute"), "1 件的期限有变", moves+"  2027-01-06 → 2027-01-05  受理告知（暂定）", "!"+stays)
	expect(t, "checked", w.says(t, notice, "check"), "ok: ", "!缺2027年放假安排")
}

// TestFaultyCalendars: every fault has its file and line, and nothing is started.
func TestFaultyCalendars(t *testing.T) {
	t.Parallel()
	w := thinInstallation(t)
	bad := w.file(t, "bad.yaml", newNotice+"workdays:\n- 2027-02-20\n- 2027-02-10\n")
	worse := w.file(t, "worse.yaml", "year: 2028\nsource: x\nholiday: []\n")
	path := w.file(t, "config.yaml", fmt.Sprintf("calendars: [%s, %s, %s]\n", bad, worse, filepath.Join(string(w), "none.yaml")))
	err := fails(t, w.environ(), "check", "--config", path)
	expect(t, "check", err.Error(), "calendars:\n", bad+":6: 2027-02-10 is a make-up workday", worse+":3: field holiday not found", "none.yaml: no such file")
	twice := []string{w.file(t, "a.yaml", newNotice), w.file(t, "b.yaml", newNotice)}
	if _, err := termsOf(config.Config{Calendars: twice}); err == nil || !strings.Contains(err.Error(), "the year 2027 stands twice") {
		t.Errorf("a year twice: %v", err)
	}
}

// thin is the folder of an installation with little content.
type thin string

func thinInstallation(t *testing.T) thin {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), contenttest.Thin(t, knowledge.Embedded())); err != nil {
		t.Fatal(err)
	}
	return thin(folder)
}

func (w thin) environ() []string {
	return []string{"SUIHUAN_CONTENT=" + filepath.Join(string(w), "content"), "SUIHUAN_DATA=" + filepath.Join(string(w), "data")}
}

func (w thin) file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(string(w), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// says is what a command prints, with a calendar or none.
func (w thin) says(t *testing.T, calendar string, args ...string) string {
	t.Helper()
	config := "calendars: []\n"
	if calendar != "" {
		config = "calendars: [" + calendar + "]\n"
	}
	var out strings.Builder
	args = append(args, "--config", w.file(t, "config.yaml", config))
	if err := run(t.Context(), args, w.environ(), nil, &out, t.Output()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
