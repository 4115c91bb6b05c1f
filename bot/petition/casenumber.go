package petition

import (
	"crypto/rand"
	"fmt"
	"regexp"
	"strings"
)

// alphabet has 31 signs, a prime number, without 0 1 I L O: nothing in it is
// misread, and a check sign modulo 31 finds every single wrong sign and every
// swap of two.
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// randomSigns carry 9 × log2(31) ≈ 44.6 bits: a case number cannot be guessed.
const randomSigns = 9

// NewCaseNumber returns a fresh number of the form SH-ABCDE-FGHJK, the last
// sign being the check sign.
func NewCaseNumber() string {
	signs := make([]byte, 0, randomSigns+1)
	buf := make([]byte, 1)
	for len(signs) < randomSigns {
		rand.Read(buf) // never fails: crypto/rand ends the process instead
		if int(buf[0]) < len(alphabet)*8 {
			signs = append(signs, alphabet[int(buf[0])%len(alphabet)])
		}
	}
	signs = append(signs, checkSign(string(signs)))
	return fmt.Sprintf("SH-%s-%s", signs[:5], signs[5:])
}

func checkSign(signs string) byte {
	sum := 0
	for i := range len(signs) {
		sum += (i + 1) * strings.IndexByte(alphabet, signs[i])
	}
	return alphabet[sum%len(alphabet)]
}

// caseNumberForm names every letter: the classes of (?i) hold signs that look
// like K and S and are not of the alphabet.
var caseNumberForm = regexp.MustCompile(`[Ss][Hh][-‐–—－_\s]{0,3}([2-9A-HJKMNP-Za-hjkmnp-z]{5})[-‐–—－_\s]{0,3}([2-9A-HJKMNP-Za-hjkmnp-z]{5})`)

// WithoutCaseNumbers leaves the case numbers out of a text, whose signs can look
// like a plate's or a telephone's.
func WithoutCaseNumbers(text string) string { return caseNumberForm.ReplaceAllString(text, "·") }

// FindCaseNumber returns the first well-formed case number in a text, in its
// written form, and whether there is one. A wrong check sign is not well formed.
func FindCaseNumber(text string) (string, bool) {
	for _, m := range caseNumberForm.FindAllStringSubmatch(text, -1) {
		signs := strings.ToUpper(m[1] + m[2])
		if checkSign(signs[:randomSigns]) == signs[randomSigns] {
			return fmt.Sprintf("SH-%s-%s", signs[:5], signs[5:]), true
		}
	}
	return "", false
}
