package format

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// Formats that are only written are held to testdata/written/NAME.txtar, whole files of
// what they make of the articles below.

var onlyWritten = []Format{claimReview, graphML, dna, tei, readingHTML, readingMarkdown}

func TestWrittenGolden(t *testing.T) {
	for _, f := range onlyWritten {
		t.Run(f.Name, func(t *testing.T) {
			files, losses := WriteAll(f, examples())
			var a txtar.Archive
			for _, l := range losses {
				a.Comment = fmt.Appendf(a.Comment, "lost: %d × %s\n", l.Count, l.What)
			}
			for _, x := range files {
				a.Files = append(a.Files, txtar.File{Name: x.Name, Data: x.Data})
			}
			got := txtar.Format(&a)
			path := filepath.Join("testdata", "written", f.Name+".txtar")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", path, got, want)
			}
		})
	}
}

// Formats that are only written have what the others need to offer them, and no Read.
func TestOnlyWritten(t *testing.T) {
	for _, f := range onlyWritten {
		if f.Name == "" || f.Title == "" || len(f.Extensions) == 0 || len(f.MediaTypes) == 0 || f.Read != nil || f.Sniff != nil || f.Write == nil {
			t.Errorf("%+v", f)
		}
		files, _ := WriteAll(f, record.Collection{Articles: examples().Articles[1:]})
		for _, x := range files {
			if !strings.HasSuffix(x.Name, f.Extensions[0]) || x.Type != f.MediaTypes[0] || !strings.HasSuffix(string(x.Data), "\n") {
				t.Errorf("%s: %s %s ends in %q", f.Name, x.Name, x.Type, x.Data[len(x.Data)-1:])
			}
		}
	}
}

// An exampleArticle helps to write articles down: marks are found by their words.
type exampleArticle struct {
	annotations.Article
	marks []annotations.Annotation
}

// example returns an article of blocks, each with a line that begins as Markdown's do.
func example(n int, lines ...string) *exampleArticle {
	var text strings.Builder
	x := &exampleArticle{}
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
	x.ID, x.Text, x.Created, x.Modified, x.Revision = exampleID(n), annotations.NewText(text.String()), now, now, 1
	return x
}

// exampleID returns the nth of IDs that are always the same.
func exampleID(n int) annotations.ID {
	return annotations.ID(fmt.Sprintf("urn:uuid:0196230b-5c00-7000-8000-%012d", n))
}

// mark marks words: the first place of each that follows the one before.
func (x *exampleArticle) mark(kind annotations.Kind, words ...string) *annotations.Annotation {
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
	n := annotations.NewAnnotation(x.Article, kind, now, spans...)
	n.ID = exampleID(100*len(x.Article.Title) + len(x.marks)) // titles differ in length
	n.Creator = "ada"
	x.marks = append(x.marks, n)
	return &x.marks[len(x.marks)-1]
}

