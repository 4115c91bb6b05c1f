package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"suihuan/bot/internal/api"
	"suihuan/bot/internal/envelope"
	"suihuan/bot/petition"
)

const defaultAPIBase = "https://qyapi.weixin.qq.com"

// Tokens keeps access tokens for all instances.
type Tokens = api.Tokens

// APIError is a refusal by the platform, with its errcode: 60020 address not
// trusted, 81013 no receiver valid, 45009 too often … (protocol.md A7). Code 0
// with Refused means that some of several receivers did not get it.
type APIError = api.Error

// SendResult is what the platform said of a sent message. ResponseCode lets
// the card be updated, once, within 72 hours.
type SendResult struct {
	MessageID    string
	ResponseCode string
}

// Client calls the platform for one app. It is safe for concurrent use.
type Client struct {
	corpID  string
	secret  string
	agent   int64
	caller  *api.Caller
	account api.Account
}

// NewClient returns the client of an app. The http client may be nil; its
// redirects are turned off and its timeout is 4 s at most.
func NewClient(o Options, tokens Tokens, client *http.Client) (*Client, error) {
	agent, err := o.check()
	if err != nil {
		return nil, err
	}
	if o.Secret == "" {
		return nil, errors.New("the app's secret is empty")
	}
	caller, err := api.NewCaller(o.APIBase, defaultAPIBase, client)
	if err != nil {
		return nil, fmt.Errorf("prepare platform client: %w", err)
	}
	c := &Client{corpID: o.CorpID, secret: o.Secret, agent: agent, caller: caller}
	// One name per app: every secret of a corp has a token of its own.
	c.account = api.Account{Tokens: tokens, Name: "wecom:" + o.CorpID + ":" + o.AgentID, Fetch: c.fetchToken}
	return c, nil
}

// SendCard posts a message as Card wrote it, byte for byte, so that the
// platform recognises a repeat. When only some receivers were refused the
// result is filled beside the APIError. After another error than an APIError
// the message may have arrived.
func (c *Client) SendCard(ctx context.Context, body []byte) (SendResult, error) {
	answer, err := c.post(ctx, "/cgi-bin/message/send", body)
	if err != nil && answer == nil {
		return SendResult{}, fmt.Errorf("send card: %w", err)
	}
	var sent struct {
		MessageID    string `json:"msgid"`
		ResponseCode string `json:"response_code"`
	}
	_ = json.Unmarshal(answer, &sent) // the errcode has decided already
	if err != nil {
		err = fmt.Errorf("send card: %w", err)
	}
	return SendResult(sent), err
}

// UpdateCard shows the petition as it stands on the card of the officer who
// reads the brief: with other buttons, or with the status in their place where
// nothing is to be done. A response code serves once, within 72 hours.
func (c *Client) UpdateCard(ctx context.Context, responseCode string, b petition.Brief) error {
	update := cardUpdate{UserIDs: []string{b.Officer}, AgentID: c.agent, ResponseCode: responseCode}
	if len(b.Acts()) == 0 {
		update.Button = &updatedButton{ReplaceName: b.Petition.Status.Words()}
	} else {
		card := cardOf(b)
		update.Card = &card
	}
	if !oneUser(b.Officer) || responseCode == "" {
		return errors.New("update card: user or response code is missing")
	}
	if err := c.postJSON(ctx, "/cgi-bin/message/update_template_card", update); err != nil {
		return fmt.Errorf("update card: %w", err)
	}
	return nil
}

// SendText sends a text to one user, as several messages where it is longer
// than one may be.
func (c *Client) SendText(ctx context.Context, userID, text string) error {
	pieces := api.Split(envelope.Clean(text), textLimit)
	if !oneUser(userID) || len(pieces) == 0 {
		return errors.New("send text: user or text is missing")
	}
	for _, piece := range pieces {
		m := textMessage{ToUser: userID, MsgType: "text", AgentID: c.agent, Text: textContent{Content: piece}, CheckRepeats: 1, CheckInterval: repeatInterval}
		if err := c.postJSON(ctx, "/cgi-bin/message/send", m); err != nil {
			return fmt.Errorf("send text: %w", err)
		}
	}
	return nil
}

type textMessage struct {
	ToUser  string      `json:"touser"`
	MsgType string      `json:"msgtype"`
	AgentID int64       `json:"agentid"`
	Text    textContent `json:"text"`

	CheckRepeats  int `json:"enable_duplicate_check"`
	CheckInterval int `json:"duplicate_check_interval"`
}

type textContent struct {
	Content string `json:"content"`
}

// cardUpdate has a button or a card (protocol.md A6).
type cardUpdate struct {
	UserIDs      []string       `json:"userids"`
	AgentID      int64          `json:"agentid"`
	ResponseCode string         `json:"response_code"`
	Button       *updatedButton `json:"button,omitempty"`
	Card         *templateCard  `json:"template_card,omitempty"`
}

type updatedButton struct {
	ReplaceName string `json:"replace_name"`
}

// oneUser refuses what the platform would read as several users or as all.
func oneUser(userID string) bool {
	return userID != "" && userID != "@all" && !strings.Contains(userID, "|")
}

func (c *Client) postJSON(ctx context.Context, path string, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	_, err = c.post(ctx, path, body)
	return err
}

// post returns the answer also beside the error that it is a refusal.
func (c *Client) post(ctx context.Context, path string, body []byte) (answer []byte, err error) {
	err = c.account.Do(ctx, func(token string) error {
		answer = nil
		got, err := c.caller.Post(ctx, path, url.Values{"access_token": {token}}, body)
		if err != nil {
			return err
		}
		answer = got
		return api.Check(answer)
	})
	return answer, err
}

// fetchToken asks for the app's token (protocol.md A7). The secret stands in
// the address, as the platform wants it; errors hold no address.
func (c *Client) fetchToken(ctx context.Context) (token string, ttl time.Duration, err error) {
	answer, err := c.caller.Get(ctx, "/cgi-bin/gettoken", url.Values{"corpid": {c.corpID}, "corpsecret": {c.secret}})
	if err != nil {
		return "", 0, fmt.Errorf("fetch access token: %w", err)
	}
	token, ttl, err = api.Token(answer)
	if err != nil {
		return "", 0, fmt.Errorf("fetch access token: %w", err)
	}
	return token, ttl, nil
}
