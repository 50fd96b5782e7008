package annotations

import (
	"slices"
	"time"
)

// A Change is one record before and after: Before is nil where it is made. A
// record is never unmade; deleting it is a Change to one that is Deleted.
type Change[T any] struct{ Before, After *T }

// An Edit is one step that a reader takes and can take back: changes to any
// number of records, kept and undone together.
type Edit struct {
	Name        EditName
	Annotations []Change[Annotation]
	Articles    []Change[Article]
	Actors      []Change[Actor]
}

// An EditName says what kind of step an edit is.
type EditName string

// The kinds of steps.
const (
	Marked    EditName = "marked"
	Mentions  EditName = "mentions"
	Deleted   EditName = "deleted"
	KindSet   EditName = "kind"
	Moved     EditName = "moved"
	Stretched EditName = "stretched"
	NoteSet   EditName = "note"
	TagsSet   EditName = "tags"
	Renamed   EditName = "renamed"
	Added     EditName = "added"
	Removed   EditName = "removed"
	Imported  EditName = "imported"

	Mentioned    EditName = "mentioned" // an actor annotation is of an actor
	ActorAdded   EditName = "actor-added"
	ActorSet     EditName = "actor"
	ActorRemoved EditName = "actor-removed"
	Merged       EditName = "merged"
	SplitOff     EditName = "split"
	ClaimSet     EditName = "claim"
	Checked      EditName = "checked"
	FigureSet    EditName = "figure"
	Tied         EditName = "tied"
	Dismissed    EditName = "dismissed"
	Described    EditName = "described"   // the article's metadata
	Adjudicated  EditName = "adjudicated" // disagreements of annotators are settled
)

// Empty reports whether the edit changes nothing.
func (e Edit) Empty() bool {
	return len(e.Annotations) == 0 && len(e.Articles) == 0 && len(e.Actors) == 0
}

// Inverse returns the edit that takes this one back. What the edit made, its
// inverse deletes: the tombstone keeps the last content.
func (e Edit) Inverse() Edit {
	return Edit{
		Name:        e.Name,
		Annotations: inverse(e.Annotations, func(a Annotation) Annotation { a.Deleted = true; return a }),
		Articles:    inverse(e.Articles, func(a Article) Article { a.Deleted = true; return a }),
		Actors:      inverse(e.Actors, func(a Actor) Actor { a.Deleted = true; return a }),
	}
}

func inverse[T any](changes []Change[T], deleted func(T) T) []Change[T] {
	out := make([]Change[T], len(changes))
	for i, c := range changes {
		back := c.Before
		if back == nil {
			gone := deleted(*c.After)
			back = &gone
		}
		out[len(changes)-1-i] = Change[T]{Before: c.After, After: back}
	}
	return out
}

// And returns the edit that does this one and then the next ones: one step. Of several
// changes to one record one is left, from before the first to after the last.
func (e Edit) And(next ...Edit) Edit {
	var all Composition
	all.Add(e)
	for _, e := range next {
		all.Add(e)
	}
	return all.Edit
}

// Parts returns an edit as several, each with at most so many records: what is changed
// together with very much else may be kept in steps. Actors come first, and what is of
// one article stays together as far as it can.
func (e Edit) Parts(most int) []Edit {
	if len(e.Actors)+len(e.Articles)+len(e.Annotations) <= most {
		return []Edit{e}
	}
	var out []Edit
	part := Edit{Name: e.Name}
	size := 0
	full := func(more int) {
		if size > 0 && size+more > most {
			out = append(out, part)
			part, size = Edit{Name: e.Name}, 0
		}
	}
	for _, c := range e.Actors {
		full(1)
		part.Actors = append(part.Actors, c)
		size++
	}
	of := map[ID][]Change[Annotation]{}
	var order []ID
	note := func(id ID) {
		if _, known := of[id]; !known {
			of[id] = nil
			order = append(order, id)
		}
	}
	articles := map[ID]Change[Article]{}
	for _, c := range e.Articles {
		articles[c.After.ID] = c
		note(c.After.ID)
	}
	for _, c := range e.Annotations {
		note(c.After.Article)
		of[c.After.Article] = append(of[c.After.Article], c)
	}
	for _, id := range order {
		marks := of[id]
		full(1 + len(marks))
		if c, ok := articles[id]; ok {
			part.Articles = append(part.Articles, c)
			size++
		}
		for _, c := range marks {
			full(1)
			part.Annotations = append(part.Annotations, c)
			size++
		}
	}
	return append(out, part)
}

