package anchor

import "pressmark/annotations"

// An Outcome says what became of an annotation in a text.
type Outcome struct {
	Places []Place // one for each of its quotes; none if it is an orphan
	Err    error   // why it is an orphan: ErrGone, ErrAmbiguous, ErrFigures or ErrTorn
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
// orphan.
func Annotation(t annotations.Text, n annotations.Annotation) (annotations.Annotation, Outcome) {
	return NewFinder(t).Annotation(n)
}

// Annotation is like the function of that name, for many annotations of one text.
func (f *Finder) Annotation(n annotations.Annotation) (annotations.Annotation, Outcome) {
	results := make([]Result, len(n.Quotes))
	for i, q := range n.Quotes {
		var hint annotations.Span
		if i < len(n.Spans) {
			hint = n.Spans[i]
		}
		results[i].Place, results[i].Err = f.Find(q, hint)
	}
	return put(f.text, n, results)
}

// Carry places annotations of an old text in the new one, as [Transfer] does.
// Orphans are looked for by their quotes.
func Carry(old, new annotations.Text, ns []annotations.Annotation) ([]annotations.Annotation, []Outcome) {
	var spans []annotations.Span
	for _, n := range ns {
		spans = append(spans, n.Spans...)
	}
	results := Transfer(old, new, spans)
	placed := make([]annotations.Annotation, len(ns))
	outcomes := make([]Outcome, len(ns))
	var f *Finder
	for i, n := range ns {
		if n.Orphan() {
			if f == nil {
				f = NewFinder(new)
			}
			placed[i], outcomes[i] = f.Annotation(n)
			continue
		}
		placed[i], outcomes[i] = put(new, n, results[:len(n.Spans)])
		results = results[len(n.Spans):]
	}
	return placed, outcomes
}

// put sets an annotation on the places of its quotes.
func put(t annotations.Text, n annotations.Annotation, results []Result) (annotations.Annotation, Outcome) {
	var o Outcome
	var spans []annotations.Span
	for i, r := range results {
		if r.Err == nil && i > 0 && r.Span.Start < spans[i-1].End {
			r.Err = ErrTorn
		}
		if r.Err != nil {
			n.Spans = nil
			return n, Outcome{Err: r.Err}
		}
		spans = append(spans, r.Span)
		o.Places = append(o.Places, r.Place)
	}
	if len(spans) == 0 {
		n.Spans = nil
		return n, Outcome{Err: ErrGone}
	}
	return n.At(t, spans...), o
}
