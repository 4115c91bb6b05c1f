package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPageInBrowser uses the page as citizens do: one browser, and for each
// scenario somebody new.
func TestPageInBrowser(t *testing.T) {
	t.Parallel()
	b := browser(t)
	w := newWorld(t, "", "")
	w.withContent(t)
	w.start(t)
	for name, scenario := range map[string]func(*testing.T, *world, tab){
		"answer is rated":          answerIsRated,
		"complaint gets a number":  complaintGetsNumber,
		"reload keeps all":         reloadKeepsAll,
		"lost answer comes":        lostAnswerComes,
		"no network loses nothing": noNetworkLosesNothing,
		"long text stays":          longTextStays,
		"alarm can be called":      alarmCanBeCalled,
		"keyboard is enough":       keyboardIsEnough,
	} {
		t.Run(name, func(t *testing.T) {
			scenario(t, w, w.open(t, b))
		})
	}
}

// answerIsRated: thanks come once, and the other choice of the answer stays.
func answerIsRated(t *testing.T, w *world, b tab) {
	b.says(pm25Asked, "33微克", "来源", "有用", "没用")
	b.fits()
	b.taps("没用", "已经记下了", "转人工")
	b.says("工地噪声归谁管", "打12345", "有用")
	b.taps("有用", "您的评价记下了")
	if got := b.buttons(); !slices.Equal(got, []string{"给我一段可以转发的文字"}) {
		t.Errorf("after the rating there are the buttons %q", got)
	}
	if talk := b.talk(); strings.Count(talk, "记下了") != 2 {
		t.Errorf("two ratings: %s", talk)
	}
	b.taps("给我一段可以转发的文字", "我反映工地")
	expect(t, "unanswered", w.officer(t, "unanswered"), "0 / 1  target-2021-pm25", "1 / 0  remit-construction-noise")
}

// fits holds that fingers find every button, and that nothing is wider than a
// phone.
func (b tab) fits() {
	b.t.Helper()
	small := look[[]string](b, `[...document.querySelectorAll('button, .urgent a, .call')].filter((one) => {
		const { width, height } = one.getBoundingClientRect();
		return width < 44 || height < 44;
	}).map((one) => one.outerHTML)`)
	if len(small) > 0 {
		b.t.Errorf("less than 44 pixels: %q", small)
	}
	if wide := look[int](b, `document.documentElement.scrollWidth`); wide > 390 {
		b.t.Errorf("the page is %d pixels wide", wide)
	}
}

// files makes a complaint in angry words by tapping, and returns its number.
func (b tab) files() string {
	b.t.Helper()
	b.says("楼下工地半夜打桩，你们到底管不管！", "在哪里")
	b.says("天河区棠下街中山大道188号", "以前反映过")
	b.taps("没有反映过", "匿名")
	b.taps("匿名", "请核对", "打桩", "棠下街")
	return number(b.t, b.taps("确认", "登记好了", "SH-"))
}

func complaintGetsNumber(t *testing.T, w *world, b tab) {
	caseNo := b.files()
	if shown := look[string](b, `document.querySelector('.number').textContent`); shown != caseNo {
		t.Errorf("the number that can be copied is %q, want %s", shown, caseNo)
	}
	b.taps("进度", caseNo, "已")
	expect(t, "card", w.member(t, "zhangsan").card(caseNo, within).body, caseNo, "打桩")
}

// reloadKeepsAll: what was said, what can be tapped and what is being typed.
func reloadKeepsAll(t *testing.T, _ *world, b tab) {
	b.says("楼下工地半夜打桩", "在哪里")
	b.says("天河区棠下街中山大道188号", "以前反映过")
	b.types("没有，第一")
	before, taps := b.talk(), b.buttons()
	b.does(chromedp.Reload())
	b.sees("以前反映过")
	if after := b.talk(); after != before || !slices.Equal(b.buttons(), taps) {
		t.Errorf("%q %q\nbecame\n%q %q", before, taps, after, b.buttons())
	}
	b.says("次反映", "匿名")
	if talk := b.talk(); !strings.Contains(talk, "没有，第一次反映") {
		t.Errorf("what was typed before and after the reload: %s", talk)
	}
}

