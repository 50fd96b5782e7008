package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

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
