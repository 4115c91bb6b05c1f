package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	rankedDocs = `{"id":"noise","title":"工地噪声","text":"夜间施工由城管查处","phrases":["半夜打桩"]}
{"id":"fume","text":"餐厅油烟扰民"}
`
	rankedAsks = `{"id":"1","q":"半夜打桩很吵"}

{"id":"2","q":"油烟","lang":"zh"}
{"id":"3","q":""}`
)

// ranks runs rank on two files, which are left out when their text is.
func ranks(t *testing.T, docs, asks string, more ...string) (string, error) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"docs": docs, "asks": asks} {
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := append([]string{"rank", "--corpus", filepath.Join(folder, "docs"), "--queries", filepath.Join(folder, "asks")}, more...)
	var out bytes.Buffer
	err := run(t.Context(), args, nil, strings.NewReader(""), &out, io.Discard)
	return out.String(), err
}

func TestRank(t *testing.T) {
	t.Parallel()
	out, err := ranks(t, "\ufeff"+rankedDocs, rankedAsks, "--k", "1", "--time")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 4 || !strings.Contains(lines[3], "us_p99") {
		t.Fatalf("output %s", out)
	}
	for i, want := range []string{"noise", "fume", ""} {
		var got struct {
			ID     string
			Ranked [][2]any
			POurs  *float64 `json:"p_ours"`
		}
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		best := ""
		if len(got.Ranked) == 1 {
			best, _ = got.Ranked[0][0].(string)
		}
		if got.Ranked == nil || best != want || got.POurs == nil || *got.POurs <= 0 || *got.POurs >= 1 {
			t.Errorf("question %d: %s, want %s first", i, lines[i], want)
		}
	}
}

// TestRankFaults: a fault is named with its line, it is the caller's, and
// nothing is printed.
func TestRankFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		docs, asks string
		more       []string
		want       string
	}{
		"no corpus":         {"", rankedAsks, nil, "docs: no such file"},
		"no queries":        {rankedDocs, "", nil, "asks: no such file"},
		"empty corpus":      {"\n \n", rankedAsks, nil, "docs: empty"},
		"empty queries":     {rankedDocs, "\n", nil, "asks: empty"},
		"broken document":   {rankedDocs + `{"id":"x",`, rankedAsks, nil, "docs:3: unexpected end"},
		"two on one line":   {rankedDocs + `{"id":"x"} {"id":"y"}`, rankedAsks, nil, "docs:3: invalid character"},
		"not an object":     {rankedDocs, rankedAsks + "\nnull", nil, "asks:5: not a JSON object"},
		"wrong type":        {rankedDocs + `{"id":7}`, rankedAsks, nil, "docs:3: json: cannot unmarshal number"},
		"phrases no list":   {rankedDocs + `{"id":"x","phrases":"y"}`, rankedAsks, nil, "docs:3: json: cannot unmarshal string"},
		"same document":     {rankedDocs + `{"id":"noise"}`, rankedAsks, nil, `docs:3: id "noise" stands in line 1 already`},
		"same question":     {rankedDocs, rankedAsks + "\n" + `{"id":"2","q":"x"}`, nil, `asks:5: id "2" stands in line 3 already`},
		"nameless document": {`{"text":"x"}`, rankedAsks, nil, "docs:1: no id"},
		"bad UTF-8":         {rankedDocs, "{\"id\":\"1\",\"q\":\"\xff\"}", nil, "asks:1: not UTF-8"},
		"UTF-16":            {"\xff\xfe{\x00", rankedAsks, nil, "docs:1: not UTF-8"},
		"k of 0":            {rankedDocs, rankedAsks, []string{"--k", "0"}, "--k above 0"},
		"k below 0":         {rankedDocs, rankedAsks, []string{"--k=-3"}, "--k above 0"},
		"k no number":       {rankedDocs, rankedAsks, []string{"--k", "ten"}, "invalid value"},
		"something more":    {rankedDocs, rankedAsks, []string{"more"}, "needs --corpus"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := ranks(t, c.docs, c.asks, c.more...)
			if err == nil || !strings.Contains(err.Error(), c.want) || exitCode(err) != 2 {
				t.Errorf("error %v, want %s", err, c.want)
			}
			if out != "" {
				t.Errorf("printed %s", out)
			}
		})
	}
}

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestRankIntoNothing: output that is lost is not lost in silence.
func TestRankIntoNothing(t *testing.T) {
	t.Parallel()
	docs, asks := writeFile(t, rankedDocs), writeFile(t, rankedAsks)
	err := run(t.Context(), []string{"rank", "--corpus", docs, "--queries", asks}, nil, strings.NewReader(""), full{}, io.Discard)
	if err == nil {
		t.Error("no error")
	}
}
