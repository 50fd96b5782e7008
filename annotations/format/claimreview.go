package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// claimReview is the markup of fact checks that search engines read (schema.org, type
// ClaimReview): one review for each claim that was checked.
//
// Two things that those who read it ask for are not always known here. A review's "url"
// is the page on which it will be published: it has to be added then. "alternateName",
// the verdict in words, is missing where a claim was checked without a verdict.
// [Writing.Losses] counts both.
var claimReview = Format{
	Name: "claimreview", Title: "ClaimReview (schema.org, JSON-LD)",
	Extensions: []string{".claimreview.json"},
	MediaTypes: []string{jsonLDType},
	Write:      &Writing{FromRecords: true, Holds: holdsReviews, Whole: writeReviews, Losses: lostInReviews},
}

// holdsReviews leaves to lostInReviews what is lost with the marks that are not reviewed.
var holdsReviews = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Annotators: true, Times: true, Metadata: true, Structure: true,
}

// What reviews lack.
const (
	lostUnchecked = "claims that nobody has checked"
	lostOthers    = "marks of actors and figures"
	lostText      = "the text of the article"
	lostPages     = "where each review is published: its “url” has to be added"
	lostVerdicts  = "a verdict in words: “alternateName” has to be added"
)

// reviewed reports whether there is something to publish about a claim.
func reviewed(c annotations.Check) bool {
	return c.Verdict.Name != "" || c.Reasoning != "" || c.Status == annotations.StatusDone
}

func lostInReviews(p Piece) []standoff.Loss {
	unchecked, others, reviews, wordless := 0, 0, 0, 0
	example := ""
	for _, n := range p.Doc.Marks() {
		switch {
		case n.Kind != annotations.KindClaim:
			others++
		case !reviewed(n.Claim.Check):
			if unchecked++; unchecked == 1 {
				example = n.Exact()
			}
		default:
			reviews++
			if n.Claim.Check.Verdict.Name == "" {
				wordless++
			}
		}
	}
	return standoff.Losses(
		lost(lostUnchecked, unchecked, example), lost(lostOthers, others, ""), lost(lostText, 1, p.Doc.Article.Title),
		lost(lostPages, reviews, ""), lost(lostVerdicts, wordless, ""))
}

// writeReviews writes one array, a review a line.
func writeReviews(pieces []Piece) []byte {
	var reviews []string
	for _, p := range pieces {
		l := ledger.Of([]annotations.Doc{p.Doc}, p.Actors)
		for _, s := range l.Statements {
			if reviewed(s.Mark.Claim.Check) {
				reviews = append(reviews, review(s))
			}
		}
	}
	if len(reviews) == 0 {
		return []byte("[]\n")
	}
	// Pages hold this in a script element, which "</script>" in a claim would end.
	return []byte("[\n" + strings.ReplaceAll(strings.Join(reviews, ",\n"), "<", `\u003c`) + "\n]\n")
}

// review returns the review of a claim.
func review(s *ledger.Statement) string {
	check := s.Mark.Claim.Check
	var o ldObject
	o.text("@context", "https://schema.org")
	o.text("@type", "ClaimReview")
	o.text("@id", string(s.Mark.ID))
	if !s.Mark.Modified.IsZero() {
		o.text("datePublished", s.Mark.Modified.UTC().Format("2006-01-02"))
	}
	if s.Mark.Creator != "" {
		o.value("author", ldThing("Person", "name", s.Mark.Creator))
	}
	o.text("claimReviewed", joinLines(s.Mark.Exact()))
	o.value("reviewRating", rating(check))
	o.value("itemReviewed", claimed(s))
	var evidence []string
	for _, e := range check.Evidence {
		name := ""
		if address(e.URL) == "" {
			name = e.URL
		}
		evidence = append(evidence, ldThing("CreativeWork", "name", name, "url", address(e.URL), "text", e.Quote, "datePublished", isoDate(e.Date)))
	}
	o.value("citation", ldValues(evidence))
	return o.String()
}

// rating returns a verdict; its place on the scale only where it has one.
func rating(c annotations.Check) string {
	var o ldObject
	o.text("@type", "Rating")
	o.text("alternateName", c.Verdict.Name)
	v := c.Verdict
	if plainNumber(v.Value) && plainNumber(v.Best) && plainNumber(v.Worst) {
		o.value("ratingValue", string(v.Value))
		o.value("bestRating", string(v.Best))
		o.value("worstRating", string(v.Worst))
	}
	o.text("ratingExplanation", c.Reasoning)
	return o.String()
}

