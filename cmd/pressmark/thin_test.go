package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// What is cut must be what needs the server, and what needs that: no more.
func TestWithoutServer(t *testing.T) {
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
	if err := withoutServer([]*source{f}); err != nil {
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
func TestWithoutServerKeepsInit(t *testing.T) {
	f := &source{name: "p.go", source: []byte("package p\n\nimport \"net/http\"\n\nfunc init() { http.Get(\"\") }\n")}
	if err := withoutServer([]*source{f}); err == nil || !strings.Contains(err.Error(), "init") {
		t.Errorf("got %v, want an error that names init", err)
	}
}
