package app

import (
	"strings"

	"pressmark/app/platform"
)

// A Chord is a key with its modifiers, written as in "Ctrl+Shift+Z" or "a". A
// letter stands for itself in either case; Shift is written only where it counts,
// with Ctrl, Alt or a named key.
type Chord string

// chord returns the chord of a key press.
func chord(k platform.Key) Chord {
	name := k.Name
	named := len([]rune(name)) > 1
	if !named {
		name = strings.ToUpper(name)
	}
	if name == " " {
		name, named = "Space", true
	}
	var b strings.Builder
	if k.Ctrl {
		b.WriteString("Ctrl+")
	}
	if k.Alt {
		b.WriteString("Alt+")
	}
	if k.Shift && (named || k.Ctrl || k.Alt) {
		b.WriteString("Shift+")
	}
	b.WriteString(name)
	return Chord(b.String())
}

// A Keymap says which command a chord gives.
type Keymap struct {
	chords map[CommandID]Chord // what the reader changed
}

// Chord returns the chord of a command; "" if it has none.
func (m Keymap) Chord(c Command) Chord {
	if own, ok := m.chords[c.ID]; ok {
		return own
	}
	return c.Chord
}

// chordOf returns the chord of the command with an ID.
func (a *core) chordOf(id CommandID) Chord {
	for _, c := range commands {
		if c.ID == id {
			return a.keymap.Get().Chord(c)
		}
	}
	return ""
}

// Find returns the command that a chord gives at a place of the focus. A single
// character acts in the article alone, whatever it is the key of.
func (m Keymap) Find(ch Chord, at platform.Focus) (Command, bool) {
	if len([]rune(ch)) == 1 && at != platform.OnPaper {
		return Command{}, false
	}
	for _, c := range commands {
		if c.Chord != "" && m.Chord(c) == ch && c.works(at) {
			return c, true
		}
	}
	return Command{}, false
}

// Set gives a command another chord. The command that had it takes the old one in
// exchange, so that none is lost. In the list of disagreements keys have a meaning of their
// own.
func (m Keymap) Set(c Command, ch Chord) Keymap {
	out := Keymap{chords: map[CommandID]Chord{}}
	for id, own := range m.chords {
		out.chords[id] = own
	}
	for _, other := range commands {
		if other.ID != c.ID && m.Chord(other) == ch && (other.Group == GroupAgree) == (c.Group == GroupAgree) {
			out.chords[other.ID] = m.Chord(c)
		}
	}
	out.chords[c.ID] = ch
	return out
}

// String returns what [ParseKeymap] reads.
func (m Keymap) String() string {
	var parts []string
	for _, c := range commands {
		if own, ok := m.chords[c.ID]; ok && own != c.Chord {
			parts = append(parts, string(c.ID)+" "+string(own))
		}
	}
	return strings.Join(parts, "\n")
}

// ParseKeymap reads a keymap from String. What it does not know it leaves out.
func ParseKeymap(s string) Keymap {
	m := Keymap{chords: map[CommandID]Chord{}}
	for line := range strings.Lines(s) {
		id, ch, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for _, c := range commands {
			if string(c.ID) == id && c.Chord != "" {
				m.chords[c.ID] = Chord(ch)
			}
		}
	}
	return m
}

// mirrored exchanges the left and the right arrow where the text runs from right to
// left, so that the cursor goes where the arrow points.
func (a *marking) mirrored(k platform.Key) platform.Key {
	other := map[string]string{"ArrowLeft": "ArrowRight", "ArrowRight": "ArrowLeft"}[k.Name]
	if other == "" || k.Focus != platform.OnPaper {
		return k
	}
	art := a.reader.doc().Article
	at := a.cursor.Get().Head.Start
	if m := a.current(); m != nil && a.edge.Get() != nil && a.edge.Get().Span < len(m.Spans) {
		at = edgeCharacter(art, *m, *a.edge.Get()).Start
	}
	if i := art.BlockAt(at); i >= 0 && rightToLeft(art.Text.Slice(art.Blocks[i].Span)) {
		k.Name = other
	}
	return k
}
