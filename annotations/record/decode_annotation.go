package record

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
	"strconv"
)

// DecodeAnnotation reads the record of an annotation. The error is an *Error. It
// does not know the article: annotations.Article.Check compares text and quotes.
func DecodeAnnotation[Bytes []byte | string](data Bytes) (annotations.Annotation, error) {
	return decodeAnnotation(string(data))
}

func decodeAnnotation(s string) (n annotations.Annotation, err error) {
	r := reader{s: s}
	r.annotation(&n, nil)
	r.end()
	return n, r.problem()
}

var (
	annotationNames = []string{
		"@context", "id", "type", "motivation", "creator", "created", "modified", "body", "target",
		"pressmark:origin", "pressmark:revision", "pressmark:deleted",
	}
	creatorNames  = []string{"type", "name"}
	mentionNames  = []string{"type", "id"}
	textualNames  = []string{"type", "purpose", "value"}
	targetNames   = []string{"source", "selector"}
	quoteNames    = []string{"type", "exact", "prefix", "suffix"}
	positionNames = []string{"type", "start", "end"}
)

// offsets are the byte offsets of what an annotation says of the text, to tell where
// that does not fit.
type offsets struct{ targets, cue []int }

// annotation reads an annotation. If at is not nil, offsets are added to it.
func (r *reader) annotation(n *annotations.Annotation, at *offsets) {
	start, typed := r.start(), false
	for name := range r.members {
		switch name {
		case "@context":
			r.context(&n.Extra)
		case "id":
			n.ID = r.id()
		case "type":
			typed = true
			r.constant("Annotation")
		case "motivation":
			r.constant("identifying")
		case "creator":
			r.creator(n)
		case "created":
			n.Created = r.time()
		case "modified":
			n.Modified = r.time()
		case "body":
			r.bodies(n, at)
		case "target":
			if r.space() == '[' {
				for i := range r.elements {
					r.target(n, i, at)
				}
			} else {
				r.target(n, 0, at)
			}
		case "pressmark:origin":
			n.Origin = annotations.Origin(r.str())
		case "pressmark:revision":
			n.Revision = r.count()
		case "pressmark:deleted":
			n.Deleted = r.boolean()
		default:
			r.unknown(&n.Extra, "", name, annotationNames)
		}
	}
	switch {
	case r.err != nil:
	case !typed:
		r.fail(start, ErrForeign, words.HasNoType)
	case n.ID == "":
		r.fail(start, ErrMissing, words.AnnotationNoID)
	case n.Kind == "":
		r.fail(start, ErrForeign, words.AnnotationNoBody, agentType, claimType, quantityType, moneyType)
	case n.Article == "":
		r.fail(start, ErrMissing, words.AnnotationNoTarget)
	case len(n.Spans) != 0 && len(n.Spans) != len(n.Quotes):
		r.fail(start, ErrMissing, words.TargetsPartlyPlaced)
	}
}

func (r *reader) creator(n *annotations.Annotation) {
	at := r.start()
	for name := range r.members {
		switch name {
		case "type":
			r.constant("Person")
		case "name":
			n.Creator = r.str()
		default:
			r.unknown(&n.Extra, "/creator", name, creatorNames)
		}
	}
	if r.err == nil && n.Creator == "" {
		r.fail(at, ErrMissing, words.CreatorNoName)
	}
}

// bodies reads what the annotation says of its target. What is neither the kind,
// the note nor a tag is kept.
func (r *reader) bodies(n *annotations.Annotation, at *offsets) {
	unknown := 0
	var tags names
	for range r.elements {
		typ, purpose := r.bodyAhead()
		first := n.Kind == ""
		switch {
		case typ == agentType && first:
			n.Kind = annotations.KindActor
			r.mention(n)
		case typ == claimType && first:
			n.Kind = annotations.KindClaim
			r.claim(n, at)
		case (typ == quantityType || typ == moneyType) && first:
			n.Kind = annotations.KindFigure
			r.figure(n)
		case typ == "TextualBody" && purpose == "classifying" && n.Label == "":
			n.Label = r.textual(n, "/body/label")
		case typ == "TextualBody" && purpose == "commenting" && n.Note == "":
			n.Note = r.textual(n, "/body/note")
		case typ == "TextualBody" && purpose == "tagging":
			r.tag(n, &tags)
		default:
			r.keepElement(&n.Extra, "/body", unknown)
			unknown++
		}
	}
}

