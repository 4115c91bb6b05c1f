package place

import (
	"fmt"
	"strings"
)

// row is a street or town as gazetteer.yaml writes it.
type row struct {
	code, name, pinyin string
	ordinary           bool
	villages           []string
}

// readRows reads the streets of a district; each begins with its code.
func readRows(text, district string) ([]row, error) {
	var rows []row
	fields := strings.Fields(text)
	for len(fields) > 0 {
		if len(fields) < 3 || !strings.HasPrefix(fields[0], district) {
			return nil, fmt.Errorf("district %s: %q is no code of a street with name and pinyin", district, fields[0])
		}
		r := row{code: fields[0], name: fields[1], pinyin: fields[2]}
		fields = fields[3:]
		if r.ordinary = len(fields) > 0 && fields[0] == "ordinary"; r.ordinary {
			fields = fields[1:]
		}
		n := 0
		for n < len(fields) && fields[n][0] > '9' {
			n++
		}
		r.villages, fields = fields[:n], fields[n:]
		if base, _ := r.key(); base == "" {
			return nil, fmt.Errorf("%s %s is neither 街道 nor 镇", r.code, r.name)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// key returns the name without 街道 or 镇, "" when it has neither, and what kind
// of name it is.
func (r row) key() (base string, as kind) {
	base, isTown := strings.CutSuffix(r.name, "镇")
	if isTown {
		return base, map[bool]kind{false: townName, true: ordinaryTown}[r.ordinary]
	}
	base, isStreet := strings.CutSuffix(r.name, "街道")
	if !isStreet {
		return "", 0
	}
	return base, map[bool]kind{false: streetName, true: ordinaryStreet}[r.ordinary]
}
