package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/suggest"
	"pressmark/annotations/words"
)

// actorContext is what is known about a mention besides its words.
func (a *editor) actorContext(m *annotations.Annotation) suggest.Context {
	return suggest.Context{Doc: a.reader.doc(), At: m.Cover()}
}

// draftActor describes the record that a mention would make.
func (a *editor) draftActor(m *annotations.Annotation) suggest.Draft {
	return draftOf(a.reader.doc(), m)
}

func draftOf(d annotations.Doc, m *annotations.Annotation) suggest.Draft {
	before, after := around(d.Article, m.Cover())
	return suggest.Describe(m.Exact(), before, after)
}

// actorOffers are the actors that a mention fits, and a new one.
func (a *offering) actorOffers(m *annotations.Annotation) offers {
	o := offers{title: words.WhoIsThis.String()}
	if m.Orphan() {
		return o
	}
	draft := a.editor.draftActor(m)
	for _, x := range suggest.Actors(m.Exact(), a.editor.actorContext(m), a.actors()) {
		if x.Actor.ID == m.Actor {
			continue
		}
		o.list = append(o.list, offer{label: brief(x.Actor.Name), detail: brief(x.Actor.Role), take: func() {
			a.editor.mention(m.ID, x.Actor.ID)
		}})
		if len(o.list) == 4 {
			break
		}
	}
	if m.Actor == "" && recordable(draft) {
		o.list = append(o.list, offer{label: words.NewOffer.With(brief(draft.Name)), detail: brief(draft.Role), take: func() {
			a.editor.mentionNew(m.ID, draft)
		}})
	}
	return o
}

// recordable reports whether a mention says enough for a record of its own: a name, or
// people without one who act together, "strikers".
func recordable(d suggest.Draft) bool {
	return d.Name != "" && (d.Form == suggest.Name || d.Form == suggest.Description && d.Type == annotations.Group)
}

// mention makes a mark a mention of an actor. What the mark calls it becomes an alias,
// and what the article says of it fills what the record lacks.
func (a *editor) mention(mark, actor annotations.ID) {
	d := a.reader.doc()
	m, who := d.Find(mark), a.actors().Find(actor)
	if m == nil || who == nil {
		return
	}
	a.do(d.SetActor(actor, now(), mark).And(a.actors().SetActor(actor, annotations.Mentioned, now(), func(x annotations.Actor) annotations.Actor {
		return learnt(x, a.draftActor(m))
	})))
}

// learnt returns an actor that knows what a mention says of it.
func learnt(x annotations.Actor, d suggest.Draft) annotations.Actor {
	if x.Role == "" {
		x.Role = d.Role
	}
	if x.Affiliation == "" {
		x.Affiliation = d.Affiliation
	}
	if x.Type == "" {
		x.Type = d.Type
	}
	if d.Form == suggest.Name {
		x = x.Met(d.Name)
	}
	return x
}

// mentionNew makes a mark a mention of a new actor.
func (a *editor) mentionNew(mark annotations.ID, draft suggest.Draft) {
	who := annotations.NewActor(draft.Name, now())
	who.Role, who.Affiliation, who.Type = draft.Role, draft.Affiliation, draft.Type
	e := a.reader.doc().SetActor(who.ID, now(), mark).And(annotations.AddActor(who))
	e.Name = annotations.ActorAdded
	a.do(e)
}

// pickActor lets the reader choose an actor by name, or a new one by its name.
func (a *editor) pickActor(prompt string, but annotations.ID, take func(actor annotations.ID), other func(name string)) {
	var items []item
	for _, x := range a.actors().List() {
		if x.ID == but {
			continue
		}
		text := x.Name
		if x.Role != "" {
			text = words.ListMiddle.With(text, x.Role)
		}
		if len(x.Aliases) > 0 {
			text = words.NameInText.With(text, strings.Join(x.Aliases, ", "))
		}
		items = append(items, item{text: oneLine(text), what: words.ItemActor.String(), actor: x.ID, take: func() { take(x.ID) }})
	}
	var named func(string) *item
	if other != nil {
		named = func(name string) *item {
			if name == "" {
				return nil
			}
			return &item{text: words.NewActorNamed.With(name), what: words.ItemNew.String(), take: func() { other(name) }}
		}
	}
	a.finder.openPicker(palette{prompt: prompt, items: items, likely: a.likely, other: named})
}

// likely are the actors whose names fit what is typed, as they would fit a mention: in
// another transcription, too, and those of the open article before others.
func (a *editor) likely(typed string) []annotations.ID {
	c := suggest.Context{Typed: true}
	if m := a.marking.current(); m != nil && a.location.Get().screen == onReader {
		c.Doc, c.At = a.reader.doc(), m.Cover()
	}
	var out []annotations.ID
	for _, x := range suggest.Actors(typed, c, a.actors()) {
		out = append(out, x.Actor.ID)
	}
	return out
}

