package knowledge

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

// personal are the forms of what belongs to a person or to a single desk: what
// people copy from a letter into an answer. Public hotlines (110, 12345, 12369,
// 95598, 400…) are shorter or begin otherwise.
var personal = []struct {
	what string
	form *regexp.Regexp
}{
	{"a mobile number", regexp.MustCompile(`(?:^|[^0-9])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?:[^0-9]|$)`)},
	{"an identity number", regexp.MustCompile(`(?:^|[^0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?:[^0-9A-Za-z]|$)`)},
	{"an e-mail address", regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)},
	{"a number plate", regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][·• .-]?(?:[A-HJ-NP-Za-hj-np-z]{0,2}[0-9][A-HJ-NP-Za-hj-np-z0-9]{2,5})`)},
	{"a landline number", regexp.MustCompile(`(?:^|[^0-9])\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[- ]?[2-9][0-9]{2,3}[- ]?[0-9]{4}(?:[^0-9]|$)`)},
	{"a landline number", regexp.MustCompile(`(?:电话|座机|致电|拨打|联系)[^0-9\n]{0,6}[2-9][0-9]{2,3}[- ]?[0-9]{4}(?:[^0-9]|$)`)},
}

// mayBePrivate holds for every line that a personal form matches once it is
// folded, and for few others: looking for it costs far less.
var mayBePrivate = regexp.MustCompile(`[0-9０-９]{4}|[@＠]|[A-Za-zＡ-Ｚａ-ｚ].?[A-Za-zＡ-Ｚａ-ｚ]{0,2}[0-9０-９]`)

var (
	webAddress = regexp.MustCompile(`https?://[^\s"'，。；）]+`)
	section    = regexp.MustCompile(`^([a-z_]+):`)
)

// sampleNumber is what a made-up citizen leaves in a test: the operator's own
// number, which forms everywhere show as their example.
const sampleNumber = "13800138000"

// private lists the lines of a file that hold personal data. Full-width figures
// are read as plain ones; the digits of web addresses say nothing.
func private(name string, data []byte) (faults []string) {
	n, under := 0, ""
	for raw := range bytes.Lines(data) {
		n++
		if m := section.FindSubmatch(raw); m != nil {
			under = string(m[1])
		}
		if !mayBePrivate.Match(raw) {
			continue
		}
		line := webAddress.ReplaceAllString(width.Fold.String(string(raw)), "")
		if under == "conversations" {
			line = strings.ReplaceAll(line, sampleNumber, "")
		}
		for _, p := range personal {
			if p.form.MatchString(line) {
				faults = append(faults, fmt.Sprintf("%s:%d: %s: personal data and desks' numbers do not belong into the content", name, n, p.what))
			}
		}
	}
	return faults
}
