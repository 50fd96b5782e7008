package words

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
)

// speak chooses a language for a test.
func speak(t *testing.T, l *Language) {
	was := Spoken()
	Speak(l)
	t.Cleanup(func() { Speak(was) })
}

// TestCatalogues holds that each language has words for everything, as many forms as it
// has, and a place in every form for each fact that another language's words have one for.
func TestCatalogues(t *testing.T) {
	for _, l := range languages {
		check := func(what, s, english string) {
			if s == "" {
				t.Errorf("%s: %s has no words", l.Tag, what)
			}
			forms := strings.Split(s, "|")
			if len(forms) != 1 && len(forms) != len(l.categories) {
				t.Errorf("%s: %q has %d forms, and numbers have %d", l.Tag, s, len(forms), len(l.categories))
			}
			for _, f := range forms {
				for fact := range facts(english) {
					if !facts(f)[fact] {
						t.Errorf("%s: %q has no place for {%s}", l.Tag, f, fact)
					}
				}
			}
		}
		for p := Phrase(1); p < phrases; p++ {
			check("phrase "+English.phrases[p], l.phrases[p], English.phrases[p])
		}
		for n := Noun(1); n < nouns; n++ {
			check("noun "+English.nouns[n], l.nouns[n], English.nouns[n])
		}
		for f := Fault(1); f < faults; f++ {
			check("fault "+English.faults[f], l.faults[f], English.faults[f])
		}
		for x := Loss(1); x < losses; x++ {
			check("loss "+English.losses[x], l.losses[x], English.losses[x])
		}
	}
}

// TestParts holds that no part of the English catalogue takes the words of another.
func TestParts(t *testing.T) {
	for p := Phrase(1); p < phrases; p++ {
		n := 0
		for _, part := range []*[phrases]string{&englishPhrases, &englishReading, &englishPages, &englishCommands} {
			if part[p] != "" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("phrase %q has words in %d parts", English.phrases[p], n)
		}
	}
}

// facts returns the places of a message.
func facts(s string) map[string]bool {
	out := map[string]bool{}
	for s != "" {
		at, fact := place(s)
		if at == len(s) {
			break
		}
		out[map[bool]string{true: "n", false: strconv.Itoa(fact)}[fact == 0]] = true
		s = s[at+3:]
	}
	return out
}

// TestFacts holds that whoever says something gives it as many facts as it has places, and
// a number if it counts: a place that nobody fills is an empty one on the page.
func TestFacts(t *testing.T) {
	named := phrasesByName(t)
	seen := 0
	err := eachFile(func(set *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis.IsValid() {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			name := ""
			switch x := method.X.(type) {
			case *ast.SelectorExpr:
				if of, ok := x.X.(*ast.Ident); !ok || of.Name != "words" {
					return true
				}
				name = x.Sel.Name
			case *ast.Ident:
				if file.Name.Name != "words" {
					return true
				}
				name = x.Name
			default:
				return true
			}
			p, ok := named[name]
			if !ok {
				return true
			}
			wants := facts(English.phrases[p])
			given, counts := len(call.Args), wants["n"]
			switch method.Sel.Name {
			case "With", "Of":
			case "String":
				given = 0
			case "Count":
				given--
			default:
				return true
			}
			seen++
			if counts != (method.Sel.Name == "Count") && !(method.Sel.Name == "Count" && strings.Contains(English.phrases[p], "|")) {
				t.Errorf("%s: %s: counts is %v", set.Position(call.Pos()), name, counts)
			}
			delete(wants, "n")
			if given != len(wants) {
				t.Errorf("%s: %s has %d facts, and not %d: %q", set.Position(call.Pos()), name, len(wants), given, English.phrases[p])
			}
			return true
		})
	})
	if err != nil || seen < 100 {
		t.Errorf("%d messages seen: %v", seen, err)
	}
}

// TestLookedUp holds that nobody looks words up while the program starts: what is kept in
// variables would stay in the language that was spoken then.
func TestLookedUp(t *testing.T) {
	seen := 0
	err := eachFile(func(set *token.FileSet, file *ast.File) {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name != "init" {
				continue
			}
			seen++
			ast.Inspect(d, func(n ast.Node) bool {
				if _, ok := n.(*ast.FuncLit); ok {
					return false
				}
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				method, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				of := method.X
				if phrase, ok := of.(*ast.SelectorExpr); ok && method.Sel.Name != "Of" {
					of = phrase.X
				}
				if of, ok := of.(*ast.Ident); ok && of.Name == "words" {
					t.Errorf("%s: words are looked up before they are said", set.Position(call.Pos()))
				}
				return true
			})
		}
	})
	if err != nil || seen < 1000 {
		t.Errorf("%d declarations seen: %v", seen, err)
	}
}

// eachFile reads the program's files, without its tests.
func eachFile(see func(*token.FileSet, *ast.File)) error {
	return filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		see(set, file)
		return nil
	})
}

// phrasesByName reads the names of the phrases in their order.
func phrasesByName(t *testing.T) map[string]Phrase {
	out := map[string]Phrase{}
	for _, x := range []struct {
		name  string
		first Phrase
	}{{"phrase.go", 0}, {"label.go", labels}} {
		file, err := parser.ParseFile(token.NewFileSet(), x.name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				for i, s := range g.Specs {
					if n := s.(*ast.ValueSpec).Names[0].Name; ast.IsExported(n) {
						out[n] = x.first + Phrase(i)
					}
				}
			}
		}
	}
	if out["PanicStopped"] != PanicStopped || out["RoleLeave"] != RoleLeave || len(out) != int(phrases)-1 {
		t.Fatalf("the phrases are not in the order of their values: %d of %d", len(out), phrases-1)
	}
	return out
}

