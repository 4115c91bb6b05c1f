package envelope

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// The messages name the rule, never the content.
var (
	errTwice = errors.New("a field stands twice")
	errDeep  = errors.New("nested too deep")
	errShape = errors.New("not the shape of a message")
	errXML   = errors.New("not well-formed XML")
)

type xmlReader struct {
	decoder *xml.Decoder
	fields  Fields
	seen    map[string]bool // the top-level names
}

func readXML(body []byte) (Fields, Format, error) {
	// People paste signs that XML cannot hold, and the platform passes them on:
	// that must not cost the whole message.
	body = bytes.Map(xmlSign, body)
	r := xmlReader{decoder: xml.NewDecoder(bytes.NewReader(body)), fields: Fields{}, seen: map[string]bool{}}
	if err := r.root(); err != nil {
		return nil, "", err
	}
	if err := r.element("", 0); err != nil {
		return nil, "", err
	}
	// Only the end may follow: no second root, comment or text.
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, "", errShape
	}
	return r.fields, XML, nil
}

// xmlSign drops what the XML standard does not allow in a document.
func xmlSign(r rune) rune {
	if (r < ' ' && r != '\t' && r != '\n' && r != '\r') || r == '\ufffe' || r == '\uffff' {
		return -1
	}
	return r
}

// root consumes a declaration and the opening <xml>.
func (r *xmlReader) root() error {
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return errXML
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name != (xml.Name{Local: "xml"}) || len(t.Attr) > 0 {
				return errShape
			}
			return nil
		case xml.ProcInst:
			if t.Target != "xml" {
				return errShape
			}
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				return errShape
			}
		default:
			return errShape
		}
	}
}

// element consumes the inside of an element up to its end. It has either text
// or elements inside.
func (r *xmlReader) element(path string, depth int) error {
	var text strings.Builder
	leaf := true
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return errXML
		}
		switch t := token.(type) {
		case xml.StartElement:
			leaf = false
			if err := r.child(path, t, depth+1); err != nil {
				return err
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			return r.end(path, text.String(), leaf)
		default: // comments, directives, instructions
			return errShape
		}
	}
}

func (r *xmlReader) child(path string, start xml.StartElement, depth int) error {
	if start.Name.Space != "" {
		return errShape
	}
	if depth > maxDepth {
		return errDeep
	}
	name := strings.ToLower(start.Name.Local)
	if depth == 1 {
		if r.seen[name] {
			return errTwice
		}
		r.seen[name] = true
		return r.element(name, depth)
	}
	return r.element(path+"/"+name, depth)
}

func (r *xmlReader) end(path, text string, leaf bool) error {
	if !leaf || path == "" {
		if strings.TrimSpace(text) != "" {
			return errShape
		}
		return nil
	}
	r.fields.add(path, text)
	return nil
}