// Apply returns the doc after an edit, of which it takes what concerns its
// article.
func (d Doc) Apply(e Edit) Doc {
	for _, c := range e.Articles {
		if c.After.ID == d.Article.ID {
			d.Article = *c.After
		}
	}
	var here []Change[Annotation]
	for _, c := range e.Annotations {
		if c.After.Article == d.Article.ID {
			here = append(here, c)
		}
	}
	if len(here) < 8 { // some insertions cost less than sorting anew
		for _, c := range here {
			d = d.with(c.After, c.After)
		}
		return d
	}
	changed := make(map[ID]bool, len(here))
	marks := make([]*Annotation, 0, len(d.marks)+len(here))
	for i := len(here) - 1; i >= 0; i-- { // of several changes to one record the last counts
		after := here[i].After
		if !changed[after.ID] && !after.Deleted {
			marks = append(marks, after)
		}
		changed[after.ID] = true
	}
	for _, m := range d.marks {
		if !changed[m.ID] {
			marks = append(marks, m)
		}
	}
	slices.SortFunc(marks, compare)
	return sorted(d.Article, marks)
}

// change returns the edit that sets annotations to what alter makes of them, if
// that differs.
func (d Doc) change(name EditName, now time.Time, ids []ID, alter func(Annotation) Annotation) Edit {
	e := Edit{Name: name}
	seen := make(map[ID]bool, len(ids))
	for _, id := range ids {
		if before := d.Find(id); before != nil && !seen[id] {
			seen[id] = true
			e = e.set(before, alter(*before), now)
		}
	}
	return e
}

// set adds a change to the edit, if it is one.
func (e Edit) set(before *Annotation, after Annotation, now time.Time) Edit {
	if !after.Same(*before) {
		after.Modified = now
		e.Annotations = append(e.Annotations, Change[Annotation]{before, &after})
	}
	return e
}

// Mark makes an annotation of a kind on spans. It changes nothing where the same
// kind marks exactly these spans already, or where there is nothing to mark.
func (d Doc) Mark(kind Kind, now time.Time, spans ...Span) Edit {
	e := Edit{Name: Marked}
	n := NewAnnotation(d.Article, kind, now, spans...)
	if n.Orphan() || d.marked(kind, n.Spans) {
		return e
	}
	e.Annotations = []Change[Annotation]{{nil, &n}}
	return e
}

func (d Doc) marked(kind Kind, spans []Span) bool {
	return slices.ContainsFunc(d.In(spans[0]), func(m *Annotation) bool {
		return m.Kind == kind && slices.Equal(m.Spans, spans)
	})
}

// MarkMentions marks every other occurrence of the annotation's quote, whole words
// and case as given, as its kind, where that kind does not mark it already. They mention
// the same actor.
func (d Doc) MarkMentions(id ID, now time.Time) Edit {
	e := Edit{Name: Mentions}
	for _, s := range d.OtherMentions(id) {
		m := d.Find(id)
		n := NewAnnotation(d.Article, m.Kind, now, s)
		n.Origin, n.Actor = ByMention, m.Actor
		e.Annotations = append(e.Annotations, Change[Annotation]{nil, &n})
	}
	return e
}

// Delete deletes annotations.
func (d Doc) Delete(now time.Time, ids ...ID) Edit {
	e := d.change(Deleted, now, ids, func(n Annotation) Annotation { n.Deleted = true; return n })
	return d.without(e, now)
}

// SetKind makes annotations ones of another kind.
func (d Doc) SetKind(kind Kind, now time.Time, ids ...ID) Edit {
	return d.change(KindSet, now, ids, func(n Annotation) Annotation { return n.OfKind(kind) })
}

// SetNote replaces an annotation's note.
func (d Doc) SetNote(id ID, note string, now time.Time) Edit {
	return d.change(NoteSet, now, []ID{id}, func(n Annotation) Annotation { n.Note = note; return n })
}