// polish is English but for a few words: enough to see that a language with three forms,
// other signs and another order of words is a matter of this package.
func polish() *Language {
	l := English
	phrases, nouns, faults := *English.phrases, *English.nouns, *English.faults
	l.Tag, l.thousands, l.open, l.close = "pl", "\u00a0", "„", "”"
	l.categories = []string{"one", "few", "many"}
	l.form = func(n int) int {
		switch {
		case n == 1:
			return 0
		case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
			return 1
		}
		return 2
	}
	nouns[Article] = "{n} artykuł|{n} artykuły|{n} artykułów"
	nouns[Mark] = "{n} znacznik|{n} znaczniki|{n} znaczników"
	phrases[ListEnd] = "{1} i {2}"
	phrases[WillBeAdded] = "Do dodania jest {1}.|Do dodania są {1}.|Do dodania jest {1}."
	phrases[DidMark] = "Jako {2} oznaczono {1}."
	phrases[AnActor] = "podmiot"
	phrases[SayUndone] = "Cofnięto: {1}"
	faults[ErrDamaged] = "jest uszkodzony"
	l.phrases, l.nouns, l.faults = &phrases, &nouns, &faults
	return &l
}

func TestSecondLanguage(t *testing.T) {
	speak(t, polish())
	mark := annotations.Annotation{Kind: annotations.KindActor, Quotes: []annotations.Quote{{Exact: "Ada"}}}
	edit := annotations.Edit{Name: annotations.Marked, Annotations: []annotations.Change[annotations.Annotation]{{After: &mark}}}
	one, n := Things(1, 0, 0)
	five, m := Things(2, 0, 3)
	for got, want := range map[string]string{
		Count(1, Mark): "1 znacznik", Count(3, Mark): "3 znaczniki", Count(12, Mark): "12 znaczników", Count(22, Mark): "22 znaczniki",
		Count(1200, Article):       "1\u00a0200 artykułów",
		WillBeAdded.Count(n, one):  "Do dodania jest 1 artykuł.",
		WillBeAdded.Count(m, five): "Do dodania jest 2 artykuły i 3 znaczniki.",
		Done(edit):                 "Jako podmiot oznaczono „Ada”.",
		Undone(edit):               "Cofnięto: Jako podmiot oznaczono „Ada”.",
		ErrDamaged.Error():         "jest uszkodzony",
		Because(ErrDamaged, OfAtMostMB.Of("12", "8")).Error(): "jest uszkodzony: 12 MB, and 8 MB is the most",
	} {
		if got != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{fill("{2} and {1}", "", []string{"a", "b"}), "b and a"},
		{fill("{n} of {1}", "3", []string{"{n} {1}"}), "3 of {n} {1}"}, // facts are no messages
		{fill("{1}", "", nil), ""},
		{fill("a {x} {", "", []string{"b"}), "a {x} {"},
		{Count(1, Mark), "1 mark"}, {Count(0, Mark), "0 marks"}, {Count(12500, Mark), "12,500 marks"}, {Group(-1234567), "-1,234,567"},
		{List(), ""}, {List("a"), "a"}, {List("a", "b"), "a and b"}, {List("a", "b", "c", "d"), "a, b, c and d"},
		{Ordinal("1,021", "1021"), "1,021st"}, {Ordinal("112", "112"), "112th"}, {Ordinal("3.5", "3.5"), "3.5"},
		{FoundBareName.Form(1), "name untouched"}, {FoundBareName.Form(0), "names untouched"},
		{Quote("“Yes,  he said”"), "“Yes, he said”"},
		{Capital("über"), "Über"}, {Capital(""), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	err := Because(ErrDamaged, Fact.Of("x"))
	if !errors.Is(err, ErrDamaged) || errors.Is(err, ErrEncrypted) || err.Error() != "it is damaged: x" {
		t.Errorf("%v", err)
	}
	if err == Because(ErrDamaged, Fact.Of("x")) {
		t.Error("two errors are one")
	}
	if got := Error(annotations.ErrBadSpan); got != "the span is not a place in the text" {
		t.Error(got)
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"some words", "some words"},
		{"some \n words", "some words"},
		{"some words and more", "some words…"},
		{"some words, and more", "some words…"},
		{"somewordsandmore", "somewordsan…"},
		{"“ééééééééé”", "“ééééééééé”"},
	} {
		if got := ClipWords(c.in, 12); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
	if got := Clip("some words and more", 14); got != "some words an…" {
		t.Error(got)
	}
	if got := Clip("aaaa👩\u200d👩\u200d👧bbbbbbbbbbbb", 7); got != "aaaa👩\u200d👩\u200d👧…" { // cut in no grapheme
		t.Errorf("%q", got)
	}
}

// TestSaid holds that whatever has words is said somewhere: what nobody says is not kept.
func TestSaid(t *testing.T) {
	said := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return fs.SkipDir
		}
		catalogue := strings.HasPrefix(d.Name(), "english_")
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || catalogue {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				return file.Name.Name != "words" || n.Tok != token.CONST
			case *ast.Ident:
				if file.Name.Name == "words" {
					said[n.Name] = true
				}
			case *ast.SelectorExpr:
				if of, ok := n.X.(*ast.Ident); ok && of.Name == "words" {
					said[n.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"phrase.go", "label.go", "noun.go", "fault.go", "loss.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				if n := s.(*ast.ValueSpec).Names[0].Name; ast.IsExported(n) && !said[n] {
					t.Errorf("nobody says %s", n)
				}
			}
		}
	}
}
