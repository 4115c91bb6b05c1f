package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// smallYAML is a sound content of one file: a source, and an entry with its
// phrases on the lines 10 to 29. Tests break it with edits.
var smallYAML = `sources:
  - {id: act, title: 水法, status: in-force, issued: "2020-01-01", effective: "2020-06-01"}
entries:
  - id: river
    kind: law
    title: 河水归谁管
    text: 河水归水务部门管。
    short: 归水务部门管。
    phrases:
` + numberedPhrases("      - 第%02d种河水问法\n", fewestPhrases) + `    not:
      - 海水归谁管
    cite:
      - {source: act, article: 第1条}
    owner: 待定
    reviewed_on: "2026-01-01"
    tests:
      - {say: 河里的水是谁在管}
`

func numberedPhrases(form string, n int) string {
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(&lines, form, i+1)
	}
	return lines.String()
}

// edited returns the small content after edits of old and new words in turn.
func edited(t testing.TB, edits ...string) string {
	t.Helper()
	text := smallYAML
	for i := 0; i < len(edits); i += 2 {
		if strings.Count(text, edits[i]) != 1 {
			t.Fatalf("%q stands %d times in the small content", edits[i], strings.Count(text, edits[i]))
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

// oneFile is a content folder of a.yaml.
func oneFile(text string) fstest.MapFS { return fstest.MapFS{"a.yaml": {Data: []byte(text)}} }

func TestSmallContentIsSound(t *testing.T) {
	t.Parallel()
	b, err := Load(oneFile(smallYAML))
	if err != nil {
		t.Fatal(err)
	}
	if asked, failed := b.Test(askDay); asked != 1 || len(failed) > 0 {
		t.Errorf("%d asked, failed: %v", asked, failed)
	}
	if due := b.Due(askDay); len(due) > 0 {
		t.Error(due)
	}
}
