package standoff

import (
	"errors"
	"testing"

	"pressmark/annotations"
)

// TestAttach puts marks that came without their text where the text says their words.
func TestAttach(t *testing.T) {
	c, problems := Records(parse(t, "\n---\narticle source=https://example.org/a#top\nT1 label=Claim\nT1 says=\"the bridge is safe\"\nT2 label=Claim\nT2 says=\"nothing of the sort\"\nT3 label=Cue\nT3 says=\"said\"\nR1 relation=HasCue from=T1 to=T3\n"), nil, now)
	if len(problems) > 0 || len(c.Articles) != 1 || c.Articles[0].Title == "" {
		t.Fatalf("%+v %v", c, problems)
	}
	same := func(a, b string) bool { return a+"#top" == b }
	text := annotations.NewText("Orsini said the bridge is safe.")
	kept := []annotations.Article{
		{ID: annotations.NewID(), Text: text, Source: "https://example.org/a", Deleted: true},
		{ID: annotations.NewID(), Text: text, Source: "https://example.org/b"},
	}
	none, problems := Attach(c, kept, same)
	if len(none.Annotations)+len(none.Articles) != 0 || len(problems) != 1 || !errors.Is(problems[0], ErrNoText) {
		t.Errorf("%+v %v", none, problems)
	}
	kept = append(kept, annotations.Article{ID: annotations.NewID(), Text: text, Source: "https://example.org/a"})
	got, problems := Attach(c, kept, same)
	if len(problems) != 1 || !errors.Is(problems[0], ErrNoQuote) || len(got.Articles) != 0 || len(got.Annotations) != 2 {
		t.Fatalf("%+v %v", got, problems)
	}
	n := got.Annotations[0]
	if err := kept[2].Check(n); err != nil || n.Orphan() || n.Exact() != "the bridge is safe" || len(n.Claim.Cue.Spans) != 1 {
		t.Errorf("%v %+v", err, n)
	}
	if !got.Annotations[1].Orphan() || got.Annotations[1].Article != kept[2].ID {
		t.Errorf("%+v", got.Annotations[1])
	}
	older := annotations.Article{ID: annotations.NewID(), Text: text, Source: "https://example.org/a", Created: now.Add(-1)}
	kept[2].Created = now
	if got, _ := Attach(c, append(kept, older), same); got.Annotations[0].Article != kept[2].ID {
		t.Error("it is attached to an older version")
	}
	whole, _ := Records(parse(t, "[T1:a] text\n---\nT1 label=Claim\n"), nil, now)
	if again, problems := Attach(whole, kept, same); len(problems) > 0 || len(again.Articles) != 1 || len(again.Annotations) != 1 {
		t.Error("what has its text is touched")
	}
}
