package main

import (
	"crypto/rand"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// phone is the number that citizens leave.
const phone = "13800138000"

var caseForm = regexp.MustCompile(`SH-[2-9A-Z]{5}-[2-9A-Z]{5}`)

// person writes to one of our accounts.
type person struct {
	t       *testing.T
	w       *world
	account account
	id      string
}

// citizen is somebody new on WeChat.
func (w *world) citizen(t *testing.T) person {
	p := person{t: t, w: w, account: w.platform.wechat, id: "o" + rand.Text()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.persons = append(w.persons, p.id)
	return p
}

// member is somebody of the corp, who writes in WeCom.
func (w *world) member(t *testing.T, id string) person {
	return person{t: t, w: w, account: w.platform.wecom, id: id}
}

// messages numbers the messages of the whole platform.
var messages atomic.Int64

// message is the inside of a message from the person.
func (p person) message(kind string, more ...field) []byte {
	fields := []field{
		{"ToUserName", p.account.name}, {"FromUserName", p.id},
		{"CreateTime", time.Now().Unix()}, {"MsgType", kind},
	}
	fields = append(fields, more...)
	if kind != "event" {
		fields = append(fields, field{"MsgId", 7_000_000_000_000_000_000 + messages.Add(1)})
	}
	if p.account.agent != "" {
		fields = append(fields, field{"AgentID", p.account.agent})
	}
	return p.account.write(fields...)
}

func (p person) text(words string) []byte { return p.message("text", field{"Content", words}) }

// sends brings a message and returns what the person sees.
func (p person) sends(message []byte) string {
	p.t.Helper()
	return p.account.deliver(p.t, p.w.service.url, p.id, message).text
}

func (p person) says(words string) string {
	p.t.Helper()
	return p.sends(p.text(words))
}

// exchange is what is said and what the reply holds, or with a leading ! does
// not hold. A leading ^ is what the reply begins with.
type exchange struct {
	say  string
	want []string
}

func (p person) talks(exchanges ...exchange) (last string) {
	p.t.Helper()
	for _, e := range exchanges {
		last = p.says(e.say)
		expect(p.t, e.say, last, e.want...)
	}
	return last
}

// expect holds a text to what an exchange wants.
func expect(t *testing.T, said, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		ok := strings.Contains(got, w)
		if word, not := strings.CutPrefix(w, "!"); not {
			ok = !strings.Contains(got, word)
		} else if word, first := strings.CutPrefix(w, "^"); first {
			ok = strings.HasPrefix(got, word)
		}
		if !ok {
			t.Errorf("%s\n→ %s\nwant %q", said, got, w)
		}
	}
}

// complaint is a whole one up to the summary, in the district of 天河.
var complaint = []exchange{
	{"楼下工地半夜打桩", []string{"在哪里"}},
	{"天河区棠下街中山大道188号", []string{"以前反映过"}},
	{"没有反映过", []string{"电话", "匿名"}},
	{phone, []string{"请核对", "打桩", "棠下街", "没有反映过", phone, "确认"}},
}

// files makes the complaint and returns its number.
func (p person) files() (caseNo string) {
	p.t.Helper()
	p.talks(complaint...)
	return number(p.t, p.says("确认"))
}

// filesInHaizhu makes a complaint for the unit that has two officers.
func (p person) filesInHaizhu() (caseNo string) {
	p.t.Helper()
	p.talks(complaint[0], exchange{"海珠区新港西路135号", []string{"以前反映过"}}, complaint[2], exchange{phone, []string{"请核对"}})
	return number(p.t, p.says("确认"))
}

// number returns the one case number that a text names.
func number(t *testing.T, text string) string {
	t.Helper()
	found := map[string]bool{}
	for _, n := range caseForm.FindAllString(text, -1) {
		found[n] = true
	}
	numbers := slices.Collect(maps.Keys(found))
	if len(numbers) != 1 {
		t.Fatalf("%d case numbers in: %s", len(numbers), text)
	}
	return numbers[0]
}

// card waits until the officer has a card about a case, and returns the newest.
func (p person) card(caseNo string, limit time.Duration) card {
	p.t.Helper()
	return until(p.t, "card of "+p.id+" about "+caseNo, limit, func() (card, bool) {
		var newest card
		for _, c := range p.w.platform.seen(caseNo) {
			if c.officer == p.id {
				newest = c
			}
		}
		return newest, newest.officer != ""
	})
}

// clicks presses a button of a card and returns what the person sees.
func (p person) clicks(c card, button string) string {
	p.t.Helper()
	key, ok := c.buttons[button]
	if !ok {
		p.t.Fatalf("the card has no button %s: %v", button, c.buttons)
	}
	return p.sends(p.message("event", field{"Event", "template_card_event"}, field{"EventKey", key},
		field{"TaskId", c.taskID}, field{"CardType", "button_interaction"},
		field{"ResponseCode", p.w.platform.clicked(c)}))
}

// updated waits for what has taken the place of a card's buttons.
func (p person) updated(c card) string {
	p.t.Helper()
	return until(p.t, "update of the card "+c.taskID, within, func() (string, bool) {
		for _, now := range p.w.platform.seen(caseForm.FindString(c.title)) {
			if now.taskID == c.taskID && len(now.updated) > 0 {
				return now.updated[len(now.updated)-1], true
			}
		}
		return "", false
	})
}
