package bot

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestOutdated(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		said, noticed, today string
		outdated, notified   bool
	}{
		{"d1", "", "d1", false, false},
		{"d1", "", "d2", true, false},
		{"d1", "d2", "d2", true, true},
		{"d1", "d2", "d3", true, false},
		{"d1", "d2", "d1", true, false}, // corrected back
		{"d1", "d1", "d1", false, true}, // and told so
	} {
		a := Answered{Digest: tt.said, Corrected: tt.noticed}
		if a.Outdated(tt.today) != tt.outdated || a.Notified(tt.today) != tt.notified {
			t.Errorf("said %s, noticed %q, today %s: outdated %v, notified %v", tt.said, tt.noticed, tt.today, !tt.outdated, !tt.notified)
		}
	}
}

func TestAnsweredShowsNobody(t *testing.T) {
	t.Parallel()
	for person, want := range map[string]string{
		"wechat:gh_bureau:oABCDEFGHIJKLMNOPQRSTUVWXYZ0": "wechat:***XYZ0",
		"wecom:ww1:wangwu": "wecom:***u",
		"wecom:ww1:li":     "wecom:***",
	} {
		channel, _, _ := strings.Cut(person, ":")
		a := Answered{Person: person, Channel: channel, Entry: "plan-2021"}
		if got := a.Masked(); got != want {
			t.Errorf("%s is shown as %s, want %s", person, got, want)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "answer", a)
		if strings.Contains(log.String(), person) {
			t.Errorf("the log shows %s", log.String())
		}
	}
}
