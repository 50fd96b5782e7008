package agree

import (
	"slices"
	"time"

	"pressmark/annotations"
)

// copyID returns the ID of the copy of an annotation in a layer: always the same, so that
// two who take the same do not make two of it.
func copyID(of annotations.ID, layer string) annotations.ID {
	return annotations.IDOf("copy", string(of), layer)
}

// copyOf returns the copy of an annotation in the merged layer, or nil.
func (c *Comparison) copyOf(n *annotations.Annotation) *annotations.Annotation {
	if m := c.byID[copyID(n.ID, c.into)]; m != nil && m.Creator == c.into {
		return m
	}
	return nil
}

// standIn returns what stands for an annotation in the merged layer: its copy, wherever
// that was moved, or what marks the same place as the same kind; nil where nothing does.
func (c *Comparison) standIn(n *annotations.Annotation) *annotations.Annotation {
	if m := c.copyOf(n); m != nil {
		return m
	}
	return c.places[place(n)]
}

// standsFor reports whether something in the merged layer stands for one of a group.
func (c *Comparison) standsFor(g group) bool {
	return slices.ContainsFunc(g, func(m member) bool { return c.standIn(m.mark) != nil })
}

// Take settles a disagreement: those of its marks that are named by ID are in the merged
// layer from then on, and nothing else that stands for it. It changes nothing where none
// is named, or that is so already. What was changed by hand in the merged layer stays so.
func (c *Comparison) Take(d Disagreement, now time.Time, ids ...annotations.ID) annotations.Edit {
	s := c.settling(now)
	var chosen []*annotations.Annotation
	for _, m := range d.Marks {
		if slices.Contains(ids, m.ID) {
			chosen = append(chosen, m)
		}
	}
	if len(chosen) > 0 {
		s.take(d, chosen)
	}
	return s.edit()
}

// Reject settles a disagreement: none of it is in the merged layer from then on, for a
// reason that may be empty.
func (c *Comparison) Reject(d Disagreement, reason string, now time.Time) annotations.Edit {
	s := c.settling(now)
	s.reject(d, reason)
	return s.edit()
}

// TakeAgreed takes into the merged layer what all layers have alike and nothing there
// stands for: the annotation of the first layer, and what others say that it does not.
func (c *Comparison) TakeAgreed(now time.Time) annotations.Edit {
	s := c.settling(now)
	for _, g := range c.agreed {
		if !c.standsFor(g) {
			s.add(c.filled(g))
		}
	}
	return s.edit()
}

// TakeRest settles all that is open as one layer has it: what that layer does not have is
// rejected, for a reason that may be empty.
func (c *Comparison) TakeRest(layer, reason string, now time.Time) annotations.Edit {
	s := c.settling(now)
	open, _ := c.Disagreements()
	for _, d := range open {
		i := slices.IndexFunc(d.Marks, func(m *annotations.Annotation) bool { return m.Creator == layer })
		if i < 0 {
			s.reject(d, reason)
		} else {
			s.take(d, d.Marks[i:i+1])
		}
	}
	return s.edit()
}

// filled returns the first annotation of a group with what others say that it does not.
func (c *Comparison) filled(g group) annotations.Annotation {
	out := *g[0].mark
	for _, what := range append(slices.Clip(Attributes), CueWords) {
		if c.said(what, g[0].mark) != "" {
			continue
		}
		if i := slices.IndexFunc(g, func(m member) bool { return c.said(what, m.mark) != "" }); i >= 0 {
			what.adopt(&out, g[i].mark)
		}
	}
	return out
}

// A settling is an edit of the merged layer in the making.
type settling struct {
	*Comparison
	now     time.Time
	article annotations.Article
	made    []annotations.Annotation          // copies
	gone    map[annotations.ID]annotations.ID // of the merged layer: for whom they stood
	stay    map[annotations.ID]bool           // of the merged layer: what was taken before
}

