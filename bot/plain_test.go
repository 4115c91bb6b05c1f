package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func numberedLine(i int, c Choice) string { return fmt.Sprintf("%d. %s", i+1, c.Text) }

func TestPlain(t *testing.T) {
	t.Parallel()
	cite := []Citation{{Title: "甲", Number: "〔2021〕1号", Article: "第二条"}, {Title: "乙", Status: "repealed", URL: "https://example.com"}}
	fits := strings.Repeat("字", 33) + "x" // 100 bytes
	tests := []struct {
		name       string
		reply      Reply
		text, rest string
	}{
		{"nothing", Reply{}, "", ""},
		{"one part", Say(" hello \n"), "hello", ""},
		{"two parts", Say("a").Then(Say("b")), "a\n\nb", ""},
		{"choices", Say("a", Pick("x", "y")...), "a\n1. x\n2. y", ""},
		{"choices of two parts count apart", Say("a", Pick("x")...).Then(Say("b", Pick("y")...)), "a\n1. x\n\nb\n1. y", ""},
		{"sources", Reply{Parts: []Part{{Text: "a", Citations: cite[:1], Choices: Pick("x")}}}, "a\n来源：《甲》〔2021〕1号第二条\n1. x", ""},
		{"exactly the limit", Say(fits), fits, ""},
		{"short is not used where there is room", Reply{Parts: []Part{{Text: "long form", Short: "s"}}}, "long form", ""},
		{"short stands in", Reply{Parts: []Part{{Text: fits + "y", Short: "short"}, {Text: "b"}}}, "short\n\nb", ""},
		{"short keeps sources and choices", Reply{Parts: []Part{{Text: fits + "y", Short: "s", Citations: cite[1:], Choices: Pick("x")}}},
			"s\n来源：《乙》（已废止） https://example.com\n1. x", ""},
		{"cut before a whole sign", Say(fits + "字"), strings.Repeat("字", 14) + more, strings.Repeat("字", 19) + "x字"},
		{"cut at a line's end", Say(strings.Repeat("a", 30) + "\n" + strings.Repeat("b", 90)), strings.Repeat("a", 30) + more, strings.Repeat("b", 90)},
		{"not at an early line's end", Say("a\n" + strings.Repeat("b", 120)), "a\n" + strings.Repeat("b", 42) + more, strings.Repeat("b", 78)},
		{"a short form that does not fit", Reply{Parts: []Part{{Text: strings.Repeat("a", 101), Short: strings.Repeat("b", 101)}}},
			strings.Repeat("a", 44) + more, strings.Repeat("a", 57)},
	}
	const limit = 100
	for _, tt := range tests {
		text, rest := Plain(tt.reply, limit, numberedLine)
		if text != tt.text || rest != tt.rest {
			t.Errorf("%s:\n got %q, rest %q\nwant %q, rest %q", tt.name, text, rest, tt.text, tt.rest)
		}
	}
}

func TestSource(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   []Citation
		want string
	}{
		{"none", nil, ""},
		{"title alone", []Citation{{Title: "甲"}}, "来源：《甲》"},
		{"in force", []Citation{{Title: "甲", Number: "令第1号", Article: "第五条", Status: "in-force"}}, "来源：《甲》令第1号第五条"},
		{"historical", []Citation{{Title: "甲", Status: "historical"}}, "来源：《甲》（历史文件）"},
		{"expired", []Citation{{Title: "甲", Article: "第五条", Status: "expired"}}, "来源：《甲》第五条（已失效）"},
		{"repealed", []Citation{{Title: "甲", Status: "repealed", URL: "https://example.com"}}, "来源：《甲》（已废止） https://example.com"},
		{"draft", []Citation{{Title: "甲", Status: "draft"}}, "来源：《甲》（草案，未生效）"},
		{"two", []Citation{{Title: "甲"}, {Title: "乙"}}, "来源：《甲》\n来源：《乙》"},
	}
	for _, tt := range tests {
		if got := Source(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// squeezed is a text without spaces: where a text is cut, they may be lost.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestPlainTellsAll asks for the rest until there is none: every piece keeps
// to the limit, and together they hold the whole text.
func TestPlainTellsAll(t *testing.T) {
	t.Parallel()
	sign := rapid.SampledFrom([]rune("ab字符，。\n😀é \u3000"))
	part := rapid.Custom(func(t *rapid.T) Part {
		p := Part{Text: "始" + rapid.StringOfN(sign, 0, 900, -1).Draw(t, "text")}
		if rapid.Bool().Draw(t, "cited") {
			p.Citations = []Citation{{Title: rapid.StringOfN(sign, 1, 20, -1).Draw(t, "title"), Status: "expired"}}
		}
		for range rapid.IntRange(0, 3).Draw(t, "choices") {
			p.Choices = append(p.Choices, Choice{Text: rapid.StringOfN(sign, 1, 20, -1).Draw(t, "choice")})
		}
		return p
	})
	rapid.Check(t, func(t *rapid.T) {
		reply := Reply{Parts: rapid.SliceOfN(part, 1, 4).Draw(t, "parts")}
		limit := rapid.IntRange(100, TextLimit).Draw(t, "limit")
		whole, _ := Plain(reply, 1<<20, numberedLine)
		told := ""
		for asked := 0; ; asked++ {
			text, rest := Plain(reply, limit, numberedLine)
			if len(text) > limit || !utf8.ValidString(text) || text == "" {
				t.Fatalf("piece %d has %d bytes of %d: %q", asked, len(text), limit, text)
			}
			if strings.HasSuffix(text, more) != (rest != "") {
				t.Fatalf("piece %d offers more: %q, and there is %q", asked, text, rest)
			}
			told += strings.TrimSuffix(text, more)
			if rest == "" {
				break
			}
			if asked > len(whole) {
				t.Fatal("the rest does not get shorter")
			}
			reply = Say(rest)
		}
		if squeezed(told) != squeezed(whole) {
			t.Fatalf("told %q\nof   %q", told, whole)
		}
	})
}
