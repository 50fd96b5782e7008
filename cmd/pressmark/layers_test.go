package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A layer is what a set of packages may import. Imports run downwards only, and
// only cmd wires.
type layer struct {
	name  string
	holds func(path string) bool // path below the module
	ours  []string               // layers whose packages it may import
	// What else it may import than the standard library: paths and all below
	// them; nil: anything that is in the module.
	others []string
	// Parts of the standard library that it may not import.
	never []string
}

func is(path string) func(string) bool { return func(p string) bool { return p == path } }

func below(path string) func(string) bool {
	return func(p string) bool { return strings.HasPrefix(p, path+"/") }
}

var outside = []string{"net", "net/http", "os", "os/exec", "syscall", "syscall/js"}

var layers = []layer{
	{name: "annotations", holds: is("annotations"), ours: nil,
		others: []string{"github.com/google/uuid", "github.com/clipperhouse/uax29/v2"},
		never:  append([]string{"io/fs", "embed", "time/tzdata"}, outside...)},
	// No layer may import this one: only tests do.
	{name: "annotations/annotationtest", holds: is("annotations/annotationtest"), ours: []string{"annotations"},
		others: []string{"golang.org/x/tools/txtar"}},
	{name: "annotations/*", holds: below("annotations"), ours: []string{"annotations", "annotations/*"},
		others: []string{
			"github.com/google/uuid", "github.com/clipperhouse/uax29/v2", "github.com/go-json-experiment/json",
			"github.com/microcosm-cc/bluemonday", "github.com/yuin/goldmark", "github.com/sahilm/fuzzy",
			"golang.org/x/net/html", "golang.org/x/text", "pgregory.net/rapid",
		},
		never: outside},
	{name: "web", holds: is("web")},
	{name: "app", holds: is("app"), ours: []string{"annotations", "annotations/*", "web"},
		others: []string{"github.com/maxence-charriere/go-app/v10", "github.com/sahilm/fuzzy", "github.com/clipperhouse/uax29/v2"},
		never:  outside},
	{name: "app/browser", holds: is("app/browser"), ours: []string{"annotations", "annotations/*", "web", "app"},
		others: []string{"github.com/maxence-charriere/go-app/v10", "github.com/go-json-experiment/json", "github.com/google/uuid"},
		never:  slices.DeleteFunc(slices.Clone(outside), func(p string) bool { return p == "syscall/js" })},
	{name: "app/browser/*", holds: below("app/browser"), ours: []string{"annotations", "annotations/*"},
		never: slices.DeleteFunc(slices.Clone(outside), func(p string) bool { return p == "syscall/js" })},
	{name: "cmd", holds: below("cmd"), ours: []string{"annotations", "annotations/*", "web", "app", "app/browser", "app/browser/*", "cmd"},
		others: []string{""}, never: []string{"syscall/js"}},
}

// A listed is a package as `go list` shows it.
type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
	Standard   bool
	Module     *struct{ Main bool }
}

// list returns the packages of the module and all that they need, for a target.
func list(t *testing.T, env ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Imports,Deps,Standard,Module", "./...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// layerOf returns the layer of one of the module's packages.
func layerOf(path string) (layer, bool) {
	path = strings.TrimPrefix(path, "pressmark/")
	i := slices.IndexFunc(layers, func(l layer) bool { return l.holds(path) })
	if i < 0 {
		return layer{}, false
	}
	return layers[i], true
}

func TestLayers(t *testing.T) {
	for target, env := range map[string][]string{
		"native":  nil,
		"browser": {"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"},
	} {
		t.Run(target, func(t *testing.T) {
			all := list(t, env...)
			standard := map[string]bool{}
			for _, p := range all {
				standard[p.ImportPath] = p.Standard
			}
			found := map[string]bool{}
			for _, p := range all {
				if p.Module == nil || !p.Module.Main {
					continue
				}
				l, ok := layerOf(p.ImportPath)
				if !ok {
					t.Errorf("%s belongs to no layer", p.ImportPath)
					continue
				}
				found[l.name] = true
				for _, imported := range p.Imports {
					if wrong := l.forbids(imported, standard[imported]); wrong != "" {
						t.Errorf("%s imports %s: %s", p.ImportPath, imported, wrong)
					}
				}
			}
			for _, l := range layers {
				// The browser's package has no file for other targets.
				if !found[l.name] && (target == "browser" || !strings.HasPrefix(l.name, "app/browser")) {
					t.Errorf("layer %s holds no package", l.name)
				}
			}
		})
	}
}

// forbids says why a layer may not import a package, or "".
func (l layer) forbids(path string, standard bool) string {
	if rest, ours := strings.CutPrefix(path, "pressmark/"); ours {
		other, _ := layerOf(rest)
		if !slices.Contains(l.ours, other.name) {
			return "layer " + l.name + " may not import layer " + other.name
		}
		return ""
	}
	if standard {
		if slices.Contains(l.never, path) {
			return "not in layer " + l.name
		}
		return ""
	}
	for _, o := range l.others {
		if o == "" || path == o || strings.HasPrefix(path, o+"/") {
			return ""
		}
	}
	return "not among the modules of layer " + l.name
}

func TestForbids(t *testing.T) {
	for _, c := range []struct {
		from, to string
		standard bool
		allowed  bool
	}{
		{"annotations", "github.com/google/uuid", false, true},
		{"annotations", "github.com/yuin/goldmark", false, false},
		{"annotations", "syscall/js", true, false},
		{"annotations", "pressmark/annotations/store", false, false},
		{"annotations/format", "pressmark/annotations", false, true},
		{"annotations/format", "pressmark/app", false, false},
		{"app", "syscall/js", true, false},
		{"app", "pressmark/app/browser", false, false},
		{"app/browser", "syscall/js", true, true},
		{"app/browser", "pressmark/app", false, true},
		{"app/browser", "pressmark/cmd/wasm", false, false},
		{"cmd/wasm", "pressmark/app/browser", false, true},
		{"web", "pressmark/app", false, false},
	} {
		l, ok := layerOf(c.from)
		if !ok {
			t.Fatalf("%s has no layer", c.from)
		}
		if got := l.forbids(c.to, c.standard); (got == "") != c.allowed {
			t.Errorf("%s imports %s: %q", c.from, c.to, got)
		}
	}
}

// The top of the tree holds what DESIGN names and what convention puts there.
func TestTopLevel(t *testing.T) {
	agreed := []string{
		"annotations", "app", "cmd", "web", "go.mod", "go.sum", "Makefile", "LICENSE",
		"README.md", "ARCHITECTURE.md", "CHANGELOG.md",
		"build", "site", // made, and not kept
	}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s is no part of the agreed layout", e.Name())
		}
	}
}
