package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// words are what names, notes and texts are made of, some of them hostile.
var vocabulary = []string{
	"Orsini", "he", "HE", "the envoy", "€21bn", "no more", " ", "\n", "\t", "\r\n", "=1+1", "-5", "@x", "<b>", "</a>", "</section>", "<script>", `"`, "'", "&", "&amp;", "&lt",
	"-->", "]]>", "\x00", "\xff", "\u0085", "👨‍👩‍👧", "e\u0301", "عربي", "漢字", "<plaintext>", "</table>", "<!--", strings.Repeat("long ", 100),
}

func genWords(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 4).Draw(t, label), "")
}

// genLibrary draws articles and actors with ties of every kind, right and wrong.
func genLibrary(t *rapid.T) ([]annotations.Doc, annotations.Directory) {
	var actors []annotations.Actor
	for i := range rapid.IntRange(0, 4).Draw(t, "actors") {
		actors = append(actors, annotations.Actor{
			ID: annotations.ID(fmt.Sprint("r", i)), Name: genWords(t, "name"), Role: genWords(t, "role"), Affiliation: genWords(t, "body"),
			Aliases: []string{genWords(t, "alias")}, Note: genWords(t, "note"), Link: rapid.SampledFrom([]string{"", "https://a.example/\"", "javascript:alert(1)", "x"}).Draw(t, "link"),
			Deleted: rapid.Bool().Draw(t, "deleted"), MergedInto: annotations.ID(fmt.Sprint("r", rapid.IntRange(0, 4).Draw(t, "into"))),
		})
	}
	var docs []annotations.Doc
	for i := range rapid.IntRange(0, 3).Draw(t, "docs") {
		docs = append(docs, genDoc(t, i))
	}
	return docs, annotations.NewDirectory(actors)
}

func genDoc(t *rapid.T, i int) annotations.Doc {
	art := annotations.Article{
		ID: annotations.ID(fmt.Sprint("d", i)), Title: genWords(t, "title"), Published: rapid.SampledFrom([]string{"", "2026-11-25", "2026-11-25T10:00:00Z", "<i>", "10:00"}).Draw(t, "published"),
		Text: annotations.NewText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 20).Draw(t, "text"), " ")),
	}
	n := art.Text.Len()
	id := func(label string) annotations.ID {
		k := rapid.IntRange(0, 22).Draw(t, label)
		switch {
		case k < 4:
			return annotations.ID(fmt.Sprint("r", k))
		case k < 6:
			return ""
		}
		return annotations.ID(fmt.Sprintf("m%d-%d", i-k%5/4, k-6)) // sometimes of the article before
	}
	var marks []annotations.Annotation
	for j := range rapid.IntRange(0, 16).Draw(t, "marks") {
		var spans []annotations.Span
		for range rapid.IntRange(0, 3).Draw(t, "spans") {
			from := rapid.IntRange(0, n-1).Draw(t, "from")
			spans = append(spans, annotations.Span{Start: from, End: rapid.IntRange(from+1, min(n, from+12)).Draw(t, "to")})
		}
		m := annotations.NewAnnotation(art, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), annotationtest.Now, spans...)
		if len(spans) == 0 {
			m.Quotes = []annotations.Quote{{Exact: genWords(t, "quote")}}
		}
		m.ID = annotations.ID(fmt.Sprintf("m%d-%d", i, j))
		m.Note = genWords(t, "note")
		m.Tags = rapid.SliceOfN(rapid.SampledFrom([]string{"aid", "war"}), 0, 1).Draw(t, "tags")
		switch m.Kind {
		case annotations.KindActor:
			m.Actor = id("actor")
		case annotations.KindClaim:
			m.Claim = annotations.Claim{
				Source:   rapid.SampledFrom([]annotations.Source{"", annotations.Named, annotations.Named, annotations.Itself, annotations.Unnamed}).Draw(t, "source"),
				Speakers: []annotations.ID{id("speaker"), id("speaker")}, Wording: genWords(t, "wording"), Within: id("within"), About: genWords(t, "about"),
				Stance:      rapid.SampledFrom(append([]annotations.Stance{"", "<x>"}, annotations.Stances...)).Draw(t, "stance"),
				Attribution: rapid.SampledFrom(append([]annotations.Attribution{"", "<x>"}, annotations.Attributions...)).Draw(t, "attribution"),
				Check:       annotations.Check{Status: rapid.SampledFrom(annotations.Statuses).Draw(t, "status"), Verdict: annotations.Verdict{Name: genWords(t, "verdict")}},
				Cue:         annotations.Cue{Quotes: []annotations.Quote{{Exact: genWords(t, "cue")}}},
			}
		case annotations.KindFigure:
			m.Figure = annotations.Figure{
				Claim: id("claim"), Apart: rapid.IntRange(0, 3).Draw(t, "apart") == 0,
				Ties: []annotations.Tie{{Relation: rapid.SampledFrom(annotations.Relations).Draw(t, "relation"), Figure: id("tie")}},
				Quantity: annotations.Quantity{
					Type: rapid.SampledFrom(annotations.FigureTypes).Draw(t, "type"), Value: annotations.Decimal(rapid.SampledFrom([]string{"", "1", "-2", "1/3", "1.5", "x"}).Draw(t, "value")),
					Unit: rapid.SampledFrom([]string{"", "%", "h"}).Draw(t, "unit"), Counted: genWords(t, "counted"), Time: rapid.SampledFrom([]string{"", "", "2026", "2026-11-25/..", "<"}).Draw(t, "time"),
				},
			}
		}
		marks = append(marks, m)
	}
	return annotations.NewDoc(art, marks)
}