// bodyAhead returns the type of the body that comes next and, of a text, its purpose,
// and reads nothing of it.
func (r *reader) bodyAhead() (typ, purpose string) {
	if r.space() != '{' {
		return "", ""
	}
	ahead := *r
	for name := range ahead.members {
		switch {
		case name == "type" && ahead.space() == '"':
			typ = ahead.str()
		case name == "purpose" && ahead.space() == '"':
			purpose = ahead.str()
		default:
			ahead.skip()
		}
		if typ != "" && (typ != "TextualBody" || purpose != "") {
			break
		}
	}
	return typ, purpose
}

// mention reads the body of an actor: which one it is.
func (r *reader) mention(n *annotations.Annotation) {
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "id":
			n.Actor = r.id()
		default:
			r.unknown(&n.Extra, kindPlace, name, mentionNames)
		}
	}
}

// tag reads a tag. Unknown members are kept under its name, so it is read twice
// where it has any.
func (r *reader) tag(n *annotations.Annotation, before *names) {
	at := *r
	tag := r.textual(nil, "")
	if r.err != nil {
		return
	}
	if tag == "" || !before.add(tag) {
		r.fail(at.start(), ErrValue, words.TagTwice, strconv.Quote(short(tag)))
		return
	}
	n.Tags = append(n.Tags, tag)
	*r = at
	r.textual(n, "/body/tag/"+escapePointer(tag))
}

// textual reads a body that is text and returns it. Unknown members are kept if n is
// not nil.
func (r *reader) textual(n *annotations.Annotation, place string) (value string) {
	for name := range r.members {
		switch {
		case name == "type", name == "purpose":
			r.str()
		case name == "value":
			value = r.str()
		case n == nil:
			r.skip()
		default:
			r.unknown(&n.Extra, place, name, textualNames)
		}
	}
	return value
}

// target reads the annotation's ith span.
func (r *reader) target(n *annotations.Annotation, i int, at *offsets) {
	start := r.start()
	if at != nil {
		at.targets = append(at.targets, start)
	}
	place := slot{"/target", i}.place
	var source annotations.ID
	var q annotations.Quote
	var s annotations.Span
	for name := range r.members {
		switch name {
		case "source":
			source = r.id()
		case "selector":
			q, s = r.selectors(&n.Extra, place)
		default:
			r.unknown(&n.Extra, place(""), name, targetNames)
		}
	}
	switch {
	case r.err != nil:
	case source == "":
		r.fail(start, ErrMissing, words.TargetNoSource)
	case n.Article != "" && n.Article != source:
		r.fail(start, ErrValue, words.TargetsInTwo)
	case q.Exact == "":
		r.fail(start, ErrMissing, words.TargetNoQuote)
	default:
		n.Article = source
		n.Quotes = append(n.Quotes, q)
		if !s.Empty() {
			n.Spans = append(n.Spans, s)
		}
	}
}

// selectors reads where a stretch of text is: its quote, and its span, which is empty
// where that is lost. What is neither is kept.
func (r *reader) selectors(extra *annotations.Extra, place func(string) string) (q annotations.Quote, s annotations.Span) {
	at := r.start()
	unknown := 0
	for range r.elements {
		switch typ, _ := r.bodyAhead(); {
		case typ == "TextQuoteSelector" && q.Exact == "":
			q = r.quote(extra, place)
		case typ == "TextPositionSelector" && s.Empty():
			s = r.position(extra, place)
		default:
			r.keepElement(extra, place("/selector"), unknown)
			unknown++
		}
	}
	if r.err == nil && q.Exact == "" {
		r.fail(at, ErrMissing, words.TargetNoQuote)
	}
	return q, s
}

func (r *reader) quote(extra *annotations.Extra, place func(string) string) (q annotations.Quote) {
	at := r.start()
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "exact":
			q.Exact = r.str()
		case "prefix":
			q.Prefix = r.str()
		case "suffix":
			q.Suffix = r.str()
		default:
			r.unknown(extra, place("/quote"), name, quoteNames)
		}
	}
	if r.err == nil && q.Exact == "" {
		r.fail(at, ErrMissing, words.QuoteEmpty)
	}
	return q
}

func (r *reader) position(extra *annotations.Extra, place func(string) string) annotations.Span {
	at := r.start()
	s := annotations.Span{Start: -1, End: -1}
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "start":
			s.Start = r.count()
		case "end":
			s.End = r.count()
		default:
			r.unknown(extra, place("/position"), name, positionNames)
		}
	}
	switch {
	case r.err != nil:
	case s.Start < 0 || s.End < 0:
		r.fail(at, ErrMissing, words.PositionNeeds)
	case s.Empty():
		r.fail(at, annotations.ErrBadSpan, words.EndsBeforeStart, strconv.Itoa(s.End), strconv.Itoa(s.Start))
	}
	return s
}
