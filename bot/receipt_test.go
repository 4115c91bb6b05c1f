package bot

import (
	"fmt"
	"strings"
	"testing"
)

func TestReceiptFollowsFromTheKey(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for i := range 20000 {
		key := fmt.Sprint("wechat|gh|openid|", i)
		code := Receipt(key)
		if other, ok := seen[code]; ok {
			t.Fatalf("%s and %s have the receipt %s", key, other, code)
		}
		seen[code] = key
		if len(code) != 10 || strings.ContainsAny(code, "0O1I") || code != Receipt(key) {
			t.Fatalf("%s is no receipt", code)
		}
		if read, ok := ReadReceipt(strings.ToLower(code)); !ok || read != code {
			t.Fatalf("%s is read as %q", code, read)
		}
	}
}

func TestWhatIsNoReceipt(t *testing.T) {
	t.Parallel()
	code := Receipt("key")
	for _, typed := range []string{
		"", "2", "treatments", "ABCDEFGHJK", "23456789AB", code[:9], code + "2", code[1:] + code[:1], " " + code,
		"I" + code[1:], "工" + code[3:], "SH-ABCDE-FGHJK", "1380013800",
	} {
		if read, ok := ReadReceipt(typed); ok {
			t.Errorf("%q is read as %s", typed, read)
		}
	}
}

func TestReceiptFindsSlips(t *testing.T) {
	t.Parallel()
	missed, slips := 0, 0
	code := Receipt("key")
	for i := range code {
		for _, sign := range receiptAlphabet {
			if slip := code[:i] + string(sign) + code[i+1:]; slip != code {
				slips++
				if _, ok := ReadReceipt(slip); ok {
					missed++
				}
			}
		}
	}
	if missed*8 > slips {
		t.Errorf("%d of %d slips are read as a receipt", missed, slips)
	}
}
