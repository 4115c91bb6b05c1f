package envelope

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

var errJSON = errors.New("not well-formed JSON")

type jsonReader struct {
	decoder *json.Decoder
	fields  Fields
	format  Format
}

func readJSON(body []byte) (Fields, Format, error) {
	// Valid also refuses whatever stands behind the object.
	if !json.Valid(body) {
		return nil, "", errJSON
	}
	r := jsonReader{decoder: json.NewDecoder(bytes.NewReader(body)), fields: Fields{}, format: JSON}
	r.decoder.UseNumber()
	if err := r.value("", 0); err != nil {
		return nil, "", err
	}
	return r.fields, r.format, nil
}

func (r *jsonReader) value(path string, depth int) error {
	token, err := r.decoder.Token()
	if err != nil {
		return errJSON
	}
	switch t := token.(type) {
	case json.Delim:
		if depth >= maxDepth {
			return errDeep
		}
		if t == '{' {
			return r.object(path, depth)
		}
		return r.list(path, depth)
	case string:
		r.fields.add(path, t)
	case json.Number:
		r.fields.add(path, t.String())
	case bool:
		r.fields.add(path, strconv.FormatBool(t))
	}
	return nil // null is like a missing field
}

func (r *jsonReader) object(path string, depth int) error {
	seen := map[string]bool{}
	for r.decoder.More() {
		token, err := r.decoder.Token()
		if err != nil {
			return errJSON
		}
		written, _ := token.(string)
		name := strings.ToLower(written)
		if strings.Contains(name, "/") {
			return errShape // would pass for a path
		}
		if seen[name] {
			return errTwice
		}
		seen[name] = true
		if written == "encrypt" && depth == 0 {
			r.format = LowerJSON
		}
		if err := r.value(strings.TrimPrefix(path+"/"+name, "/"), depth+1); err != nil {
			return err
		}
	}
	return r.close()
}

func (r *jsonReader) list(path string, depth int) error {
	for r.decoder.More() {
		if err := r.value(path, depth+1); err != nil {
			return err
		}
	}
	return r.close()
}

func (r *jsonReader) close() error {
	if _, err := r.decoder.Token(); err != nil {
		return errJSON
	}
	return nil
}
