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

// kept is how many items of a list stay, and keptOf how many phrases of the
// documents of some files: as many as the checks ask for.
var (
	kept   = map[string]int{"phrases": 20, "not": 2, `"yes"`: 150, `"no"`: 150}
	keptOf = []struct {
		files string // how their names begin
		most  int
	}{{"flows", 60}, {"background", 3}, {"english", 3}}
)

// talks is the file of conversations, which need the whole content.
const talks = "conversations.yaml"

var listForm = regexp.MustCompile(`^( *)("yes"|"no"|phrases|not|tests):$`)

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
			folder[name] = &fstest.MapFile{Data: []byte(thin(string(data), phrasesOf(name)))}
		}
	}
	return folder
}

// phrasesOf is how many phrases of each document of a file stay.
func phrasesOf(name string) int {
	for _, k := range keptOf {
		if strings.HasPrefix(name, k.files) {
			return k.most
		}
	}
	return kept["phrases"]
}

// thin shortens the lists of one file.
func thin(text string, phrases int) string {
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
		if list == "phrases" {
			most = phrases
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
