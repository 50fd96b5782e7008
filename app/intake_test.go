package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// A hoard is a library with nothing around it.
type hoard struct {
	t     *testing.T
	store *memory.Store
	doc   annotations.Doc // the sample
	clock time.Time
}

func newHoard(t *testing.T) *hoard {
	d := &hoard{t: t, store: memory.NewPlace().Open(), clock: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	t.Cleanup(func() { d.store.Close() })
	a := sample()
	a.Revision = 1
	d.doc = annotations.NewDoc(a, nil)
	d.keep(annotations.Add(a, nil))
	return d
}

// keep writes an edit as a session does.
func (d *hoard) keep(e annotations.Edit) {
	d.t.Helper()
	var puts []store.Put
	for _, c := range e.Articles {
		base := 0
		if c.Before != nil {
			base = c.Before.Revision
		}
		c.After.Revision = max(c.After.Revision, base+1)
		puts = append(puts, store.Put{Record: stored.Article(*c.After), Base: base})
	}
	for _, c := range e.Annotations {
		base := 0
		if c.Before != nil {
			base = c.Before.Revision
		}
		c.After.Revision = max(c.After.Revision, base+1)
		puts = append(puts, store.Put{Record: stored.Annotation(*c.After), Base: base})
	}
	if err := d.store.Write(context.Background(), puts); err != nil {
		d.t.Fatal(err)
	}
	d.doc = d.doc.Apply(e)
}

func (d *hoard) now() time.Time {
	d.clock = d.clock.Add(time.Minute)
	return d.clock
}

// mark marks the first place of a quote.
func (d *hoard) mark(kind annotations.Kind, quote string) annotations.ID {
	d.t.Helper()
	e := d.doc.Mark(kind, d.now(), d.doc.Article.Mentions(quote)[0])
	d.keep(e)
	return e.Annotations[0].After.ID
}

func (d *hoard) export(id annotations.ID) string {
	d.t.Helper()
	c, damaged, err := session.Collect(context.Background(), d.store, id)
	if err != nil || damaged > 0 {
		d.t.Fatal(damaged, err)
	}
	return string(record.EncodeCollection(c))
}

func (d *hoard) plan(files ...string) []incoming {
	d.t.Helper()
	k, err := takeSnapshot(context.Background(), d.store)
	if err != nil {
		d.t.Fatal(err)
	}
	h := newHolding(k)
	var out []incoming
	for _, f := range files {
		out = append(out, h.planFile(platform.File{Name: "x.json", Data: []byte(f)}))
	}
	return out
}

// takeIn imports files and returns what was said before.
func (d *hoard) takeIn(files ...string) []string {
	d.t.Helper()
	var said []string
	var e annotations.Edit
	for _, in := range d.plan(files...) {
		if in.err != nil {
			d.t.Fatal(in.err)
		}
		said = append(said, planWords(in)...)
		e = e.And(in.edit)
	}
	if !e.Empty() {
		d.keep(e)
	}
	return said
}

func (d *hoard) says(got []string, want ...string) {
	d.t.Helper()
	if !slices.Equal(got, want) {
		d.t.Errorf("it says %q, not %q", got, want)
	}
}

// received is what comes of files of records that are read together.
func (d *hoard) received(files ...string) *delivery {
	d.t.Helper()
	k, err := takeSnapshot(context.Background(), d.store)
	if err != nil {
		d.t.Fatal(err)
	}
	r := reception{out: &delivery{}, library: newHolding(k)}
	for _, f := range files {
		if err := r.records(platform.File{Name: "x.json", Data: []byte(f)}); err != nil {
			d.t.Fatal(err)
		}
	}
	for _, in := range r.out.in {
		if in.err != nil {
			d.t.Fatal(in.err)
		}
	}
	return r.out
}

// sent is the file of a reader who opened an article and marked a quote in it; with no
// name, of one who did not say who it was.
func (d *hoard) sent(a annotations.Article, reader, quote string) string {
	d.t.Helper()
	a.ID, a.Revision = annotations.NewID(), 1
	e := annotations.NewDoc(a, nil).Mark(annotations.KindActor, d.now(), a.Mentions(quote)[0])
	n := *e.Annotations[0].After
	n.Creator, n.Revision = reader, 1
	return string(record.EncodeCollection(record.Collection{Articles: []annotations.Article{a}, Annotations: []annotations.Annotation{n}}))
}

// Readers who each opened the same text for themselves are layers of one article; who
// does not say who it was keeps an article of its own.
func TestReadersMeet(t *testing.T) {
	here := newHoard(t)
	ada := here.sent(here.doc.Article, "ada", "Steve Witkoff")
	ben := here.sent(here.doc.Article, "ben", "Vladimir Putin")
	nobody := here.sent(here.doc.Article, "", "Steve Witkoff")
	n := here.received(ada, ben, nobody)
	articles := map[string]int{}
	for i, in := range n.in {
		articles[[]string{"ada", "ben", "nobody"}[i]] = len(in.edit.Articles)
		for _, x := range in.edit.Annotations {
			if is := x.After.Article == here.doc.Article.ID; is != (x.After.Creator != "") {
				t.Errorf("a mark of %q is on the article that was here: %v", x.After.Creator, is)
			}
		}
	}
	for i, want := range []bool{true, true, false} {
		if said := strings.Join(planWords(n.in[i]), " "); strings.Contains(said, "1 article is here already: what others marked in it comes as layers of it.") != want {
			t.Errorf("file %d: %q", i, said)
		}
	}
	if articles["ada"] != 0 || articles["ben"] != 0 || articles["nobody"] != 1 {
		t.Errorf("articles are added: %v", articles)
	}

	// Where none was here, the first file's is the one of both.
	a := here.doc.Article
	a.Text = annotations.NewText("Ada Byron met Ben Franklin.")
	a.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: a.Text.Len()}}}
	n = here.received(here.sent(a, "ada", "Ada Byron"), here.sent(a, "ben", "Ben Franklin"))
	first, second := n.in[0].edit, n.in[1].edit
	if len(first.Articles) != 1 || len(second.Articles) != 0 || second.Annotations[0].After.Article != first.Articles[0].After.ID {
		t.Errorf("the second file adds %d articles", len(second.Articles))
	}
}

