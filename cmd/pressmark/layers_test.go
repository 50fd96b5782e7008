package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What each package may import is said by the table under "Layers" in ARCHITECTURE.md, one
// row a package, in the last column, between backticks:
//
//   - packages of this module that stand above it in the table; `anchor` is `annotations/anchor`;
//   - modules of others, by the end of their path: `uuid`, `x/net`;
//   - those packages of the standard library that reach out of the program; the rest is free.
//
// What is not named is not imported, and what is named is. Tests may import what they like,
// and nothing else the packages that are called after them.

// guarded are the parts of the standard library that a row has to name.
var guarded = []string{"embed", "io/fs", "net", "net/http", "os", "os/exec", "syscall", "syscall/js", "time/tzdata"}

// A layer is a row of the table: a package and what it may know.
type layer struct {
	name  string
	knows []string
}

// layersIn reads the rows of the first table under "## Layers".
func layersIn(document string) (rows []layer) {
	_, section, _ := strings.Cut(document, "\n## Layers\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i, name := range backticked(cells[0]) {
			if i == 0 && len(cells) > 1 && strings.HasPrefix(line, "|") {
				rows = append(rows, layer{name, backticked(cells[len(cells)-1])})
			}
		}
	}
	return rows
}

// backticked returns what stands between backticks.
func backticked(cell string) (names []string) {
	for i, s := range strings.Split(cell, "`") {
		if i%2 == 1 {
			names = append(names, s)
		}
	}
	return names
}

// breaches holds what packages import, by path below the module, to the table. Each line
// says what is wrong and what to write where.
func breaches(rows []layer, imports map[string][]string) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		i := slices.IndexFunc(rows, func(r layer) bool { return r.name == pkg })
		if i < 0 {
			say("%s has no row: add \"| `%s` | what it is | %s |\" below the rows that it names", pkg, pkg, strings.Join(cellOf(imports[pkg]), ", "))
			continue
		}
		for _, path := range imports[pkg] {
			if name := nameInTable(path); name != "" && !slices.ContainsFunc(rows[i].knows, func(n string) bool { return standsFor(n, path) }) {
				say("%s imports %s: take the import out, or write `%s` into the last column of the row of `%s`", pkg, path, name, pkg)
			}
		}
	}
	for i, r := range rows {
		paths, there := imports[r.name]
		switch {
		case slices.ContainsFunc(rows[:i], func(above layer) bool { return above.name == r.name }):
			say("%s has two rows: take one out", r.name)
		case !there:
			say("%s is no package: take its row out", r.name)
		}
		for _, n := range r.knows {
			if there && !slices.ContainsFunc(paths, func(path string) bool { return standsFor(n, path) }) {
				say("%s may know %s and does not import it: take `%s` out of the row of `%s`", r.name, n, n, r.name)
			}
			if strings.Contains(n, "test") {
				say("%s may know %s, which is for tests alone: take `%s` out of the row of `%s`", r.name, n, n, r.name)
			}
			if slices.ContainsFunc(rows[i:], func(below layer) bool { return standsFor(n, modulePath+below.name) }) {
				say("%s may know %s, which stands below it: move the row of `%s` down", r.name, n, r.name)
			}
		}
	}
	return wrong
}

const modulePath = "pressmark/"

// standsFor reports whether a name in the last column of the table stands for an imported path.
func standsFor(name, path string) bool {
	ours, isOurs := strings.CutPrefix(path, modulePath)
	switch {
	case isOurs:
		return ours == name || ours == "annotations/"+name
	case isStandard(path) || slices.Contains(guarded, name):
		return path == name
	}
	return strings.Contains(path+"/", "/"+name+"/")
}

// nameInTable returns the name by which the table lets a path be imported; "" if it need not.
func nameInTable(path string) string {
	if ours, ok := strings.CutPrefix(path, modulePath); ok {
		return strings.TrimPrefix(ours, "annotations/")
	}
	parts := strings.Split(path, "/")
	switch {
	case isStandard(path) && !slices.Contains(guarded, path):
		return ""
	case isStandard(path):
		return path
	case parts[0] == "golang.org":
		return strings.Join(parts[1:3], "/")
	}
	return parts[min(2, len(parts)-1)]
}

// cellOf returns the cell of a package that imports some paths.
func cellOf(paths []string) (cells []string) {
	for _, path := range paths {
		if name := nameInTable(path); name != "" && !slices.Contains(cells, "`"+name+"`") {
			cells = append(cells, "`"+name+"`")
		}
	}
	return cells
}

// isStandard reports whether a path is of the standard library, whose paths begin with no host.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && !strings.HasPrefix(path, modulePath)
}

// addImports adds what the module's packages import on a target.
func addImports(t *testing.T, imports map[string][]string, env ...string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, modulePath)
		imports[name] = slices.Compact(slices.Sorted(slices.Values(append(imports[name], p.Imports...))))
	}
}

func TestLayers(t *testing.T) {
	document, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	addImports(t, imports)
	addImports(t, imports, "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	for _, wrong := range breaches(layersIn(string(document)), imports) {
		t.Errorf("ARCHITECTURE.md, Layers: %s", wrong)
	}
}

