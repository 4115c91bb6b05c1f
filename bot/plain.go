package bot

import (
	"strings"
	"unicode/utf8"
)

// Limits of a text on WeChat and WeCom, in bytes of UTF-8 (protocol.md A1.2,
// A5), and the words that offer what did not fit.
const (
	TextLimit = 2048
	more      = "\n……\n（没说完，回复「继续」看下面的）"
)

// Plain writes a reply as one text of at most limit bytes for channels that
// know nothing but text. choice writes the i-th choice (from 0) as one line.
// Where a part's full text has no room its short form stands in; what still
// does not fit comes back as rest, cut on a rune boundary, at a line's end
// where there is one.
func Plain(r Reply, limit int, choice func(i int, c Choice) string) (text, rest string) {
	whole := join(r.Parts, choice, func(p Part) string { return p.Text })
	if len(whole) <= limit {
		return whole, ""
	}
	short := join(r.Parts, choice, func(p Part) string {
		if p.Short != "" {
			return p.Short
		}
		return p.Text
	})
	if len(short) <= limit {
		return short, ""
	}
	return cut(whole, limit)
}

func join(parts []Part, choice func(int, Choice) string, body func(Part) string) string {
	blocks := make([]string, 0, len(parts))
	for _, p := range parts {
		lines := []string{strings.TrimSpace(body(p))}
		if source := Source(p.Citations); source != "" {
			lines = append(lines, source)
		}
		for i, c := range p.Choices {
			lines = append(lines, choice(i, c))
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	return strings.Join(blocks, "\n\n")
}

// statusNotes say in citizens' words what a citation's status means.
var statusNotes = map[string]string{
	"historical": "历史文件",
	"expired":    "已失效",
	"repealed":   "已废止",
	"draft":      "草案，未生效",
}

// Source writes the citations of an answer as the lines that a citizen reads.
func Source(citations []Citation) string {
	lines := make([]string, 0, len(citations))
	for _, c := range citations {
		line := "来源：《" + c.Title + "》" + c.Number + c.Article
		if note := statusNotes[c.Status]; note != "" {
			line += "（" + note + "）"
		}
		if c.URL != "" {
			line += " " + c.URL
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func cut(text string, limit int) (head, rest string) {
	if len(text) <= limit {
		return text, ""
	}
	at := limit - len(more)
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	if line := strings.LastIndexByte(text[:at], '\n'); line > at/2 {
		at = line
	}
	return text[:at] + more, strings.TrimLeft(text[at:], "\n")
}