// examples returns two articles with all that marks can say.
func examples() record.Collection {
	minister := annotations.Actor{ID: exampleID(1), Name: "Ada Moore", Aliases: []string{"Moore"}, Type: annotations.Person, Role: "finance minister", Affiliation: "Ministry of Finance & Trade", Link: "https://www.wikidata.org/wiki/Q4", Created: now, Modified: now}
	union := annotations.Actor{ID: exampleID(2), Name: "Dockers’ Union", Type: annotations.Organization, Note: "Two <unions> have this name.", Created: now, Modified: now}
	c := record.Collection{Actors: []annotations.Actor{minister, union}}

	x := example(10,
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
	x.marks = make([]annotations.Annotation, 0, 32)
	moore := x.mark(annotations.KindActor, "Ada Moore")
	moore.Actor = minister.ID
	dockers := x.mark(annotations.KindActor, "Dockers’ Union")
	dockers.Actor, dockers.Note = union.ID, "Which of the two?"
	again := x.mark(annotations.KindActor, "Moore denied")
	*again = again.At(x.Text, annotations.Span{Start: again.Spans[0].Start, End: again.Spans[0].Start + len("Moore")})
	again.Actor = minister.ID

	cost := x.mark(annotations.KindClaim, "the strike had cost €21m ($24m)", "“and not a cent more”")
	cost.Claim = annotations.Claim{
		Source: annotations.Named, Speakers: []annotations.ID{moore.ID}, Attribution: annotations.Mixed, Stance: annotations.Asserts, About: "2026-11",
		Cue: annotations.CueAt(x.Text, x.mark(annotations.KindClaim, "said on Monday").Spans...),
		Check: annotations.Check{
			Worth: annotations.Worthy, Status: annotations.StatusDone, Verdict: annotations.Verdict{Name: "Mostly </script> false", Value: "2", Best: "5", Worst: "1"},
			Reasoning: "The port’s own books say €30m.",
			Evidence:  []annotations.Evidence{{URL: "https://example.org/books", Quote: "Losses: €30m", Date: "2026-11-20"}, {URL: "a letter", Date: "last week"}},
		},
	}
	cost.Tags = []string{"cost of strike", "money"}
	x.marks = slices.Delete(x.marks, len(x.marks)-1, len(x.marks)) // the cue is none
	euro := x.mark(annotations.KindFigure, "€21m")
	euro.Figure.Quantity = annotations.Quantity{Type: annotations.Money, Value: "21000000", Currency: "EUR"}
	dollar := x.mark(annotations.KindFigure, "$24m")
	dollar.Figure = annotations.Figure{Quantity: annotations.Quantity{Type: annotations.Money, Value: "24000000", Currency: "USD", Approximate: true}, Ties: []annotations.Tie{{Relation: annotations.SameAmount, Figure: euro.ID}}}
	days := x.mark(annotations.KindFigure, "9 days")
	days.Figure.Quantity = annotations.Quantity{Type: annotations.Duration, Value: "9", Unit: "d", UnitText: "days"}
	share := x.mark(annotations.KindFigure, "3–5%")
	share.Figure.Quantity = annotations.Quantity{Type: annotations.Growth, Low: "3", High: "5", Unit: "%", Direction: annotations.Up}
	some := x.mark(annotations.KindFigure, "1,200")
	all := x.mark(annotations.KindFigure, "4,000 dockers")
	some.Figure = annotations.Figure{Quantity: annotations.Quantity{Type: annotations.Count, Value: "1200"}, Ties: []annotations.Tie{{Relation: annotations.PartOf, Figure: all.ID}}}
	all.Figure.Quantity = annotations.Quantity{Type: annotations.Count, Value: "4000", Comparator: annotations.AtLeast, Counted: "dockers"}
	clock := x.mark(annotations.KindFigure, "02:00")
	clock.Figure.Quantity = annotations.Quantity{Type: annotations.Clock, Time: "02:00"}
	monday := x.mark(annotations.KindFigure, "Monday")
	monday.Figure.Quantity = annotations.Quantity{Type: annotations.Date, Time: "2026-11-23", Base: "2026-11-23"}

	won := x.mark(annotations.KindClaim, "We won!")
	won.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{dockers.ID, minister.ID}, Attribution: annotations.Direct, Stance: annotations.Asserts}
	warned := x.mark(annotations.KindClaim, "another strike = ruin")
	warned.Claim = annotations.Claim{Source: annotations.Unnamed, Wording: "Officials", Stance: annotations.Predicts}
	whole := x.mark(annotations.KindClaim, "Moore denied that she had said so")
	whole.Claim = annotations.Claim{Source: annotations.Itself, Attribution: annotations.Assertion, Check: annotations.Check{Status: annotations.StatusDone}}
	so := x.mark(annotations.KindClaim, "she had said so")
	so.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{again.ID}, Attribution: annotations.Indirect, Stance: annotations.Denies}
	so.Note, so.Creator = "=HYPERLINK(1)\nWhat did she say?", "bob"
	gone := x.mark(annotations.KindClaim, "Night")
	gone.Spans, gone.Quotes = nil, []annotations.Quote{{Exact: "=ruin|for all"}}

	y := example(20, "=2+2 [is] <four>.\rIt ‘said’ so: $1 and $2, www.example.org & http://a_b_c.example/x_y.")
	y.Title = "Short"
	c.Articles = append(c.Articles, x.Article, y.Article)
	c.Annotations = append(c.Annotations, x.marks...)
	return c
}