// pickMention lets the reader choose whom a mark mentions.
func (a *editor) pickMention(mark annotations.ID) {
	a.pickActor(words.WhoIsThis.String(), "", func(actor annotations.ID) { a.mention(mark, actor) }, func(name string) {
		m := a.reader.doc().Find(mark)
		if m == nil {
			return
		}
		draft := a.draftActor(m)
		draft.Name = name
		a.mentionNew(mark, draft)
	})
}

// actorFields are an actor's: whom the mark mentions, and that actor's record.
func (a *editor) actorFields(m *annotations.Annotation) []goapp.UI {
	id := m.ID
	who := a.actors().Find(m.Actor)
	if who == nil {
		return []goapp.UI{
			goapp.P().Class("asked").Text(words.WhoIsThis.String()),
			a.offering.chips(a.offering.offered(m)),
			goapp.Div().Class("acts").Body(act("who", id, words.ActChooseActor.String(), func() { a.pickMention(id) })),
		}
	}
	return []goapp.UI{
		goapp.P().Class("identity").Body(
			goapp.A().Class("person").Href(href(actorPath(who.ID))).Text(who.Name),
			goapp.If(who.Role != "" || who.Affiliation != "", func() goapp.UI { return goapp.Small().Text(standing(who)) }),
		),
		goapp.Div().Class("acts").Body(
			act("who", id, words.SomebodyElse.String(), func() { a.pickMention(id) }),
			act("nobody", id, words.NotSaidYet.String(), func() { a.do(a.reader.doc().SetActor("", now(), id)) }),
		),
		goapp.Details().Class("more").Body(
			goapp.Summary().Text(words.AboutActor.With(who.Name)),
			goapp.Div().Class("fields").Body(a.recordFields(who)...),
		),
	}
}

// standing is an actor's role and affiliation in a few words.
func standing(x *annotations.Actor) string {
	switch {
	case x.Affiliation == "" || strings.Contains(x.Role, x.Affiliation):
		return x.Role
	case x.Role == "":
		return x.Affiliation
	}
	return words.ListMiddle.With(x.Role, x.Affiliation)
}

// writingActor returns what a field of an actor's record does with what is typed, as
// [App.writing] does for a mark.
func (a *editor) writingActor(id annotations.ID, alter func(x annotations.Actor, text string) annotations.Actor) func() func(string) {
	return func() func(string) {
		was := annotations.NewDirectory(nil)
		if x := a.actors().Find(id); x != nil {
			was = annotations.NewDirectory([]annotations.Actor{*x})
		}
		return func(text string) {
			a.step(was.SetActor(id, annotations.ActorSet, now(), func(x annotations.Actor) annotations.Actor {
				return alter(x, strings.TrimSpace(text))
			}))
		}
	}
}

// recordFields are the fields of an actor's record.
func (a *editor) recordFields(who *annotations.Actor) []goapp.UI {
	id := who.ID
	text := func(name, label, value, hint string, alter func(x annotations.Actor, text string) annotations.Actor) goapp.UI {
		return &textField{ID: "actor-" + name, Label: label, Value: value, Hint: hint, Begin: a.writingActor(id, alter), app: a.core}
	}
	return []goapp.UI{
		text("name", words.FieldName.String(), who.Name, "", func(x annotations.Actor, s string) annotations.Actor {
			if s != "" {
				old := x.Name
				x.Name = s
				x = x.Called(old)
			}
			return x
		}),
		&choiceField{ID: "actor-type", Label: words.FieldType.String(), Value: string(who.Type), app: a.core,
			Options: options(words.NotSaidYet.String(), annotations.ActorTypes, words.ActorTypeName),
			Pick: func(v string) {
				a.do(a.actors().SetActor(id, annotations.ActorSet, now(), func(x annotations.Actor) annotations.Actor {
					x.Type = annotations.ActorType(v)
					return x
				}))
			}},
		// One a line: names have commas in them, "Robert F. Kennedy, Jr."
		&textField{ID: "actor-aliases", Label: words.FieldAliases.String(), Value: strings.Join(who.Aliases, "\n"), Rows: min(max(len(who.Aliases), 2), 8), app: a.core,
			Begin: a.writingActor(id, func(x annotations.Actor, s string) annotations.Actor {
				x.Aliases = nil
				for line := range strings.Lines(s) {
					x = x.Called(strings.TrimSpace(line))
				}
				return x
			})},
		text("role", words.FieldRole.String(), who.Role, words.HintRole.String(), func(x annotations.Actor, s string) annotations.Actor { x.Role = s; return x }),
		text("affiliation", words.FieldAffiliation.String(), who.Affiliation, words.HintAffiliation.String(), func(x annotations.Actor, s string) annotations.Actor { x.Affiliation = s; return x }),
		text("link", words.FieldLink.String(), who.Link, words.HintLink.String(), func(x annotations.Actor, s string) annotations.Actor { x.Link = s; return x }),
		&textField{ID: "actor-note", Label: words.FieldActorNote.String(), Value: who.Note, Rows: 2, app: a.core,
			Begin: a.writingActor(id, func(x annotations.Actor, s string) annotations.Actor { x.Note = s; return x })},
	}
}
