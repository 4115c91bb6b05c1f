package main

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// made returns a module of files, each with its text.
func made(files map[string]string) fstest.MapFS {
	module := fstest.MapFS{"go.mod": {Data: []byte("module suihuan\n\ngo 1.26\n")}}
	for name, text := range files {
		module[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return module
}

func TestStructureOfImports(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file, imported string
		ok             bool
	}{
		{"cmd/suihuan/a.go", "suihuan/config", true},
		{"cmd/suihuan/a.go", "suihuan/handlers/webhook", true},
		{"cmd/suihuan/a.go", "suihuan/bot/sqlstore", true},
		{"handlers/a.go", "suihuan/handlers/chat", true},
		{"handlers/chat/a.go", "suihuan/bot", true},
		{"handlers/chat/a.go", "suihuan/knowledge/search", true},
		{"handlers/chat/a.go", "suihuan/config", false},
		{"handlers/chat/a.go", "suihuan/cmd/suihuan", false},
		{"handlers/chat/a_test.go", "suihuan/config", false},
		{"bot/a.go", "log/slog", true},
		{"bot/a.go", "suihuan/bot/petition", true},
		{"bot/a.go", "suihuan/bot/wechat", false},
		{"bot/a.go", "suihuan/knowledge", false},
		{"bot/a.go", "suihuan", false},
		{"bot/a.go", "gopkg.in/yaml.v3", false},
		{"bot/a_test.go", "pgregory.net/rapid", true},
		{"bot/a_test.go", "suihuan/bot", true},
		{"bot/petition/a.go", "suihuan/bot", false},
		{"bot/petition/a.go", "gopkg.in/yaml.v3", true},
		{"bot/internal/envelope/a.go", "suihuan/bot", true},
		{"bot/internal/envelope/a.go", "suihuan/bot/wechat", false},
		{"bot/wechat/a.go", "suihuan/bot", true},
		{"bot/wechat/a.go", "suihuan/bot/petition", true},
		{"bot/wechat/a.go", "suihuan/bot/internal/envelope", true},
		{"bot/wechat/a.go", "suihuan/bot/wechat/media", true},
		{"bot/wechat/media/a.go", "suihuan/bot/wechat", true},
		{"bot/wechat/media/a.go", "suihuan/bot/wecom", false},
		{"bot/wechat/a.go", "suihuan/bot/wecom", false},
		{"bot/wechat/a.go", "suihuan/bot/wechatx", false},
		{"bot/jobs/a_test.go", "suihuan/bot/sqlstore", false},
		{"bot/sqlstore/a.go", "suihuan/bot/seal", true},
		{"bot/petition/a.go", "suihuan/bot/seal", false},
		{"bot/seal/a.go", "suihuan/bot", false},
		{"bot/wechat/a.go", "suihuan/handlers", false},
		{"bot/wechat/a.go", "suihuan/knowledge", false},
		{"bot/wechat/a.go", "suihuan/config", false},
		{"bot/wechat/a.go", "github.com/silenceper/wechat/v2/officialaccount", true},
		{"bot/wechat/a.go", "github.com/silenceper/wechat/v2", false},
		{"cmd/suihuan/a_test.go", "github.com/silenceper/wechat/v2", false},
		{"knowledge/a.go", "suihuan/knowledge/search", true},
		{"knowledge/search/a.go", "suihuan/knowledge/text", true},
		{"knowledge/eia/a.go", "suihuan/bot", false},
		{"knowledge/a.go", "suihuan/config", false},
		{"config/a.go", "gopkg.in/yaml.v3", true},
		{"config/a.go", "suihuan/bot", false},
		{"config/a.go", "suihuanx/bot", true}, // another module
	} {
		text := "// Package a is made up.\npackage a\n\nimport _ \"" + c.imported + "\"\n"
		faults, _ := structure(t, made(map[string]string{c.file: text}))
		if (len(faults) == 0) != c.ok || len(faults) > 1 {
			t.Errorf("%s imports %s: allowed should be %v, faults %q", c.file, c.imported, c.ok, faults)
		}
	}
}

func TestStructureOfFiles(t *testing.T) {
	t.Parallel()
	const head = "// Package a is made up.\npackage a\n"
	lines := func(n int) string { return strings.Repeat("\n", n) }
	body := func(n int) string { return "func f() {" + lines(n-1) + "}\n" }
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"good":               {map[string]string{"bot/a.go": head + body(60)}, nil},
		"longest file":       {map[string]string{"bot/a.go": head + lines(298)}, nil},
		"long file":          {map[string]string{"bot/a.go": head + lines(299)}, []string{"bot/a.go: 301 lines, at most 300"}},
		"long test file":     {map[string]string{"bot/a_test.go": head + lines(299)}, []string{"bot/a_test.go: 301 lines, at most 300"}},
		"long function":      {map[string]string{"bot/a.go": head + body(61)}, []string{"bot/a.go: f has 61 lines, at most 60"}},
		"long method":        {map[string]string{"bot/a.go": head + "func (x T) g() {" + lines(60) + "}\n"}, []string{"bot/a.go: g has 61 lines, at most 60"}},
		"long test function": {map[string]string{"bot/a_test.go": head + body(61)}, nil},
		"init":               {map[string]string{"bot/a.go": head + "func init() {}\n"}, []string{"bot/a.go: func init"}},
		"init of a test":     {map[string]string{"bot/a_test.go": head + "func init() {}\n"}, []string{"bot/a_test.go: func init"}},
		"method init":        {map[string]string{"bot/a.go": head + "func (x T) init() {}\n"}, nil},
		"no comment":         {map[string]string{"bot/a.go": "package a\n", "bot/b.go": "// Apart.\n\npackage a\n"}, []string{"bot: no package comment"}},
		"comment elsewhere":  {map[string]string{"bot/a.go": "package a\n", "bot/b.go": head}, nil},
		"comment of a test":  {map[string]string{"bot/a.go": "package a\n", "bot/a_test.go": head}, []string{"bot: no package comment"}},
		"only a test":        {map[string]string{"bot/a_test.go": "package a\n"}, nil},
		"strange folder":     {map[string]string{"docs/x.md": ""}, []string{"docs: not a folder of the layout"}},
		"strange package":    {map[string]string{"util/a.go": head}, []string{"util: not a folder of the layout", "util/a.go: in no layer"}},
		"package at the top": {map[string]string{"a.go": head}, []string{"a.go: in no layer"}},
		"dot folder":         {map[string]string{".ci/a.go": "package a\n"}, nil},
		"test data":          {map[string]string{"knowledge/testdata/a.go": "not Go"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults, _ := structure(t, made(c.files))
			if !slices.Equal(faults, c.want) {
				t.Errorf("faults %q, want %q", faults, c.want)
			}
		})
	}
}
