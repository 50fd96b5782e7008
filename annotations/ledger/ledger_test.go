package ledger

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// TestGolden holds the ledger to testdata/*.txtar: the actors and the articles of each,
// and what is derived from them.
func TestGolden(t *testing.T) {
	annotationtest.Golden(t, func(t *testing.T, archive *txtar.Archive) []txtar.File {
		l, files := open(t, archive)
		if len(l.Statements) == 0 {
			t.Fatal("no statements")
		}
		for _, view := range views {
			files = append(files, txtar.File{Name: view.name, Data: []byte(view.of(l))})
		}
		return files
	})
}

// open derives the ledger of an archive, and returns the files that it was made from.
func open(t testing.TB, archive *txtar.Archive) (l Ledger, in []txtar.File) {
	t.Helper()
	var docs []annotations.Doc
	var actors annotations.Directory
	for _, f := range archive.Files {
		name, isArticle := strings.CutSuffix(f.Name, ".article")
		switch {
		case f.Name == "actors":
			actors = annotations.NewDirectory(annotationtest.Records(t, string(f.Data)))
		case isArticle:
			c := annotationtest.Read(t, string(f.Data))
			docs = append(docs, c.As(annotations.ID(name), c.Article.Title).Doc())
		default:
			continue
		}
		in = append(in, f)
	}
	return Of(docs, actors), in
}

// summit is the ledger of a golden file.
func summit(t testing.TB) Ledger {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/summit.txtar")
	if err != nil {
		t.Fatal(err)
	}
	l, _ := open(t, archive)
	return l
}

func link(article, mark annotations.ID) string {
	return "/read/" + article.Short() + "#" + mark.Short()
}

func page(id annotations.ID) string { return "/actor?id=" + string(id) + "&from=ledger" }

// views are what is shown of a golden file.
var views = []struct {
	name string
	of   func(l Ledger) string
}{
	{"groups", describeGroups},
	{"figures by value", func(l Ledger) string { return l.FiguresTable(ByValue).TSV() }},
	{"figures by type", func(l Ledger) string {
		var b strings.Builder
		for _, f := range SortFigures(l.Figures, ByType) {
			fmt.Fprintf(&b, "%s %s\n", f.Mark.Figure.Type, Label(f.Mark))
		}
		return b.String()
	}},
	{"actors table", func(l Ledger) string { return l.ActorsTable(ByMentions).TSV() }},
	{"claims table", func(l Ledger) string { return l.ClaimsTable().TSV() }},
	{"compact.html", func(l Ledger) string { return broken(l.ClaimsHTML(Options{Link: link, Selected: "c3"})) }},
	{"wide.html", func(l Ledger) string {
		return broken(l.Filter(Filter{Query: "killed"}).ClaimsHTML(Options{Link: link, Actor: page, Wide: true, Level: 2}))
	}},
	{"figures.html", func(l Ledger) string {
		return broken(l.FiguresHTML(ByValue, Options{Link: link, Wide: true, Selected: "f2", Most: 8}))
	}},
	{"actors.html", func(l Ledger) string { return broken(l.ActorsHTML(ByClaims, Options{Actor: page, Wide: true})) }},
	{"person.html", func(l Ledger) string { return broken(l.ActorHTML("old", Options{Link: link, Wide: true})) }},
	{"events", func(l Ledger) string {
		var b strings.Builder
		for _, e := range l.Events() {
			fmt.Fprintf(&b, "%s %s %s\n", e.Time, e.Mark.Kind, e.Text)
		}
		return b.String()
	}},
	{"matrix", func(l Ledger) string {
		var b strings.Builder
		m := l.Matrix()
		for _, c := range m.Cells {
			fmt.Fprintf(&b, "%s: %s %q\n", m.Speakers[c.Row].Title(), c.Stance, m.Statements[c.Column].Mark.Exact())
		}
		return b.String()
	}},
}

// broken puts HTML in lines.
func broken(s string) string {
	for _, tag := range []string{"<section", "<ul", "<li", "<p", "<thead", "<tbody", "<tr", "<td", "</div>"} {
		s = strings.ReplaceAll(s, tag, "\n"+tag)
	}
	return s + "\n"
}

// describeGroups writes who says what for reading.
func describeGroups(l Ledger) string {
	var b strings.Builder
	for _, g := range l.Groups() {
		fmt.Fprintf(&b, "%s %s", g.class(), g.Title())
		if r := g.Role(); r != "" {
			fmt.Fprintf(&b, " (%s)", r)
		}
		b.WriteString("\n")
		for _, s := range g.Statements {
			fmt.Fprintf(&b, "  %s %s %q", s.Article.ID, s.Mark.ID, s.Mark.Exact())
			for _, f := range s.Figures {
				fmt.Fprintf(&b, " [%s]", Label(f.Mark))
			}
			if s.Reporter != nil {
				fmt.Fprintf(&b, " told in %s", s.Reporter.Mark.ID)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
