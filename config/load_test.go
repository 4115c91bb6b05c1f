package config

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

const full = `
listen: ":0"
data: /srv/data
redis: {url: "rediss://:pw@cache:6379/1"}
database: {url: postgres://u:pw@db/suihuan}
seal: {keys: "` + goodKeys + `", suite: sm4-gcm}
wechat:
  app_id: wx1
  secret: s1
  token: 007
  aes_key: ` + goodKey + `
  account: gh_1
  mode: compat
  api_base: http://127.0.0.1:9001
wecom:
  corp_id: ww1
  agent_id: 1000002
  secret: s2
  token: t2
  aes_key: ` + goodKey + `
  api_base: http://[::1]:9002
aibot: {token: t3, aes_key: ` + goodKey + `}
open311: {enabled: true, api_keys: "hotline:0123456789abcdef", jurisdiction: gz}
routing: routing.yaml
content: ./content
units:
  - {id: tianhe, officers: [zhang, li]}
  - id: haizhu
    officers:
      - wang
    duty:
      - {on: 周一至周五, officer: wang}
log: {level: debug, format: json}
`

func fullConfig() Config {
	return Config{
		Listen:   ":0",
		Data:     "/srv/data",
		Redis:    Redis{URL: "rediss://:pw@cache:6379/1"},
		Database: Database{URL: "postgres://u:pw@db/suihuan"},
		Seal:     Seal{Keys: goodKeys, Suite: "sm4-gcm"},
		WeChat: WeChat{
			AppID: "wx1", Secret: "s1", Token: "007", AESKey: goodKey,
			Account: "gh_1", Mode: "compat", APIBase: "http://127.0.0.1:9001",
		},
		WeCom: WeCom{
			CorpID: "ww1", AgentID: 1000002, Secret: "s2", Token: "t2",
			AESKey: goodKey, APIBase: "http://[::1]:9002",
		},
		AIBot:   AIBot{Token: "t3", AESKey: goodKey},
		Open311: Open311{Enabled: true, APIKeys: "hotline:0123456789abcdef", Jurisdiction: "gz"},
		Routing: "routing.yaml",
		Content: "./content",
		Units:   []Unit{{"tianhe", []string{"zhang", "li"}, nil}, {"haizhu", []string{"wang"}, []Duty{{"周一至周五", "wang"}}}},
		Log:     Log{Level: "debug", Format: "json"},
	}
}

func same(t *testing.T, got, want Config) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v (secrets are masked here)", got, want)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	changed := defaults()
	changed.Listen = "127.0.0.1:9"
	for name, c := range map[string]struct {
		file string
		want Config
	}{
		"empty file":           {"", defaults()},
		"comments only":        {"# nothing\n", defaults()},
		"explicit empty":       {"---\n", defaults()},
		"keys without values":  {"listen:\nwechat:\nunits:\nlog: {level: }\n", defaults()},
		"one key":              {"listen: 127.0.0.1:9\n", changed},
		"every key":            {full, fullConfig()},
		"ended by its own end": {"listen: 127.0.0.1:9\n...\n", changed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			same(t, mustLoad(t, c.file), c.want)
		})
	}
}

func TestLoadWithoutFile(t *testing.T) {
	t.Parallel()
	cfg, err := Load("", nil, disk{}.read)
	if err != nil {
		t.Fatal(err)
	}
	same(t, cfg, defaults())
}

func TestLoadFromDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "suihuan.yaml")
	if err := os.WriteFile(path, []byte(full), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := Load(path, nil, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	same(t, cfg, fullConfig())
}

// Every scalar can be set by its variable and every secret by its file; this
// walks the keys, so a new one is covered without a line here.
func TestEnvironmentSetsEveryKey(t *testing.T) {
	t.Parallel()
	want := fullConfig()
	want.Units = nil
	var plain, files []string
	on := disk{}
	for _, k := range keys("", reflect.ValueOf(&want).Elem()) {
		plain = append(plain, k.variable()+"="+k.text())
		if !k.secret() {
			files = append(files, k.variable()+"="+k.text())
			continue
		}
		on[k.path] = k.text() + "\r\n"
		files = append(files, k.variable()+"_FILE="+k.path)
	}
	if len(plain) != 28 || len(on) != 12 {
		t.Fatalf("%d keys, %d of them secret: want 28 and 12", len(plain), len(on))
	}
	for name, environ := range map[string][]string{"variables": plain, "files": files} {
		cfg, err := Load("", environ, on.read)
		if err != nil {
			t.Fatal(name, err)
		}
		same(t, cfg, want)
	}
}

func TestVariableNames(t *testing.T) {
	t.Parallel()
	cfg, err := Load("", []string{
		"SUIHUAN_LISTEN=:1", "SUIHUAN_REDIS_URL_FILE=r", "SUIHUAN_WECHAT_APP_ID=wx", "SUIHUAN_WECHAT_SECRET=s=x",
		"SUIHUAN_WECHAT_TOKEN_FILE=t", "SUIHUAN_WECHAT_MODE=plain", "SUIHUAN_LOG_LEVEL=warn",
		"SUIHUAN_TEST_POSTGRES=anything", "SUIHUANX=1", "PATH=/bin",
	}, disk{"r": "redis://h\n", "t": "tok\n\n"}.read)
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.Listen, want.Redis.URL, want.Log.Level = ":1", "redis://h", "warn"
	want.WeChat = WeChat{AppID: "wx", Secret: "s=x", Token: "tok", Mode: "plain", APIBase: want.WeChat.APIBase}
	same(t, cfg, want)
}

func TestEnvironmentWinsOverFile(t *testing.T) {
	t.Parallel()
	want := fullConfig()
	want.WeChat.Secret, want.WeCom.AgentID = "other", 5
	same(t, mustLoad(t, full, "SUIHUAN_WECHAT_SECRET=other", "SUIHUAN_WECOM_AGENT_ID=5", "SUIHUAN_DATA="), want)
}