// SetTags replaces an annotation's tags; empty and repeated ones are left out.
func (d Doc) SetTags(id ID, tags []string, now time.Time) Edit {
	var clean []string
	for _, t := range tags {
		if t != "" && !slices.Contains(clean, t) {
			clean = append(clean, t)
		}
	}
	return d.change(TagsSet, now, []ID{id}, func(n Annotation) Annotation { n.Tags = clean; return n })
}

// Move puts an annotation on other spans. It changes nothing where none is left.
func (d Doc) Move(id ID, now time.Time, spans ...Span) Edit {
	return d.place(Moved, id, now, spans)
}

// Extend adds a span to an annotation, as for the second half of a split
// quotation.
func (d Doc) Extend(id ID, now time.Time, s Span) Edit {
	m := d.Find(id)
	if m == nil {
		return Edit{Name: Stretched}
	}
	return d.place(Stretched, id, now, append(slices.Clone(m.Spans), s))
}

func (d Doc) place(name EditName, id ID, now time.Time, spans []Span) Edit {
	return d.change(name, now, []ID{id}, func(n Annotation) Annotation {
		if moved := n.At(d.Article.Text, spans...); !moved.Orphan() {
			return moved
		}
		return n
	})
}

// Rename gives an article another title. It changes nothing where that is empty.
func (a Article) Rename(title string, now time.Time) Edit {
	return a.describe(Renamed, now, func(x Article) Article {
		if title != "" {
			x.Title = title
		}
		return x
	})
}

// Describe changes an article's metadata; its text and blocks stay.
func (a Article) Describe(now time.Time, alter func(Article) Article) Edit {
	return a.describe(Described, now, alter)
}

// Dismiss lets a finding be, for a reason that may be empty.
func (a Article) Dismiss(finding, reason string, now time.Time) Edit {
	return a.describe(Dismissed, now, func(x Article) Article {
		x.Dismissals = append(x.without(finding), Dismissal{finding, reason})
		return x
	})
}

// Recall looks at a dismissed finding again.
func (a Article) Recall(finding string, now time.Time) Edit {
	return a.describe(Dismissed, now, func(x Article) Article { x.Dismissals = x.without(finding); return x })
}

func (a Article) without(finding string) []Dismissal {
	var out []Dismissal
	for _, d := range a.Dismissals {
		if d.Finding != finding {
			out = append(out, d)
		}
	}
	return out
}

func (a Article) describe(name EditName, now time.Time, alter func(Article) Article) Edit {
	after := alter(a)
	after.ID, after.Text, after.Blocks = a.ID, a.Text, a.Blocks
	if after.Same(a) {
		return Edit{Name: name}
	}
	after.Modified = now
	return Edit{Name: name, Articles: []Change[Article]{{&a, &after}}}
}

// Add makes an article and its annotations records of the library.
func Add(a Article, marks []Annotation) Edit {
	e := Edit{Name: Added, Articles: []Change[Article]{{nil, &a}}}
	for i := range marks {
		e.Annotations = append(e.Annotations, Change[Annotation]{nil, &marks[i]})
	}
	return e
}

// Duplicate returns a copy of the doc with IDs of its own, to be added.
func (d Doc) Duplicate(title string, now time.Time) Edit {
	a := d.Article
	a.ID, a.Title, a.Created, a.Modified, a.Revision = NewID(), title, now, now, 0
	twin := make(map[ID]ID, len(d.marks))
	for _, m := range d.marks {
		twin[m.ID] = NewID()
	}
	marks := make([]Annotation, len(d.marks))
	for i, m := range d.marks {
		marks[i] = m.Redirect(func(id ID) ID { return first(twin[id], id) })
		marks[i].ID, marks[i].Article, marks[i].Revision = twin[m.ID], a.ID, 0
	}
	return Add(a, marks)
}

// Remove deletes the article and its annotations.
func (d Doc) Remove(now time.Time) Edit {
	after := d.Article
	after.Deleted, after.Modified = true, now
	e := Edit{Name: Removed, Articles: []Change[Article]{{&d.Article, &after}}}
	for _, m := range d.marks {
		gone := *m
		gone.Deleted = true
		e = e.set(m, gone, now)
	}
	return e
}
