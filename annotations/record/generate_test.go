package record

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)

// pieces are what generated texts are made of: what is hard about text.
var pieces = []string{
	"a", "word", "Envoy said ", " ", ". ", "\n", "\n\n", "\r\n", "\r", "\t", "\"", "\\", "<b>", "&amp;", "</p>", "“Yes,”",
	"é", "e\u0301", "\u0301", "n\u0303\u0323", "👩‍👩‍👧‍👦", "🇩🇪", "🇩", "👍🏽", "\u200d", "\ufe0f", "שלום", "مرحبا", "中文字", "한국", "ᄒ", "ก็",
	"€21bn", "\u00a0", "\u2028", "\u2029", "\ufeff", "\x00", "\x7f", "\x1b", "\u200b", "\U0001F9D1\u200d\U0001F680", "\xff", "\xed\xa0\x80",
}

func genText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
}

// genString returns a text as it comes back, which may be empty.
func genString(t *rapid.T) string {
	if rapid.Bool().Draw(t, "empty") {
		return ""
	}
	return annotations.NewText(genText(t)).String()
}

func genTime(t *rapid.T, name string) time.Time {
	return time.UnixMilli(rapid.Int64Range(-1e12, 4e12).Draw(t, name)).UTC()
}

// genArticle returns an article whose blocks are the lines of a generated text.
func genArticle(t *rapid.T) annotations.Article {
	text := annotations.NewText(genText(t))
	a := annotations.Article{
		ID: annotations.NewID(), Text: text,
		Title:     "T" + genText(t),
		Byline:    genText(t),
		Publisher: genText(t),
		Published: rapid.SampledFrom([]string{"", "2026-01-02", "some day"}).Draw(t, "published"),
		Language:  rapid.SampledFrom([]string{"", "en", "de-AT"}).Draw(t, "language"),
		Source:    rapid.SampledFrom([]string{"", "https://example.org/a?b=c&d"}).Draw(t, "source"),
		Created:   genTime(t, "created"), Modified: genTime(t, "modified"),
		Revision: rapid.IntRange(1, 9).Draw(t, "revision"),
		Deleted:  rapid.IntRange(0, 9).Draw(t, "deleted") == 0,
	}
	for range rapid.IntRange(0, 2).Draw(t, "dismissals") {
		a.Dismissals = append(a.Dismissals, annotations.Dismissal{Finding: genString(t), Reason: genString(t)})
	}
	a.Title = annotations.NewText(a.Title).String()
	a.Byline = annotations.NewText(a.Byline).String()
	a.Publisher = annotations.NewText(a.Publisher).String()
	end := 0
	for _, b := range plain.Paragraphs(text) {
		s := b.Span
		if s.Empty() || s.Start < end {
			continue
		}
		end = s.End
		kind := rapid.SampledFrom(blockTypes).Draw(t, "block").kind
		b := annotations.Block{Kind: kind, Span: s}
		if kind != annotations.Paragraph {
			b.Level = rapid.IntRange(1, 6).Draw(t, "level")
		}
		a.Blocks = append(a.Blocks, b)
	}
	keys := []string{"/dc:rights", "/a b~1c", `/"`}
	if a.Revises = genID(t); a.Revises != "" {
		keys = append(keys, "/dcterms:replaces/x")
	}
	if len(a.Blocks) > 0 {
		keys = append(keys, "/pressmark:blocks/0/x")
	}
	if len(a.Dismissals) > 0 {
		keys = append(keys, "/pressmark:dismissals/0/x")
	}
	a.Extra = genExtra(t, keys)
	return a
}

// genExtra returns unknown members under some of the keys.
func genExtra(t *rapid.T, keys []string) annotations.Extra {
	var extra annotations.Extra
	for _, k := range keys {
		if rapid.IntRange(0, 3).Draw(t, "extra") == 0 {
			if extra == nil {
				extra = annotations.Extra{}
			}
			values := []string{`"https://example.org/"`, `{"type":"Other","x":[1.50]}`}
			if !strings.Contains(k, "/+/") {
				values = unknownValues
			}
			extra[k] = rapid.SampledFrom(values).Draw(t, k)
		}
	}
	return extra
}

var unknownValues = []string{
	"null", "1e400", "-0.10", `"\u0041\ud83d\ude00 b"`, `{"a":[1,{"b":[]}],"A":{}}`, "[]", "false", `" \" { "`,
}

