package app

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// A holding is what a library keeps, as an intake asks it, and what it would keep if all
// that was taken in were done.
type holding struct {
	of       snapshot
	pace     pace
	read     bool                                // articles are
	articles intake.Table[annotations.Article]   // live, as they are kept
	marks    map[annotations.ID][]annotations.ID // live ones by article, as they are kept; nil: not asked yet
	foreseen intake.Tables
	intake   *intake.Intake
}

func newHolding(k snapshot) *holding {
	h := &holding{of: k}
	h.intake = intake.New(intake.Library{
		Kept:     record.Kept{Article: h.article, Actor: h.actor, Annotation: h.annotation},
		Articles: h.all,
		Marks:    h.marksOf,
	})
	return h
}

// take works out what becomes of a piece; those after it are worked out as if it were done.
func (h *holding) take(c record.Collection, from intake.Source) (intake.Outcome, error) {
	o, err := h.intake.Take(c, from)
	if err == nil {
		h.foreseen.Do(o.Foreseen())
	}
	return o, err
}

// plan does so for a file of records.
func (h *holding) plan(name string, c record.Collection) incoming {
	o, err := h.take(c, intake.Records)
	return incoming{name: name, plan: o.Plan, edit: o.Edit, back: o.Back, joined: len(o.Joins), newer: o.Newer, lost: o.Lost, err: err}
}

// planFile does so for its content.
func (h *holding) planFile(f platform.File) incoming {
	c, err := record.DecodeCollection(f.Data)
	if err != nil {
		return incoming{name: f.Name, err: err}
	}
	return h.plan(f.Name, c)
}

// all calls yield for the live articles that are kept. One that cannot be read is none.
func (h *holding) all(yield func(annotations.Article) error) error {
	if !h.read {
		h.read = true
		for _, id := range slices.Sorted(maps.Keys(h.of)) {
			r := h.of[id]
			if r.Type != store.Article || r.Deleted {
				continue
			}
			if a, err := record.DecodeArticle(r.Data); err == nil {
				h.articles.Set(id, &a)
			}
			h.pace.breathe()
		}
	}
	return h.articles.Each(func(a *annotations.Article) error { return yield(*a) })
}

// marksOf returns the live annotations of an article. One that cannot be read is left out.
func (h *holding) marksOf(of annotations.ID) ([]annotations.Annotation, error) {
	if h.marks == nil {
		h.marks = map[annotations.ID][]annotations.ID{}
		for id, r := range h.of {
			if r.Type == store.Annotation && !r.Deleted {
				h.marks[r.Article] = append(h.marks[r.Article], id)
			}
		}
	}
	var out []annotations.Annotation
	for _, id := range h.marks[of] {
		if h.foreseen.Annotations.Find(id) != nil {
			continue
		}
		if n, err := record.DecodeAnnotation(h.of[id].Data); err == nil {
			out = append(out, n)
		}
	}
	more, err := h.foreseen.Library().Marks(of)
	return append(out, more...), err
}

func (h *holding) article(id annotations.ID) (*annotations.Article, error) {
	if a := h.foreseen.Articles.Find(id); a != nil {
		return a, nil
	}
	if a := h.articles.Find(id); a != nil {
		return a, nil
	}
	return keptRecord(h.of, id, store.Article, record.DecodeArticle[string])
}

func (h *holding) actor(id annotations.ID) (*annotations.Actor, error) {
	if a := h.foreseen.Actors.Find(id); a != nil {
		return a, nil
	}
	return keptRecord(h.of, id, store.Actor, record.DecodeActor[string])
}

func (h *holding) annotation(id annotations.ID) (*annotations.Annotation, error) {
	if n := h.foreseen.Annotations.Find(id); n != nil {
		return n, nil
	}
	return keptRecord(h.of, id, store.Annotation, record.DecodeAnnotation[string])
}

// errDamagedHere refuses an import that meets a record it cannot compare with.
const errDamagedHere = words.ErrDamagedHere

// keptRecord returns what is kept under an ID, or nil where that is not of the type.
func keptRecord[T any](k snapshot, id annotations.ID, t store.Type, decode func(string) (T, error)) (*T, error) {
	r, ok := k[id]
	if !ok || r.Type != t {
		return nil, nil
	}
	x, err := decode(r.Data)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errDamagedHere, err)
	}
	return &x, nil
}

// A pace lets the page breathe in the middle of long work off the UI goroutine.
type pace struct{ last time.Time }

// atAStretch is how long work may go on before the page has its turn.
const atAStretch = 12 * time.Millisecond

func (p *pace) breathe() {
	if time.Since(p.last) > atAStretch {
		time.Sleep(time.Millisecond)
		p.last = time.Now()
	}
}
