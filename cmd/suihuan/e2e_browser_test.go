package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	devlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	devruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserTime is what a browser may take for one step, at most; it shares the
// machine with all other tests.
const browserTime = time.Minute

// browser starts a real one that ends with the test, or skips the test where
// the machine has none.
func browser(t *testing.T) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("no Chromium on PATH: the page is not tried in a browser")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.WSURLReadTimeout(browserTime))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return ctx
}

// tab is the chat page on somebody's phone.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// open shows the page to somebody new. A script that fails, and anything that
// the page's own policy refuses, fails the test.
func (w *world) open(t *testing.T, browser context.Context) tab {
	t.Helper()
	var mu sync.Mutex
	var faults []string
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *devruntime.EventExceptionThrown:
			faults = append(faults, fmt.Sprintf("%s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
		case *devlog.EventEntryAdded:
			if e.Entry.Source != devlog.EntrySourceNetwork {
				faults = append(faults, e.Entry.Text)
			}
		}
	}))
	t.Cleanup(func() {
		cancel()
		mu.Lock()
		defer mu.Unlock()
		for _, fault := range faults {
			t.Errorf("the browser says: %s", fault)
		}
	})
	b := tab{t, ctx}
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first call
		t.Fatal(err)
	}
	b.does(chromedp.EmulateViewport(390, 844, chromedp.EmulateTouch), chromedp.Navigate(w.service.url))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.persons = append(w.persons, look[string](b, `localStorage.getItem('suihuan')`))
	return b
}

func (b tab) does(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// look asks the page.
func look[T any](b tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// types puts words into the input, as a paste or a phone's keyboard does.
func (b tab) types(words string) {
	b.t.Helper()
	b.does(chromedp.Focus(chromedp.ID("words")), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: words})
		return err
	}))
}

// says sends words and waits for what the last bubble must hold.
func (b tab) says(words string, want ...string) string {
	b.t.Helper()
	b.types(words)
	b.does(chromedp.Tap(chromedp.ID("send")))
	return b.sees(want...)
}

// taps presses the button that reads so, and waits as says does.
func (b tab) taps(label string, want ...string) string {
	b.t.Helper()
	b.does(chromedp.Tap(fmt.Sprintf(`//*[@id="log"]//button[text()=%q]`, label)))
	return b.sees(want...)
}

// sees waits until the page is at rest and its last row holds what is wanted.
func (b tab) sees(want ...string) (last string) {
	b.t.Helper()
	b.until(strings.Join(want, ", "), func() bool {
		last = look[string](b, `document.getElementById('typing').hidden ? [...document.querySelectorAll('#log .row')].at(-1).innerText : ''`)
		for _, w := range want {
			if !strings.Contains(last, w) {
				return false
			}
		}
		return last != ""
	})
	return last
}

// until waits for something, and shows the page where it does not come.
func (b tab) until(what string, ok func() bool) {
	b.t.Helper()
	came := false
	defer func() {
		if !came {
			b.t.Logf("the page at that time: %s", b.talk())
		}
	}()
	until(b.t, "the page: "+what, browserTime, func() (struct{}, bool) {
		came = ok()
		return struct{}{}, came
	})
}

// talk is everything that was said.
func (b tab) talk() string {
	b.t.Helper()
	return look[string](b, `document.getElementById('log').innerText`)
}

// buttons are what can be tapped in the talk.
func (b tab) buttons() []string {
	b.t.Helper()
	return look[[]string](b, `[...document.querySelectorAll('#log button')].map((one) => one.textContent)`)
}

// online takes the network away, or brings it back.
func (b tab) online(on bool) {
	b.t.Helper()
	b.does(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Offline: !on, DownloadThroughput: -1, UploadThroughput: -1}},
		})
		return err
	}))
}

// quoted is a text as a script writes it.
func quoted(text string) string {
	b, _ := json.Marshal(text) // a string always has a form
	return string(b)
}
