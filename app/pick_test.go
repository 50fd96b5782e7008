package app

import (
	"testing"

	"pressmark/annotations"
)

// What is typed finds an actor as a mention would, and the actors of the article first;
// else a second record of the same would be made.
func TestPickActorByName(t *testing.T) {
	var actors []annotations.Actor
	for _, x := range []struct{ name, role string }{
		{"Volodymyr Zelensky", "president"}, {"World Health Organization", ""}, {"Hillary Clinton", ""}, {"Bill Clinton", ""},
		{"Dmitry Peskov", "spokesman of Vladimir Putin"}, {"Vladimir Putin", ""},
	} {
		n := annotations.NewActor(x.name, noon)
		n.Role = x.role
		actors = append(actors, n)
	}
	visiting(t, page("Bill Clinton spoke. He left.", "2026-11-25"), actors, func(t *testing.T, v *stage) {
		v.reader.editor.mention(v.markAs(t, annotations.KindActor, "Bill Clinton"), actors[3].ID)
		he := v.markAs(t, annotations.KindActor, "He")
		for _, x := range []struct{ typed, first string }{
			{"Zelenskyy", "Volodymyr Zelensky, president"},
			{"the WHO", "World Health Organization"},
			{"Mr Putin", "Vladimir Putin"},
			{"vladimir putin", "Vladimir Putin"},
			{"clinton", "Bill Clinton"},
			{"hillary c", "Hillary Clinton"},
			{"spokes", "Dmitry Peskov, spokesman of Vladimir Putin"},
			{"Kamala Harris", "New actor: Kamala Harris"},
		} {
			v.reader.editor.pickMention(he)
			v.finder.palette.Change(func(p *palette) { p.search(x.typed) })
			if got := v.finder.palette.Get().found; len(got) == 0 || got[0].text != x.first {
				t.Errorf("%q finds %+v first, not %q", x.typed, got, x.first)
			}
		}
		v.reader.editor.pickMention(he)
		v.finder.palette.Change(func(p *palette) { p.search("zelenskiy") })
		v.finder.choose(0)
		v.settle()
		if m := v.reader.doc().Find(he); m.Actor != actors[0].ID {
			t.Errorf("it is a mention of %q", m.Actor)
		}

		claim := v.markAs(t, annotations.KindClaim, "He left")
		v.reader.editor.pickSpeaker(claim)
		v.finder.palette.Change(func(p *palette) { p.search("Mr Clinton") })
		if got := v.finder.palette.Get().found; len(got) < 2 || got[0].text != "Bill Clinton" || got[0].what != "In the text" || got[1].text != "Hillary Clinton" {
			t.Errorf("who says it: %+v", got)
		}
	})
}
