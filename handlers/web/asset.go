package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// mimes lists the only kinds of file that are served. They are named here
// because the system's table of types differs from machine to machine.
var mimes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8",
}

// asset is one static file, held in memory plain and compressed.
type asset struct {
	mime    string
	version string // hash of the plain bytes
	plain   []byte
	zipped  []byte
}

// readAssets reads every file below root; the keys are paths relative to it.
func readAssets(from fs.FS, root string) (map[string]asset, error) {
	assets := make(map[string]asset)
	err := fs.WalkDir(from, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		plain, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		a, err := newAsset(name, plain)
		assets[strings.TrimPrefix(name, root+"/")] = a
		return err
	})
	return assets, err
}

func newAsset(name string, plain []byte) (asset, error) {
	mime, ok := mimes[path.Ext(name)]
	if !ok {
		return asset{}, fmt.Errorf("%s: unknown kind of file", name)
	}
	zipped, err := compress(plain)
	if err != nil {
		return asset{}, fmt.Errorf("compress %s: %w", name, err)
	}
	sum := sha256.Sum256(plain)
	return asset{mime: mime, version: hex.EncodeToString(sum[:8]), plain: plain, zipped: zipped}, nil
}

func compress(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(plain); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// serve sends the file. An address that carries the file's own hash can be
// kept for a year; any other is asked for again each time by ETag, so that a
// proxy never holds a new page together with an old script.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.mime)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == a.version {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, tag := a.plain, a.version
	if accepts(r, "Accept-Encoding", "gzip") {
		h.Set("Content-Encoding", "gzip")
		body, tag = a.zipped, a.version+"-gzip"
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// accepts looks for an offer by its name in a header: it knows "gzip" and
// "gzip;q=0.8"; "gzip;q=0" is a refusal.
func accepts(r *http.Request, header, wanted string) bool {
	for offer := range strings.SplitSeq(strings.Join(r.Header.Values(header), ","), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(offer, " ", ""), ";")
		if name == wanted {
			return strings.TrimRight(weight, ".0") != "q="
		}
	}
	return false
}
