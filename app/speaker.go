package app

import (
	"slices"

	"pressmark/annotations"
	"pressmark/annotations/suggest"
	"pressmark/annotations/words"
)

// bestActor is the actor that words at a place of a doc fit best, or nil.
func bestActor(d annotations.Doc, known annotations.Directory, said string, at annotations.Span) *annotations.Actor {
	found := suggest.Actors(said, suggest.Context{Doc: d, At: at}, known)
	if len(found) == 0 {
		return nil
	}
	return found[0].Actor
}

// attribute ties a claim to proposed speakers and their cue.
func (a *editor) attribute(id annotations.ID, p suggest.Proposal) {
	a.do(attributed(a.reader.doc(), a.actors(), id, p))
}

// attributed returns the step that ties a claim to proposed speakers and their cue. A
// speaker that nothing marks yet is marked, as the actor that it fits or a new one.
func attributed(d annotations.Doc, known annotations.Directory, id annotations.ID, p suggest.Proposal) annotations.Edit {
	e := annotations.Edit{Name: annotations.Tied}
	var speakers []annotations.ID
	for _, s := range p.Speakers() {
		if s.Speaker == "" {
			made := speakerMarked(d, known, s.Span)
			if len(made.Annotations) == 0 {
				return annotations.Edit{}
			}
			e, s.Speaker = e.And(made), made.Annotations[0].After.ID
		}
		speakers = append(speakers, s.Speaker)
	}
	return e.And(d.SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Wording, c.Speakers = p.Source, p.Wording, speakers
		if c.Cue.Empty() {
			c.Cue = p.Cue
		}
		if c.Stance == "" {
			c.Stance = p.Stance
		}
		if m := d.Find(id); c.Attribution == annotations.Assertion && m != nil {
			c.Attribution = suggest.Attribution(d.Article, m.Spans, true)
		}
		return c
	}))
}

// speakerMarked returns the step that marks who says something, as the actor that the
// words fit or a new one.
func speakerMarked(d annotations.Doc, known annotations.Directory, at annotations.Span) annotations.Edit {
	e := d.Mark(annotations.KindActor, now(), at)
	if len(e.Annotations) == 0 {
		return e
	}
	n := *e.Annotations[0].After
	draft := draftOf(d, &n)
	if who := bestActor(d, known, n.Exact(), at); who != nil {
		n.Actor = who.ID
		e = e.And(known.SetActor(who.ID, annotations.Mentioned, now(), func(x annotations.Actor) annotations.Actor { return learnt(x, draft) }))
	} else if draft.Form == suggest.Name && draft.Name != "" {
		made := annotations.NewActor(draft.Name, now())
		made.Role, made.Affiliation, made.Type = draft.Role, draft.Affiliation, draft.Type
		n.Actor = made.ID
		e = e.And(annotations.AddActor(made))
	}
	e.Annotations[0].After = &n
	return e
}

// setSource says that the article, or somebody without a name, says a claim.
func (a *editor) setSource(id annotations.ID, s annotations.Source, wording string) {
	a.do(a.reader.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Speakers, c.Wording = s, nil, wording
		if s == annotations.Itself && c.Cue.Empty() && c.Attribution == annotations.Indirect {
			c.Attribution = annotations.Assertion
		}
		return c
	}))
}

// pickSpeaker lets the reader choose who says a claim: a mark of the article, the
// nearest first, or any actor of the library.
func (a *editor) pickSpeaker(claim annotations.ID) {
	if m := a.reader.doc().Find(claim); m != nil {
		a.pickSource(words.WhoSaysThis.String(), claim, a.partners(m, annotations.KindActor))
	}
}

// pickSource lets the reader choose one of some marks for a claim, or any source that it
// can have.
func (a *editor) pickSource(prompt string, claim annotations.ID, items []item) {
	seen := map[annotations.ID]bool{}
	for i := range items {
		seen[items[i].actor] = true
	}
	for _, x := range a.actors().List() {
		if !seen[x.ID] {
			items = append(items, item{text: oneLine(x.Name), what: words.ItemActor.String(), actor: x.ID, take: func() { a.addSpeaker(claim, x.ID) }})
		}
	}
	items = append(items,
		item{text: words.TheArticleItself.String(), what: words.ItemSource.String(), take: func() { a.setSource(claim, annotations.Itself, "") }},
		item{text: words.SomebodyUnnamed.String(), what: words.ItemSource.String(), take: func() { a.setSource(claim, annotations.Unnamed, "") }},
	)
	a.finder.openPicker(palette{prompt: prompt, items: items, likely: a.likely, other: func(said string) *item {
		if said == "" {
			return nil
		}
		return &item{text: words.UnnamedAs.With(words.Quoted(said)), what: words.ItemSource.String(), take: func() { a.setSource(claim, annotations.Unnamed, said) }}
	}})
}

// nearest lists the marks of some kinds, those before and nearest to another first.
func nearest(d annotations.Doc, to *annotations.Annotation, kinds ...annotations.Kind) []*annotations.Annotation {
	var out []*annotations.Annotation
	for _, n := range d.Marks() {
		if slices.Contains(kinds, n.Kind) && n.ID != to.ID {
			out = append(out, n)
		}
	}
	at := to.Cover()
	away := func(n *annotations.Annotation) int {
		if n.Orphan() {
			return d.Article.Text.Len() * 2
		}
		if n.Cover().Start > at.End {
			return n.Cover().Start - at.End
		}
		return max(at.Start-n.Cover().End, 0)
	}
	slices.SortStableFunc(out, func(x, y *annotations.Annotation) int { return away(x) - away(y) })
	return out
}

// addSpeaker adds an actor to those who say a claim.
func (a *editor) addSpeaker(claim, speaker annotations.ID) {
	a.do(a.reader.doc().SetClaim(claim, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Wording = annotations.Named, ""
		if !slices.Contains(c.Speakers, speaker) {
			c.Speakers = append(slices.Clip(c.Speakers), speaker)
		}
		return c
	}))
}

// dropSpeaker takes one of those who say a claim away.
func (a *editor) dropSpeaker(claim, speaker annotations.ID) {
	a.do(a.reader.doc().SetClaim(claim, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		return annotations.Annotation{Claim: c}.Redirect(func(id annotations.ID) annotations.ID {
			if id == speaker {
				return ""
			}
			return id
		}).Claim
	}))
}

// speakerName is what a reader calls one that a claim refers to; "" if it is gone.
func (a *editor) speakerName(id annotations.ID) string {
	if m := a.reader.whole().Find(id); m != nil {
		if who := a.actors().Find(m.Actor); who != nil {
			return who.Name
		}
		return m.Exact()
	}
	if who := a.actors().Find(id); who != nil {
		return who.Name
	}
	return ""
}

// setCue makes what is selected the reporting words of the chosen claim.
func (a *editor) setCue() {
	m := a.marking.current()
	s := a.marking.span()
	if m == nil || m.Kind != annotations.KindClaim || s.Empty() {
		a.tell(words.ChooseClaimFirst.String())
		return
	}
	a.do(a.reader.doc().SetClaim(m.ID, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
		c.Cue = annotations.CueAt(a.reader.doc().Article.Text, s)
		if c.Attribution == annotations.Assertion {
			c.Attribution = suggest.Attribution(a.reader.doc().Article, m.Spans, true)
		}
		return c
	}))
	a.marking.release()
}
