package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// noWords are literals that look like words of a language and are none, or are in all.
var noWords = []string{
	"Pressmark", "Press", "mark", // the name
	"https://", "EUR", "km", "en", // codes and addresses, as examples
	"Ctrl K", "Space", // keys
	"plan losses", "plan refused", // classes
	"library", "merged", // names of a file and of a layer, which leave the page
	// For whoever looks into a fault:
	"its JSON cannot be read", "line %d: %w", "line %d: no kind of mark begins as %q does", "brackets that do not match",
}

// TestLabels holds that what the page says comes from package words: no string literal in
// a place for text has letters, and none elsewhere reads as words.
func TestLabels(t *testing.T) {
	files, err := filepath.Glob("*.go")
	below, err2 := filepath.Glob("platform/*.go")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	files = append(files, below...)
	set := token.NewFileSet()
	var parsed []*ast.File
	params := map[string][]string{} // of functions, by name
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
		ast.Inspect(f, func(n ast.Node) bool {
			if d, ok := n.(*ast.FuncDecl); ok {
				params[d.Name.Name] = paramNames(d.Type)
			}
			return true
		})
	}
	seen := 0
	for _, f := range parsed {
		local := map[string][]string{}
		ast.Inspect(f, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 {
				name, named := a.Lhs[0].(*ast.Ident)
				if l, ok := a.Rhs[0].(*ast.FuncLit); ok && named {
					local[name.Name] = append(local[name.Name], paramNames(l.Type)...)
				}
			}
			return true
		})
		var around []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				around = around[:len(around)-1]
				return true
			}
			around = append(around, n)
			l, ok := n.(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				return true
			}
			seen++
			s, _ := strconv.Unquote(l.Value)
			if !slices.Contains(noWords, s) && says(s, l, around[:len(around)-1], params, local) {
				t.Errorf("%s: %s is not from package words", set.Position(l.Pos()), l.Value)
			}
			return true
		})
	}
	if seen < 1000 {
		t.Errorf("%d literals seen", seen)
	}
}

// Text as an argument of these methods, or in fields or parameters of these names, is read.
var (
	textMethods = []string{"Text", "Title", "Placeholder", "tell", "say", "work", "heavy", "opener", "String"}
	textNames   = []string{"label", "Label", "hint", "Hint", "title", "text", "prompt", "about", "said", "none", "wrong", "want", "what", "anything", "doing", "detail"}
	namesOnly   = []string{"Class", "EventScope", "ID", "For", "Type", "Role", "DataSet", "Rel", "Attr", "Call", "Get", "Pref", "SetPref", "Paint", "Errorf", "New", "Getenv", "Focus"}
)

var (
	letters = regexp.MustCompile(`\pL`)
	reads   = regexp.MustCompile(`^\W*[A-Z][a-z]|[a-z] [a-z]|\pL\pM*[’…]`)
	htmlTag = regexp.MustCompile(`<[^<>]*(>|$)|^[^<>]*>`)
	aloud   = regexp.MustCompile(`(aria-label|title|placeholder|alt)="[^"]*\pL[^"]*"`)
	chorded = regexp.MustCompile(`^((Ctrl|Alt|Shift)\+)*(\w|Arrow(Left|Right|Up|Down)|Ctrl|Alt|AltGraph|Control|Meta|Shift|Enter|Escape|Tab|Delete|Space)?$`)
)

// says reports whether a literal is words for a reader.
func says(s string, l *ast.BasicLit, around []ast.Node, params, local map[string][]string) bool {
	switch p := around[len(around)-1].(type) {
	case *ast.ImportSpec:
		return false
	case *ast.KeyValueExpr:
		if k, ok := p.Key.(*ast.Ident); ok && p.Value == ast.Expr(l) {
			if slices.Contains(textNames, k.Name) {
				return letters.MatchString(s)
			}
		}
	case *ast.CallExpr:
		at := slices.Index(p.Args, ast.Expr(l))
		var names []string
		switch f := p.Fun.(type) {
		case *ast.SelectorExpr:
			switch {
			case f.Sel.Name == "Aria":
				first, _ := p.Args[0].(*ast.BasicLit)
				return at == 1 && first != nil && slices.Contains([]string{`"label"`, `"description"`}, first.Value) && letters.MatchString(s)
			case f.Sel.Name == "put", f.Sel.Name == "Raw", f.Sel.Name == "button" && at == 0:
				return htmlSays(s)
			case f.Sel.Name == "el":
				return at == 1 && letters.MatchString(s)
			case slices.Contains(namesOnly, f.Sel.Name):
				return false
			case at == 0 && slices.Contains(textMethods, f.Sel.Name):
				return letters.MatchString(s)
			}
			names = params[f.Sel.Name]
		case *ast.Ident:
			if names = local[f.Name]; names == nil {
				names = params[f.Name]
			}
		}
		if at >= 0 && at < len(names) && slices.Contains(textNames, names[at]) {
			return letters.MatchString(s)
		}
	}
	if strings.ContainsAny(s, "<>") || strings.Contains(s, `="`) {
		return htmlSays(s)
	}
	return !chorded.MatchString(s) && reads.MatchString(s)
}

// htmlSays reports whether HTML, or a piece of it, has words in it.
func htmlSays(s string) bool {
	if aloud.MatchString(s) {
		return true
	}
	if !strings.ContainsAny(s, "<>") { // within a tag, or text
		return !strings.Contains(s, `="`) && letters.MatchString(s)
	}
	return letters.MatchString(htmlTag.ReplaceAllString(s, ""))
}

func paramNames(f *ast.FuncType) []string {
	var out []string
	for _, p := range f.Params.List {
		for _, n := range p.Names {
			out = append(out, n.Name)
		}
	}
	return out
}
