package config

import (
	"slices"
	"strings"
)

// check is what one key must be.
type check struct {
	key, want string
	ok        func(string) bool
}

func checks() []check {
	const aesKey = "the EncodingAESKey: 43 characters of base64"
	const apiBase = "an https URL of scheme and host only (http for loopback only)"
	return []check{
		{"listen", "host:port, such as 127.0.0.1:8080", hostPort},
		{"data", "the path of a folder", given},
		{"redis.url", "redis://… or rediss://…, or nothing", optional(address("redis", "rediss"))},
		{"database.url", "postgres://…, or nothing", optional(address("postgres", "postgresql"))},
		{"seal.keys", "master keys, the newest first, each id:base64 of 32 bytes with an id of its own (a-z 0-9 -), or nothing", optional(masterKeys)},
		{"seal.suite", "aes-gcm or sm4-gcm", oneOf("aes-gcm", "sm4-gcm")},
		{"wechat.aes_key", aesKey, optional(encodingAESKey)},
		{"wechat.account", "the original id, gh_…", optional(originalID)},
		{"wechat.mode", "safe, compat or plain", oneOf("safe", "compat", "plain")},
		{"wechat.api_base", apiBase, platform},
		{"wecom.agent_id", "a positive number", optional(positive)},
		{"wecom.aes_key", aesKey, optional(encodingAESKey)},
		{"wecom.api_base", apiBase, platform},
		{"aibot.aes_key", aesKey, optional(encodingAESKey)},
		{"open311.api_keys", "keys of clients, each id:key of 16 characters or more, with an id of a-z 0-9 - and no key twice, or nothing", optional(clientKeys)},
		{"log.level", "debug, info, warn or error", oneOf("debug", "info", "warn", "error")},
		{"log.format", "text or json", oneOf("text", "json")},
	}
}

// channel is a section that is filled in as a whole or left empty.
type channel struct {
	section string
	on      bool
	needs   []string
}

func channels(c Config) []channel {
	wechat := []string{"app_id", "secret", "token", "aes_key"}
	if c.WeChat.Mode == "plain" {
		wechat = wechat[:3]
	}
	return []channel{
		{"wechat", c.WeChat.Enabled(), wechat},
		{"wecom", c.WeCom.Enabled(), []string{"corp_id", "agent_id", "secret", "token", "aes_key"}},
		{"aibot", c.AIBot.Enabled(), []string{"token", "aes_key"}},
		{"open311", c.Open311.Enabled, []string{"api_keys"}},
	}
}

// validate reports every key that is not what it must be, and what is missing
// unless the file is not there as a whole: it may hold just that.
func (l *loading) validate(whole bool) {
	for _, c := range checks() {
		if k := l.key(c.key); !l.spoilt[k.path] && !c.ok(k.text()) {
			l.report(l.at(k), "%s: expected %s", k.path, c.want)
		}
	}
	for _, c := range channels(l.cfg) {
		if c.on && whole {
			l.complete(c)
		}
	}
	l.validateCalendars()
	l.validateUnits()
}

// complete reports what a channel that is on lacks.
func (l *loading) complete(c channel) {
	for _, name := range c.needs {
		k := l.key(join(c.section, name))
		if k.text() == "" && !l.spoilt[k.path] {
			l.report(l.at(k), "%s is missing: expected with the other keys of %s, or leave all of them empty", k.path, c.section)
		}
	}
}

func (l *loading) key(path string) key {
	i := slices.IndexFunc(l.keys, func(k key) bool { return k.path == path })
	return l.keys[i]
}

// at is where a key was set or, for one that was not, where it would be: its
// section in the file, else its variable.
func (l *loading) at(k key) place {
	if p, ok := l.nearest(k.path); ok {
		return p
	}
	return place{variable: k.variable()}
}

// nearest is where a path, or else what holds it, was set.
func (l *loading) nearest(path string) (place, bool) {
	for path != "" {
		if p, ok := l.places[path]; ok {
			return p, true
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return place{}, false
}
