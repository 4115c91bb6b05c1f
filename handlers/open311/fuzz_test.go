package open311

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"suihuan/bot/petition"
)

// nothing is a store that has filed nothing.
type nothing struct{ Store }

func (nothing) Requests(context.Context, petition.RequestFilter) ([]petition.Request, error) {
	return nil, nil
}

// FuzzRead reads forms that strangers made: nothing too long, broken or out of
// Guangzhou comes through.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{form(), form("lat", "23.129163", "long", "113.364523", "attribute[when]", "每晚"), "lat=&long=NaN", "attribute[=x&attribute[when][]=1&attribute[when]=2", "description=%00%ff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		values, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		s, wrong := read(values)
		if len(wrong) > 0 {
			return
		}
		for _, text := range []string{s.service, s.description, s.address, s.contact, s.attributes[attrWhen]} {
			if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || utf8.RuneCountInString(text) > longest["description"] {
				t.Errorf("%q comes through", text)
			}
		}
		if s.description == "" || s.address == "" && !s.pinned || s.pinned && (s.lat < 22 || s.lat > 24.5 || s.long < 112 || s.long > 115) {
			t.Errorf("%+v comes through", s)
		}
	})
}

// FuzzAddress asks for addresses that strangers made: every answer is well formed
// in the format that it says.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"services.json", "requests/SH-1.xml", "requests.json?status=x,open&start_date=1", "tokens/../.json", "services/%00.xml"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, target string) {
		address, err := url.ParseRequestURI(Root + target)
		if err != nil {
			return
		}
		w := &world{log: &strings.Builder{}}
		w.Server = w.serving(nothing{})
		query := address.Query()
		query.Set("api_key", hotlineKey)
		address.RawQuery = query.Encode()
		answer := w.ask("GET", strings.TrimPrefix(address.RequestURI(), Root), "")
		if strings.HasPrefix(answer.Header().Get("Content-Type"), "application/json") {
			if !json.Valid(answer.Body.Bytes()) {
				t.Errorf("%q: no JSON: %s", target, answer.Body)
			}
			return
		}
		dec := xml.NewDecoder(answer.Body)
		for err == nil {
			_, err = dec.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%q: no XML: %v", target, err)
		}
	})
}
