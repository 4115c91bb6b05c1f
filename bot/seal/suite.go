package seal

import (
	"crypto/aes"
	"crypto/cipher"

	"github.com/emmansun/gmsm/sm4"
)

// Suite names the cipher of a seal. The zero value stands for AES.
type Suite string

// The suites. What was sealed with one opens whichever is chosen later.
const (
	AES Suite = "aes-gcm" // AES-256-GCM
	SM4 Suite = "sm4-gcm" // SM4-GCM (GB/T 32907), for who is assessed under 密评
)

// suites says how long a suite's key is, in bytes, and what is done with it.
var suites = map[Suite]struct {
	size  int
	block func(key []byte) (cipher.Block, error)
}{
	AES: {32, aes.NewCipher},
	SM4: {16, sm4.NewCipher},
}
