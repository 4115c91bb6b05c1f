package config

import (
	"strings"
	"testing"
)

func TestChecks(t *testing.T) {
	t.Parallel()
	const wechatKey, wecomKey = "wechat.aes_key", "wecom.aes_key"
	for _, c := range []struct {
		key       string
		good, bad []string
	}{
		{"listen", []string{":0", "0.0.0.0:8080", "[::1]:80", "localhost:65535"}, []string{"", "8080", "localhost", "a:65536", "a:-1", "a:http", "http://a:80", "::1"}},
		{"data", []string{"d", "/d"}, []string{""}},
		{"redis.url", []string{"", "redis://h", "rediss://:p@h:6379/0?pool_size=3"}, []string{"h:6379", "http://h", "redis:h", "redis//h", "redis://h:port"}},
		{"database.url", []string{"", "postgres://u:p@h/d", "postgresql://h/d", "postgres:///d?host=/run/postgresql"}, []string{"h", "mysql://h/d", "sqlite://f", "postgres:d"}},
		{"seal.keys", []string{"", goodKeys, "a:" + goodKey + "=", "\na:" + goodKey + "=\nb:" + goodKey + "=\n"},
			[]string{" ", goodKey, goodKey + "=", ":" + goodKey + "=", "A:" + goodKey + "=", "a.b:" + goodKey + "=", "a:" + goodKey, "a:AAAA", "a:" + goodKey + "= a:" + goodKey + "=", goodKeys + ",x"}},
		{"seal.suite", []string{"aes-gcm", "sm4-gcm"}, []string{"", "AES", "rot13"}},
		{wechatKey, []string{"", goodKey, "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"}, []string{goodKey[1:], goodKey + "A", goodKey[1:] + "=", goodKey[1:] + "-", goodKey[1:] + "\n", strings.Repeat("测", 14) + "a"}},
		{wecomKey, []string{"", goodKey}, []string{goodKey[1:]}},
		{"aibot.aes_key", []string{"", goodKey}, []string{goodKey[1:]}},
		{"wechat.account", []string{"", "gh_0123"}, []string{"wx0123"}},
		{"wechat.mode", []string{"safe", "compat", "plain"}, []string{"", "Safe", "none"}},
		{"wechat.api_base", []string{"https://api.weixin.qq.com", "https://proxy:8443", "http://127.0.0.1:1", "http://[::1]:1", "http://localhost:1", "http://127.8.9.1"},
			[]string{"", "api.weixin.qq.com", "https://", "https://:443", "https://h/", "https://h/cgi", "https://h?a=b", "https://h?", "https://h#", "https://u:p@h", "ftp://h", "http://h", "http://10.0.0.1", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://%zz"}},
		{"wecom.api_base", []string{"https://qyapi.weixin.qq.com"}, []string{"http://qyapi.weixin.qq.com"}},
		{"wecom.agent_id", []string{"", "1000002"}, []string{"-1", "x", "1.5"}},
		{"open311.api_keys", []string{"", "a:0123456789abcdef", "a:0123456789abcdef, a:0123456789abcdeF\nb-2:0123456789:bcdef"},
			[]string{" ", "0123456789abcdef", ":0123456789abcdef", "a:0123456789abcde", "A:0123456789abcdef", "a:0123456789abcdef b:0123456789abcdef"}},
		{"log.level", []string{"debug", "info", "warn", "error"}, []string{"", "INFO", "trace"}},
		{"log.format", []string{"text", "json"}, []string{"", "xml"}},
	} {
		for _, s := range c.good {
			if !accepts(t, c.key, s) {
				t.Errorf("%s refuses %q", c.key, s)
			}
		}
		for _, s := range c.bad {
			if accepts(t, c.key, s) {
				t.Errorf("%s accepts %q", c.key, s)
			}
		}
	}
}

func accepts(t *testing.T, key, value string) bool {
	t.Helper()
	for _, c := range checks() {
		if c.key == key {
			return c.ok(value)
		}
	}
	t.Fatalf("no check of %s", key)
	return false
}

func TestIncompleteChannels(t *testing.T) {
	t.Parallel()
	key := "aes_key: " + goodKey
	for name, c := range map[string]struct {
		file    string
		missing string // names in their order
	}{
		"wechat id only":        {"wechat: {app_id: wx1}", "wechat.secret wechat.token wechat.aes_key"},
		"wechat secret only":    {"wechat: {secret: s}", "wechat.app_id wechat.token wechat.aes_key"},
		"wechat account only":   {"wechat: {account: gh_1}", "wechat.app_id wechat.secret wechat.token wechat.aes_key"},
		"wechat safe, no key":   {"wechat: {app_id: a, secret: s, token: t, mode: safe}", "wechat.aes_key"},
		"wechat compat, no key": {"wechat: {app_id: a, secret: s, token: t, mode: compat}", "wechat.aes_key"},
		"wechat plain, no key":  {"wechat: {app_id: a, secret: s, token: t, mode: plain}", ""},
		"wechat plain, id only": {"wechat: {app_id: a, mode: plain}", "wechat.secret wechat.token"},
		"wechat mode only":      {"wechat: {mode: plain}", ""},
		"wechat whole":          {"wechat: {app_id: a, secret: s, token: t, " + key + "}", ""},
		"open311 without keys":  {"open311: {enabled: true}", "open311.api_keys"},
		"open311 off, its keys": {"open311: {api_keys: 'a:0123456789abcdef'}", ""},
		"wecom agent only":      {"wecom: {agent_id: 7}", "wecom.corp_id wecom.secret wecom.token wecom.aes_key"},
		"wecom agent 0":         {"wecom: {corp_id: c, agent_id: 0, secret: s, token: t, " + key + "}", "wecom.agent_id"},
		"wecom whole":           {"wecom: {corp_id: c, agent_id: 1, secret: s, token: t, " + key + "}", ""},
		"aibot token only":      {"aibot: {token: t}", "aibot.aes_key"},
		"aibot key only":        {"aibot: {" + key + "}", "aibot.token"},
		"aibot whole":           {"aibot: {token: t, " + key + "}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.missing == "" {
				mustLoad(t, c.file)
				return
			}
			var got []string
			for _, f := range load(t, c.file) {
				got = append(got, strings.Fields(f)[1])
			}
			if s := strings.Join(got, " "); s != c.missing {
				t.Errorf("missing %s, want %s", s, c.missing)
			}
		})
	}
}
