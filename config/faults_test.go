package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// load returns the faults, and fails the test when one of them shows a secret.
func load(t *testing.T, file string, environ ...string) Faults {
	t.Helper()
	files := disk{"c.yaml": file, "blank": "\n", "key": goodKey + "\n"}
	if file == "" {
		delete(files, "c.yaml")
	}
	_, err := Load("c.yaml", environ, files.read)
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("error %v is not Faults", err)
	}
	if strings.Contains(strings.ToLower(err.Error()), strings.ToLower(canary)) {
		t.Errorf("a fault quotes a secret: %v", err)
	}
	return faults
}

func TestFaultsOfTheFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"neither yes nor no": {"open311:\n  enabled: maybe", []string{"c.yaml:2: open311.enabled: expected true or false"}},
		"bad client keys":    {"open311:\n  api_keys: hotline:" + canary, []string{"c.yaml:2: open311.api_keys: expected keys of clients, each id:key of 16 characters or more, with an id of a-z 0-9 - and no key twice, or nothing"}},
		"missing":            {"", []string{"c.yaml: cannot be read: file does not exist"}},
		"not YAML":           {"listen: a:1\nredis: [" + canary, []string{"c.yaml:2: not YAML: did not find expected ',' or ']'"}},
		"not YAML, deep":     {"listen: a:1\nredis:\n  url: @" + canary, []string{"c.yaml:3: not YAML: found character that cannot start any token"}},
		"text":               {canary, []string{"c.yaml:1: expected a section of keys"}},
		"list":               {"- " + canary, []string{"c.yaml:1: expected a section of keys"}},
		"second document":    {"data: d\n---\ndata: e\n", []string{"c.yaml:2: a second YAML document: expected one"}},
		"rest after end":     {"data: d\n...\n" + canary + "\n", []string{"c.yaml:3: not YAML: did not find expected <document start>"}},
		"broken rest":        {"data: d\n---\n[" + canary, []string{"c.yaml:3: not YAML: did not find expected ',' or ']'"}},
		"unknown key":        {"\nport: 1", []string{"c.yaml:2: unknown key \"port\": expected listen, data, redis, database, seal, wechat, wecom, aibot, open311, routing, content, calendars, units, log"}},
		"unknown inside":     {"redis:\n  addr: " + canary, []string{"c.yaml:2: redis: unknown key \"addr\": expected url"}},
		"lost space":         {"aibot: {token:" + canary + "}", []string{"c.yaml:1: aibot: unknown key: expected token, aes_key"}},
		"key of a list":      {"aibot:\n  ? [" + canary + "]\n  : 1", []string{"c.yaml:2: aibot: unknown key: expected token, aes_key"}},
		"merge key":          {"redis:\n  <<: {url: " + canary + "}", []string{"c.yaml:2: redis: unknown key \"<<\": expected url"}},
		"twice":              {"data: a\nlisten: a:1\ndata: b", []string{"c.yaml:3: data: stands twice"}},
		"section twice":      {"aibot: {}\naibot: {token: " + canary + "}", []string{"c.yaml:2: aibot: stands twice"}},
		"text for section":   {"wechat: " + canary, []string{"c.yaml:1: wechat: expected a section of keys"}},
		"section for text":   {"data:\n  path: d", []string{"c.yaml:1: data: expected a text"}},
		"list for secret":    {"redis:\n  url: [" + canary + "]", []string{"c.yaml:2: redis.url: expected a text"}},
		"text for list":      {"units: " + canary, []string{"c.yaml:1: units: expected a list"}},
		"alias of nothing":   {"redis:\n  url: *" + canary, []string{"c.yaml: not YAML: an alias of nothing; put quotes around a value that begins with *"}},
		"anchor":             {"redis:\n  url: &" + canary, []string{"c.yaml:2: redis.url: anchors, aliases and tags are not used here; put quotes around a value that begins with &, * or !"}},
		"tag":                {"redis:\n  url: !" + canary, []string{"c.yaml:2: redis.url: anchors, aliases and tags are not used here; put quotes around a value that begins with &, * or !"}},
		"bad master keys":    {"database: {url: postgres://h/d}\nseal:\n  keys: " + canary, []string{"c.yaml:3: seal.keys: expected master keys, the newest first, each id:base64 of 32 bytes with an id of its own (a-z 0-9 -), or nothing"}},
		"empty calendar":     {"calendars:\n  - 2027.yaml\n  - \"\"", []string{"c.yaml:3: calendars[1]: expected the path of a YAML file"}},
		"calendar twice":     {"calendars: [a.yaml,\n  a.yaml]", []string{"c.yaml:2: calendars[1]: expected a file that does not stand twice"}},
		"unit not a unit":    {"units:\n  - " + canary, []string{"c.yaml:2: units[0]: expected a section of keys"}},
		"unit without both":  {"units:\n  - {}", []string{"c.yaml:2: units[0].id: expected the id of a unit of the routing rules", "c.yaml:2: units[0].officers: expected a list of WeCom UserIDs, at least one"}},
		"no officer":         {"units:\n  - id: a\n    officers: []", []string{"c.yaml:3: units[0].officers: expected a list of WeCom UserIDs, at least one"}},
		"empty officer":      {"units:\n  - id: a\n    officers: [x, ]\n  - id: b\n    officers: [~]", []string{"c.yaml:5: units[1].officers: expected a list of WeCom UserIDs, at least one"}},
		"officer a section":  {"units:\n  - id: a\n    officers:\n      - {name: x}", []string{"c.yaml:4: units[0].officers[0]: expected a text"}},
		"duty of another":    {"units:\n  - id: a\n    officers: [x]\n    duty:\n      - {on: 周一, officer: y}", []string{"c.yaml:5: units[0].duty[0].officer: expected one of the officers of the unit"}},
		"unit twice":         {"units:\n  - {id: a, officers: [x]}\n  - {id: a, officers: [y]}", []string{"c.yaml:3: units[1].id: expected an id that no other unit of the list has"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := load(t, c.file); !slices.Equal(got, c.want) {
				t.Errorf("got\n%v\nwant\n%v", got, Faults(c.want))
			}
		})
	}
}

