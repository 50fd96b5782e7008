package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// editor is the fields of the chosen mark.
type editor struct {
	*desk
}

// fields is the open part of the chosen mark's entry: its kind, what is known of it as
// one of that kind, note and tags, and where it stands.
func (a *panel) fields(m *annotations.Annotation) goapp.UI {
	id := m.ID
	kinds := make([]goapp.UI, 0, len(annotations.Kinds))
	for _, k := range annotations.Kinds {
		kinds = append(kinds, goapp.Button().Type("button").Class("kind-choice").Class(string(k)).
			Aria("pressed", m.Kind == k).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.commit()
				a.do(a.reader.doc().SetKind(k, now(), id))
			}, goapp.EventScope("kind", string(k), string(id))).
			Body(goapp.Span().Class("swatch").Aria("hidden", true), goapp.Text(words.KindName(k))))
	}
	others := a.mentions.Get()
	return goapp.Div().Class("editor").Body(
		goapp.Div().Class("kind-choices").Role("group").Aria("label", words.FieldKind.String()).Body(kinds...),
		goapp.Div().Class("known").Class(string(m.Kind)).Body(a.editor.known(m)...),
		&textField{ID: noteID, Label: words.FieldNote.String(), Value: m.Note, Hint: words.HintNote.String(), Rows: 2, app: a.core,
			Begin: a.editor.writing(id, func(d annotations.Doc, text string) annotations.Edit {
				return d.SetNote(id, strings.TrimSpace(text), now())
			})},
		&textField{ID: tagsID, Label: words.FieldTags.String(), Value: joinTags(m.Tags), app: a.core,
			Begin: a.editor.writing(id, func(d annotations.Doc, text string) annotations.Edit {
				return d.SetTags(id, splitTags(text), now())
			})},
		goapp.If(!m.Orphan(), func() goapp.UI { return a.edges(m) }),
		goapp.Div().Class("acts").Body(
			goapp.If(others > 0, func() goapp.UI {
				return act("mentions", id, words.MarkMoreMentions.Count(others), a.marking.markMentions)
			}),
			act("link", id, words.ActCopyLink.String(), func() { a.editor.copyLink(id) }),
			act("delete", id, words.ActDelete.String(), a.marking.deleteChosen),
		),
		goapp.If(m.Kind == annotations.KindClaim && !m.Orphan(), func() goapp.UI {
			return goapp.P().Class("tip").Text(words.SplitQuotation.String())
		}),
		goapp.If(m.Orphan(), func() goapp.UI {
			return goapp.P().Class("tip").Text(words.OrphanAbout.String())
		}),
	)
}

// known are the fields of what is known of a mark as one of its kind.
func (a *editor) known(m *annotations.Annotation) []goapp.UI {
	switch m.Kind {
	case annotations.KindActor:
		return a.actorFields(m)
	case annotations.KindClaim:
		return a.claimFields(m)
	}
	return a.figureFields(m)
}

// act is a small button that does something with a record.
func act(name string, id annotations.ID, label string, f func()) goapp.UI {
	return goapp.Button().Type("button").Class("act").
		OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope(name, string(id), label)).
		Text(label)
}

// writing returns what a field of a mark does with what is typed: a step on the mark as
// the reader saw it when typing began. What another tab did since, even deleting it, is
// merged.
func (a *editor) writing(id annotations.ID, step func(d annotations.Doc, text string) annotations.Edit) func() func(string) {
	return func() func(string) {
		m := a.reader.doc().Find(id)
		if m == nil {
			return func(string) {}
		}
		was := annotations.NewDoc(a.reader.doc().Article, []annotations.Annotation{*m})
		return func(text string) { a.step(step(was, text)) }
	}
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

// edges are buttons that move where the stretches of the chosen mark begin and end.
func (a *panel) edges(m *annotations.Annotation) goapp.UI {
	button := func(e Edge, dir int, label, sign string) goapp.UI {
		if len(m.Spans) > 1 {
			label = words.PartOfMark.With(label, strconv.Itoa(e.Span+1))
		}
		return goapp.Button().Type("button").Class("nudge").Aria("label", label).Title(label).
			OnClick(func(ctx goapp.Context, _ goapp.Event) { a.marking.moveEdge(e, ByWord, dir) }, goapp.EventScope(label, string(m.ID), e.Span)).
			Text(sign)
	}
	rows := make([]goapp.UI, len(m.Spans))
	for i := range m.Spans {
		name := func(edge string) string {
			if len(m.Spans) == 1 {
				return edge
			}
			return words.EdgeOf.With(edge, strconv.Itoa(i+1))
		}
		rows[i] = goapp.Div().Class("edges").Body(
			goapp.Div().Role("group").Aria("label", name(words.MarkBeginning.String())).Body(
				goapp.Span().Text(name(words.MarkBeginning.String())),
				button(Edge{Span: i}, -1, words.TipBeginEarlier.String(), "←"),
				button(Edge{Span: i}, 1, words.TipBeginLater.String(), "→"),
			),
			goapp.Div().Role("group").Aria("label", name(words.MarkEnd.String())).Body(
				goapp.Span().Text(name(words.MarkEnd.String())),
				button(Edge{Span: i, End: true}, -1, words.TipEndEarlier.String(), "←"),
				button(Edge{Span: i, End: true}, 1, words.TipEndLater.String(), "→"),
			),
		)
	}
	return goapp.Div().Class("stretches").Body(rows...)
}

// copyLink puts the address of a mark on the clipboard.
func (a *editor) copyLink(id annotations.ID) {
	link := a.p.Address(href(articlePath(a.reader.doc().Article.ID, id)))
	a.ctx.Async(func() {
		err := a.p.Copy(a.ctx, link)
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.tell(words.LinkNotCopied.With(link))
				return
			}
			a.tell(words.LinkCopied.String())
		})
	})
}
