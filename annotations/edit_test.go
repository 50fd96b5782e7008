package annotations_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// sample is a text with what makes offsets hard: marks, emoji, scripts, repetition.
const sample = "Putin met Witkoff; Witkoff’s “visit,” he said, cost €21bn.\n\nPutin’s 👩‍👩‍👧 and e\u0301te\u0301 🇫🇷🇩🇪.\nWitkoff, Witkoff: 日本 Putin"

func drawSpan(t *rapid.T, n int) annotations.Span {
	from := rapid.IntRange(0, n-1).Draw(t, "from")
	return annotations.Span{Start: from, End: min(n, from+rapid.IntRange(0, 20).Draw(t, "length"))}
}

// drawDoc draws a doc with up to 20 marks, some of them orphans.
func drawDoc(t *rapid.T) annotations.Doc {
	art := annotationtest.Article(sample)
	var marks []annotations.Annotation
	for range rapid.IntRange(0, 20).Draw(t, "marks") {
		var spans []annotations.Span
		for range rapid.IntRange(1, 3).Draw(t, "spans") {
			spans = append(spans, drawSpan(t, art.Text.Len()))
		}
		n := annotations.NewAnnotation(art, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), start, spans...)
		switch {
		case n.Orphan():
			continue
		case rapid.IntRange(0, 9).Draw(t, "orphan") == 0:
			n.Spans = nil
		}
		n.Revision = 1
		n.Deleted = rapid.IntRange(0, 9).Draw(t, "deleted") == 0
		marks = append(marks, n)
	}
	return annotations.NewDoc(art, marks)
}

// drawEdit draws a step of any kind, over one or many marks.
func drawEdit(t *rapid.T, d annotations.Doc) annotations.Edit {
	now := start.Add(time.Duration(rapid.IntRange(1, 1000).Draw(t, "seconds")) * time.Second)
	n := d.Article.Text.Len()
	var ids []annotations.ID
	if marks := d.Marks(); len(marks) > 0 {
		for range rapid.IntRange(1, 12).Draw(t, "of") {
			ids = append(ids, marks[rapid.IntRange(0, len(marks)-1).Draw(t, "mark")].ID)
		}
	} else {
		ids = []annotations.ID{annotations.NewID()}
	}
	kind := rapid.SampledFrom(annotations.Kinds).Draw(t, "kind")
	word := rapid.SampledFrom([]string{"", "a", "b"})
	switch rapid.IntRange(0, 10).Draw(t, "step") {
	case 0, 1:
		return d.Mark(kind, now, drawSpan(t, n), drawSpan(t, n))
	case 2:
		return d.MarkMentions(ids[0], now)
	case 3:
		return d.Delete(now, ids...)
	case 4:
		return d.SetKind(kind, now, ids...)
	case 5:
		return d.SetNote(ids[0], word.Draw(t, "note"), now)
	case 6:
		return d.SetTags(ids[0], rapid.SliceOfN(word, 0, 4).Draw(t, "tags"), now)
	case 7:
		return d.Move(ids[0], now, drawSpan(t, n))
	case 8:
		return d.Extend(ids[0], now, drawSpan(t, n))
	case 9:
		return d.Article.Rename(word.Draw(t, "title"), now)
	}
	return d.Remove(now)
}

func equalDocs(a, b annotations.Doc) bool {
	return a.Article.Same(b.Article) && slices.EqualFunc(a.Marks(), b.Marks(), func(x, y *annotations.Annotation) bool { return x.Same(*y) })
}

// sound checks what must hold of every doc.
func sound(t *rapid.T, d annotations.Doc) {
	t.Helper()
	seen := map[annotations.ID]bool{}
	for _, m := range d.Marks() {
		if err := d.Article.Check(*m); err != nil {
			t.Fatal(err)
		}
		if m.Deleted || seen[m.ID] {
			t.Fatalf("%s is there twice, or deleted", m.ID)
		}
		seen[m.ID] = true
	}
	var marks []annotations.Annotation
	for _, m := range d.Marks() {
		marks = append(marks, *m)
	}
	if !equalDocs(d, annotations.NewDoc(d.Article, marks)) {
		t.Fatal("the marks are out of order")
	}
}

func TestEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDoc(t)
		e := drawEdit(t, d)
		after := d.Apply(e)
		sound(t, after)
		if !equalDocs(after.Apply(e.Inverse()), d) {
			t.Fatalf("%s is not undone", e.Name)
		}
		if again := e.Inverse().Inverse(); !equalDocs(after.Apply(e.Inverse()).Apply(again), after) {
			t.Fatalf("%s is not done again", e.Name)
		}
		if equalDocs(d, after) != e.Empty() {
			t.Fatalf("%s: empty %v, but the docs differ or not", e.Name, e.Empty())
		}
		ids := map[annotations.ID]bool{}
		for _, c := range e.Annotations {
			if ids[c.After.ID] {
				t.Fatal("one mark is changed twice in one step")
			}
			ids[c.After.ID] = true
		}
		// One at a time, as few are, is the same as all at once, as many are.
		slow := d
		for _, c := range e.Articles {
			slow = slow.Apply(annotations.Edit{Articles: []annotations.Change[annotations.Article]{c}})
		}
		for _, c := range e.Annotations {
			slow = slow.Apply(annotations.Edit{Annotations: []annotations.Change[annotations.Annotation]{c}})
		}
		if !equalDocs(slow, after) {
			t.Fatal("applied one at a time it differs")
		}
	})
}

func TestStepsAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := drawDoc(t)
		d, h := begin, annotations.History{}
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			e := drawEdit(t, d)
			if d.Article.Deleted {
				break
			}
			d, h = d.Apply(e), h.Do(e)
		}
		end := d
		for e, next, ok := h.Undo(); ok; e, next, ok = h.Undo() {
			d, h = d.Apply(e.Inverse()), next
		}
		if !equalDocs(d, begin) {
			t.Fatal("not back at the beginning")
		}
		for e, next, ok := h.Redo(); ok; e, next, ok = h.Redo() {
			d, h = d.Apply(e), next
		}
		if !equalDocs(d, end) {
			t.Fatal("not back at the end")
		}
	})
}

func TestDuplicate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDoc(t)
		e := d.Duplicate("Copy", start.Add(time.Hour))
		var marks []annotations.Annotation
		for _, c := range e.Annotations {
			marks = append(marks, *c.After)
			if c.Before != nil || d.Find(c.After.ID) != nil || c.After.Revision != 0 {
				t.Fatalf("%+v is no new mark", c)
			}
		}
		copied := annotations.NewDoc(*e.Articles[0].After, marks)
		sound(t, copied)
		words := func(d annotations.Doc) []string {
			var out []string
			for _, m := range d.Marks() {
				out = append(out, string(m.Kind)+m.Exact())
			}
			slices.Sort(out)
			return out
		}
		if copied.Article.ID == d.Article.ID || copied.Article.Title != "Copy" || !slices.Equal(words(copied), words(d)) {
			t.Fatalf("%v is no copy of %v", words(copied), words(d))
		}
		if !equalDocs(d.Apply(e), d) {
			t.Fatal("it changes the doc it was made of")
		}
	})
}

func TestNoStep(t *testing.T) {
	art, marks := marked(t, "[a:Putin] met [c1:Witkoff] for [c1:long].")
	d := annotations.NewDoc(art, marks)
	unknown := annotations.NewID()
	for name, e := range map[string]annotations.Edit{
		"marked already":    d.Mark(annotations.KindActor, start, marks[0].Spans...),
		"nothing":           d.Mark(annotations.KindActor, start, annotations.Span{Start: 3, End: 3}),
		"the same kind":     d.SetKind(annotations.KindActor, start, marks[0].ID),
		"unknown":           d.Delete(start, unknown),
		"unknown place":     d.Extend(unknown, start, annotations.Span{End: 3}),
		"unknown mentions":  d.MarkMentions(unknown, start),
		"split":             d.MarkMentions(marks[1].ID, start),
		"nowhere":           d.Move(marks[0].ID, start),
		"the same note":     d.SetNote(marks[0].ID, "", start),
		"the same tags":     d.SetTags(marks[0].ID, []string{"", ""}, start),
		"the same title":    art.Rename("Test", start),
		"no title":          art.Rename("", start),
		"a part of itself":  d.Extend(marks[0].ID, start, annotations.Span{End: 2}),
		"nothing and again": (annotations.Edit{}).Inverse(),
	} {
		if !e.Empty() {
			t.Errorf("%s: %+v", name, e)
		}
	}
	if e := d.SetTags(marks[0].ID, []string{"b", "", "a", "b"}, start); !slices.Equal(e.Annotations[0].After.Tags, []string{"b", "a"}) {
		t.Errorf("tags %q", e.Annotations[0].After.Tags)
	}
	if e := d.Extend(marks[0].ID, start, marks[1].Spans[0]); e.Annotations[0].After.Exact() != "Putin … Witkoff" {
		t.Errorf("extended to %q", e.Annotations[0].After.Exact())
	}
	if e := d.Remove(start.Add(time.Hour)); !e.Articles[0].After.Deleted || len(e.Annotations) != 2 || e.Name != annotations.Removed {
		t.Errorf("%+v", e)
	}
}

