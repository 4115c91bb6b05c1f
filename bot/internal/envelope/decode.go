package envelope

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds nesting; the deepest known message has four levels.
const maxDepth = 8

// Format is how a body is written; a reply is written as its request was.
type Format string

// The formats. LowerJSON is JSON with lower-case names, as WeCom writes it.
const (
	XML       Format = "xml"
	JSON      Format = "json"
	LowerJSON Format = "lower json"
)

// Fields are the values of a body by path: names in lower case, joined by a
// slash ("sendlocationinfo/label"). A list, which is repeated elements in XML
// and an array in JSON, is several values of one path. Values are text without
// white space around it, numbers as they were written. XML and JSON of the
// same message give the same Fields.
type Fields map[string][]string

// Get returns the first value of a path, in any case, or "".
func (f Fields) Get(path string) string {
	if values := f[strings.ToLower(path)]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Number returns a finite number. A malformed one is like a missing one: it
// must not cost the rest of the message.
func (f Fields) Number(path string) (float64, bool) {
	n, err := strconv.ParseFloat(f.Get(path), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return 0, false
	}
	return n, true
}

// Int returns a whole number; a malformed one is like a missing one.
func (f Fields) Int(path string) (int64, bool) {
	n, err := strconv.ParseInt(f.Get(path), 10, 64)
	return n, err == nil
}

func (f Fields) add(path, value string) {
	f[path] = append(f[path], strings.TrimSpace(value))
}

var readers = map[byte]func([]byte) (Fields, Format, error){'<': readXML, '{': readJSON}

// Read reads a body strictly: exactly one XML element <xml> without namespace
// or one JSON object, in UTF-8, no top-level field and no JSON name twice (in
// whatever case), nothing behind it. Everything else is ErrMalformed.
func Read(body []byte) (Fields, Format, error) {
	if !utf8.Valid(body) {
		return nil, "", fmt.Errorf("not UTF-8: %w", ErrMalformed)
	}
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return nil, "", fmt.Errorf("empty body: %w", ErrMalformed)
	}
	read, ok := readers[body[0]]
	if !ok {
		return nil, "", fmt.Errorf("neither XML nor JSON: %w", ErrMalformed)
	}
	fields, format, err := read(body)
	if err != nil {
		return nil, "", fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return fields, format, nil
}
