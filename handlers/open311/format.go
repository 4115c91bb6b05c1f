package open311

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"

	"suihuan/bot/petition/clock"
)

// format is how an answer is written.
type format struct {
	contentType string
	head        string
	encode      func(io.Writer, any) error
}

var (
	asXML  = format{"text/xml; charset=utf-8", xml.Header, func(w io.Writer, v any) error { return xml.NewEncoder(w).Encode(v) }}
	asJSON = format{"application/json; charset=utf-8", "", func(w io.Writer, v any) error { return json.NewEncoder(w).Encode(v) }}
	// formats are by the ending of the address.
	formats = map[string]format{".xml": asXML, ".json": asJSON}
)

func (f format) write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", f.contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, f.head) // nobody can be told that nobody listens
	_ = f.encode(w, v)               // as above
}

// list is an element with its entries in XML, and the entries alone in JSON.
type list[T any] struct {
	XMLName xml.Name
	Entries []T
}

func listOf[T any](name string, entries []T) list[T] {
	return list[T]{xml.Name{Local: name}, entries}
}

// MarshalJSON writes the entries, none as an empty list.
func (l list[T]) MarshalJSON() ([]byte, error) {
	if l.Entries == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.Entries)
}

// text is an empty element, or null, when it is not there.
type text string

// MarshalJSON writes null for what is not there.
func (t text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// moment is a time in Guangzhou, to the second; the zero time is not there.
type moment time.Time

var guangzhou = clock.Zone()

// MarshalText writes it in the W3C form.
func (m moment) MarshalText() ([]byte, error) {
	if time.Time(m).IsZero() {
		return nil, nil
	}
	return []byte(time.Time(m).In(guangzhou).Format(time.RFC3339)), nil
}

// MarshalJSON writes null for what is not there.
func (m moment) MarshalJSON() ([]byte, error) {
	written, err := m.MarshalText()
	if err != nil {
		return nil, err
	}
	return text(written).MarshalJSON()
}

// degree is a latitude or longitude to two decimals, about a kilometre; 0 is not
// there.
type degree float64

// MarshalText writes it rounded.
func (d degree) MarshalText() ([]byte, error) {
	if d == 0 {
		return nil, nil
	}
	return []byte(strconv.FormatFloat(math.Round(float64(d)*100)/100, 'f', -1, 64)), nil
}

// MarshalJSON writes a number, or null for what is not there.
func (d degree) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return d.MarshalText()
}
