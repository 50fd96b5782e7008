package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
)

// What a claim is about is a time where its words say one, by the article's date.
func TestResolvedTime(t *testing.T) {
	for _, x := range []struct{ words, published, want string }{
		{"Friday", "2025-04-19", "2025-04-18"},
		{"next month", "2025-04-19", "2025-05"},
		{"mid-2022", "", "2022-05/2022-08"},
		{"November 25, 2026", "", "2026-11-25"},
		{"Friday", "", ""}, // of no week
		{"2025-04-18", "2025-04-19", ""},
		{"2025", "2025-04-19", ""},
		{"the war", "2025-04-19", ""},
		{"21 people", "2025-04-19", ""},
		{"", "2025-04-19", ""},
	} {
		got := resolvedTime(x.words, x.published)
		if got != x.want || got != "" && !ledger.IsTime(got) {
			t.Errorf("%q in an article of %q is %q, not %q", x.words, x.published, got, x.want)
		}
	}
	visiting(t, page("He left on Friday.", "2025-04-19"), nil, func(t *testing.T, v *stage) {
		id := v.markAs(t, annotations.KindClaim, "He left")
		v.reader.editor.setAbout(id, resolvedTime("Friday", v.reader.doc().Article.Published))
		v.settle()
		if got := v.reader.doc().Find(id).Claim.About; got != "2025-04-18" {
			t.Errorf("the claim is about %q", got)
		}
	})
}
