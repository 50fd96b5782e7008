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
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A module is one that the client is built with a smaller copy of.
type module struct {
	path string // its import path
	// The folders with the packages that the client needs, and what is imported in
	// them in place of what.
	packages map[string]map[string]string
	without  []string          // imports whose users are cut out, with all below them
	instead  map[string]string // files of ours, by name; empty: the file is left out
}

const (
	goApp = "github.com/maxence-charriere/go-app/v10"
	uuid  = "github.com/google/uuid"
	blue  = "github.com/microcosm-cc/bluemonday"
)

var modules = []module{
	{
		path: goApp,
		packages: map[string]map[string]string{
			"pkg/app":    {"encoding/json": goApp + "/pkg/nojson", "regexp": goApp + "/pkg/nopattern"},
			"pkg/errors": {"encoding/json": goApp + "/pkg/plain"},
		},
		without: []string{"net/http"},
		instead: map[string]string{
			"pkg/app/crypto.go": noCrypto, "pkg/app/state.go": noState,
			"pkg/nojson/nojson.go": noJSON, "pkg/nopattern/nopattern.go": noPattern, "pkg/plain/plain.go": plainText,
		},
	},
	{
		path: uuid,
		packages: map[string]map[string]string{
			".": {"crypto/rand": uuid + "/random", "crypto/sha1": uuid + "/sha1"},
		},
		without: []string{"crypto/md5", "database/sql"},
		instead: map[string]string{"sql.go": "", "random/random.go": browserRandom, "sha1/sha1.go": smallSHA1},
	},
	{
		path: blue,
		packages: map[string]map[string]string{
			".": {"github.com/aymerick/douceur/parser": blue + "/nostyle", blue + "/css": blue + "/nostyle"},
		},
		instead: map[string]string{"nostyle/nostyle.go": noStyle},
	},
}

// go-app is one package for both sides, so the client's program would hold net/http with
// TLS, a quarter of its size, for a server that cannot run there. This step of the build
// writes a copy of go-app without that half and what else the client does not do:
// encryption, kept state, JSON, patterns. It writes one of uuid that takes random numbers
// from the browser, and its SHA-1 without a library of ciphers; one of bluemonday that
// knows no CSS; and a go.mod that puts the copies in place, for the client's build alone.

// thinClient writes build/client under the root of the source tree: the copies,
// client.mod and client.sum.
func thinClient(root string) error {
	client := filepath.Join(root, "build", "client")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	if err := os.RemoveAll(client); err != nil {
		return err
	}
	for _, m := range modules {
		name := path.Base(strings.TrimSuffix(m.path, "/v10"))
		if err := m.copy(root, filepath.Join(client, name)); err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
		mod = fmt.Appendf(mod, "\nreplace %s => ./build/client/%s\n", m.path, name)
	}
	if err := os.WriteFile(filepath.Join(client, "client.mod"), mod, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(client, "client.sum"), sum, 0o644)
}

// copy writes the smaller copy of a module that the source tree at root requires.
func (m module) copy(root, to string) error {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", m.path)
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return err
	}
	from := strings.TrimSpace(string(out))
	written := map[string][]byte{}
	for dir, imports := range m.packages {
		files, err := m.clientFiles(from, dir)
		if err != nil {
			return err
		}
		if err := without(files, m.without); err != nil {
			return err
		}
		for _, f := range files {
			written[path.Join(dir, f.name)] = importing(f.source, imports)
		}
	}
	for name, body := range m.instead {
		if body != "" {
			written[name] = []byte(body)
		}
	}
	if written["go.mod"], err = os.ReadFile(filepath.Join(from, "go.mod")); err != nil {
		return err
	}
	for name, body := range written {
		file := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// importing returns a file that imports other packages by the names that it knows.
func importing(file []byte, others map[string]string) []byte {
	for was, is := range others {
		use := fmt.Sprintf("%s %q", path.Base(was), is)
		file = bytes.Replace(file, []byte(strconv.Quote(was)), []byte(use), 1)
	}
	return file
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

// clientFiles reads the files of a folder that are built for the browser, but for
// those that files of ours replace.
func (m module) clientFiles(from, dir string) ([]*source, error) {
	target := build.Default
	target.GOOS, target.GOARCH = "js", "wasm"
	folder := filepath.Join(from, filepath.FromSlash(dir))
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []*source
	for _, e := range entries {
		name := e.Name()
		if _, replaced := m.instead[path.Join(dir, name)]; replaced {
			continue
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if match, err := target.MatchFile(folder, name); err != nil || !match {
			if err != nil {
				return nil, err
			}
			continue
		}
		body, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		out = append(out, &source{name: name, source: body})
	}
	return out, nil
}

// without cuts out of a package every declaration that needs one of the imports or
// what lies below them, and every one that needs such a declaration, until none is
// left. What the client would miss of them does not compile; what could change it in
// silence, an init function, is an error here.
func without(files []*source, unwanted []string) error {
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
			names := importNames(f.file, func(path string) bool {
				return slices.ContainsFunc(unwanted, func(u string) bool {
					return path == u || strings.HasPrefix(path, u+"/")
				})
			})
			for _, d := range declarations(f.file) {
				if done[d.node] || !needs(d.node, names, gone) {
					continue
				}
				if d.init {
					return fmt.Errorf("%s: an init function needs %q", f.name, unwanted)
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