func TestFaultsOfTheEnvironment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		environ []string
		want    []string
	}{
		"unknown": {[]string{"SUIHUAN_WECHAT_APPID=" + canary, "SUIHUAN_DTA="},
			[]string{"SUIHUAN_DTA: unknown variable: no key takes it", "SUIHUAN_WECHAT_APPID: unknown variable: no key takes it"}},
		"list":          {[]string{"SUIHUAN_UNITS=[]"}, []string{"SUIHUAN_UNITS: unknown variable: no key takes it"}},
		"file of plain": {[]string{"SUIHUAN_LISTEN_FILE=key"}, []string{"SUIHUAN_LISTEN_FILE: unknown variable: no key takes it"}},
		"both":          {[]string{"SUIHUAN_AIBOT_TOKEN=" + canary, "SUIHUAN_AIBOT_TOKEN_FILE=key"}, []string{"SUIHUAN_AIBOT_TOKEN: set together with SUIHUAN_AIBOT_TOKEN_FILE: expected one of the two"}},
		"no such file":  {[]string{"SUIHUAN_REDIS_URL_FILE=" + canary}, []string{"SUIHUAN_REDIS_URL_FILE: expected the path of a readable file: file does not exist"}},
		"empty file":    {[]string{"SUIHUAN_REDIS_URL_FILE=blank"}, []string{"SUIHUAN_REDIS_URL_FILE: expected a file that holds the secret: it is empty"}},
		"wrong secret":  {[]string{"SUIHUAN_REDIS_URL_FILE=key"}, []string{"SUIHUAN_REDIS_URL_FILE: redis.url: expected redis://… or rediss://…, or nothing"}},
		"not a number":  {[]string{"SUIHUAN_WECOM_AGENT_ID=" + canary}, []string{"SUIHUAN_WECOM_AGENT_ID: wecom.agent_id: expected a number"}},
		"in part": {[]string{"SUIHUAN_AIBOT_AES_KEY_FILE=key"},
			[]string{"SUIHUAN_AIBOT_TOKEN: aibot.token is missing: expected with the other keys of aibot, or leave all of them empty"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := load(t, "# nothing", c.environ...); !slices.Equal(got, c.want) {
				t.Errorf("got\n%v\nwant\n%v", got, Faults(c.want))
			}
		})
	}
}

func TestFaultsAreReportedTogether(t *testing.T) {
	t.Parallel()
	file := "log: {level: loud}\nlisten: nowhere\nwechat:\n  app_secret: " + canary + "\n  app_id: wx1\n  token: [" + canary + "]\n" +
		"wecom:\n  agent_id: seven\nunits:\n  - id: a\n"
	got := load(t, file, "SUIHUAN_REDIS_URL="+canary, "SUIHUAN_X=1", "SUIHUAN_WECOM_CORP_ID=ww1")
	want := Faults{
		"c.yaml:1: log.level: expected debug, info, warn or error",
		"c.yaml:2: listen: expected host:port, such as 127.0.0.1:8080",
		"c.yaml:3: wechat.secret is missing: expected with the other keys of wechat, or leave all of them empty",
		"c.yaml:3: wechat.aes_key is missing: expected with the other keys of wechat, or leave all of them empty",
		"c.yaml:4: wechat: unknown key \"app_secret\": expected app_id, secret, token, aes_key, account, mode, api_base",
		"c.yaml:6: wechat.token: expected a text",
		"c.yaml:7: wecom.secret is missing: expected with the other keys of wecom, or leave all of them empty",
		"c.yaml:7: wecom.token is missing: expected with the other keys of wecom, or leave all of them empty",
		"c.yaml:7: wecom.aes_key is missing: expected with the other keys of wecom, or leave all of them empty",
		"c.yaml:8: wecom.agent_id: expected a number",
		"c.yaml:10: units[0].officers: expected a list of WeCom UserIDs, at least one",
		"SUIHUAN_REDIS_URL: redis.url: expected redis://… or rediss://…, or nothing",
		"SUIHUAN_X: unknown variable: no key takes it",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if lines := strings.Split(got.Error(), "\n"); len(lines) != len(want) {
		t.Errorf("%d lines of text for %d faults", len(lines), len(want))
	}
}

// A file that cannot be read hides what it holds: what the environment alone
// would lack is not reported, what is wrong in the environment is.
func TestFaultsBesideAnUnreadableFile(t *testing.T) {
	t.Parallel()
	got := load(t, "", "SUIHUAN_LISTEN=here", "SUIHUAN_WECHAT_APP_ID=wx1")
	want := Faults{
		"c.yaml: cannot be read: file does not exist",
		"SUIHUAN_LISTEN: listen: expected host:port, such as 127.0.0.1:8080",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

func TestWhyKeepsUnknownErrorsToItself(t *testing.T) {
	t.Parallel()
	if got := why(errors.New("no " + canary)); strings.Contains(got, canary) {
		t.Errorf("why = %q", got)
	}
}
