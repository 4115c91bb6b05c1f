package envelope

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	corpToken = "QDG6eK"
	corpKey   = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
	corpID    = "wx5823bf96d3bd56c7"
	echo      = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
	appKey    = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	appID     = "wxb11529c136998cb6"
)

// corpMessage is the message of the platform's own example.
const corpMessage = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="

func newBox(t *testing.T, token, key, id string) *Box {
	t.Helper()
	b, err := New(token, key, id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPublishedVectors(t *testing.T) {
	t.Parallel()
	for _, v := range []struct{ name, timestamp, nonce, signature, encrypted, holds string }{
		{"echo", "1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", echo, "1616140317555161061"},
		{"message", "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6", corpMessage, "<Content><![CDATA[hello]]></Content>"},
	} {
		b := newBox(t, corpToken, corpKey, corpID)
		if !b.Check(v.signature, v.timestamp, v.nonce, v.encrypted) {
			t.Errorf("%s: the signature does not hold", v.name)
		}
		plain, err := b.Open(v.encrypted)
		if err != nil || !strings.Contains(string(plain), v.holds) {
			t.Errorf("%s: opened %q, %v", v.name, plain, err)
		}
	}
	if got := Signature("AAAAA", "1714037059", "486452656"); got != "899cf89e464efb63f54ddac96b0a0a235f53aa78" {
		t.Errorf("plain signature is %s", got)
	}
}

func TestGoldenSeal(t *testing.T) {
	t.Parallel()
	b := newBox(t, "any", appKey, appID)
	b.random = strings.NewReader("aaaabbbbccccdddd")
	const want = "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
	if got, err := b.Seal([]byte("我是中文abcd123")); err != nil || got != want {
		t.Errorf("sealed %q, %v", got, err)
	}
	if _, err := b.Seal(nil); err == nil {
		t.Error("sealed without random bytes")
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, token, key string }{
		{"no token", "", appKey},
		{"no key", "t", ""},
		{"short key", "t", appKey[1:]},
		{"long key", "t", appKey + "A"},
		{"key with a stranger", "t", "!" + appKey[1:]},
		{"key with a line end", "t", "\n" + appKey},
	} {
		if _, err := New(c.token, c.key, ""); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	b := newBox(t, corpToken, corpKey, corpID)
	const good, ts, nonce = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780"
	if !b.Check(good, ts, nonce, echo) {
		t.Fatal("the good one does not hold")
	}
	long := strings.Repeat("1", 65)
	for _, c := range []struct{ name, signature, timestamp, nonce, encrypted string }{
		{"empty signature", "", ts, nonce, echo},
		{"one sign", "5", ts, nonce, echo},
		{"upper case", strings.ToUpper(good), ts, nonce, echo},
		{"one sign wrong", "6" + good[1:], ts, nonce, echo},
		{"other timestamp", good, "1409659590", nonce, echo},
		{"other nonce", good, ts, "263014781", echo},
		{"other text", good, ts, nonce, corpMessage},
		{"empty text", Signature(corpToken, ts, nonce), ts, nonce, ""},
		{"sign moved from nonce to timestamp", good, "01409659589", "26301478", echo},
		{"timestamp not digits", Signature(corpToken, "+1", nonce, echo), "+1", nonce, echo},
		{"no timestamp", Signature(corpToken, "", nonce, echo), "", nonce, echo},
		{"no nonce", Signature(corpToken, ts, "", echo), ts, "", echo},
		{"text moved into the nonce", Signature(corpToken, ts, long, echo), ts, long, echo},
	} {
		if b.Check(c.signature, c.timestamp, c.nonce, c.encrypted) {
			t.Errorf("%s: holds", c.name)
		}
	}
	if Signed(Signature("", ts, nonce), "", ts, nonce) {
		t.Error("an empty token signs")
	}
}

// rawSeal encrypts bytes that are padded already, or wrongly.
func rawSeal(b *Box, padded []byte) string {
	out := make([]byte, len(padded))
	cipher.NewCBCEncrypter(b.block, b.iv).CryptBlocks(out, padded)
	return base64.StdEncoding.EncodeToString(out)
}

// content is random bytes, a length of our choice, a message and an id.
func content(size uint32, message, id string) []byte {
	head := binary.BigEndian.AppendUint32([]byte("0123456789abcdef"), size)
	return append(head, message+id...)
}

// padWith fills up to a multiple of 32 with the byte v.
func padWith(plain []byte, v byte) []byte {
	n := padBlock - len(plain)%padBlock
	return append(plain, bytes.Repeat([]byte{v}, n)...)
}

func TestOpenRefusesAllAlike(t *testing.T) {
	t.Parallel()
	b := newBox(t, corpToken, corpKey, corpID)
	anyone := newBox(t, corpToken, corpKey, "")
	good := content(5, "hello", corpID) // 43 bytes: padding 21
	crooked := pad(bytes.Clone(good))
	crooked[len(crooked)-21] ^= 1
	for _, c := range []struct {
		name, encrypted string
		box             *Box
	}{
		{"nothing", "", b},
		{"not base64", "!!!!", b},
		{"not a block", base64.StdEncoding.EncodeToString(make([]byte, 33)), b},
		{"half a padding block", rawSeal(b, append(bytes.Clone(good), 5, 5, 5, 5, 5)), b},
		{"padding 0", rawSeal(b, padWith(bytes.Clone(good), 0)), b},
		{"padding 33", rawSeal(b, append(make([]byte, 31), bytes.Repeat([]byte{33}, 33)...)), b},
		{"padding 255", rawSeal(b, padWith(bytes.Clone(good), 255)), b},
		{"padding crooked at its first byte", rawSeal(b, crooked), b},
		{"no room for a head", rawSeal(b, pad([]byte("short"))), b},
		{"length of -1", rawSeal(b, pad(content(1<<32-1, "hello", corpID))), b},
		{"length of 2^31", rawSeal(b, pad(content(1<<31, "hello", corpID))), b},
		{"length over the end", rawSeal(b, pad(content(5+uint32(len(corpID))+1, "hello", corpID))), b},
		{"length one too long", rawSeal(b, pad(content(6, "hello", corpID))), b},
		{"length 0", rawSeal(b, pad(content(0, "hello", corpID))), b},
		{"other id", rawSeal(b, pad(content(5, "hello", appID))), b},
		{"no id", rawSeal(b, pad(content(5, "hello", ""))), b},
		{"id where none is due", rawSeal(b, pad(good)), anyone},
		{"other key", rawSeal(newBox(t, "t", appKey, corpID), pad(good)), b},
	} {
		if plain, err := c.box.Open(c.encrypted); err != ErrForged || plain != nil { // the very value, nothing wrapped
			t.Errorf("%s: %q, %v", c.name, plain, err)
		}
	}
	if plain, err := b.Open(rawSeal(b, pad(good))); err != nil || string(plain) != "hello" {
		t.Errorf("the good one: %q, %v", plain, err)
	}
}

func TestSealedComesBack(t *testing.T) {
	t.Parallel()
	boxes := []*Box{newBox(t, "t", corpKey, corpID), newBox(t, "t", appKey, "")}
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "plain")
		b := rapid.SampledFrom(boxes).Draw(t, "box")
		one, err := b.Seal(plain)
		if err != nil {
			t.Fatal(err)
		}
		if two, _ := b.Seal(plain); one == two {
			t.Fatal("sealed twice alike")
		}
		if got, err := b.Open(one); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %q, %v", got, err)
		}
		raw, _ := base64.StdEncoding.DecodeString(one)
		if len(raw)%padBlock != 0 || len(raw)%aes.BlockSize != 0 {
			t.Fatalf("%d bytes", len(raw))
		}
	})
}

