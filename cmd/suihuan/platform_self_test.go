package main

import (
	"slices"
	"testing"

	"suihuan/bot/redisstore"
	"suihuan/bot/wechat"
)

// TestPlatform holds the fake to the client of the customer-service message,
// which has code of its own on both sides.
func TestPlatform(t *testing.T) {
	t.Parallel()
	p := newPlatform(t)
	tokens, err := redisstore.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer tokens.Close()
	client, err := wechat.NewClient(wechat.Options{
		AppID: p.wechat.id, Secret: p.secrets[p.wechat.id], APIBase: p.URL,
	}, tokens, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		fault fault
		fails bool
	}{
		{"none", nil, false},
		{"token expired", expired, false},
		{"no errcode", mute, true},
		{"status 500", broken, true},
		{"answer lost", lost, true},
		{"receiver refused", refused, true},
	} {
		if c.fault != nil {
			p.fail(customSend, c.fault)
		}
		if err := client.Push(t.Context(), "o1", c.name); (err != nil) != c.fails {
			t.Errorf("%s: error %v", c.name, err)
		}
	}
	want := []string{"none", "token expired", "no errcode", "answer lost"}
	if got := p.heard("o1"); !slices.Equal(got, want) {
		t.Errorf("the person has read %q, want %q", got, want)
	}
	if n := p.count(stableToken); n != 2 {
		t.Errorf("%d calls for a token", n)
	}
}
