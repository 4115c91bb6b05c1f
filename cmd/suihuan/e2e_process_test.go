package main

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestProgram builds the program and runs it in processes of their own, which
// can be killed.
func TestProgram(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "suihuan")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	for name, test := range map[string]func(t *testing.T, program string){
		"platform faults":   faultsAreOvercome,
		"platform down":     platformDown,
		"kill":              killLosesNothing,
		"kill in mid-form":  killKeepsDraft,
		"kill an interview": killKeepsInterview,
		"kill before reply": killedReplyComesAgain,
		"kill after alarm":  killAfterAlarm,
		"kill at random":    killedAtRandom,
		"second process":    secondProcessIsRefused,
		"log":               logShowsNobody,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, program)
		})
	}
}

// platformDown: what fails more than once is tried again later. All cases
// wait together, because waiting is all that they do.
func platformDown(t *testing.T, program string) {
	type waiting struct {
		w      *world
		caseNo string
	}
	var all []waiting
	for _, down := range []struct {
		address string
		faults  []fault
	}{
		{messageSend, []fault{broken, broken}},
		{getToken, []fault{broken}},
	} {
		for _, w := range worlds(t) {
			w.spawn(t, program)
			w.platform.fail(down.address, down.faults...)
			all = append(all, waiting{w, w.citizen(t).files()})
		}
	}
	for _, one := range all {
		one.w.member(t, "zhangsan").card(one.caseNo, thirdTry)
		one.w.once(t, one.caseNo)
	}
}

// killLosesNothing ends the process without a warning when the number has been
// told, or when a card is on its way.
func killLosesNothing(t *testing.T, program string) {
	for name, c := range map[string]struct {
		flight bool // a card is on its way
		seen   bool // and has been seen already
	}{
		"number told":   {},
		"card unseen":   {flight: true},
		"card was seen": {flight: true, seen: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "", "")
			held := make(chan struct{})
			if c.flight {
				w.platform.fail(messageSend, hang(c.seen, held))
			}
			first := w.spawn(t, program)
			p := w.citizen(t)
			caseNo := p.files()
			if c.flight {
				until(t, "card on its way", within, func() (struct{}, bool) {
					select {
					case <-held:
						return struct{}{}, true
					default:
						return struct{}{}, false
					}
				})
			}
			first.kill()
			w.spawn(t, program)
			w.member(t, "zhangsan").card(caseNo, within)
			p.talks(exchange{"进度", []string{"^" + caseNo, "天河"}})
			if c.flight {
				w.calls(t, messageSend, 2, within)
			}
			w.once(t, caseNo)
		})
	}
}

// killKeepsDraft: what was told before the end is there after it, and the
// message that came last may come again.
func killKeepsDraft(t *testing.T, program string) {
	w := newWorld(t, "", "")
	first := w.spawn(t, program)
	p := w.citizen(t)
	p.talks(complaint[0])
	where := p.text(complaint[1].say)
	expect(t, complaint[1].say, p.sends(where), complaint[1].want...)
	first.kill()
	w.spawn(t, program)
	expect(t, complaint[1].say, p.sends(where), complaint[1].want...)
	p.talks(complaint[2:]...)
	caseNo := number(t, p.says("确认"))
	w.member(t, "zhangsan").card(caseNo, within)
	w.once(t, caseNo)
}

// killedReplyComesAgain: the process ends when a message has had its effect and
// before its writer reads the reply. The platform tries again, and that try
// tells the same.
func killedReplyComesAgain(t *testing.T, program string) {
	for name, talk := range map[string][]string{
		"complaint":           {"", "确认"},
		"complaint by number": {"", "1"},
		"emergency":           {alarm},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "", "")
			first := w.spawn(t, program)
			p := w.citizen(t)
			if talk[0] == "" {
				p.talks(complaint...)
			}
			filing := p.text(talk[len(talk)-1])
			caseNo := number(t, p.sends(filing)) // this reply is taken for lost
			first.kill()
			w.spawn(t, program)
			if again := number(t, p.sends(filing)); again != caseNo {
				t.Errorf("the repeat tells %s, the petition is %s", again, caseNo)
			}
		})
	}
	for name, c := range map[string]struct{ order, want string }{
		"officer accepts":   {"受理 %s", "已受理 "},
		"officer answers":   {"答复 %s " + goodAnswer, "答复已保存"},
		"officer transfers": {"转办 %s 市局投诉举报中心 不在本区", "已转给"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "", "")
			first := w.spawn(t, program)
			zhangsan := w.member(t, "zhangsan")
			caseNo := w.citizen(t).files()
			zhangsan.card(caseNo, within)
			if name == "officer answers" {
				zhangsan.says("受理 " + caseNo)
			}
			words := zhangsan.text(fmt.Sprintf(c.order, caseNo))
			expect(t, name, zhangsan.sends(words), c.want)
			first.kill()
			w.spawn(t, program)
			expect(t, name, zhangsan.sends(words), c.want)
		})
	}
}

// killAfterAlarm: what is told after an alarm belongs to it, also when the
// process has ended meanwhile.
func killAfterAlarm(t *testing.T, program string) {
	w := newWorld(t, "", "")
	first := w.spawn(t, program)
	p := w.citizen(t)
	caseNo := number(t, p.says(alarm))
	first.kill()
	w.spawn(t, program)
	p.talks(exchange{"黄埔区南岗镇康南路口", []string{caseNo}})
}

// secondProcessIsRefused: one folder serves one process, and whoever cannot
// begin says why.
func secondProcessIsRefused(t *testing.T, program string) {
	w := newWorld(t, "", "")
	w.spawn(t, program)
	listening := strings.TrimPrefix(w.service.url, "http://")
	for name, c := range map[string]struct {
		args []string
		want string
		code int
	}{
		"same folder":     {w.args(), "suihuan.db is in use by another process", 1},
		"same port":       {[]string{"serve", "--listen", listening, "--data", t.TempDir()}, "address already in use", 1},
		"file for folder": {[]string{"serve", "--listen", "127.0.0.1:0", "--data", w.config}, "make database folder", 1},
		"faulty":          {[]string{"serve", "--config", writeFile(t, "port: 1")}, "unknown key", 2},
		"no command":      {nil, "usage: suihuan", 2},
	} {
		out, err := exec.CommandContext(t.Context(), program, c.args...).CombinedOutput()
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != c.code || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: %v, want exit code %d and %q:\n%s", name, err, c.code, c.want, out)
		}
	}
	w.citizen(t).files()
}

// logShowsNobody holds a long talk with every kind of trouble, at the finest level,
// and looks for what must not be in the log; each other test looks too.
func logShowsNobody(t *testing.T, program string) {
	w := newWorld(t, "", "")
	s := w.spawn(t, program)
	w.platform.fail(messageSend, expired, broken)
	w.platform.fail(updateCard, broken, mute)
	for _, scenario := range []func(*testing.T, *world){
		complaintIsAnswered, emergencyGoesOut, strangersChangeNothing, strangeTextsGetAnswers,
		wordlessMessagesGetHints, garbageDoesNotCrash, forgeriesLookAlike,
	} {
		scenario(t, w)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	expect(t, "log", s.log.String(), "message answered", "callback refused", "malformed message", "channel=wechat", "draining", "errcode")
}
