package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// secrets is a configuration whose every Secret holds the canary.
func secrets() Config {
	cfg := defaults()
	for _, k := range keys("", reflect.ValueOf(&cfg).Elem()) {
		if k.secret() {
			k.value.SetString(canary)
		}
	}
	return cfg
}

func TestSecretIsNeverPrinted(t *testing.T) {
	t.Parallel()
	cfg := secrets()
	hex := fmt.Sprintf("%x", canary)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%+q", "%#q", "%x", "%X", "% x", "%d", "%t", "%20s", "%.3s", "%T"} {
		for _, value := range []any{cfg.WeChat.Secret, &cfg.WeChat.Secret, cfg.WeChat, &cfg.WeChat, cfg, []Secret{canary}, map[Secret]Secret{canary: canary}, fmt.Errorf("w: %v", cfg.AIBot)} {
			got := strings.ToLower(fmt.Sprintf(verb, value))
			if strings.Contains(got, strings.ToLower(canary)) || strings.Contains(strings.ReplaceAll(got, " ", ""), hex) || strings.Contains(got, canary[:3]) {
				t.Errorf("%s of %T shows a secret: %s", verb, value, got)
			}
		}
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if got := fmt.Sprintf(verb, Secret(canary)); got != "***" {
			t.Errorf("%s = %s, want ***", verb, got)
		}
	}
}

func TestSecretIsNeverEncoded(t *testing.T) {
	t.Parallel()
	cfg := secrets()
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).With("with", cfg.Redis.URL).Info("m", "secret", cfg.WeCom.Secret, "section", cfg.WeCom, "all", &cfg)
	}
	asJSON, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Marshal(&cfg)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"slog": log.String(), "JSON": string(asJSON), "YAML": string(asYAML)} {
		if strings.Contains(text, canary) || !strings.Contains(text, "***") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestSecretReveals(t *testing.T) {
	t.Parallel()
	if got := Secret(canary).Reveal(); got != canary {
		t.Errorf("Reveal = %q", got)
	}
	if got := fmt.Sprint(Secret("")); got != "" {
		t.Errorf("an empty secret shows as %q, want nothing", got)
	}
}
