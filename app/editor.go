package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
)

// A draft is what stands in the fields of the chosen mark and is not a step yet.
type draft struct {
	id    annotations.ID
	base  annotations.Annotation // the mark as it was when the fields were filled
	note  string
	tags  string
	dirty bool
	typed int // counts key strokes, to know when typing pauses

	others  int // more places of the quote, counted when
	counted *annotations.Annotation
	among   int // so many marks were there
}

// load fills the fields with what a mark has.
func (d *draft) load(m *annotations.Annotation) {
	*d = draft{id: m.ID, base: *m, note: m.Note, tags: joinTags(m.Tags), typed: d.typed + 1}
}

// refresh takes what another tab, or undo, made of the mark into the fields, unless
// the reader is at them.
func (d *draft) refresh(a *App) {
	m := a.current()
	if m == nil || d.dirty || d.id != m.ID {
		return
	}
	d.load(m)
	a.fill()
}

// fill shows the draft in the fields once they are in the page.
func (a *App) fill() {
	a.ctx.Defer(func(goapp.Context) {
		a.p.SetValue(noteID, a.note.note)
		a.p.SetValue(tagsID, a.note.tags)
	})
}

// commit makes a step of what stands in the fields. It builds on the mark as the
// reader saw it: what another tab did since, even deleting it, is merged.
func (a *App) commit() {
	if !a.note.dirty {
		return
	}
	a.note.dirty = false
	defer a.leaving()
	d := a.note
	was := annotations.NewDoc(annotations.Article{ID: d.base.Article}, []annotations.Annotation{d.base})
	e := annotations.Edit{}
	if d.note != d.base.Note {
		e = was.SetNote(d.id, strings.TrimSpace(d.note), now())
	}
	if d.tags != joinTags(d.base.Tags) {
		tags := was.Apply(e).SetTags(d.id, splitTags(d.tags), now())
		if e.Empty() {
			e = tags
		}
		e = and(e, tags)
	}
	a.session.Do(e)
	if m := a.doc().Find(d.id); m != nil {
		a.note.base = *m
	}
}

// mentions counts the other places of a mark's quote that are not marked yet. It
// looks through the whole text, so it does that once for each state of the marks.
func (a *App) mentions(m *annotations.Annotation) int {
	n := &a.note
	if marks := len(a.doc().Marks()); n.counted != m || n.among != marks {
		n.counted, n.among = m, marks
		n.others = len(a.doc().OtherMentions(m.ID))
	}
	return n.others
}

func joinTags(tags []string) string { return strings.Join(tags, ", ") }

func splitTags(s string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '\n' }) {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "#"); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// typed notes a change of the fields; it becomes a step when typing pauses.
func (a *App) typed() {
	a.note.dirty = true
	a.note.typed++
	a.p.Leaving(true)
	at := a.note.typed
	a.ctx.After(pause, func(goapp.Context) {
		if a.note.typed == at {
			a.commit()
		}
	})
}

// pause is how long typing rests before a note is kept.
const pause = 600 * time.Millisecond

