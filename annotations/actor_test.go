package annotations_test

import (
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
)

// The canonical name becomes the fullest that articles give; a reader's own choice of
// it stands, and so do the names of places and public bodies, of which a longer one is
// mostly another.
func TestMet(t *testing.T) {
	for _, c := range []struct {
		typ         annotations.ActorType
		names, name string
		want        string
	}{
		{annotations.Person, "Putin", "Vladimir Putin", "Vladimir Putin|Putin"},
		{"", "Putin", "Vladimir Putin", "Vladimir Putin|Putin"},
		{annotations.Person, "Vladimir Putin|Putin", "Vladimir Vladimirovich Putin", "Vladimir Vladimirovich Putin|Putin|Vladimir Putin"},
		{annotations.Person, "Vladimir Putin", "Putin", "Vladimir Putin|Putin"},
		{annotations.Person, "Putin|Vladimir Putin", "Vladimir Putin", "Putin|Vladimir Putin"},
		{annotations.Person, "putin", "Vladimir Putin", "Vladimir Putin|putin"},
		{annotations.Person, "Putin", "PUTIN", "Putin"},
		{annotations.Person, "Putin", "Putina Maria", "Putin|Putina Maria"},
		{annotations.Person, "Brandt", "Brandt and Holm", "Brandt|Brandt and Holm"},
		{annotations.Person, "Brandt", "Ada Brandt, mayor", "Brandt|Ada Brandt, mayor"},
		{annotations.Organization, "Labour", "Labour Party", "Labour Party|Labour"},
		{annotations.Place, "Norland", "Norland Embassy", "Norland|Norland Embassy"},
		{annotations.Government, "Ministry", "Ministry of Trade", "Ministry|Ministry of Trade"},
		{annotations.Person, "Putin", "", "Putin"},
	} {
		names := strings.Split(c.names, "|")
		a := annotations.NewActor(names[0], start)
		a.Type, a.Aliases = c.typ, names[1:]
		before := strings.Join(a.Names(), "|")
		if got := strings.Join(a.Met(c.name).Names(), "|"); got != c.want {
			t.Errorf("%s met as %q: got %s, want %s", c.names, c.name, got, c.want)
		}
		if strings.Join(a.Names(), "|") != before {
			t.Errorf("%s has changed", c.names)
		}
	}
}

// pair is an article in which two actors are mentioned and speak, and both say one claim.
func pair(t *testing.T, from, into annotations.Actor) annotations.Corpus {
	d, find := doc(t, "[a:Putin] said [c:yes]; [a:Peskov] said [c:no]; both said [c:so].")
	d = d.Apply(d.SetActor(from.ID, start, find("Putin").ID)).Apply(d.SetActor(into.ID, start, find("Peskov").ID))
	d = d.Apply(d.Tie(find("yes").ID, find("Putin").ID, start)).Apply(d.Tie(find("no").ID, find("Peskov").ID, start))
	d = d.Apply(d.SetClaim(find("so").ID, annotations.ClaimSet, start, func(c annotations.Claim) annotations.Claim {
		c.Source, c.Speakers = annotations.Named, []annotations.ID{from.ID, into.ID}
		return c
	}))
	return annotations.NewCorpus([]annotations.Doc{d}, annotations.NewDirectory([]annotations.Actor{from, into}))
}

// Who stands for both keeps what it knew and has what the other knew besides; a claim
// of both is then of one.
func TestMergeKeepsWhatBothKnew(t *testing.T) {
	from, into := annotations.NewActor("Putin", start), annotations.NewActor("Vladimir Putin", start)
	from.Aliases, from.Type, from.Role, from.Affiliation = []string{"V. Putin"}, annotations.Person, "president", "Russia"
	from.Link, from.Note = "https://example.org/putin", "Theirs."
	into.Role, into.Note = "leader", "Ours."
	c := pair(t, from, into)
	c = c.Apply(c.MergeActors(from.ID, into.ID, later))
	got := c.Actors.Find(from.ID)
	if got == nil || got.ID != into.ID {
		t.Fatalf("the merged record leads to %+v", got)
	}
	want := into
	want.Aliases = []string{"Putin", "V. Putin"}
	want.Type, want.Affiliation, want.Link, want.Note = from.Type, from.Affiliation, from.Link, "Ours.\nTheirs."
	if !got.Same(want) {
		t.Errorf("got  %+v\nwant %+v", *got, want)
	}
	d := c.Docs()[0]
	find := finder(t, &d)
	if s := find("so").Claim.Speakers; !slices.Equal(s, []annotations.ID{into.ID}) {
		t.Errorf("the claim of both is of %v", s)
	}
	if n := find("Putin").Actor; n != into.ID {
		t.Errorf("the mention is of %v", n)
	}
	if e := c.MergeActors(into.ID, into.ID, later); !e.Empty() {
		t.Error("an actor was merged into itself")
	}
}

// An actor that is deleted leaves its mentions, which mention nobody, and its claims,
// which lack it.
func TestRemoveActor(t *testing.T) {
	from, into := annotations.NewActor("Putin", start), annotations.NewActor("Dmitry Peskov", start)
	c := pair(t, from, into)
	c = c.Apply(c.RemoveActor(from.ID, later))
	d := c.Docs()[0]
	find := finder(t, &d)
	if c.Actors.Find(from.ID) != nil || find("Putin").Actor != "" || find("Peskov").Actor != into.ID {
		t.Errorf("left are %v, %q and %q", c.Actors.Find(from.ID), find("Putin").Actor, find("Peskov").Actor)
	}
	if s := find("so").Claim.Speakers; !slices.Equal(s, []annotations.ID{into.ID}) {
		t.Errorf("the claim of both is of %v", s)
	}
	if s := find("yes").Claim; s.Source != annotations.Named || !slices.Equal(s.Speakers, []annotations.ID{find("Putin").ID}) {
		t.Errorf("the claim of the mention is of %+v", s)
	}
}
