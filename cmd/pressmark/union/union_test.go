package union

import (
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// piece is a text with its first word marked, as one file has it.
func piece(t *testing.T, id, creator string) record.Collection {
	t.Helper()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	a, err := plain.Read("talk.txt", []byte("He said it."), now)
	if err != nil {
		t.Fatal(err)
	}
	a.ID, a.Revision = annotations.IDOf("article", id), 1
	mark := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{Start: 0, End: 2})
	mark.ID, mark.Revision, mark.Creator = annotations.IDOf("mark"), 1, creator
	return record.Collection{Articles: []annotations.Article{a}, Annotations: []annotations.Annotation{mark}}
}

// Articles of one text are one, whatever their IDs, and each annotator's marks stand in it,
// though files made alike give them one ID. Who is not named is called as --by-input has it.
func TestLayers(t *testing.T) {
	for naming, want := range map[Naming][2]string{
		WhereUnsaid: {"ada", "two"}, ByInput: {"one", "two"},
	} {
		u := New(naming)
		for i, c := range []record.Collection{piece(t, "a", "ada"), piece(t, "b", "")} {
			input := []string{"one", "two"}[i]
			if _, err := u.Add(c, input, input+".json"); err != nil {
				t.Fatal(err)
			}
		}
		docs := u.Docs()
		if len(docs) != 1 || u.File(docs[0].Article.ID) != "one.json" {
			t.Fatalf("%d articles", len(docs))
		}
		got := map[string]bool{}
		for _, m := range docs[0].Marks() {
			got[m.Creator] = true
		}
		if len(got) != 2 || !got[want[0]] || !got[want[1]] {
			t.Errorf("%d: the annotators are %v, not %v", naming, got, want)
		}
	}
}
