package record

import (
	"cmp"

	"github.com/google/uuid"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// An Action is what an import does with one record.
type Action string

// The actions.
const (
	Added    Action = "added"   // nothing was kept under its ID
	Updated  Action = "updated" // it replaces an older revision
	KeptBoth Action = "both"    // it was changed here and there: added under another ID
	Same     Action = "same"    // it is kept already
	Older    Action = "older"   // what is kept is newer
	Deleted  Action = "deleted" // it, or its article, was deleted here later
	Refused  Action = "refused" // it cannot be kept: see Step.Err
)

// Writes reports whether the action changes what is kept.
func (a Action) Writes() bool { return a == Added || a == Updated || a == KeptBoth }

// ErrNoArticle refuses an annotation whose article is neither kept nor in the file.
const ErrNoArticle = words.ErrNoArticle

// A Step says what becomes of one record of an import. One of Article, Actor and
// Annotation is set: the record as it is to be written, with its revision.
type Step struct {
	Action     Action
	Article    *annotations.Article
	Actor      *annotations.Actor
	Annotation *annotations.Annotation
	From       annotations.ID // the ID in the file
	Base       int            // the kept revision that it replaces; 0: none
	Err        error          // of Refused
}

// A Plan is an import that has not been done: a step for each record, articles first,
// then actors.
type Plan struct{ Steps []Step }

// Count returns how many articles, actors and annotations an action has.
func (p Plan) Count(action Action) (articles, actors, marks int) {
	for _, s := range p.Steps {
		switch {
		case s.Action != action:
		case s.Article != nil:
			articles++
		case s.Actor != nil:
			actors++
		default:
			marks++
		}
	}
	return articles, actors, marks
}

// Writes reports whether the import changes anything.
func (p Plan) Writes() bool {
	for _, s := range p.Steps {
		if s.Action.Writes() {
			return true
		}
	}
	return false
}

// Kept tells what is kept under an ID, also tombstones; nil where there is nothing.
type Kept struct {
	Article    func(annotations.ID) (*annotations.Article, error)
	Actor      func(annotations.ID) (*annotations.Actor, error)
	Annotation func(annotations.ID) (*annotations.Annotation, error)
}

// NewPlan plans the import of a collection over what is kept. The higher revision
// wins. Of equal revisions that differ, a tombstone wins; else both annotations are
// kept, the one from the file under an ID made from its content, so that importing
// twice changes nothing the second time. Of articles the one changed later stands, for
// their text is the same; where it is not, the article of the file and its annotations
// are added under other IDs. Actors are merged: field by field the later change
// stands, and other names are those of both.
//
// What an annotation that comes under another ID says of other annotations of the file
// is said of what they become. An annotation may refer to what is neither here nor in
// the file: it may come later.
//
// NewPlan returns the first error of kept.
func NewPlan(c Collection, kept Kept) (Plan, error) {
	p := planner{
		kept: kept, articles: map[annotations.ID]landing{},
		moved: map[annotations.ID]annotations.ID{}, twins: map[annotations.ID]annotations.ID{},
	}
	for _, a := range c.Articles {
		if err := p.article(a); err != nil {
			return Plan{}, err
		}
	}
	for _, a := range c.Actors {
		if err := p.actor(a); err != nil {
			return Plan{}, err
		}
	}
	for _, n := range c.Annotations {
		p.move(n)
	}
	for _, n := range c.Annotations {
		if err := p.annotation(n); err != nil {
			return Plan{}, err
		}
	}
	for _, n := range p.copies {
		*n = n.Redirect(elsewhere(p.twins))
	}
	return p.plan, nil
}

type planner struct {
	plan     Plan
	kept     Kept
	articles map[annotations.ID]landing        // by ID in the file
	moved    map[annotations.ID]annotations.ID // the other ID of what goes with its article
	twins    map[annotations.ID]annotations.ID // the ID of the copy of what is kept both here and as in the file
	copies   []*annotations.Annotation         // that are to be written
}

// elsewhere returns where references go: to the other ID of what has one.
func elsewhere(other map[annotations.ID]annotations.ID) func(annotations.ID) annotations.ID {
	return func(id annotations.ID) annotations.ID { return cmp.Or(other[id], id) }
}

// A landing is the article that annotations of an article of the file come to.
type landing struct {
	article *annotations.Article // nil: there is none
	checked bool                 // their quotes are checked already
	gone    bool                 // it was deleted here, and stays so
}

func (p *planner) article(a annotations.Article) error {
	kept, err := p.kept.Article(a.ID)
	if err != nil {
		return err
	}
	s := Step{From: a.ID, Article: &a}
	if kept != nil && kept.Text.String() != a.Text.String() {
		a.ID = derived(EncodeArticle(a))
		s.Action = KeptBoth
		if kept, err = p.kept.Article(a.ID); err != nil {
			return err
		}
	}
	land := &a
	switch {
	case kept == nil:
		if s.Action == "" {
			s.Action = Added
		}
		a.Revision = max(a.Revision, 1)
	case s.Action == KeptBoth:
		s.Action, land = Same, kept
	default:
		s.Base = kept.Revision
		later := a.Modified.After(kept.Modified)
		s.Action = compare(a.Revision, kept.Revision, sameArticle(a, *kept), a.Deleted, kept.Deleted, later)
		if s.Action == KeptBoth { // equal revisions, and what is kept is not older
			s.Action = Older
		}
		if s.Action.Writes() {
			a.Revision = max(a.Revision, kept.Revision+1)
		} else {
			land = kept
		}
	}
	p.articles[s.From] = landing{land, true, s.Action == Deleted}
	p.plan.Steps = append(p.plan.Steps, s)
	return nil
}

// compare says what becomes of a record with a kept one under its ID.
func compare(in, kept int, same, inDeleted, keptDeleted, later bool) Action {
	switch {
	case same && in <= kept:
		return Same
	case in > kept:
		return Updated
	case keptDeleted && !inDeleted:
		return Deleted
	case in < kept:
		return Older
	case inDeleted, later:
		return Updated
	}
	return KeptBoth
}

// What comes from another tool's file has no times of its own there: it is made anew each
// time that it is read. So records that differ in nothing but times are the same.

func sameActor(a, b annotations.Actor) bool {
	a.Created = b.Created
	return a.Same(b)
}

func sameAnnotation(n, o annotations.Annotation) bool {
	n.Created = o.Created
	return n.Same(o)
}

// sameArticle reports whether two articles with the same text give the same record.
func sameArticle(a, b annotations.Article) bool {
	a.Revision, a.Created, a.Modified = b.Revision, b.Created, b.Modified
	return string(EncodeArticle(a)) == string(EncodeArticle(b))
}

func (p *planner) actor(a annotations.Actor) error {
	kept, err := p.kept.Actor(a.ID)
	if err != nil {
		return err
	}
	s := Step{From: a.ID, Action: Added}
	if kept == nil {
		a.Revision = max(a.Revision, 1)
	} else {
		s.Base = kept.Revision
		s.Action = compare(a.Revision, kept.Revision, sameActor(a, *kept), a.Deleted, kept.Deleted, false)
		if s.Action == KeptBoth {
			m := annotations.MergeActor(annotations.Actor{}, a, *kept)
			a, s.Action = m.Record, Updated
			if m.Same {
				s.Action = Older
			}
		}
		if s.Action.Writes() {
			a.Revision = max(a.Revision, kept.Revision+1)
		}
	}
	s.Actor = &a
	p.plan.Steps = append(p.plan.Steps, s)
	return nil
}

// move notes the other ID of an annotation whose article comes under another one.
func (p *planner) move(n annotations.Annotation) {
	if land, known := p.articles[n.Article]; known && land.article.ID != n.Article {
		p.moved[n.ID] = derived([]byte(land.article.ID + n.ID))
	}
}

func (p *planner) annotation(n annotations.Annotation) error {
	s := Step{From: n.ID, Annotation: &n}
	land, known := p.articles[n.Article]
	if !known {
		article, err := p.kept.Article(n.Article)
		if err != nil {
			return err
		}
		land = landing{article, false, article != nil && article.Deleted}
		p.articles[n.Article] = land
	}
	defer func() { p.plan.Steps = append(p.plan.Steps, s) }()
	switch {
	case land.article == nil:
		s.Action, s.Err = Refused, words.Because(ErrNoArticle, words.Fact.Of(string(n.Article)))
		return nil
	case !land.checked:
		if err := land.article.Check(n); err != nil {
			s.Action, s.Err = Refused, err
			return nil
		}
	}
	other, moved := p.moved[n.ID]
	if moved {
		n = n.Redirect(elsewhere(p.moved))
		n.Article, n.ID = land.article.ID, other
	}
	kept, err := p.kept.Annotation(n.ID)
	if err != nil {
		return err
	}
	switch {
	case kept == nil:
		s.Action = Added
		if moved {
			s.Action = KeptBoth
		}
		if land.gone && !n.Deleted {
			s.Action = Deleted
		}
		n.Revision = max(n.Revision, 1)
		return nil
	case kept.Article != n.Article:
		s.Action, s.Err = Refused, words.Because(annotations.ErrBadRecord, words.BelongsToHere.Of(string(kept.Article)))
		return nil
	}
	s.Base = kept.Revision
	s.Action = compare(n.Revision, kept.Revision, sameAnnotation(n, *kept), n.Deleted, kept.Deleted, false)
	switch s.Action {
	case Updated:
		n.Revision = max(n.Revision, kept.Revision+1)
	case KeptBoth:
		s.Base = 0
		twin := derived(EncodeAnnotation(n))
		p.twins[n.ID] = twin
		n.ID, n.Revision = twin, 1
		copied, err := p.kept.Annotation(twin)
		if err != nil {
			return err
		}
		if copied != nil {
			s.Action = Same
			return nil
		}
		p.copies = append(p.copies, &n)
	}
	return nil
}

// derived returns an ID that depends on content alone.
func derived(content []byte) annotations.ID {
	return annotations.ID("urn:uuid:" + uuid.NewSHA1(namespace, content).String())
}
