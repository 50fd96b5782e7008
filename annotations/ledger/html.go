package ledger

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/render"
	"pressmark/annotations/words"
)

// A Link gives the address of a mark's place in the text of its article.
type Link func(article, mark annotations.ID) string

// Options say how the HTML of a ledger is made.
type Options struct {
	// Link gives the addresses that marks link to. nil: they are no links.
	Link Link

	// Actor gives the addresses of actors' pages, by [Speaker.ID]. nil: they are no links.
	Actor func(id annotations.ID) string

	// Selected is the mark that is chosen, if any.
	Selected annotations.ID

	// Wide is for a page about several articles: each mark says which one it is in, and
	// when that was published.
	Wide bool

	// Level is that of the headings, 2 to 5; 0 is 3.
	Level int

	// Most is how many rows of a table are shown; 0 is all. A table that is cut short
	// says so and offers more.
	Most int
}

// ClaimsHTML returns the statements by speaker and, beside one article, their numbers
// at the end.
func (l Ledger) ClaimsHTML(o Options) string {
	p := o.printer("claims")
	groups := l.Groups()
	p.b.Grow(700 * len(l.Statements))
	for _, g := range groups {
		p.group(g)
	}
	if len(groups) == 0 {
		p.text("p", "empty", words.NoClaims.String())
	}
	if !o.Wide {
		p.text("p", "summary", l.Summary())
	}
	return p.end()
}

// Summary returns how much the ledger holds, in one line.
func (l Ledger) Summary() string {
	said := map[*Speaker]int{}
	for _, s := range l.Statements {
		said[s.Speakers[0]]++
	}
	speakers := 0
	for _, a := range l.Actors {
		if len(a.Statements) > 0 {
			speakers++
		}
	}
	parts := []string{words.Count(len(l.Statements), words.Claim)}
	if speakers > 0 {
		parts[0] = words.ClaimsBySpeakers.With(parts[0], words.Count(speakers, words.Speaker))
	}
	for _, x := range []struct {
		n    int
		what words.Phrase
	}{{said[unnamed[0]], words.WithNobodyNamed}, {said[itself[0]], words.OfArticleItself}, {said[nobody[0]], words.WithoutSpeakerYet}} {
		if x.n > 0 {
			parts = append(parts, x.what.Count(x.n))
		}
	}
	return strings.Join(append(parts, words.Count(len(l.Figures), words.Figure)), " · ")
}

// printer writes HTML. All text passes through it escaped.
type printer struct {
	b strings.Builder
	o Options
	h string // the headings' element

	chips bool // a list of chips is open
}

func (o Options) printer(view string) *printer {
	if o.Level < 2 || o.Level > 5 {
		o.Level = 3
	}
	p := &printer{o: o, h: "h" + itoa(o.Level)}
	width := "compact"
	if o.Wide {
		width = "wide"
	}
	p.put(`<div class="ledger `, width, ` `, view, `">`)
	return p
}

func (p *printer) end() string {
	p.put("</div>")
	return p.b.String()
}

