package suggest

import (
	"slices"
	"sort"

	"pressmark/annotations"
)

// A Proposal is who may say a claim, and by which words the article reports it.
type Proposal struct {
	Cue     annotations.Cue
	Speaker annotations.ID   // an annotation of kind actor; "": none marks the speaker yet
	Span    annotations.Span // what names the speaker: of Speaker, or text to be marked; empty where the cue has none
	With    []Partner        // who says it together with the speaker, in text order
	Source  annotations.Source
	Wording string // of an unnamed source: "officials"
	Stance  annotations.Stance
	Score   float64 // the higher the better; comparable within one answer only
}

// mostProposals is how many are given.
const mostProposals = 3

// Speakers returns who may say a claim that was just marked, best first, no more than
// three. It reads the claim's sentences and their neighbours in the same block and the
// blocks beside it.
//
// A cue is a reporting word beside the claim, or between its spans, and what belongs to
// it: "has said", "told reporters", "said in a statement". Where no known word stands
// there, the verb right before the claim is taken. Its speaker is the subject: before
// it, or after it where it is inverted ("…,” said Mr X"), the one that "according to"
// names, or the one before a colon. An actor annotation there is taken first; else the
// noun phrase, as a span to be marked. Where nothing outside the claim reports it, a
// cue inside it is taken: "The mayor said that it was over", marked as a whole.
func Speakers(d annotations.Doc, claim annotations.Annotation) []Proposal {
	if claim.Orphan() || len(d.Article.Blocks) == 0 {
		return nil
	}
	p := newPassage(d, claim)
	var all []candidate
	for _, c := range p.cues() {
		for _, s := range p.subjects(c) {
			if score := c.score * s.score; score >= leastProposed {
				all = append(all, candidate{c, s, score})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[j].score < all[i].score })
	var out []Proposal
	for i, c := range all {
		said := func(o candidate) bool { return o.subject.same(c.subject) }
		if len(out) < mostProposals && !slices.ContainsFunc(all[:i], said) {
			out = append(out, p.propose(c))
		}
	}
	return out
}

// Speakers returns all who say the claim, in text order; none where the source has no
// name.
func (q Proposal) Speakers() []Partner {
	if q.Source != annotations.Named || q.Speaker == "" && q.Span.Empty() {
		return nil
	}
	all := append(slices.Clone(q.With), Partner{q.Speaker, q.Span})
	slices.SortStableFunc(all, func(a, b Partner) int { return a.Span.Start - b.Span.Start })
	return all
}

// A candidate is a cue and a speaker of it.
type candidate struct {
	cue     cue
	subject subject
	score   float64
}

func (s subject) same(o subject) bool {
	if s.mark != nil || o.mark != nil {
		return s.mark == o.mark
	}
	return s.from == o.from && s.to == o.to
}

// propose returns a candidate as a proposal.
func (p *passage) propose(c candidate) Proposal {
	q := Proposal{Cue: p.cue(c.cue), Stance: p.stance(c.cue), Score: c.score}
	switch s := c.subject; {
	case s.mark != nil:
		q.Speaker, q.Span, q.Source = s.mark.ID, s.mark.Cover(), annotations.Named
	case s.from < s.to:
		q.Span, q.Source = p.span(s.from, s.to), annotations.Named
		if unnamed(p.toks[s.from:s.to]) {
			q.Source, q.Wording = annotations.Unnamed, p.doc.Article.Text.Slice(q.Span)
		}
	}
	if q.Source == annotations.Named && c.cue.kind != nominal {
		q.With = p.partners(c.subject, c.cue)
	}
	return q
}