// plainNumber reports whether a decimal is a number of JSON as it stands: fractions are not.
func plainNumber(d annotations.Decimal) bool {
	return d != "" && d.Valid() && !strings.Contains(string(d), "/")
}

// claimed returns a claim with who says it, when and where.
func claimed(s *ledger.Statement) string {
	a := s.Article
	var o ldObject
	o.text("@type", "Claim")
	o.value("author", ldValues(claimants(s)))
	o.text("datePublished", isoDate(a.Published))
	work := appearance(a)
	o.value("appearance", work)
	// Others may have said it elsewhere before; what an article says itself begins with it.
	if s.Source() == annotations.Itself {
		o.value("firstAppearance", work)
	}
	return o.String()
}

// claimants returns who stands behind a claim: the publisher where the article does.
func claimants(s *ledger.Statement) []string {
	switch s.Source() {
	case annotations.Itself:
		if s.Article.Publisher != "" {
			return []string{ldThing("Organization", "name", s.Article.Publisher)}
		}
		if s.Article.Byline != "" {
			return []string{ldThing("Person", "name", s.Article.Byline)}
		}
		return nil
	case annotations.Unnamed:
		if s.Mark.Claim.Wording != "" {
			return []string{ldThing("Person", "name", joinLines(s.Mark.Claim.Wording))}
		}
		return nil
	}
	var out []string
	for _, who := range s.Speakers {
		if who.Name != "" {
			out = append(out, claimant(who))
		}
	}
	return out
}

func claimant(who *ledger.Speaker) string {
	r := who.Record
	if r == nil {
		return ldThing("Person", "name", who.Name)
	}
	switch r.Type {
	case annotations.Organization, annotations.Group:
		return ldThing("Organization", "name", r.Name, "sameAs", address(r.Link))
	case annotations.Government, annotations.Place:
		return ldThing("GovernmentOrganization", "name", r.Name, "sameAs", address(r.Link))
	}
	var o ldObject
	o.text("@type", "Person")
	o.text("name", r.Name)
	o.text("jobTitle", r.Role)
	if r.Affiliation != "" {
		o.value("affiliation", ldThing("Organization", "name", r.Affiliation))
	}
	o.text("sameAs", address(r.Link))
	return o.String()
}

// appearance returns the article in which a claim stands.
func appearance(a *annotations.Article) string {
	var o ldObject
	o.text("@type", "CreativeWork")
	o.text("url", address(a.Source))
	o.text("headline", a.Title)
	if a.Byline != "" {
		o.value("author", ldThing("Person", "name", a.Byline))
	}
	if a.Publisher != "" {
		o.value("publisher", ldThing("Organization", "name", a.Publisher))
	}
	o.text("datePublished", isoDate(a.Published))
	o.text("inLanguage", a.Language)
	return o.String()
}

// joinLines returns text with each stretch of white space made one blank.
func joinLines(s string) string { return strings.Join(strings.Fields(s), " ") }

// An ldObject is a JSON object in the making.
type ldObject struct{ b []byte }

// value adds a member that is JSON already; an empty one is left out.
func (o *ldObject) value(name, json string) {
	if json == "" {
		return
	}
	if len(o.b) > 0 {
		o.b = append(o.b, ',')
	}
	o.b = append(append(record.AppendString(o.b, name), ':'), json...)
}

// text adds a string; an empty one is left out.
func (o *ldObject) text(name, s string) {
	if s != "" {
		o.value(name, string(record.AppendString(nil, s)))
	}
}

func (o *ldObject) String() string { return "{" + string(o.b) + "}" }

// ldThing returns an object of a type; members are names and values in turn.
func ldThing(typ string, members ...string) string {
	var o ldObject
	o.text("@type", typ)
	for i := 0; i+1 < len(members); i += 2 {
		o.text(members[i], members[i+1])
	}
	return o.String()
}

// ldValues returns values as JSON-LD has them: one stands alone, of none there is nothing.
func ldValues(values []string) string {
	switch len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	}
	return "[" + strings.Join(values, ",") + "]"
}
