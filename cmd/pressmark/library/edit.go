package library

import (
	"fmt"
	"path/filepath"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
)

// do does an edit, and writes the files of the articles that it changes.
func (l *Library) do(e annotations.Edit) error {
	dirty := map[*intake.Tables]bool{}
	for _, x := range e.Articles {
		s, err := l.article(x.After.ID)
		if err != nil {
			return err
		}
		s.Articles.Set(x.After.ID, x.After)
		dirty[s] = true
	}
	for _, x := range e.Actors {
		l.actors.Set(x.After.ID, x.After)
		l.changed = true
	}
	for _, x := range e.Annotations {
		s, err := l.article(x.After.Article)
		if err != nil {
			return err
		}
		s.Annotations.Set(x.After.ID, x.After)
		dirty[s] = true
	}
	for s := range dirty {
		if err := l.write(s); err != nil {
			return err
		}
	}
	return nil
}

// write writes the file of an article.
func (l *Library) write(s *intake.Tables) error {
	c := s.Collection()
	if len(c.Articles) == 0 {
		return nil
	}
	c.Actors = l.named(c.Annotations)
	return files.WriteWhole(filepath.Join(l.folder, l.fileOf(c.Articles[0])), record.EncodeCollection(c))
}

// fileOf returns the name of the file of an article.
func (l *Library) fileOf(a annotations.Article) string {
	if name := l.names[a.ID]; name != "" {
		return name
	}
	name := fmt.Sprintf("%s-%s%s", plain.FileName(a.Title), a.ID.Short(), ending)
	l.names[a.ID] = name
	return name
}

// foresee notes what an edit would do, as far as it is asked for later.
func (l *Library) foresee(e annotations.Edit) {
	for _, x := range e.Articles {
		l.foreseen[x.After.ID] = x.After
	}
	for _, x := range e.Actors {
		l.actors.Set(x.After.ID, x.After)
	}
}
