package format

import (
	"bytes"
	"slices"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/standard"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
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
	lostUnchecked = words.LostUnchecked
	lostOthers    = words.LostOthers
	lostPages     = words.LostPages
	lostVerdicts  = words.LostVerdicts
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
		lost(lostUnchecked, unchecked, example), lost(lostOthers, others, ""), lost(LostText, 1, p.Doc.Article.Title),
		lost(lostPages, reviews, ""), lost(lostVerdicts, wordless, ""))
}

// writeReviews writes one array, a review a line.
func writeReviews(pieces []Piece) []byte {
	w := jsonWriter{}
	w.begin('[')
	for _, p := range pieces {
		l := ledger.Of([]annotations.Doc{p.Doc}, p.Actors)
		for _, s := range l.Statements {
			if reviewed(s.Mark.Claim.Check) {
				w.line()
				writeReview(&w, s)
			}
		}
	}
	if len(w.b) > 1 {
		w.b = append(w.b, '\n')
	}
	w.end(']')
	// Pages hold this in a script element, which "</script>" in a claim would end.
	return append(bytes.ReplaceAll(w.b, []byte{'<'}, []byte(`\u003c`)), '\n')
}

// writeReview writes the review of a claim.
func writeReview(w *jsonWriter, s *ledger.Statement) {
	check := s.Mark.Claim.Check
	w.begin('{')
	w.member("@context", "https://schema.org")
	w.member("@type", "ClaimReview")
	w.optional("@id", string(s.Mark.ID))
	if !s.Mark.Modified.IsZero() {
		w.member("datePublished", s.Mark.Modified.UTC().Format("2006-01-02"))
	}
	writeNamed(w, "author", "Person", s.Mark.Creator)
	w.optional("claimReviewed", joinLines(s.Mark.Exact()))
	w.name("reviewRating")
	writeRating(w, check)
	w.name("itemReviewed")
	writeClaimed(w, s)
	w.values("citation", len(check.Evidence), func(i int) {
		e := check.Evidence[i]
		name := ""
		if standard.Address(e.URL) == "" {
			name = e.URL
		}
		w.thing("CreativeWork", "name", name, "url", standard.Address(e.URL), "text", e.Quote, "datePublished", standard.Date(e.Date))
	})
	w.end('}')
}

// writeRating writes a verdict; its place on the scale only where it has one.
func writeRating(w *jsonWriter, c annotations.Check) {
	v := c.Verdict
	w.begin('{')
	w.member("@type", "Rating")
	w.optional("alternateName", v.Name)
	if plainNumber(v.Value) && plainNumber(v.Best) && plainNumber(v.Worst) {
		w.decimal("ratingValue", v.Value)
		w.decimal("bestRating", v.Best)
		w.decimal("worstRating", v.Worst)
	}
	w.optional("ratingExplanation", c.Reasoning)
	w.end('}')
}

// writeClaimed writes a claim with who says it, when and where.
func writeClaimed(w *jsonWriter, s *ledger.Statement) {
	w.begin('{')
	w.member("@type", "Claim")
	writeClaimants(w, s)
	w.optional("datePublished", standard.Date(s.Article.Published))
	w.name("appearance")
	writeAppearance(w, s.Article)
	// Others may have said it elsewhere before; what an article says itself begins with it.
	if s.Source() == annotations.Itself {
		w.name("firstAppearance")
		writeAppearance(w, s.Article)
	}
	w.end('}')
}

// writeClaimants writes who stands behind a claim: the publisher where the article does.
func writeClaimants(w *jsonWriter, s *ledger.Statement) {
	const name = "author"
	switch s.Source() {
	case annotations.Itself:
		if s.Article.Publisher != "" {
			writeNamed(w, name, "Organization", s.Article.Publisher)
		} else {
			writeNamed(w, name, "Person", s.Article.Byline)
		}
		return
	case annotations.Unnamed:
		writeNamed(w, name, "Person", joinLines(s.Mark.Claim.Wording))
		return
	}
	named := slices.DeleteFunc(slices.Clone(s.Speakers), func(who *ledger.Speaker) bool { return who.Name == "" })
	w.values(name, len(named), func(i int) { writeClaimant(w, named[i]) })
}

func writeClaimant(w *jsonWriter, who *ledger.Speaker) {
	r := who.Record
	if r == nil {
		w.thing("Person", "name", who.Name)
		return
	}
	switch r.Type {
	case annotations.Organization, annotations.Group:
		w.thing("Organization", "name", r.Name, "sameAs", standard.Address(r.Link))
	case annotations.Government, annotations.Place:
		w.thing("GovernmentOrganization", "name", r.Name, "sameAs", standard.Address(r.Link))
	default:
		w.begin('{')
		w.member("@type", "Person")
		w.optional("name", r.Name)
		w.optional("jobTitle", r.Role)
		writeNamed(w, "affiliation", "Organization", r.Affiliation)
		w.optional("sameAs", standard.Address(r.Link))
		w.end('}')
	}
}

// writeAppearance writes the article in which a claim stands.
func writeAppearance(w *jsonWriter, a *annotations.Article) {
	w.begin('{')
	w.member("@type", "CreativeWork")
	w.optional("url", standard.Address(a.Source))
	w.optional("headline", a.Title)
	writeNamed(w, "author", "Person", a.Byline)
	writeNamed(w, "publisher", "Organization", a.Publisher)
	w.optional("datePublished", standard.Date(a.Published))
	w.optional("inLanguage", a.Language)
	w.end('}')
}

// writeNamed writes a member that is somebody with a name, if there is one.
func writeNamed(w *jsonWriter, member, typ, name string) {
	if name != "" {
		w.name(member)
		w.thing(typ, "name", name)
	}
}