// What the converter finds in Pressmark's own JSON, in an archive, stays what it is: copies
// are copies. Of another tool's file, one text is one article.
func TestFoundCopies(t *testing.T) {
	for _, own := range []bool{true, false} {
		here := newHoard(t)
		k, err := takeSnapshot(context.Background(), here.store)
		if err != nil {
			t.Fatal(err)
		}
		r := reception{ctx: context.Background(), out: &delivery{}, library: newHolding(k), labels: map[string]int{}, said: time.Now().Add(time.Hour)}
		for range 2 {
			c, err := record.DecodeCollection(here.sent(here.doc.Article, "", "Steve Witkoff"))
			if err != nil {
				t.Fatal(err)
			}
			if err := r.found(platform.Found{Records: c, Own: own}); err != nil {
				t.Fatal(err)
			}
		}
		added := len(r.sum.Edit.Articles)
		if len(r.sum.Edit.Annotations) != 2 || added != map[bool]int{true: 2, false: 0}[own] {
			t.Errorf("own %v: %d articles and %d marks are added", own, added, len(r.sum.Edit.Annotations))
		}
	}
}

// An article that comes with marks of its own is a version of the one that was here with
// its title and most of its text: its marks stand, and nothing is carried.
func TestMarkedVersion(t *testing.T) {
	here := newHoard(t)
	here.mark(annotations.KindActor, "Steve Witkoff")
	a := here.doc.Article
	a.Text = annotations.NewText(a.Text.String() + " Nobody else was there.")
	a.Blocks = slices.Clone(a.Blocks)
	a.Blocks[len(a.Blocks)-1].Span.End = a.Text.Len()
	other := here.doc.Article
	other.Title, other.Source, other.Text = "Quite another", "", annotations.NewText("Of Vladimir Putin.")
	other.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: other.Text.Len()}}}

	n := here.received(here.sent(a, "ada", "Vladimir Putin"), here.sent(other, "ada", "Vladimir Putin"))
	if len(n.newer) != 1 || n.newer[0].Of.Article.ID != here.doc.Article.ID {
		t.Fatalf("%d newer versions", len(n.newer))
	}
	e := intake.Accept(n.in[0].edit.And(n.in[1].edit), n.newer)
	if len(e.Articles) != 2 || len(e.Annotations) != 2 || e.Articles[0].After.Revises != here.doc.Article.ID || e.Articles[1].After.Revises != "" {
		t.Errorf("it is brought in as %+v", e)
	}
	n.newer[0].Declined = true
	if e := intake.Accept(n.in[0].edit, n.newer); e.Articles[0].After.Revises != "" {
		t.Error("it is a version though the reader did not want that")
	}
}

