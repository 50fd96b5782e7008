package record

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// A keeper keeps records as an app would.
type keeper struct {
	articles map[annotations.ID]annotations.Article
	actors   map[annotations.ID]annotations.Actor
	marks    map[annotations.ID]annotations.Annotation
}

func newKeeper(c Collection) *keeper {
	s := &keeper{map[annotations.ID]annotations.Article{}, map[annotations.ID]annotations.Actor{}, map[annotations.ID]annotations.Annotation{}}
	for _, a := range c.Articles {
		s.articles[a.ID] = a
	}
	for _, a := range c.Actors {
		s.actors[a.ID] = a
	}
	for _, n := range c.Annotations {
		s.marks[n.ID] = n
	}
	return s
}

func (s *keeper) kept() Kept {
	return Kept{Article: keptIn(s.articles), Actor: keptIn(s.actors), Annotation: keptIn(s.marks)}
}

func keptIn[T any](records map[annotations.ID]T) func(annotations.ID) (*T, error) {
	return func(id annotations.ID) (*T, error) {
		if x, ok := records[id]; ok {
			return &x, nil
		}
		return nil, nil
	}
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// take imports a collection, under the rules of a store.
func (s *keeper) take(t fataler, c Collection) Plan {
	t.Helper()
	plan, err := NewPlan(c, s.kept())
	if err != nil {
		t.Fatalf("%v", err)
	}
	if len(plan.Steps) != len(c.Articles)+len(c.Actors)+len(c.Annotations) {
		t.Fatalf("%d steps", len(plan.Steps))
	}
	for _, step := range plan.Steps {
		if !step.Action.Writes() {
			continue
		}
		if a := step.Article; a != nil {
			if a.Revision <= step.Base || step.Base != s.articles[a.ID].Revision {
				t.Fatalf("article %s: revision %d over %d, kept is %d", a.ID, a.Revision, step.Base, s.articles[a.ID].Revision)
			}
			s.articles[a.ID] = *a
			continue
		}
		if a := step.Actor; a != nil {
			if a.Revision <= step.Base || step.Base != s.actors[a.ID].Revision {
				t.Fatalf("actor %s: revision %d over %d, kept is %d", a.ID, a.Revision, step.Base, s.actors[a.ID].Revision)
			}
			s.actors[a.ID] = *a
			continue
		}
		n := step.Annotation
		if n.Revision <= step.Base || step.Base != s.marks[n.ID].Revision {
			t.Fatalf("annotation %s: revision %d over %d, kept is %d", n.ID, n.Revision, step.Base, s.marks[n.ID].Revision)
		}
		if err := s.articles[n.Article].Check(*n); err != nil {
			t.Fatalf("%v", err)
		}
		s.marks[n.ID] = *n
	}
	return plan
}

func (s *keeper) export() string {
	var c Collection
	for _, a := range s.articles {
		c.Articles = append(c.Articles, a)
	}
	for _, a := range s.actors {
		c.Actors = append(c.Actors, a)
	}
	for _, n := range s.marks {
		c.Annotations = append(c.Annotations, n)
	}
	return string(EncodeCollection(c))
}

func TestPlan(t *testing.T) {
	a := sample()
	a.Revision = 2
	n := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 0, End: 7})
	n.Revision = 3
	later := now.Add(time.Hour)

	for _, c := range []struct {
		name           string
		here, file     func(a *annotations.Article, n *annotations.Annotation)
		article, mark  Action
		revision, base int // of the annotation, if it is written
	}{
		{name: "the same", article: Same, mark: Same},
		{
			name:    "nothing here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { a.ID, n.ID = "", "" },
			article: Added, mark: Added, revision: 3,
		},
		{
			name: "newer in the file",
			file: func(a *annotations.Article, n *annotations.Annotation) {
				a.Title, a.Revision, n.Note, n.Revision = "x", 9, "x", 5
			},
			article: Updated, mark: Updated, revision: 5, base: 3,
		},
		{
			name: "newer here",
			here: func(a *annotations.Article, n *annotations.Annotation) {
				a.Title, a.Revision, n.Note, n.Revision = "x", 9, "x", 5
			},
			article: Older, mark: Older,
		},
		{
			name:    "changed in both",
			here:    func(a *annotations.Article, n *annotations.Annotation) { a.Title, n.Note = "x", "x" },
			file:    func(a *annotations.Article, n *annotations.Annotation) { a.Title, n.Note = "y", "y" },
			article: Older, mark: KeptBoth, revision: 1,
		},
		{
			name:    "an article changed later in the file",
			here:    func(a *annotations.Article, n *annotations.Annotation) { a.Title = "x" },
			file:    func(a *annotations.Article, n *annotations.Annotation) { a.Title, a.Modified = "y", later },
			article: Updated, mark: Same,
		},
		{
			name:    "deleted here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Deleted, n.Revision = true, 4 },
			article: Same, mark: Deleted,
		},
		{
			name:    "deleted here, changed there",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Deleted = true },
			file:    func(a *annotations.Article, n *annotations.Annotation) { n.Note = "x" },
			article: Same, mark: Deleted,
		},
		{
			name:    "deleted here, changed more there",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Deleted = true },
			file:    func(a *annotations.Article, n *annotations.Annotation) { n.Note, n.Revision = "x", 4 },
			article: Same, mark: Updated, revision: 4, base: 3,
		},
		{
			name:    "deleted there, changed here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Note = "x" },
			file:    func(a *annotations.Article, n *annotations.Annotation) { n.Deleted = true },
			article: Same, mark: Updated, revision: 4, base: 3,
		},
		{
			name:    "deleted there, changed more here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Note, n.Revision = "x", 4 },
			file:    func(a *annotations.Article, n *annotations.Annotation) { n.Deleted = true },
			article: Same, mark: Older,
		},
		{
			name:    "the article deleted here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { a.Deleted, n.ID = true, "" },
			article: Deleted, mark: Deleted,
		},
		{
			name: "another text",
			file: func(a *annotations.Article, n *annotations.Annotation) {
				a.Text = annotations.NewText(a.Text.String() + "!")
			},
			article: KeptBoth, mark: KeptBoth, revision: 3,
		},
		{
			name: "the article is not in the file",
			file: func(a *annotations.Article, n *annotations.Annotation) { a.ID, n.Note, n.Revision = "", "x", 4 },
			mark: Updated, revision: 4, base: 3,
		},
		{
			name: "the article is nowhere",
			here: func(a *annotations.Article, n *annotations.Annotation) { a.ID, n.ID = "", "" },
			file: func(a *annotations.Article, n *annotations.Annotation) { a.ID = "" },
			mark: Refused,
		},
		{
			name: "a wrong quote for the article that is here",
			file: func(a *annotations.Article, n *annotations.Annotation) {
				a.ID, n.Quotes = "", []annotations.Quote{{Exact: "Witkofe"}}
			},
			mark: Refused,
		},
		{
			name:    "the ID belongs to another article here",
			here:    func(a *annotations.Article, n *annotations.Annotation) { n.Article = annotations.NewID() },
			article: Same, mark: Refused,
		},
		{
			name:    "only times and revisions of the same differ",
			file:    func(a *annotations.Article, n *annotations.Annotation) { n.Modified = later },
			article: Same, mark: Same,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			collect := func(change func(*annotations.Article, *annotations.Annotation)) Collection {
				var out Collection
				a, n := a, n
				if change != nil {
					change(&a, &n)
				}
				if a.ID != "" {
					out.Articles = []annotations.Article{a}
				}
				if n.ID != "" {
					out.Annotations = []annotations.Annotation{n}
				}
				return out
			}
			here, file := newKeeper(collect(c.here)), collect(c.file)
			before := here.export()
			plan := here.take(t, file)
			mark := plan.Steps[len(plan.Steps)-1]
			if mark.Action != c.mark || mark.From != n.ID {
				t.Errorf("the annotation is %s, want %s", mark.Action, c.mark)
			}
			if len(plan.Steps) == 2 && plan.Steps[0].Action != c.article {
				t.Errorf("the article is %s, want %s", plan.Steps[0].Action, c.article)
			}
			if mark.Action.Writes() && (mark.Annotation.Revision != c.revision || mark.Base != c.base) {
				t.Errorf("revision %d over %d, want %d over %d", mark.Annotation.Revision, mark.Base, c.revision, c.base)
			}
			if (mark.Err != nil) != (c.mark == Refused) {
				t.Errorf("error %v", mark.Err)
			}
			if plan.Writes() != (here.export() != before) {
				t.Errorf("writes: %v", plan.Writes())
			}
			if _, _, marks := plan.Count(c.mark); marks != 1 {
				t.Errorf("counted %d", marks)
			}
			after := here.export()
			if again := here.take(t, file); again.Writes() || here.export() != after {
				t.Errorf("the second time it is not the same: %+v", again)
			}
		})
	}
}