// lostAnswerComes: the page was left before the answer to 确认 came. It is
// fetched when the page is there again, and nothing is filed twice.
func lostAnswerComes(t *testing.T, _ *world, b tab) {
	caseNo := b.files()
	look[any](b, `(() => {
		const talk = JSON.parse(sessionStorage.getItem('suihuan')).slice(0, -1);
		talk.at(-1).state = 'waiting';
		sessionStorage.setItem('suihuan', JSON.stringify(talk));
	})()`)
	b.does(chromedp.Reload())
	b.sees("登记好了", caseNo)
	if got := number(t, b.says("进度", caseNo)); got != caseNo {
		t.Errorf("filed %s beside %s", got, caseNo)
	}
}

// noNetworkLosesNothing: what could not be sent waits with a button, in its
// order, and what is half typed stays.
func noNetworkLosesNothing(t *testing.T, _ *world, b tab) {
	b.says("楼下工地半夜打桩", "在哪里")
	b.online(false)
	b.says("天河区棠下街中山大道188号", "没有发出去", "重发")
	b.says("没有反映过", "没有发出去", "重发")
	b.fits()
	b.types("还没打完")
	b.online(true)
	b.taps("重发", "匿名")
	if half := look[string](b, `document.getElementById('words').value`); half != "还没打完" {
		t.Errorf("of what was half typed there is %q", half)
	}
}

// longTextStays in the input, and the page's limit is the chat's.
func longTextStays(t *testing.T, _ *world, b tab) {
	long := strings.Repeat("字", 2001)
	b.types(long)
	b.does(chromedp.Tap(chromedp.ID("send")))
	if said := look[string](b, `document.getElementById('excess').innerText`); !strings.Contains(said, "2000字") {
		t.Errorf("to a long text the page says %q", said)
	}
	if look[bool](b, `document.getElementById('words').value !== `+quoted(long)+` || document.querySelector('.row.me') !== null`) {
		t.Error("a text that is too long was not kept back")
	}
	b.does(chromedp.KeyEvent("\b"), chromedp.Tap(chromedp.ID("send")))
	b.until("an answer", func() bool { return look[int](b, `document.querySelectorAll('.row.bot').length`) > 2 })
	if talk := b.talk(); strings.Contains(talk, "太长") {
		t.Errorf("2000 letters: %s", talk[len(strings.Repeat("字", 2000)):])
	}
}

// alarmCanBeCalled: the numbers that help can be tapped.
func alarmCanBeCalled(t *testing.T, _ *world, b tab) {
	caseNo := number(t, b.says(alarm, "请马上离开", "SH-"))
	b.fits()
	calls := look[[]string](b, `[...document.querySelectorAll('.alarm .call')].map((one) => one.href)`)
	for _, want := range []string{"tel:110", "tel:119", "tel:120", "tel:12345"} {
		if !slices.Contains(calls, want) {
			t.Errorf("the alarm has no %s: %q", want, calls)
		}
	}
	b.says("黄埔区南岗镇康南路口", "已经补充到", caseNo)
}

// keyboardIsEnough goes back from the input to the buttons of the answer, and
// is not lost when they are gone.
func keyboardIsEnough(t *testing.T, _ *world, b tab) {
	b.types("第18项任务")
	b.does(chromedp.KeyEvent(kb.Enter))
	b.sees("送法上门", "没用")
	back := chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(kb.ModifierShift))
	b.does(back, back)
	if at := look[string](b, `document.activeElement.textContent`); at != "没用" {
		t.Fatalf("two steps back from the input is %q", at)
	}
	b.does(chromedp.KeyEvent(kb.Enter))
	b.sees("已经记下了")
	if look[bool](b, `document.activeElement === document.body`) {
		t.Error("the keyboard has lost its place")
	}
}
