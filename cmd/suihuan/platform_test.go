package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Addresses of the platforms that the service calls.
const (
	stableToken = "/cgi-bin/stable_token"
	getToken    = "/cgi-bin/gettoken"
	customSend  = "/cgi-bin/message/custom/send"
	messageSend = "/cgi-bin/message/send"
	updateCard  = "/cgi-bin/message/update_template_card"
)

// platform stands for WeChat and WeCom. It keeps a ledger of what people would
// have seen, and fails when it is told to.
type platform struct {
	*httptest.Server
	wechat, wecom account
	secrets       map[string]string // by app id and corp id
	members       []string          // UserIDs of the corp

	mu     sync.Mutex
	calls  map[string]int      // by address, failed ones too
	taken  []string            // bodies of the calls
	tokens map[string]string   // in force, by app id and corp id
	given  []string            // every token and response code ever given
	faults map[string][]fault  // what the next calls meet, by address
	said   map[string][]string // texts that people have seen, by openid and UserID
	cards  []*card             // that officers have seen, in order
	sent   map[string]string   // answers by body, to drop repeats
	codes  map[string]*card    // what a response code may still change
}

func newPlatform(t *testing.T) *platform {
	t.Helper()
	app, corp := "wx"+rand.Text(), "ww"+rand.Text()
	p := &platform{
		wechat:  account{keys: newKeys(app), path: "/callback/wechat", name: "gh_" + rand.Text()[:12], silence: "success"},
		wecom:   account{keys: newKeys(corp), path: "/callback/wecom", name: corp, agent: "1000002", sealsEcho: true},
		secrets: map[string]string{app: "secret" + rand.Text(), corp: "secret" + rand.Text()},
		members: []string{"zhangsan", "lisi", "chenqi", "zhaoliu", "wangwu"},
		calls:   map[string]int{}, tokens: map[string]string{}, faults: map[string][]fault{},
		said: map[string][]string{}, sent: map[string]string{}, codes: map[string]*card{},
	}
	mux := http.NewServeMux()
	for pattern, serve := range map[string]func(http.ResponseWriter, *http.Request, []byte){
		"POST " + stableToken: p.giveStableToken,
		"GET " + getToken:     p.giveToken,
		"POST " + customSend:  p.takeCustom,
		"POST " + messageSend: p.takeMessage,
		"POST " + updateCard:  p.takeUpdate,
	} {
		mux.HandleFunc(pattern, p.called(serve))
	}
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// called counts a call and lets it meet the fault that it was told to meet.
func (p *platform) called(serve func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // whoever called is gone
		}
		p.mu.Lock()
		p.calls[r.URL.Path]++
		p.taken = append(p.taken, string(body))
		var meet fault
		if waiting := p.faults[r.URL.Path]; len(waiting) > 0 {
			meet, p.faults[r.URL.Path] = waiting[0], waiting[1:]
		}
		p.mu.Unlock()
		work := func(w http.ResponseWriter) { serve(w, r, body) }
		if meet != nil {
			meet(p, w, r, work)
			return
		}
		work(w)
	}
}

// fault stands in for one call; work is what would have been done.
type fault func(p *platform, w http.ResponseWriter, r *http.Request, work func(http.ResponseWriter))

// fine is no fault: the fault behind it is for the next call.
func fine(_ *platform, w http.ResponseWriter, _ *http.Request, work func(http.ResponseWriter)) {
	work(w)
}

// broken does nothing and answers 500.
func broken(_ *platform, w http.ResponseWriter, _ *http.Request, _ func(http.ResponseWriter)) {
	http.Error(w, "system busy", http.StatusInternalServerError)
}

// expired has forgotten every token.
func expired(p *platform, w http.ResponseWriter, _ *http.Request, _ func(http.ResponseWriter)) {
	p.mu.Lock()
	clear(p.tokens)
	p.mu.Unlock()
	answer(w, 40014)
}

// mute does the work and does not say how it went.
func mute(_ *platform, w http.ResponseWriter, _ *http.Request, work func(http.ResponseWriter)) {
	work(httptest.NewRecorder())
	io.WriteString(w, `{"errmsg":"ok","msgid":"m"}`)
}

// refused reaches nobody and says so beside errcode 0.
func refused(_ *platform, w http.ResponseWriter, _ *http.Request, _ func(http.ResponseWriter)) {
	io.WriteString(w, `{"errcode":0,"errmsg":"ok","invaliduser":"zhangsan","msgid":"m","response_code":"none"}`)
}

// lost does the work, and the answer does not arrive.
func lost(_ *platform, _ http.ResponseWriter, _ *http.Request, work func(http.ResponseWriter)) {
	work(httptest.NewRecorder())
	panic(http.ErrAbortHandler)
}

// hang holds the call, done or not, until the caller is gone.
func hang(done bool, held chan<- struct{}) fault {
	return func(_ *platform, _ http.ResponseWriter, r *http.Request, work func(http.ResponseWriter)) {
		if done {
			work(httptest.NewRecorder())
		}
		close(held)
		<-r.Context().Done()
	}
}

// fail makes the next calls of an address meet faults, one each.
func (p *platform) fail(address string, faults ...fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults[address] = append(p.faults[address], faults...)
}

func (p *platform) count(address string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[address]
}

// bodies returns what the service has posted, one call a line.
func (p *platform) bodies() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.taken, "\n")
}

func answer(w http.ResponseWriter, code int) {
	fmt.Fprintf(w, `{"errcode":%d,"errmsg":"hint: [1700000000_1_abcdef]"}`, code)
}

func (p *platform) giveStableToken(w http.ResponseWriter, _ *http.Request, body []byte) {
	var asked struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
	}
	if json.Unmarshal(body, &asked) != nil || asked.GrantType != "client_credential" || asked.AppID != p.wechat.id {
		answer(w, 40002)
		return
	}
	p.token(w, asked.AppID, asked.Secret)
}

func (p *platform) giveToken(w http.ResponseWriter, r *http.Request, _ []byte) {
	p.token(w, r.URL.Query().Get("corpid"), r.URL.Query().Get("corpsecret"))
}

// token gives the token in force; a caller that asks twice gets the same one.
func (p *platform) token(w http.ResponseWriter, id, secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.secrets[id] != secret {
		answer(w, 40125)
		return
	}
	if p.tokens[id] == "" {
		p.tokens[id] = "access" + rand.Text()
		p.given = append(p.given, p.tokens[id])
	}
	fmt.Fprintf(w, `{"errcode":0,"errmsg":"ok","access_token":%q,"expires_in":7200}`, p.tokens[id])
}

// holds says whether a call has the token in force. The lock is held.
func (p *platform) holds(r *http.Request, id string) bool {
	token := r.URL.Query().Get("access_token")
	return token != "" && token == p.tokens[id]
}

// confidential lists what was given to the service and must not be shown.
func (p *platform) confidential() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := slices.Clone(p.given)
	for _, a := range []account{p.wechat, p.wecom} {
		all = append(all, a.token, a.aesKey, p.secrets[a.id])
	}
	return all
}
