package chat

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"suihuan/bot"
)

// Who writes English is understood on the way in and answered on the way out:
// what they type comes to the abilities as the Chinese word that it stands for,
// where it stands for one, and what the abilities say leaves line by line in
// English. In between nothing knows of it, and what is told is kept as it was
// told. What has no English stays Chinese.

// inEnglish says whether a conversation goes on in English after a message: a
// sentence decides, and outside of a form a word that we know. What answers with
// a name, a figure, a code or a tap leaves it as it was.
func (c *Chat) inEnglish(t *bot.Turn) bool {
	was := t.Session.English
	if t.Message.Kind != bot.KindText || wasOffered(t) || wantsName(t) {
		return was
	}
	if hasLetter(t.Text, unicode.Han) {
		return false
	}
	words := code.ReplaceAllString(t.Text, " ")
	_, known := spokenFor(t.Session, words)
	return was || c.Knowledge.IsEnglish(words) || known && t.Session.Flow == ""
}

// wantsName says that a text answers a step that asks for what is called alike
// in every language.
func wantsName(t *bot.Turn) bool {
	names := []string{stepWhere, stepLandmark, stepDistrict, "source", "who"}
	return t.Session.Flow != "" && slices.Contains(names, t.Session.Step) &&
		!asks(t.Text) && !isCommand(&turn{Turn: t})
}

// code is a case number, a mail address, an amount: in letters, and no language.
var code = regexp.MustCompile(`(?i)\bsh-\S+|\S*[0-9@/]\S*`)

// spokenFor is the Chinese word that a text in English stands for, on the step
// of a session.
func spokenFor(s *bot.Session, text string) (word string, ok bool) {
	text = strings.Trim(strings.ReplaceAll(text, "’", "'"), " \t\r\n.!?~")
	for _, choice := range s.Choices {
		if text != "" && strings.EqualFold(text, strings.Trim(choice.Text, ".?")) {
			return choice.Value, true
		}
	}
	for _, m := range meanings {
		if (m.step == "" || m.step == s.Step) && m.form.MatchString(text) {
			return m.form.ReplaceAllString(text, m.word), true
		}
	}
	word, ok = typed[strings.ToLower(text)]
	return word, ok
}

// typed leads from the English of each word to the word; of a district its mere
// name does too.
var typed = func() map[string]string {
	all := map[string]string{}
	for word, english := range words {
		english = strings.ToLower(english)
		all[english], all[strings.TrimSuffix(english, " district")] = word, word
	}
	return all
}()

// said is a sentence with what changes in it.
type said struct {
	form    *regexp.Regexp
	english string
}

// changing are the sentences in which something changes, the longest first: it
// says the most of what it is.
var changing = func() (all []said) {
	keys := slices.SortedFunc(maps.Keys(sentences), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	for _, chinese := range keys {
		if strings.Contains(chinese, gap) {
			form := strings.ReplaceAll(regexp.QuoteMeta(chinese), regexp.QuoteMeta(gap), `(.*?)`)
			all = append(all, said{regexp.MustCompile(`^` + form + `$`), sentences[chinese]})
		}
	}
	return all
}()

// gap stands in a sentence for what changes.
const gap = "{}"

// english says line by line in English what is said in Chinese.
func (c *Chat) english(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = c.line(line)
	}
	return strings.Join(lines, "\n")
}

func (c *Chat) line(line string) string {
	for _, find := range []func(string) string{
		func(s string) string { return words[s] },
		func(s string) string { return sentences[s] },
		c.Knowledge.English,
		c.changed,
	} {
		if english := find(line); english != "" && line != "" {
			return english
		}
	}
	return line
}

// changed is the English of a sentence in which something changes, "" where none
// is known; what changes is said in English too where it can be.
func (c *Chat) changed(line string) string {
	for _, s := range changing {
		m := s.form.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		english := s.english
		for _, part := range m[1:] {
			english = strings.Replace(english, gap, c.line(part), 1)
		}
		return english
	}
	return ""
}

// replyInEnglish is a reply for who writes English. before is the flow that the
// conversation was in: on the way into one that is Chinese, that is said.
func (c *Chat) replyInEnglish(t *bot.Turn, before string, r bot.Reply) bot.Reply {
	r.Parts = slices.Clone(r.Parts)
	for i, p := range r.Parts {
		if own := c.Knowledge.SayInEnglish(p.Entry); own != "" && p.Text == c.Knowledge.Say(p.Entry, t.Now).Text {
			p.Text, p.Short = own, own
		}
		p.Text, p.Short = c.english(p.Text), c.english(p.Short)
		p.Choices = slices.Clone(p.Choices)
		for j := range p.Choices {
			p.Choices[j].Text = c.line(p.Choices[j].Text)
		}
		r.Parts[i] = p
	}
	if note := chineseFlows[r.Flow]; note != "" && r.Flow != before {
		return bot.Say(note).Then(r)
	}
	return r
}

// errorInEnglish gives an error the words that who writes English may read.
func (c *Chat) errorInEnglish(err error) error {
	if err == nil {
		return nil
	}
	var user bot.UserError
	if errors.As(err, &user) {
		return bot.UserError{Text: c.english(user.Text)}
	}
	return errors.Join(err, bot.UserError{Text: apologyEnglish})
}

// inTheirWords answers a turn in the language that the person writes.
func (c *Chat) inTheirWords(ctx context.Context, t *bot.Turn) (bot.Reply, error) {
	before := t.Session.Flow
	t.Session.English = c.inEnglish(t)
	if word, ok := spokenFor(t.Session, t.Text); ok {
		t.Text = word
	}
	reply, err := c.answer(ctx, t)
	if !t.Session.English {
		return reply, err
	}
	return c.replyInEnglish(t, before, reply), c.errorInEnglish(err)
}