func TestArticleSame(t *testing.T) {
	a := annotationtest.Article("One.\nTwo.")
	b := a
	b.Revision, b.Modified = 7, start.Add(time.Hour)
	if !a.Same(b) {
		t.Error("another revision is another article")
	}
	for name, change := range map[string]func(*annotations.Article){
		"title":  func(a *annotations.Article) { a.Title = "x" },
		"blocks": func(a *annotations.Article) { a.Blocks = nil },
		"text":   func(a *annotations.Article) { a.Text = annotations.NewText("x") },
		"extra":  func(a *annotations.Article) { a.Extra = annotations.Extra{"x": "1"} },
		"gone":   func(a *annotations.Article) { a.Deleted = true },
	} {
		c := a
		if change(&c); a.Same(c) {
			t.Errorf("%s makes no difference", name)
		}
	}
	if !strings.HasPrefix(string(a.ID), "urn:uuid:") {
		t.Error(a.ID)
	}
}

// An edit in parts is the same edit: nothing is lost or twice, no part is too large, and an
// article comes before its annotations.
func TestEditParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := annotations.Edit{Name: annotations.Imported}
		for range rapid.IntRange(0, 5).Draw(t, "actors") {
			a := annotations.NewActor("A", start)
			e.Actors = append(e.Actors, annotations.Change[annotations.Actor]{After: &a})
		}
		for range rapid.IntRange(0, 5).Draw(t, "articles") {
			a := annotationtest.Article(sample)
			a.ID = annotations.NewID()
			if rapid.Bool().Draw(t, "added") {
				e.Articles = append(e.Articles, annotations.Change[annotations.Article]{After: &a})
			}
			for range rapid.IntRange(0, 9).Draw(t, "marks") {
				n := annotations.NewAnnotation(a, annotations.KindActor, start, annotations.Span{End: 3})
				e.Annotations = append(e.Annotations, annotations.Change[annotations.Annotation]{After: &n})
			}
		}
		most := rapid.IntRange(1, 8).Draw(t, "most")
		var together annotations.Edit
		there := map[annotations.ID]bool{}
		added := map[annotations.ID]bool{}
		for _, c := range e.Articles {
			added[c.After.ID] = true
		}
		for _, p := range e.Parts(most) {
			if n := len(p.Actors) + len(p.Articles) + len(p.Annotations); n > most || p.Name != e.Name {
				t.Fatalf("a part of %q has %d records, at most %d", p.Name, n, most)
			}
			for _, c := range p.Articles {
				there[c.After.ID] = true
			}
			for _, c := range p.Annotations {
				if added[c.After.Article] && !there[c.After.Article] {
					t.Fatal("an annotation comes before its article")
				}
			}
			together.Actors = append(together.Actors, p.Actors...)
			together.Articles = append(together.Articles, p.Articles...)
			together.Annotations = append(together.Annotations, p.Annotations...)
		}
		if !slices.Equal(together.Actors, e.Actors) || len(together.Articles) != len(e.Articles) || len(together.Annotations) != len(e.Annotations) {
			t.Fatalf("%d, %d, %d of %d, %d, %d records", len(together.Actors), len(together.Articles), len(together.Annotations),
				len(e.Actors), len(e.Articles), len(e.Annotations))
		}
	})
}
