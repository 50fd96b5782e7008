package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What can be wrong with a CAS.
const (
	ErrNoCAS     = words.ErrNoCAS
	ErrNoSofa    = words.ErrNoSofa
	ErrReference = words.ErrReference
	ErrMany      = words.ErrManyReferences
)

// mostElements is how many elements of arrays are looked at: any number of structures may
// refer to one array.
const mostElements = 1 << 21

// A casStructure is a feature structure.
type casStructure struct {
	id, typ string
	value   record.Value
	line    int
	sofa    string
	span    annotations.Span // of a mark
	place   bool             // it has a begin and an end
	mark    bool
	used    bool // another one refers to it
}

// A casReference is what a feature refers to.
type casReference struct {
	feature string
	to      *casStructure // nil: not there
}

type casReader struct {
	file  string
	to    Sink
	all   []*casStructure
	known map[string]*casStructure
	of    map[string][]*casStructure // by the text that they are about
	seen  int                        // elements of arrays
}

func readCAS(files []File, to Sink) error {
	for _, f := range files {
		s, err := characters(f.Data)
		if err != nil {
			return err
		}
		v, err := record.Parse(s)
		if err != nil {
			return err
		}
		r := casReader{file: f.Name, to: to, known: map[string]*casStructure{}, of: map[string][]*casStructure{}}
		r.structures(s, v)
		if len(r.all) == 0 {
			return ErrNoCAS
		}
		texts := 0
		for _, x := range r.all {
			if x.typ == casSofa && x.value.Get("sofaString").IsText() {
				texts++
				if err := r.article(x); err != nil {
					return err
				}
			}
		}
		if texts == 0 {
			return ErrNoSofa
		}
		r.rest()
	}
	return nil
}

// structures gathers the feature structures: an array, or an object by ID.
func (r *casReader) structures(s string, v record.Value) {
	list := v.Get("%FEATURE_STRUCTURES")
	if v.Array() {
		list = v
	}
	line, at := 1, 0
	add := func(id string, v record.Value) {
		line += strings.Count(s[at:v.Offset], "\n")
		at = v.Offset
		x := &casStructure{id: v.Get("%ID").Text(), typ: v.Get("%TYPE").Text(), value: v, line: line, sofa: v.Get("@sofa").Text()}
		if x.id == "" {
			x.id = id
		}
		if !v.Object() || x.id == "" || r.known[x.id] != nil {
			r.problem(x, standoff.ErrRepeated)
			return
		}
		r.known[x.id], r.all = x, append(r.all, x)
		r.of[x.sofa] = append(r.of[x.sofa], x)
	}
	if list.Array() {
		for _, x := range list.Items() {
			add("", x)
		}
	}
	for name, x := range list.Members() {
		add(name, x)
	}
}

func (r *casReader) problem(x *casStructure, err error) {
	r.to.Problem(standoff.Problem{File: r.file, Line: x.line, What: plain.OneLine(x.id + " " + shortName(x.typ)), Err: err})
}

// article hands over what is said of a text.
func (r *casReader) article(sofa *casStructure) error {
	var d standoff.Document
	var annotator string
	d.Name, annotator = inceptionName(r.file)
	d.Article.Text = annotations.NewText(sofa.value.Get("sofaString").Text())
	for _, x := range r.of[sofa.id] {
		r.locate(x, d.Article.Text)
		r.metadata(x, &d)
	}
	for _, x := range r.of[sofa.id] {
		if structural(x.typ) {
			continue
		}
		if from, to, ok := r.relation(x); ok {
			x.mark, x.used = false, true
			r.tie(&d, x, from, to, annotator)
			continue
		}
		if x.mark {
			r.mark(&d, x, annotator)
		}
	}
	return r.to.Document(d)
}

// locate finds the place of a structure, and whether it is one of a mark.
func (r *casReader) locate(x *casStructure, text annotations.Text) {
	start, ok1 := first(x.value, "begin", "^begin").Int()
	end, ok2 := first(x.value, "end", "^end").Int()
	if x.place = ok1 && ok2; !x.place || structural(x.typ) {
		return
	}
	s, err := standoff.Place(text, standoff.UTF16, start, end)
	if err == nil && s.Empty() {
		err = standoff.ErrPlace
	}
	if err != nil && len(r.references(x)) == 0 {
		r.problem(x, err)
	}
	x.span, x.mark = s, err == nil
}

// metadata reads what is said of the whole text. INCEpTION's title is a file's name.
func (r *casReader) metadata(x *casStructure, d *standoff.Document) {
	if x.typ != casDocument && x.typ != "uima.tcas.DocumentAnnotation" {
		return
	}
	if lang := x.value.Get("language").Text(); lang != casLanguage {
		d.Article.Language = lang
	}
	title, id := x.value.Get("documentTitle").Text(), x.value.Get("documentId").Text()
	switch {
	case title == "":
	case title == id || withoutEnding(title) != title && !strings.Contains(title, " "):
		d.Name = withoutEnding(title)
	default:
		d.Article.Title = title
	}
	if uri := x.value.Get("documentUri").Text(); strings.HasPrefix(uri, "http") {
		d.Article.Source = uri
	}
}

