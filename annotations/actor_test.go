package annotations_test

import (
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
