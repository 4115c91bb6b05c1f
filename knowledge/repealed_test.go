package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRepealed lists what no longer applies on a day, with what does now, and
// lets successors go round without end.
func TestRepealed(t *testing.T) {
	t.Parallel()
	const sources = `sources:
  - {id: oldest, title: 最旧法, short: [最旧], status: in-force, repealed: "2022-06-05", replaced_by: older}
  - {id: older, title: 较旧法, status: in-force, repealed: "2026-08-15", replaced_by: newest}
  - {id: measure, title: 旧办法, status: in-force, expires: "2023-08-14", replaced_by: newest}
  - {id: plan, title: 计划, status: historical, repealed: "2021-01-01", replaced_by: measure}
  - {id: round, title: 甲法, status: in-force, repealed: "2020-01-01", replaced_by: about}
  - {id: about, title: 乙法, status: in-force, repealed: "2020-01-01", replaced_by: round}
  - {id: newest, title: 新法, status: in-force, effective: "2026-08-15"}
`
	base, err := Load(oneFile(strings.Replace(smallYAML, "sources:\n", sources, 1)))
	if err != nil {
		t.Fatal(err)
	}
	const round = "甲法→乙法 2020-01-01, 乙法→甲法 2020-01-01"
	for day, want := range map[string]string{
		"2022-06-04": round,
		"2022-06-05": "最旧法最旧→较旧法 2022-06-05, " + round,
		"2026-08-14": "最旧法最旧→较旧法 2022-06-05, 旧办法→新法 2023-08-15, " + round,
		"2026-08-15": "最旧法最旧→新法 2022-06-05, 较旧法→新法 2026-08-15, 旧办法→新法 2023-08-15, " + round,
	} {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range base.Repealed(on) {
			got = append(got, fmt.Sprintf("%s%s→%s %s", r.Title, strings.Join(r.Short, ""), r.Successor, r.Since))
		}
		if !slices.Equal(got, strings.Split(want, ", ")) {
			t.Errorf("%s: %q, want %s", day, got, want)
		}
	}
}
