package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stopper ends a run that has begun all the same.
type stopper func()

func (s stopper) Write(p []byte) (int, error) {
	s()
	return len(p), nil
}

// fails runs the program, which must end before it says anything, and returns
// its error.
func fails(t *testing.T, environ []string, args ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	err := run(ctx, args, environ, strings.NewReader(""), stopper(cancel), io.Discard)
	if err == nil {
		t.Fatalf("%v: no error", args)
	}
	return err
}

// TestFaultyInstallation: every fault is said at once, and nothing is begun.
func TestFaultyInstallation(t *testing.T) {
	t.Parallel()
	const secret = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF" // a sign too short
	routing := writeFile(t, "routing:\n  default: nobody\n  units:\n    - {id: a, name: ''}\n  rules:\n    - {id: r, unit: b}\n")
	sound := writeFile(t, "routing:\n  default: a\n  units:\n    - {id: a, name: A}\n")
	knowledge := writeFile(t, "entrees: []\n")
	for name, c := range map[string]struct {
		file    string
		environ []string
		args    []string
		want    []string
	}{
		"configuration": {
			environ: []string{"SUIHUAN_LISTENS=:1", "SUIHUAN_WECOM_SECRET=s", "SUIHUAN_WECOM_SECRET_FILE=f"},
			file:    "listen: nonsense\nport: 1\nwechat: {app_id: wx1, aes_key: " + secret + "}\nwecom: {agent_id: x}\nunits: [{id: tianhe}]\nlog: {level: loud}\n",
			want: []string{":1: listen", ":2: unknown key", ":3: wechat.aes_key", "wechat.secret is missing", "wechat.token is missing",
				":4: wecom.agent_id", ":5: units[0].officers", ":6: log.level",
				"SUIHUAN_LISTENS: unknown variable", "SUIHUAN_WECOM_SECRET: set together"},
		},
		"knowledge and routing": {
			file: "content: " + filepath.Dir(knowledge) + "\nrouting: " + routing + "\n",
			want: []string{"knowledge base:", "file.yaml", "entrees", "routing rules:", ":2: the default unit", ":4: a unit needs", ":6: rule r names the unknown unit"},
		},
		"no content folder": {
			file: "content: nowhere\nrouting: " + sound + "\n",
			want: []string{"knowledge base:", "nowhere"},
		},
		"no master keys": {file: "database: {url: postgres://127.0.0.1/none}", want: []string{"SUIHUAN_SEAL_KEYS: seal.keys is missing"}},
		"unknown unit":   {file: "units: [{id: atlantis, officers: [a]}]", want: []string{"unit atlantis is not in"}},
		"unknown flag":   {args: []string{"--lisen", ":1"}, want: []string{"lisen"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "data")
			err := fails(t, c.environ, append([]string{"serve", "--config", writeFile(t, c.file), "--data", data}, c.args...)...)
			expect(t, "serve", err.Error(), append(c.want, "!"+secret)...)
			if code := exitCode(err); code != 2 {
				t.Errorf("exit code %d", code)
			}
			if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the data folder is there: %v", err)
			}
		})
	}
}
