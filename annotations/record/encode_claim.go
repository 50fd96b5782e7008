package record

import "pressmark/annotations"

// The types of what belongs to the check of a claim.
const (
	ratingType   = "schema:Rating"
	evidenceType = "schema:CreativeWork"
)

// Where the unknown members of parts of a claim are kept.
const (
	speakersPlace = kindPlace + "/schema:author"
	cuePlace      = kindPlace + "/pressmark:cue"
	ratingPlace   = kindPlace + "/schema:reviewRating"
	evidencePlace = kindPlace + "/schema:citation"
)

// claim writes what is known of a claim, after its type.
func (w *writer) claim(c *annotations.Claim) {
	w.choice(kindPlace, "pressmark:source", string(c.Source))
	if len(c.Speakers) > 0 {
		w.name("schema:author")
		w.array(len(c.Speakers), func(i int) { w.referenceTo(c.Speakers[i], w.element(speakersPlace, i)) })
	}
	w.optional("pressmark:wording", c.Wording)
	if !c.Cue.Empty() {
		w.name("pressmark:cue")
		w.array(len(c.Cue.Quotes), func(i int) { w.cue(&c.Cue, i) })
	}
	w.choice(kindPlace, "pressmark:attribution", string(c.Attribution))
	w.choice(kindPlace, "pressmark:stance", string(c.Stance))
	w.optional("schema:temporalCoverage", c.About)
	w.reference(kindPlace, "pressmark:within", c.Within)
	w.check(&c.Check)
}

// cue writes the ith stretch of a cue.
func (w *writer) cue(c *annotations.Cue, i int) {
	place := w.element(cuePlace, i)
	w.b = append(w.b, '{')
	w.selectors(c.Spans, c.Quotes, i, place)
	w.rest(place, cueNames)
	w.b = append(w.b, '}')
}

func (w *writer) check(c *annotations.Check) {
	w.choice(kindPlace, "pressmark:worth", string(c.Worth))
	w.choice(kindPlace, "pressmark:status", string(c.Status))
	if v := c.Verdict; v != (annotations.Verdict{}) || c.Reasoning != "" || len(w.under(ratingPlace)) > 0 {
		w.name("schema:reviewRating")
		w.b = append(w.b, '{')
		w.member("type", ratingType)
		w.optional("schema:alternateName", v.Name)
		w.optional("schema:ratingValue", string(v.Value))
		w.optional("schema:bestRating", string(v.Best))
		w.optional("schema:worstRating", string(v.Worst))
		w.optional("schema:ratingExplanation", c.Reasoning)
		w.rest(ratingPlace, ratingNames)
		w.b = append(w.b, '}')
	}
	if len(c.Evidence) > 0 {
		w.name("schema:citation")
		w.array(len(c.Evidence), func(i int) { w.evidence(c.Evidence[i], w.element(evidencePlace, i)) })
	}
}

func (w *writer) evidence(e annotations.Evidence, place string) {
	w.b = append(w.b, '{')
	w.member("type", evidenceType)
	w.optional("schema:url", e.URL)
	w.optional("schema:text", e.Quote)
	w.optional("schema:datePublished", e.Date)
	w.rest(place, evidenceNames)
	w.b = append(w.b, '}')
}
