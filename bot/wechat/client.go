package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"suihuan/bot/internal/api"
	"suihuan/bot/internal/envelope"

	custom "github.com/silenceper/wechat/v2/officialaccount/message"
)

const defaultAPIBase = "https://api.weixin.qq.com"

// Tokens keeps access tokens for all instances.
type Tokens = api.Tokens

// APIError is a refusal by the platform, with its errcode: 45015 out of the
// 48 hours, 45047 too many unanswered, 48001 no right … (protocol.md A2).
type APIError = api.Error

// Client calls the platform for one account. It is safe for concurrent use.
type Client struct {
	appID   string
	secret  string
	caller  *api.Caller
	account api.Account
}

// NewClient returns the client of an account. The http client may be nil; its
// redirects are turned off and its timeout is 4 s at most.
func NewClient(o Options, tokens Tokens, client *http.Client) (*Client, error) {
	if o.AppID == "" || o.Secret == "" {
		return nil, errors.New("the app id or the app secret is empty")
	}
	caller, err := api.NewCaller(o.APIBase, defaultAPIBase, client)
	if err != nil {
		return nil, fmt.Errorf("prepare platform client: %w", err)
	}
	c := &Client{appID: o.AppID, secret: o.Secret, caller: caller}
	c.account = api.Account{Tokens: tokens, Name: "wechat:" + o.AppID, Fetch: c.fetchToken}
	return c, nil
}

// Push sends a text as customer-service messages, several where it is longer
// than one may be. It is delivered when the error is nil; after another error
// than an APIError it may have been. The platform allows it for 48 hours, five
// times, after the person wrote (protocol.md A2).
func (c *Client) Push(ctx context.Context, openid, text string) error {
	pieces := api.Split(envelope.Clean(text), textLimit)
	if openid == "" || len(pieces) == 0 {
		return errors.New("push text: no receiver or no text")
	}
	for _, piece := range pieces {
		err := c.account.Do(ctx, func(token string) error {
			return c.send(ctx, token, custom.NewCustomerTextMessage(openid, piece))
		})
		if err != nil {
			return fmt.Errorf("push text: %w", err)
		}
	}
	return nil
}

// fetchToken asks for the stable token in normal mode: every caller gets the
// same one, and asking again does no harm (protocol.md A3).
func (c *Client) fetchToken(ctx context.Context) (token string, ttl time.Duration, err error) {
	request, err := json.Marshal(map[string]any{
		"grant_type": "client_credential", "appid": c.appID, "secret": c.secret, "force_refresh": false,
	})
	if err != nil {
		return "", 0, fmt.Errorf("write token request: %w", err)
	}
	answer, err := c.caller.Post(ctx, "/cgi-bin/stable_token", nil, request)
	if err != nil {
		return "", 0, fmt.Errorf("fetch stable token: %w", err)
	}
	token, ttl, err = api.Token(answer)
	if err != nil {
		return "", 0, fmt.Errorf("fetch stable token: %w", err)
	}
	return token, ttl, nil
}
