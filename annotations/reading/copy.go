// Package reading makes copies of an article to be read by people who do not have Pressmark:
// its text with its marks, and its ledger after it, as a page of HTML ([HTML]) and as a text
// in Markdown ([Markdown]).
//
// Both number the claims in the order in which they end, because their numbers stand there.
package reading

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// A content is what the reading copies of an article have in common, whatever they are
// written in.
type content struct {
	Doc    annotations.Doc
	ledger ledger.Ledger
	groups []ledger.Group

	// numbers are those of the claims, in the order in which they end: that is where
	// their numbers stand.
	numbers map[annotations.ID]int
	// ends are where the last parts of claims that stand in blocks end; there are none for
	// claims that have lost their place.
	ends map[annotations.ID]int
	// home is the group in which a claim is told in full: that of its first speaker.
	home map[*ledger.Statement]*ledger.Speaker
}

func newContent(d annotations.Doc, actors annotations.Directory) content {
	c := content{
		Doc: d, ledger: ledger.Of([]annotations.Doc{d}, actors),
		numbers: map[annotations.ID]int{}, ends: map[annotations.ID]int{}, home: map[*ledger.Statement]*ledger.Speaker{},
	}
	c.groups = c.ledger.Groups()
	a := &d.Article
	for _, s := range c.ledger.Statements {
		for _, part := range s.Mark.Spans {
			if from, to := a.BlocksIn(part); from < to {
				c.ends[s.Mark.ID] = min(part.End, a.Blocks[to-1].Span.End)
			}
		}
	}
	order := slices.Clone(c.ledger.Statements)
	slices.SortStableFunc(order, func(s, t *ledger.Statement) int {
		a, placed := c.ends[s.Mark.ID]
		b, other := c.ends[t.Mark.ID]
		if placed != other {
			if placed {
				return -1
			}
			return 1
		}
		return cmp.Or(a-b, s.Mark.Size()-t.Mark.Size())
	})
	for i, s := range order {
		c.numbers[s.Mark.ID] = i + 1
	}
	for _, g := range c.groups {
		for _, s := range g.Statements {
			if c.home[s] == nil {
				c.home[s] = g.Speaker
			}
		}
	}
	return c
}

// number returns that of a statement.
func (c *content) number(s *ledger.Statement) int { return c.numbers[s.Mark.ID] }

// ending returns the claims of a doc that end at a place, by number.
func (c *content) ending(marks []*annotations.Annotation, at int) []*annotations.Annotation {
	var out []*annotations.Annotation
	for _, m := range marks {
		if end, placed := c.ends[m.ID]; placed && end == at && m.Kind == annotations.KindClaim {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b *annotations.Annotation) int { return c.numbers[a.ID] - c.numbers[b.ID] })
	return out
}

// paragraphs returns the numbers of the blocks in which marks, in text order, begin; none
// twice.
func (c *content) paragraphs(marks ...*annotations.Annotation) []int {
	var out []int
	for _, m := range marks {
		if m.Orphan() {
			continue
		}
		n := c.Doc.Article.BlockAt(m.Cover().Start) + 1
		if last := len(out) - 1; n > 0 && (last < 0 || out[last] != n) {
			out = append(out, n)
		}
	}
	return out
}

// titled reports whether the article's first block is its title.
func (c *content) titled() bool {
	a := &c.Doc.Article
	return len(a.Blocks) > 0 && a.Blocks[0].Kind == annotations.Heading && joinLines(a.Text.Slice(a.Blocks[0].Span)) == joinLines(a.Title)
}

// facts returns what is known of a statement beside its words and its verdict. under is
// the speaker under whom it stands; nil: none.
func (c *content) facts(s *ledger.Statement, under *ledger.Speaker) []string {
	claim := s.Mark.Claim
	var out []string
	add := func(p words.Phrase, s string) {
		if s != "" {
			out = append(out, p.With(joinLines(s)))
		}
	}
	quote := func(s string) {
		if s != "" {
			out = append(out, words.Quoted(joinLines(s)))
		}
	}
	if _, placed := c.ends[s.Mark.ID]; !placed {
		out = append(out, words.NotFoundInText.String())
	}
	if under != nil && s.Source() == annotations.Unnamed {
		quote(claim.Wording)
	}
	for _, who := range s.Speakers {
		if under != nil && who != under {
			add(words.WithSpeaker, who.Title())
		}
	}
	if s.Reporter != nil {
		add(words.AsToldBy, s.Reporter.Teller())
	}
	add(words.Fact, words.AttributionWord(claim.Attribution))
	add(words.Fact, words.StanceWord(claim.Stance))
	quote(claim.Cue.Exact())
	if claim.About != "" {
		add(words.AboutTime, ledger.When(claim.About))
	}
	for _, f := range s.Figures {
		add(words.Fact, ledger.Label(f.Mark))
	}
	if w := claim.Check.Worth; w != "" {
		out = append(out, words.WorthWord(w))
	}
	return out
}

// verdict returns what was found about a claim in short, with its place on the scale:
// "True (5 on a scale from 1 to 5)"; or how far the checking has come; or "".
func verdict(c annotations.Check) string {
	v := c.Verdict
	switch {
	case v.Name != "" && v.Value != "" && v.Best != "" && v.Worst != "":
		return words.OnScale.With(v.Name, string(v.Value), string(v.Worst), string(v.Best))
	case v.Name != "":
		return v.Name
	}
	return words.StatusWord(c.Status)
}

// aboutActor returns who an actor is, in a line.
func aboutActor(a *ledger.Actor) string {
	if a.Record == nil {
		return ""
	}
	return cmp.Or(a.Role(), words.ActorTypeWord(a.Record.Type))
}

// noted returns the marks other than claims with notes or tags, and those figures and
// mentions that have lost their place: what stands nowhere else.
func (c *content) noted() []*annotations.Annotation {
	var out []*annotations.Annotation
	for _, m := range c.Doc.Marks() {
		if m.Kind != annotations.KindClaim && (m.Note != "" || len(m.Tags) > 0 || m.Orphan()) {
			out = append(out, m)
		}
	}
	return out
}

// kinds says which kinds of marks a doc has, so that a legend explains no others.
func (c *content) kinds() []annotations.Kind {
	var out []annotations.Kind
	for _, k := range annotations.Kinds {
		if slices.ContainsFunc(c.Doc.Marks(), func(m *annotations.Annotation) bool { return m.Kind == k }) {
			out = append(out, k)
		}
	}
	return out
}

// evidenceWords returns evidence without its address: quote and date.
func evidenceWords(e annotations.Evidence) string {
	var parts []string
	if e.Quote != "" {
		parts = append(parts, "“"+joinLines(e.Quote)+"”")
	}
	if e.Date != "" {
		parts = append(parts, ledger.When(e.Date))
	}
	return strings.Join(parts, ", ")
}

// joinLines returns text with each stretch of white space made one blank.
func joinLines(s string) string { return strings.Join(strings.Fields(s), " ") }
