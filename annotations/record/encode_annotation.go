package record

import "pressmark/annotations"

// The types of the first body of an annotation. A figure is a sum of money where it
// says so.
const (
	claimType    = "schema:Claim"
	quantityType = "schema:QuantitativeValue"
	moneyType    = "schema:MonetaryAmount"
)

// kindPlace is where the unknown members of the first body are kept.
const kindPlace = "/body/kind"

// EncodeAnnotation returns the record of an annotation as JSON in one line.
func EncodeAnnotation(n annotations.Annotation) []byte {
	w := writer{b: make([]byte, 0, 1024)}
	w.annotation(&n, true)
	return w.b
}

func (w *writer) annotation(n *annotations.Annotation, standalone bool) {
	w.begin(n.Extra, standalone)
	w.member("id", string(n.ID))
	w.member("type", "Annotation")
	w.member("motivation", "identifying")
	if n.Creator != "" {
		w.name("creator")
		w.b = append(w.b, '{')
		w.member("type", "Person")
		w.member("name", n.Creator)
		w.rest("/creator", creatorNames)
		w.b = append(w.b, '}')
	}
	w.time("created", n.Created)
	w.time("modified", n.Modified)
	w.bodies(n)
	w.name("target")
	if len(n.Quotes) == 1 {
		w.target(n, 0)
	} else {
		w.array(max(len(n.Quotes), 1), func(i int) { w.target(n, i) })
	}
	w.optional("pressmark:origin", string(n.Origin))
	w.end(n.Revision, n.Deleted, annotationNames)
}

// bodies writes what the annotation says of its target: the kind first, with what is
// known of it.
func (w *writer) bodies(n *annotations.Annotation) {
	w.name("body")
	w.b = append(w.b, '[', '{')
	switch n.Kind {
	case annotations.KindActor:
		w.member("type", agentType)
		w.optional("id", string(n.Actor))
		w.rest(kindPlace, mentionNames)
	case annotations.KindClaim:
		w.member("type", claimType)
		w.claim(&n.Claim)
		w.rest(kindPlace, claimNames)
	case annotations.KindFigure:
		w.figure(&n.Figure)
		w.rest(kindPlace, figureNames)
	}
	w.b = append(w.b, '}')
	if n.Label != "" {
		w.textual("classifying", n.Label, "/body/label")
	}
	if n.Note != "" {
		w.textual("commenting", n.Note, "/body/note")
	}
	for _, tag := range n.Tags {
		w.textual("tagging", tag, "/body/tag/"+escapePointer(tag))
	}
	w.others("/body")
	w.b = append(w.b, ']')
}

// textual writes a body that is text, after another one.
func (w *writer) textual(purpose, value, place string) {
	w.b = append(w.b, ',', '{')
	w.member("type", "TextualBody")
	w.member("purpose", purpose)
	w.member("value", value)
	w.rest(place, textualNames)
	w.b = append(w.b, '}')
}

// target writes the annotation's ith span: its article, its quote and its place, as
// far as it has them.
func (w *writer) target(n *annotations.Annotation, i int) {
	place := w.element("/target", i)
	w.b = append(w.b, '{')
	w.member("source", string(n.Article))
	if i < len(n.Quotes) {
		w.selectors(n.Spans, n.Quotes, i, place)
	}
	w.rest(place, targetNames)
	w.b = append(w.b, '}')
}

// selectors writes how the ith of some stretches of text is found: by its quote and,
// unless they are lost, by its place.
func (w *writer) selectors(spans []annotations.Span, quotes []annotations.Quote, i int, place string) {
	q := quotes[i]
	w.name("selector")
	w.b = append(w.b, '[', '{')
	w.member("type", "TextQuoteSelector")
	w.member("exact", q.Exact)
	w.optional("prefix", q.Prefix)
	w.optional("suffix", q.Suffix)
	w.rest(place+"/quote", quoteNames)
	w.b = append(w.b, '}')
	if len(spans) == len(quotes) {
		w.b = append(w.b, ',', '{')
		w.member("type", "TextPositionSelector")
		w.number("start", spans[i].Start)
		w.number("end", spans[i].End)
		w.rest(place+"/position", positionNames)
		w.b = append(w.b, '}')
	}
	w.others(place + "/selector")
	w.b = append(w.b, ']')
}