func TestPlanPassesErrors(t *testing.T) {
	broken := errors.New("broken")
	a := sample()
	n := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 0, End: 7})
	fails := Kept{
		Article:    func(annotations.ID) (*annotations.Article, error) { return nil, broken },
		Actor:      func(annotations.ID) (*annotations.Actor, error) { return nil, broken },
		Annotation: func(annotations.ID) (*annotations.Annotation, error) { return nil, broken },
	}
	for _, c := range []Collection{
		{Articles: []annotations.Article{a}},
		{Actors: []annotations.Actor{annotations.NewActor("Witkoff", now)}},
		{Annotations: []annotations.Annotation{n}},
	} {
		if _, err := NewPlan(c, fails); !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	}
	fails.Article = newKeeper(Collection{}).kept().Article
	if _, err := NewPlan(Collection{Articles: []annotations.Article{a}, Annotations: []annotations.Annotation{n}}, fails); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// vary returns records of a collection as they might be elsewhere: edited, deleted,
// or not there.
func vary(t *rapid.T, c Collection) Collection {
	var out Collection
	for _, a := range c.Articles {
		switch rapid.IntRange(0, 5).Draw(t, "article") {
		case 0:
			continue
		case 1:
			a.Title, a.Modified = "Renamed", genTime(t, "modified")
		case 2:
			a.Deleted = !a.Deleted
			a.Revision += rapid.IntRange(0, 2).Draw(t, "revision")
		case 3:
			a.Text = annotations.NewText(a.Text.String() + "!")
		}
		out.Articles = append(out.Articles, a)
	}
	for _, a := range c.Actors {
		switch rapid.IntRange(0, 5).Draw(t, "actor") {
		case 0:
			continue
		case 1:
			a.Name, a.Modified = "Renamed", genTime(t, "modified")
		case 2:
			a.Aliases = append(slices.Clip(a.Aliases), rapid.SampledFrom([]string{"x", "y"}).Draw(t, "alias"))
		case 3:
			a.Deleted = !a.Deleted
		}
		a.Revision += rapid.IntRange(0, 2).Draw(t, "revision")
		out.Actors = append(out.Actors, a)
	}
	for _, n := range c.Annotations {
		has := slices.ContainsFunc(out.Articles, func(a annotations.Article) bool { return a.ID == n.Article })
		switch rapid.IntRange(0, 5).Draw(t, "annotation") {
		case 0:
			continue
		case 1:
			n.Note = rapid.SampledFrom([]string{"x", "y"}).Draw(t, "note")
		case 2:
			n.Deleted = !n.Deleted
		}
		n.Revision += rapid.IntRange(0, 2).Draw(t, "revision")
		if has {
			out.Annotations = append(out.Annotations, n)
		}
	}
	return out
}

