package app

import (
	"slices"
	"testing"

	"pressmark/annotations"
)

// What can be chosen to tie a mark to is what can be tied: all kinds that Tie takes, and
// no others.
func TestGoesWith(t *testing.T) {
	d := page("Ann Bob It costs 5 or 6 They say", "2026-11-25")
	var ids []annotations.ID
	for _, x := range []struct {
		kind  annotations.Kind
		quote string
	}{{annotations.KindActor, "Ann"}, {annotations.KindActor, "Bob"}, {annotations.KindClaim, "It costs"}, {annotations.KindClaim, "They say"}, {annotations.KindFigure, "5"}, {annotations.KindFigure, "6"}} {
		e := d.Mark(x.kind, noon, over(d, x.quote))
		ids = append(ids, e.Annotations[0].After.ID)
		d = d.Apply(e)
	}
	for _, from := range ids {
		for _, to := range ids {
			m, n := d.Find(from), d.Find(to)
			if m != n && d.Tie(from, to, noon).Empty() == slices.Contains(goesWith(m.Kind), n.Kind) {
				t.Errorf("%s with %s: %v", m.Exact(), n.Exact(), goesWith(m.Kind))
			}
			if e := d.Tie(from, to, noon); m != n && !e.Empty() {
				after := d.Apply(e)
				if together(d, m, n) == together(after, after.Find(from), after.Find(to)) {
					t.Errorf("%s with %s: they are tied before as after", m.Exact(), n.Exact())
				}
			}
		}
	}
}

// The key that ties lists every mark that the chosen one goes with, the likeliest kind and
// of that the nearest first, and last what it is tied to.
func TestTieByKey(t *testing.T) {
	putin := annotations.NewActor("Vladimir Putin", noon)
	d := page("Putin spoke. Peskov said he, Putin, would pay €21bn ($24bn), as Kellogg knew it was true.", "2026-11-25")
	visiting(t, d, []annotations.Actor{putin}, func(t *testing.T, v *stage) {
		listed := func(words ...string) {
			t.Helper()
			v.reader.editor.tieChosen()
			var got []string
			for _, h := range v.finder.palette.Get().found {
				got = append(got, h.text)
			}
			if !slices.Equal(got, words) {
				t.Errorf("%q lists\n%q, not\n%q", v.reader.marking.current().Exact(), got, words)
			}
		}
		v.reader.editor.mention(v.markAs(t, annotations.KindActor, "Putin"), putin.ID)
		v.reader.editor.mention(v.markAs(t, annotations.KindActor, "he"), putin.ID)
		v.markAs(t, annotations.KindActor, "Peskov")
		if v.reader.editor.tieChosen(); v.finder.palette.Get().open {
			t.Error("an actor goes with something, though no claim is marked")
		}
		v.markAs(t, annotations.KindClaim, "it was true")
		euro := v.markAs(t, annotations.KindFigure, "€21bn")
		v.markAs(t, annotations.KindFigure, "$24bn")
		listed("it was true", "Same amount as €21bn")
		v.finder.choose(1)
		v.settle()
		listed("it was true", "Untie from €21bn")
		claim := v.markAs(t, annotations.KindClaim, "would pay €21bn")
		listed("Vladimir Putin (“he”)", "Peskov", "Reported in it was true", "$24bn", "Untie from €21bn", "The article itself", "Somebody unnamed")
		v.finder.choose(0)
		v.settle()
		listed("Peskov", "Reported in it was true", "$24bn", "Untie from Vladimir Putin (“he”)", "Untie from €21bn", "The article itself", "Somebody unnamed")
		v.finder.choose(4)
		v.settle()
		if v.reader.doc().ClaimOf(v.reader.doc().Find(euro)) != nil {
			t.Error("the figure is not untied")
		}
		v.reader.marking.choose(v.reader.doc().Find(claim).Claim.Speakers[0], false)
		listed("it was true", "Untie from would pay €21bn")
	})
}
