package petition

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// numbers draws well-formed case numbers, so that a failing one can be shrunk.
func numbers() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		signs := make([]byte, randomSigns)
		for i := range signs {
			signs[i] = alphabet[rapid.IntRange(0, len(alphabet)-1).Draw(t, "sign")]
		}
		return string(append(signs, checkSign(string(signs))))
	})
}

func written(signs string) string { return "SH-" + signs[:5] + "-" + signs[5:] }

func TestNewCaseNumber(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^SH-[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$`)
	seen, signs := map[string]bool{}, map[rune]bool{}
	for range 2000 {
		n := NewCaseNumber()
		if found, ok := FindCaseNumber(n); !form.MatchString(n) || !ok || found != n {
			t.Fatalf("%s: found %q, %v", n, found, ok)
		}
		if seen[n] {
			t.Fatalf("%s was given twice", n)
		}
		seen[n] = true
		for _, r := range n[3:] {
			signs[r] = true
		}
	}
	if len(signs) != len(alphabet)+1 { // and the hyphen
		t.Errorf("only %d different signs in 2000 numbers", len(signs))
	}
}

// TestCheckSign changes one sign, or swaps two, in every way there is.
func TestCheckSign(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		good := numbers().Draw(t, "number")
		if _, ok := FindCaseNumber(written(good)); !ok {
			t.Fatalf("%s is not found", written(good))
		}
		for i := range good {
			for _, sign := range []byte(alphabet) {
				if sign == good[i] {
					continue
				}
				if got, ok := FindCaseNumber(written(good[:i] + string(sign) + good[i+1:])); ok {
					t.Fatalf("%s with %c at %d passes as %s", good, sign, i, got)
				}
			}
			for j := i + 1; j < len(good); j++ {
				swapped := []byte(good)
				swapped[i], swapped[j] = good[j], good[i]
				if got, ok := FindCaseNumber(written(string(swapped))); ok && good[i] != good[j] {
					t.Fatalf("%s with %d and %d swapped passes as %s", good, i, j, got)
				}
			}
		}
	})
}

func TestFindCaseNumber(t *testing.T) {
	t.Parallel()
	signs := "23456789A"
	signs += string(checkSign(signs))
	other := "ZZZZZZZZZ"
	other += string(checkSign(other))
	want := written(signs)
	lower := strings.ToLower(signs)
	wrong := written("23456789B" + signs[9:])
	tests := []struct {
		name, text, want string
	}{
		{"as written", want, want},
		{"lower case", strings.ToLower(want), want},
		{"mixed case", "sH-" + lower[:5] + "-" + signs[5:], want},
		{"no hyphens", "SH" + signs, want},
		{"no hyphens, lower case", "sh" + lower, want},
		{"spaces", "sh " + lower[:5] + " " + lower[5:], want},
		{"spaced hyphens", "SH - " + signs[:5] + " - " + signs[5:], want},
		{"Chinese dashes", "SH——" + signs[:5] + "—" + signs[5:], want},
		{"full-width hyphens", "SH－" + signs[:5] + "－" + signs[5:], want},
		{"over two lines", "SH-" + signs[:5] + "\n" + signs[5:], want},
		{"among words", "我的编号是" + want + "，到哪一步了", want},
		{"directly before words", "答复" + want + "已查处", want},
		{"the first of two", want + " " + written(other), want},
		{"a good one behind a wrong one", wrong + "，" + want, want},
		{"wrong check sign", wrong, ""},
		{"one sign short", want[:len(want)-1], ""},
		{"I for 1", "SH-I3456-" + signs[5:], ""},
		{"zero", "SH-03456-" + signs[5:], ""},
		{"no letters in front", signs[:5] + "-" + signs[5:], ""},
		{"other letters in front", "SZ-" + signs[:5] + "-" + signs[5:], ""},
		{"empty", "", ""},
		{"letters in front alone", "SH", ""},
		// U+212A and U+017F fold to K and S; they once led to a negative index.
		{"Kelvin sign", "SH-2222K-22222", ""},
		{"long s", "SH-2222ſ-22222", ""},
		{"long s in front", "ſH-" + signs[:5] + "-" + signs[5:], ""},
	}
	for _, tt := range tests {
		got, ok := FindCaseNumber(tt.text)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q gives %q, %v, want %q", tt.name, tt.text, got, ok, tt.want)
		}
	}
}

// TestFindCaseNumberAnyText holds that no text breaks the search, and that what
// is found is well formed.
func TestFindCaseNumberAnyText(t *testing.T) {
	t.Parallel()
	sign := rapid.SampledFrom([]rune("SHshſK234ABCkz-— \n编０ＳＨ"))
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(sign, 0, 40).Draw(t, "text"))
		if got, ok := FindCaseNumber(text); ok {
			if again, _ := FindCaseNumber(got); again != got {
				t.Fatalf("%q gives %q, which gives %q", text, got, again)
			}
		}
	})
}
