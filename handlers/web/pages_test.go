package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// built is the one handler that all tests ask.
var built = sync.OnceValues(New)

func get(t *testing.T, target string, header ...string) *http.Response {
	t.Helper()
	return do(t, http.MethodGet, target, header...)
}

func do(t *testing.T, method, target string, header ...string) *http.Response {
	t.Helper()
	pages, err := built()
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	pages.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, target string
		status         int
		mime, cache    string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "no-store"},
		{"HEAD", "/", 200, "text/html; charset=utf-8", "no-store"},
		{"GET", "/static/app.js", 200, "text/javascript; charset=utf-8", "no-cache"},
		{"GET", "/static/app.js?v=0123", 200, "text/javascript; charset=utf-8", "no-cache"},
		{"GET", "/static/style.css", 200, "text/css; charset=utf-8", "no-cache"},
		{"GET", "/static/icon.svg", 200, "image/svg+xml", "no-cache"},
		{"GET", "/static/vendor/weui/weui.min.css", 200, "text/css; charset=utf-8", "no-cache"},
		{"GET", "/static/vendor/weui/LICENSE.txt", 200, "text/plain; charset=utf-8", "no-cache"},
		{"GET", "/static/", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/static/vendor/", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/static/page.html", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/static/%2e%2e/page.html", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/other", 404, "text/plain; charset=utf-8", "no-store"},
		{"POST", "/", 405, "text/plain; charset=utf-8", "no-store"},
		{"POST", "/static/app.js", 405, "text/plain; charset=utf-8", "no-store"},
	} {
		res := do(t, c.method, c.target)
		h := res.Header
		if res.StatusCode != c.status || h.Get("Content-Type") != c.mime || h.Get("Cache-Control") != c.cache {
			t.Errorf("%s %s: %d %q %q, want %d %q %q", c.method, c.target,
				res.StatusCode, h.Get("Content-Type"), h.Get("Cache-Control"), c.status, c.mime, c.cache)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":  "nosniff",
			"X-Frame-Options":         "DENY",
			"Referrer-Policy":         "no-referrer",
			"Permissions-Policy":      "geolocation=(self), camera=(), microphone=()",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s %s: %s is %q, want %q", c.method, c.target, name, got, want)
			}
		}
	}
}

var address = regexp.MustCompile(`(?:src|href)="([^"]*)"`)

// The page may name only its own files, each with the hash of its content, and
// telephone numbers.
func TestEveryAddressOfThePageIsServedForAYear(t *testing.T) {
	t.Parallel()
	files := 0
	for _, found := range address.FindAllStringSubmatch(body(t, get(t, "/")), -1) {
		if strings.HasPrefix(found[1], "tel:") {
			continue
		}
		files++
		res := get(t, found[1])
		if cache := res.Header.Get("Cache-Control"); res.StatusCode != 200 || cache != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %d, Cache-Control %q", found[1], res.StatusCode, cache)
		}
	}
	if files < 6 {
		t.Errorf("the page names %d files, want icon, two style sheets and three scripts", files)
	}
}

func TestUnchangedFilesAreNotSentAgain(t *testing.T) {
	t.Parallel()
	tags := make(map[string]bool)
	for _, encoding := range []string{"", "gzip"} {
		tag := get(t, "/static/app.js", "Accept-Encoding", encoding).Header.Get("ETag")
		tags[tag] = true
		res := get(t, "/static/app.js", "Accept-Encoding", encoding, "If-None-Match", tag)
		if res.StatusCode != http.StatusNotModified || body(t, res) != "" {
			t.Errorf("encoding %q: status %d for ETag %s, want 304", encoding, res.StatusCode, tag)
		}
		res = get(t, "/static/style.css", "Accept-Encoding", encoding, "If-None-Match", tag)
		if res.StatusCode != http.StatusOK {
			t.Errorf("encoding %q: another file's ETag gave %d", encoding, res.StatusCode)
		}
	}
	if len(tags) != 2 {
		t.Errorf("ETags %v: plain and compressed bytes must not share one", tags)
	}
}

func TestCompression(t *testing.T) {
	t.Parallel()
	const file = "/static/vendor/weui/weui.min.css"
	plain := body(t, get(t, file))
	for _, c := range []struct {
		accept string
		zipped bool
	}{
		{"", false}, {"br", false}, {"gzip;q=0", false}, {"gzip; q=0.0, br", false}, {"x-gzip", false},
		{"gzip", true}, {"br, gzip", true}, {"deflate, gzip;q=0.5", true}, {"gzip;q=1.0", true},
	} {
		res := get(t, file, "Accept-Encoding", c.accept)
		if zipped := res.Header.Get("Content-Encoding") == "gzip"; zipped != c.zipped {
			t.Errorf("Accept-Encoding %q: compressed %v, want %v", c.accept, zipped, c.zipped)
			continue
		}
		if res.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary %q", c.accept, res.Header.Get("Vary"))
		}
		if c.zipped {
			z, err := gzip.NewReader(res.Body)
			if err != nil {
				t.Fatal(err)
			}
			res.Body = z
		}
		if body(t, res) != plain {
			t.Errorf("Accept-Encoding %q: other bytes than the plain file", c.accept)
		}
	}
}
