package place

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestGazetteer holds the data to what its head says.
func TestGazetteer(t *testing.T) {
	t.Parallel()
	g, err := readGazetteer(gazetteerYAML)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.districts) != 11 || len(g.streets) != 176 {
		t.Errorf("%d districts and %d streets, want 11 and 176", len(g.districts), len(g.streets))
	}
	for _, s := range g.streets {
		p, ok := Find(s.name)
		if !ok || p.Street != s.name || p.District != g.districts[s.in.first()] {
			t.Errorf("%s is found as %+v, %v", s.name, p, ok)
		}
	}
	for _, d := range g.districts {
		if p, ok := Find(d + "区"); !ok || p.District != d {
			t.Errorf("%s is found as %+v", d, p)
		}
	}
	for pinyin := range g.spelt {
		if strings.Trim(pinyin, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q is no pinyin", pinyin)
		}
	}
}

// TestTraditional holds that every character of a name is known in its
// traditional form, by the table of the knowledge base, and takes as many bytes.
func TestTraditional(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../../../knowledge/text/t2s.txt")
	if err != nil {
		t.Fatal(err)
	}
	g := guangzhou()
	var signs []rune
	for _, keys := range g.keys {
		for _, k := range keys {
			signs = append(signs, []rune(k.name)...)
		}
	}
	slices.Sort(signs)
	signs = slices.Compact(signs)
	known := func(r rune) bool { _, ok := slices.BinarySearch(signs, r); return ok }
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for pair := range slices.Chunk([]rune(strings.TrimSpace(line)), 2) {
			if len(pair) < 2 || !known(pair[1]) || known(pair[0]) || len(string(pair[0])) != len(string(pair[1])) {
				continue
			}
			if g.simple[pair[0]] != pair[1] {
				t.Errorf("%c is read as %c, want %c", pair[0], g.simple[pair[0]], pair[1])
			}
		}
	}
	for from, to := range g.simple {
		if len(string(from)) != len(string(to)) {
			t.Errorf("%c and %c differ in bytes", from, to)
		}
	}
}

func TestGazetteerFaults(t *testing.T) {
	t.Parallel()
	const good = "districts:\n  - name: 天河\n    code: 440106\n    pinyin: tianhe\n    names: [天河]\n    streets: |\n      440106001 五山街道 wushan 石坑\n      440106002 员村街道 yuancun ordinary\nbetween:\n  - {districts: [天河], words: [大道]}\n"
	tests := []struct{ name, old, new, want string }{
		{"good", "", "", ""},
		{"unknown key", "names:", "nmaes:", "nmaes"},
		{"code of another district", "440106002", "440107002", "440107002"},
		{"no pinyin", " yuancun ordinary", "", "440106002"},
		{"neither street nor town", "员村街道", "员村", "neither"},
		{"one sign", "[天河]\n    streets", "[天]\n    streets", "too short"},
		{"unknown district", "{districts: [天河]", "{districts: [河天]", "河天"},
	}
	for _, tt := range tests {
		_, err := readGazetteer(bytes.Replace([]byte(good), []byte(tt.old), []byte(tt.new), 1))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