// references returns what the features of a structure refer to, but its text.
func (r *casReader) references(x *casStructure) []casReference {
	var out []casReference
	for name, v := range x.value.Members() {
		if feature, ok := strings.CutPrefix(name, "@"); ok && feature != "sofa" && v.Exists() {
			out = append(out, casReference{feature, r.known[v.Text()]})
		}
	}
	return out
}

// relation reports whether a structure ties two marks, and which.
func (r *casReader) relation(x *casStructure) (from, to *casStructure, ok bool) {
	refs := r.references(x)
	var ends []*casStructure
	for _, ref := range refs {
		switch ref.feature {
		case casGovernor:
			from, ok = ref.to, true
		case casDependent:
			to, ok = ref.to, true
		}
		if ref.to != nil && ref.to.place && !structural(ref.to.typ) {
			ends = append(ends, ref.to)
		}
	}
	if ok {
		return from, to, true
	}
	if len(refs) != 2 || len(ends) != 2 || x.mark && x.span != ends[0].span && x.span != ends[1].span {
		return nil, nil, false
	}
	return ends[0], ends[1], true
}

// features returns the values of a structure that are no references.
func (r *casReader) features(x *casStructure) []standoff.Attribute {
	var out []standoff.Attribute
	for name, v := range x.value.Members() {
		switch name[:min(len(name), 1)] {
		case "%", "@", "^", "":
			continue
		}
		if text := v.Text(); name != "begin" && name != "end" && text != "" {
			out = append(out, standoff.Attribute{Name: strings.TrimPrefix(name, "#"), Value: text})
		}
	}
	return out
}

// tie adds a relation.
func (r *casReader) tie(d *standoff.Document, x, from, to *casStructure, annotator string) {
	label, _, details := labelOf(x.typ, r.features(x))
	for _, a := range details {
		if a.Name != "Layer" {
			r.problem(&casStructure{id: x.id, typ: label + " " + a.Name + "=" + a.Value, line: x.line}, ErrTieDetail)
		}
	}
	r.relate(d, x, label, from, to, annotator)
}

func (r *casReader) relate(d *standoff.Document, x *casStructure, label string, from, to *casStructure, annotator string) {
	if from == nil || to == nil || !from.mark || !to.mark {
		r.problem(x, ErrReference)
		return
	}
	d.Relations = append(d.Relations, standoff.Relation{Label: label, From: from.id, To: to.id, Annotator: annotator, Line: x.line})
}

// mark adds a mark, with what it refers to.
func (r *casReader) mark(d *standoff.Document, x *casStructure, annotator string) {
	features := r.features(x)
	for _, ref := range r.references(x) {
		if ref.to == nil {
			r.problem(x, standoff.ErrNoMark)
			continue
		}
		if structural(ref.to.typ) && !ref.to.value.Get("%ELEMENTS").Exists() {
			continue
		}
		ref.to.used = true
		elements := ref.to.value.Get("%ELEMENTS")
		if !elements.Exists() {
			r.slot(d, x, ref.feature, ref.to, annotator)
			continue
		}
		if r.seen += len(elements.Items()); r.seen > mostElements {
			r.problem(x, ErrMany)
			continue
		}
		for _, e := range elements.Items() {
			if e.IsText() {
				features = append(features, standoff.Attribute{Name: ref.feature, Value: e.Text()})
			} else if to := r.known[e.Text()]; to != nil {
				to.used = true
				r.slot(d, x, ref.feature, to, annotator)
			} else if e.Exists() {
				r.problem(x, standoff.ErrNoMark)
			}
		}
	}
	label, links, details := labelOf(x.typ, features)
	m := markOn(d.Article.Text, label, x.line, x.span)
	m.ID, m.Annotator, m.Links, m.Attributes = x.id, annotator, links, details
	d.Marks = append(d.Marks, m)
}

// slot ties a mark to what fills a feature: a mark, or a link to one.
func (r *casReader) slot(d *standoff.Document, x *casStructure, feature string, to *casStructure, annotator string) {
	if target := to.value.Get("@target"); target.Exists() {
		if role := to.value.Get("role").Text(); role != "" {
			feature = role
		}
		to = r.known[target.Text()]
	}
	r.relate(d, x, feature, x, to, annotator)
}

// rest tells which structures became nothing.
func (r *casReader) rest() {
	for _, x := range r.all {
		if !structural(x.typ) && !x.used && !x.place && !strings.HasSuffix(x.typ, "Chain") {
			r.problem(x, standoff.ErrNoPlace)
		}
	}
}
