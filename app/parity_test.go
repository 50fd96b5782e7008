package app

import (
	"context"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/intake/intaketest"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/store"
	"pressmark/app/platform"
)

// readingPage is a page that reads files as the converter does.
type readingPage struct{ *stubPage }

func (readingPage) ReadFormats(_ context.Context, files []platform.File, roles map[string]string, yield func(platform.Found) error) error {
	var names []string
	byName := map[string]format.File{}
	for _, f := range files {
		names = append(names, f.Name)
		byName[f.Name] = format.File{Name: f.Name, Type: f.Type, Data: f.Data}
	}
	for _, group := range format.Group(names) {
		var together []format.File
		for _, n := range group {
			together = append(together, byName[n])
		}
		f := format.Find(together[len(together)-1])
		err := format.Read(f, together, standoff.Mapping{}, now(), func(b format.Batch) error {
			found := platform.Found{Records: b.Records, Own: f.Name == "json", Done: 1, Of: len(names)}
			for _, p := range b.Problems {
				found.Problems = append(found.Problems, platform.Problem{Place: p.Place(), Text: p.Error()})
			}
			return yield(found)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// records returns all that is kept.
func (s *stage) records() (c record.Collection) {
	s.t.Helper()
	err := s.disk.All(s.t.Context(), func(r store.Record) error {
		switch r.Type {
		case store.Article:
			a, err := record.DecodeArticle(r.Data)
			c.Articles = append(c.Articles, a)
			return err
		case store.Actor:
			a, err := record.DecodeActor(r.Data)
			c.Actors = append(c.Actors, a)
			return err
		}
		n, err := record.DecodeAnnotation(r.Data)
		c.Annotations = append(c.Annotations, n)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// Files that a reader opens become the records that the command line makes of them:
// TestImportParity of cmd/pressmark holds that to the same. Twice changes nothing.
func TestImportParity(t *testing.T) {
	staged(t, func(t *testing.T, s *stage) {
		s.App.core.p = readingPage{s.page}
		before := intaketest.Library()
		var e annotations.Edit
		for i := range before.Articles {
			e.Articles = append(e.Articles, annotations.Change[annotations.Article]{After: &before.Articles[i]})
		}
		for i := range before.Actors {
			e.Actors = append(e.Actors, annotations.Change[annotations.Actor]{After: &before.Actors[i]})
		}
		for i := range before.Annotations {
			e.Annotations = append(e.Annotations, annotations.Change[annotations.Annotation]{After: &before.Annotations[i]})
		}
		s.session.Do(e)
		s.saved()

		for i, which := range []string{"first", "second"} {
			var files []platform.File
			for _, f := range intaketest.Files() {
				files = append(files, platform.File{Name: f.Name, Type: f.Type, Data: f.Data})
			}
			s.exchange.imports.receive(files)
			s.saved()
			n := s.exchange.imports.intake
			if n == nil || n.reading || len(n.problems) > 0 {
				t.Fatalf("the %s time: %+v", which, n)
			}
			if nothing := n.edit.Empty() && len(n.newer) == 0; nothing != (i == 1) {
				t.Fatalf("the %s time, there is nothing to do: %v, %+v", which, nothing, n.edit)
			}
			s.exchange.imports.bringIn(n, n.edit)
			s.saved()
			intaketest.Hold(t, s.records())
		}
	})
}

// saved waits until all is kept.
func (s *stage) saved() {
	s.t.Helper()
	for range 3 {
		s.settle()
		time.Sleep(time.Second)
		if err := s.session.Flush(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
	}
	s.settle()
}
