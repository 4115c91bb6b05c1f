package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// English is what an entry says to those who ask in English, and how they ask.
// Entry is an entry or flow:NAME; a flow has no text. Title is shown where the
// entry is one of several choices; without one the Chinese title is. The text
// holds for today alone: a question about another day is answered in Chinese.
type English struct {
	Entry   string   `yaml:"entry"`
	Title   string   `yaml:"title"`
	Text    string   `yaml:"text"`
	Phrases []string `yaml:"phrases"`

	place place
}

// What is said in English when no entry speaks.
const (
	sayUnknownEnglish   = "I cannot answer this and will not guess. I know about pollution complaints, who is in charge of what, environmental impact assessment and the 2021 work plan of Guangzhou's environment bureau. For other matters call 12345. To report pollution, just tell me what happens and where."
	sayElsewhereEnglish = "This is not a matter of the environment bureau. For %s please turn to %s, or call 12345."
	sayWhichOneEnglish  = "Which of these do you mean?"
	sayWelcomeEnglish   = "You are welcome. I am here whenever you need me."
	sayNothingEnglish   = "I could not read this message. Please write what you want to know, such as “who is responsible for construction noise”; to report pollution, just say what happens."
)

// englishSentences are the Chinese sentences that a text in English, too short
// to be known for it, may be answered with.
var englishSentences = map[string]string{
	sayUnknown: sayUnknownEnglish, sayWhichOne: sayWhichOneEnglish, sayWelcome: sayWelcomeEnglish, sayNothingHeard: sayNothingEnglish,
}

// longestTitle is the length of an English title, in characters.
const longestTitle = 60

// IsEnglish says that a text is a sentence of English, of two words at least.
func (b *Base) IsEnglish(words string) bool {
	words = readable(words)
	return isEnglish(asked{raw: words, terms: b.analyser.Analyse(words)})
}

// SayInEnglish is what an entry says in English today; "" where it says nothing.
func (b *Base) SayInEnglish(entry string) string {
	e, _ := b.englishOf(entry)
	return strings.TrimSpace(e.Text)
}

// English is the English of a Chinese sentence that the base says, or of what it
// shows for a choice (see Choice); "" where it has none.
func (b *Base) English(shown string) string {
	if said, ok := englishSentences[shown]; ok {
		return said
	}
	for _, e := range b.content.English {
		if text, _ := b.choice(e.Entry); text == shown {
			return e.Title
		}
	}
	return ""
}

// fewestWords is how many Latin words, of two letters at least, make a sentence of
// English.
const fewestWords = 2

// isEnglish says that a text is written in Latin words and is no pinyin. Some of
// them, as NOx and VOCs, stand normalised in Chinese.
func isEnglish(q asked) bool {
	if q.terms.Latin || strings.ContainsFunc(q.raw, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false
	}
	words := strings.FieldsFunc(q.terms.Norm, func(r rune) bool { return !unicode.IsLetter(r) })
	return len(slices.DeleteFunc(words, func(w string) bool { return len(w) < 2 })) >= fewestWords
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
	if text := b.SayInEnglish(a.Entry); text != "" {
		a.Text, a.Short = text, text
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

// checkEnglish finds texts and phrases for what does not exist, texts and titles
// without room, and titles that say two things.
func (c content) checkEnglish(report reporter) {
	titles := map[string]string{}
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
		if utf8.RuneCountInString(e.Title) > longestTitle {
			report(e.place, "the title of english %s has more than %d characters", e.Entry, longestTitle)
		}
		if other, twice := titles[e.Title]; twice && e.Title != "" {
			report(e.place, "english %s has the title of %s", e.Entry, other)
		}
		titles[e.Title] = e.Entry
	}
}
