package format

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// ErrElsewhere is told of pages of a collection that are not in the file.
const ErrElsewhere = words.ErrMoreElsewhere

// readWebAnnotations reads W3C Web Annotations of any tool, in arrays, pages, collections,
// alone, or a line each.
//
// A tagging body is a tag (see setTags), a classifying one the label, other text is the
// note, and what is but an address is a link. Several targets of one source are one mark
// of several parts. A linking annotation ties the two annotations that are its targets, or
// its target to its body; its tag, which may be an annotation of its own, is the label.
//
// There is no text in such a file, unless a source is an object with a value, or what
// holds the annotations has a text. Where there is none, marks keep their words and what
// stands around them. Positions count code points; those of most tools are UTF-16 units:
// the words decide. A position that refines another selector is relative to that, and is
// not used.
func readWebAnnotations(files []File, to Sink) error {
	for _, f := range files {
		w := webReader{pages: newPages(f, to), placed: map[markPlace][]standoff.Quoted{}, linked: map[string]int{}}
		if err := w.each(f.Data, func(v record.Value, _ string) error { w.items(v); return nil }); err != nil {
			return err
		}
		w.relate()
		for _, d := range w.docs {
			w.place(d)
			if err := w.document(*d); err != nil {
				return err
			}
		}
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

type webReader struct {
	*pages
	placed    map[markPlace][]standoff.Quoted // positions, one for each quote of a mark
	relations []standoff.Relation
	linked    map[string]int // relations by ID
	labels    []relationLabel
	text      string // of what holds the annotations
}

// A relationLabel is an annotation that names a relation.
type relationLabel struct{ relation, label string }

// typesOf returns the types of a thing, without prefixes.
func typesOf(v record.Value) map[string]bool {
	out := map[string]bool{}
	for _, name := range []string{"type", "@type"} {
		for _, t := range v.Get(name).Items() {
			out[t.Text()[strings.LastIndexAny(t.Text(), ":#/")+1:]] = true
		}
	}
	return out
}

// items reads an annotation, or what holds some.
func (w *webReader) items(v record.Value) {
	for _, name := range []string{"next", "first"} {
		if x := v.Get(name); x.IsText() {
			w.problem(x, x.Text(), ErrElsewhere)
		}
	}
	switch {
	case v.Get("target").Exists():
		w.annotation(v)
	case v.Get("items").Array() || v.Get("annotations").Array() || v.Get("first").Object():
		w.text = cmp.Or(v.Get("text").Text(), w.text)
		for _, name := range []string{"items", "annotations"} {
			for _, x := range v.Get(name).Items() {
				w.items(x)
			}
		}
		if first := v.Get("first"); first.Object() {
			w.items(first)
		}
	case typesOf(v)["AnnotationCollection"] || typesOf(v)["AnnotationPage"]: // an empty one
	default:
		w.problem(v, idOf(v), ErrShape)
	}
}

func idOf(v record.Value) string { return cmp.Or(v.Get("id").Text(), v.Get("@id").Text()) }

func (w *webReader) annotation(v record.Value) {
	if w.relation(v) {
		return
	}
	m := standoff.Mark{
		ID: idOf(v), Annotator: creatorOf(v), Line: w.line(v),
		Created: timeOf(v.Get("created")), Modified: timeOf(v.Get("modified")),
	}
	said := w.bodies(v)
	m.Label, m.Note = said.label, strings.Join(said.notes, "\n\n")
	if m.Label != "" {
		said.tags = append([]string{labelTag + m.Label}, said.tags...)
	}
	setTags(&m, said.tags)
	m.Links = append(m.Links, said.links...)
	w.targets(v, m)
}

// creatorOf returns who made an annotation, or the first of its bodies that says.
func creatorOf(v record.Value) string {
	who := slices.Clone(v.Get("creator").Items())
	for _, b := range v.Get("body").Items() {
		who = append(who, b.Get("creator").Items()...)
	}
	for _, x := range who {
		if name := nameOf(x); name != "" {
			return name
		}
	}
	return ""
}

// nameOf returns what an agent is called.
func nameOf(x record.Value) string {
	return cmp.Or(x.Text(), x.Get("name").Text(), x.Get("nickname").Text(), x.Get("email").Text(), idOf(x))
}

// webBodies is what the bodies of an annotation say.
type webBodies struct {
	label              string
	tags, notes, links []string
}

func (w *webReader) bodies(v record.Value) webBodies {
	var s webBodies
	motivation := v.Get("motivation")
	for _, b := range v.Get("body").Items() {
		s.add(b, motivation)
	}
	if text := v.Get("bodyValue").Text(); text != "" {
		s.notes = append(s.notes, text)
	}
	return s
}

// add takes in a body; its purpose is the annotation's motivation where it has none.
func (s *webBodies) add(b, motivation record.Value) {
	if b.IsText() {
		s.resource(b.Text())
		return
	}
	for _, x := range b.Get("items").Items() { // of a list or a choice
		s.add(x, motivation)
	}
	purpose := b.Get("purpose")
	if !purpose.Exists() {
		purpose = motivation
	}
	is := func(p string) bool {
		return slices.ContainsFunc(purpose.Items(), func(x record.Value) bool { return strings.HasSuffix(x.Text(), p) })
	}
	source := b.Get("source")
	value := cmp.Or(b.Get("value").Text(), source.Get("value").Text(), b.Get("chars").Text())
	switch address := cmp.Or(source.Text(), idOf(source)); {
	case value == "" && address != "":
		s.resource(address)
	case value == "":
		if id := idOf(b); id != "" && !b.Get("value").Exists() && !b.Get("items").Exists() {
			s.resource(id)
		}
	case is("classifying") && s.label == "":
		s.label = value
	case is("tagging") || is("classifying"):
		s.tags = append(s.tags, value)
	case (is("identifying") || is("linking")) && isAddress(value):
		s.links = append(s.links, value)
	default:
		if who := nameOf(b.Get("creator")); is("replying") && who != "" {
			value = who + ": " + value
		}
		s.notes = append(s.notes, value)
	}
}

// resource takes in a body that is elsewhere.
func (s *webBodies) resource(id string) {
	if isAddress(id) {
		s.links = append(s.links, id)
	} else {
		s.tags = append(s.tags, id)
	}
}

// A webTarget is one target of an annotation.
type webTarget struct {
	source      string
	text        string // of the source, where the file has it
	quote       annotations.Quote
	start, end  int
	hasPosition bool
	hasSelector bool
}

// targets makes marks of the places that an annotation is about: one for each source.
func (w *webReader) targets(v record.Value, m standoff.Mark) {
	var parts []webTarget
	w.parts(v.Get("target"), &parts)
	var sources []string
	of := map[string][]webTarget{}
	for _, p := range parts {
		switch {
		case p.quote.Exact != "" || p.hasPosition && w.textOf(p) != "":
			if of[p.source] == nil {
				sources = append(sources, p.source)
			}
			of[p.source] = append(of[p.source], p)
		case p.hasPosition:
			w.problem(v, m.ID, standoff.ErrNoPlace)
		case p.hasSelector:
			w.problem(v, cmp.Or(m.Note, m.ID), ErrRegion)
		default:
			w.problem(v, cmp.Or(m.Note, m.ID), ErrWholeText)
		}
	}
	if len(parts) == 0 {
		w.problem(v, m.ID, ErrShape)
	}
	for _, source := range sources {
		w.mark(source, m, of[source])
	}
}

func (w *webReader) textOf(p webTarget) string { return cmp.Or(p.text, w.text) }

// mark adds a mark with its parts, which are of one source.
func (w *webReader) mark(source string, m standoff.Mark, parts []webTarget) {
	d := w.page(source)
	m.Prefix, m.Suffix = parts[0].quote.Prefix, parts[len(parts)-1].quote.Suffix
	var at []standoff.Quoted
	for _, p := range parts {
		if text := w.textOf(p); text != "" && d.Article.Text.Len() == 0 {
			d.Article.Text = annotations.NewText(text)
		}
		m.Quotes = append(m.Quotes, p.quote.Exact)
		q := standoff.Quoted{Start: -1, End: -1, Quote: p.quote.Exact}
		if p.hasPosition {
			q.Start, q.End = p.start, p.end
		}
		at = append(at, q)
	}
	w.placed[markPlace{d, len(d.Marks)}] = at
	w.add(d, m)
}

// parts gathers targets, which may be in lists.
func (w *webReader) parts(v record.Value, out *[]webTarget) {
	for _, t := range v.Items() {
		if t.IsText() {
			*out = append(*out, webTarget{source: t.Text()})
			continue
		}
		if items := t.Get("items"); items.Exists() {
			w.parts(items, out)
			continue
		}
		source := t.Get("source")
		p := webTarget{source: cmp.Or(source.Text(), idOf(source)), text: source.Get("value").Text()}
		if p.source == "" && !t.Get("selector").Exists() {
			p.source = idOf(t)
		}
		p.selectors(t.Get("selector"), false)
		*out = append(*out, p)
	}
}

// selectors takes the words and the position from selectors; those that refine another
// are relative to it.
func (p *webTarget) selectors(v record.Value, relative bool) {
	for _, s := range v.Items() {
		p.hasSelector = true
		switch t := typesOf(s); {
		case t["TextQuoteSelector"] && s.Get("exact").Text() != "":
			p.quote = annotations.Quote{Exact: s.Get("exact").Text(), Prefix: s.Get("prefix").Text(), Suffix: s.Get("suffix").Text()}
		case t["TextPositionSelector"] && !relative:
			// As strings, too: so they come back from RDF (findings/jsonld-position-strings.sh).
			start, errStart := strconv.Atoi(s.Get("start").Text())
			end, errEnd := strconv.Atoi(s.Get("end").Text())
			if errStart == nil && errEnd == nil && start >= 0 {
				p.start, p.end, p.hasPosition = start, end, true
			}
		case len(s.Get("items").Items()) > 0: // a choice of selectors
			p.selectors(s.Get("items"), relative)
		}
		if refined := s.Get("refinedBy"); refined.Exists() {
			p.hasPosition = p.hasPosition && !typesOf(s)["TextPositionSelector"]
			p.selectors(refined, true)
		}
	}
}

// relation reads an annotation that ties others, or that names one which does; it is
// false where it is neither.
func (w *webReader) relation(v record.Value) bool {
	motivated := func(by string) bool {
		return slices.ContainsFunc(v.Get("motivation").Items(), func(x record.Value) bool { return strings.HasSuffix(x.Text(), by) })
	}
	var ends []string
	for _, t := range v.Get("target").Items() {
		if t.Get("selector").Exists() || t.Get("source").Exists() {
			return false
		}
		ends = append(ends, cmp.Or(t.Text(), idOf(t)))
	}
	label := ""
	for _, b := range v.Get("body").Items() {
		label = cmp.Or(label, b.Get("value").Text())
	}
	if body := v.Get("body"); len(ends) == 1 && body.IsText() && motivated("linking") {
		ends = append(ends, body.Text())
	}
	switch {
	case len(ends) == 2 && motivated("linking"):
		w.linked[idOf(v)] = len(w.relations)
		w.relations = append(w.relations, standoff.Relation{
			ID: idOf(v), Label: label, From: ends[0], To: ends[1], Annotator: creatorOf(v), Line: w.line(v),
		})
		return true
	case len(ends) == 1 && motivated("tagging") && label != "" && !isAddress(ends[0]):
		w.labels = append(w.labels, relationLabel{ends[0], label})
		return true
	}
	return false
}

// relate gives relations to the documents of their marks.
func (w *webReader) relate() {
	for _, l := range w.labels {
		if i, ok := w.linked[l.relation]; ok {
			w.relations[i].Label = cmp.Or(w.relations[i].Label, l.label)
		} else {
			w.tell(standoff.Problem{File: w.file, What: l.label, Err: ErrWholeText})
		}
	}
	for _, r := range w.relations {
		at, ok := w.marks[r.From]
		if !ok {
			at, ok = w.marks[r.To]
		}
		if !ok {
			w.tell(standoff.Problem{File: w.file, Line: r.Line, What: r.Label, Err: standoff.ErrNoMark})
			continue
		}
		r.Annotator = at.doc.Marks[at.index].Annotator
		at.doc.Relations = append(at.doc.Relations, r)
	}
}

// place finds the places of a document's marks, if the file has its text.
func (w *webReader) place(d *standoff.Document) {
	text := d.Article.Text
	if text.Len() == 0 {
		return
	}
	var all []standoff.Quoted
	for i := range d.Marks {
		all = append(all, w.placed[markPlace{d, i}]...)
	}
	p := newPlacer(text, quotedUnit(text, all, standoff.CodePoints, standoff.UTF16))
	for i := range d.Marks {
		m := &d.Marks[i]
		var spans []annotations.Span
		for k, q := range w.placed[markPlace{d, i}] {
			s, err := p.span(q.Start, q.End)
			if err != nil {
				s = w.search.once(text, q.Quote)
			}
			if s.Empty() {
				continue
			}
			if spans = append(spans, s); q.Quote == "" {
				m.Quotes[k] = text.Slice(s)
			}
		}
		m.Quotes = slices.DeleteFunc(m.Quotes, func(q string) bool { return q == "" })
		if joined := annotations.Join(spans); len(spans) == len(m.Quotes) && slices.Equal(joined, spans) {
			m.Spans = spans
		}
	}
}
