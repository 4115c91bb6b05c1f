package chat

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// complaintAt is told in one conversation, up to the question whether it is right.
var complaintAt = []exchange{
	{"天河区棠下街棠德路12号永旺五金厂天天排臭气", []string{"!附近已有"}},
	{"没有反映过", nil},
	{"匿名", []string{"请核对", "!附近已有"}},
}

// neighbours file about 永旺五金厂.
func (k *talk) neighbours(people ...string) (cases []string) {
	k.t.Helper()
	for _, person := range people {
		r := petition.Report{What: "臭到" + person + "睡不着，电话13900139000", District: "天河", Source: "廣州市永旺五金有限公司", Labels: []string{"air-odour"}}
		p, err := k.store.FileReport(k.t.Context(), person, "filing of "+person, r)
		if err != nil {
			k.t.Fatal(err)
		}
		cases = append(cases, p.Case)
	}
	return cases
}

// TestCompany tells how many complain of the same source and nothing of them, and
// lets the citizen choose.
func TestCompany(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		talks    []exchange
		together bool
	}{
		"by number":       {[]exchange{{"1", []string{"# 和附近的同类投诉一起办", "还是您自己的"}}}, true},
		"by word":         {[]exchange{{"一起办吧", []string{"# 和附近的同类投诉一起办"}}}, true},
		"later":           {[]exchange{{"第18项任务", []string{"送法上门"}}, {"一起辦 #", []string{"一起办"}}}, true},
		"apart":           {[]exchange{{"分开办", []string{"# 单独办"}}}, false},
		"apart again":     {[]exchange{{"一起办", []string{"一起办"}}, {"分开办 #", []string{"# 单独办"}}}, false},
		"nothing said":    {[]exchange{{"进度", []string{"#：已登记"}}}, false},
		"a foreign case":  {[]exchange{{"一起办 SH-22222-22223", []string{sayUnknown}}}, false},
		"while filling":   {[]exchange{{"白云区江高镇神山大道有人倒建筑垃圾", []string{"哪家单位"}}, {"一起办 #", []string{"一起办", "哪家单位"}}}, true},
		"after withdrawn": {[]exchange{{"撤回 #", nil}, {"确认撤回", nil}, {"一起办 #", []string{"已撤回", "不用选"}}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.t = t
			others := k.neighbours("one", "two")
			k.run(complaintAt)
			said := k.say("确认")
			own, _ := petition.FindCaseNumber(said)
			for _, want := range []string{"附近已有2件同类投诉在办", "1. 一起办", "2. 分开办", "3. 进度"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s\nwithout %s", said, want)
				}
			}
			k.run(about(own, tt.talks))
			for _, canary := range append(others, "13900139000", "睡不着") {
				if strings.Contains(said, canary) || strings.Contains(k.log.String(), canary) {
					t.Errorf("%s tells of others: %s", said, canary)
				}
			}
			voices, err := k.store.SameSource(t.Context(), others[0])
			if err != nil {
				t.Fatal(err)
			}
			p, err := k.store.Petition(t.Context(), own)
			if err != nil || p.Case != own {
				t.Errorf("the own number is %s, %v", p.Case, err)
			}
			if linked, err := k.store.Join(t.Context(), "wechat:gh_test:openid", "look", own, tt.together); err != nil || linked != tt.together {
				t.Errorf("linked %v, %v; %+v", linked, err, voices)
			}
		})
	}
}

// TestNoCompany: a first complaint and one's own second one are asked nothing.
func TestNoCompany(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run(append(complaintAt, exchange{"确认", []string{"编号 SH-", "!附近已有", "1. 进度"}}))
	k.run(append(complaintAt, exchange{"确认", []string{"编号 SH-", "!附近已有"}}))
	k.run([]exchange{{"一起办", []string{"哪一件"}}, {"1", []string{"一起办"}}})
}

// brokenSites cannot be asked.
type brokenSites struct{ Sites }

func (brokenSites) Others(context.Context, string, string) (int, error) { return 0, errDown }

var errDown = errors.New("connection refused")

// TestCompanyUnknown: what cannot be looked for keeps nobody from filing.
func TestCompanyUnknown(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.chat.Sites = brokenSites{k.store}
	k.neighbours("one")
	k.run(append(complaintAt, exchange{"确认", []string{"编号 SH-", "!附近已有"}}))
}

// TestFilingAtOnce: two file about one source at once; both have their number, and
// officers find each with the other.
func TestFilingAtOnce(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	people, cases := []string{"one", "two", "three", "four"}, make([]string, 4)
	var all sync.WaitGroup
	for i, person := range people {
		session, now := &bot.Session{}, k.now
		all.Go(func() {
			var text string
			for j, say := range []string{complaintAt[0].say, "没有反映过", "匿名", "确认"} {
				m := bot.Message{Channel: bot.ChannelWeChat, Account: "gh_test", Sender: person, Key: person + string(rune('a'+j)), Kind: bot.KindText, Text: say, At: now}
				reply, err := k.chat.Answer(t.Context(), &bot.Turn{Message: m, Session: session, Text: say, Now: now})
				if err != nil {
					t.Error(err)
					return
				}
				text = reply.Parts[len(reply.Parts)-1].Text
				session.Touched = now
			}
			cases[i], _ = petition.FindCaseNumber(text)
		})
	}
	all.Wait()
	for i, caseNo := range cases {
		voices, err := k.store.SameSource(t.Context(), caseNo)
		if err != nil || len(voices) != len(people)-1 {
			t.Errorf("case %d, %q: %+v, %v", i, caseNo, voices, err)
		}
	}
}
