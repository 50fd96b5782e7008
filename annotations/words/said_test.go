package words_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// things counts records.
func things(articles, actors, marks int) string {
	list, _ := words.Things(articles, actors, marks)
	return list
}

func TestWords(t *testing.T) {
	for _, x := range []struct{ got, want string }{
		{words.Count(0, words.Mark), "0 marks"},
		{words.Count(1, words.Mark), "1 mark"},
		{words.Count(1234567, words.Mark), "1,234,567 marks"},
		{words.Group(999), "999"},
		{words.Group(1000), "1,000"},
		{things(1, 2, 3), "1 article, 2 actors and 3 marks"},
		{things(1, 0, 2), "1 article and 2 marks"},
		{things(0, 0, 1), "1 mark"},
		{things(0, 0, 0), ""},
		{words.Size(1), "1 byte"},
		{words.Size(1499), "1 kB"},
		{words.Size(2_600_000), "3 MB"},
		{words.Clip("a\n b", words.InMessage), "a b"},
		{words.Clip(strings.Repeat("ä", 61), words.InMessage), strings.Repeat("ä", 59) + "…"},
	} {
		if x.got != x.want {
			t.Errorf("%q, not %q", x.got, x.want)
		}
	}
}

// Whatever was done is said, and nothing of it is a word of the program's own.
func TestDone(t *testing.T) {
	n := annotations.Annotation{Kind: annotations.KindClaim, Quotes: []annotations.Quote{{Exact: "it was so"}}}
	marks := []annotations.Change[annotations.Annotation]{{After: &n}}
	articles := []annotations.Change[annotations.Article]{{After: &annotations.Article{Title: "A title"}}}
	for name, want := range map[annotations.EditName]string{
		annotations.Marked:    "Marked “it was so” as a claim.",
		annotations.Mentions:  "Marked 1 more mention of “it was so”.",
		annotations.Deleted:   "Deleted the mark on “it was so”.",
		annotations.KindSet:   "“it was so” is now a claim.",
		annotations.Moved:     "The mark is now on “it was so”.",
		annotations.Stretched: "Added a stretch: “it was so”.",
		annotations.NoteSet:   "Changed the note on “it was so”.",
		annotations.TagsSet:   "Changed the tags of “it was so”.",
		annotations.Renamed:   "Renamed the article to “A title”.",
		annotations.Added:     "Added “A title” to the library.",
		annotations.Removed:   "Deleted the article “A title”.",
		annotations.Imported:  "Imported 1 article and 1 mark.",
	} {
		if got := words.Done(annotations.Edit{Name: name, Annotations: marks, Articles: articles}); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	gone := n
	gone.Deleted = true
	if got := words.Done(annotations.Edit{Name: annotations.Imported, Annotations: []annotations.Change[annotations.Annotation]{{After: &gone}}}); got != "Imported what was deleted." {
		t.Error(got)
	}
}

func TestTroubles(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("deep inside: %w", err) }
	for _, x := range []struct{ got, holds string }{
		{words.StoreTrouble(wrapped(words.ErrFull)), "storage is full"},
		{words.StoreTrouble(wrapped(words.ErrOutdated)), "Reload this tab"},
		{words.StoreTrouble(wrapped(words.ErrBlocked)), "Allow site data"},
		{words.StoreTrouble(errors.New("x")), "tries again by itself"},
		{words.ReadTrouble(wrapped(words.ErrEmpty)), "no text"},
		{words.ReadTrouble(wrapped(words.ErrTooLarge)), "too large"},
		{words.ReadTrouble(wrapped(words.ErrEncoding)), "UTF-8"},
		{words.OpenTrouble(wrapped(words.ErrElsewhere)), "of another site"},
		{words.OpenTrouble(wrapped(words.ErrAbsent)), "not there"},
		{words.OpenTrouble(errors.New("x")), "could not be opened"},
	} {
		if !strings.Contains(x.got, x.holds) || strings.Contains(x.got, "deep inside") {
			t.Errorf("%q", x.got)
		}
	}
}