// editor is the open part of the chosen mark's entry.
func (p *panel) editor(m *annotations.Annotation) goapp.UI {
	a := p.app
	id := m.ID
	act := func(name, label string, f func()) goapp.UI {
		return goapp.Button().Type("button").Class("act").
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope(name, string(id))).
			Text(label)
	}
	kinds := make([]goapp.UI, 0, len(annotations.Kinds))
	for _, k := range annotations.Kinds {
		kinds = append(kinds, goapp.Button().Type("button").Class("kind-choice").Class(string(k)).
			Aria("pressed", m.Kind == k).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.do(a.doc().SetKind(k, now(), id))
			}, goapp.EventScope("kind", string(k), string(id))).
			Body(goapp.Span().Class("swatch").Aria("hidden", true), goapp.Text(kindName(k))))
	}
	others := a.mentions(m)
	return goapp.Div().Class("editor").Body(
		goapp.Div().Class("kind-choices").Role("group").Aria("label", "Kind").Body(kinds...),
		goapp.Label().For(noteID).Text("Note"),
		goapp.Textarea().ID(noteID).Rows(3).Attr("placeholder", "What you know, think or doubt").
			OnInput(func(ctx goapp.Context, e goapp.Event) {
				a.note.note = ctx.JSSrc().Get("value").String()
				a.typed()
				ctx.PreventUpdate()
			}).
			OnBlur(func(ctx goapp.Context, e goapp.Event) { a.commit() }).
			OnKeyDown(func(ctx goapp.Context, e goapp.Event) { p.leave(ctx, e) }).
			Text(a.note.note),
		goapp.Label().For(tagsID).Text("Tags, with commas between them"),
		goapp.Input().ID(tagsID).Type("text").AutoComplete(false).Spellcheck(false).
			OnInput(func(ctx goapp.Context, e goapp.Event) {
				a.note.tags = ctx.JSSrc().Get("value").String()
				a.typed()
				ctx.PreventUpdate()
			}).
			OnBlur(func(ctx goapp.Context, e goapp.Event) { a.commit() }).
			OnKeyDown(func(ctx goapp.Context, e goapp.Event) { p.leave(ctx, e) }).
			Value(a.note.tags),
		goapp.If(!m.Orphan(), func() goapp.UI { return p.edges(m) }),
		goapp.Div().Class("acts").Body(
			goapp.If(others > 0, func() goapp.UI {
				return act("mentions", "Mark "+count(others, "more mention"), a.markMentions)
			}),
			act("link", "Copy link", func() { a.copyLink(id) }),
			act("delete", "Delete", a.deleteChosen),
		),
		goapp.If(m.Kind == annotations.KindClaim && !m.Orphan(), func() goapp.UI {
			return goapp.P().Class("tip").Text("Split quotation? Select the other part and choose “Add to claim”.")
		}),
		goapp.If(m.Orphan(), func() goapp.UI {
			return goapp.P().Class("tip").Text("The text does not hold this quote any more. Select where it belongs and choose “Put here”.")
		}),
	)
}

// leave gives the focus back to the article on Escape, and on Ctrl+Enter.
func (p *panel) leave(ctx goapp.Context, e goapp.Event) {
	if key := e.Get("key").String(); key == "Escape" || key == "Enter" && e.Get("ctrlKey").Bool() {
		p.app.commit()
		p.app.p.Focus(paperID)
		return
	}
	ctx.PreventUpdate()
}

// edges are buttons that move where the stretches of the chosen mark begin and end.
func (p *panel) edges(m *annotations.Annotation) goapp.UI {
	a := p.app
	button := func(e Edge, dir int, label, sign string) goapp.UI {
		if len(m.Spans) > 1 {
			label += ", part " + strconv.Itoa(e.Span+1)
		}
		return goapp.Button().Type("button").Class("nudge").Aria("label", label).Title(label).
			OnClick(func(ctx goapp.Context, _ goapp.Event) { a.moveEdge(e, ByWord, dir) }, goapp.EventScope(label, string(m.ID), e.Span)).
			Text(sign)
	}
	rows := make([]goapp.UI, len(m.Spans))
	for i := range m.Spans {
		name := func(edge string) string {
			if len(m.Spans) == 1 {
				return edge
			}
			return edge + " " + strconv.Itoa(i+1)
		}
		rows[i] = goapp.Div().Class("edges").Body(
			goapp.Div().Role("group").Aria("label", name("Beginning")).Body(
				goapp.Span().Text(name("Beginning")),
				button(Edge{Span: i}, -1, "Begin a word earlier", "←"),
				button(Edge{Span: i}, 1, "Begin a word later", "→"),
			),
			goapp.Div().Role("group").Aria("label", name("End")).Body(
				goapp.Span().Text(name("End")),
				button(Edge{Span: i, End: true}, -1, "End a word earlier", "←"),
				button(Edge{Span: i, End: true}, 1, "End a word later", "→"),
			),
		)
	}
	return goapp.Div().Class("stretches").Body(rows...)
}

// copyLink puts the address of a mark on the clipboard.
func (a *App) copyLink(id annotations.ID) {
	link := a.p.Address(href(articlePath(a.doc().Article.ID, id)))
	a.ctx.Async(func() {
		err := a.p.Copy(a.ctx, link)
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.tell("The link could not be copied: " + link)
				return
			}
			a.tell("Link copied.")
		})
	})
}
