// Package sample has articles with marks for the tests of what writes them: [Records] say all
// that marks can say, [Strange] ones have anything in them, [Marked] is the page's sample.
package sample

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// Now is when all of it was made.
var Now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)

// An Article helps to write articles down: marks are found by their words.
type Article struct {
	annotations.Article
	Marks []annotations.Annotation
}

// Of returns an article of blocks, each with a line that begins as Markdown's do.
func Of(n int, lines ...string) *Article {
	var text strings.Builder
	x := &Article{}
	at := 0
	for i, line := range lines {
		b := annotations.Block{Kind: annotations.Paragraph}
		for _, k := range []struct {
			sign  string
			kind  annotations.BlockKind
			level int
		}{
			{"## ", annotations.Heading, 2}, {"# ", annotations.Heading, 1}, {"- ", annotations.ListItem, 1},
			{"-- ", annotations.ListItem, 2}, {"> ", annotations.Quotation, 1},
		} {
			if rest, ok := strings.CutPrefix(line, k.sign); ok {
				line, b.Kind, b.Level = rest, k.kind, k.level
				break
			}
		}
		if i > 0 {
			text.WriteString("\n\n")
			at += 2
		}
		text.WriteString(line)
		b.Span = annotations.Span{Start: at, End: at + len([]rune(line))}
		at = b.Span.End
		x.Blocks = append(x.Blocks, b)
	}
	x.ID, x.Text, x.Created, x.Modified, x.Revision = ID(n), annotations.NewText(text.String()), Now, Now, 1
	return x
}

// ID returns the nth of IDs that are always the same.
func ID(n int) annotations.ID {
	return annotations.ID(fmt.Sprintf("urn:uuid:0196230b-5c00-7000-8000-%012d", n))
}

// Mark marks words: the first place of each that follows the one before.
func (x *Article) Mark(kind annotations.Kind, words ...string) *annotations.Annotation {
	var spans []annotations.Span
	from := 0
	for _, w := range words {
		i := strings.Index(x.Text.String()[from:], w)
		if i < 0 {
			panic("no " + w)
		}
		spans = append(spans, annotations.Span{Start: x.Text.FromByte(from + i), End: x.Text.FromByte(from + i + len(w))})
		from += i + len(w)
	}
	n := annotations.NewAnnotation(x.Article, kind, Now, spans...)
	n.ID = ID(100*len(x.Article.Title) + len(x.Marks)) // titles differ in length
	n.Creator = "ada"
	x.Marks = append(x.Marks, n)
	return &x.Marks[len(x.Marks)-1]
}