// Every single bit of a sealed message may be turned: the signature sees it,
// and Open fails with nothing but ErrForged.
func TestEveryBitFlip(t *testing.T) {
	t.Parallel()
	b := newBox(t, corpToken, corpKey, corpID)
	raw, err := base64.StdEncoding.DecodeString(echo)
	if err != nil {
		t.Fatal(err)
	}
	for bit := range len(raw) * 8 {
		flipped := bytes.Clone(raw)
		flipped[bit/8] ^= 1 << (bit % 8)
		encrypted := base64.StdEncoding.EncodeToString(flipped)
		if b.Check("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", encrypted) {
			t.Fatalf("bit %d: the signature holds", bit)
		}
		if _, err := b.Open(encrypted); err != nil && err != ErrForged { // the very value, nothing wrapped
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
}

func TestFresh(t *testing.T) {
	t.Parallel()
	now := time.Unix(2_200_000_000, 0) // after 2038
	for timestamp, want := range map[string]bool{
		"2200000000":            true,
		"2199996400":            true,  // an hour ago
		"2199996399":            false, // and a second
		"2200003600":            true,
		"2200003601":            false,
		"2200000000000":         false, // milliseconds
		"9223372036854775807":   false,
		"92233720368547758080":  false,
		"-2200000000":           false,
		"+2200000000":           false,
		" 2200000000":           false,
		"0x83215600":            false,
		"":                      false,
		"２２００００００００":            false,
		"2200000000.0":          false,
		"00000000002200000000":  true, // digits are digits
		"2_200_000_000":         false,
		"18446744073709551616":  false,
		"-9223372036854775808":  false,
		"99999999999999999999x": false,
	} {
		if got := Fresh(timestamp, now); got != want {
			t.Errorf("%q: %v", timestamp, got)
		}
	}
}
