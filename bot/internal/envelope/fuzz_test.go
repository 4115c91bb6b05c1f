package envelope

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzOpen(f *testing.F) {
	f.Add(echo)
	f.Add(corpMessage)
	f.Add("")
	f.Add("AAAA")
	b, err := New(corpToken, corpKey, corpID)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, encrypted string) {
		if plain, err := b.Open(encrypted); (err == nil) == (plain == nil) || (err != nil && err != ErrForged) { // the very value, nothing wrapped
			t.Fatalf("%q, %v", plain, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`<xml><ToUserName><![CDATA[a]]></ToUserName><A><B>1</B><B>2</B></A></xml>`,
		`{"ToUserName":"a","A":{"B":[1,2,null,true]}}`,
		`<?xml version="1.0"?><xml/>`, `{"encrypt":""}`, `<xml xmlns="x"/>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		fields, _, err := Read(body)
		if err != nil {
			if !errors.Is(err, ErrMalformed) || strings.Contains(err.Error(), "\n") {
				t.Fatal(err)
			}
			return
		}
		size := 0
		for path, values := range fields {
			if !utf8.ValidString(path) || len(values) == 0 {
				t.Fatalf("path %q with %d values", path, len(values))
			}
			for _, v := range values {
				size += len(v)
			}
		}
		// No value can be longer than what it was read from; an escape in
		// JSON may grow by half (\u0000 has six bytes, its rune up to three).
		if size > 2*len(body) {
			t.Fatalf("%d bytes from %d", size, len(body))
		}
		if !bytes.ContainsAny(body, "<{") {
			t.Fatal("neither XML nor JSON was read")
		}
	})
}
