package format

import (
	"cmp"
	"hash/fnv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// ErrRejected is told of examples whose answer is not "accept".
const ErrRejected = words.ErrRejected

// prodigy is Prodigy's JSON Lines: an example a line, with tokens, spans and relations.
// Offsets are code points, end-exclusive, and token_end is inclusive; where the tokens'
// own words say so, they are UTF-16 units. Consecutive lines of one input by several
// annotators are one article. A relation's ends are the spans where they are; one with a
// label that is not among the spans becomes a mark.
//
// Written is a line for each annotator, with tokens that spans do not split.
var prodigy = Format{
	Name: "prodigy", Title: "Prodigy",
	Extensions: []string{".jsonl", ".json"},
	MediaTypes: jsonlTypes,
	Sniff:      func(data []byte) bool { return sniffJSON(data, isProdigy) },
	Read:       readProdigy,
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Relations: true, Annotators: true, Metadata: true},
		Piece: writeProdigy,
	},
}

func isProdigy(v record.Value) bool {
	if !v.Get("text").IsText() {
		return false
	}
	spans := v.Get("spans")
	return v.Get("_input_hash").Exists() || v.Get("_task_hash").Exists() ||
		spans.Array() && (len(spans.Items()) == 0 || spans.Items()[0].Get("start").Exists())
}

// A prodigyInput gathers the annotators of one input.
type prodigyInput struct {
	*jsonReader
	doc  *standoff.Document // nil: none yet
	hash string
	seen map[string]bool
}

func readProdigy(files []File, to Sink) error {
	for _, f := range files {
		in := prodigyInput{jsonReader: newJSONReader(f, to)}
		if err := in.each(f.Data, func(v record.Value, _ string) error { return in.example(v) }); err != nil {
			return err
		}
		if err := in.flush(); err != nil {
			return err
		}
		if err := in.end(); err != nil {
			return err
		}
	}
	return nil
}

func (in *prodigyInput) flush() error {
	if in.doc == nil {
		return nil
	}
	d := *in.doc
	in.doc = nil
	return in.document(d)
}

// example reads a line.
func (in *prodigyInput) example(v record.Value) error {
	text := v.Get("text").Text()
	if strings.TrimSpace(text) == "" {
		in.problem(v, "", ErrNoText)
		return nil
	}
	if answer := v.Get("answer").Text(); answer != "" && answer != "accept" {
		in.problem(v, answer+": "+shortText(text), ErrRejected)
		return nil
	}
	who := cmp.Or(v.Get("_annotator_id").Text(), v.Get("_session_id").Text())
	hash := v.Get("_input_hash").Text()
	if in.doc == nil || in.doc.Article.Text.String() != text || hash != in.hash || in.seen[who] {
		if err := in.flush(); err != nil {
			return err
		}
		in.doc, in.hash, in.seen = &standoff.Document{Article: in.article(text, v.Get("meta"))}, hash, map[string]bool{}
	}
	in.seen[who] = true
	for _, name := range []string{"label", "accept"} {
		if x := v.Get(name); len(x.Items()) > 0 {
			in.once(x, joined(x, ", "), ErrWholeText)
		}
	}
	e := prodigyExample{in, who, newPlacer(in.doc.Article.Text, standoff.CodePoints), map[spacySpan]string{}, map[annotations.Span]string{}}
	tokens := v.Get("tokens").Items()
	e.places = newPlacer(in.doc.Article.Text, e.unit(tokens))
	for _, x := range v.Get("spans").Items() {
		e.span(x, tokens)
	}
	for _, x := range v.Get("relations").Items() {
		e.relation(x, tokens)
	}
	return nil
}

// A prodigyExample is what one annotator did.
type prodigyExample struct {
	*prodigyInput
	who    string
	places placer
	ids    map[spacySpan]string        // of marks
	at     map[annotations.Span]string // of the first mark at offsets, whatever its label
}

// unit returns what offsets count, by the words of the tokens.
func (e *prodigyExample) unit(tokens []record.Value) standoff.Unit {
	var places []standoff.Quoted
	for _, x := range tokens {
		start, okStart := x.Get("start").Int()
		end, okEnd := x.Get("end").Int()
		if okStart && okEnd {
			places = append(places, standoff.Quoted{Start: start, End: end, Quote: x.Get("text").Text()})
		}
	}
	return quotedUnit(e.doc.Article.Text, places, standoff.CodePoints, standoff.UTF16)
}

// stretch returns the offsets of a span, from its tokens where it has none itself.
func (e *prodigyExample) stretch(x record.Value, tokens []record.Value) (spacySpan, bool) {
	if s, ok := spacySpanOf(x); ok {
		return s, true
	}
	first, okFirst := x.Get("token_start").Int()
	last, okLast := x.Get("token_end").Int()
	if !okFirst || !okLast || first < 0 || last < first || last >= len(tokens) {
		return spacySpan{}, false
	}
	start, okStart := tokens[first].Get("start").Int()
	end, okEnd := tokens[last].Get("end").Int()
	return spacySpan{start, end, x.Get("label").Text()}, okStart && okEnd
}

