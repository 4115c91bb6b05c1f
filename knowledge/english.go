package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// English is what an entry says to those who ask in English, and how they ask.
// Entry is an entry or flow:NAME; a flow has no text. The text holds for today
// alone: a question about another day is answered in Chinese.
type English struct {
	Entry   string   `yaml:"entry"`
	Text    string   `yaml:"text"`
	Phrases []string `yaml:"phrases"`

	place place
}

// What is said in English when no entry speaks.
const (
	sayUnknownEnglish   = "I cannot answer this and will not guess. I know about pollution complaints, who is in charge of what, environmental impact assessment and the 2021 work plan of Guangzhou's environment bureau. For other matters call 12345. To report pollution, just tell me what happens and where."
	sayElsewhereEnglish = "This is not a matter of the environment bureau. For %s please turn to %s, or call 12345."
	sayWhichOneEnglish  = "Which of these do you mean?"
)

// fewestWords is how many Latin words make a sentence of English.
const fewestWords = 2

// isEnglish says that a normalised text is written in Latin words and is no
// pinyin.
func isEnglish(q asked) bool {
	if q.terms.Latin || strings.ContainsFunc(q.terms.Norm, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false
	}
	return len(strings.FieldsFunc(q.terms.Norm, func(r rune) bool { return !unicode.IsLetter(r) })) >= fewestWords
}

// englishOf is what an entry says in English, and how it is asked for.
func (b *Base) englishOf(id string) (English, bool) {
	i := slices.IndexFunc(b.content.English, func(e English) bool { return e.Entry == id })
	if i < 0 {
		return English{}, false
	}
	return b.content.English[i], true
}

// inEnglish says an answer to those who ask in English; what has no English
// text stays as it is.
func (b *Base) inEnglish(a Answer) Answer {
	if e, ok := b.englishOf(a.Entry); ok && e.Text != "" {
		a.Text = strings.TrimSpace(e.Text)
		a.Short = a.Text
	}
	return a
}

// refusalInEnglish is refusal for those who ask in English.
func refusalInEnglish(topic Topic) Answer {
	if strings.HasPrefix(topic.ID, englishTopic) && topic.To != "" {
		return refuse(fmt.Sprintf(sayElsewhereEnglish, topic.Topic, topic.To))
	}
	return refuse(sayUnknownEnglish)
}

// englishTopic marks the topics that are worded in English.
const englishTopic = "en-"

// checkEnglish finds texts and phrases for what does not exist, and texts
// without room.
func (c content) checkEnglish(report reporter) {
	known := map[string]bool{flowPrefix + emergencyFlow: true}
	for _, e := range c.Entries {
		known[e.ID] = true
	}
	for _, f := range c.Flows {
		known[flowPrefix+f.ID] = true
	}
	for _, e := range c.English {
		flow := strings.HasPrefix(e.Entry, flowPrefix)
		if !known[e.Entry] || len(e.Phrases) == 0 || flow != (e.Text == "") || len(e.Text) > shortLimit {
			report(e.place, "english %s needs an entry with a text of at most %d bytes, or a flow without, and phrases", e.Entry, shortLimit)
		}
	}
}
