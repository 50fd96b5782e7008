package record

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
)

var (
	claimNames = []string{
		"type", "pressmark:source", "schema:author", "pressmark:wording", "pressmark:cue", "pressmark:attribution",
		"pressmark:stance", "schema:temporalCoverage", "pressmark:within", "pressmark:worth", "pressmark:status",
		"schema:reviewRating", "schema:citation",
	}
	cueNames    = []string{"selector"}
	ratingNames = []string{
		"type", "schema:alternateName", "schema:ratingValue", "schema:bestRating", "schema:worstRating",
		"schema:ratingExplanation",
	}
	evidenceNames = []string{"type", "schema:url", "schema:text", "schema:datePublished"}
)

var worths = []annotations.Worth{annotations.Worthy, annotations.Unworthy}

// kindAt returns the place of something in the first body.
func kindAt(of string) string { return kindPlace + of }

// claim reads the body of a claim.
func (r *reader) claim(n *annotations.Annotation, at *offsets) {
	c := &n.Claim
	for name := range r.members {
		switch name {
		case "type":
			r.str()
		case "pressmark:source":
			c.Source = choice(r, &n.Extra, kindAt, name, annotations.Sources)
		case "schema:author":
			for i := range r.elements {
				c.Speakers = append(c.Speakers, r.reference(&n.Extra, slot{speakersPlace, i}.place))
			}
		case "pressmark:wording":
			c.Wording = r.str()
		case "pressmark:cue":
			r.cue(n, at)
		case "pressmark:attribution":
			c.Attribution = choice(r, &n.Extra, kindAt, name, annotations.Attributions)
		case "pressmark:stance":
			c.Stance = choice(r, &n.Extra, kindAt, name, annotations.Stances)
		case "schema:temporalCoverage":
			c.About = r.str()
		case "pressmark:within":
			c.Within = r.reference(&n.Extra, func(of string) string { return kindPlace + "/pressmark:within" + of })
		case "pressmark:worth":
			c.Check.Worth = choice(r, &n.Extra, kindAt, name, worths)
		case "pressmark:status":
			c.Check.Status = choice(r, &n.Extra, kindAt, name, annotations.Statuses)
		case "schema:reviewRating":
			r.rating(n)
		case "schema:citation":
			for i := range r.elements {
				c.Check.Evidence = append(c.Check.Evidence, r.evidence(&n.Extra, i))
			}
		default:
			r.unknown(&n.Extra, kindPlace, name, claimNames)
		}
	}
}

// cue reads the reporting words of a claim.
func (r *reader) cue(n *annotations.Annotation, at *offsets) {
	start := r.start()
	c := &n.Claim.Cue
	for i := range r.elements {
		start := r.start()
		if at != nil {
			at.cue = append(at.cue, start)
		}
		place := slot{cuePlace, i}.place
		var q annotations.Quote
		var s annotations.Span
		for name := range r.members {
			if name == "selector" {
				q, s = r.selectors(&n.Extra, place)
			} else {
				r.unknown(&n.Extra, place(""), name, cueNames)
			}
		}
		if r.err == nil && q.Exact == "" {
			r.fail(start, ErrMissing, words.CueNoQuote)
		}
		c.Quotes = append(c.Quotes, q)
		if !s.Empty() {
			c.Spans = append(c.Spans, s)
		}
	}
	if r.err == nil && len(c.Spans) != 0 && len(c.Spans) != len(c.Quotes) {
		r.fail(start, ErrMissing, words.CuePartlyPlaced)
	}
}

// rating reads what a reader found a claim to be, and why.
func (r *reader) rating(n *annotations.Annotation) {
	c := &n.Claim.Check
	for name := range r.members {
		switch name {
		case "type":
			r.constant(ratingType)
		case "schema:alternateName":
			c.Verdict.Name = r.str()
		case "schema:ratingValue":
			c.Verdict.Value = r.decimal()
		case "schema:bestRating":
			c.Verdict.Best = r.decimal()
		case "schema:worstRating":
			c.Verdict.Worst = r.decimal()
		case "schema:ratingExplanation":
			c.Reasoning = r.str()
		default:
			r.unknown(&n.Extra, ratingPlace, name, ratingNames)
		}
	}
}

// evidence reads the ith piece of evidence.
func (r *reader) evidence(extra *annotations.Extra, i int) (e annotations.Evidence) {
	for name := range r.members {
		switch name {
		case "type":
			r.constant(evidenceType)
		case "schema:url":
			e.URL = r.str()
		case "schema:text":
			e.Quote = r.str()
		case "schema:datePublished":
			e.Date = r.str()
		default:
			r.unknown(extra, slot{evidencePlace, i}.place(""), name, evidenceNames)
		}
	}
	return e
}
