package knowledge

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestUnreadable refuses files that are no content, each with its line.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for _, pair := range []string{"ba", "cb", "dc", "ed", "fe", "gf", "hg", "ih"} {
		bomb += pair[:1] + ": &" + pair[:1] + " [" + strings.TrimSuffix(strings.Repeat("*"+pair[1:]+", ", 9), ", ") + "]\n"
	}
	tests := []struct{ name, text, want string }{
		{"empty", "", "a.yaml:1: the file is empty"},
		{"only comments", "# nothing\n", "a.yaml:1: the file is empty"},
		{"no mapping", "- a\n- b\n", "a.yaml:1: something else is wanted here than !!seq"},
		{"broken", "sources:\n  - {id: x\nentries: []\n", "a.yaml:"},
		{"tab", "sources:\n\t- {id: x}\n", "a.yaml:2: found character that cannot start any token"},
		{"bad UTF-8", "sources: []\n# \xff\n", "a.yaml:2: not UTF-8"},
		{"GBK", "sources:\n  - {id: x, title: \xcb\xae\xb7\xa8}\n", "a.yaml:2: not UTF-8"},
		{"control character", "sources: []\n#\n# \x07\n", "a.yaml:3: the invisible character U+0007"},
		{"zero width", strings.Replace(smallYAML, "河水归水务部门管", "河水\u200b归水务部门管", 1), "a.yaml:7: the invisible character U+200B"},
		{"right to left", strings.Replace(smallYAML, "河水归水务部门管", "\u202e河水", 1), "a.yaml:7: the invisible character U+202E"},
		{"alias bomb", bomb, "a.yaml:1: & and * and << are not allowed"},
		{"alias", "sources: &s []\nentries: *s\n", "a.yaml:2: & and * and << are not allowed"},
		{"alias of itself", "sources: &s [*s]\n", "a.yaml:1: "},
		{"merge", "sources:\n  - <<: {id: x}\n", "a.yaml:2: & and * and << are not allowed"},
		{"empty item", "entries:\n  -\n  - id: x\n", "a.yaml:2: an empty list item"},
		{"no entries", "sources:\n", "a.yaml:1: no entries"},
		{"deep", strings.Repeat("[", 20000), "a.yaml:1: exceeded max depth"},
		{"unknown key", smallYAML + "    titel: x\n", "a.yaml:38: unknown key titel"},
		{"unknown top", "enties: []\n", "a.yaml:1: unknown key enties"},
		{"key twice", smallYAML + "    title: x\n", "a.yaml:38: key title stands twice, first on line 6"},
		{"top key twice", smallYAML + "sources: []\n", "a.yaml:38: key sources stands twice, first on line 1"},
		{"list for a text", "entries:\n  - id: [x]\n", "a.yaml:2: something else is wanted here than !!seq"},
		{"text for a list", "entries: x\n", "a.yaml:1: something else is wanted here than !!str"},
		{"second document", smallYAML + "---\nentries: []\n", "a.yaml:38: a second document"},
		{"id twice", smallYAML + smallYAML[strings.Index(smallYAML, "  - id: river"):], "a.yaml:38: entry river stands twice"},
		{"no such day", strings.Replace(smallYAML, "2020-01-01", "2020-02-30", 1), `a.yaml:2: source act: "2020-02-30" is not`},
	}
	for _, tt := range tests {
		_, err := Load(oneFile(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

// endless is a file without end that says it has so many bytes.
type endless struct {
	says int64
	mode fs.FileMode
	read int64
}

func (e *endless) Open(string) (fs.File, error)       { return e, nil }
func (e *endless) Glob(string) ([]string, error)      { return []string{"a.yaml"}, nil }
func (e *endless) Stat() (fs.FileInfo, error)         { return e, nil }
func (e *endless) Close() error                       { return nil }
func (e *endless) Name() string                       { return "a.yaml" }
func (e *endless) Size() int64                        { return e.says }
func (e *endless) Mode() fs.FileMode                  { return e.mode }
func (e *endless) ModTime() time.Time                 { return askDay }
func (e *endless) IsDir() bool                        { return e.mode.IsDir() }
func (e *endless) Sys() any                           { return nil }
func (e *endless) Read(p []byte) (int, error)         { e.read += int64(len(p)); return len(p), nil }
func (e *endless) ReadDir(int) ([]fs.DirEntry, error) { return nil, io.EOF }

// TestTooLarge refuses what is too large without reading it, and what grows
// without reading on.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		file endless
		most int64 // bytes that may be read
		want string
	}{
		{"50 MB", endless{says: 50 << 20}, 0, "a.yaml:1: the file is too large"},
		{"one byte too many", endless{says: largestFile + 1}, 0, "a.yaml:1: the file is too large"},
		{"growing", endless{says: 10}, 4 * largestFile, "a.yaml:1: the file is too large"},
		{"folder", endless{says: 10, mode: fs.ModeDir}, 0, "a.yaml:1: this is no file"},
		{"device", endless{says: 0, mode: fs.ModeDevice}, 0, "a.yaml:1: this is no file"},
		{"pipe", endless{says: 0, mode: fs.ModeNamedPipe}, 0, "a.yaml:1: this is no file"},
	}
	for _, tt := range tests {
		_, err := Load(&tt.file)
		if err == nil || !strings.Contains(err.Error(), tt.want) || tt.file.read > tt.most {
			t.Errorf("%s: got %v after %d bytes, want %s", tt.name, err, tt.file.read, tt.want)
		}
	}
	many := fstest.MapFS{}
	for _, name := range strings.Split("abcdefghi", "") {
		many[name+".yaml"] = &fstest.MapFile{Data: make([]byte, largestFile)}
	}
	if _, err := Load(many); err == nil || !strings.Contains(err.Error(), "i.yaml:1: the file is too large") {
		t.Errorf("nine full files: %v", err)
	}
}

// TestLinks reads a folder of links, as an orchestrator mounts it, and takes
// what they point to next.
func TestLinks(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write := func(folder, text string) {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, folder, "a.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		if err := os.Symlink(to, filepath.Join(root, "next")); err != nil {
			t.Skipf("no links here: %v", err)
		}
		if err := os.Rename(filepath.Join(root, "next"), filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	write("one", smallYAML)
	write("two", strings.Replace(smallYAML, "河水归水务部门管", "河水归新部门管", 1))
	link("one", "data")
	link("data", "content")
	l := NewLive(loadEmbedded(t))
	content := os.DirFS(filepath.Join(root, "content"))
	say := func() string { return l.Base().Ask("河水归谁管", askDay).Text }
	if changed, err := l.Reload(content, askDay); !changed || err != nil || !strings.Contains(say(), "水务部门") {
		t.Fatalf("the first: %v, %v, %s", changed, err, say())
	}
	link("two", "data")
	if changed, err := l.Reload(content, askDay); !changed || err != nil || !strings.Contains(say(), "新部门") {
		t.Errorf("the second: %v, %v, %s", changed, err, say())
	}
	link(filepath.Join("..", "one", "a.yaml"), filepath.Join("two", "a.yaml"))
	if changed, err := l.Reload(content, askDay); !changed || err != nil || !strings.Contains(say(), "水务部门") {
		t.Errorf("a linked file: %v, %v, %s", changed, err, say())
	}
	for _, to := range []string{"nowhere", os.DevNull, "."} {
		link(to, filepath.Join("two", "a.yaml"))
		if changed, err := l.Reload(content, askDay); changed || err == nil || !strings.Contains(say(), "水务部门") {
			t.Errorf("a link to %s: %v, %v, %s", to, changed, err, say())
		}
	}
}

// FuzzParse reads any bytes as a file of the content: refused with file and
// line, or read.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", smallYAML, "entries:\n  - id: x\n    tests: [{say: y}]\n", "catalogue: {items: [{no: 1}]}\n", "conversations: [{turns: [{say: x}]}]\n", "a: &a [*a]\n", "? x\n: y\n", "--- \n...\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := parse("a.yaml", data); err != nil && !strings.HasPrefix(err.Error(), "a.yaml:") {
			t.Errorf("no file and line: %v", err)
		}
	})
}
