package app

import (
	"strings"

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
