package format

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// tsvItems cuts a cell at a separator that has no backslash before it.
func tsvItems(cell string, separator byte) []string {
	var out []string
	start := 0
	for i := 0; i < len(cell); i++ {
		switch cell[i] {
		case '\\':
			i++
		case separator:
			out = append(out, cell[start:i])
			start = i + 1
		}
	}
	return append(out, cell[start:])
}

// tsvNumber cuts the number in brackets off a value; "" where there is none.
func tsvNumber(item string) (value, number string) {
	open := strings.LastIndexByte(item, '[')
	if !strings.HasSuffix(item, "]") || open < 0 || strings.HasSuffix(item, `\]`) {
		return item, ""
	}
	return item[:open], item[open+1 : len(item)-1]
}

// mark adds a mark, and makes it known.
func (r *tsvReader) mark(layer int, unit string, span annotations.Span) *tsvMark {
	m := &tsvMark{layer: layer, span: span, line: r.line, id: strconv.Itoa(len(r.marks) + 1)}
	r.marks = append(r.marks, m)
	for _, l := range []int{layer, anyLayer} {
		if k := (tsvAt{l, unit}); r.at[k] == nil {
			r.at[k] = m
		}
	}
	return m
}

// numberMark lets a mark be found by a number.
func (r *tsvReader) numberMark(m *tsvMark, number string) {
	for _, l := range []int{m.layer, anyLayer} {
		if k := (tsvNumbered{l, number}); r.numbered[k] == nil {
			r.numbered[k] = m
		}
	}
}

// spans reads what a unit says of the marks of a layer.
func (r *tsvReader) spans(layer int, unit string, span annotations.Span, cells []string) {
	var here []*tsvMark
	for i, c := range r.layers[layer].columns {
		if cells[i] == tsvNothing || cells[i] == "" {
			continue
		}
		for k, item := range tsvItems(cells[i], '|') {
			number := ""
			if c.kind != tsvTarget {
				item, number = tsvNumber(item)
			}
			if k == len(here) {
				m := r.numbered[tsvNumbered{layer, number}]
				if m == nil || number == "" {
					m = r.mark(layer, unit, span)
				}
				m.span = m.span.Cover(span)
				here = append(here, m)
			}
			m := here[k]
			if number != "" {
				r.numberMark(m, number)
			}
			if m.line != r.line {
				continue // said where it begins
			}
			switch {
			case c.kind == tsvRole:
				for _, role := range tsvItems(item, ';') {
					m.roles = append(m.roles, r.role(role, c.name))
				}
			case c.kind == tsvTarget:
				m.targets = append(m.targets, tsvItems(item, ';')...)
			case c.kind == tsvFeature && item != tsvNoValue:
				m.features = append(m.features, standoff.Attribute{Name: c.name, Value: tsvUnescape(item)})
			}
		}
	}
}

// role returns the label of what fills a slot.
func (r *tsvReader) role(item, slot string) string {
	if item == tsvNoValue || item == "" {
		return slot
	}
	return tsvUnescape(item)
}

// chain reads the links of chains: their type, and the place in a chain that tells one
// from another ("coref->1-2").
func (r *tsvReader) chain(layer int, unit string, span annotations.Span, cells []string) {
	var types, links []string
	for i, c := range r.layers[layer].columns {
		if c.kind == tsvLink {
			links = tsvItems(cells[i], '|')
		} else {
			types = tsvItems(cells[i], '|')
		}
	}
	for i, typ := range types {
		number := ""
		if i < len(links) {
			if at := strings.LastIndex(links[i], "->"); at >= 0 {
				number = links[i][at:]
			}
		}
		if m := r.numbered[tsvNumbered{layer, number}]; m != nil && number != "" {
			m.span = m.span.Cover(span)
			continue
		}
		m := r.mark(layer, unit, span)
		r.numberMark(m, number)
		if typ, _ = tsvNumber(typ); typ != tsvNoValue && typ != tsvNothing {
			m.features = append(m.features, standoff.Attribute{Name: uimaLabel, Value: tsvUnescape(typ)})
		}
	}
}

// relations reads the relations that lead to a unit.
func (r *tsvReader) relations(layer int, unit string, cells []string) {
	var ties []tsvTie
	for i, c := range r.layers[layer].columns {
		if cells[i] == tsvNothing {
			continue
		}
		for k, item := range tsvItems(cells[i], '|') {
			if k == len(ties) {
				ties = append(ties, tsvTie{layer: layer, unit: unit, line: r.line})
			}
			if c.kind == tsvBase {
				ties[k].source = item
			} else if item, _ = tsvNumber(item); c.kind == tsvFeature && item != tsvNoValue {
				ties[k].features = append(ties[k].features, standoff.Attribute{Name: c.name, Value: tsvUnescape(item)})
			}
		}
	}
	r.ties = append(r.ties, ties...)
}

// find returns the mark at a unit, or with a number, on a layer or on any.
func (r *tsvReader) find(layer, unit, number string) *tsvMark {
	n := slices.IndexFunc(r.layers, func(l tsvLayer) bool { return l.name == layer })
	if layer == uimaAny {
		n = anyLayer
	}
	if number != "" && number != "0" {
		if m := r.numbered[tsvNumbered{n, number}]; m != nil {
			return m
		}
		return r.numbered[tsvNumbered{anyLayer, number}]
	}
	return r.at[tsvAt{n, unit}]
}

// document makes a document of what was read.
func (r *tsvReader) document(name, annotator string) standoff.Document {
	d := standoff.Document{Name: name}
	d.Article.Text = annotations.NewText(string(r.text))
	for _, m := range r.marks {
		l := r.layers[m.layer]
		label, links, details := labelOf(l.name, m.features)
		mark := markOn(d.Article.Text, label, m.line, m.span)
		mark.ID, mark.Annotator, mark.Links, mark.Attributes = m.id, annotator, links, details
		d.Marks = append(d.Marks, mark)
		for i, t := range m.targets {
			unit, number := tsvNumber(t)
			if t == tsvNoValue || t == tsvNothing || i >= len(m.roles) {
				continue
			}
			r.tie(&d, m.roles[i], m, r.find(uimaAny, unit, number), annotator, m.line)
		}
	}
	for _, t := range r.ties {
		l := r.layers[t.layer]
		label, _, details := labelOf(l.name, t.features)
		for _, x := range details {
			if x.Name != "Layer" {
				r.problem(t.line, label+" "+x.Name+"="+x.Value, ErrTieDetail)
			}
		}
		source, numbers := tsvNumber(t.source)
		from, to, _ := strings.Cut(numbers, "_")
		r.tie(&d, label, r.find(l.base, source, from), r.find(l.base, t.unit, to), annotator, t.line)
	}
	return d
}

// tie adds a relation between two marks, if both are there.
func (r *tsvReader) tie(d *standoff.Document, label string, from, to *tsvMark, annotator string, line int) {
	if from == nil || to == nil {
		r.problem(line, label, standoff.ErrNoMark)
		return
	}
	d.Relations = append(d.Relations, standoff.Relation{Label: label, From: from.id, To: to.id, Annotator: annotator, Line: line})
}
