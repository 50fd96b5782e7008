package anchor

import "pressmark/annotations"

// An Outcome says what became of an annotation in a text.
type Outcome struct {
	Places []Place // one for each of its quotes; none if it is an orphan
	Err    error   // why it is an orphan: ErrGone, ErrAmbiguous, ErrFigures or ErrTorn
	Cue    error   // why the cue of a claim has no place, or nil: the same
}

// How returns how the annotation was placed: as unsurely as its least sure quote.
func (o Outcome) How() How {
	how := Unmoved
	for _, p := range o.Places {
		how = max(how, p.How)
	}
	return how
}

// Annotation places an annotation in a text by its quotes, with its spans as hints.
// It comes back on its new spans with the quotes that it has there, or as an
// orphan. The cue of a claim is placed alike, for itself: without a place it keeps its
// quotes.
func Annotation(t annotations.Text, n annotations.Annotation) (annotations.Annotation, Outcome) {
	return NewFinder(t).Annotation(n)
}

// Annotation is like the function of that name, for many annotations of one text.
func (f *Finder) Annotation(n annotations.Annotation) (annotations.Annotation, Outcome) {
	cue := n.Claim.Cue
	return put(f.text, n, f.find(n.Spans, n.Quotes), f.find(cue.Spans, cue.Quotes))
}

// find finds quotes, with spans as hints, as far as there are any.
func (f *Finder) find(spans []annotations.Span, quotes []annotations.Quote) []Result {
	results := make([]Result, len(quotes))
	for i, q := range quotes {
		var hint annotations.Span
		if i < len(spans) {
			hint = spans[i]
		}
		results[i].Place, results[i].Err = f.Find(q, hint)
	}
	return results
}

// Carry places annotations of an old text in the new one, as [Transfer] does.
// Orphans and lost cues are looked for by their quotes.
func Carry(old, new annotations.Text, ns []annotations.Annotation) ([]annotations.Annotation, []Outcome) {
	var spans []annotations.Span
	for _, n := range ns {
		spans = append(append(spans, n.Spans...), n.Claim.Cue.Spans...)
	}
	results := Transfer(old, new, spans)
	var f *Finder
	next := func(spans []annotations.Span, quotes []annotations.Quote) []Result {
		if len(spans) == 0 && len(quotes) > 0 {
			if f == nil {
				f = NewFinder(new)
			}
			return f.find(spans, quotes)
		}
		carried := results[:len(spans)]
		results = results[len(spans):]
		return carried
	}
	placed := make([]annotations.Annotation, len(ns))
	outcomes := make([]Outcome, len(ns))
	for i, n := range ns {
		at := next(n.Spans, n.Quotes)
		cue := next(n.Claim.Cue.Spans, n.Claim.Cue.Quotes)
		placed[i], outcomes[i] = put(new, n, at, cue)
	}
	return placed, outcomes
}

// put sets an annotation and its cue on the places of their quotes.
func put(t annotations.Text, n annotations.Annotation, at, cue []Result) (annotations.Annotation, Outcome) {
	var o Outcome
	if spans, err := together(cue); err == nil {
		n.Claim.Cue = annotations.CueAt(t, spans...)
	} else if !n.Claim.Cue.Empty() {
		n.Claim.Cue.Spans, o.Cue = nil, err
	}
	spans, err := together(at)
	if err != nil {
		n.Spans, o.Err = nil, err
		return n, o
	}
	for _, r := range at {
		o.Places = append(o.Places, r.Place)
	}
	return n.At(t, spans...), o
}

// together returns the spans of results, which have them all and in order, or why not.
func together(results []Result) ([]annotations.Span, error) {
	var spans []annotations.Span
	for i, r := range results {
		switch {
		case r.Err != nil:
			return nil, r.Err
		case i > 0 && r.Span.Start < spans[i-1].End:
			return nil, ErrTorn
		}
		spans = append(spans, r.Span)
	}
	if len(spans) == 0 {
		return nil, ErrGone
	}
	return spans, nil
}
