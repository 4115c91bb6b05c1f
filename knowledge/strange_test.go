package knowledge

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// longest is the size of the largest body that reaches the chat, in bytes.
const longest = 64 << 10

// strangeQuestions are what nobody asks and somebody sends.
var strangeQuestions = map[string]string{
	"emoji":            strings.Repeat("😀👍🏽👨‍👩‍👧", 40),
	"zero width":       strings.Repeat("\u200b\u200d\ufeff\u2060", 40),
	"control":          "\x00\x01\x07\x1b[31m\x7f\u0085",
	"template":         "{{.}} {{template \"x\"}} ${x} <%= x %>",
	"format":           "%s%n%d%v%!(EXTRA)%%",
	"right to left":    "\u202e\u2067第18项任务\u2069\u200f",
	"bad UTF-8":        "工地\xff\xfe打桩\xc3",
	"combining":        "e" + strings.Repeat("\u0301", 500),
	"query":            "'; DROP TABLE petitions; --",
	"spaces":           strings.Repeat(" \t\n　", 200),
	"brackets":         strings.Repeat("[", 3000),
	"64 KB of one":     strings.Repeat("啊", longest/3),
	"64 KB of words":   strings.Repeat("楼下工地半夜打桩，", longest/27),
	"64 KB of pinyin":  strings.Repeat("gongdi", longest/6),
	"64 KB of letters": strings.Repeat("x", longest),
	"64 KB of figures": strings.Repeat("1", longest),
	"64 KB of numbers": strings.Repeat("第", longest/3),
	"64 KB of spaces":  strings.Repeat(" ", longest),
	"64 KB of emoji":   strings.Repeat("😀", longest/4),
	"64 KB of marks":   strings.Repeat("\u200b", longest/3),
	"64 KB of clauses": strings.Repeat("工地噪声，", longest/15),
}

// TestStrangeQuestions gets a calm answer to each: of a known kind, with words
// that were authored, and nothing of what was sent in them.
func TestStrangeQuestions(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	kinds := []string{KindAnswer, KindClarify, KindRefuse, KindFlow}
	for name, question := range strangeQuestions {
		a := b.Ask(question, askDay)
		if !slices.Contains(kinds, a.Kind) || a.Kind != KindFlow && a.Text == "" || !utf8.ValidString(a.Text) {
			t.Errorf("%s: got %s %q", name, a.Kind, a.Text)
		}
		for _, sent := range []string{"{{", "%s", "%!", "\u202e", "\u200b", "DROP"} {
			if strings.Contains(a.Text, sent) {
				t.Errorf("%s: %q stands in %q", name, sent, a.Text)
			}
		}
		b.Classify(question)
	}
}

func TestReadable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", ""}, {"好", "好"}, {strings.Repeat("好", longestRead), strings.Repeat("好", longestRead)},
		{strings.Repeat("好", longestRead) + "x", strings.Repeat("好", longestRead)},
		{strings.Repeat("\xff", longestRead+1), strings.Repeat("\xff", longestRead)},
	} {
		if got := readable(tt.in); got != tt.want {
			t.Errorf("%d bytes of %d", len(got), len(tt.in))
		}
	}
}

// BenchmarkStrange prints the time of each; the aim is under 20 ms.
func BenchmarkStrange(b *testing.B) {
	base := loadEmbedded(b)
	for name, question := range strangeQuestions {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				base.Ask(question, askDay)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(time.Millisecond/time.Microsecond), "ms/question")
		})
	}
}