// Importing twice changes nothing the second time, and what was here and live is
// still here, unless a newer revision took its place.
func TestImportTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := genCollection(t)
		hereNow, file := vary(t, all), vary(t, all)
		here := newKeeper(hereNow)
		first := here.take(t, file)
		after := here.export()
		if second := here.take(t, file); second.Writes() || here.export() != after {
			t.Fatalf("the second time:\n%+v", second)
		}
		for _, n := range hereNow.Annotations {
			if now, ok := here.marks[n.ID]; !ok || now.Revision < n.Revision || now.Revision == n.Revision && !now.Equal(n) {
				t.Fatalf("%+v became %+v", n, now)
			}
		}
		for _, a := range hereNow.Actors {
			if now, ok := here.actors[a.ID]; !ok || now.Revision < a.Revision || now.Revision == a.Revision && !now.Same(a) {
				t.Fatalf("%+v became %+v", a, now)
			}
		}
		for _, s := range first.Steps {
			if s.Action == Refused {
				t.Fatalf("refused: %v", s.Err)
			}
		}
	})
}

// An export into an empty library gives the same export.
func TestImportIntoEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCollection(t)
		c.Extra = nil
		want := EncodeCollection(c)
		read, err := DecodeCollection(want)
		if err != nil {
			t.Fatalf("%v", err)
		}
		here := newKeeper(Collection{})
		here.take(t, read)
		if got := here.export(); got != string(want) {
			t.Fatalf("\n%s\n%s", want, got)
		}
	})
}
