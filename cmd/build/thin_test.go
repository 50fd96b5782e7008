package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What is cut must be what needs the server, and what needs that: no more.
func TestWithout(t *testing.T) {
	const before = `package p

import (
	"fmt"
	"net/http"
)

// Handler goes: one of its methods serves.
type Handler struct{ name string }

func (h *Handler) init()                                            { fmt.Sprint(h.name) }
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// Write goes: it needs Handler.
func Write(h *Handler) {}

// Local goes, and Prefixed, which holds it.
type Local struct{ http.Handler }
type Prefixed struct{ Local }

var (
	client = http.DefaultClient
	kept   = "kept"
)

// Field has a field that is called like what is gone, and stays.
type Field struct{ Handler string }

func use(f Field) string { return f.Handler + kept + Field{Handler: "x"}.Handler }
`
	f := &source{name: "p.go", source: []byte(before)}
	if err := without([]*source{f}, []string{"net/http"}); err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", f.source, 0)
	if err != nil {
		t.Fatalf("%v in\n%s", err, f.source)
	}
	var names []string
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			names = append(names, d.Name.Name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names = append(names, s.Name.Name)
				case *ast.ValueSpec:
					names = append(names, s.Names[0].Name)
				case *ast.ImportSpec:
					names = append(names, s.Path.Value)
				}
			}
		}
	}
	if want := []string{"kept", "Field", "use"}; !slices.Equal(names, want) {
		t.Errorf("left: %q, want %q", names, want)
	}
}

// An init function that is cut would be missed by nobody but the reader.
func TestWithoutKeepsInit(t *testing.T) {
	f := &source{name: "p.go", source: []byte("package p\n\nimport \"net/http\"\n\nfunc init() { http.Get(\"\") }\n")}
	if err := without([]*source{f}, []string{"net/http"}); err == nil || !strings.Contains(err.Error(), "init") {
		t.Errorf("got %v, want an error that names init", err)
	}
}

// The copies import nothing of what they are made to do without, whatever a newer
// version of a module does.
func TestCopies(t *testing.T) {
	unwanted := []string{"net/http", "encoding/json", "crypto", "database/sql", "github.com/aymerick/douceur"}
	for _, m := range modules {
		unwanted := unwanted
		if m.path == goApp {
			unwanted = append(unwanted, "regexp")
		}
		dir := t.TempDir()
		if err := m.copy("../..", dir); err != nil {
			t.Fatalf("%s: %v", m.path, err)
		}
		files := 0
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".go" {
				return err
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.AllErrors)
			if err != nil {
				return err
			}
			for _, s := range file.Imports {
				path, _ := strconv.Unquote(s.Path.Value)
				if slices.ContainsFunc(unwanted, func(u string) bool { return path == u || strings.HasPrefix(path, u+"/") }) {
					t.Errorf("%s: %s imports %s", m.path, filepath.Base(name), path)
				}
			}
			return nil
		})
		if err != nil || files == 0 {
			t.Errorf("%s: %d files, %v", m.path, files, err)
		}
	}
}
