package wechat

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"suihuan/bot/internal/api"

	"github.com/silenceper/wechat/v2/officialaccount/config"
	sdk "github.com/silenceper/wechat/v2/officialaccount/context"
	custom "github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
)

// The SDK sends with one global HTTP client, without context and timeout, to a
// fixed host, and repeats the address with its access token in errors. The one
// thing of ours that reaches its transport is the token. So Send gets a ticket
// in the token's place, and the global client, replaced once for the process,
// has a transport that turns the ticket into the call it stands for: our
// context, our host, the real token. The SDK never sees a secret. Its own
// error, which cannot tell a missing errcode from success, is not used.

// ticket stands for the access token of one call.
type ticket string

// GetAccessToken hands the ticket to the SDK.
func (t ticket) GetAccessToken() (string, error) { return string(t), nil }

// delivery is one call on its way through the SDK. err is its outcome.
type delivery struct {
	ctx    context.Context // kept here because the SDK's Send takes none
	caller *api.Caller
	token  string
	err    error
}

// exchange is the transport of the SDK's client. A request without a ticket of
// ours is refused: nothing leaves around the bounds that a Client keeps.
type exchange struct {
	mu         sync.Mutex
	last       uint64
	deliveries map[ticket]*delivery
}

var (
	errNotSent  = errors.New("the SDK did not send through its client")
	errNoTicket = errors.New("a request of the SDK outside of a client's call")
)

// sdkExchange puts the exchange in the SDK's place for the whole process, at
// the first call.
var sdkExchange = sync.OnceValue(func() *exchange {
	x := &exchange{deliveries: map[ticket]*delivery{}}
	util.DefaultHTTPClient = &http.Client{Transport: x}
	return x
})

// send sends a customer-service message through the SDK's manager.
func (c *Client) send(ctx context.Context, token string, m *custom.CustomerMessage) error {
	d := &delivery{ctx: ctx, caller: c.caller, token: token, err: errNotSent}
	x := sdkExchange()
	t := x.open(d)
	defer x.close(t)
	manager := custom.NewMessageManager(&sdk.Context{
		Config: &config.Config{AppID: c.appID}, AccessTokenHandle: t,
	})
	_ = manager.Send(m) // see above: the outcome is in the delivery
	return d.err
}

func (x *exchange) open(d *delivery) ticket {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.last++
	t := ticket("ticket-" + strconv.FormatUint(x.last, 10))
	x.deliveries[t] = d
	return t
}

func (x *exchange) close(t ticket) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.deliveries, t)
}

func (x *exchange) find(t ticket) (*delivery, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	d, ok := x.deliveries[t]
	return d, ok
}

// RoundTrip carries out the call that the request's ticket stands for.
func (x *exchange) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := read(request)
	if err != nil {
		return nil, err
	}
	d, ok := x.find(ticket(request.URL.Query().Get("access_token")))
	if !ok {
		return nil, errNoTicket
	}
	answer, err := d.caller.Post(d.ctx, request.URL.Path, url.Values{"access_token": {d.token}}, body)
	if err != nil {
		d.err = err
		return nil, err
	}
	d.err = api.Check(answer)
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(answer)), Request: request,
	}, nil
}

func read(request *http.Request) ([]byte, error) {
	if request.Body == nil {
		return nil, nil
	}
	defer request.Body.Close()
	return io.ReadAll(request.Body)
}
