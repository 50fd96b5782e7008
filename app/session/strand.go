package session

import (
	"time"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// A strand is what a session knows of the records of one type, articles, actors or
// annotations: the newest state of each one that it shows or has changed, with its
// own changes that are not kept yet.
type strand[T any] struct {
	newest map[annotations.ID]*T
	mine   map[annotations.ID]bool // changed in this session: undo may come back to them

	head   func(*T) head
	same   func(a, b T) bool
	merge  func(base, mine, theirs T) annotations.Merge[T]
	decode func(data string) (T, error)
	encode func(T) store.Record
}

// A head gives access to what all types of records have.
type head struct {
	id       *annotations.ID
	revision *int
	modified *time.Time
	deleted  *bool
}

func articles() strand[annotations.Article] {
	return strand[annotations.Article]{
		newest: map[annotations.ID]*annotations.Article{},
		mine:   map[annotations.ID]bool{},
		head:   func(a *annotations.Article) head { return head{&a.ID, &a.Revision, &a.Modified, &a.Deleted} },
		same:   annotations.Article.Same,
		merge:  annotations.MergeArticle,
		decode: record.DecodeArticle[string],
		encode: ArticleRecord,
	}
}

func actors() strand[annotations.Actor] {
	return strand[annotations.Actor]{
		newest: map[annotations.ID]*annotations.Actor{},
		mine:   map[annotations.ID]bool{},
		head:   func(a *annotations.Actor) head { return head{&a.ID, &a.Revision, &a.Modified, &a.Deleted} },
		same:   annotations.Actor.Same,
		merge:  annotations.MergeActor,
		decode: record.DecodeActor[string],
		encode: ActorRecord,
	}
}

// marks returns the strand of annotations. One whose quote is not where it says, in
// an article that is known, is placed anew or becomes an orphan.
func marks(of *strand[annotations.Article]) strand[annotations.Annotation] {
	return strand[annotations.Annotation]{
		newest: map[annotations.ID]*annotations.Annotation{},
		mine:   map[annotations.ID]bool{},
		head:   func(n *annotations.Annotation) head { return head{&n.ID, &n.Revision, &n.Modified, &n.Deleted} },
		same:   annotations.Annotation.Same,
		merge:  annotations.MergeAnnotation,
		decode: func(data string) (annotations.Annotation, error) {
			n, err := record.DecodeAnnotation(data)
			if a := of.newest[n.Article]; err == nil && a != nil && a.Check(n) != nil {
				n, _ = anchor.Annotation(a.Text, n)
			}
			return n, err
		},
		encode: AnnotationRecord,
	}
}

// read makes of a record what it holds.
func (s *strand[T]) read(r store.Record) (*T, error) {
	x, err := s.decode(r.Data)
	if err != nil {
		return nil, err
	}
	*s.head(&x).revision = r.Revision
	return &x, nil
}

// behind reports whether the session knows an older state of a record, or none.
func (s *strand[T]) behind(r store.Record) bool {
	x := s.newest[r.ID]
	return x == nil || *s.head(x).revision < r.Revision
}

// take makes a record of the store the newest state and returns that as a change; ok
// is false where it is none.
func (s *strand[T]) take(r store.Record) (c annotations.Change[T], ok bool, err error) {
	if !s.behind(r) {
		return c, false, nil
	}
	x, err := s.read(r)
	if err != nil {
		return c, false, err
	}
	c = annotations.Change[T]{Before: s.newest[r.ID], After: x}
	s.newest[r.ID] = x
	return c, true, nil
}

// adopt takes what another strand knows and this one does not, or not as new, but for
// some records, and returns that as changes.
func (s *strand[T]) adopt(o strand[T], but map[annotations.ID]bool) []annotations.Change[T] {
	var out []annotations.Change[T]
	for id, x := range o.newest {
		if but[id] {
			continue
		}
		if mine := s.newest[id]; mine == nil || *s.head(mine).revision < *s.head(x).revision {
			out = append(out, annotations.Change[T]{Before: mine, After: x})
			s.newest[id] = x
		}
	}
	return out
}

// put makes a state of a record the newest. It gets the revision after the one
// before; one that comes with a higher one, from an import, keeps that.
func (s *strand[T]) put(before *T, after T) annotations.Change[T] {
	h := s.head(&after)
	*h.revision = max(*h.revision, s.base(before)+1)
	s.newest[*h.id] = &after
	s.mine[*h.id] = true
	return annotations.Change[T]{Before: before, After: &after}
}

// base is the revision that a change replaces in the store.
func (s *strand[T]) base(before *T) int {
	if before == nil {
		return 0
	}
	return *s.head(before).revision
}

// puts is what a store is asked to keep.
func (s *strand[T]) puts(changes []annotations.Change[T]) []store.Put {
	out := make([]store.Put, len(changes))
	for i, c := range changes {
		out[i] = store.Put{Record: s.encode(*c.After), Base: s.base(c.Before)}
	}
	return out
}

// reset makes what the store holds the newest state; nil: it holds nothing.
func (s *strand[T]) reset(id annotations.ID, x *T) {
	if s.newest[id] = x; x == nil {
		delete(s.newest, id)
	}
}

// forget drops what only an article that is not open any more needed.
func (s *strand[T]) forget() {
	for id := range s.newest {
		if !s.mine[id] {
			delete(s.newest, id)
		}
	}
}

// A replay makes changes of the past changes of the present.
type replay struct {
	when   time.Time                         // when the records change; zero: as the changes say
	yield  bool                              // what others changed as well stays as they left it
	only   map[annotations.ID]bool           // the records that it is about; nil: all
	copies map[annotations.ID]annotations.ID // as what the losers of a clash live on
}

// replay puts changes on top of the newest state of their records. Where that is
// not the one they were made on, both are merged.
func (s *strand[T]) replay(r *replay, changes []annotations.Change[T]) []annotations.Change[T] {
	out := make([]annotations.Change[T], 0, len(changes))
	put := func(before *T, after T) {
		if !r.when.IsZero() {
			*s.head(&after).modified = r.when
		}
		out = append(out, s.put(before, after))
	}
	for _, c := range changes {
		after := *c.After
		h := s.head(&after)
		if r.only != nil && !r.only[*h.id] {
			out = append(out, c)
			continue
		}
		if id, ok := r.copies[*h.id]; ok {
			*h.id = id
			*h.revision = 0
			put(s.newest[id], after)
			continue
		}
		live := s.newest[*h.id]
		switch {
		case live == nil && r.only != nil: // it is not in the store any more
			put(nil, after)
			continue
		case live == nil:
			put(c.Before, after)
			continue
		case c.Before != nil && s.same(*c.Before, *live):
			put(live, after)
			continue
		case c.Before == nil && r.only == nil && s.mine[*h.id] && *s.head(live).deleted:
			put(live, after) // made once more, after it was taken back here
			continue
		}
		var base T
		if c.Before != nil {
			base = *c.Before
		}
		m := s.merge(base, after, *live)
		if m.Copy != nil && !r.yield {
			r.copies[*h.id] = *s.head(m.Copy).id
			put(nil, *m.Copy)
		}
		if !m.Same {
			put(live, m.Record)
		}
	}
	return out
}