// genActor returns the record of an actor.
func genActor(t *rapid.T) annotations.Actor {
	a := annotations.Actor{
		ID: annotations.NewID(), Name: "N" + genString(t),
		Type: rapid.SampledFrom(append([]annotations.ActorType{""}, annotations.ActorTypes...)).Draw(t, "type"),
		Role: genString(t), Affiliation: genString(t), Note: genString(t),
		Link:    rapid.SampledFrom([]string{"", "https://www.wikidata.org/wiki/Q42"}).Draw(t, "link"),
		Created: genTime(t, "created"), Modified: genTime(t, "modified"),
		Revision: rapid.IntRange(1, 9).Draw(t, "revision"),
		Deleted:  rapid.IntRange(0, 9).Draw(t, "deleted") == 0,
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "aliases") {
		a.Aliases = append(a.Aliases, fmt.Sprint(i, genString(t)))
	}
	keys := []string{"/dc:rights", "/schema:url"}
	if rapid.IntRange(0, 4).Draw(t, "merged") == 0 {
		a.MergedInto = annotations.NewID()
		keys = append(keys, "/pressmark:mergedInto/x")
	}
	a.Extra = genExtra(t, keys)
	return a
}

// genID returns an ID of nothing, or "".
func genID(t *rapid.T) annotations.ID {
	return rapid.SampledFrom([]annotations.ID{"", annotations.NewID()}).Draw(t, "ID")
}

func genDecimal(t *rapid.T) annotations.Decimal {
	return rapid.SampledFrom([]annotations.Decimal{"", "0", "-1234.5", "21000000000", "0.001", "2/3", "-22/7"}).Draw(t, "decimal")
}

// oneOf returns one of some values, or "".
func oneOf[T ~string](t *rapid.T, values []T) T {
	return rapid.SampledFrom(append([]T{""}, values...)).Draw(t, "value")
}

// genSpans returns spans of a text that is not empty.
func genSpans(t *rapid.T, text annotations.Text) []annotations.Span {
	var spans []annotations.Span
	for range rapid.IntRange(1, 4).Draw(t, "spans") {
		start := rapid.IntRange(0, text.Len()-1).Draw(t, "start")
		spans = append(spans, annotations.Span{Start: start, End: start + rapid.IntRange(1, 12).Draw(t, "length")})
	}
	return spans
}

// genClaim returns what is known of a claim of a text, and where more may be said.
func genClaim(t *rapid.T, text annotations.Text) (c annotations.Claim, keys []string) {
	c = annotations.Claim{
		Source: oneOf(t, annotations.Sources), Wording: genString(t),
		Attribution: oneOf(t, annotations.Attributions), Stance: oneOf(t, annotations.Stances),
		About: genString(t), Within: genID(t),
		Check: annotations.Check{
			Worth: oneOf(t, worths), Status: oneOf(t, annotations.Statuses), Reasoning: genString(t),
			Verdict: annotations.Verdict{Name: genString(t), Value: genDecimal(t), Best: genDecimal(t), Worst: genDecimal(t)},
		},
	}
	keys = []string{kindPlace + "/x", ratingPlace + "/x"}
	for range rapid.IntRange(0, 2).Draw(t, "speakers") {
		c.Speakers = append(c.Speakers, annotations.NewID())
		keys = append(keys, speakersPlace+"/0/x")
	}
	for range rapid.IntRange(0, 2).Draw(t, "evidence") {
		c.Check.Evidence = append(c.Check.Evidence, annotations.Evidence{URL: genString(t), Quote: genString(t), Date: genString(t)})
		keys = append(keys, evidencePlace+"/0/x")
	}
	if c.Within != "" {
		keys = append(keys, kindPlace+"/pressmark:within/x")
	}
	if rapid.Bool().Draw(t, "cue") {
		c.Cue = annotations.CueAt(text, genSpans(t, text)...)
		keys = append(keys, cuePlace+"/0/x", cuePlace+"/0/quote/x", cuePlace+"/0/selector/+/000000")
		if rapid.IntRange(0, 5).Draw(t, "lost") == 0 {
			c.Cue.Spans = nil
		} else {
			keys = append(keys, cuePlace+"/0/position/x")
		}
	}
	return c, keys
}

