package config

import (
	"io/fs"
	"testing"
)

// canary marks every secret of the tests: wherever it turns up, one leaked.
const canary = "cAnAry7"

// goodKey is a well-formed EncodingAESKey that holds the canary.
const goodKey = canary + "bcdefghijklmnopqrstuvwxyz0123456789A"

// goodKeys are well-formed master keys that hold the canary.
const goodKeys = "n-2:" + goodKey + "=, n1:" + canary + "bcdefghijklmnopqrstuvwxyz0123456789E="

// disk is a file system for Load.
type disk map[string]string

func (d disk) read(path string) ([]byte, error) {
	text, ok := d[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

func mustLoad(t *testing.T, file string, environ ...string) Config {
	t.Helper()
	cfg, err := Load("c.yaml", environ, disk{"c.yaml": file}.read)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func TestEnabled(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		on   bool
		want bool
	}{
		{"nothing", defaults().WeChat.Enabled() || defaults().WeCom.Enabled() || defaults().AIBot.Enabled(), false},
		{"wechat mode and address alone", WeChat{Mode: "plain", APIBase: "https://x"}.Enabled(), false},
		{"wechat account alone", WeChat{Account: "gh_1"}.Enabled(), true},
		{"wechat secret alone", WeChat{Secret: "s"}.Enabled(), true},
		{"wecom address alone", WeCom{APIBase: "https://x"}.Enabled(), false},
		{"wecom agent alone", WeCom{AgentID: 7}.Enabled(), true},
		{"aibot token alone", AIBot{Token: "t"}.Enabled(), true},
	} {
		if c.on != c.want {
			t.Errorf("%s: enabled = %v, want %v", c.name, c.on, c.want)
		}
	}
}
