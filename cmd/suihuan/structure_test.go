package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	maxFileLines     = 300
	maxFunctionLines = 60
	wechatSDK        = "github.com/silenceper/wechat/v2" // its root turns on debug logging for the process
)

// layer is what one part of the tree may import of ours. Patterns: "bot" is
// that folder alone, "bot/..." the folder and all beneath it, * one name, and
// "./..." the top of the importing part. Importing one's own folder (from an
// outside test) is always allowed.
type layer struct {
	folder   string
	may      []string
	standard bool // nothing of others but the standard library, tests aside
}

// layers is the order of the tree; the first that matches a folder counts.
func layers() []layer {
	return []layer{
		{folder: "cmd/...", may: []string{"cmd/...", "handlers/...", "bot/...", "knowledge/...", "config/..."}},
		{folder: "handlers/...", may: []string{"handlers/...", "bot/...", "knowledge/..."}},
		{folder: "bot", may: []string{"bot/petition/...", "bot/internal/..."}, standard: true},
		{folder: "bot/petition/...", may: []string{"bot/petition/..."}},
		{folder: "bot/internal/...", may: []string{"bot", "bot/petition/...", "bot/internal/..."}},
		{folder: "bot/seal", may: nil},
		{folder: "bot/*/...", may: []string{"bot", "bot/petition/...", "bot/internal/...", "bot/seal", "./..."}},
		{folder: "knowledge/...", may: []string{"knowledge/..."}},
		{folder: "config/...", may: []string{"config/..."}},
	}
}

// TestStructure holds the tree to its design. It reads the files itself, so
// that the test cache sees what it depends on.
func TestStructure(t *testing.T) {
	t.Parallel()
	root, err := os.Getwd()
	for err == nil && !exists(filepath.Join(root, "go.mod")) {
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the test")
		}
		root = filepath.Dir(root)
	}
	if err != nil {
		t.Fatal(err)
	}
	faults, packages := structure(t, os.DirFS(root))
	for _, fault := range faults {
		t.Error(fault)
	}
	if !slices.Contains(packages, "cmd/suihuan") || !slices.Contains(packages, "bot") {
		t.Errorf("the walk missed packages: it saw %v", packages)
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// source is one Go file.
type source struct {
	name   string // path from the root
	lines  int
	syntax *ast.File
	files  *token.FileSet
}

func (s source) folder() string { return path.Dir(s.name) }
func (s source) test() bool     { return strings.HasSuffix(s.name, "_test.go") }

// structure returns everything in a module that breaks the design, and the
// folders that hold packages.
func structure(t *testing.T, module fs.FS) (faults, packages []string) {
	t.Helper()
	sources := read(t, module)
	for _, s := range sources {
		if !slices.Contains(packages, s.folder()) {
			packages = append(packages, s.folder())
		}
		faults = slices.Concat(faults, imports(s, moduleName(t, module)), sizes(s))
	}
	return slices.Concat(top(t, module), faults, undocumented(sources)), packages
}

// read parses every Go file of the module. Like the go command it leaves out
// testdata and names that begin with a dot or an underscore.
func read(t *testing.T, module fs.FS) (sources []source) {
	t.Helper()
	files := token.NewFileSet()
	err := fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ignored(d) && name != "." {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(files, name, text, parser.ParseComments|parser.SkipObjectResolution)
		sources = append(sources, source{name, strings.Count(string(text), "\n"), syntax, files})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func ignored(d fs.DirEntry) bool {
	return d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"))
}

func moduleName(t *testing.T, module fs.FS) string {
	t.Helper()
	text, err := fs.ReadFile(module, "go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "module "); ok {
			return name
		}
	}
	t.Fatal("go.mod names no module")
	return ""
}

// top reports folders at the top that the layout does not have.
func top(t *testing.T, module fs.FS) (faults []string) {
	t.Helper()
	entries, err := fs.ReadDir(module, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		known := []string{"cmd", "bot", "handlers", "knowledge", "config"}
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(known, e.Name()) {
			faults = append(faults, e.Name()+": not a folder of the layout")
		}
	}
	return faults
}

// imports reports what a file imports against the rules of its layer.
func imports(s source, module string) (faults []string) {
	i := slices.IndexFunc(layers(), func(l layer) bool { return matches(l.folder, s.folder()) })
	if i < 0 {
		return []string{s.name + ": in no layer"}
	}
	for _, spec := range s.syntax.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if !layers()[i].allows(s, imported, module) {
			faults = append(faults, fmt.Sprintf("%s: %s may not import %s", s.name, s.folder(), imported))
		}
	}
	return faults
}

func (l layer) allows(s source, imported, module string) bool {
	ours, ok := strings.CutPrefix(imported+"/", module+"/")
	if !ok {
		first, _, _ := strings.Cut(imported, "/")
		return imported != wechatSDK && (!l.standard || s.test() || !strings.Contains(first, "."))
	}
	ours = strings.TrimSuffix(ours, "/")
	// The part of the importer is as deep as the pattern of its layer.
	depth := strings.Count(strings.TrimSuffix(l.folder, "/..."), "/") + 1
	part := strings.Join(strings.Split(s.folder(), "/")[:depth], "/") + "/..."
	return ours == s.folder() || slices.ContainsFunc(l.may, func(pattern string) bool {
		return matches(pattern, ours) || pattern == "./..." && matches(part, ours)
	})
}

// matches tells whether a folder is in a pattern.
func matches(pattern, folder string) bool {
	head, deep := strings.CutSuffix(pattern, "/...")
	want, got := strings.Split(head, "/"), strings.Split(folder, "/")
	if len(got) < len(want) || len(got) > len(want) && !deep {
		return false
	}
	for i, name := range want {
		if name != "*" && name != got[i] {
			return false
		}
	}
	return true
}

// sizes reports a long file, long functions and functions named init.
func sizes(s source) (faults []string) {
	if s.lines > maxFileLines {
		faults = append(faults, fmt.Sprintf("%s: %d lines, at most %d", s.name, s.lines, maxFileLines))
	}
	for _, decl := range s.syntax.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if f.Recv == nil && f.Name.Name == "init" {
			faults = append(faults, s.name+": func init")
		}
		if n := s.files.Position(f.End()).Line - s.files.Position(f.Pos()).Line + 1; n > maxFunctionLines && !s.test() {
			faults = append(faults, fmt.Sprintf("%s: %s has %d lines, at most %d", s.name, f.Name.Name, n, maxFunctionLines))
		}
	}
	return faults
}

// undocumented reports packages that no file has a comment for.
func undocumented(sources []source) (faults []string) {
	documented := map[string]bool{}
	for _, s := range sources {
		if !s.test() {
			documented[s.folder()] = documented[s.folder()] || s.syntax.Doc != nil
		}
	}
	for folder, ok := range documented {
		if !ok {
			faults = append(faults, folder+": no package comment")
		}
	}
	slices.Sort(faults)
	return faults
}