func (c *Comparison) settling(now time.Time) *settling {
	return &settling{Comparison: c, now: now, article: c.doc.Article, gone: map[annotations.ID]annotations.ID{}, stay: map[annotations.ID]bool{}}
}

// add makes a copy of an annotation, if there is none.
func (s *settling) add(n annotations.Annotation) {
	if m := s.copyOf(&n); m != nil {
		s.stay[m.ID] = true
		return
	}
	n.ID, n.Creator, n.Revision, n.Modified = copyID(n.ID, s.into), s.into, 0, s.now
	s.made = append(s.made, n)
}

// drop deletes what stands for a disagreement, but for what stays.
func (s *settling) drop(d Disagreement) {
	for _, n := range d.Marks {
		if m := s.standIn(n); m != nil && !s.stay[m.ID] {
			s.gone[m.ID] = n.ID
		}
	}
}

func (s *settling) take(d Disagreement, chosen []*annotations.Annotation) {
	for _, n := range chosen {
		s.add(*n)
	}
	s.drop(d)
	s.dismiss(s.article.Recall(d.Key, s.now))
}

func (s *settling) reject(d Disagreement, reason string) {
	s.drop(d)
	if was, ok := s.article.Dismissed(d.Key); !ok || was != reason {
		s.dismiss(s.article.Dismiss(d.Key, reason, s.now))
	}
}

// dismiss applies an edit of dismissals.
func (s *settling) dismiss(e annotations.Edit) {
	for _, c := range e.Articles {
		s.article = *c.After
	}
}

// edit returns the edit. In the merged layer, references are to what stands there for
// what they were to; where nothing does, they stay.
func (s *settling) edit() annotations.Edit {
	e := annotations.Edit{Name: annotations.Adjudicated}
	there := map[annotations.ID]bool{}
	for _, m := range s.doc.Marks() {
		if _, gone := s.gone[m.ID]; m.Creator == s.into && !gone {
			there[m.ID] = true
		}
	}
	for _, n := range s.made {
		there[n.ID] = true
	}
	for _, m := range s.doc.Marks() {
		after := *m
		switch _, gone := s.gone[m.ID]; {
		case gone:
			after.Deleted = true
		case m.Creator == s.into:
			after = s.redirected(after, there)
		case len(s.gone) > 0:
			after = after.Redirect(s.before)
		}
		if !after.Same(*m) {
			after.Modified = s.now
			e.Annotations = append(e.Annotations, annotations.Change[annotations.Annotation]{Before: m, After: &after})
		}
	}
	for _, n := range s.made {
		n = s.redirected(n, there)
		e.Annotations = append(e.Annotations, annotations.Change[annotations.Annotation]{After: &n})
	}
	if !s.article.Same(s.doc.Article) {
		before := s.doc.Article
		e.Articles = []annotations.Change[annotations.Article]{{Before: &before, After: &s.article}}
	}
	return e
}

// before returns for whom something stood that is gone, or the ID itself.
func (s *settling) before(id annotations.ID) annotations.ID {
	if of, ok := s.gone[id]; ok {
		return of
	}
	return id
}

// redirected returns an annotation of the merged layer with its references to what is
// there.
func (s *settling) redirected(n annotations.Annotation, there map[annotations.ID]bool) annotations.Annotation {
	return n.Redirect(func(id annotations.ID) annotations.ID { return s.stands(s.before(id), there) })
}

// stands returns the ID of what stands there for an annotation: its copy, that of one that
// it is matched with, or what marks the same place; else its own.
func (s *settling) stands(id annotations.ID, there map[annotations.ID]bool) annotations.ID {
	n := s.byID[id]
	if n == nil || n.Creator == s.into {
		return id
	}
	if twin := copyID(id, s.into); there[twin] {
		return twin
	}
	for _, m := range s.of[n] {
		if twin := copyID(m.mark.ID, s.into); there[twin] {
			return twin
		}
	}
	if m := s.places[place(n)]; m != nil && there[m.ID] {
		return m.ID
	}
	return id
}
