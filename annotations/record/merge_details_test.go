package record

import (
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

// Actors are merged where they were changed here and there: none is kept twice.
func TestPlanOfActors(t *testing.T) {
	was := annotations.NewActor("Steve Witkoff", now)
	was.Revision, was.Aliases = 3, []string{"Witkoff"}
	later := now.Add(time.Hour)
	for _, c := range []struct {
		name           string
		here, file     func(a *annotations.Actor)
		action         Action
		revision, base int // if it is written
		want           string
		aliases        string
	}{
		{name: "the same", action: Same, want: "Steve Witkoff", aliases: "Witkoff"},
		{name: "nothing here", here: func(a *annotations.Actor) { a.ID = "" }, action: Added, revision: 3, want: "Steve Witkoff", aliases: "Witkoff"},
		{
			name: "newer in the file", file: func(a *annotations.Actor) { a.Name, a.Revision, a.Aliases = "x", 5, nil },
			action: Updated, revision: 5, base: 3, want: "x",
		},
		{
			name: "newer here", here: func(a *annotations.Actor) { a.Name, a.Revision, a.Aliases = "x", 5, nil },
			action: Older, want: "x",
		},
		{
			name:   "changed in both, later in the file",
			here:   func(a *annotations.Actor) { a.Name, a.Aliases = "x", []string{"Witkoff", "the envoy"} },
			file:   func(a *annotations.Actor) { a.Name, a.Modified, a.Aliases = "y", later, []string{"Witkoff", "he"} },
			action: Updated, revision: 4, base: 3, want: "y", aliases: "Witkoff the envoy he",
		},
		{
			name:   "changed in both, later here",
			here:   func(a *annotations.Actor) { a.Name, a.Modified = "x", later },
			file:   func(a *annotations.Actor) { a.Name, a.Role = "y", "envoy" },
			action: Updated, revision: 4, base: 3, want: "x", aliases: "Witkoff",
		},
		{
			name:   "changed here alone",
			here:   func(a *annotations.Actor) { a.Name, a.Modified = "x", later },
			action: Older, want: "x", aliases: "Witkoff",
		},
		{
			name: "deleted here", here: func(a *annotations.Actor) { a.Deleted = true },
			file:   func(a *annotations.Actor) { a.Name, a.Modified = "y", later },
			action: Deleted, want: "Steve Witkoff", aliases: "Witkoff",
		},
		{
			name: "merged there", file: func(a *annotations.Actor) { a.Deleted, a.MergedInto = true, testID("0c") },
			action: Updated, revision: 4, base: 3, want: "Steve Witkoff", aliases: "Witkoff",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			collect := func(change func(*annotations.Actor)) Collection {
				a := was
				if change != nil {
					change(&a)
				}
				if a.ID == "" {
					return Collection{}
				}
				return Collection{Actors: []annotations.Actor{a}}
			}
			here, file := newKeeper(collect(c.here)), collect(c.file)
			step := here.take(t, file).Steps[0]
			if step.Action != c.action || step.From != was.ID {
				t.Errorf("it is %s, want %s", step.Action, c.action)
			}
			if step.Action.Writes() && (step.Actor.Revision != c.revision || step.Base != c.base) {
				t.Errorf("revision %d over %d, want %d over %d", step.Actor.Revision, step.Base, c.revision, c.base)
			}
			if a := here.actors[was.ID]; a.Name != c.want || strings.Join(a.Aliases, " ") != c.aliases {
				t.Errorf("it is %+v", a)
			}
			if again := here.take(t, file); again.Writes() {
				t.Errorf("the second time it is not the same: %+v", again)
			}
		})
	}
}

// What comes under other IDs is still tied together; what it refers to and is nowhere
// stays as it is said.
func TestPlanKeepsTies(t *testing.T) {
	file := detailed()
	refer := func(s *keeper) (claim, within, figure, other, dangling int) {
		for _, n := range s.marks {
			for _, id := range n.Claim.Speakers {
				if m := s.marks[id]; m.Kind == annotations.KindActor && m.Article == n.Article {
					claim++
				} else if id == testID("0d") {
					dangling++
				}
			}
			if m := s.marks[n.Claim.Within]; m.Kind == annotations.KindClaim && m.Article == n.Article {
				within++
			}
			if m := s.marks[n.Figure.Claim]; m.Kind == annotations.KindClaim && m.Article == n.Article {
				figure++
			}
			for _, tie := range n.Figure.Ties {
				if m := s.marks[tie.Figure]; m.Kind == annotations.KindFigure && m.Article == n.Article {
					other++
				}
			}
		}
		return
	}
	check := func(t *testing.T, s *keeper, want int) {
		t.Helper()
		if claim, within, figure, other, dangling := refer(s); claim != want || within != want || figure != want || other != want || dangling != want {
			t.Errorf("%d speakers, %d within, %d claims, %d ties, %d that dangle; want %d of each", claim, within, figure, other, dangling, want)
		}
	}
	file.Actors = nil // speakers that are nowhere
	here := newKeeper(Collection{})
	here.take(t, file)
	check(t, here, 1)

	t.Run("another text here", func(t *testing.T) {
		other := detailed()
		other.Articles[0].Text = annotations.NewText(other.Articles[0].Text.String() + "!")
		here := newKeeper(other)
		here.take(t, file)
		if len(here.articles) != 2 || len(here.marks) != 2*len(file.Annotations) {
			t.Fatalf("%d articles and %d annotations", len(here.articles), len(here.marks))
		}
		check(t, here, 2)
		if again := here.take(t, file); again.Writes() {
			t.Errorf("the second time: %+v", again)
		}
	})
	t.Run("all changed in both", func(t *testing.T) {
		other := detailed()
		for i := range other.Annotations {
			other.Annotations[i].Note = "Mine."
		}
		here := newKeeper(other)
		here.take(t, file)
		if len(here.marks) != 2*len(file.Annotations) {
			t.Fatalf("%d annotations", len(here.marks))
		}
		check(t, here, 2)
		for _, n := range here.marks {
			if to, ok := here.marks[n.Figure.Claim]; ok && to.Note != n.Note {
				t.Errorf("%+v is tied to %+v", n, to)
			}
		}
		if again := here.take(t, file); again.Writes() {
			t.Errorf("the second time: %+v", again)
		}
	})
}