func TestExportComesBack(t *testing.T) {
	here := newHoard(t)
	w := here.mark(annotations.KindActor, "Steve Witkoff")
	here.keep(here.doc.SetNote(w, "a note", here.now()))
	gone := here.mark(annotations.KindActor, "Vladimir Putin")
	here.keep(here.doc.Delete(here.now(), gone))
	here.keep(here.doc.Duplicate("A copy", here.now()))
	out := here.export("")

	there := newHoard(t)
	there.says(there.takeIn(out),
		"1 article and 2 marks will be added.", "1 article: here already.", "1 mark: deleted there and not here; only that is noted.")
	if got := there.export(""); got != out {
		t.Errorf("it comes back as\n%s\nnot\n%s", got, out)
	}
	there.says(there.takeIn(out), "2 articles and 3 marks: here already.")
	if got := there.export(""); got != out {
		t.Error("the second time changed something")
	}

	// One article alone, and both files at once: no record is written twice.
	one := here.export(sampleID)
	third := newHoard(t)
	third.takeIn(one, out, one)
	if got := third.export(""); got != out {
		t.Error("three files at once do not make what one does")
	}
}

func TestImportMerges(t *testing.T) {
	here := newHoard(t)
	kept := here.mark(annotations.KindActor, "Steve Witkoff")
	both := here.mark(annotations.KindActor, "Vladimir Putin")
	gone := here.mark(annotations.KindFigure, "more than four hours")
	old := here.export("")
	there := newHoard(t)
	there.takeIn(old)

	there.keep(there.doc.SetNote(kept, "there", there.now()))
	there.keep(there.doc.SetNote(both, "there", there.now()))
	there.keep(there.doc.Delete(there.now(), there.mark(annotations.KindActor, "Donald Trump")))
	here.keep(here.doc.SetNote(both, "here", here.now()))
	here.keep(here.doc.Delete(here.now(), gone))
	theirs := there.export("")
	here.says(here.takeIn(theirs),
		"1 mark will replace an older version here.",
		"1 mark: changed both here and there; both versions will be kept.",
		"1 article: here already.",
		"1 mark left out: deleted here since.",
		"1 mark: deleted there and not here; only that is noted.")
	var notes []string
	for _, m := range here.doc.Marks() {
		notes = append(notes, m.Note)
	}
	slices.Sort(notes)
	if want := []string{"here", "there", "there"}; !slices.Equal(notes, want) {
		t.Errorf("the notes are %q, not %q", notes, want)
	}
	before := here.export("")
	here.takeIn(theirs)
	if here.export("") != before {
		t.Error("merging twice changes something")
	}

	// What was deleted here comes back if the reader says so.
	back := here.plan(theirs)[0].back
	here.keep(back)
	if m := here.doc.Find(gone); m == nil || m.Exact() != "more than four hours" {
		t.Error("what was deleted did not come back")
	}
	// A deletion there deletes here, and is said to.
	there.keep(there.doc.Delete(there.now(), kept))
	here.says(here.takeIn(there.export(""))[:1], "1 mark will be deleted here, as it was there.")
	if here.doc.Find(kept) != nil {
		t.Error("it is still here")
	}
}

// What was planned can be taken back.
func TestImportIsUndone(t *testing.T) {
	here := newHoard(t)
	here.mark(annotations.KindActor, "Steve Witkoff")
	out := here.export("")
	there := newHoard(t)
	in := there.plan(out)[0]
	there.keep(in.edit)
	there.keep(in.edit.Inverse())
	if n := len(there.doc.Marks()); n != 0 {
		t.Errorf("%d marks are left", n)
	}
}

func TestRefused(t *testing.T) {
	here := newHoard(t)
	here.mark(annotations.KindActor, "Steve Witkoff")
	before := here.export("")
	in := here.plan(strings.Replace(before, `"exact":"Steve Witkoff"`, `"exact":"Steve Witkofg"`, 1))[0]
	if !errors.Is(in.err, annotations.ErrQuoteMismatch) || !in.edit.Empty() {
		t.Errorf("%v, %+v", in.err, in.edit)
	}
	words := importTrouble(in.err)
	if len(words) != 2 || words[0] != "Nothing of this file was taken in." || !strings.Contains(words[1], "line ") {
		t.Errorf("it says %q", words)
	}
	if here.export("") != before {
		t.Error("something has changed")
	}

	// Damage in the library harms neither the export of the rest nor an import that
	// has nothing to do with it; one that has is refused.
	r := stored.Annotation(*here.doc.Marks()[0])
	r.Revision++
	r.Data = "{"
	if err := here.store.Write(context.Background(), []store.Put{{Record: r, Base: r.Revision - 1}}); err != nil {
		t.Fatal(err)
	}
	c, damaged, err := session.Collect(context.Background(), here.store, "")
	if err != nil || damaged != 1 || len(c.Articles) != 1 || len(c.Annotations) != 0 {
		t.Errorf("%d damaged, %v, %+v", damaged, err, c)
	}
	if in := here.plan(before)[0]; !errors.Is(in.err, errDamagedHere) {
		t.Errorf("an import over damage: %v", in.err)
	}
}
