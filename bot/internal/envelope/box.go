package envelope

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Sizes of the sealed form (protocol.md A1.1): 16 random bytes, the length of
// the message in 4 bytes, the message, the receive id, PKCS#7 in blocks of 32.
const (
	keySigns   = 43
	randomSize = 16
	headSize   = randomSize + 4
	padBlock   = 32
)

// maxNonce is shorter than what a thief of one signed request would have to
// move from the ciphertext into the nonce to cut whole blocks off: the
// signature covers a concatenation without separators.
const maxNonce = 64

// Sentinels of every callback.
var (
	// ErrForged says that a request is not, or not provably, from the
	// platform. It never says why: a forger learns nothing from it.
	ErrForged = errors.New("the request is not from the platform")
	// ErrMalformed says that a request is from the platform and cannot be
	// read all the same.
	ErrMalformed = errors.New("the message cannot be read")
)

// Box opens what a platform sealed for one receiver and seals the answers. It
// is safe for concurrent use.
type Box struct {
	token     string
	receiveID string
	block     cipher.Block
	iv        []byte
	random    io.Reader // crypto/rand, save in golden tests
}

// New returns the box of a token, a 43-sign EncodingAESKey and a receive id
// (AppID, CorpID, or empty for the AI bot). An empty token or a key that is
// not one is an error, so that a service without secrets does not start.
func New(token, aesKey, receiveID string) (*Box, error) {
	if token == "" {
		return nil, errors.New("the callback token is empty")
	}
	// Not strict: the platforms' own keys end in non-zero trailing bits.
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil || len(aesKey) != keySigns || len(key) != 32 {
		return nil, errors.New("the AES key is not 43 signs of base64")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("prepare AES: %w", err)
	}
	return &Box{token: token, receiveID: receiveID, block: block, iv: key[:aes.BlockSize], random: rand.Reader}, nil
}

// Signature returns the lower-case hex SHA-1 over the sorted token and parts
// (protocol.md A1.1).
func Signature(token string, parts ...string) string {
	all := append([]string{token}, parts...)
	slices.Sort(all)
	sum := sha1.Sum([]byte(strings.Join(all, "")))
	return hex.EncodeToString(sum[:])
}

// Signed says, in constant time, whether the signature is that of token,
// timestamp, nonce and the other parts. It is false for an empty token, for a
// timestamp that is not digits and for a nonce that is empty or too long.
func Signed(signature, token, timestamp, nonce string, parts ...string) bool {
	if token == "" || !digits(timestamp) || nonce == "" || len(nonce) > maxNonce {
		return false
	}
	want := Signature(token, append([]string{timestamp, nonce}, parts...)...)
	return subtle.ConstantTimeCompare([]byte(signature), []byte(want)) == 1
}

// Check says, in constant time, whether the signature (msg_signature) covers
// the ciphertext. Call it before Open: AES-CBC itself protects nothing.
func (b *Box) Check(signature, timestamp, nonce, encrypted string) bool {
	return encrypted != "" && Signed(signature, b.token, timestamp, nonce, encrypted)
}

// Open decrypts. Whatever is wrong, the error is ErrForged itself.
func (b *Box) Open(encrypted string) ([]byte, error) {
	sealed, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil || len(sealed) == 0 || len(sealed)%padBlock != 0 {
		return nil, ErrForged
	}
	cipher.NewCBCDecrypter(b.block, b.iv).CryptBlocks(sealed, sealed)
	plain, ok := unpad(sealed)
	if !ok || len(plain) < headSize {
		return nil, ErrForged
	}
	size := uint64(binary.BigEndian.Uint32(plain[randomSize:headSize]))
	body := plain[headSize:]
	if size > uint64(len(body)) {
		return nil, ErrForged
	}
	if subtle.ConstantTimeCompare(body[size:], []byte(b.receiveID)) != 1 {
		return nil, ErrForged
	}
	return body[:size:size], nil
}

// Seal encrypts under fresh random bytes. Its only error is that there are none.
func (b *Box) Seal(plain []byte) (encrypted string, err error) {
	head := make([]byte, headSize)
	if _, err := io.ReadFull(b.random, head[:randomSize]); err != nil {
		return "", fmt.Errorf("read random bytes: %w", err)
	}
	binary.BigEndian.PutUint32(head[randomSize:], uint32(len(plain)))
	whole := pad(slices.Concat(head, plain, []byte(b.receiveID)))
	cipher.NewCBCEncrypter(b.block, b.iv).CryptBlocks(whole, whole)
	return base64.StdEncoding.EncodeToString(whole), nil
}

func pad(plain []byte) []byte {
	n := padBlock - len(plain)%padBlock
	return append(plain, strings.Repeat(string(rune(n)), n)...)
}

// unpad checks every byte of the padding, in the same time for every content.
func unpad(padded []byte) ([]byte, bool) {
	n := int(padded[len(padded)-1])
	good := subtle.ConstantTimeLessOrEq(1, n) & subtle.ConstantTimeLessOrEq(n, padBlock)
	for i, v := range padded[len(padded)-padBlock:] {
		inPadding := subtle.ConstantTimeLessOrEq(padBlock-i, n)
		good &= subtle.ConstantTimeSelect(inPadding, subtle.ConstantTimeByteEq(v, byte(n)), 1)
	}
	if good != 1 {
		return nil, false
	}
	return padded[:len(padded)-n], true
}