// The check itself: each thing that it has to find, in a module that is right but for it.
func TestBreaches(t *testing.T) {
	const document = `# Architecture

## Layers

| package | what it is | may know |
|---|---|---|
| ` + "`annotations`" + ` | the domain | ` + "`uuid`" + ` |
| ` + "`annotations/anchor`" + ` | finds a span | ` + "`annotations`" + ` |
| ` + "`annotations/ledger`" + ` | who says what, ` + "`net/http`" + ` or not | ` + "`annotations`, `x/net`" + ` |
| ` + "`web`" + ` | sheets | ` + "`embed`" + ` |
| ` + "`app`" + ` | the reader | ` + "`annotations`, `ledger`, `web`, `go-app`" + ` |

Imports run downwards only, see ` + "`layers_test.go`" + `.

## Another

| ` + "`other`" + ` | table | ` + "`app`" + ` |
`
	right := func() map[string][]string {
		return map[string][]string{
			"annotations":        {"fmt", "github.com/google/uuid"},
			"annotations/anchor": {"net/url", "pressmark/annotations"},
			"annotations/ledger": {"golang.org/x/net/html", "pressmark/annotations"},
			"web":                {"embed"},
			"app":                {"github.com/maxence-charriere/go-app/v10/pkg/app", "pressmark/annotations", "pressmark/annotations/ledger", "pressmark/web"},
		}
	}
	imports := func(pkg string, paths ...string) map[string][]string {
		m := right()
		m[pkg] = append(m[pkg], paths...)
		return m
	}
	for name, c := range map[string]struct {
		document string
		imports  map[string][]string
		want     string // in the only complaint; "" for none
	}{
		"right":                     {document, right(), ""},
		"sideways":                  {document, imports("annotations/anchor", "pressmark/annotations/ledger"), "annotations/anchor imports pressmark/annotations/ledger: take the import out, or write `ledger` into the last column of the row of `annotations/anchor`"},
		"upwards":                   {document, imports("annotations/ledger", "pressmark/app"), "write `app`"},
		"through a package below":   {document, imports("app", "pressmark/annotations/anchor"), "write `anchor`"},
		"a module":                  {document, imports("annotations/anchor", "github.com/google/uuid"), "write `uuid`"},
		"a module of golang.org":    {document, imports("annotations/ledger", "golang.org/x/text/width"), "write `x/text`"},
		"a host and a name":         {document, imports("app", "pgregory.net/rapid"), "write `rapid`"},
		"the page's JavaScript":     {document, imports("app", "syscall/js"), "write `syscall/js`"},
		"files":                     {document, imports("annotations", "os"), "write `os`"},
		"what is not the last cell": {document, imports("annotations/ledger", "net/http"), "write `net/http`"},
		"a package without a row": {document, imports("annotations/words", "fmt", "os", "pressmark/annotations", "pressmark/annotations/anchor", "golang.org/x/text/width", "golang.org/x/text/cases"),
			"annotations/words has no row: add \"| `annotations/words` | what it is | `os`, `annotations`, `anchor`, `x/text` |\""},
		"a row without a package": {strings.Replace(document, "| `web`", "| `gone` | was | `annotations` |\n| `web`", 1), right(), "gone is no package"},
		"a second row":            {strings.Replace(document, "| `web`", "| `annotations/anchor` | once more | `annotations` |\n| `web`", 1), right(), "annotations/anchor has two rows"},
		"a dead permission":       {strings.Replace(document, "`embed`", "`embed`, `annotations`", 1), right(), "web may know annotations and does not import it: take `annotations` out of the row of `web`"},
		"a dead module":           {strings.Replace(document, "`embed`", "`embed`, `uuid`", 1), right(), "web may know uuid"},
		"a dead guard":            {strings.Replace(document, "`x/net`", "`x/net`, `net`", 1), right(), "annotations/ledger may know net and"},
		"a package for tests":     {strings.Replace(document, "| `web`", "| `annotations/annotationtest` | tests | `annotations` |\n| `web`", 1), imports("annotations/annotationtest", "pressmark/annotations"), ""},
		"what is for tests alone": {strings.NewReplacer("| `web`", "| `annotations/annotationtest` | tests | |\n| `web`", "`embed`", "`embed`, `annotationtest`").Replace(document),
			func() map[string][]string {
				m := imports("web", "pressmark/annotations/annotationtest")
				m["annotations/annotationtest"] = nil
				return m
			}(), "web may know annotationtest, which is for tests alone"},
		"a permission upwards": {strings.Replace(document, "`embed`", "`embed`, `app`", 1), imports("web", "pressmark/app"), "web may know app, which stands below it"},
	} {
		got := breaches(layersIn(c.document), c.imports)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The top of the tree holds what was agreed and what convention puts there.
func TestTopLevel(t *testing.T) {
	agreed := []string{
		"annotations", "app", "cmd", "findings", "web", "go.mod", "go.sum", "Makefile", "LICENSE",
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