// strange are words that writers must take care of in names, notes and texts.
var strange = []string{
	"Envoy", "=1+1", "@x", "a, b", "\"q\"", "<b>", "</script>", "]]>", "&amp;", "[x](y)", "*", "_", "|", "#", "`", "\\", "$1$", "!",
	"line\nbreak", "\x07bell", "\u202eright", "👩‍👩‍👧‍👦", "e\u0301", "\ufffe", "中文", "שלום", "’s", "(", ")", ".", "1.", "-", "~~", "https://a_b.example",
}

func strangeWords(t *rapid.T, what string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strange), 0, 3).Draw(t, what), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
}

// genPiece returns an article of strange text, with marks anywhere that say anything.
func genPiece(t *rapid.T) Piece {
	var lines []string
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		lines = append(lines, strings.Join(rapid.SliceOfN(rapid.SampledFrom(slices.Concat(strange, pieces, words)), 1, 12).Draw(t, "words"),
			rapid.SampledFrom([]string{"", " "}).Draw(t, "between")))
	}
	a, err := plain.Article("x", annotations.NewText(strings.Join(lines, "\n\n")), now)
	if err != nil {
		a, _ = plain.Article("x", annotations.NewText("nothing but this"), now)
	}
	a.ID = exampleID(1)
	for i := range a.Blocks {
		b := &a.Blocks[i]
		b.Kind = rapid.SampledFrom([]annotations.BlockKind{annotations.Heading, annotations.Paragraph, annotations.ListItem, annotations.Quotation}).Draw(t, "block")
		b.Level = 0
		if b.Kind != annotations.Paragraph {
			b.Level = rapid.IntRange(1, 6).Draw(t, "level")
		}
	}
	a.Title = "T" + strangeWords(t, "title")
	if rapid.Bool().Draw(t, "titled") {
		a.Title, a.Blocks[0].Kind, a.Blocks[0].Level = a.Text.Slice(a.Blocks[0].Span), annotations.Heading, 1
	}
	a.Byline, a.Publisher = strangeWords(t, "byline"), strangeWords(t, "publisher")
	a.Published = rapid.SampledFrom([]string{"", "2026-11-25", "2026-11", "last week"}).Draw(t, "published")
	a.Source = rapid.SampledFrom([]string{"", "https://example.org/?a=\"&<", "javascript:alert(1)"}).Draw(t, "source")
	actors := []annotations.Actor{
		{ID: exampleID(2), Name: "N" + strangeWords(t, "name"), Type: annotations.Person, Affiliation: strangeWords(t, "affiliation"), Link: "https://example.org/x y"},
		{ID: exampleID(3), Name: "N" + strangeWords(t, "name"), Aliases: []string{"other"}, Note: strangeWords(t, "note")},
		{ID: exampleID(4), Name: "gone", Deleted: true, MergedInto: exampleID(3)},
	}
	ids := []annotations.ID{exampleID(2), exampleID(3), exampleID(4), exampleID(99)}
	n := rapid.IntRange(0, 6).Draw(t, "marks")
	for i := range n {
		ids = append(ids, exampleID(10+i))
	}
	id := func() annotations.ID { return rapid.SampledFrom(ids).Draw(t, "ID") }
	var marks []annotations.Annotation
	for i := range n {
		var spans []annotations.Span
		for range rapid.IntRange(1, 3).Draw(t, "spans") {
			from := rapid.IntRange(0, a.Text.Len()-1).Draw(t, "from")
			spans = append(spans, annotations.Span{Start: from, End: rapid.IntRange(from+1, a.Text.Len()).Draw(t, "to")})
		}
		m := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), now, spans...)
		m.ID, m.Note, m.Creator = exampleID(10+i), strangeWords(t, "note"), rapid.SampledFrom([]string{"", "ada", "<bob>"}).Draw(t, "creator")
		if rapid.IntRange(0, 5).Draw(t, "orphan") == 0 {
			m.Spans = nil
		}
		if tag := strangeWords(t, "tag"); tag != "" {
			m.Tags = []string{tag}
		}
		switch m.Kind {
		case annotations.KindActor:
			m.Actor = id()
		case annotations.KindClaim:
			m.Claim = annotations.Claim{
				Source: rapid.SampledFrom(append(annotations.Sources, "")).Draw(t, "source"), Wording: strangeWords(t, "wording"),
				Stance: rapid.SampledFrom(annotations.Stances).Draw(t, "stance"), About: strangeWords(t, "about"), Within: id(),
			}
			if rapid.Bool().Draw(t, "speakers") {
				m.Claim.Speakers = []annotations.ID{id(), id()}
			}
			if rapid.Bool().Draw(t, "cue") {
				m.Claim.Cue = annotations.CueAt(a.Text, annotations.Span{End: 1})
			}
			if rapid.Bool().Draw(t, "check") {
				m.Claim.Check = annotations.Check{
					Status: annotations.StatusDone, Verdict: annotations.Verdict{Name: strangeWords(t, "verdict"), Value: "2/3", Best: "5", Worst: "-1"},
					Reasoning: strangeWords(t, "reasoning"), Evidence: []annotations.Evidence{{URL: a.Source, Quote: strangeWords(t, "quote"), Date: a.Published}},
				}
			}
		case annotations.KindFigure:
			m.Figure = annotations.Figure{
				Quantity: annotations.Quantity{
					Type: rapid.SampledFrom(annotations.FigureTypes).Draw(t, "type"), Value: rapid.SampledFrom([]annotations.Decimal{"", "2/3", "-12.5"}).Draw(t, "value"),
					High: "7", UnitText: strangeWords(t, "unit"), Counted: strangeWords(t, "counted"),
					Time: rapid.SampledFrom([]string{"", "2026-11/..", "14:30", "14:30/15:00", "2026-11-25T14:30", "soon"}).Draw(t, "time"),
				},
				Claim: id(), Ties: []annotations.Tie{{Relation: rapid.SampledFrom(annotations.Relations).Draw(t, "relation"), Figure: id()}},
			}
		}
		marks = append(marks, m)
	}
	return Piece{Name: "x", Doc: annotations.NewDoc(a, marks), Actors: annotations.NewDirectory(actors)}
}

