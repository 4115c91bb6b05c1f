package config

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// fromFile lays the YAML file over the defaults. It returns false when the
// file could not be taken in as a whole.
func (l *loading) fromFile() bool {
	if l.file == "" {
		return true
	}
	data, err := l.read(l.file)
	if err != nil {
		l.report(place{}, "cannot be read: %s", why(err))
		return false
	}
	docs, err := documents(data)
	if err != nil {
		at, text := syntax(err)
		l.report(at, "not YAML: %s", text)
		return false
	}
	if len(docs) == 0 {
		return true
	}
	if len(docs) > 1 {
		l.report(place{line: docs[1].Line}, "a second YAML document: expected one")
	}
	l.visit("", docs[0].Content[0], reflect.ValueOf(&l.cfg).Elem())
	return true
}

// documents parses the whole file, so that nothing after the first document
// goes unseen.
func documents(data []byte) ([]yaml.Node, error) {
	var docs []yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var doc yaml.Node
		err := dec.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
}

// syntax takes an error of the YAML parser apart. What the parser quotes is
// left out: it may be a secret that begins with an asterisk.
func syntax(err error) (place, string) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if strings.HasPrefix(text, "unknown anchor") {
		return place{}, "an alias of nothing; put quotes around a value that begins with *"
	}
	found := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(text)
	if found == nil {
		return place{}, text
	}
	line, _ := strconv.Atoi(found[1])
	// The parser counts lines from 0 for what it finds itself, and from 1 for
	// what its scanner finds.
	if regexp.MustCompile(`^did not find expected (<|node|key|')|^found (undefined|duplicate|incompatible)`).MatchString(found[2]) {
		line++
	}
	return place{line: line}, found[2]
}