// span makes a mark of a span and returns its ID; "" is none.
func (e *prodigyExample) span(x record.Value, tokens []record.Value) string {
	s, ok := e.stretch(x, tokens)
	if !ok {
		e.problem(x, x.Get("label").Text(), ErrShape)
		return ""
	}
	m := s.mark(x, "")
	m.ID = markID(&standoff.Mark{}, len(e.doc.Marks))
	m.Annotator, m.Line = e.who, e.line(x)
	if err := e.places.put(&m, s.start, s.end, x.Get("text").Text()); err != nil {
		e.problem(x, m.Label, err)
		if len(m.Quotes) == 0 {
			return ""
		}
	}
	e.doc.Marks = append(e.doc.Marks, m)
	e.ids[s] = m.ID
	if at := (annotations.Span{Start: s.start, End: s.end}); e.at[at] == "" {
		e.at[at] = m.ID
	}
	return m.ID
}

func (e *prodigyExample) relation(x record.Value, tokens []record.Value) {
	from := e.relationEnd(x, "head", tokens)
	to := e.relationEnd(x, "child", tokens)
	if from == "" || to == "" {
		e.problem(x, x.Get("label").Text(), standoff.ErrNoMark)
		return
	}
	e.doc.Relations = append(e.doc.Relations, standoff.Relation{
		Label: x.Get("label").Text(), From: from, To: to, Annotator: e.who, Line: e.line(x),
	})
}

// relationEnd returns the mark at an end of a relation.
func (e *prodigyExample) relationEnd(x record.Value, name string, tokens []record.Value) string {
	span := x.Get(name + "_span")
	s, ok := e.stretch(span, tokens)
	if i, isInt := x.Get(name).Int(); !ok && isInt && 0 <= i && i < len(tokens) {
		s, ok = e.stretch(tokens[i], tokens)
	}
	if !ok {
		return ""
	}
	id := cmp.Or(e.ids[s], e.at[annotations.Span{Start: s.start, End: s.end}])
	if id == "" && s.label != "" {
		id = e.span(span, tokens)
	}
	return id
}

func writeProdigy(p Piece) []byte {
	tokens := spacyTokens(p.Out.Article.Text, p.Out.Marks)
	layers := layersOf(&p.Out)
	if layers == nil {
		layers = []annotatorLayer{{}}
	}
	index := indexTokens(tokens)
	var b []byte
	for _, l := range layers {
		b = append(b, writeProdigyLine(p, l, tokens, index)...)
	}
	return b
}

func writeProdigyLine(p Piece, l annotatorLayer, tokens []spacyToken, index tokenIndex) []byte {
	text := p.Out.Article.Text
	w := jsonWriter{}
	w.begin('{')
	w.member("text", text.String())
	w.name("meta")
	w.begin('{')
	w.about(&p.Out.Article)
	w.end('}')
	input := prodigyHash(p.Name, text.String())
	w.number("_input_hash", input)
	w.number("_task_hash", prodigyHash(p.Name, text.String(), l.who))
	w.name("tokens")
	w.begin('[')
	for i, t := range tokens {
		w.begin('{')
		w.member("text", text.Slice(t.Span))
		w.number("start", t.Start)
		w.number("end", t.End)
		w.number("id", i)
		w.name("ws")
		w.bool(t.blank)
		w.end('}')
	}
	w.end(']')
	w.name("spans")
	w.begin('[')
	marks := map[string]*standoff.Mark{}
	for _, i := range l.marks {
		m := &p.Out.Marks[i]
		marks[m.ID] = m
		writeProdigySpan(&w, m, index)
	}
	w.end(']')
	w.name("relations")
	w.begin('[')
	for _, r := range l.relations {
		from, to := marks[r.From], marks[r.To]
		if from == nil || to == nil {
			continue
		}
		w.begin('{')
		for _, end := range []struct {
			name string
			mark *standoff.Mark
		}{{"head", from}, {"child", to}} {
			_, last := index.of(end.mark.Spans[0])
			w.number(end.name, last)
			w.name(end.name + "_span")
			writeProdigySpan(&w, end.mark, index)
		}
		w.member("label", r.Label)
		w.end('}')
	}
	w.end(']')
	w.member("answer", "accept")
	w.optional("_annotator_id", l.who)
	w.optional("_session_id", l.who)
	w.end('}')
	return append(w.b, '\n')
}

func writeProdigySpan(w *jsonWriter, m *standoff.Mark, index tokenIndex) {
	first, last := index.of(m.Spans[0])
	w.begin('{')
	w.number("start", m.Spans[0].Start)
	w.number("end", m.Spans[0].End)
	w.number("token_start", first)
	w.number("token_end", last)
	w.member("label", m.Label)
	w.end('}')
}

// prodigyHash makes a number of texts, as Prodigy has them: 32 bits with a sign.
func prodigyHash(parts ...string) int {
	h := fnv.New32a()
	h.Write([]byte(strings.Join(parts, "\x00")))
	return int(int32(h.Sum32()))
}
