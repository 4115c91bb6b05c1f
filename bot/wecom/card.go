package wecom

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// Lengths that clients show without cutting, in signs, and the platform's
// window for repeats, in seconds (protocol.md A6).
const (
	titleSigns     = 36
	valueSigns     = 30
	matterSigns    = 120
	maxReceivers   = 1000
	repeatInterval = 4 * 60 * 60
)

// taskIDForm is what the platform takes as a task id.
var taskIDForm = regexp.MustCompile(`^[0-9A-Za-z_@-]{1,128}$`)

type cardMessage struct {
	ToUser        string       `json:"touser"`
	MsgType       string       `json:"msgtype"`
	AgentID       int64        `json:"agentid"`
	Card          templateCard `json:"template_card"`
	CheckRepeats  int          `json:"enable_duplicate_check"`
	CheckInterval int          `json:"duplicate_check_interval"`
}

type templateCard struct {
	CardType string       `json:"card_type"`
	Title    cardTitle    `json:"main_title"`
	Quote    *cardQuote   `json:"quote_area,omitempty"`
	Matter   string       `json:"sub_title_text"`
	Rows     []cardRow    `json:"horizontal_content_list"`
	TaskID   string       `json:"task_id,omitempty"`
	Buttons  []cardButton `json:"button_list"`
}

type cardTitle struct {
	Title string `json:"title"`
	Desc  string `json:"desc"`
}

// cardQuote is what the citizen told last.
type cardQuote struct {
	Title string `json:"title"`
	Text  string `json:"quote_text"`
}

type cardRow struct {
	Name  string `json:"keyname"`
	Value string `json:"value"`
}

type cardButton struct {
	Text  string `json:"text"`
	Style int    `json:"style"`
	Key   string `json:"key"`
}

// Card writes the message that lays a petition before the officers who may do
// what the brief says. It holds nothing of the reporter: neither Person nor
// Contact, and in the citizen's own words whatever looks like a phone number, an
// identity card or a part of the contact is masked. Equal input gives equal
// bytes, so that the platform drops a repeat within four hours. taskID must be
// unique in the app.
func Card(b petition.Brief, taskID string, officers []string, agentID string) ([]byte, error) {
	agent, err := strconv.ParseInt(agentID, 10, 64)
	if err != nil || agent <= 0 {
		return nil, errors.New("write card: the agent id is not a positive number")
	}
	if !taskIDForm.MatchString(taskID) {
		return nil, errors.New("write card: the task id has signs or a length that the platform refuses")
	}
	if err := checkReceivers(officers); err != nil {
		return nil, fmt.Errorf("write card: %w", err)
	}
	card := cardOf(b)
	card.TaskID = taskID
	return encode(cardMessage{
		ToUser: strings.Join(officers, "|"), MsgType: "template_card", AgentID: agent, Card: card,
		CheckRepeats: 1, CheckInterval: repeatInterval,
	})
}

// cardOf is a card without the task that it belongs to.
func cardOf(b petition.Brief) templateCard {
	p := b.Petition
	return templateCard{
		CardType: "button_interaction",
		Title:    cardTitle{Title: clip(title(b), titleSigns), Desc: clip(standing(b), valueSigns)},
		Quote:    quote(b),
		Matter:   clip(mask(p.Report.Matter(), p.Report.Contact), matterSigns),
		Rows:     rows(b),
		Buttons:  cardButtons(b),
	}
}

// standing says whose a petition is and how it stands.
func standing(b petition.Brief) string {
	if b.Unit.Name == "" {
		return b.Petition.Status.Words()
	}
	return b.Unit.Name + " " + b.Petition.Status.Words()
}

// told names what a citizen adds to a report.
var told = []struct {
	event petition.EventType
	name  string
}{{petition.EventRecurred, "次再次反映"}, {petition.EventSupplemented, "次补充"}}

// quote is what the citizen told last, behind how often; nil when nothing was
// added.
func quote(b petition.Brief) *cardQuote {
	newest, ok := b.Newest()
	if !ok {
		return nil
	}
	var counts []string
	for _, t := range told {
		if n := b.Count(t.event); n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+t.name)
		}
	}
	return &cardQuote{
		Title: strings.Join(counts, "，"),
		Text:  clip(minute(newest.At)+" "+mask(newest.Text, b.Petition.Report.Contact), matterSigns),
	}
}

func checkReceivers(officers []string) error {
	if len(officers) == 0 || len(officers) > maxReceivers {
		return fmt.Errorf("%d receivers, want 1 to %d", len(officers), maxReceivers)
	}
	for _, o := range officers {
		if !oneUser(o) {
			return errors.New("a receiver is not one user")
		}
	}
	return nil
}

// marks stand before the case number of what is not as usual.
var marks = map[petition.Status]string{
	petition.Withdrawn: "【已撤回】", petition.Reopened: "【重新交办】", petition.Review: "【复查】", petition.SecondReview: "【复核】",
}

func title(b petition.Brief) string {
	p := b.Petition
	mark := marks[p.Status]
	switch {
	case mark != "":
	case p.Report.Urgent:
		mark = "【紧急】"
	case b.Disputed():
		mark = "【提请裁定】"
	}
	return mark + p.Case
}

// rows are what is known, in the order in which an officer asks for it. The
// platform takes six: where there are others about the same source, they stand in
// the place of the day of filing, which looking tells.
func rows(b petition.Brief) []cardRow {
	p := b.Petition
	filing := cardRow{"登记", minute(p.FiledAt)}
	if same := b.SameSource(1); same != "" {
		filing = cardRow{"同一来源", same}
	}
	all := []cardRow{
		{"类别", categories(p.Report.Labels)},
		{"地点", place(p.Report)},
		{sourceName(p.Report), mask(p.Report.Source, p.Report.Contact)},
		{"时间", mask(p.Report.When, p.Report.Contact)},
		filing,
		{"期限", b.Term()},
	}
	known := make([]cardRow, 0, len(all))
	for _, r := range all {
		if r.Value != "" {
			known = append(known, cardRow{r.Name, clip(r.Value, valueSigns)})
		}
	}
	return known
}

// sourceName says what the source of a report is: of what is no complaint it is
// who asks.
func sourceName(r petition.Report) string {
	if r.IsComplaint() {
		return "来源"
	}
	return "单位"
}

func categories(labels []string) string {
	names := make([]string, len(labels))
	for i, l := range labels {
		names[i] = LabelName(l)
	}
	return strings.Join(names, "、")
}

// place leaves coordinates to the console: they can be the reporter's own.
func place(r petition.Report) string {
	if r.Where == "" && (r.Lat != 0 || r.Lng != 0) {
		return "已发定位，请点“查看”"
	}
	return mask(r.Place(), r.Contact)
}

// Button styles of the platform: the first act stands out.
const (
	styleFirst = 1
	styleOther = 2
)

// cardButtons are the acts that fit, and looking. The key that comes back with
// a click is verb, case number and the version that the card shows; authorise by
// who clicked.
func cardButtons(b petition.Brief) []cardButton {
	acts := b.Acts()
	if view, ok := petition.ActOf(petition.ActView); ok {
		acts = append(acts, view)
	}
	made := make([]cardButton, len(acts))
	for i, a := range acts {
		made[i] = cardButton{Text: a.Word, Style: styleOther, Key: fmt.Sprintf("%s:%s:%d", a.Verb, b.Petition.Case, b.Petition.Version)}
	}
	made[0].Style = styleFirst
	return made
}

// minute writes China's time, whatever zone a time came in. The zero time is not
// known.
func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return clock.Stamp(t)
}

// encode writes JSON without HTML escapes: the platform's lengths count bytes.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
