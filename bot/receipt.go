package bot

import (
	"crypto/sha256"
	"strings"
)

// receiptAlphabet has 32 signs without 0 O 1 I.
const receiptAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// receiptSigns carry five bits each; a check figure follows them.
const receiptSigns = 9

// Receipt returns the code of the answer that a message brought. It follows
// from the message's key alone, so that a repeat has the same one, whichever
// instance serves it. The last of its ten signs is a figure, which no word
// ends with, and which finds most slips of the hand.
func Receipt(messageKey string) string {
	sum := sha256.Sum256([]byte("receipt\n" + messageKey))
	signs := make([]byte, receiptSigns, receiptSigns+1)
	for i := range signs {
		signs[i] = receiptAlphabet[int(sum[i])%len(receiptAlphabet)]
	}
	return string(append(signs, checkFigure(string(signs))))
}

// checkFigure is one of 2 to 9.
func checkFigure(signs string) byte {
	sum := 0
	for i := range len(signs) {
		sum += (2*i + 1) * strings.IndexByte(receiptAlphabet, signs[i])
	}
	return byte('2' + sum%8)
}

// ReadReceipt returns a typed code as it is written, and whether it is well
// formed. Case does not count.
func ReadReceipt(typed string) (code string, ok bool) {
	code = strings.ToUpper(typed)
	if len(code) != receiptSigns+1 || strings.Trim(code, receiptAlphabet) != "" {
		return "", false
	}
	return code, code[receiptSigns] == checkFigure(code[:receiptSigns])
}
