package clock

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// golden is one case: after the log and then, the limits are want and those of
// and; refused is why the last event is refused.
type golden struct {
	Name    string   `yaml:"name"`
	Article string   `yaml:"article"`
	Kind    Kind     `yaml:"kind"`
	Log     []string `yaml:"log"`
	Then    []string `yaml:"then"`
	Want    []string `yaml:"want"`
	And     []string `yaml:"and"`
	Refused string   `yaml:"refused"`
}

// TestGolden holds the limits to cases that were worked out with the notices of
// 2025 and 2026 and not with this package.
func TestGolden(t *testing.T) {
	t.Parallel()
	count := 0
	for _, file := range []string{"notice.yaml", "transfer.yaml", "handling.yaml", "review.yaml"} {
		for _, g := range goldens(t, file) {
			count++
			t.Run(file+"/"+g.Name, func(t *testing.T) {
				t.Parallel()
				g.check(t, embedded(t))
			})
		}
	}
	if count < 100 {
		t.Errorf("%d golden cases, at least 100 were there", count)
	}
}

func (g golden) check(t *testing.T, c *Calendar) {
	log := events(t, slices.Concat(g.Log, g.Then))
	got := render(Due(c, g.Kind, log))
	if want := slices.Concat(g.Want, g.And); !slices.Equal(got, want) {
		t.Errorf("limits:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	err := Check(g.Kind, log[:len(log)-1], log[len(log)-1])
	if g.Refused == "" {
		if err != nil {
			t.Errorf("the last event is refused: %v", err)
		}
		return
	}
	var refusal Refusal
	if !errors.As(err, &refusal) || refusal.Error() != g.Refused || refusal.Words() == "" {
		t.Errorf("refused with %v, %q; want %q and words", err, refusal.Words(), g.Refused)
	}
}

func goldens(t *testing.T, file string) (cases []golden) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// events reads lines like "extended 2026-09-20 10:00 days=30 approver=局长 told".
func events(t *testing.T, lines []string) (log []Event) {
	t.Helper()
	for _, line := range lines {
		fields := strings.Fields(line)
		at, err := time.ParseInLocation("2006-01-02 15:04", fields[1]+" "+fields[2], time.FixedZone("", 8*60*60))
		if err != nil {
			t.Fatal(err)
		}
		e := Event{Type: EventType(fields[0]), At: at}
		for _, field := range fields[3:] {
			name, value, _ := strings.Cut(field, "=")
			set, ok := map[string]func(){
				"unit":     func() { e.Unit = value },
				"nameless": func() { e.Nameless = true },
				"ground":   func() { e.Ground = Ground(value) },
				"days":     func() { e.Days, err = strconv.Atoi(value) },
				"approver": func() { e.Approver = value },
				"reason":   func() { e.Reason = value },
				"told":     func() { e.Told = true },
			}[name]
			if !ok {
				t.Fatalf("%s: no field %s", line, name)
			}
			set()
		}
		if err != nil {
			t.Fatal(err)
		}
		log = append(log, e)
	}
	return log
}

// render writes limits as the golden cases do.
func render(limits []Limit) []string {
	lines := []string{}
	for _, l := range limits {
		line := string(l.Duty)
		add := func(holds bool, format string, args ...any) {
			if holds {
				line += fmt.Sprintf(format, args...)
			}
		}
		add(l.Nth > 1, "#%d", l.Nth)
		add(true, " %s", l.Start)
		add(l.Days > 0, "+%d", l.Days)
		add(l.Working, "wd")
		add(l.Extended > 0, "+%dext", l.Extended)
		add(l.Paused > 0, "+%dpaused", l.Paused)
		add(l.Last != 0, "=%s", l.Last)
		add(l.State != Met, " %s", l.State)
		add(l.Met != 0, " met=%s", l.Met)
		add(l.Unit != "", " unit=%s", l.Unit)
		add(l.PausedOn != 0, " since=%s", l.PausedOn)
		add(l.Plain != l.Last, " plain=%s", l.Plain)
		for _, r := range []Reading{ReadingRolled, ReadingUnreceived} {
			add(slices.Contains(l.Readings, r), " %s", r)
		}
		add(l.Exempt, " exempt")
		add(l.Lacks != 0, " lacks=%d", l.Lacks)
		lines = append(lines, line)
	}
	return lines
}

// embedded is the calendar of the library alone.
func embedded(t testing.TB) *Calendar {
	t.Helper()
	c, err := NewCalendar()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
