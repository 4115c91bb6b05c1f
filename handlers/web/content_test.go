package web

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPageHasWhatACitizenNeeds(t *testing.T) {
	t.Parallel()
	page := body(t, get(t, "/"))
	for _, want := range []string{
		`<html lang="zh-CN">`, `<title>穗环助手</title>`, `name="viewport"`, `name="color-scheme" content="light dark"`,
		"广州市生态环境局的问答和投诉受理助手", "机器人", "清除记录", "有人受伤或起火",
		`href="tel:110"`, `href="tel:119"`, `href="tel:120"`, `role="log" aria-live="polite"`,
		`data-value="2021年PM2.5要控制到多少"`, `data-value="我要投诉"`, `data-value="进度"`, `data-value="你会做什么"`,
		`aria-label="发送我的位置"`, `aria-label="输入您想说的话"`, "<noscript>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// The browser would refuse all of this under our Content-Security-Policy.
func TestNothingInline(t *testing.T) {
	t.Parallel()
	loadsItsOwnFilesOnly(t, body(t, get(t, "/")))
}

func loadsItsOwnFilesOnly(t *testing.T, page string) {
	t.Helper()
	for what, pattern := range map[string]string{
		"script without src":   `<script(?:\s+defer)?\s*>`,
		"words inside script":  `<script[^>]*>[^<]`,
		"style element":        `<style`,
		"style attribute":      `\sstyle\s*=`,
		"event attribute":      `\son[a-z]+\s*=`,
		"javascript address":   `javascript:`,
		"data address":         `"data:`,
		"file of another host": `(?:src|href|action)="(?:https?:)?//`,
		"unfilled template":    `\{\{|ZgotmplZ`,
	} {
		if found := regexp.MustCompile(`(?i)` + pattern).FindString(page); found != "" {
			t.Errorf("%s: %q", what, found)
		}
	}
}

func source(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Words of the server must stay words: these are the ways by which a text
// becomes markup or code.
func TestScriptsMakeNoMarkupFromText(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"static/app.js", "static/build.js", "static/store.js"} {
		script := source(t, name)
		for _, forbidden := range []string{
			"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "createContextualFragment",
			"srcdoc", "eval(", "Function(", "setAttribute('on", "setAttribute('style",
		} {
			if strings.Contains(script, forbidden) {
				t.Errorf("%s uses %s", name, forbidden)
			}
		}
		if lines := strings.Count(script, "\n"); lines > 250 {
			t.Errorf("%s has %d lines, want at most 250", name, lines)
		}
	}
}

func TestScriptFindsItsElements(t *testing.T) {
	t.Parallel()
	page, script := body(t, get(t, "/")), source(t, "static/app.js")
	wanted := regexp.MustCompile(`= (\[[^\]]*\])\.map\(byId\)`).FindString(script)
	ids := regexp.MustCompile(`'([a-z]+)'`).FindAllStringSubmatch(wanted, -1)
	ids = append(ids, regexp.MustCompile(`byId\('([a-z]+)'\)`).FindAllStringSubmatch(script, -1)...)
	if len(ids) != 8 {
		t.Fatalf("found %d ids in app.js, want 8: the patterns of this test are out of date", len(ids))
	}
	for _, id := range ids {
		if n := strings.Count(page, ` id="`+id[1]+`"`); n != 1 {
			t.Errorf("the page has %d elements with id %s", n, id[1])
		}
	}
}

// Statuses as in the contract; in-force needs no badge.
func TestEveryStatusHasItsBadge(t *testing.T) {
	t.Parallel()
	script := source(t, "static/build.js")
	for _, want := range []string{"historical: '历史文件'", "expired: '已失效'", "repealed: '已废止'", "draft: '草案'"} {
		if !strings.Contains(script, want) {
			t.Errorf("no badge %s", want)
		}
	}
}

// Only an answer that was recorded can be rated, and not in the middle of a
// form.
func TestAnswersCanBeRated(t *testing.T) {
	t.Parallel()
	for name, wants := range map[string][]string{
		"static/build.js":  {"['有用', '没用']", "tap.dataset.value = word", "'aria-label', '这个回答有没有用'"},
		"static/app.js":    {"Boolean(answer.receipt) && answer.kind === 'answer' && !['complaint', 'booking'].includes(answer.flow)", "if (item.rate)"},
		"static/style.css": {".rate {"},
	} {
		for _, want := range wants {
			if !strings.Contains(source(t, name), want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
	}
}

func TestNoFileOfAnotherHost(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"static/style.css", "static/eia.css", "static/vendor/weui/weui.min.css"} {
		if found := regexp.MustCompile(`@import|url\(["']?(?:https?:)?//`).FindString(source(t, name)); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	}
}

func TestVendoredFilesKeepTheirLicence(t *testing.T) {
	t.Parallel()
	entries, err := fs.ReadDir(files, "static/vendor/weui")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"LICENSE.txt", "weui.min.css"}; !slices.Equal(names, want) {
		t.Errorf("vendor/weui holds %v, want %v", names, want)
	}
	if !strings.Contains(source(t, "static/vendor/weui/LICENSE.txt"), "MIT License") {
		t.Error("LICENSE.txt does not name the MIT License")
	}
}

func TestUnknownKindOfFileStopsTheStart(t *testing.T) {
	t.Parallel()
	_, err := readAssets(fstest.MapFS{"static/x.exe": {Data: []byte("x")}}, "static")
	if err == nil || !strings.Contains(err.Error(), "static/x.exe") {
		t.Errorf("err = %v, want one that names static/x.exe", err)
	}
}
