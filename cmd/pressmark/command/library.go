package command

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// A library is a folder. Each article has a file in it, TITLE-UUID.pressmark.json, with its
// annotations, tombstones too, and copies of the actors whom they name, so that it can be
// read alone. actors.pressmark.json has all actors, and is what counts.
//
// An article's file is found by the UUID in its name; that of a file that has none there is
// looked up in it. An annotation is looked for in the file of its article.
type library struct {
	folder  string
	files   map[annotations.ID]string // names, by article
	actors  intake.Table[annotations.Actor]
	changed bool                              // the actors have
	open    map[annotations.ID]*intake.Tables // files that the piece at hand asked for

	pretended map[annotations.ID]*annotations.Article // that a dry run would have added
}

const (
	libraryEnding = ".pressmark.json"
	actorsFile    = "actors" + libraryEnding
)

var uuidInName = regexp.MustCompile(`(?:^|-)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.pressmark\.json$`)

// openLibrary opens a library; there need be no folder yet.
func openLibrary(folder string) (*library, error) {
	l := &library{
		folder: folder, files: map[annotations.ID]string{}, open: map[annotations.ID]*intake.Tables{},
		pretended: map[annotations.ID]*annotations.Article{},
	}
	files, _, err := listFolder(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, f := range files {
		switch {
		case f == actorsFile:
			c, err := l.read(f)
			if err != nil {
				return nil, err
			}
			for _, a := range c.Actors {
				l.actors.Set(a.ID, &a)
			}
		case !strings.HasSuffix(f, libraryEnding):
		default:
			if m := uuidInName.FindStringSubmatch(f); m != nil {
				l.files[annotations.ID("urn:uuid:"+m[1])] = f
				continue
			}
			c, err := l.read(f)
			if err != nil {
				return nil, err
			}
			for _, a := range c.Articles {
				l.files[a.ID] = f
			}
		}
	}
	return l, nil
}

// read reads a file of the library.
func (l *library) read(name string) (record.Collection, error) {
	path := filepath.Join(l.folder, name)
	data, _, err := readWhole(path)
	if err != nil {
		return record.Collection{}, err
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		return c, errors.New(issuesOf(path, err)[0].String())
	}
	return c, nil
}

// article returns what is kept of an article with its annotations; it is empty where there
// is nothing.
func (l *library) article(id annotations.ID) (*intake.Tables, error) {
	if s := l.open[id]; s != nil {
		return s, nil
	}
	s := &intake.Tables{}
	l.open[id] = s
	if a := l.pretended[id]; a != nil {
		s.Articles.Set(id, a)
	}
	name := l.files[id]
	if name == "" {
		return s, nil
	}
	c, err := l.read(name)
	if err != nil {
		return nil, err
	}
	for _, a := range c.Articles {
		if l.files[a.ID] == name {
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

// library returns the library as an intake asks it.
func (l *library) library() intake.Library {
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
func (l *library) articles(yield func(annotations.Article) error) error {
	for _, name := range slices.Compact(slices.Sorted(maps.Values(l.files))) {
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

// take works out what becomes of a piece, and returns the edit that does it, newer versions
// included.
func (l *library) take(in *intake.Intake, c record.Collection, from intake.Source) (intake.Outcome, annotations.Edit, error) {
	clear(l.open)
	o, err := in.Take(c, from)
	if err != nil {
		return o, annotations.Edit{}, err
	}
	return o, intake.Accept(o.Edit.And(o.Added), o.Newer), nil
}

// do does an edit, and writes the files of the articles that it changes.
func (l *library) do(e annotations.Edit) error {
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
func (l *library) write(s *intake.Tables) error {
	c := s.Collection()
	if len(c.Articles) == 0 {
		return nil
	}
	c.Actors = l.named(c.Annotations)
	return writeWhole(filepath.Join(l.folder, l.fileOf(c.Articles[0])), record.EncodeCollection(c))
}

// named returns the actors whom annotations name, and those that they were merged into.
func (l *library) named(marks []annotations.Annotation) []annotations.Actor {
	var out []annotations.Actor
	seen := map[annotations.ID]bool{}
	for _, n := range marks {
		for _, id := range append([]annotations.ID{n.Actor}, n.Claim.Speakers...) {
			for a := l.actors.Find(id); a != nil && !seen[a.ID]; a = l.actors.Find(a.MergedInto) {
				seen[a.ID] = true
				out = append(out, *a)
			}
		}
	}
	return out
}

// overlay returns the actors whom an article's annotations name, as the library has them,
// or else as the article's file does.
func (l *library) overlay(d annotations.Doc, copies annotations.Directory) annotations.Directory {
	var marks []annotations.Annotation
	for _, n := range d.Marks() {
		marks = append(marks, *n)
	}
	out := l.named(marks)
	have := annotations.NewDirectory(out)
	for _, a := range copies.List() {
		if have.Find(a.ID) == nil {
			out = append(out, *a)
		}
	}
	return annotations.NewDirectory(out)
}

// close writes the actors, if they have changed.
func (l *library) close() error {
	if !l.changed {
		return nil
	}
	data := record.EncodeCollection(record.Collection{Actors: l.actors.List()})
	if err := writeWhole(filepath.Join(l.folder, actorsFile), data); err != nil {
		return err
	}
	l.changed = false
	return nil
}

// make makes the folder.
func (l *library) make() error { return os.MkdirAll(l.folder, 0o777) }

// fileOf returns the name of the file of an article.
func (l *library) fileOf(a annotations.Article) string {
	if name := l.files[a.ID]; name != "" {
		return name
	}
	name := fmt.Sprintf("%s-%s%s", plain.FileName(a.Title), a.ID.Short(), libraryEnding)
	l.files[a.ID] = name
	return name
}

// isLibraryFile reports whether a file of a library is that of an article.
func isLibraryFile(name string) bool {
	return strings.HasSuffix(name, libraryEnding) && name != actorsFile
}

// pretend notes what an edit would do, as far as it is asked for later.
func (l *library) pretend(e annotations.Edit) {
	for _, x := range e.Articles {
		l.pretended[x.After.ID] = x.After
	}
	for _, x := range e.Actors {
		l.actors.Set(x.After.ID, x.After)
	}
}
