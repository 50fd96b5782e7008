package app

import (
	"slices"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
)

// The names of an actor are one a line, so that one with a comma stays whole.
func TestAliasField(t *testing.T) {
	who := annotations.NewActor("Robert Kennedy", noon)
	who.Aliases = []string{"Robert F. Kennedy, Jr.", "#RFK"}
	visiting(t, page("Kennedy spoke.", "2026-11-25"), []annotations.Actor{who}, func(t *testing.T, v *stage) {
		for _, x := range []struct {
			typed string
			want  []string
		}{
			{"Robert F. Kennedy, Jr.\n#RFK\nBobby", []string{"Robert F. Kennedy, Jr.", "#RFK", "Bobby"}},
			{" Bobby \r\n\n robert kennedy\nBobby\n", []string{"Bobby"}},
			{"", nil},
		} {
			f := fieldOf(t, v.reader.editor.recordFields(v.actors().Find(who.ID)), "actor-aliases")
			f.Begin()(x.typed)
			v.settle()
			if got := v.actors().Find(who.ID).Aliases; !slices.Equal(got, x.want) {
				t.Errorf("%q: %q, not %q", x.typed, got, x.want)
			}
		}
	})
}

// A pause in typing keeps what stands there, and takes no new line or comma away from
// under the reader. When the field is left, it shows what was kept.
func TestTypingPauses(t *testing.T) {
	visiting(t, page("Kennedy spoke.", "2026-11-25"), nil, func(t *testing.T, v *stage) {
		for _, x := range []struct {
			typed, value string
			stays        bool
		}{
			{"Bobby\n", "Bobby", true},
			{"a, ", "a", true},
			{"a,", "a", true},
			{"", "", true},
			{"many", "24000000000", false},
			{"21bn", "21000000000", false},
			{"a, b", "a", false},
		} {
			kept := ""
			v.typed("field", x.typed, func() func(string) { return func(s string) { kept = s } })
			if !v.typing("field", x.value) {
				t.Errorf("%q is overwritten before typing pauses", x.typed)
			}
			v.settle()
			if kept != x.typed || v.typing("field", x.value) != x.stays {
				t.Errorf("%q for %q: kept %q, stays %v", x.typed, x.value, kept, !x.stays)
			}
			(&textField{ID: "field", app: v.core}).blur(v.ctx, goapp.Event{})
			if v.typing("field", x.value) {
				t.Errorf("%q stays when the field is left", x.typed)
			}
		}
	})
}