// put writes markup.
func (p *printer) put(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

// esc writes text.
func (p *printer) esc(s string) { render.Escape(&p.b, s) }

// text writes an element that holds text.
func (p *printer) text(tag, class, s string) {
	p.put("<", tag, ` class="`, class, `">`)
	p.esc(s)
	p.put("</", tag, ">")
}

// open writes the start of a mark's link, or of a span that stands for it.
func (p *printer) open(class string, m Place) (end string) {
	tag := "span"
	if p.o.Link != nil {
		tag = "a"
	}
	on := m.Mark.ID == p.o.Selected
	p.put("<", tag, ` class="`, class)
	if on {
		p.put(` on" aria-current="true`)
	}
	p.put(`" data-id="`)
	p.esc(m.Mark.ID.Short())
	if p.o.Link != nil {
		p.put(`" href="`)
		p.esc(p.o.Link(m.Article.ID, m.Mark.ID))
	}
	p.put(`">`)
	return "</" + tag + ">"
}

// actor writes an actor's name, as a link to their page if there is one.
func (p *printer) actor(class string, who *Speaker) {
	if p.o.Actor == nil || who.Source != annotations.Named {
		p.text("span", class, who.Title())
		return
	}
	p.put(`<a class="`, class, `" href="`)
	p.esc(p.o.Actor(who.ID()))
	p.put(`">`)
	p.esc(who.Title())
	p.put(`</a>`)
}

// group writes the section of a speaker.
func (p *printer) group(g Group) {
	p.put(`<section class="speaker `, g.class(), `"><`, p.h, ">")
	p.actor("name", g.Speaker)
	p.put(` <small class="role">`)
	if role := g.Role(); role != "" {
		p.esc(role)
		p.put(" · ")
	}
	p.put(words.Count(len(g.Statements), words.Claim), "</small></", p.h, `><ul class="cards">`)
	for _, s := range g.Statements {
		p.put("<li>")
		p.card(s, g.Speaker)
		p.put("</li>")
	}
	p.put("</ul></section>")
}

// class returns that of a speaker.
func (s *Speaker) class() string {
	switch {
	case s.Record != nil:
		return "record"
	case s.Source == annotations.Named:
		return "mention"
	case s.Source == annotations.Unnamed:
		return "unnamed"
	case s.Source == annotations.Itself:
		return "itself"
	}
	return "nobody"
}

// card writes a statement under one of its speakers.
func (p *printer) card(s *Statement, under *Speaker) {
	end := p.open("card claim", s.Place)
	p.text("span", "quote", words.ClipWords(s.Mark.Exact(), words.OnCard))
	if p.o.Wide {
		p.put(" ")
		p.source(s.Article)
	}
	p.facts(s, under)
	p.put(end)
}

// source writes which article a mark is in.
func (p *printer) source(a *annotations.Article) {
	p.put(`<span class="source">`)
	p.text("cite", "title", words.ClipWords(a.Title, words.InChip))
	if a.Published != "" {
		p.put(` `)
		p.time(a.Published)
	}
	p.put(`</span>`)
}

// time writes a date; one that is ISO 8601 in such a way that programs can read it.
func (p *printer) time(s string) {
	day, _, _ := strings.Cut(s, "T")
	if m, ok := parseMoment(day); ok && m.clock == "" {
		p.put(`<time datetime="`, day, `">`, m.String(), `</time>`)
		return
	}
	p.text("span", "given", words.ClipWords(s, words.InChip))
}

// chip writes a short fact about a mark, if there is one, in the list of its chips.
func (p *printer) chip(class, s string) {
	if s == "" {
		return
	}
	if !p.chips {
		p.put(` <span class="chips">`)
		p.chips = true
	}
	p.put(` `)
	p.text("span", "chip "+class, s)
}

// endChips ends the list of chips, if it was begun.
func (p *printer) endChips() {
	if p.chips {
		p.put("</span>")
		p.chips = false
	}
}

// facts writes what is known of a statement.
func (p *printer) facts(s *Statement, under *Speaker) {
	c := s.Mark.Claim
	if s.Mark.Orphan() {
		p.chip("lost", words.NotFoundInText.String())
	}
	if s.Source() == annotations.Unnamed {
		p.chip("wording", quoted(c.Wording))
	}
	for _, who := range s.Speakers {
		if who != under {
			p.chip("with", words.WithSpeaker.With(words.ClipWords(who.Title(), words.InChip)))
		}
	}
	if s.Reporter != nil {
		p.chip("reporter", words.AsToldBy.With(words.ClipWords(s.Reporter.Teller(), words.InChip)))
	}
	p.chip("attribution", words.AttributionWord(c.Attribution))
	if c.Stance != "" {
		p.chip("stance "+stanceClass(c.Stance), words.StanceWord(c.Stance))
	}
	for _, f := range s.Figures {
		p.chip("figure", words.ClipWords(Label(f.Mark), words.InChip))
	}
	p.chip("cue", quoted(c.Cue.Exact()))
	if c.About != "" {
		p.chip("about", words.AboutTime.With(words.ClipWords(When(c.About), words.InChip)))
	}
	switch {
	case c.Check.Verdict.Name != "":
		p.chip("verdict", words.ClipWords(c.Check.Verdict.Name, words.InChip))
	case c.Check.Status != "":
		p.chip("status", words.StatusWord(c.Check.Status))
	}
	p.endChips()
}
