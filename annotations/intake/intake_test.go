package intake

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/intake/intaketest"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// now is when files are read.
var now = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// library returns a library in memory with some records.
func library(c record.Collection) *Tables {
	t := &Tables{}
	for _, a := range c.Articles {
		t.Articles.Set(a.ID, &a)
	}
	for _, a := range c.Actors {
		t.Actors.Set(a.ID, &a)
	}
	for _, n := range c.Annotations {
		t.Annotations.Set(n.ID, &n)
	}
	return t
}

// takeIn takes files in, and does what comes of them.
func takeIn(t *testing.T, into *Tables, files []format.File) (all []Outcome) {
	t.Helper()
	in := New(into.Library())
	names := make([]string, len(files))
	byName := map[string]format.File{}
	for i, f := range files {
		names[i], byName[f.Name] = f.Name, f
	}
	for _, group := range format.Group(names) {
		var together []format.File
		for _, n := range group {
			together = append(together, byName[n])
		}
		f := format.Find(together[len(together)-1])
		from := Texts
		if f.Name == "json" {
			from = Records
		}
		err := format.Read(f, together, standoff.Mapping{}, now, func(b format.Batch) error {
			o, err := in.Take(b.Records, from)
			if err == nil {
				into.Do(Accept(o.Edit.And(o.Added), o.Newer))
				all = append(all, o)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// What the page and the command line must make the same of. Twice changes nothing.
func TestTakeIn(t *testing.T) {
	l := library(intaketest.Library())
	takeIn(t, l, intaketest.Files())
	intaketest.Hold(t, l.Collection())
	for _, o := range takeIn(t, l, intaketest.Files()) {
		if e := Accept(o.Edit.And(o.Added), o.Newer); !e.Empty() {
			t.Errorf("the second time, it does %+v", e)
		}
	}
}

// Articles with the ID of a text are that text, whatever the order in which they came; of
// several the first that was made.
func TestFirstOfText(t *testing.T) {
	const text = "Envoy Lee spoke."
	at := func(id annotations.ID, minute int) annotations.Article {
		return annotations.Article{
			ID: id, Title: string(id), Text: annotations.NewText(text), Created: now.Add(time.Duration(minute) * time.Minute), Revision: 1,
			Blocks: []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: 16}}},
		}
	}
	older, newer := at("b", 1), at("a", 2)
	gone := at("c", 0)
	gone.Deleted = true
	for _, list := range [][]annotations.Article{{older, newer, gone}, {gone, newer, older}} {
		l := library(record.Collection{Articles: list})
		o, err := New(l.Library()).Take(record.Collection{Articles: []annotations.Article{at("new", 3)}}, Texts)
		if err != nil || len(o.Joins) != 1 || o.Joins[0].To != "b" {
			t.Errorf("%v, joined %+v", err, o.Joins)
		}
		// One that is kept is itself, though another one with its text is older; so is one that was deleted.
		for _, a := range []annotations.Article{newer, gone} {
			o, err = New(l.Library()).Take(record.Collection{Articles: []annotations.Article{a}}, Texts)
			if err != nil || len(o.Joins) != 0 || len(o.Plan.Steps) != 1 || o.Plan.Steps[0].Action != record.Same {
				t.Errorf("%v, joined %+v, %+v", err, o.Joins, o.Plan)
			}
		}
	}
}

// Many texts alone are not compared with a library of many articles that have other titles.
func TestWide(t *testing.T) {
	words := func(n int) annotations.Text {
		var b []byte
		for i := range 40 {
			b = append(b, annotations.IDOf("word", string(rune(n)), string(rune(i)))[9:17]...)
			b = append(b, ' ')
		}
		return annotations.NewText(string(b))
	}
	var c record.Collection
	for i := range mostWide + 2 {
		c.Articles = append(c.Articles, annotations.Article{ID: annotations.NewID(), Title: "Old " + string(rune('A'+i)), Text: words(i), Revision: 1})
	}
	in := New(library(c).Library())
	var compared []bool
	for _, a := range c.Articles {
		a.ID, a.Title, a.Revision = annotations.NewID(), "Quite another", 0
		a.Text = annotations.NewText(a.Text.String() + "end")
		o, err := in.Take(record.Collection{Articles: []annotations.Article{a}}, Texts)
		if err != nil {
			t.Fatal(err)
		}
		compared = append(compared, len(o.Newer) == 1)
	}
	if n := slices.Index(compared, false); n != mostWide {
		t.Errorf("%d texts are compared", n)
	}
}

// A version that the reader declines is an article of its own.
func TestDecline(t *testing.T) {
	l := library(intaketest.Library())
	for _, o := range takeIn(t, l, intaketest.Files()) {
		for i := range o.Newer {
			o.Newer[i].Declined = true
			e := Accept(o.Edit.And(o.Added), o.Newer)
			if len(e.Articles) != 1 || e.Articles[0].After.Revises != "" || len(e.Annotations) != len(o.Edit.Annotations) {
				t.Errorf("it is brought in as %+v", e)
			}
		}
	}
}

// Marks find the text that came alone before them, in the same import; and what is added
// up of pieces is what they do one after the other.
func TestSum(t *testing.T) {
	const line = `{"text": "The bank paid 30 euros.", "label": [[0, 8, "Source"]]}` + "\n"
	l := &Tables{}
	var sum Sum
	all := annotations.Edit{Name: annotations.Imported}
	var added []annotations.ID
	for _, o := range takeIn(t, l, []format.File{
		{Name: "a.txt", Data: []byte("The bank paid 30 euros.")},
		{Name: "b.jsonl", Data: []byte(line + line)},
		{Name: "c.jsonl", Data: []byte(line)},
	}) {
		sum.Add(o)
		all = all.And(o.Edit)
		for _, x := range o.Added.Articles {
			added = append(added, x.After.ID)
		}
		for _, s := range o.Plan.Steps {
			if s.Action == record.Refused {
				t.Errorf("%v", s.Err)
			}
		}
	}
	if len(added) != 1 || len(l.Articles.List()) != 1 || len(l.Annotations.List()) != 1 || l.Annotations.List()[0].Article != added[0] {
		t.Errorf("added %v, and there is %+v", added, l.Collection())
	}
	if len(sum.Edit.Annotations) != 1 || len(sum.Edit.Articles) != 0 || !reflect.DeepEqual(sum.Edit.Annotations, all.Annotations) || sum.Edit.Name != all.Name {
		t.Errorf("the sum is %+v, not %+v", sum.Edit, all)
	}
}

// What the library cannot tell ends the intake.
func TestBroken(t *testing.T) {
	broken := errors.New("broken")
	for _, what := range []string{"articles", "article", "marks"} {
		l := library(intaketest.Library()).Library()
		switch what {
		case "articles":
			l.Articles = func(func(annotations.Article) error) error { return broken }
		case "article":
			l.Article = func(annotations.ID) (*annotations.Article, error) { return nil, broken }
		case "marks":
			l.Marks = func(annotations.ID) ([]annotations.Annotation, error) { return nil, broken }
		}
		a := intaketest.Library().Articles[1] // a newer text of it
		a.ID, a.Revision = annotations.NewID(), 0
		a.Text = annotations.NewText(a.Text.String() + " It is over.")
		if _, err := New(l).Take(record.Collection{Articles: []annotations.Article{a}}, Texts); !errors.Is(err, broken) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
