package knowledge

import (
	"strings"
	"testing"
	"time"
)

// TestOwnQuestions runs the tests that ship with the content.
func TestOwnQuestions(t *testing.T) {
	t.Parallel()
	asked, failed := loadEmbedded(t).Test(askDay)
	for _, f := range failed {
		t.Error(f)
	}
	if asked < 200 {
		t.Errorf("only %d questions", asked)
	}
}

// TestNothingEndedIsTheRule moves the day past every boundary of the sources
// and finds no document cited as in force outside its time.
func TestNothingEndedIsTheRule(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	days := map[string]bool{"2020-06-01": true, "2021-06-01": true, "2026-11-23": true}
	for _, s := range b.content.Sources {
		for _, d := range []string{s.Effective, s.Expires, s.Repealed} {
			if day, err := time.Parse(time.DateOnly, d); err == nil {
				for _, shift := range []int{-1, 0, 1} {
					days[day.AddDate(0, 0, shift).Format(time.DateOnly)] = true
				}
			}
		}
	}
	for day := range days {
		today, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		for id, e := range b.entries {
			a := b.Say(id, today)
			for i, c := range e.on(day).Cite {
				s := b.sources[c.Source]
				ended := s.Status == "in-force" && (s.Repealed != "" && s.Repealed <= day || s.Expires != "" && s.Expires < day || s.Effective > day)
				if ended && (a.Citations[i].Status == "in-force" || !strings.Contains(a.Text, s.Title)) {
					t.Errorf("%s on %s: %s is told as the rule", id, day, s.Title)
				}
			}
		}
	}
}
