package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Errcodes that the service does not tell apart; the number is the fake's.
const (
	errParameter = 40058
	errCodeUsed  = 40059
)

// card is a card on one officer's screen.
type card struct {
	officer string
	taskID  string
	body    string // the request that brought it
	title   string
	buttons map[string]string // keys by words
	updated []string          // how it stood after each update, in order
}

// posted is what message/send takes.
type posted struct {
	ToUser  string `json:"touser"`
	MsgType string `json:"msgtype"`
	AgentID int    `json:"agentid"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
	Card         postedCard `json:"template_card"`
	CheckRepeats int        `json:"enable_duplicate_check"`
}

// postedCard is a card, sent or in the place of one that was.
type postedCard struct {
	Type  string `json:"card_type"`
	Title struct {
		Title string `json:"title"`
		Desc  string `json:"desc"`
	} `json:"main_title"`
	TaskID  string `json:"task_id"`
	Buttons []struct {
		Text string `json:"text"`
		Key  string `json:"key"`
	} `json:"button_list"`
}

// keys are the buttons of a card by their words.
func (p postedCard) keys() map[string]string {
	keys := map[string]string{}
	for _, b := range p.Buttons {
		keys[b.Text] = b.Key
	}
	return keys
}

// takeMessage is message/send: it drops an identical repeat when it is asked
// to, and writes down only what people see.
func (p *platform) takeMessage(w http.ResponseWriter, r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.holds(r, p.wecom.id) {
		answer(w, 40014)
		return
	}
	var m posted
	if json.Unmarshal(body, &m) != nil || strconv.Itoa(m.AgentID) != p.wecom.agent {
		answer(w, errParameter)
		return
	}
	if before, repeat := p.sent[string(body)]; repeat && m.CheckRepeats == 1 {
		fmt.Fprint(w, before)
		return
	}
	var invalid []string
	users := strings.Split(m.ToUser, "|")
	for _, user := range users {
		if !slices.Contains(p.members, user) {
			invalid = append(invalid, user)
		}
	}
	if len(invalid) == len(users) {
		answer(w, 81013)
		return
	}
	code, err := p.show(m, users, string(body))
	if err != 0 {
		answer(w, err)
		return
	}
	p.sent[string(body)] = fmt.Sprintf(`{"errcode":0,"errmsg":"ok","invaliduser":%q,"msgid":%q,"response_code":%q}`,
		strings.Join(invalid, "|"), rand.Text(), code)
	fmt.Fprint(w, p.sent[string(body)])
}

var taskForm = regexp.MustCompile(`^[0-9A-Za-z_\-@]{1,128}$`)

// show puts a message on the screens of the users who are members.
func (p *platform) show(m posted, users []string, body string) (code string, errcode int) {
	reached := slices.DeleteFunc(slices.Clone(users), func(u string) bool { return !slices.Contains(p.members, u) })
	if m.MsgType == "text" {
		for _, u := range reached {
			p.said[u] = append(p.said[u], m.Text.Content)
		}
		return "", 0
	}
	known := slices.ContainsFunc(p.cards, func(c *card) bool { return c.taskID == m.Card.TaskID })
	if m.MsgType != "template_card" || m.Card.Type != "button_interaction" || known || !taskForm.MatchString(m.Card.TaskID) {
		return "", errParameter
	}
	code = "code" + rand.Text()
	p.given = append(p.given, code)
	for _, u := range reached {
		c := &card{officer: u, taskID: m.Card.TaskID, body: body, title: m.Card.Title.Title, buttons: m.Card.keys()}
		p.cards = append(p.cards, c)
		p.codes[code] = c
	}
	return code, 0
}

// takeUpdate is update_template_card: a code serves once.
func (p *platform) takeUpdate(w http.ResponseWriter, r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.holds(r, p.wecom.id) {
		answer(w, 40014)
		return
	}
	var asked struct {
		Users   []string `json:"userids"`
		AgentID int      `json:"agentid"`
		Code    string   `json:"response_code"`
		Button  struct {
			Words string `json:"replace_name"`
		} `json:"button"`
		Card *postedCard `json:"template_card"`
	}
	if json.Unmarshal(body, &asked) != nil || strconv.Itoa(asked.AgentID) != p.wecom.agent || (asked.Button.Words == "") == (asked.Card == nil) {
		answer(w, errParameter)
		return
	}
	c, ok := p.codes[asked.Code]
	if !ok || !slices.Equal(asked.Users, []string{c.officer}) {
		answer(w, errCodeUsed)
		return
	}
	delete(p.codes, asked.Code)
	c.buttons = nil
	words := asked.Button.Words
	if asked.Card != nil {
		words, c.buttons = asked.Card.Title.Desc, asked.Card.keys()
	}
	c.updated = append(c.updated, words)
	fmt.Fprint(w, `{"errcode":0,"errmsg":"ok","invaliduser":[]}`)
}

// takeCustom is the customer-service message of WeChat.
func (p *platform) takeCustom(w http.ResponseWriter, r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.holds(r, p.wechat.id) {
		answer(w, 40001)
		return
	}
	var m posted
	if json.Unmarshal(body, &m) != nil || m.MsgType != "text" || m.Text.Content == "" || len(m.Text.Content) > 2048 {
		answer(w, errParameter)
		return
	}
	p.said[m.ToUser] = append(p.said[m.ToUser], m.Text.Content)
	answer(w, 0)
}

// seen returns the cards about a case that officers have on their screens, as
// they look now.
func (p *platform) seen(caseNo string) []card {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found []card
	for _, c := range p.cards {
		if strings.Contains(c.title, caseNo) {
			now := *c
			now.updated = slices.Clone(c.updated)
			found = append(found, now)
		}
	}
	return found
}

// clicked gives the code that comes with a click on a card.
func (p *platform) clicked(c card) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	code := "code" + rand.Text()
	p.given = append(p.given, code)
	for _, shown := range p.cards {
		if shown.taskID == c.taskID && shown.officer == c.officer {
			p.codes[code] = shown
		}
	}
	return code
}

// heard returns the texts that a person was sent.
func (p *platform) heard(id string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.said[id])
}
