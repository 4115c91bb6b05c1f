package knowledge

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"unicode"
	"unicode/utf8"

	"suihuan/knowledge/eia"
)

// Sizes that a content folder may have, in bytes. A larger file is refused
// before it is read, so that a slip of the hand cannot take the memory of the
// service that answers meanwhile. The largest embedded file has 300 KB.
const (
	largestFile   = 1 << 20
	largestFolder = 8 << 20
)

// files is a content folder that was read once: everything that is made of it
// is made of the same bytes.
type files struct {
	names []string // sorted
	data  map[string][]byte
}

// readFiles reads the YAML files of a folder, and the rules of editions that it
// brings. What is too large, or no file at
// all, is a fault.
func readFiles(folder fs.FS) (files, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return files{}, fmt.Errorf("list content: %w", err)
	}
	if len(names) == 0 {
		return files{}, Faults{"no YAML files in the content folder"}
	}
	rules, err := fs.Glob(folder, eia.RulesFolder+"/*/*.yaml")
	if err != nil {
		return files{}, fmt.Errorf("list rules: %w", err)
	}
	names = append(names, rules...)
	slices.Sort(names)
	f := files{names: names, data: map[string][]byte{}}
	room := int64(largestFolder)
	for _, name := range names {
		data, err := readFile(folder, name, min(room, largestFile))
		if err != nil {
			return files{}, err
		}
		f.data[name] = data
		room -= int64(len(data))
	}
	return f, nil
}

// readFile reads one file of at most so many bytes. The file may be a link, but
// not a folder or a device: those have no end. It may grow while it is read.
func readFile(folder fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, Faults{name + ":1: this is no file"}
	}
	tooLarge := Faults{fmt.Sprintf("%s:1: the file is too large: a file may have %d bytes, a folder %d", name, largestFile, largestFolder)}
	if info.Size() > most {
		return nil, tooLarge
	}
	file, err := folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	if int64(len(data)) > most {
		return nil, tooLarge
	}
	return data, nil
}

// version is a short digest of all files.
func (f files) version() string {
	digest := sha256.New()
	for _, name := range f.names {
		fmt.Fprintf(digest, "%s %d\n%s", name, len(f.data[name]), f.data[name])
	}
	return hex.EncodeToString(digest.Sum(nil))[:12]
}

// strange lists the lines that hold what no author types: bytes that are no
// UTF-8, and control characters.
func strange(name string, data []byte) (faults []string) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if !utf8.Valid(line) {
			faults = append(faults, fmt.Sprintf("%s:%d: not UTF-8: save the file as UTF-8", name, n))
			continue
		}
		if i := bytes.IndexFunc(line, isStrange); i >= 0 {
			r, _ := utf8.DecodeRune(line[i:])
			faults = append(faults, fmt.Sprintf("%s:%d: the invisible character %U", name, n, r))
		}
	}
	return faults
}

// isStrange is true for control characters, and for what turns the direction
// of writing or has no width: a reader does not see it and a search finds it.
// The mark at the beginning of a file, which some editors write, is let be.
func isStrange(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' ||
		unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\u2060'
}
