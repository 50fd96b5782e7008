package sample

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// Pieces are what generated texts are made of: what is hard about text.
var Pieces = []string{
	"a", "word", "Envoy said ", " ", ". ", "\n", "\n\n", "\r\n", "\r", "\t", "\"", "\\", "<b>", "&amp;", "</p>", "“Yes,”",
	"é", "e\u0301", "\u0301", "n\u0303\u0323", "👩‍👩‍👧‍👦", "🇩🇪", "🇩", "👍🏽", "\u200d", "\ufe0f", "שלום", "مرحبا", "中文字", "한국", "ᄒ", "ก็",
	"€21bn", "\u00a0", "\u2028", "\u2029", "\ufeff", "\x00", "\x7f", "\x1b", "\u200b", "\U0001F9D1\u200d\U0001F680", "\xff", "\xed\xa0\x80",
}

// Words are what generated articles are made of: no line breaks, and much that offsets
// are counted wrong in.
var Words = []string{
	"Envoy", "said", "that", "€21bn", "($24bn)", "“No,”", "naïve", "e\u0301te\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "中文字", "שלום", "O'Neil", "U.S.",
	"3–5%", "a", "<b>", "&amp;", "\\", "\"quoted\"", "#1", "=SUM(A1)", "-", "|", "*", "_",
}

// strange are words that writers must take care of in names, notes and texts.
var strange = []string{
	"Envoy", "=1+1", "@x", "a, b", "\"q\"", "<b>", "</script>", "]]>", "&amp;", "[x](y)", "*", "_", "|", "#", "`", "\\", "$1$", "!",
	"line\nbreak", "\x07bell", "\u202eright", "👩‍👩‍👧‍👦", "e\u0301", "\ufffe", "中文", "שלום", "’s", "(", ")", ".", "1.", "-", "~~", "https://a_b.example",
}

func strangeWords(t *rapid.T, what string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strange), 0, 3).Draw(t, what), rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
}

// Strange returns an article of strange text, with marks anywhere that say anything.
func Strange(t *rapid.T) (annotations.Doc, annotations.Directory) {
	var lines []string
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		lines = append(lines, strings.Join(rapid.SliceOfN(rapid.SampledFrom(slices.Concat(strange, Pieces, Words)), 1, 12).Draw(t, "words"),
			rapid.SampledFrom([]string{"", " "}).Draw(t, "between")))
	}
	a, err := plain.Article("x", annotations.NewText(strings.Join(lines, "\n\n")), Now)
	if err != nil {
		a, _ = plain.Article("x", annotations.NewText("nothing but this"), Now)
	}
	a.ID = ID(1)
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
		{ID: ID(2), Name: "N" + strangeWords(t, "name"), Type: annotations.Person, Affiliation: strangeWords(t, "affiliation"), Link: "https://example.org/x y"},
		{ID: ID(3), Name: "N" + strangeWords(t, "name"), Aliases: []string{"other"}, Note: strangeWords(t, "note")},
		{ID: ID(4), Name: "gone", Deleted: true, MergedInto: ID(3)},
	}
	ids := []annotations.ID{ID(2), ID(3), ID(4), ID(99)}
	n := rapid.IntRange(0, 6).Draw(t, "marks")
	for i := range n {
		ids = append(ids, ID(10+i))
	}
	id := func() annotations.ID { return rapid.SampledFrom(ids).Draw(t, "ID") }
	var marks []annotations.Annotation
	for i := range n {
		var spans []annotations.Span
		for range rapid.IntRange(1, 3).Draw(t, "spans") {
			from := rapid.IntRange(0, a.Text.Len()-1).Draw(t, "from")
			spans = append(spans, annotations.Span{Start: from, End: rapid.IntRange(from+1, a.Text.Len()).Draw(t, "to")})
		}
		m := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), Now, spans...)
		m.ID, m.Note, m.Creator = ID(10+i), strangeWords(t, "note"), rapid.SampledFrom([]string{"", "ada", "<bob>"}).Draw(t, "creator")
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
	return annotations.NewDoc(a, marks), annotations.NewDirectory(actors)
}
