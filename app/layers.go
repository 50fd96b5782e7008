package app

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// without returns a doc without the marks of annotators that are hidden. Where none is,
// that costs nothing.
func without(d annotations.Doc, hidden map[string]bool) annotations.Doc {
	if len(hidden) == 0 {
		return d
	}
	var shown []annotations.Annotation
	for _, m := range d.Marks() {
		if !hidden[m.Creator] {
			shown = append(shown, *m)
		}
	}
	return annotations.NewDoc(d.Article, shown)
}

// sameMarks reports whether two lists are one: a doc that changes gets another.
func sameMarks(a, b []*annotations.Annotation) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// A layerCount is an annotator and how many marks they have in an article.
type layerCount struct {
	name string
	n    int
}

// layersOf counts the marks of each annotator, by name.
func layersOf(d annotations.Doc) []layerCount {
	var out []layerCount
	at := 0
	for _, m := range d.Marks() {
		if at >= len(out) || out[at].name != m.Creator {
			for at = 0; at < len(out) && out[at].name < m.Creator; {
				at++
			}
			if at == len(out) || out[at].name != m.Creator {
				out = append(out, layerCount{})
				copy(out[at+1:], out[at:])
				out[at] = layerCount{name: m.Creator}
			}
		}
		out[at].n++
	}
	return out
}

func (a *reader) canCompare() bool { return len(a.layersNow()) > 1 }

// layerName is what a reader calls a layer.
func (a *reader) layerName(name string) string {
	switch {
	case name == "" && a.name.Get() == "":
		return words.You.String()
	case name == "":
		return words.NoName.String()
	case name == a.name.Get():
		return words.NameYou.With(name)
	}
	return name
}

// layerRow says whose marks the article has, each a way to hide them or to show them
// again. An article with the marks of one annotator needs none.
func (a *reader) layerRow() goapp.UI {
	layers := a.layersNow()
	if len(layers) < 2 {
		return goapp.Div()
	}
	m := &markup{}
	m.put(`<div class="layers" role="group" aria-label="`, words.TipLayersShown.String(), `">`)
	m.layers(a.layerName, layers, a.hidden.Get())
	m.put(`<a class="act" href="`, href(agreementPath(a.whole().Article.ID)), `">`, words.GoCompare.String(), `</a></div>`)
	return goapp.Div().Class("layer-row").OnClick(func(ctx goapp.Context, e goapp.Event) {
		if b := acted(e); b.Truthy() {
			_, name, _ := strings.Cut(b.Get("dataset").Get("act").String(), " ")
			a.toggleLayer(name)
			a.refocus(b)
		} else {
			ctx.PreventUpdate()
		}
	}).Body(goapp.Raw(m.String()))
}

// layers writes a button for each layer, pressed unless it is among those that are off.
func (m *markup) layers(nameOf func(string) string, layers []layerCount, off map[string]bool) {
	for i, l := range layers {
		m.put(`<button type="button" class="layer" id="layer-`, strconv.Itoa(i), `" aria-pressed="`, strconv.FormatBool(!off[l.name]), `" data-act="layer `)
		m.text(l.name)
		m.put(`"><span class="tick" aria-hidden="true"></span>`)
		m.el("span", nameOf(l.name))
		m.el("small", words.Group(l.n))
		m.put("</button>")
	}
}

// byWhom is whose a mark is, where the article has the marks of several.
func (a *reader) byWhom(m *annotations.Annotation) string {
	if a.canCompare() {
		return a.layerName(m.Creator)
	}
	return ""
}

// toggleLayer hides an annotator's marks everywhere but in the record, or shows them.
func (a *reader) toggleLayer(name string) {
	a.commit()
	hidden := maps.Clone(a.hidden.Get())
	if hidden[name] {
		delete(hidden, name)
		a.say(words.LayerShown.With(a.layerName(name)))
	} else {
		if hidden == nil {
			hidden = map[string]bool{}
		}
		hidden[name] = true
		a.say(words.LayerHidden.With(a.layerName(name)))
	}
	a.hidden.Set(hidden)
}

// showMark shows the layer of a mark that is gone to.
func (a *reader) showMark(id annotations.ID) {
	if m := a.whole().Find(id); m != nil && a.hidden.Get()[m.Creator] {
		a.toggleLayer(m.Creator)
	}
}

// signed returns an edit of the reader with the marks that it makes in the reader's
// layer, which is then to be seen.
func (a *reader) signed(e annotations.Edit) annotations.Edit {
	out := signed(e, a.name.Get())
	for _, c := range out.Annotations {
		if c.Before == nil && c.After.Creator == a.name.Get() && a.hidden.Get()[a.name.Get()] {
			a.toggleLayer(a.name.Get())
		}
	}
	return out
}

// signed returns an edit with a name on the marks that it makes and that have none. What
// was made elsewhere keeps its own.
func signed(e annotations.Edit, name string) annotations.Edit {
	switch e.Name {
	case annotations.Imported, annotations.Added, annotations.Adjudicated:
		return e
	}
	if name == "" {
		return e
	}
	e.Annotations = slices.Clone(e.Annotations)
	for i, c := range e.Annotations {
		if c.Before == nil && c.After.Creator == "" {
			n := *c.After
			n.Creator = name
			e.Annotations[i].After = &n
		}
	}
	return e
}
