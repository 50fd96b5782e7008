package format

import (
	"maps"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/colour"
	"pressmark/annotations/standoff"
)

// labelChoices are the attributes that have a few values, with them.
var labelChoices = []struct {
	name   string
	values []string
}{
	{"Source", strs(annotations.Sources)},
	{"Attribution", strs(annotations.Attributions)},
	{"Stance", strs(annotations.Stances)},
	{"Checkworthy", strs([]annotations.Worth{annotations.Worthy, annotations.Unworthy})},
	{"Status", strs(annotations.Statuses)},
	{"Type", strs(annotations.FigureTypes)},
	{"Comparator", strs(annotations.Comparators)},
	{"Direction", strs(annotations.Directions)},
	{"Approximate", []string{"true"}},
	{"Vague", []string{"true"}},
	{"Corrected", []string{"true"}},
	{"Apart", []string{"true"}},
}

func strs[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// choicesOf returns the values of an attribute that has but a few.
func choicesOf(name string) []string {
	for _, c := range labelChoices {
		if c.name == name {
			return c.values
		}
	}
	return nil
}

// knownAttribute reports whether an attribute has a control in the labelling interface.
func knownAttribute(name string) bool {
	for _, k := range annotations.Kinds {
		if slices.Contains(standoff.AttributeNames(k), name) {
			return true
		}
	}
	return false
}

func writeTask(p Piece) []byte {
	w := jsonWriter{}
	w.begin('{')
	w.name("data")
	w.begin('{')
	w.member(labelObject, p.Out.Article.Text.String())
	w.about(&p.Out.Article)
	w.end('}')
	w.name("annotations")
	w.begin('[')
	for _, l := range layersOf(&p.Out) {
		w.begin('{')
		w.optional("annotator", l.who)
		w.name("result")
		w.begin('[')
		for _, i := range l.marks {
			m := &p.Out.Marks[i]
			writeRegion(&w, m, markID(m, i))
		}
		for _, r := range l.relations {
			w.begin('{')
			w.member("type", "relation")
			w.member("from_id", r.From)
			w.member("to_id", r.To)
			w.member("direction", "right")
			if r.Label != "" {
				w.texts("labels", r.Label)
			}
			w.end('}')
		}
		w.end(']')
		w.end('}')
	}
	w.end(']')
	w.end('}')
	return w.b
}

// writeRegion writes a mark, and what is said of it as results of the same ID.
func writeRegion(w *jsonWriter, m *standoff.Mark, id string) {
	quote := strings.Join(m.Quotes, " ")
	result := func(control, kind, field string, values ...string) {
		w.begin('{')
		w.member("id", id)
		w.member("from_name", control)
		w.member("to_name", labelObject)
		w.member("type", kind)
		w.name("value")
		w.begin('{')
		w.number("start", m.Spans[0].Start)
		w.number("end", m.Spans[0].End)
		if field != "text" {
			w.member("text", quote)
		}
		w.texts(field, values...)
		w.end('}')
		if control == labelControl && m.Note != "" {
			w.name("meta")
			w.begin('{')
			w.texts("text", m.Note)
			w.end('}')
		}
		w.end('}')
	}
	result(labelControl, "labels", "labels", m.Label)
	tags := slices.Clone(m.Tags)
	var names []string // of attributes that have controls
	values := map[string][]string{}
	for _, a := range m.Attributes {
		switch {
		case !knownAttribute(a.Name):
			tags = append(tags, a.Tag())
		case values[a.Name] == nil:
			names = append(names, a.Name)
			fallthrough
		default:
			values[a.Name] = append(values[a.Name], a.Value)
		}
	}
	for _, name := range names {
		if slices.Contains(choicesOf(name), values[name][0]) {
			result(name, "choices", "choices", values[name]...)
		} else {
			result(name, "textarea", "text", values[name]...)
		}
	}
	if len(m.Links) > 0 {
		result(linkControl, "textarea", "text", m.Links...)
	}
	if len(tags) > 0 {
		result(tagsControl, "textarea", "text", tags...)
	}
}

// writeLabelConfig writes the labelling interface that tasks with these labels need.
func writeLabelConfig(labels standoff.Survey) []byte {
	var x xmlOut
	of := map[standoff.Role][]string{}
	x.put("<View>\n  ")
	x.open("Labels", "name", labelControl, "toName", labelObject)
	for _, l := range labels.Labels() {
		role := standoff.Propose(l)
		if !strings.Contains(l, ",") { // which parts the labels that a control is for
			of[role] = append(of[role], l)
		}
		x.put("\n    ")
		x.empty("Label", "value", l, "background", labelColors[role])
	}
	x.put("\n  </Labels>\n  <Relations>\n")
	for _, l := range slices.Sorted(maps.Keys(labels.Relations)) {
		if l == "" {
			continue
		}
		x.put("    ")
		x.empty("Relation", "value", l)
		x.put("\n")
	}
	x.put("  </Relations>\n  ")
	x.empty("Text", "name", labelObject, "value", "$"+labelObject)
	x.put("\n")
	for _, kind := range annotations.Kinds {
		with := of[standoff.Role(kind)]
		if len(with) == 0 {
			continue
		}
		when := []string{"toName", labelObject, "perRegion", "true", "whenTagName", labelControl, "whenLabelValue", strings.Join(with, ",")}
		for _, name := range standoff.AttributeNames(kind) {
			x.put("  ")
			x.empty("Header", "value", name, "size", "6")
			x.put("\n  ")
			writeControl(&x, name, when)
			x.put("\n")
		}
		if kind == annotations.KindActor {
			x.put("  ")
			x.empty("TextArea", append([]string{"name", linkControl, "placeholder", "link"}, when...)...)
			x.put("\n")
		}
	}
	x.put("  ")
	x.empty("TextArea", "name", tagsControl, "toName", labelObject, "perRegion", "true", "placeholder", "tag")
	x.put("\n</View>\n")
	return x.b
}

// writeControl writes the control of an attribute: a choice where it has but a few values.
func writeControl(x *xmlOut, name string, when []string) {
	values := choicesOf(name)
	if values == nil {
		x.empty("TextArea", append([]string{"name", name}, when...)...)
		return
	}
	x.open("Choices", append([]string{"name", name, "choice", "single", "showInline", "true"}, when...)...)
	for _, v := range values {
		x.put("\n    ")
		x.empty("Choice", "value", v)
	}
	x.put("\n  </Choices>")
}

var labelColors = map[standoff.Role]string{
	standoff.Actor: colour.LabelActor, standoff.Claim: colour.LabelClaim, standoff.Figure: colour.LabelFigure, standoff.Cue: colour.LabelCue, standoff.LeaveIt: colour.LabelOther,
}
