// Package web serves the chat page, the page that judges a project by its
// description, and their static files. Everything is embedded, and the pages
// load nothing from anywhere else.
package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed page.html eia.html result.html static
var files embed.FS

// policy lets a page load only its own files and run no inline script or style;
// forms is where its forms may be sent.
func policy(forms string) string {
	return "default-src 'self'; object-src 'none'; base-uri 'none'; form-action " + forms + "; frame-ancestors 'none'"
}

// headers go with every response of a page, also with its errors. Location is
// the one device permission the chat page may ask for.
var headers = [...][2]string{
	{"Content-Security-Policy", policy("'none'")},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "no-referrer"},
	{"Permissions-Policy", "geolocation=(self), camera=(), microphone=()"},
	{"Cache-Control", "no-store"},
}

// Pages is the handler of the chat page: GET / and GET /static/…. Any other
// path is 404, any other method 405.
type Pages struct {
	mux    *http.ServeMux
	page   []byte
	assets map[string]asset // by path below /static/
}

// New reads the embedded files and renders the page once. An error means that
// the program was built from broken files.
func New() (*Pages, error) {
	assets, err := readAssets(files, "static")
	if err != nil {
		return nil, fmt.Errorf("read static files: %w", err)
	}
	page, err := render(assets)
	if err != nil {
		return nil, fmt.Errorf("render chat page: %w", err)
	}
	p := &Pages{mux: http.NewServeMux(), page: page, assets: assets}
	p.mux.HandleFunc("GET /{$}", p.home)
	p.mux.HandleFunc("GET /static/{name...}", p.static)
	return p, nil
}

// render fills the page with the addresses of the static files, each of which
// carries the hash of what it must bring.
func render(assets map[string]asset) ([]byte, error) {
	page, err := template.New("page.html").Funcs(template.FuncMap{"asset": addresses(assets)}).ParseFS(files, "page.html")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Execute(&out, nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// addresses returns what tells the address of a static file.
func addresses(assets map[string]asset) func(name string) (string, error) {
	return func(name string) (string, error) {
		a, ok := assets[name]
		if !ok {
			return "", fmt.Errorf("no static file %q", name)
		}
		return "/static/" + name + "?v=" + a.version, nil
	}
}

// ServeHTTP implements http.Handler.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w)
	p.mux.ServeHTTP(w, r)
}

// guard sets the headers.
func guard(w http.ResponseWriter) {
	for _, h := range headers {
		w.Header().Set(h[0], h[1])
	}
}

func (p *Pages) home(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// A client that has gone away is no fault of ours to report.
	_, _ = w.Write(p.page)
}

func (p *Pages) static(w http.ResponseWriter, r *http.Request) {
	a, ok := p.assets[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	a.serve(w, r)
}
