package app

import (
	"testing"

	"pgregory.net/rapid"

	"pressmark/app/platform"
)

func TestChord(t *testing.T) {
	for _, c := range []struct {
		key  platform.Key
		want Chord
	}{
		{platform.Key{Name: "a"}, "A"},
		{platform.Key{Name: "A", Shift: true}, "A"},
		{platform.Key{Name: "?", Shift: true}, "?"},
		{platform.Key{Name: " "}, "Space"},
		{platform.Key{Name: " ", Shift: true}, "Shift+Space"},
		{platform.Key{Name: "Tab", Shift: true}, "Shift+Tab"},
		{platform.Key{Name: "z", Ctrl: true}, "Ctrl+Z"},
		{platform.Key{Name: "Z", Ctrl: true, Shift: true}, "Ctrl+Shift+Z"},
		{platform.Key{Name: "ArrowDown", Alt: true, Shift: true}, "Alt+Shift+ArrowDown"},
		{platform.Key{Name: "+", Shift: true}, "+"},
		{platform.Key{Name: "é"}, "É"},
	} {
		if got := chord(c.key); got != c.want {
			t.Errorf("%+v: %q, want %q", c.key, got, c.want)
		}
	}
}

func TestFindWhereTheFocusIs(t *testing.T) {
	for _, c := range []struct {
		chord Chord
		at    platform.Focus
		want  CommandID
	}{
		{"A", platform.OnPaper, "actor"},
		{"A", platform.OnPage, ""},
		{"A", platform.OnField, ""},
		{"?", platform.OnPage, ""},
		{"Delete", platform.OnPage, ""},
		{"Ctrl+Z", platform.OnPage, "undo"},
		{"Ctrl+Z", platform.OnField, ""}, // the field's own
		{"Ctrl+K", platform.OnField, "find"},
		{"Tab", platform.OnPage, ""},
		{"Escape", platform.OnDialog, ""}, // the dialog's own
		{"Q", platform.OnPaper, ""},
	} {
		got, _ := Keymap{}.Find(c.chord, c.at)
		if got.ID != c.want {
			t.Errorf("%s at %d: %q, want %q", c.chord, c.at, got.ID, c.want)
		}
	}

	// A command that works anywhere, given a single letter, no longer does (WCAG 2.1.4).
	find, _ := Keymap{}.Find("Ctrl+K", platform.OnPage)
	m := Keymap{}.Set(find, "K")
	for at, want := range map[platform.Focus]bool{platform.OnPaper: true, platform.OnPage: false, platform.OnField: false, platform.OnDialog: false} {
		if _, ok := m.Find("K", at); ok != want {
			t.Errorf("K at %d gives a command: %v", at, ok)
		}
	}
}

// Whatever a reader changes, every command keeps a key of its own, and all of it
// comes back from the preferences.
func TestKeymap(t *testing.T) {
	var mutable []Command
	for _, c := range commands {
		if c.Chord != "" {
			mutable = append(mutable, c)
		}
	}
	chords := []Chord{"A", "B", "C", "Tab", "Space", "Ctrl+K", "Ctrl+Shift+Z", "+", "Alt+Shift+ArrowUp", "É"}
	rapid.Check(t, func(t *rapid.T) {
		var m Keymap
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			c, ch := rapid.SampledFrom(mutable).Draw(t, "command"), rapid.SampledFrom(chords).Draw(t, "chord")
			m = m.Set(c, ch)
			if got := m.Chord(c); got != ch {
				t.Fatalf("%s has %q, not %q", c.ID, got, ch)
			}
		}
		read := ParseKeymap(m.String())
		taken := map[bool]map[Chord]CommandID{true: {}, false: {}} // in the list of disagreements, and elsewhere
		for _, c := range commands {
			ch := m.Chord(c)
			if (ch == "") != (c.Chord == "") {
				t.Fatalf("%s has %q", c.ID, ch)
			}
			there := taken[c.Group == GroupAgree]
			if other, ok := there[ch]; ok && ch != "" {
				t.Fatalf("%s and %s both have %q", c.ID, other, ch)
			}
			there[ch] = c.ID
			if read.Chord(c) != ch {
				t.Fatalf("%s has %q, and %q when read again", c.ID, ch, read.Chord(c))
			}
			if got, ok := m.Find(ch, platform.OnPaper); ok && got.ID != c.ID && c.Group != GroupAgree {
				t.Fatalf("%q gives %s, not %s", ch, got.ID, c.ID)
			}
		}
	})
}

func TestParseKeymapLeavesOutWhatItDoesNotKnow(t *testing.T) {
	m := ParseKeymap("actor Q\nnothing X\nclaim\n\n library L\n")
	for id, want := range map[CommandID]Chord{"actor": "Q", "claim": "C", "library": ""} {
		for _, c := range commands {
			if c.ID == id && m.Chord(c) != want {
				t.Errorf("%s has %q, want %q", id, m.Chord(c), want)
			}
		}
	}
}
