package format

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/standard"
)

// standOff writes the actors, the marks and what ties them.
func (t *teiWriter) standOff() {
	marks := t.Doc.Marks()
	if len(marks) == 0 {
		return
	}
	t.put("<standOff>\n")
	t.people("listPerson", func(a *annotations.Actor) bool { return a.Type == annotations.Person }, t.person)
	t.people("listOrg", func(a *annotations.Actor) bool { return a.Type != annotations.Person }, t.org)
	for _, kind := range annotations.Kinds {
		t.spans(string(kind), func(n *annotations.Annotation) {
			if n.Kind == kind {
				t.span(n, t.mark[n.ID], n.Spans, n.Quotes, func() { t.facts(n) })
			}
		})
	}
	t.spans("cue", func(n *annotations.Annotation) {
		if c := n.Claim.Cue; !c.Empty() {
			t.span(n, t.mark[n.ID]+"-cue", c.Spans, c.Quotes, func() {})
		}
	})
	t.links()
	t.put("</standOff>\n")
}

func (t *teiWriter) people(list string, in func(*annotations.Actor) bool, write func(*annotations.Actor, string)) {
	t.around(list, nil, func() {
		for i, a := range t.actors {
			if in(a) {
				write(a, "a"+strconv.Itoa(i+1))
			}
		}
	})
}

func (t *teiWriter) person(a *annotations.Actor, id string) {
	t.open("person", "xml:id", id)
	for _, name := range a.Names() {
		t.element("persName", name)
	}
	if a.Role != "" {
		t.element("occupation", a.Role)
	}
	if a.Affiliation != "" {
		t.element("affiliation", a.Affiliation)
	}
	t.identity(a)
	t.put("</person>\n")
}

// org writes a body, and who is not said to be a person.
func (t *teiWriter) org(a *annotations.Actor, id string) {
	typ := string(a.Type)
	if typ == "" {
		typ = "unknown"
	}
	t.open("org", "xml:id", id, "type", typ)
	for _, name := range a.Names() {
		t.element("orgName", name)
	}
	for _, s := range []string{a.Role, a.Affiliation} {
		if s != "" {
			t.element("desc", s)
		}
	}
	t.identity(a)
	t.put("</org>\n")
}

// identity writes what tells an actor from others.
func (t *teiWriter) identity(a *annotations.Actor) {
	if a.Link != "" {
		t.element("idno", a.Link, "type", "URI")
	}
	t.element("idno", string(a.ID), "type", "pressmark")
	t.note("note", a.Note)
}

func (t *teiWriter) spans(typ string, write func(*annotations.Annotation)) {
	t.around("spanGrp", []string{"type", typ}, func() {
		for _, n := range t.Doc.Marks() {
			write(n)
		}
	})
}

// span writes the parts of a mark; the first says what facts does.
func (t *teiWriter) span(n *annotations.Annotation, id string, spans []annotations.Span, quotes []annotations.Quote, facts func()) {
	var parts []annotations.Span
	for _, s := range spans {
		if s = t.shown(s); !s.Empty() {
			parts = append(parts, s)
		}
	}
	pointer := func(s string) string {
		if s == "" {
			return ""
		}
		return "#" + s
	}
	name := func(i int) string {
		switch {
		case i < 0 || i >= len(parts):
			return ""
		case i == 0:
			return id
		}
		return id + "." + strconv.Itoa(i+1)
	}
	anchor := func(cp int) string { return "#c" + strconv.Itoa(cp) }
	for i, s := range parts {
		t.open("span", "xml:id", name(i), "from", anchor(s.Start), "to", anchor(s.End), "corresp", pointer(t.actor[n.Actor]),
			"next", pointer(name(i+1)), "prev", pointer(name(i-1)), "resp", pointer(t.resp[n.Creator]))
		if i == 0 {
			facts()
		}
		t.put("</span>\n")
	}
	if len(parts) == 0 {
		t.open("span", "xml:id", id, "corresp", pointer(t.actor[n.Actor]), "resp", pointer(t.resp[n.Creator]))
		t.note("words", annotations.Annotation{Quotes: quotes}.Exact())
		facts()
		t.put("</span>\n")
	}
}

func (t *teiWriter) note(typ, s string) {
	if s != "" {
		t.element("note", s, "type", typ)
	}
}

// facts writes what is known of a mark.
func (t *teiWriter) facts(n *annotations.Annotation) {
	t.note("pressmark", string(n.ID))
	t.note("label", n.Label)
	switch n.Kind {
	case annotations.KindClaim:
		t.claim(&n.Claim)
	case annotations.KindFigure:
		t.quantity(n.Figure.Quantity)
	}
	t.note("note", n.Note)
	for _, tag := range n.Tags {
		t.note("tag", tag)
	}
}

