// Package contenttest gives tests a content folder that is quick to load: a
// whole one with few ways of asking, which answers plain questions as it does.
package contenttest

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// kept is how many items of a list stay: as many as the checks ask for, which
// is more for a flow.
var kept = map[string]int{"phrases": 22, "not": 5, `"yes"`: 200, `"no"`: 200}

const keptOfFlow = 60

// The files of the flows, and of conversations, which need the whole content.
const (
	flows = "flows.yaml"
	talks = "conversations.yaml"
)

var listForm = regexp.MustCompile(`^( *)("yes"|"no"|[a-z]+):$`)

// Thin returns the thin folder of a whole one. Each entry is tested by its first
// phrase.
func Thin(t testing.TB, whole fs.FS) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	names, err := fs.Glob(whole, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(whole, name)
		if err != nil {
			t.Fatal(err)
		}
		if name != talks {
			folder[name] = &fstest.MapFile{Data: []byte(thin(string(data), name == flows))}
		}
	}
	return folder
}

// thin shortens the lists of one file.
func thin(text string, ofFlows bool) string {
	var out strings.Builder
	list, indent, items, first := "", -1, 0, ""
	for line := range strings.Lines(text) {
		bare := strings.TrimLeft(line, " ")
		depth := len(line) - len(bare)
		if m := listForm.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil && (list == "" || depth <= indent) {
			list, indent, items = m[2], depth, 0
			out.WriteString(line)
			if list == "tests" {
				fmt.Fprintf(&out, "%s  - say: \"%s？\"\n", m[1], first)
			}
			continue
		}
		if depth <= indent && bare != "\n" {
			list, indent = "", -1
		}
		if list == "tests" {
			continue
		}
		most, short := kept[list]
		if ofFlows {
			most = keptOfFlow
		}
		if item, ok := strings.CutPrefix(bare, "- "); ok && short {
			if items++; items == 1 && list == "phrases" {
				first = strings.Trim(strings.TrimSpace(item), `"'`)
			}
		}
		if !short || items <= most {
			out.WriteString(line)
		}
	}
	return out.String()
}
