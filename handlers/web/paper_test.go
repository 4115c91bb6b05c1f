package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"suihuan/knowledge"
)

const (
	formType    = "application/x-www-form-urlencoded"
	browserType = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
)

// sent posts a body and returns what comes back.
func sent(t *testing.T, h *Assess, body, kind, accept string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/eia/assess", strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// described is the body of a form.
func described(text, item string) string {
	return url.Values{"description": {text}, "item": {item}}.Encode()
}

func TestWhoGetsAPage(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	sheet := `{"description":"牛仔裤洗水厂，净系洗水冇印染"}`
	for _, c := range []struct {
		name, body, kind, accept string
		page                     bool
	}{
		{"form", described("牛仔裤洗水厂", ""), formType, browserType, true},
		{"form of anything", described("牛仔裤洗水厂", ""), formType + "; charset=utf-8", "*/*", true},
		{"JSON that accepts HTML", sheet, "application/json", "text/html", true},
		{"JSON of curl -d that accepts HTML", sheet, formType, "text/html", true},
		{"JSON of curl -d", sheet, formType, "*/*", false},
		{"JSON", sheet, "application/json", "application/json", false},
		{"both", sheet, "application/json", "application/json, text/html;q=0.5", false},
		{"HTML refused", sheet, "application/json", "text/html;q=0, */*", false},
		{"nothing said", sheet, "", "", false},
	} {
		w := sent(t, h, c.body, c.kind, c.accept)
		want := "application/json; charset=utf-8"
		if c.page {
			want = "text/html; charset=utf-8"
		}
		if got := w.Header().Get("Content-Type"); w.Code != 200 || got != want {
			t.Errorf("%s: %d %s, want %s", c.name, w.Code, got, want)
		}
	}
}

func TestResultPage(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	for _, c := range []struct {
		name, text, item string
		want             []string
	}{
		{"settled", "牛仔裤洗水厂，净系洗水冇印染", "", []string{
			"<title>建设项目环评类别自查结果（不是审批决定）</title>", "2026年11月29日", "牛仔裤洗水厂，净系洗水冇印染",
			"第29项（纺织服装、服饰业18）", "<strong>报告表</strong>", "报批以后才能开工",
			`洗水砂洗</th><td class="short">是</td><td>您写的“洗水”</td><td>有洗水、砂洗工艺的`,
			"“染色”变为“有”，就是报告书。", "《建设项目环境影响评价分类管理名录（2021年版）》（生态环境部令第16号）第29项", "2021-01-01起施行",
			"不是审批决定：级别由建设单位自己对照名录确定", "知识库版本 ", "!还要回答", "!可能是", `href="/eia"`,
		}},
		{"unsettled", "租厂房做塑料花盆，注塑，年产300吨", "53", []string{
			"<strong>需要确认</strong>", "可能是：不纳入、报告表、报告书", "还要回答", "一年用多少吨溶剂型胶粘剂", "第53项", "!什么会改变结果",
		}},
		{"not mentioned", "鞋厂，注塑做鞋底，用溶剂型胶水12吨，另外屋顶装光伏", "", []string{
			`溶剂型胶粘剂</th><td class="short">12吨</td>`, "没有提到，按没有算：", "居民家用光伏", "其中会影响结果的：", "第32项、第90项",
		}},
		{"not in the catalogue", "奶茶店要不要办环评", "", []string{"没有对上名录里的项目", "<strong>不纳入</strong>", "第五条", "!<table>"}},
		{"nothing heard", "你好", "", []string{"<strong>需要确认</strong>", "您做的是什么行业", "没有对上名录里的项目", "!法律依据"}},
		{"markup", `<script>alert(1)</script>"><img/src=x>塑料厂，注塑`, "53", []string{"&lt;script&gt;alert(1)&lt;/script&gt;", "!<script", "!<img"}},
	} {
		w := sent(t, h, described(c.text, c.item), formType, browserType)
		page := w.Body.String()
		if w.Code != 200 {
			t.Errorf("%s: %d", c.name, w.Code)
		}
		has(t, c.name, page, c.want...)
		loadsItsOwnFilesOnly(t, page)
		guarded(t, c.name, w, "'none'")
	}
}

// has looks for each word, or that a word behind "!" is not there.
func has(t *testing.T, name, page string, want ...string) {
	t.Helper()
	for _, w := range want {
		word, not := strings.CutPrefix(w, "!")
		if strings.Contains(page, word) == not {
			t.Errorf("%s: %q is %v there in %s", name, word, not, page)
		}
	}
}

// guarded looks at the headers.
func guarded(t *testing.T, name string, w *httptest.ResponseRecorder, forms string) {
	t.Helper()
	for header, want := range map[string]string{
		"Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action " + forms + "; frame-ancestors 'none'",
		"Cache-Control":           "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
	} {
		if got := w.Header().Get(header); got != want {
			t.Errorf("%s: %s is %q, want %q", name, header, got, want)
		}
	}
}

// TestFactsOnPaper: what a sheet gives is said to be given.
func TestFactsOnPaper(t *testing.T) {
	t.Parallel()
	w := sent(t, adviser(t), `{"description":"做塑料花盆","item":53,"facts":{"再生塑料":false,"溶剂型涂料":12,"溶剂型胶粘剂":0}}`, "application/json", "text/html")
	has(t, "facts", w.Body.String(), "否</td><td>填报的资料</td>", "12吨</td><td>填报的资料</td>", "没有</td><td>填报的资料</td>")
}

func TestForm(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	adviser(t).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/eia", nil))
	page := w.Body.String()
	has(t, "form", page, `<form method="post" action="/eia/assess">`, `name="description"`, `name="item"`, "提交", "打印", "不会保存", `!role="alert"`)
	loadsItsOwnFilesOnly(t, page)
	guarded(t, "form", w, "'self'")
	for _, found := range address.FindAllStringSubmatch(page, -1) {
		if res := get(t, found[1]); res.StatusCode != 200 {
			t.Errorf("%s: %d", found[1], res.StatusCode)
		}
	}
}

// Who sent a form reads what is wrong, above what was written.
func TestFaultsInWords(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	for _, c := range []struct {
		name, body, kind string
		status           int
		want             []string
	}{
		{"too long", described(strings.Repeat("厂", 2001), ""), formType, 400, []string{"写得太长了", "厂厂厂"}},
		{"two thousand characters in lines", described(strings.Repeat("厂\r\n", 1499), ""), formType, 200, nil},
		{"no number", described("塑料厂", "五三<b>"), formType, 400, []string{"请只写数字", "塑料厂", "!<b>"}},
		{"unknown item", described("塑料厂", "174"), formType, 422, []string{"没有您填的项号", "塑料厂", `value="174"`, "!catalogue"}},
		{"no description", "text=x", formType, 400, []string{"没有收好"}},
		{"broken", "description=%zz", formType, 400, []string{"没有收好"}},
		{"huge", described(strings.Repeat("x", bodyLimit), ""), formType, 400, []string{"没有收好"}},
		{"no sheet", "level", "application/json", 400, []string{"没有收好"}},
		{"two sheets", "{} {}", "application/json", 400, []string{"格式不对"}},
		{"unknown fact", `{"item":53,"facts":{"天气":true}}`, "application/json", 422, []string{"对不上名录", "no fact 天气"}},
	} {
		w := sent(t, h, c.body, c.kind, browserType)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		if c.status != 200 {
			has(t, c.name, w.Body.String(), append(c.want, `role="alert"`, `action="/eia/assess"`)...)
			guarded(t, c.name, w, "'self'")
		}
	}
}

// One limit holds for programs and people.
func TestLimitIsShared(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	h.limit.SetLimit(0) // what may come at once, and no more
	for range assessBurst {
		sent(t, h, `{"item":0}`, "application/json", "*/*")
	}
	w := sent(t, h, described("塑料厂", ""), formType, browserType)
	if w.Code != http.StatusTooManyRequests {
		t.Errorf("status %d", w.Code)
	}
	has(t, "limited", w.Body.String(), "请等一会儿", "塑料厂")
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

// TestOnePageOfPaper prints usual projects, and one of three items, in a real
// browser.
func TestOnePageOfPaper(t *testing.T) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on PATH: the page is not printed")
	}
	base, err := knowledge.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"牛仔裤洗水厂，净系洗水冇印染", "鞋厂，注塑做鞋底，用溶剂型胶水12吨，另外屋顶装光伏",
		"医院要装DSA和CT机，另外锅炉一台2吨燃气",
	} {
		result, err := base.JudgeSheet(knowledge.Sheet{Description: text}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		page, pdf := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
		var html strings.Builder
		if err := Print(&html, result); err != nil {
			t.Fatal(err)
		}
		has(t, text, html.String(), `href="data:text/css;base64,`, `!href="/`)
		if err := os.WriteFile(page, []byte(html.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
			"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+pdf, "file://"+page).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		printed, err := os.ReadFile(pdf)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(pdfPage.FindAll(printed, -1)); n != 1 {
			t.Errorf("%s: %d pages", text, n)
		}
	}
}
