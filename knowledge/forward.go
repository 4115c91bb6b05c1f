package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Doubt is a reading that nobody has confirmed. Mark is M (from memory) or
// NOT FOUND. Says is the sentence for the citizen, empty where the entry's text
// says it already.
type Doubt struct {
	Mark string `yaml:"mark"`
	What string `yaml:"what"`
	Says string `yaml:"says"`
}

var doubtMarks = []string{"M", "NOT FOUND"}

// doubts are the sentences on what is not confirmed, each on its own line.
func (e Entry) doubts() string {
	text := ""
	for _, d := range e.Unconfirmed {
		if d.Says != "" {
			text += "\n" + d.Says
		}
	}
	return text
}

// onlyToday adds to an entry's answer what holds for its words of today: the
// doubts and the text to forward. The text names articles, so it is given only
// while everything cited is in force.
func (e Entry) onlyToday(a Answer, day string) Answer {
	if slices.ContainsFunc(e.Past, func(p Past) bool { return day < p.Until }) {
		return a
	}
	a.Text += e.doubts()
	a.Short += e.doubts()
	if !slices.ContainsFunc(a.Citations, func(c Citation) bool { return c.Status != "in-force" }) {
		a.Forward = strings.TrimSpace(e.Forward)
	}
	return a
}

// blanks are what a citizen fills in before a text is forwarded.
var blanks = []string{"【地点】", "【时间】", "【情况】"}

var (
	articleForm = regexp.MustCompile(`第[0-9]+条`)
	phoneForm   = regexp.MustCompile(`[0-9][0-9 -]{1,}[0-9]`)
	ourPhones   = []string{"110", "119", "120", "12345"}
)

// forwardFaults lists what is wrong with the text to forward and the doubts of
// an entry on who is in charge.
func (e Entry) forwardFaults() []string {
	var faults []string
	report := func(broken bool, format string, args ...any) {
		if broken {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	for _, d := range e.Unconfirmed {
		report(!slices.Contains(doubtMarks, d.Mark) || d.What == "", "unconfirmed needs what and a mark of %v", doubtMarks)
	}
	if e.Kind != "remit" && e.Forward == "" {
		return faults
	}
	report(len(e.Forward) > shortLimit, "forward has %d bytes, limit %d", len(e.Forward), shortLimit)
	for _, blank := range blanks {
		report(!strings.Contains(e.Forward, blank), "forward has no blank %s", blank)
	}
	articles := articleForm.FindAllString(e.Forward, -1)
	report(len(articles) == 0, "forward names no article")
	for _, article := range articles {
		report(!slices.ContainsFunc(e.Cite, func(c Cite) bool { return c.Article == article }), "forward names %s, which is not cited", article)
	}
	for _, n := range phoneForm.FindAllString(articleForm.ReplaceAllString(e.Forward, ""), -1) {
		report(!slices.Contains(ourPhones, n), "forward holds the number %s", n)
	}
	return faults
}
