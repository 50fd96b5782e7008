package format

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
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
	a.Title = annotations.NewText(a.Title).String()
	a.Byline = annotations.NewText(a.Byline).String()
	a.Publisher = annotations.NewText(a.Publisher).String()
	end := 0
	for _, l := range lines(text.String()) {
		s := text.Whole(annotations.Span{Start: text.FromByte(l.start), End: text.FromByte(l.end)})
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
	if len(a.Blocks) > 0 {
		keys = append(keys, "/pressmark:blocks/0/x")
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

// genAnnotation returns a valid annotation of an article with a text.
func genAnnotation(t *rapid.T, a annotations.Article) annotations.Annotation {
	var spans []annotations.Span
	for range rapid.IntRange(1, 4).Draw(t, "spans") {
		start := rapid.IntRange(0, a.Text.Len()-1).Draw(t, "start")
		spans = append(spans, annotations.Span{Start: start, End: start + rapid.IntRange(1, 12).Draw(t, "length")})
	}
	n := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), genTime(t, "created"), spans...)
	n.Modified = genTime(t, "modified")
	n.Origin = rapid.SampledFrom([]annotations.Origin{"", annotations.ByHand, annotations.ByMention, annotations.ByImport}).Draw(t, "origin")
	n.Creator = annotations.NewText(genText(t)).String()
	n.Note = annotations.NewText(genText(t)).String()
	for i := range rapid.IntRange(0, 3).Draw(t, "tags") {
		n.Tags = append(n.Tags, fmt.Sprintf("%d/~%s", i, annotations.NewText(genText(t)).String()))
	}
	n.Revision = rapid.IntRange(1, 9).Draw(t, "revision")
	n.Deleted = rapid.IntRange(0, 9).Draw(t, "deleted") == 0
	keys := []string{"/x", "/dc:rights", "/body/kind/schema:name", "/body/+/000000", "/target/0/x", "/target/0/quote/y", "/target/0/selector/+/000000"}
	if rapid.IntRange(0, 5).Draw(t, "orphan") == 0 {
		n.Spans = nil
	} else {
		keys = append(keys, "/target/0/position/z")
	}
	if n.Creator != "" {
		keys = append(keys, "/creator/email")
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

// genCollection returns articles with annotations.
func genCollection(t *rapid.T) Collection {
	var c Collection
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
	c.Extra = genExtra(t, []string{"/label", "/first/x"})
	return c
}

// checkArticle holds an article that was read against what this package promises.
func checkArticle(t interface {
	Helper()
	Errorf(string, ...any)
}, a annotations.Article) {
	t.Helper()
	if a.Title == "" || strings.ContainsAny(a.Title, "\n\r") || !visible(a.Title) {
		t.Errorf("title %q", a.Title)
	}
	if _, err := annotations.ParseID(string(a.ID)); err != nil || a.Revision != 0 || a.Deleted {
		t.Errorf("ID %q, revision %d, deleted %v", a.ID, a.Revision, a.Deleted)
	}
	if len(a.Blocks) == 0 {
		t.Errorf("no blocks")
	}
	end := 0
	for i, b := range a.Blocks {
		s := a.Text.Slice(b.Span)
		switch {
		case b.Span.Empty() || b.Span.Start < end || b.Span.End > a.Text.Len():
			t.Errorf("block %d is at %v after %d", i, b.Span, end)
		case a.Text.Whole(b.Span) != b.Span:
			t.Errorf("block %d %q splits a grapheme", i, s)
		case !visible(s):
			t.Errorf("block %d %q shows nothing", i, s)
		case strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r"):
			t.Errorf("block %d %q ends in a line break", i, s)
		case b.Kind == annotations.Paragraph && b.Level != 0, b.Kind != annotations.Paragraph && b.Level < 1,
			b.Kind == annotations.Heading && b.Level > 6:
			t.Errorf("block %d is a %s of level %d", i, b.Kind, b.Level)
		}
		end = b.Span.End
	}
	// What can be read can be stored.
	again, err := DecodeArticle(EncodeArticle(a))
	if err != nil || string(EncodeArticle(again)) != string(EncodeArticle(a)) {
		t.Errorf("stored and read again: %v", err)
	}
}