// id returns the ID of a statement's mark, "" of none.
func id(s *Statement) annotations.ID {
	if s == nil {
		return ""
	}
	return s.Mark.ID
}

// The ledger finds the claims of figures and of claims that the doc does.
func TestTiesAreTheDocs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, actors := genLibrary(t)
		l := Of(docs, actors)
		at := map[annotations.ID]annotations.Doc{}
		for _, d := range docs {
			at[d.Article.ID] = d
		}
		same := func(got *Statement, want *annotations.Annotation) bool {
			return got == nil && want == nil || got != nil && got.Mark == want
		}
		for _, s := range l.Statements {
			if want := at[s.Article.ID].Reporter(s.Mark); !same(s.Reporter, want) {
				t.Fatalf("%s is told in %q, not in %v", s.Mark.ID, id(s.Reporter), want)
			}
			if s.Reporter != nil && !slices.Contains(s.Reporter.Reports, s) {
				t.Fatalf("%s does not report %s", id(s.Reporter), id(s))
			}
		}
		for _, f := range l.Figures {
			if want := at[f.Article.ID].ClaimOf(f.Mark); !same(f.Claim, want) {
				t.Fatalf("%s is in %q, not in %v", f.Mark.ID, id(f.Claim), want)
			}
			for _, x := range f.Ties {
				back := Tie{x.Relation, f, !x.Back && x.Relation != annotations.SameAmount}
				if x.Figure == f || !slices.Contains(x.Figure.Ties, back) {
					t.Fatalf("%s is tied to %s, but not the other way round", f.Mark.ID, x.Figure.Mark.ID)
				}
			}
		}
	})
}

// Every mark is in the ledger once; every claim is with each of its speakers, and the
// numbers add up.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, actors := genLibrary(t)
		l := Of(docs, actors)
		n := map[annotations.Kind]int{}
		for _, d := range docs {
			for _, m := range d.Marks() {
				n[m.Kind]++
			}
		}
		if len(l.Statements) != n[annotations.KindClaim] || len(l.Figures) != n[annotations.KindFigure] {
			t.Fatalf("%d claims and %d figures of %v", len(l.Statements), len(l.Figures), n)
		}
		mentions, said := 0, 0
		for _, a := range l.Actors {
			mentions += len(a.Mentions)
			said += len(a.Statements)
			if len(a.Mentions)+len(a.Statements) == 0 && a.Record == nil {
				t.Fatalf("a row for nobody: %q", a.Name)
			}
			if l.Actor(a.ID()) != a {
				t.Fatalf("%q is not found", a.ID())
			}
			figures := 0
			for _, s := range a.Statements {
				figures += len(s.Figures)
			}
			if figures != len(a.Figures) || len(a.Entries()) != len(a.Mentions)+len(a.Statements)+figures {
				t.Fatalf("%q has %d figures of %d", a.Name, len(a.Figures), figures)
			}
		}
		if mentions != n[annotations.KindActor] {
			t.Fatalf("%d mentions of %d", mentions, n[annotations.KindActor])
		}
		in := map[*Statement]int{}
		named := 0
		rank := 0
		for _, g := range l.Groups() {
			if g.rank() < rank {
				t.Fatalf("%q stands too late", g.Title())
			}
			rank = g.rank()
			for _, s := range g.Statements {
				in[s]++
				if g.Source == annotations.Named {
					named++
				}
				if !s.SaidBy(g.Speaker) {
					t.Fatalf("%s is not said by %q", s.Mark.ID, g.Title())
				}
			}
		}
		if named != said {
			t.Fatalf("%d claims in groups, %d with actors", named, said)
		}
		shares, cells := 0, 0
		for _, s := range l.Statements {
			if len(s.Speakers) == 0 || in[s] != len(s.Speakers) {
				t.Fatalf("%s stands in %d groups, has %d speakers", s.Mark.ID, in[s], len(s.Speakers))
			}
			cells += in[s]
		}
		for _, s := range l.Shares() {
			shares += s.N
		}
		if m := l.Matrix(); shares != cells || len(m.Cells) != cells || len(m.Speakers) != len(l.Groups()) {
			t.Fatalf("%d shares, %d cells, want %d", shares, len(m.Cells), cells)
		}
	})
}

// Sorting loses nothing, gives one order whatever was before, and keeps like units
// together.
func TestSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Of(genLibrary(t))
		mixed := slices.Clone(l.Figures)
		slices.Reverse(mixed)
		for _, by := range []FigureOrder{ByPlace, ByValue, ByType} {
			got := SortFigures(l.Figures, by)
			if !slices.Equal(got, SortFigures(mixed, by)) {
				t.Fatalf("by %s: two orders", by)
			}
			if len(got) != len(l.Figures) || by == ByPlace && !slices.Equal(got, l.Figures) {
				t.Fatalf("by %s: %d of %d", by, len(got), len(l.Figures))
			}
			if by == ByPlace {
				continue
			}
			seen := map[sortable]bool{}
			var last sortable
			for i, f := range got {
				like := sortable{Figure: f}
				like.likeness()
				like.Figure = nil
				if i > 0 && like != last && seen[like] {
					t.Fatalf("by %s: %v stands apart", by, like)
				}
				seen[like], last = true, like
			}
		}
		actors := slices.Clone(l.Actors)
		for _, by := range []ActorOrder{ByClaims, ByName, ByMentions} {
			SortActors(actors, by)
		}
		if !slices.Equal(actors, l.Actors) {
			t.Fatal("actors have two orders")
		}
	})
}