// fileOf returns the one file that a format writes of pieces.
func fileOf(t interface {
	Helper()
	Fatalf(string, ...any)
}, f Format, all ...Piece) []byte {
	t.Helper()
	w := NewWriter(f)
	for _, p := range all {
		w.Add(p.Name, p.Doc, p.Actors)
	}
	files := w.Close()
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	return files[0].Data
}

// marked returns the sample article, with its marks.
func markedSample(t testing.TB) Piece {
	t.Helper()
	data, err := os.ReadFile("../../web/example.json")
	if err != nil {
		t.Fatal(err)
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	return Piece{Name: "example", Doc: annotations.NewDoc(c.Articles[0], c.Annotations), Actors: annotations.NewDirectory(c.Actors)}
}

func BenchmarkOnlyWritten(b *testing.B) {
	p := markedSample(b)
	for _, f := range onlyWritten {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(p.Doc.Article.Text.String())))
			for b.Loop() {
				fileOf(b, f, p)
			}
		})
	}
}

// Long articles with many marks take time in proportion.
func TestOnlyWrittenIsNotQuadratic(t *testing.T) {
	cost := func(f Format, n int) time.Duration {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = "- Envoy said no! to 17"
		}
		x := example(10, lines...)
		x.Title = "Long"
		for i, b := range x.Blocks {
			for k, s := range [][2]int{{0, 5}, {11, 14}, {18, 20}} {
				m := annotations.NewAnnotation(x.Article, annotations.Kinds[k], now, annotations.Span{Start: b.Span.Start + s[0], End: b.Span.Start + s[1]})
				m.ID = exampleID(1000 + 3*i + k)
				x.marks = append(x.marks, m)
			}
		}
		p := Piece{Name: "x", Doc: annotations.NewDoc(x.Article, x.marks)}
		best := time.Hour
		for range 3 {
			start := time.Now()
			fileOf(t, f, p)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, f := range onlyWritten {
		small, large := cost(f, 200), cost(f, 3200)
		if large > 100*small && large > time.Second {
			t.Errorf("%s: 16 times the article takes %d times as long", f.Name, large/small)
		}
	}
}
