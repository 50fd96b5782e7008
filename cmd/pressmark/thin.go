package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// goApp is the module whose server the client does without.
const goApp = "github.com/maxence-charriere/go-app/v10"

// thinCommand is a step of the build. go-app is one package for both sides, so the
// client's program would hold net/http with TLS, a quarter of its size, for a
// server that cannot run there. This step writes a copy of go-app without that
// half, and a go.mod that puts the copy in its place, for the client's build alone.
func thinCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "thin ROOT",
		Short:  "Copy go-app without its server into ROOT/build/client, to build the browser's program with",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE:   func(_ *cobra.Command, args []string) error { return thinClient(args[0]) },
	}
}

// thinClient writes build/client under the root of the source tree: go-app, client.mod
// and client.sum.
func thinClient(root string) error {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", goApp)
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("finding go-app: %w", err)
	}
	from := strings.TrimSpace(string(out))
	client := filepath.Join(root, "build", "client")
	to := filepath.Join(client, "go-app")
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, dir := range []string{"pkg/app", "pkg/errors"} {
		files, err := clientFiles(filepath.Join(from, dir))
		if err != nil {
			return err
		}
		if err := withoutServer(files); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(to, dir), 0o755); err != nil {
			return err
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(to, dir, f.name), f.source, 0o644); err != nil {
				return err
			}
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	theirs, err := os.ReadFile(filepath.Join(from, "go.mod"))
	if err != nil {
		return err
	}
	for name, body := range map[string][]byte{
		"go-app/go.mod": theirs,
		"client.mod":    fmt.Appendf(mod, "\nreplace %s => ./build/client/go-app\n", goApp),
		"client.sum":    sum,
	} {
		if err := os.WriteFile(filepath.Join(client, name), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A source is a file of a package, and its syntax.
type source struct {
	name   string
	source []byte
	file   *ast.File
	cuts   []cut
}

// A cut is a part of a file, in bytes, that is left out.
type cut struct{ from, to int }

// clientFiles reads the files of a folder that are built for the browser.
func clientFiles(dir string) ([]*source, error) {
	target := build.Default
	target.GOOS, target.GOARCH = "js", "wasm"
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []*source
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if match, err := target.MatchFile(dir, name); err != nil || !match {
			if err != nil {
				return nil, err
			}
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		out = append(out, &source{name: name, source: body})
	}
	return out, nil
}

// withoutServer cuts out of a package every declaration that needs net/http, and
// every one that needs such a declaration, until none is left. What the client
// would miss of them does not compile; what could change it in silence, an init
// function, is an error here.
func withoutServer(files []*source) error {
	set := token.NewFileSet()
	for _, f := range files {
		file, err := parser.ParseFile(set, f.name, f.source, parser.ParseComments)
		if err != nil {
			return err
		}
		f.file = file
	}
	gone := map[string]bool{} // names of the package that are cut out
	done := map[ast.Node]bool{}
	for again := true; again; {
		again = false
		for _, f := range files {
			server := importNames(f.file, func(path string) bool {
				return path == "net/http" || strings.HasPrefix(path, "net/http/")
			})
			for _, d := range declarations(f.file) {
				if done[d.node] || !needs(d.node, server, gone) {
					continue
				}
				if d.init {
					return fmt.Errorf("%s: an init function of go-app needs its server", f.name)
				}
				done[d.node], again = true, true
				for _, name := range d.names {
					gone[name] = true
				}
				f.cuts = append(f.cuts, cut{set.Position(d.from).Offset, set.Position(d.to).Offset})
			}
		}
	}
	for _, f := range files {
		f.cuts = append(f.cuts, unusedImports(set, f.file, done)...)
		f.cut()
	}
	return nil
}

// cut leaves out what is to be left out.
func (f *source) cut() {
	slices.SortFunc(f.cuts, func(a, b cut) int { return cmp.Compare(a.from, b.from) })
	var out bytes.Buffer
	at := 0
	for _, c := range f.cuts {
		out.Write(f.source[at:c.from])
		at = c.to
	}
	out.Write(f.source[at:])
	f.source = out.Bytes()
}

// A declaration is one function, type, variable or constant of a package.
type declaration struct {
	node     ast.Node
	names    []string // that go with it; with a method, its type does
	from, to token.Pos
	init     bool
}

// declarations lists what a file declares. Constants are left alone: they need
// nobody, and iota counts them.
func declarations(file *ast.File) []declaration {
	var out []declaration
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			x := declaration{node: d, from: d.Pos(), to: d.End(), init: d.Name.Name == "init" && d.Recv == nil}
			if d.Doc != nil {
				x.from = d.Doc.Pos()
			}
			x.names = []string{d.Name.Name}
			if d.Recv != nil {
				x.names = []string{receiver(d)}
			}
			out = append(out, x)
		case *ast.GenDecl:
			if d.Tok != token.TYPE && d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				x := declaration{node: s, from: s.Pos(), to: s.End()}
				if !d.Lparen.IsValid() { // with the word "type" or "var"
					x.from, x.to = d.Pos(), d.End()
				}
				switch s := s.(type) {
				case *ast.TypeSpec:
					x.names = []string{s.Name.Name}
				case *ast.ValueSpec:
					for _, n := range s.Names {
						x.names = append(x.names, n.Name)
					}
				}
				out = append(out, x)
			}
		}
	}
	return out
}

// receiver returns the name of the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// needs reports whether a declaration mentions one of the imports, or a name of the
// package that is gone. Fields and methods of other things may be called the same:
// they are no mention.
func needs(node ast.Node, imports, gone map[string]bool) bool {
	found := false
	var visit func(ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				found = found || imports[x.Name] || gone[x.Name]
			} else {
				ast.Inspect(n.X, visit)
			}
			return false
		case *ast.KeyValueExpr: // the key may be a field
			ast.Inspect(n.Value, visit)
			return false
		case *ast.Field: // its names are the field's own
			ast.Inspect(n.Type, visit)
			return false
		case *ast.FuncDecl:
			if n.Recv != nil {
				ast.Inspect(n.Recv, visit)
			}
			ast.Inspect(n.Type, visit)
			if n.Body != nil {
				ast.Inspect(n.Body, visit)
			}
			return false
		case *ast.Ident:
			found = found || gone[n.Name]
		}
		return !found
	}
	ast.Inspect(node, visit)
	return found
}

// importNames returns the names in a file of the imports whose path passes.
func importNames(file *ast.File, pass func(path string) bool) map[string]bool {
	out := map[string]bool{}
	for _, s := range file.Imports {
		if path, _ := strconv.Unquote(s.Path.Value); pass(path) {
			out[importName(s, path)] = true
		}
	}
	return out
}

func importName(s *ast.ImportSpec, path string) string {
	if s.Name != nil {
		return s.Name.Name
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

// unusedImports returns the imports that nothing mentions once some declarations
// are cut out.
func unusedImports(set *token.FileSet, file *ast.File, cutOut map[ast.Node]bool) []cut {
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if cutOut[n] {
			return false
		}
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	var out []cut
	for _, s := range file.Imports {
		path, _ := strconv.Unquote(s.Path.Value)
		if name := importName(s, path); !used[name] && name != "_" && name != "." {
			out = append(out, cut{set.Position(s.Pos()).Offset, set.Position(s.End()).Offset})
		}
	}
	return out
}