// Records returns two articles with all that marks can say.
func Records() record.Collection {
	minister := annotations.Actor{ID: ID(1), Name: "Ada Moore", Aliases: []string{"Moore"}, Type: annotations.Person, Role: "finance minister", Affiliation: "Ministry of Finance & Trade", Link: "https://www.wikidata.org/wiki/Q4", Created: Now, Modified: Now}
	union := annotations.Actor{ID: ID(2), Name: "Dockers’ Union", Type: annotations.Organization, Note: "Two <unions> have this name.", Created: Now, Modified: Now}
	c := record.Collection{Actors: []annotations.Actor{minister, union}}

	x := Of(10,
		"# Port strike ends after 9 days",
		"Finance minister Ada Moore said on Monday that the strike had cost €21m ($24m), “and not a cent more”, she added.",
		"## What was agreed",
		"- Pay rises by 3–5%",
		"-- for 1,200 of the 4,000 dockers",
		"- Night shifts end *at 02:00*",
		"> We won! The Dockers’ Union spoke of a “great day” 👍🏽.",
		"Officials warned that another strike = ruin. Moore denied that she had said so.")
	x.Title, x.Byline, x.Publisher, x.Published = "Port strike ends after 9 days", "Jo Writer", "The Quay", "2026-11-23T08:30"
	x.Language, x.Source = "en-GB", "https://example.org/port?a=1&b=<2>"
	x.Marks = make([]annotations.Annotation, 0, 32)
	moore := x.Mark(annotations.KindActor, "Ada Moore")
	moore.Actor = minister.ID
	dockers := x.Mark(annotations.KindActor, "Dockers’ Union")
	dockers.Actor, dockers.Note = union.ID, "Which of the two?"
	again := x.Mark(annotations.KindActor, "Moore denied")
	*again = again.At(x.Text, annotations.Span{Start: again.Spans[0].Start, End: again.Spans[0].Start + len("Moore")})
	again.Actor = minister.ID

	cost := x.Mark(annotations.KindClaim, "the strike had cost €21m ($24m)", "“and not a cent more”")
	cost.Claim = annotations.Claim{
		Source: annotations.Named, Speakers: []annotations.ID{moore.ID}, Attribution: annotations.Mixed, Stance: annotations.Asserts, About: "2026-11",
		Cue: annotations.CueAt(x.Text, x.Mark(annotations.KindClaim, "said on Monday").Spans...),
		Check: annotations.Check{
			Worth: annotations.Worthy, Status: annotations.StatusDone, Verdict: annotations.Verdict{Name: "Mostly </script> false", Value: "2", Best: "5", Worst: "1"},
			Reasoning: "The port’s own books say €30m.",
			Evidence:  []annotations.Evidence{{URL: "https://example.org/books", Quote: "Losses: €30m", Date: "2026-11-20"}, {URL: "a letter", Date: "last week"}},
		},
	}
	cost.Tags = []string{"cost of strike", "money"}
	x.Marks = slices.Delete(x.Marks, len(x.Marks)-1, len(x.Marks)) // the cue is none
	euro := x.Mark(annotations.KindFigure, "€21m")
	euro.Figure.Quantity = annotations.Quantity{Type: annotations.Money, Value: "21000000", Currency: "EUR"}
	dollar := x.Mark(annotations.KindFigure, "$24m")
	dollar.Figure = annotations.Figure{Quantity: annotations.Quantity{Type: annotations.Money, Value: "24000000", Currency: "USD", Approximate: true}, Ties: []annotations.Tie{{Relation: annotations.SameAmount, Figure: euro.ID}}}
	days := x.Mark(annotations.KindFigure, "9 days")
	days.Figure.Quantity = annotations.Quantity{Type: annotations.Duration, Value: "9", Unit: "d", UnitText: "days"}
	share := x.Mark(annotations.KindFigure, "3–5%")
	share.Figure.Quantity = annotations.Quantity{Type: annotations.Growth, Low: "3", High: "5", Unit: "%", Direction: annotations.Up}
	some := x.Mark(annotations.KindFigure, "1,200")
	all := x.Mark(annotations.KindFigure, "4,000 dockers")
	some.Figure = annotations.Figure{Quantity: annotations.Quantity{Type: annotations.Count, Value: "1200"}, Ties: []annotations.Tie{{Relation: annotations.PartOf, Figure: all.ID}}}
	all.Figure.Quantity = annotations.Quantity{Type: annotations.Count, Value: "4000", Comparator: annotations.AtLeast, Counted: "dockers"}
	clock := x.Mark(annotations.KindFigure, "02:00")
	clock.Figure.Quantity = annotations.Quantity{Type: annotations.Clock, Time: "02:00"}
	monday := x.Mark(annotations.KindFigure, "Monday")
	monday.Figure.Quantity = annotations.Quantity{Type: annotations.Date, Time: "2026-11-23", Base: "2026-11-23"}

	won := x.Mark(annotations.KindClaim, "We won!")
	won.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{dockers.ID, minister.ID}, Attribution: annotations.Direct, Stance: annotations.Asserts}
	warned := x.Mark(annotations.KindClaim, "another strike = ruin")
	warned.Claim = annotations.Claim{Source: annotations.Unnamed, Wording: "Officials", Stance: annotations.Predicts}
	whole := x.Mark(annotations.KindClaim, "Moore denied that she had said so")
	whole.Claim = annotations.Claim{Source: annotations.Itself, Attribution: annotations.Assertion, Check: annotations.Check{Status: annotations.StatusDone}}
	so := x.Mark(annotations.KindClaim, "she had said so")
	so.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{again.ID}, Attribution: annotations.Indirect, Stance: annotations.Denies}
	so.Note, so.Creator = "=HYPERLINK(1)\nWhat did she say?", "bob"
	gone := x.Mark(annotations.KindClaim, "Night")
	gone.Spans, gone.Quotes = nil, []annotations.Quote{{Exact: "=ruin|for all"}}

	y := Of(20, "=2+2 [is] <four>.\rIt ‘said’ so: $1 and $2, www.example.org & http://a_b_c.example/x_y.")
	y.Title = "Short"
	c.Articles = append(c.Articles, x.Article, y.Article)
	c.Annotations = append(c.Annotations, x.Marks...)
	return c
}

// Marked returns the sample article of the page, with its marks. It is called by tests of
// packages right below annotations.
func Marked(t testing.TB) (annotations.Doc, annotations.Directory) {
	t.Helper()
	data, err := os.ReadFile("../../web/example.json")
	if err != nil {
		t.Fatal(err)
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	return annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors)
}
