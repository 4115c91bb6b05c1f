package api

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Bounds of one call. A token, a message, another token and the message again
// must fit into the 20 s of a job.
const (
	timeout   = 4 * time.Second
	maxAnswer = 64 << 10
)

// Caller calls one platform. It is safe for concurrent use.
type Caller struct {
	base *url.URL
	http *http.Client
}

// NewCaller returns a caller of base, or of fallback where base is empty. The
// given client, which may be nil, is copied: redirects are off, because they
// would carry a message elsewhere, and its timeout is at most 4 s.
func NewCaller(base, fallback string, given *http.Client) (*Caller, error) {
	u, err := url.Parse(strings.TrimSuffix(cmp.Or(base, fallback), "/"))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" {
		return nil, errors.New("the API base is not a plain http or https address")
	}
	client := http.Client{}
	if given != nil {
		client = *given
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if client.Timeout == 0 || client.Timeout > timeout {
		client.Timeout = timeout
	}
	return &Caller{base: u, http: &client}, nil
}

// Get fetches a path and returns the body of a 200 answer.
func (c *Caller) Get(ctx context.Context, path string, query url.Values) ([]byte, error) {
	return c.call(ctx, http.MethodGet, path, query, nil)
}

// Post posts JSON as it stands and returns the body of a 200 answer.
func (c *Caller) Post(ctx context.Context, path string, query url.Values, body []byte) ([]byte, error) {
	return c.call(ctx, http.MethodPost, path, query, body)
}

func (c *Caller) call(ctx context.Context, method, path string, query url.Values, body []byte) ([]byte, error) {
	target := c.base.JoinPath(path)
	target.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, method, target.String(), bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the request cannot be built")
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, bare(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the platform answered with status %d", response.StatusCode)
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return nil, bare(err)
	}
	if len(answer) > maxAnswer {
		return nil, fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	return answer, nil
}

// bare takes the address, and with it token and secret, out of an error.
func bare(err error) error {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		return withURL.Err
	}
	return err
}
