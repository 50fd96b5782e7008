package command

import (
	"cmp"
	"crypto/sha256"
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
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/version"
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
	actors  shelf                     // actors alone
	changed bool                      // the actors have
	open    map[annotations.ID]*shelf // files that the plan at hand asked for
	come    map[annotations.ID]bool   // articles that this import was the first to bring

	// Articles by what tells that another one is of the same page, or the same; nil: not asked yet.
	byAddress, byTitle map[string][]annotations.ID
	byText             map[[sha256.Size]byte]annotations.ID

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
		folder: folder, files: map[annotations.ID]string{}, open: map[annotations.ID]*shelf{}, come: map[annotations.ID]bool{},
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
				l.actors.actors.set(a.ID, a)
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
func (l *library) article(id annotations.ID) (*shelf, error) {
	if s := l.open[id]; s != nil {
		return s, nil
	}
	s := &shelf{}
	l.open[id] = s
	if a := l.pretended[id]; a != nil {
		s.articles.set(id, *a)
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
			s.articles.set(a.ID, a)
			l.open[a.ID] = s
		}
	}
	for _, n := range c.Annotations {
		s.marks.set(n.ID, n)
	}
	for _, a := range c.Actors { // somebody put the file here
		if l.actors.actors.byID[a.ID] == nil {
			l.actors.actors.set(a.ID, a)
			l.changed = true
		}
	}
	return s, nil
}

// records returns what a plan asks for.
func (l *library) records() record.Kept {
	return record.Kept{
		Article: func(id annotations.ID) (*annotations.Article, error) {
			s, err := l.article(id)
			if err != nil {
				return nil, err
			}
			return s.articles.find(id)
		},
		Actor: l.actors.actors.find,
		Annotation: func(id annotations.ID) (*annotations.Annotation, error) {
			for _, s := range l.open {
				if n := s.marks.byID[id]; n != nil {
					return n, nil
				}
			}
			return nil, nil
		},
	}
}

// plan plans what becomes of records. Marks that come without their text find it by its
// address.
func (l *library) plan(c record.Collection) (record.Plan, []standoff.Problem, error) {
	clear(l.open)
	c, problems, err := l.attach(c)
	if err != nil {
		return record.Plan{}, nil, err
	}
	for _, n := range c.Annotations { // their articles' files hold what is kept of them
		if _, err := l.article(n.Article); err != nil {
			return record.Plan{}, nil, err
		}
	}
	if c, err = agreed(c, l.records()); err != nil {
		return record.Plan{}, nil, err
	}
	p, err := record.NewPlan(c, l.records())
	return p, problems, err
}

// join puts the marks of other readers' articles on those of the same text that are there,
// or came before: see [record.Join].
func (l *library) join(c record.Collection, file string) (_ record.Collection, out []joined, err error) {
	at := map[annotations.ID]int{}
	c, _ = record.Join(c, func(a annotations.Article) (annotations.ID, bool) {
		if err = cmp.Or(err, l.index()); err != nil || l.files[a.ID] != "" || l.pretended[a.ID] != nil {
			return "", false
		}
		id, ok := l.byText[sha256.Sum256([]byte(a.Text.String()))]
		if ok {
			at[id] = len(out)
			out = append(out, joined{File: file, Title: a.Title})
		}
		return id, ok
	})
	for _, n := range c.Annotations {
		if i, ok := at[n.Article]; ok {
			out[i].Marks++
		}
	}
	return c, out, err
}

// attach finds the articles of annotations that come without their text.
func (l *library) attach(c record.Collection) (record.Collection, []standoff.Problem, error) {
	bare := func(a annotations.Article) bool { return a.Text.Len() == 0 && !a.Deleted }
	if !slices.ContainsFunc(c.Articles, bare) {
		return c, nil, nil
	}
	if err := l.index(); err != nil {
		return c, nil, err
	}
	var candidates []annotations.Article
	for _, a := range c.Articles {
		if !bare(a) {
			continue
		}
		for _, id := range l.byAddress[version.Address(a.Source)] {
			s, err := l.article(id)
			if err != nil {
				return c, nil, err
			}
			if found := s.articles.byID[id]; found != nil {
				candidates = append(candidates, *found)
			}
		}
	}
	c, problems := standoff.Attach(c, candidates, version.SameAddress)
	return c, problems, nil
}

// index reads the addresses, titles and texts of all articles, once.
func (l *library) index() error {
	if l.byTitle != nil {
		return nil
	}
	l.byAddress, l.byTitle = map[string][]annotations.ID{}, map[string][]annotations.ID{}
	l.byText = map[[sha256.Size]byte]annotations.ID{}
	for _, name := range slices.Sorted(maps.Values(l.files)) {
		c, err := l.read(name)
		if err != nil {
			return err
		}
		for _, a := range c.Articles {
			l.note(a)
		}
	}
	return nil
}

// note puts an article into the index.
func (l *library) note(a annotations.Article) {
	if a.Deleted {
		return
	}
	l.byTitle[a.Title] = append(l.byTitle[a.Title], a.ID)
	if address := version.Address(a.Source); address != "" {
		l.byAddress[address] = append(l.byAddress[address], a.ID)
	}
	if key := sha256.Sum256([]byte(a.Text.String())); a.Text.Len() > 0 && l.byText[key] == "" {
		l.byText[key] = a.ID
	}
}

// do does what a plan says, and writes the files of the articles that it changes.
func (l *library) do(p record.Plan) error {
	dirty := map[*shelf]bool{}
	for _, step := range p.Steps {
		if !step.Action.Writes() {
			continue
		}
		switch {
		case step.Article != nil:
			s, err := l.article(step.Article.ID)
			if err != nil {
				return err
			}
			s.articles.set(step.Article.ID, *step.Article)
			dirty[s] = true
			if l.byTitle != nil {
				l.note(*step.Article)
			}
		case step.Actor != nil:
			l.actors.actors.set(step.Actor.ID, *step.Actor)
			l.changed = true
		default:
			s, err := l.article(step.Annotation.Article)
			if err != nil {
				return err
			}
			s.marks.set(step.Annotation.ID, *step.Annotation)
			dirty[s] = true
		}
	}
	for s := range dirty {
		if err := l.write(s); err != nil {
			return err
		}
	}
	return nil
}

// write writes the file of an article.
func (l *library) write(s *shelf) error {
	c := s.collection()
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
			for a := l.actors.actors.byID[id]; a != nil && !seen[a.ID]; a = l.actors.actors.byID[a.MergedInto] {
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
	data := record.EncodeCollection(record.Collection{Actors: l.actors.actors.list()})
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

// pretend notes what a plan would do, as far as a later plan asks for it.
func (l *library) pretend(p record.Plan) {
	for _, step := range p.Steps {
		switch {
		case !step.Action.Writes():
		case step.Article != nil:
			l.pretended[step.Article.ID] = step.Article
			if l.byTitle != nil {
				l.note(*step.Article)
			}
		case step.Actor != nil:
			l.actors.actors.set(step.Actor.ID, *step.Actor)
		}
	}
}