func (t *teiWriter) claim(c *annotations.Claim) {
	t.note("source", string(c.Source))
	t.note("wording", c.Wording)
	t.note("attribution", string(c.Attribution))
	t.note("stance", string(c.Stance))
	t.note("about", c.About)
	t.note("worth", string(c.Check.Worth))
	t.note("status", string(c.Check.Status))
	t.note("verdict", c.Check.Verdict.Name)
	t.note("rating", string(c.Check.Verdict.Value))
	t.note("best", string(c.Check.Verdict.Best))
	t.note("worst", string(c.Check.Verdict.Worst))
	t.note("reasoning", c.Check.Reasoning)
	for _, e := range c.Check.Evidence {
		t.open("note", "type", "evidence")
		if at := standard.Address(e.URL); at != "" {
			t.element("ref", e.URL, "target", at)
		} else {
			t.text(e.URL)
		}
		if e.Quote != "" {
			t.put(" ")
			t.element("q", e.Quote)
		}
		if e.Date != "" {
			t.put(" ")
			t.element("date", e.Date, "when", standard.Date(e.Date))
		}
		t.put("</note>")
	}
}

// quantity writes a figure's number and time.
func (t *teiWriter) quantity(q annotations.Quantity) {
	if q.Value != "" || q.Low != "" || q.High != "" {
		unit, counted := cmp.Or(q.Currency, q.Unit), q.Counted
		if !teiWords(counted) {
			counted = ""
		}
		t.open("measure", "type", string(q.Type), "quantity", string(q.Value), "unit", unit, "commodity", counted)
		words := q
		words.Time = ""
		if low, high := bounds(q); low+high != "" {
			t.element("num", ledger.Display(words), "atLeast", string(low), "atMost", string(high))
		} else {
			t.text(ledger.Display(words))
		}
		t.put("</measure>")
	} else {
		t.note("type", string(q.Type))
	}
	t.moment(q.Time)
	if q.Unit == "" && q.Currency == "" {
		t.note("unit", q.UnitText)
	}
	t.note("comparator", string(q.Comparator))
	t.note("approximate", truth(q.Approximate))
	t.note("vague", truth(q.Vague))
	t.note("direction", string(q.Direction))
	if !teiWords(q.Counted) {
		t.note("counted", q.Counted)
	}
	t.note("base", q.Base)
}

// bounds returns between which numbers a quantity lies, where that is not on its value.
func bounds(q annotations.Quantity) (low, high annotations.Decimal) {
	switch q.Comparator {
	case annotations.AtLeast, annotations.MoreThan:
		if q.Value != "" {
			return q.Value, ""
		}
	case annotations.AtMost, annotations.LessThan:
		if q.Value != "" {
			return "", q.Value
		}
	}
	return q.Low, q.High
}

// moment writes a time as a date or a time of day.
func (t *teiWriter) moment(iso string) {
	if iso == "" {
		return
	}
	from, to, interval := strings.Cut(iso, "/")
	from, to = standard.Time(from), standard.Time(to)
	name := "time"
	if standard.Date(from)+standard.Date(to) != "" || from+to == "" {
		name = "date"
	}
	when := ""
	if !interval {
		when, from = from, ""
	}
	t.element(name, ledger.When(iso), "when", when, "from", from, "to", to)
}

// teiWords reports whether text is words as TEI's attributes have them.
func teiWords(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r != ' ' && !unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)
	}) < 0
}

// links writes what ties marks to one another and to actors.
func (t *teiWriter) links() {
	link := func(from, to string) {
		if to != "" {
			t.empty("link", "target", "#"+from+" #"+to)
			t.put("\n")
		}
	}
	each := func(typ string, write func(n *annotations.Annotation, id string)) {
		t.around("linkGrp", []string{"type", typ}, func() {
			for _, n := range t.Doc.Marks() {
				write(n, t.mark[n.ID])
			}
		})
	}
	each("saidBy", func(n *annotations.Annotation, id string) {
		for _, who := range n.Claim.Speakers {
			to := t.mark[who]
			if to == "" {
				to = t.actor[who]
			}
			link(id, to)
		}
	})
	each("hasCue", func(n *annotations.Annotation, id string) {
		if !n.Claim.Cue.Empty() {
			link(id, id+"-cue")
		}
	})
	each("within", func(n *annotations.Annotation, id string) { link(id, t.mark[n.Claim.Within]) })
	each("inClaim", func(n *annotations.Annotation, id string) { link(id, t.mark[n.Figure.Claim]) })
	for _, r := range annotations.Relations {
		typ := map[annotations.Relation]string{annotations.SameAmount: "sameAs", annotations.PartOf: "partOf", annotations.Before: "before"}[r]
		each(typ, func(n *annotations.Annotation, id string) {
			for _, x := range n.Figure.Ties {
				if x.Relation == r {
					link(id, t.mark[x.Figure])
				}
			}
		})
	}
}
