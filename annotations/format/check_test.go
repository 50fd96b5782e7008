package format

import (
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)

// checkArticle holds an article that was read against what this package promises.
func checkArticle(t interface {
	Helper()
	Errorf(string, ...any)
}, a annotations.Article) {
	t.Helper()
	if a.Title == "" || strings.ContainsAny(a.Title, "\n\r") || !plain.Visible(a.Title) {
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
		case !plain.Visible(s):
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
	again, err := record.DecodeArticle(record.EncodeArticle(a))
	if err != nil || string(record.EncodeArticle(again)) != string(record.EncodeArticle(a)) {
		t.Errorf("stored and read again: %v", err)
	}
}
