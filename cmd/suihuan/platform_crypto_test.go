package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// keys are the callback secrets of one account. The code here is written from
// the platform's description, not from the service's, so that each of the two
// checks the other.
type keys struct {
	token  string
	aesKey string // 43 signs
	id     string // the receive id: app id or corp id
}

func newKeys(id string) keys {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return keys{
		token:  "token" + rand.Text(),
		aesKey: strings.TrimRight(base64.StdEncoding.EncodeToString(key), "="),
		id:     id,
	}
}

// sign is the SHA-1 over the sorted token and parts, in lower-case hex.
func (k keys) sign(parts ...string) string {
	all := append([]string{k.token}, parts...)
	sort.Strings(all)
	return fmt.Sprintf("%x", sha1.Sum([]byte(strings.Join(all, ""))))
}

func (k keys) cipher() (block cipher.Block, iv []byte, err error) {
	key, err := base64.RawStdEncoding.DecodeString(k.aesKey)
	if err != nil {
		return nil, nil, err
	}
	block, err = aes.NewCipher(key)
	return block, key[:16], err
}

// seal encrypts: 16 random bytes, the length, the message, the receive id,
// filled up to blocks of 32 with bytes that say how many they are.
func (k keys) seal(message []byte) string {
	block, iv, err := k.cipher()
	if err != nil {
		panic(err) // keys are made above
	}
	var plain bytes.Buffer
	plain.WriteString(rand.Text()[:16])
	binary.Write(&plain, binary.BigEndian, uint32(len(message)))
	plain.Write(message)
	plain.WriteString(k.id)
	fill := 32 - plain.Len()%32
	plain.Write(bytes.Repeat([]byte{byte(fill)}, fill))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(plain.Bytes(), plain.Bytes())
	return base64.StdEncoding.EncodeToString(plain.Bytes())
}

// open decrypts what was sealed for us, and refuses whatever the platform's
// own client would not read.
func (k keys) open(sealed string) ([]byte, error) {
	block, iv, err := k.cipher()
	if err != nil {
		return nil, err
	}
	text, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(text) == 0 || len(text)%32 != 0 {
		return nil, errors.New("not base64 of whole blocks")
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(text, text)
	fill := int(text[len(text)-1])
	if fill < 1 || fill > 32 || !bytes.HasSuffix(text, bytes.Repeat([]byte{byte(fill)}, fill)) {
		return nil, errors.New("wrong padding")
	}
	text = text[16 : len(text)-fill]
	size := binary.BigEndian.Uint32(text)
	if text = text[4:]; uint64(size) > uint64(len(text)) {
		return nil, errors.New("wrong length")
	}
	if string(text[size:]) != k.id {
		return nil, errors.New("sealed for somebody else")
	}
	return text[:size], nil
}
