package line

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

func TestText(t *testing.T) {
	text := rapid.String().Filter(func(s string) bool {
		return store.Put{Record: store.Record{ID: "i", Article: "a", Type: store.Article, Revision: 1, Data: "d" + s}}.Check() == nil
	})
	rapid.Check(t, func(t *rapid.T) {
		list := make([]store.Record, rapid.IntRange(0, 5).Draw(t, "n"))
		var joined strings.Builder // as the database joins heads
		for i := range list {
			list[i] = store.Record{
				ID:       annotations.ID("i" + text.Draw(t, "id")),
				Article:  annotations.ID("a" + text.Draw(t, "article")),
				Type:     rapid.SampledFrom([]store.Type{store.Article, store.Annotation, store.Actor}).Draw(t, "type"),
				Label:    text.Draw(t, "label"),
				Revision: rapid.IntMin(1).Draw(t, "revision"),
				Deleted:  rapid.Bool().Draw(t, "deleted"),
				Modified: rapid.Int64().Draw(t, "modified"),
				Data:     text.Draw(t, "data"),
			}
			if i > 0 {
				joined.WriteString(Unit)
			}
			joined.WriteString("17" + Unit + "tab" + Unit + Encode(Head(list[i])))
		}
		if got, err := Decode(Encode(list...), 0); err != nil || !slices.Equal(got, list) {
			t.Fatalf("got %+v, %v; want %+v", got, err, list)
		}
		heads, err := Decode(joined.String(), 2)
		if err != nil || len(heads) != len(list) {
			t.Fatalf("got %+v, %v; want the heads of %+v", heads, err, list)
		}
		for i, h := range heads {
			if h != Head(list[i]) {
				t.Fatalf("got %+v, want the head of %+v", h, list[i])
			}
		}
	})
}

func TestNotText(t *testing.T) {
	good := Encode(store.Record{ID: "i", Article: "a", Type: store.Article, Label: "l", Revision: 1, Data: "{}"})
	if _, err := Decode(good, 0); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"x", Unit, End, good[1:], good[:len(good)-1], good + "[object Object]", good + good[1:], "[object Object]" + Unit + good,
		strings.Replace(good, Unit, "", 1), strings.Replace(good, Unit, Unit+Unit, 1), strings.Replace(good, "1", "0", 1),
		strings.Replace(good, "1", "one", 1), strings.Replace(good, "0", "2", 1), strings.Replace(good, "article", "person", 1),
	} {
		if got, err := Decode(bad, 0); !errors.Is(err, ErrNone) {
			t.Errorf("%q is read as %+v, %v", bad, got, err)
		}
	}
}

// FuzzText: whatever lies in the database, reading it gives whole records or an
// error.
func FuzzText(f *testing.F) {
	f.Add(Encode(store.Record{ID: "i", Article: "a", Type: store.Article, Label: "l", Revision: 1, Data: "{}"}))
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Decode(text, 0)
		if err != nil {
			return
		}
		if Encode(list...) != text && !strings.Contains(text, End+Unit) {
			t.Errorf("%q becomes %q", text, Encode(list...))
		}
		again, err := Decode(Encode(list...), 0)
		if err != nil || !slices.Equal(again, list) {
			t.Errorf("%q becomes %+v and that %+v, %v", text, list, again, err)
		}
	})
}