// genFigure returns what is known of a figure, and where more may be said.
func genFigure(t *rapid.T) (f annotations.Figure, keys []string) {
	f = annotations.Figure{
		Quantity: annotations.Quantity{
			Type: oneOf(t, annotations.FigureTypes), Value: genDecimal(t), Low: genDecimal(t), High: genDecimal(t),
			Unit: genString(t), UnitText: genString(t), Currency: rapid.SampledFrom([]string{"", "EUR"}).Draw(t, "currency"),
			Comparator: oneOf(t, annotations.Comparators), Direction: oneOf(t, annotations.Directions),
			Approximate: rapid.Bool().Draw(t, "approximate"), Vague: rapid.Bool().Draw(t, "vague"),
			Counted: genString(t), Time: genString(t), Base: genString(t),
		},
		Claim: genID(t), Apart: rapid.Bool().Draw(t, "apart"), Corrected: rapid.Bool().Draw(t, "corrected"),
	}
	keys = []string{kindPlace + "/x"}
	if f.Claim != "" {
		keys = append(keys, kindPlace+"/pressmark:claim/x")
	}
	for range rapid.IntRange(0, 2).Draw(t, "ties") {
		f.Ties = append(f.Ties, annotations.Tie{Relation: oneOf(t, annotations.Relations), Figure: annotations.NewID()})
		keys = append(keys, tiesPlace+"/0/x", tiesPlace+"/0/pressmark:figure/x")
	}
	return f, keys
}

// genAnnotation returns a valid annotation of an article with a text.
func genAnnotation(t *rapid.T, a annotations.Article) annotations.Annotation {
	n := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), genTime(t, "created"), genSpans(t, a.Text)...)
	n.Modified = genTime(t, "modified")
	n.Origin = rapid.SampledFrom([]annotations.Origin{"", annotations.ByHand, annotations.ByMention, annotations.ByImport}).Draw(t, "origin")
	n.Creator = annotations.NewText(genText(t)).String()
	n.Label = rapid.SampledFrom([]string{"", "ORG", "Source"}).Draw(t, "label")
	n.Note = annotations.NewText(genText(t)).String()
	for i := range rapid.IntRange(0, 3).Draw(t, "tags") {
		n.Tags = append(n.Tags, fmt.Sprintf("%d/~%s", i, annotations.NewText(genText(t)).String()))
	}
	n.Revision = rapid.IntRange(1, 9).Draw(t, "revision")
	n.Deleted = rapid.IntRange(0, 9).Draw(t, "deleted") == 0
	keys := []string{"/x", "/dc:rights", "/body/kind/schema:name", "/body/+/000000", "/target/0/x", "/target/0/quote/y", "/target/0/selector/+/000000"}
	var more []string
	switch n.Kind {
	case annotations.KindActor:
		n.Actor = genID(t)
	case annotations.KindClaim:
		n.Claim, more = genClaim(t, a.Text)
	case annotations.KindFigure:
		n.Figure, more = genFigure(t)
	}
	keys = append(keys, more...)
	if rapid.IntRange(0, 5).Draw(t, "orphan") == 0 {
		n.Spans = nil
	} else {
		keys = append(keys, "/target/0/position/z")
	}
	if n.Creator != "" {
		keys = append(keys, "/creator/email")
	}
	if n.Label != "" {
		keys = append(keys, "/body/label/format")
	}
	if n.Note != "" {
		keys = append(keys, "/body/note/format")
	}
	for _, tag := range n.Tags {
		keys = append(keys, "/body/tag/"+escapePointer(tag)+"/language")
	}
	n.Extra = genExtra(t, keys)
	return n
}

// genCollection returns articles with annotations, and actors.
func genCollection(t *rapid.T) Collection {
	var c Collection
	for range rapid.IntRange(0, 2).Draw(t, "actors") {
		c.Actors = append(c.Actors, genActor(t))
	}
	for range rapid.IntRange(0, 3).Draw(t, "articles") {
		a := genArticle(t)
		c.Articles = append(c.Articles, a)
		if a.Text.Len() == 0 {
			continue
		}
		for range rapid.IntRange(0, 4).Draw(t, "annotations") {
			c.Annotations = append(c.Annotations, genAnnotation(t, a))
		}
	}
	// Some of what is referred to is there.
	ids := []annotations.ID{annotations.NewID()}
	for _, a := range c.Actors {
		ids = append(ids, a.ID)
	}
	for _, n := range c.Annotations {
		ids = append(ids, n.ID)
	}
	for i, n := range c.Annotations {
		c.Annotations[i] = n.Redirect(func(annotations.ID) annotations.ID { return rapid.SampledFrom(ids).Draw(t, "to") })
	}
	c.Extra = genExtra(t, []string{"/label", "/first/x"})
	return c
}
