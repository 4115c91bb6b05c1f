package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestDigest edits the content and looks which digests change.
func TestDigest(t *testing.T) {
	t.Parallel()
	before := loadEmbedded(t)
	past := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	later := askDay.AddDate(1, 0, 0)
	for _, tt := range []struct {
		name, file, old, new string
		changed              map[string]time.Time // entry → a day on which it says something else
		same                 map[string]time.Time
	}{
		{"nothing", "plan.yaml", "entries:", "entries:",
			nil, map[string]time.Time{"plan-2021": later, "eia-what": past, "law-noise": askDay}},
		{"a text", "plan.yaml", "33微克/立方米以下。", "34微克/立方米以下。",
			map[string]time.Time{"target-2021-pm25": askDay}, map[string]time.Time{"plan-2021": askDay, "target-2021-ozone": askDay}},
		{"what was true before", "eia.yaml", "环评法的全文我这里没有。", "环评法的全文请查国家法律法规数据库。",
			map[string]time.Time{"eia-what": past}, map[string]time.Time{"eia-what": askDay}},
		{"what a source is", "sources.yaml", "effective: \"2022-06-05\"\n    status: in-force", "effective: \"2022-06-05\"\n    status: draft",
			map[string]time.Time{"law-noise": past}, map[string]time.Time{"plan-2021": past}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			edited := folder(t)
			text := string(edited[tt.file].Data)
			if !strings.Contains(text, tt.old) {
				t.Fatalf("%s does not hold %q", tt.file, tt.old)
			}
			edited[tt.file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, tt.old, tt.new))}
			after, err := Load(edited)
			if err != nil {
				t.Fatal(err)
			}
			for entry, day := range tt.changed {
				if a, b := before.Say(entry, day), after.Say(entry, day); a.Digest == b.Digest || a.Digest == "" {
					t.Errorf("%s on %v: still %s", entry, day, a.Digest)
				}
			}
			for entry, day := range tt.same {
				if a, b := before.Say(entry, day), after.Say(entry, day); a.Digest != b.Digest || a.Digest == "" {
					t.Errorf("%s on %v: %s, then %s", entry, day, a.Digest, b.Digest)
				}
			}
		})
	}
}

// TestAnswersCarryTheirDay: a question for the rules of another day is answered
// with that day's digest, whatever is said around the text.
func TestAnswersCarryTheirDay(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for question, day := range map[string]string{
		"2021年PM2.5要控制到多少": askDay.Format(time.DateOnly),
		"2022年的时候，环评是什么":   "2022-07-15",
	} {
		a := b.Ask(question, askDay)
		if got := a.AsOf.Format(time.DateOnly); a.Kind != KindAnswer || got != day || a.Digest != b.Say(a.Entry, a.AsOf).Digest {
			t.Errorf("%s: %s %s as of %s with %s, want %s", question, a.Kind, a.Entry, got, a.Digest, day)
		}
	}
	if a := b.Say("no-such-entry", askDay); a.Digest != "" || a.Text != "" {
		t.Errorf("an entry that does not exist says %q with %s", a.Text, a.Digest)
	}
}
