package library

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
)

// A Library is a folder, opened. It is not safe for concurrent use, but for Overlay while
// nothing is imported.
type Library struct {
	folder string
	names  map[annotations.ID]string // of files, by article
	actors intake.Table[annotations.Actor]
	// What the piece at hand asked for, by article, and whether the actors have changed.
	open    map[annotations.ID]*intake.Tables
	changed bool

	foreseen map[annotations.ID]*annotations.Article // that a dry run would have added
}

const (
	ending     = ".pressmark.json"
	actorsFile = "actors" + ending
)

var uuidInName = regexp.MustCompile(`(?:^|-)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.pressmark\.json$`)

// Open opens a library; there need be no folder yet.
func Open(folder string) (*Library, error) {
	l := &Library{
		folder: folder, names: map[annotations.ID]string{}, open: map[annotations.ID]*intake.Tables{},
		foreseen: map[annotations.ID]*annotations.Article{},
	}
	names, _, err := files.List(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, f := range names {
		switch {
		case f == actorsFile:
			c, err := l.read(f)
			if err != nil {
				return nil, err
			}
			for _, a := range c.Actors {
				l.actors.Set(a.ID, &a)
			}
		case IsArticle(f):
			if m := uuidInName.FindStringSubmatch(f); m != nil {
				l.names[annotations.ID("urn:uuid:"+m[1])] = f
				continue
			}
			c, err := l.read(f)
			if err != nil {
				return nil, err
			}
			for _, a := range c.Articles {
				l.names[a.ID] = f
			}
		}
	}
	return l, nil
}

// IsArticle reports whether a file of a library is called as that of an article.
func IsArticle(name string) bool { return strings.HasSuffix(name, ending) && name != actorsFile }

// read reads a file of the library.
func (l *Library) read(name string) (record.Collection, error) {
	path := filepath.Join(l.folder, name)
	data, _, err := files.ReadWhole(path)
	if err != nil {
		return record.Collection{}, err
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		return c, files.IssuesOf(path, err)[0]
	}
	return c, nil
}

// article returns an article with its annotations, and the others of its file; nothing where
// there is no file.
func (l *Library) article(id annotations.ID) (*intake.Tables, error) {
	if s := l.open[id]; s != nil {
		return s, nil
	}
	s := &intake.Tables{}
	l.open[id] = s
	if a := l.foreseen[id]; a != nil {
		s.Articles.Set(id, a)
	}
	name := l.names[id]
	if name == "" {
		return s, nil
	}
	c, err := l.read(name)
	if err != nil {
		return nil, err
	}
	for _, a := range c.Articles {
		if l.names[a.ID] == name {
			s.Articles.Set(a.ID, &a)
			l.open[a.ID] = s
		}
	}
	for _, n := range c.Annotations {
		s.Annotations.Set(n.ID, &n)
	}
	for _, a := range c.Actors { // somebody put the file here
		if l.actors.Find(a.ID) == nil {
			l.actors.Set(a.ID, &a)
			l.changed = true
		}
	}
	return s, nil
}

// view returns the library as an intake asks it.
func (l *Library) view() intake.Library {
	return intake.Library{
		Kept: record.Kept{
			Article: func(id annotations.ID) (*annotations.Article, error) {
				s, err := l.article(id)
				if err != nil {
					return nil, err
				}
				return s.Articles.Find(id), nil
			},
			Actor: func(id annotations.ID) (*annotations.Actor, error) { return l.actors.Find(id), nil },
			Annotation: func(id annotations.ID) (*annotations.Annotation, error) {
				for _, s := range l.open {
					if n := s.Annotations.Find(id); n != nil {
						return n, nil
					}
				}
				return nil, nil
			},
		},
		Articles: l.articles,
		Marks: func(of annotations.ID) ([]annotations.Annotation, error) {
			s, err := l.article(of)
			if err != nil {
				return nil, err
			}
			return s.Library().Marks(of)
		},
	}
}

// articles calls yield for the live articles of all files.
func (l *Library) articles(yield func(annotations.Article) error) error {
	for _, name := range slices.Compact(slices.Sorted(maps.Values(l.names))) {
		c, err := l.read(name)
		if err != nil {
			return err
		}
		for _, a := range c.Articles {
			if a.Deleted {
				continue
			}
			if err := yield(a); err != nil {
				return err
			}
		}
	}
	return nil
}
