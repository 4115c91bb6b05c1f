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

// buttons of a petition's card. The key that comes back with a click is the
// verb, a colon and the case number; authorise by who clicked.
var buttons = []struct {
	text, verb string
	style      int
}{
	{"受理", "accept", 1},
	{"转办", "transfer", 2},
	{"答复", "answer", 2},
	{"查看", "view", 2},
}

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
	Matter   string       `json:"sub_title_text"`
	Rows     []cardRow    `json:"horizontal_content_list"`
	TaskID   string       `json:"task_id"`
	Buttons  []cardButton `json:"button_list"`
}

type cardTitle struct {
	Title string `json:"title"`
	Desc  string `json:"desc"`
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

// Card writes the message that lays a petition before officers. It holds
// nothing of the reporter: neither Person nor Contact, and in the citizen's
// own words whatever looks like a phone number, an identity card or a part of
// the contact is masked. Equal input gives equal bytes, so that the platform
// drops a repeat within four hours. taskID must be unique in the app.
func Card(p petition.Petition, unit petition.Unit, taskID string, officers []string, agentID string) ([]byte, error) {
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
	return encode(cardMessage{
		ToUser: strings.Join(officers, "|"), MsgType: "template_card", AgentID: agent,
		Card: templateCard{
			CardType: "button_interaction",
			Title:    cardTitle{Title: clip(title(p), titleSigns), Desc: clip(unit.Name, valueSigns)},
			Matter:   clip(mask(p.Report.Matter(), p.Report.Contact), matterSigns),
			Rows:     rows(p),
			TaskID:   taskID,
			Buttons:  cardButtons(p.Case),
		},
		CheckRepeats: 1, CheckInterval: repeatInterval,
	})
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

func title(p petition.Petition) string {
	if p.Status == petition.Withdrawn {
		return "【已撤回】" + p.Case
	}
	if p.Report.Urgent {
		return "【紧急】" + p.Case
	}
	return p.Case
}

// rows are what is known, in the order in which an officer asks for it. The
// platform takes six.
func rows(p petition.Petition) []cardRow {
	all := []cardRow{
		{"类别", categories(p.Report.Labels)},
		{"地点", place(p.Report)},
		{sourceName(p.Report), mask(p.Report.Source, p.Report.Contact)},
		{"时间", mask(p.Report.When, p.Report.Contact)},
		{"登记", minute(p.FiledAt)},
		{"到期", day(p.ReceiptDue)},
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

func cardButtons(caseNumber string) []cardButton {
	made := make([]cardButton, len(buttons))
	for i, b := range buttons {
		made[i] = cardButton{Text: b.text, Style: b.style, Key: b.verb + ":" + caseNumber}
	}
	return made
}

// minute and day write China's time, whatever zone a time came in. The zero
// time is not known.
func minute(t time.Time) string { return china(t, "2006-01-02 15:04") }

func day(t time.Time) string { return china(t, "2006-01-02") }

func china(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(time.FixedZone("CST", 8*60*60)).Format(layout)
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
