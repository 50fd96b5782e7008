package app

import (
	"reflect"
	"testing"

	"pressmark/annotations"
)

// by returns a doc with a mark on a quote, by somebody.
func by(d annotations.Doc, who string, kind annotations.Kind, quote string) annotations.Doc {
	e := annotations.NewDoc(d.Article, nil).Mark(kind, noon, over(d, quote))
	e.Annotations[0].After.Creator = who
	return d.Apply(e)
}

// twoOf is an article that Ada and Ben have marked.
func twoOf() annotations.Doc {
	d := page("The mayor said that 19 trams stop. Nobody asked the drivers.", "")
	d = by(d, "Ada", annotations.KindActor, "The mayor")
	d = by(d, "Ben", annotations.KindActor, "mayor")
	d = by(d, "Ada", annotations.KindFigure, "19 trams")
	d = by(d, "Ben", annotations.KindFigure, "19 trams")
	return by(d, "Ben", annotations.KindActor, "the drivers")
}

func quotes(d annotations.Doc) []string {
	out := []string{}
	for _, m := range d.Marks() {
		out = append(out, m.Creator+": "+m.Exact())
	}
	return out
}

// What is hidden is not in the doc that the reader sees, whatever becomes of the article
// meanwhile; and without anything hidden the doc is what it was.
func TestWithout(t *testing.T) {
	d := twoOf()
	if !sameMarks(without(d, nil).Marks(), d.Marks()) {
		t.Error("with nothing hidden, the doc is another")
	}
	if want := []layerCount{{"Ada", 2}, {"Ben", 3}}; !reflect.DeepEqual(layersOf(d), want) {
		t.Errorf("layers %v, not %v", layersOf(d), want)
	}
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		shown := func(what string, want ...string) {
			t.Helper()
			if got := quotes(s.reader.doc()); !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
				t.Errorf("%s: %v, not %v", what, got, want)
			}
		}
		s.reader.toggleLayer("Ben")
		shown("without Ben", "Ada: The mayor", "Ada: 19 trams")
		if a, b := s.reader.doc(), s.reader.doc(); !sameMarks(a.Marks(), b.Marks()) {
			t.Error("the same marks are sifted twice")
		}
		s.do(s.reader.whole().Article.Rename("Another title", now()))
		if got := s.reader.doc().Article.Title; got != "Another title" {
			t.Errorf("after a change of the article its title is %q", got)
		}
		shown("after a change of the article", "Ada: The mayor", "Ada: 19 trams")
		s.name.Set("Ada")
		s.do(s.reader.whole().Mark(annotations.KindActor, now(), over(d, "Nobody")))
		shown("after a change of the marks", "Ada: The mayor", "Ada: 19 trams", "Ada: Nobody")
		s.reader.toggleLayer("Ada")
		shown("with everybody hidden")
		s.reader.toggleLayer("Ben")
		shown("without Ada", "Ben: mayor", "Ben: 19 trams", "Ben: the drivers")
	}, d)
}

// New marks carry the reader's name; what others made, or a merged layer, keeps its own.
func TestSigned(t *testing.T) {
	d := twoOf()
	e := d.Mark(annotations.KindActor, noon, over(d, "Nobody"))
	if got := signed(e, "Cleo").Annotations[0].After.Creator; got != "Cleo" {
		t.Errorf("a new mark is by %q", got)
	}
	if got := e.Annotations[0].After.Creator; got != "" {
		t.Errorf("the edit itself was changed: by %q", got)
	}
	if got := signed(e, "").Annotations[0].After.Creator; got != "" {
		t.Errorf("without a name a mark is by %q", got)
	}
	changed := d.SetKind(annotations.KindClaim, noon, d.Marks()[0].ID)
	if got := signed(changed, "Cleo").Annotations[0].After.Creator; got != d.Marks()[0].Creator {
		t.Errorf("a mark that is changed is by %q", got)
	}
	for _, name := range []annotations.EditName{annotations.Imported, annotations.Added, annotations.Adjudicated} {
		other := e
		other.Name = name
		if got := signed(other, "Cleo").Annotations[0].After.Creator; got != "" {
			t.Errorf("%s: a mark is by %q", name, got)
		}
	}
}

// A reader with a name may mark what others marked; one without may not mark it twice.
func TestOwnAt(t *testing.T) {
	d := twoOf()
	s := over(d, "19 trams")
	for name, want := range map[string]int{"": 0, "Ada": 0, "Cleo": 1} {
		a := newApp(nil)
		a.name.Set(name)
		if got := len(a.reader.ownAt(d, s).Mark(annotations.KindFigure, noon, s).Annotations); got != want {
			t.Errorf("%q makes %d marks, not %d", name, got, want)
		}
	}
}

func TestLayerName(t *testing.T) {
	for _, x := range []struct{ reader, layer, want string }{
		{"", "", "You"}, {"", "Ada", "Ada"}, {"Ada", "Ada", "Ada (you)"}, {"Ada", "", "No name"}, {"Ada", "Ben", "Ben"},
	} {
		a := newApp(nil)
		a.name.Set(x.reader)
		if got := a.reader.layerName(x.layer); got != x.want {
			t.Errorf("%q calls %q %q, not %q", x.reader, x.layer, got, x.want)
		}
	}
}
