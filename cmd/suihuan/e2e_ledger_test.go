package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/knowledge"
	"suihuan/knowledge/contenttest"
)

const pm25Asked = "2021年PM2.5要控制到多少"

// withContent gives an installation a thin content folder of its own, which
// rewrites changes.
func (w *world) withContent(t *testing.T) (rewrite func(old, corrected string)) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "content")
	w.content = folder
	if err := os.CopyFS(folder, contenttest.Thin(t, knowledge.Embedded())); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(w.config)
	if err == nil {
		err = os.WriteFile(w.config, append(config, "content: "+folder+"\n"...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return func(old, corrected string) {
		t.Helper()
		names, _ := filepath.Glob(filepath.Join(folder, "*.yaml")) // the pattern is well formed
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err == nil {
				err = os.WriteFile(name, []byte(strings.ReplaceAll(string(text), old, corrected)), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// officer runs a command of the program on the installation, beside the
// service, and returns what it prints.
func (w *world) officer(t *testing.T, args ...string) string {
	t.Helper()
	var out, log bytes.Buffer
	err := run(t.Context(), append(args, "--config", w.config, "--data", w.data), nil, strings.NewReader(""), &out, &log)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	w.discreet(t, "log", log.String())
	w.discreet(t, "output", out.String())
	return out.String()
}

// page writes on the chat page, as one session, and returns the reply.
func (w *world) page(t *testing.T, session, text string) (reply bot.Reply) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"session": session, "text": text, "id": rand.Text()})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(w.service.url+"/chat/messages", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&reply); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v", text, response.StatusCode, err)
	}
	return reply
}

// visitor is a new session of the chat page.
func (w *world) visitor() (session string) {
	session = "visitor-" + rand.Text()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.persons = append(w.persons, session)
	return session
}

// words joins what a reply says.
func words(r bot.Reply) string {
	texts := make([]string, len(r.Parts))
	for i, p := range r.Parts {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n")
}

// TestReceiptEndToEnd: what a citizen was answered is found again, by the
// citizen and by officers, and by nobody else.
func TestReceiptEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		w.start(t)
		me := w.visitor()
		asked := w.page(t, me, pm25Asked)
		if _, ok := bot.ReadReceipt(asked.Receipt); !ok || asked.Kind != "answer" {
			t.Fatalf("a %s with the receipt %q", asked.Kind, asked.Receipt)
		}
		if refused := w.page(t, me, "社保怎么转移"); refused.Receipt != "" {
			t.Errorf("a %s has the receipt %s", refused.Kind, refused.Receipt)
		}
		expect(t, "回执", words(w.page(t, me, "回执")), asked.Receipt, "PM2.5")
		expect(t, "回执 …", words(w.page(t, me, "回执 "+asked.Receipt)), "33微克", "没有更正过")
		expect(t, "another's", words(w.page(t, w.visitor(), "回执 "+asked.Receipt)), "没有查到", "!33微克")
		expect(t, "suihuan receipt", w.officer(t, "receipt", asked.Receipt),
			asked.Receipt, "target-2021-pm25", "知识库版本", "依据日期", "渠道：web", "更正：没有")
		p := w.citizen(t)
		p.talks(exchange{pm25Asked, []string{"33微克"}})
		code := strings.Fields(strings.TrimPrefix(p.says("回执"), "您最近一次得到的回答，回执是 "))[0]
		p.talks(exchange{strings.TrimRight(code, "："), []string{"33微克", "没有更正过"}})
	})
}

// TestRecallEndToEnd corrects an entry: everybody who was given it is told
// once, whether they wrote on WeChat or on the page, and nobody else is.
func TestRecallEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		rewrite := w.withContent(t)
		w.start(t)
		asker, other, visitor := w.citizen(t), w.citizen(t), w.visitor()
		asker.talks(exchange{pm25Asked, []string{"33微克"}}, exchange{pm25Asked, []string{"33微克"}})
		other.talks(exchange{"第18项任务", []string{"送法上门"}})
		receipt := w.page(t, visitor, pm25Asked).Receipt
		expect(t, "before", w.officer(t, "recall", "target-2021-pm25"), "0 个回答")

		rewrite("33微克/立方米以下", "34微克/立方米以下")
		expect(t, "recall", w.officer(t, "recall", "target-2021-pm25"), "3 个回答", receipt, "未通知", "!已通知", "web:***", "!"+visitor)
		expect(t, "recall of another entry", w.officer(t, "recall", "task-2021-18", "--queue"), "0 个回答", "给 0 个人")
		expect(t, "recall --queue", w.officer(t, "recall", "--queue", "target-2021-pm25"), "3 个回答", "给 2 个人", "已通知", "!未通知")
		expect(t, "again", w.officer(t, "recall", "target-2021-pm25", "--queue"), "3 个回答", "给 0 个人", "!未通知")
		expect(t, "suihuan receipt", w.officer(t, "receipt", receipt), "后来更正过")

		told := asker.says("在吗")
		expect(t, "notice", told, "^【更正】您在", "当时的回答已更正，现在的回答是", "34微克")
		if n := strings.Count(told, "【更正】"); n != 1 {
			t.Errorf("%d notices in: %s", n, told)
		}
		asker.talks(exchange{"在吗", []string{"!【更正】"}})
		other.talks(exchange{"在吗", []string{"!【更正】"}})
		expect(t, "on the page", words(w.page(t, visitor, "在吗")), "^【更正】", "34微克")

		rewrite("34微克/立方米以下", "35微克/立方米以下")
		expect(t, "a second correction", w.officer(t, "recall", "target-2021-pm25", "--queue"), "3 个回答", "给 2 个人")
		asker.talks(exchange{"在吗", []string{"^【更正】", "35微克"}}, exchange{"在吗", []string{"!【更正】"}})
	})
}

func TestRecordCommandsRefuse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "", "")
	for _, args := range [][]string{
		{"receipt"}, {"receipt", "nonsense"}, {"receipt", "A", "B"}, {"recall"}, {"recall", "a", "b"},
		{"recall", "plan-2021"}, // no database yet
	} {
		err := fails(t, nil, append(args, "--config", w.config, "--data", w.data)...)
		if code := exitCode(err); code != 2 {
			t.Errorf("%v: exit code %d, %v", args, code, err)
		}
	}
	w.start(t)
	for _, args := range [][]string{{"receipt", bot.Receipt("never")}, {"recall", "no-such-entry"}} {
		expect(t, args[0], fails(t, nil, append(args, "--config", w.config, "--data", w.data)...).Error(), args[1])
	}
}
