package seal

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// newest and older are lines of a ring.
var newest, older = "newest:" + strings.Repeat("A", 42) + "E=", "older:" + strings.Repeat("A", 42) + "I="

func ring(t testing.TB, suite Suite, lines ...string) *Ring {
	t.Helper()
	r, err := ParseRing(strings.Join(lines, "\n"), suite)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// key is a new key of a case.
func key(t testing.TB, caseNo string, suite Suite) Key {
	t.Helper()
	k, _, err := Sealer{Masters: ring(t, suite, newest), Suite: suite}.NewKey(t.Context(), caseNo)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

const words = "楼下烧烤店的油烟，电话 13912345678"

func TestSealAndOpen(t *testing.T) {
	t.Parallel()
	for suite, head := range map[Suite]string{"": "aes-gcm.", AES: "aes-gcm.", SM4: "sm4-gcm."} {
		k := key(t, "SH-1", suite)
		for _, text := range []string{words, "", "\x00\xff", strings.Repeat("长", 5000)} {
			sealed := k.Seal("what", text)
			if got, err := k.Open("what", sealed); got != text || err != nil {
				t.Errorf("%s: %.20q comes back as %.20q, error %v", suite, text, got, err)
			}
			if !strings.HasPrefix(sealed, head) || text != "" && strings.Contains(sealed, text) {
				t.Errorf("%s: sealed as %.40s", suite, sealed)
			}
			if again := k.Seal("what", text); again == sealed {
				t.Errorf("%s: two seals of one text are alike", suite)
			}
		}
	}
}

// A sealed text opens as nothing but what it is.
func TestSealIsBound(t *testing.T) {
	t.Parallel()
	for _, suite := range []Suite{AES, SM4} {
		sealer := Sealer{Masters: ring(t, suite, newest), Suite: suite}
		k, wrapped, err := sealer.NewKey(t.Context(), "SH-1")
		if err != nil {
			t.Fatal(err)
		}
		sealed := k.Seal("what", words)
		moved := k
		moved.caseNo = "SH-2"
		otherSuite := string(AES) + string(SM4)
		otherSuite = strings.ReplaceAll(otherSuite, string(suite), "")
		for name, open := range map[string]func() (string, error){
			"another field":      func() (string, error) { return k.Open("where", sealed) },
			"no field":           func() (string, error) { return k.Open("", sealed) },
			"the case's key":     func() (string, error) { return moved.Open("what", sealed) },
			"another case's key": func() (string, error) { return key(t, "SH-1", suite).Open("what", sealed) },
			"another suite":      func() (string, error) { return k.Open("what", otherSuite+strings.TrimPrefix(sealed, string(suite))) },
			"an unknown suite":   func() (string, error) { return k.Open("what", "rot13"+strings.TrimPrefix(sealed, string(suite))) },
			"a head too much":    func() (string, error) { return k.Open("what", strings.Replace(sealed, ".", ".newest.", 1)) },
			"the plain text":     func() (string, error) { return k.Open("what", words) },
			"nothing":            func() (string, error) { return k.Open("what", "") },
			"a wrapped key":      func() (string, error) { return k.Open("what", wrapped) },
			"a line end":         func() (string, error) { return k.Open("what", sealed+"\n") },
		} {
			if text, err := open(); text != "" || !errors.Is(err, ErrBroken) {
				t.Errorf("%s, %s: opened as %q, error %v", suite, name, text, err)
			}
		}
	}
}

// tampered calls f with every change of one character, every character left out
// and every shorter text.
func tampered(sealed string, f func(changed string)) {
	for i := range len(sealed) {
		for _, c := range []byte{'A', 'B', '.', '_', sealed[i] ^ 1, sealed[i] ^ 0x80} {
			if c != sealed[i] {
				f(sealed[:i] + string([]byte{c}) + sealed[i+1:])
			}
		}
		f(sealed[:i] + sealed[i+1:])
		f(sealed[:i])
	}
}

func TestTamperedAtEveryByte(t *testing.T) {
	t.Parallel()
	for _, suite := range []Suite{AES, SM4} {
		r := ring(t, suite, newest, older)
		k, wrapped, err := Sealer{Masters: r, Suite: suite}.NewKey(t.Context(), "SH-1")
		if err != nil {
			t.Fatal(err)
		}
		tampered(k.Seal("what", words), func(changed string) {
			if text, err := k.Open("what", changed); text != "" || !errors.Is(err, ErrBroken) {
				t.Errorf("%s opens as %q, error %v", changed, text, err)
			}
		})
		tampered(wrapped, func(changed string) {
			if key, err := r.Unwrap(t.Context(), "SH-1", changed); key != nil || err == nil {
				t.Errorf("%s unwraps to %d bytes", changed, len(key))
			}
		})
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	sealer := Sealer{Masters: ring(t, AES, newest)}
	k, wrapped, err := sealer.NewKey(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	name := k.Name("person", "wechat:gh:openid")
	same, err := sealer.Key(t.Context(), "", wrapped)
	if err != nil || same.Name("person", "wechat:gh:openid") != name || strings.Contains(name, "openid") {
		t.Errorf("named %s, error %v", name, err)
	}
	for what, other := range map[string]string{
		"another text":  k.Name("person", "wechat:gh:openie"),
		"another field": k.Name("message", "wechat:gh:openid"),
		"shifted":       k.Name("personw", "echat:gh:openid"),
		"another key":   key(t, "", AES).Name("person", "wechat:gh:openid"),
	} {
		if other == name {
			t.Errorf("%s has the same name", what)
		}
	}
}

// Whatever is sealed comes back as what it was, and as nothing else.
func TestEveryTextComesBack(t *testing.T) {
	t.Parallel()
	keys := map[Suite]Key{AES: key(t, "SH-1", AES), SM4: key(t, "SH-1", SM4)}
	rapid.Check(t, func(t *rapid.T) {
		k := keys[rapid.SampledFrom([]Suite{AES, SM4}).Draw(t, "suite")]
		text, field, other := rapid.String().Draw(t, "text"), rapid.String().Draw(t, "field"), rapid.String().Draw(t, "other")
		sealed := k.Seal(field, text)
		if got, err := k.Open(field, sealed); got != text || err != nil {
			t.Fatalf("%q comes back as %q, error %v", text, got, err)
		}
		if _, err := k.Open(other, sealed); (err == nil) != (other == field) {
			t.Fatalf("sealed as %q, opened as %q: error %v", field, other, err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	k := key(f, "SH-1", AES)
	for _, seed := range []string{"", ".", "aes-gcm.", "sm4-gcm.AAAA", "aes-gcm.newest.AAAA", k.Seal("where", words), words} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sealed string) {
		if text, err := k.Open("what", sealed); text != "" || !errors.Is(err, ErrBroken) {
			t.Errorf("a forgery opens as %q, error %v", text, err)
		}
	})
}

// No key is written by a slip.
func TestKeysAreNotPrinted(t *testing.T) {
	t.Parallel()
	r := ring(t, AES, newest)
	k := key(t, "SH-1", AES)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if got := fmt.Sprintf(verb+verb, k, r); got != "[key][key ring]" {
			t.Errorf("%s shows %s", verb, got)
		}
	}
}

func BenchmarkUnwrapAndOpen(b *testing.B) {
	sealer := Sealer{Masters: ring(b, AES, newest)}
	k, wrapped, _ := sealer.NewKey(b.Context(), "SH-1")
	sealed := k.Seal("what", words)
	for b.Loop() {
		k, _ := sealer.Key(b.Context(), "SH-1", wrapped)
		if text, _ := k.Open("what", sealed); text != words {
			b.Fatal("not opened")
		}
	}
}
