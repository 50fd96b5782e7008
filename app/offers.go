package app

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/suggest"
	"pressmark/annotations/words"
)

// actorOffers are the actors that a mention fits, and a new one.
func (a *offering) actorOffers(m *annotations.Annotation) offers {
	o := offers{title: words.WhoIsThis.String()}
	if m.Orphan() {
		return o
	}
	draft := a.editor.draftActor(m)
	for _, x := range suggest.Actors(m.Exact(), a.editor.actorContext(m), a.actors()) {
		if x.Actor.ID == m.Actor {
			continue
		}
		o.list = append(o.list, offer{label: brief(x.Actor.Name), detail: brief(x.Actor.Role), take: func() {
			a.editor.mention(m.ID, x.Actor.ID)
		}})
		if len(o.list) == 4 {
			break
		}
	}
	if m.Actor == "" && recordable(draft) {
		o.list = append(o.list, offer{label: words.NewOffer.With(brief(draft.Name)), detail: brief(draft.Role), take: func() {
			a.editor.mentionNew(m.ID, draft)
		}})
	}
	return o
}

// recordable reports whether a mention says enough for a record of its own: a name, or
// people without one who act together, "strikers".
func recordable(d suggest.Draft) bool {
	return d.Name != "" && (d.Form == suggest.Name || d.Form == suggest.Description && d.Type == annotations.Group)
}

// claimOffers are those who may say a claim, with the words that report it.
func (a *offering) claimOffers(m *annotations.Annotation) offers {
	o := offers{title: words.WhoSaysThis.String()}
	id := m.ID
	if m.Claim.Source == "" && !m.Orphan() {
		for _, p := range suggest.Speakers(a.reader.doc(), *m) {
			detail := ""
			if !p.Cue.Empty() {
				detail = words.Quoted(brief(p.Cue.Exact()))
			}
			o.list = append(o.list, offer{label: a.proposedName(p), detail: detail, take: func() { a.editor.attribute(id, p) }})
		}
	}
	if m.Claim.Source != annotations.Itself {
		o.list = append(o.list, offer{label: words.TheArticleItself.String(), take: func() { a.editor.setSource(id, annotations.Itself, "") }})
	}
	o.list = append(o.list, offer{label: words.SomebodyElse.String(), take: func() { a.editor.pickSpeaker(id) }})
	return o
}

// proposedName is what a reader calls proposed speakers.
func (a *offering) proposedName(p suggest.Proposal) string {
	switch p.Source {
	case annotations.Itself:
		return words.TheArticleItself.String()
	case annotations.Unnamed:
		return words.WithWording.With(brief(p.Wording))
	}
	var names []string
	for _, s := range p.Speakers() {
		names = append(names, a.partnerName(s))
	}
	if names == nil {
		return words.ReportingWordsAlone.String()
	}
	said := names[0]
	for _, n := range names[1:] {
		said = words.ListEnd.With(said, n)
	}
	return said
}

// partnerName is what a reader calls one of proposed speakers.
func (a *offering) partnerName(p suggest.Partner) string {
	d := a.reader.doc()
	said := d.Article.Text.Slice(p.Span)
	switch {
	case p.Speaker != "":
		if m := d.Find(p.Speaker); m != nil {
			if who := a.actors().Find(m.Actor); who != nil {
				return brief(who.Name)
			}
			said = m.Exact()
		}
	default:
		if who := bestActor(d, a.actors(), said, p.Span); who != nil && !strings.EqualFold(who.Name, said) {
			return brief(said + " = " + who.Name)
		}
	}
	return brief(said)
}

// figureOffers are the figures and the claim that a figure may be tied to.
func (a *offering) figureOffers(m *annotations.Annotation) offers {
	o := offers{title: words.WhatToOthers.String()}
	d, id := a.reader.doc(), m.ID
	for _, p := range figure.Relate(d.Article.Text, figuresNear(d, m)) {
		other := p.To
		if other == id {
			other = p.From
		}
		n := d.Find(other)
		if n == nil || p.From != id && p.To != id || tied(d, p) {
			continue
		}
		label := words.RelationOf.With(words.RelationName(p.Relation), brief(n.Exact()))
		if p.To == id {
			label = words.RelationOfOther.With(words.Quoted(brief(n.Exact())), words.RelationToThis(p.Relation))
		}
		o.list = append(o.list, offer{label: label, take: func() {
			a.do(a.reader.doc().TieFigures(p.Relation, p.From, p.To, now()))
		}})
	}
	if d.ClaimOf(m) == nil && !m.Figure.Apart {
		if claims := nearest(d, m, annotations.KindClaim); len(claims) > 0 && sameSentence(d.Article, claims[0], m) {
			c := claims[0]
			o.list = append(o.list, offer{label: words.BelongsTo.With(words.Quoted(brief(c.Exact()))), take: func() {
				a.do(a.reader.doc().TieToClaim(id, c.ID, now()))
			}})
		}
	}
	return o
}

// tied reports whether a proposed tie is there already, or another between the two.
func tied(d annotations.Doc, p figure.Proposal) bool {
	for _, pair := range [][2]annotations.ID{{p.From, p.To}, {p.To, p.From}} {
		if m := d.Find(pair[0]); m != nil {
			for _, t := range m.Figure.Ties {
				if t.Figure == pair[1] {
					return true
				}
			}
		}
	}
	return false
}

// figuresNear are the figures of the blocks around a mark.
func figuresNear(d annotations.Doc, m *annotations.Annotation) []*annotations.Annotation {
	i := d.Article.BlockAt(m.Cover().Start)
	if i < 0 || m.Orphan() {
		return nil
	}
	var out []*annotations.Annotation
	for _, n := range d.In(d.Article.Blocks[i].Span) {
		if n.Kind == annotations.KindFigure {
			out = append(out, n)
		}
	}
	return out
}

// sameSentence reports whether two marks lie in one sentence.
func sameSentence(art annotations.Article, x, y *annotations.Annotation) bool {
	if x.Orphan() || y.Orphan() {
		return false
	}
	i := art.BlockAt(x.Cover().Start)
	if i != art.BlockAt(y.Cover().Start) {
		return false
	}
	for _, s := range art.Text.Sentences(art.Blocks[i].Span) {
		if s.Overlaps(x.Cover()) && s.Overlaps(y.Cover()) {
			return true
		}
	}
	return false
}
