package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var _ KeyWrapper = (*Ring)(nil)

func TestParseRing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		ok   bool
	}{
		"one":             {newest, true},
		"lines":           {newest + "\n" + older + "\n", true},
		"commas":          {newest + ", " + older + ",", true},
		"none":            {" \n", false},
		"no id":           {newest[len("newest"):], false},
		"no colon":        {newest[len("newest:"):], false},
		"capitals":        {"N" + newest, false},
		"a stop":          {"n." + newest, false},
		"a long id":       {strings.Repeat("n", 30) + newest, false},
		"one id twice":    {newest + " " + newest, false},
		"not base64":      {newest + "=", false},
		"too short":       {"short:AAAA", false},
		"second is wrong": {newest + " older", false},
	} {
		r, err := ParseRing(c.text, AES)
		if (err == nil) != c.ok || (r == nil) == c.ok {
			t.Errorf("%s: error %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "AAAA") {
			t.Errorf("%s: the error shows a key", name)
		}
	}
	if _, err := ParseRing(newest, "rot13"); err == nil {
		t.Error("an unknown suite is taken")
	}
	if _, err := ParseRing(NewMaster()+" "+NewMaster(), SM4); err != nil {
		t.Errorf("new keys: %v", err)
	}
}

func TestUnknownSuiteMakesNoKey(t *testing.T) {
	t.Parallel()
	if _, _, err := (Sealer{Masters: ring(t, AES, newest), Suite: "rot13"}).NewKey(t.Context(), "SH-1"); err == nil {
		t.Error("no error")
	}
}

// A wrapped key is of one case and one master key.
func TestWrapIsBound(t *testing.T) {
	t.Parallel()
	r := ring(t, AES, newest, older)
	_, wrapped, err := Sealer{Masters: r}.NewKey(t.Context(), "SH-1")
	if err != nil || !strings.HasPrefix(wrapped, "aes-gcm.newest.") {
		t.Fatalf("wrapped as %s, error %v", wrapped, err)
	}
	renamed := strings.Replace(wrapped, "newest", "older", 1)
	for name, open := range map[string]func() ([]byte, error){
		"another case":   func() ([]byte, error) { return r.Unwrap(t.Context(), "SH-2", wrapped) },
		"another master": func() ([]byte, error) { return r.Unwrap(t.Context(), "SH-1", renamed) },
		"a field": func() ([]byte, error) {
			return r.Unwrap(t.Context(), "SH-1", key(t, "SH-1", AES).Seal("what", words))
		},
		"its own name, another key": func() ([]byte, error) {
			return ring(t, AES, strings.Replace(older, "older", "newest", 1)).Unwrap(t.Context(), "SH-1", wrapped)
		},
	} {
		if secret, err := open(); secret != nil || !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %d bytes, error %v", name, len(secret), err)
		}
	}
	if _, err := ring(t, AES, older).Unwrap(t.Context(), "SH-1", wrapped); err == nil || !strings.Contains(err.Error(), "master key newest is not on the ring") {
		t.Errorf("without the master key: %v", err)
	}
}

// Rotation: an old key opens until it is wrapped again, and afterwards the old
// master key is not needed.
func TestRewrap(t *testing.T) {
	t.Parallel()
	for _, suites := range [][2]Suite{{AES, AES}, {SM4, SM4}, {AES, SM4}} {
		before := Sealer{Masters: ring(t, suites[0], older), Suite: suites[0]}
		both := Sealer{Masters: ring(t, suites[1], newest, older), Suite: suites[1]}
		after := Sealer{Masters: ring(t, suites[1], newest), Suite: suites[1]}
		k, wrapped, err := before.NewKey(t.Context(), "SH-1")
		if err != nil {
			t.Fatal(err)
		}
		sealed := k.Seal("what", words)
		again, err := both.Rewrap(t.Context(), "SH-1", wrapped)
		if err != nil || again == wrapped || !strings.HasPrefix(again, string(suites[1])+".newest.") {
			t.Fatalf("%v: wrapped again as %s, error %v", suites, again, err)
		}
		if twice, err := both.Rewrap(t.Context(), "SH-1", again); twice != again || err != nil {
			t.Errorf("%v: the second time %s, error %v", suites, twice, err)
		}
		for name, c := range map[string]struct {
			with    Sealer
			wrapped string
			opens   bool
		}{
			"before":          {before, wrapped, true},
			"old, both":       {both, wrapped, true},
			"new, both":       {both, again, true},
			"new, newest":     {after, again, true},
			"old, newest":     {after, wrapped, false},
			"new, old master": {before, again, false},
		} {
			if got := opens(c.with, c.wrapped, sealed); got != c.opens {
				t.Errorf("%v, %s: opens %v", suites, name, got)
			}
		}
		if _, err := after.Rewrap(t.Context(), "SH-1", wrapped); err == nil {
			t.Errorf("%v: wrapped again without the old master key", suites)
		}
	}
}

func opens(s Sealer, wrapped, sealed string) bool {
	k, err := s.Key(context.Background(), "SH-1", wrapped)
	if err != nil {
		return false
	}
	text, err := k.Open("what", sealed)
	return err == nil && text == words
}

// However often the ring turns, every case opens and none is mixed up.
func TestManyRotations(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := []string{NewMaster()}
		sealer := Sealer{Masters: must(ParseRing(lines[0], AES))}
		wraps, texts := map[string]string{}, map[string]string{}
		for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "turns") {
				lines = append([]string{NewMaster()}, lines...)
				sealer.Masters = must(ParseRing(strings.Join(lines, ","), rapid.SampledFrom([]Suite{AES, SM4}).Draw(t, "suite")))
			}
			caseNo := fmt.Sprint("SH-", i)
			k, wrapped, err := sealer.NewKey(context.Background(), caseNo)
			if err != nil {
				t.Fatal(err)
			}
			wraps[caseNo], texts[caseNo] = wrapped, k.Seal("what", caseNo)
			for caseNo := range wraps {
				if rapid.Bool().Draw(t, "rewrap") {
					wraps[caseNo] = must(sealer.Rewrap(context.Background(), caseNo, wraps[caseNo]))
				}
				k := must(sealer.Key(context.Background(), caseNo, wraps[caseNo]))
				if text, err := k.Open("what", texts[caseNo]); text != caseNo || err != nil {
					t.Fatalf("%s opens as %q, error %v", caseNo, text, err)
				}
			}
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestKeyFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "seal.key")
	if _, err := ReadFile(path, AES); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	if err := CreateFile(path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != fs.FileMode(0o600) {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	first, err := ReadFile(path, AES)
	if err != nil {
		t.Fatal(err)
	}
	wrapped, _ := first.Wrap(t.Context(), "SH-1", []byte("secret"))
	second, err := ReadFile(path, SM4)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := second.Unwrap(t.Context(), "SH-1", wrapped); err != nil || !bytes.Equal(got, []byte("secret")) {
		t.Errorf("read again it unwraps %q, error %v", got, err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 1 {
		t.Errorf("files %v", names)
	}
	if err := os.WriteFile(path, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path, AES); err == nil || strings.Contains(err.Error(), "nonsense") {
		t.Errorf("a spoilt file: %v", err)
	}
	if err := CreateFile(filepath.Join(dir, "none", "seal.key")); err == nil {
		t.Error("created in a folder that is not there")
	}
}
