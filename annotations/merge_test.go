package annotations_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

var mergeArticle = annotationtest.Article(sample)

// drawChange draws what somebody made of an annotation.
func drawChange(t *rapid.T, n annotations.Annotation) annotations.Annotation {
	change := func(field string) bool { return rapid.IntRange(0, 3).Draw(t, field) == 0 }
	word := rapid.SampledFrom([]string{"", "a", "b", "c"})
	if change("kind") {
		n.Kind = rapid.SampledFrom(annotations.Kinds).Draw(t, "to")
	}
	if change("note") {
		n.Note = word.Draw(t, "to")
	}
	if change("creator") {
		n.Creator = word.Draw(t, "to")
	}
	if change("tags") {
		n.Tags = rapid.SliceOfNDistinct(word, 0, 3, rapid.ID[string]).Draw(t, "to")
	}
	if change("extra") {
		n.Extra = maps.Clone(n.Extra)
		if n.Extra == nil {
			n.Extra = annotations.Extra{}
		}
		n.Extra["x"] = word.Draw(t, "to")
		if n.Extra["x"] == "" {
			delete(n.Extra, "x")
		}
	}
	if change("place") {
		if moved := n.At(mergeArticle.Text, drawSpan(t, mergeArticle.Text.Len())); !moved.Orphan() {
			n = moved
		}
	}
	if change("deleted") {
		n.Deleted = !n.Deleted
	}
	n.Revision++
	n.Modified = start.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "when")) * time.Hour)
	return n
}

func TestMergeAnnotation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := annotations.NewAnnotation(mergeArticle, annotations.KindActor, start, annotations.Span{End: 5})
		base.Revision = 1
		if rapid.IntRange(0, 4).Draw(t, "anew") > 0 {
			base = drawChange(t, base)
		}
		mine, theirs := drawChange(t, base), drawChange(t, base)
		m := annotations.MergeAnnotation(base, mine, theirs)
		if m.Record.ID != base.ID || m.Same != m.Record.Same(theirs) {
			t.Fatalf("merged to %+v", m)
		}
		for _, n := range []*annotations.Annotation{&m.Record, m.Copy} {
			if n != nil && !n.Deleted {
				if err := mergeArticle.Check(*n); err != nil {
					t.Fatal(err)
				}
			}
		}
		if m.Copy != nil && (m.Copy.ID == base.ID || m.Copy.Revision != 0 || m.Copy.Deleted) {
			t.Fatalf("the copy is %+v", *m.Copy)
		}
		// No deletion is taken back, but by who deleted.
		if !base.Deleted && theirs.Deleted && !m.Record.Deleted {
			t.Fatal("what they deleted is back")
		}
		// What either side changed is in the record, or, of mine, in the copy.
		has := func(who string, x annotations.Annotation, places ...*annotations.Annotation) {
			if x.Deleted {
				return
			}
			in := func(holds func(annotations.Annotation) bool) bool {
				return slices.ContainsFunc(places, func(n *annotations.Annotation) bool { return n != nil && holds(*n) })
			}
			lost := func(field string, changed bool, holds func(annotations.Annotation) bool) {
				if changed && !in(holds) {
					t.Fatalf("%s %s is lost: of %+v and %+v came %+v, %+v", who, field, mine, theirs, m.Record, m.Copy)
				}
			}
			lost("kind", x.Kind != base.Kind, func(n annotations.Annotation) bool { return n.Kind == x.Kind })
			lost("note", x.Note != base.Note, func(n annotations.Annotation) bool { return n.Note == x.Note })
			lost("creator", x.Creator != base.Creator, func(n annotations.Annotation) bool { return n.Creator == x.Creator })
			lost("extra", x.Extra["x"] != base.Extra["x"], func(n annotations.Annotation) bool { return n.Extra["x"] == x.Extra["x"] })
			lost("place", !slices.Equal(x.Spans, base.Spans), func(n annotations.Annotation) bool { return slices.Equal(n.Spans, x.Spans) })
			for _, tag := range x.Tags {
				lost("tag", !slices.Contains(base.Tags, tag), func(n annotations.Annotation) bool { return slices.Contains(n.Tags, tag) })
			}
			if base.Deleted {
				lost("life", true, func(n annotations.Annotation) bool { return !n.Deleted })
			}
		}
		has("my", mine, &m.Record, m.Copy)
		has("their", theirs, &m.Record)
		// Merging again, or what is merged already, changes nothing more.
		if again := annotations.MergeAnnotation(base, mine, m.Record); m.Copy == nil && !again.Record.Same(m.Record) {
			t.Fatalf("merged again: %+v, and was %+v", again.Record, m.Record)
		}
		// Without a clash or a deletion it does not matter who was quicker, but for
		// the order of tags.
		other := annotations.MergeAnnotation(base, theirs, mine)
		if (m.Copy == nil) != (other.Copy == nil) && !mine.Deleted && !theirs.Deleted {
			t.Fatal("it is a clash for one, and not for the other")
		}
		if m.Copy == nil && other.Copy == nil && !mine.Deleted && !theirs.Deleted {
			a, b := m.Record, other.Record
			slices.Sort(a.Tags)
			slices.Sort(b.Tags)
			if a.Tags, b.Tags = slices.Clip(a.Tags), slices.Clip(b.Tags); !a.Same(b) {
				t.Fatalf("one way %+v, the other %+v", a, b)
			}
		}
	})
}

