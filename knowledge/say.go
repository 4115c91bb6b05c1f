package knowledge

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"

	"suihuan/knowledge/search"
)

// What is said when no entry speaks.
const (
	sayNothingHeard = "我没看懂这条消息。您可以用文字说说想问什么，比如“2021年PM2.5要控制到多少”；要投诉污染，直接说发生了什么就行。"
	sayNotKnownDone = "完成得怎么样：我手上没有公开的结果（未见公开），不能替您猜。下面是当年的安排。\n"
	sayWelcome      = "不客气，有事随时找我。"
	sayWhichOne     = "您是想问下面哪一个？"
	sayUnknown      = "这个我答不了，不敢乱说。我能答污染归谁管、怎么投诉、项目要不要环评、普法活动和2021年工作要点，也能帮您登记投诉、查进度。别的事可以打12345问；想找人，回复“转人工”。"
	sayElsewhere    = "这个不归广州市生态环境局管，我答不了。%s的事请找%s，也可以打12345问。要问环保的事或投诉污染，直接告诉我；想找人，回复“转人工”。"
)

// stickers are the codes that WeChat writes for its stickers: [呲牙].
var stickers = regexp.MustCompile(`\[[^\[\]]{1,6}\]|/:[!-~]+`)

func refuse(text string) Answer { return Answer{Kind: KindRefuse, Text: text} }

// background scores from which a topic is named in the refusal.
const sureOfTopic = .45

// refusal says where to turn when the topic is known and clearly nearer than
// anything of ours, what comes near, and how to reach a person.
func (b *Base) refusal(q asked, foreign, hits []search.Hit) Answer {
	var topic Topic
	if s := scoreAt(foreign, 0); s >= sureOfTopic && s > scoreAt(hits, 0) {
		topic = b.topics[foreign[0].ID]
	}
	a := refuse(sayUnknown)
	switch {
	case isEnglish(q) || strings.HasPrefix(topic.ID, englishTopic):
		a = refusalInEnglish(topic)
	case topic.To != "":
		a = refuse(fmt.Sprintf(sayElsewhere, topic.Topic, topic.To))
	}
	for _, h := range hits {
		if h.Score >= nearEnough && len(a.Near) < nearTopics && !thin(q.terms.Norm) {
			a.Near = append(a.Near, h.ID)
		}
	}
	a.Near = append(a.Near, flowPrefix+"human")
	return a
}

// nearEnough is the score from which an entry is shown beside a refusal, and
// nearTopics how many of them.
const (
	nearEnough = .2
	nearTopics = 3
)

// answer is an entry's answer as of a day. What is cited and did not apply on
// that day is said to be so, whatever the author wrote.
func (b *Base) answer(id string, score float64, today time.Time) Answer {
	e := b.entries[id]
	version := e.on(today.Format(time.DateOnly))
	a := Answer{Kind: KindAnswer, Entry: id, Score: score, Text: strings.TrimSpace(e.filled(version.Text, today.Year())), Short: strings.TrimSpace(e.filled(version.Short, today.Year()))}
	notes := ""
	a.Citations, notes = b.cited(version.Cite, today)
	a = e.onlyToday(a, today.Format(time.DateOnly))
	a.AsOf, a.Digest = today, b.digest(a, e.Quote)
	a.Text += e.quoted() + notes
	a.Short += notes
	return b.traced(a, e)
}

// cited returns what is cited as of a day, and what must be said of it.
func (b *Base) cited(cites []Cite, today time.Time) (citations []Citation, notes string) {
	for _, c := range cites {
		citations = append(citations, b.sources[c.Source].citation(c.Article, today))
		if note := b.validity(b.sources[c.Source], today); !strings.Contains(notes, note) {
			notes += note
		}
	}
	return citations, notes
}

// on returns what an entry says on a day (YYYY-MM-DD).
func (e Entry) on(day string) Past {
	for _, p := range e.Past {
		if day < p.Until {
			return p
		}
	}
	return Past{Text: e.Text, Short: e.Short, Cite: e.Cite}
}

// validity says what a reader must know of a source that is not in force on a
// day: since when it has not been, and what took its place.
func (b *Base) validity(s Source, today time.Time) string {
	successor := ""
	if next, ok := b.sources[s.ReplacedBy]; ok {
		successor = "，现在看《" + next.Title + "》"
	}
	return map[string]string{
		"historical": sayHistorical(s),
		"repealed":   fmt.Sprintf("\n（《%s》已于%s废止%s。）", s.Title, s.Repealed, successor),
		"expired":    fmt.Sprintf("\n（《%s》的有效期到%s为止%s。）", s.Title, s.Expires, successor),
		"draft":      fmt.Sprintf("\n（《%s》当时还没有施行%s。%s）", s.Title, since(s.Effective), b.before(s)),
	}[s.statusOn(today.Format(time.DateOnly))]
}

// before says of the oldest edition of the catalogue that what applied until it
// is not known here.
func (b *Base) before(s Source) string {
	if s.ID == "" || s.ID != b.editions[0].catalogue().ID {
		return ""
	}
	return "那时适用的名录，我这里没有收录，请向项目所在区的生态环境部门核实。"
}

// sayHistorical marks a document of its time.
func sayHistorical(s Source) string {
	if s.ID == planSource {
		return "\n（以上是2021年的年度计划，说的是当年的安排，不代表现在的规定或结果。）"
	}
	return fmt.Sprintf("\n（《%s》是当年的文件，不能当作现在的规定。）", s.Title)
}

func since(day string) string {
	if day == "" {
		return ""
	}
	return "，" + day + "起施行"
}

// planSource is the plan itself among the sources.
const planSource = "work-plan-2021"

func (s Source) citation(article string, today time.Time) Citation {
	return Citation{
		Title: s.Title, Number: s.Number, Article: article, URL: s.URL,
		Issued: s.Issued, Effective: s.Effective, Expires: cmp.Or(s.Repealed, s.Expires),
		Status: s.statusOn(today.Format(time.DateOnly)),
	}
}

// Say returns the answer of one entry as of a day. Of an entry that does not
// exist Text and Digest are empty.
func (b *Base) Say(id string, today time.Time) Answer {
	a := b.on(today).answer(id, 1, today)
	a.KB = b.Version
	return a
}

// Choice says what to show for a candidate of a day and what is typed when it is
// chosen: words that lead straight to it.
func (b *Base) Choice(candidate string, today time.Time) (text, value string) {
	return b.on(today).choice(candidate)
}

func (b *Base) choice(candidate string) (text, value string) {
	if c, ok := flowChoices[strings.TrimPrefix(candidate, flowPrefix)]; ok {
		return c.text, c.value
	}
	e := b.entries[candidate]
	title := strings.TrimSuffix(e.Title, "。")
	if e.Kind == "task" {
		return title + "（2021年任务）", title
	}
	return title, title
}

var flowChoices = map[string]struct{ text, value string }{
	"complaint": {"我要投诉污染", "我要投诉"},
	"status":    {"查我的投诉办到哪了", "进度"},
	"human":     {"找人工", "转人工"},
	"eia":       {"问我的项目要不要办环评", "我的项目要不要办环评"},
}
