package main

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// go-app is one package for both sides: the client's program would hold a server, and more
// that Pressmark has no use for. It is compiled with a copy that does without; client.mod
// puts that in the place of go-app. Each cut has to earn at least 40 kB of the client, as
// it is fetched (brotli at its highest level). With all of them it has 1,980 kB:
//
//	cut       what goes with it     without it   earned
//	server    net/http with TLS     2,316 kB     336 kB
//	json      encoding/json         2,081 kB     101 kB
//	patterns  regexp                2,066 kB      86 kB
//
// These do not, and are not made: encryption (17 kB), another source of random numbers and
// another SHA-1 for google/uuid (36 kB), CSS in bluemonday (nothing: only the converter has it).

// A cut is a file of go-app, in its folder pkg, that is left out, or some declarations of it:
// functions, types and variables by their name, methods as Type.Method. Files of ours, in
// the folder _goapp, stand in for what the rest of go-app needs of them.
type cut struct {
	file         string
	declarations []string
}

var cuts = []cut{
	// The server.
	{"app/http.go", nil},
	{"app/wasm.go", nil},
	{"app/resource.go", []string{
		"LocalDir", "localResourceResolver", "localResourceResolver.Resolve",
		"PrefixedLocation", "prefixedResourceResolver", "prefixedResourceResolver.Resolve", "GitHubPages",
	}},
	// JSON.
	{"app/state.go", nil},
	{"app/storage.go", []string{"memoryStorage.Set", "memoryStorage.Get", "jsStorage.Set", "jsStorage.Get"}},
	{"app/engine.go", []string{"engineX.internalURL"}},
	{"errors/errors.go", []string{"Encoder", "init", "SetInlineEncoder", "SetIndentEncoder", "Error.Error", "Error.MarshalJSON"}},
	// Patterns.
	{"app/route.go", nil},
}

const goApp = "github.com/maxence-charriere/go-app/v10"

//go:embed _goapp
var ours embed.FS

// thinClient writes build/client under the root of the source tree: the copy of go-app, and
// a client.mod and client.sum by which the client is built with it.
func thinClient(root string) error {
	client := filepath.Join(root, "build", "client")
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", goApp)
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return err
	}
	if err := thin(strings.TrimSpace(string(out)), filepath.Join(client, "go-app")); err != nil {
		return fmt.Errorf("%s: %w", goApp, err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => ./build/client/go-app\n", goApp)
	if err := os.WriteFile(filepath.Join(client, "client.mod"), mod, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(client, "client.sum"), sum, 0o644)
}

// thin writes the smaller copy of go-app, whose module is in the folder from.
func thin(from, to string) error {
	files := map[string][]byte{} // by name, in the module
	var err error
	if files["go.mod"], err = os.ReadFile(filepath.Join(from, "go.mod")); err != nil {
		return err
	}
	for _, dir := range []string{"app", "errors"} {
		names, err := filepath.Glob(filepath.Join(from, "pkg", dir, "*.go"))
		if err != nil {
			return err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			body, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			files[path.Join("pkg", dir, filepath.Base(name))] = body
		}
	}
	for _, c := range cuts {
		name := path.Join("pkg", c.file)
		body, ok := files[name]
		if !ok {
			return fmt.Errorf("it has no %s any more", c.file)
		}
		if delete(files, name); c.declarations == nil {
			continue
		}
		if files[name], err = without(body, c.declarations); err != nil {
			return fmt.Errorf("%s: %w", c.file, err)
		}
	}
	err = fs.WalkDir(ours, "_goapp", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path.Join("pkg", strings.TrimPrefix(name, "_goapp/"))], err = ours.ReadFile(name)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for name, body := range files {
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

// without returns a file without some of its declarations, and without the imports that
// nothing needs then. It is an error if one is not there.
func without(file []byte, declarations []string) ([]byte, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", file, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	type part struct{ from, to int } // in bytes
	var parts []part
	missing := slices.Clone(declarations)
	for _, d := range f.Decls {
		name, doc := declared(d)
		i := slices.Index(missing, name)
		if i < 0 {
			continue
		}
		missing = slices.Delete(missing, i, i+1)
		from := d.Pos()
		if doc != nil {
			from = doc.Pos()
		}
		parts = append(parts, part{set.Position(from).Offset, set.Position(d.End()).Offset})
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("it declares no %s any more", strings.Join(missing, ", "))
	}
	file = slices.Clone(file)
	for _, p := range slices.Backward(parts) {
		file = slices.Delete(file, p.from, p.to)
	}
	if f, err = parser.ParseFile(set, "", file, parser.ParseComments); err != nil {
		return nil, err
	}
	for _, s := range slices.Clone(f.Imports) {
		if p, _ := strconv.Unquote(s.Path.Value); !astutil.UsesImport(f, p) {
			astutil.DeleteImport(set, f, p)
		}
	}
	var out bytes.Buffer
	err = format.Node(&out, set, f)
	return out.Bytes(), err
}

// declared returns the name of what is declared, if it is one thing, and its comment.
func declared(d ast.Decl) (name string, doc *ast.CommentGroup) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return d.Name.Name, d.Doc
		}
		t := d.Recv.List[0].Type
		if star, ok := t.(*ast.StarExpr); ok {
			t = star.X
		}
		if t, ok := t.(*ast.Ident); ok {
			return t.Name + "." + d.Name.Name, d.Doc
		}
	case *ast.GenDecl:
		if len(d.Specs) != 1 {
			break
		}
		switch s := d.Specs[0].(type) {
		case *ast.TypeSpec:
			return s.Name.Name, d.Doc
		case *ast.ValueSpec:
			return s.Names[0].Name, d.Doc
		}
	}
	return "", nil
}