func TestMergeTagOrder(t *testing.T) {
	base := annotations.NewAnnotation(mergeArticle, annotations.KindActor, start, annotations.Span{End: 5})
	base.Tags = []string{"a", "b"}
	mine, theirs := base, base
	mine.Tags, theirs.Note = []string{"b", "a"}, "x"
	if m := annotations.MergeAnnotation(base, mine, theirs); !slices.Equal(m.Record.Tags, mine.Tags) || m.Record.Note != "x" {
		t.Errorf("%+v", m.Record)
	}
}

func TestMergeArticle(t *testing.T) {
	base := annotationtest.Article("Text.")
	named := func(title string, hours int) annotations.Article {
		a := base
		a.Title, a.Modified = title, start.Add(time.Duration(hours)*time.Hour)
		return a
	}
	gone := func(a annotations.Article) annotations.Article { a.Deleted = true; return a }
	by := func(a annotations.Article, byline string) annotations.Article { a.Byline = byline; return a }
	newer := func(a annotations.Article) annotations.Article { a.Revises = "older"; return a }
	for _, x := range []struct {
		name                 string
		mine, theirs, merged annotations.Article
	}{
		{"nothing of mine", base, named("theirs", 1), named("theirs", 1)},
		{"nothing of theirs", named("mine", 1), base, named("mine", 1)},
		{"the same", named("both", 1), named("both", 2), named("both", 2)},
		{"mine later", named("mine", 2), named("theirs", 1), named("mine", 2)},
		{"theirs later", named("mine", 1), named("theirs", 2), named("theirs", 2)},
		{"different fields", named("mine", 1), by(base, "theirs"), by(named("mine", 1), "theirs")},
		{"which one mine revises", newer(base), named("theirs", 1), newer(named("theirs", 1))},
		{"my deletion", gone(base), named("theirs", 1), gone(named("theirs", 1))},
		{"their deletion", named("mine", 1), gone(base), gone(named("mine", 1))},
		{"both deleted", gone(base), gone(base), gone(base)},
	} {
		m := annotations.MergeArticle(base, x.mine, x.theirs)
		if !m.Record.Same(x.merged) || !m.Record.Modified.Equal(x.merged.Modified) || m.Copy != nil || m.Same != x.merged.Same(x.theirs) {
			t.Errorf("%s: %+v", x.name, m)
		}
	}
}

// What only one side changed is in the merged record, whichever field it is, or in the copy.
func TestMergeSeesEveryField(t *testing.T) {
	_, marks := marked(t, "[a:he] said")
	survives(t, marks[0], annotations.MergeAnnotation, "ID", "Revision", "Modified", "Deleted")
	survives(t, annotationtest.Article("Text."), annotations.MergeArticle, "ID", "Text", "Blocks", "Created", "Revision", "Modified")
	survives(t, annotations.Actor{ID: annotations.NewID(), Name: "Lund"}, annotations.MergeActor, "ID", "Created", "Revision", "Modified")
}

// survives changes each field of mine that is not fixed, and in theirs the extra members.
func survives[T any](t *testing.T, base T, merge func(base, mine, theirs T) annotations.Merge[T], fixed ...string) {
	t.Helper()
	typ := reflect.TypeFor[T]()
	theirs := base
	reflect.ValueOf(&theirs).Elem().FieldByName("Extra").Set(reflect.ValueOf(annotations.Extra{"/theirs": "1"}))
	for _, path := range fields(typ, nil) {
		name := typ.FieldByIndex(path).Name
		if slices.Contains(fixed, typ.Field(path[0]).Name) || name == "Extra" {
			continue
		}
		mine := base
		alter(reflect.ValueOf(&mine).Elem().FieldByIndex(path))
		m := merge(base, mine, theirs)
		merged := m.Record
		if m.Copy != nil { // of a field of another kind of annotation
			merged = *m.Copy
		}
		got, want := reflect.ValueOf(merged).FieldByIndex(path).Interface(), reflect.ValueOf(mine).FieldByIndex(path).Interface()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s.%s: %v, not %v", typ, name, got, want)
		}
	}
}

// The undoing of an import takes a mark away and gives back what the import replaced. Where
// the mark was changed elsewhere, the taking away yields to that, the giving back does not.
func TestMergeYieldingDeletion(t *testing.T) {
	base := annotations.Annotation{ID: annotations.NewID(), Kind: annotations.KindClaim}
	mine, theirs := base, base
	mine.Deleted, mine.Tags = true, []string{"mine"}
	theirs.Note = "theirs"
	m := annotations.MergeAnnotation(base, mine, theirs)
	if r := m.Record; r.Deleted || r.Note != "theirs" || !slices.Equal(r.Tags, []string{"mine"}) || m.Same || m.Copy != nil {
		t.Errorf("merged: %+v", m)
	}
	mine.Tags = nil
	if m := annotations.MergeAnnotation(base, mine, theirs); !m.Record.Equal(theirs) || !m.Same || m.Copy != nil {
		t.Errorf("with nothing else changed: %+v", m)
	}
	mine.Note = "mine" // both changed it
	if m := annotations.MergeAnnotation(base, mine, theirs); !m.Record.Equal(theirs) || !m.Same || m.Copy != nil {
		t.Errorf("with a clash: %+v", m)
	}
}
