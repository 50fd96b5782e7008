// Package words says what Pressmark tells a reader: the labels of its page, counts of
// things, names of terms, what was done, what went wrong, what a format cannot hold, what
// the audit found. All other packages say things with its constants and with facts; the
// sentences are here.
//
// # Messages
//
// A [Phrase] is a whole sentence, or a whole entry of a list or a table, with places for
// facts: {1}, {2} and so on, and {n} for a number that it counts with. A [Noun] is a
// thing that is counted; a [Fault] is a thing that went wrong, and an error; a [Loss] is
// what a format cannot hold. Where the words depend on a number, a message has as many
// forms as the language has, parted by |. No message is made by joining others end to
// end: where one stands in another, it is a fact of that.
//
// # Languages
//
// A [Language] is a catalogue of all messages, its rule for numbers, and its signs. There
// is one, [English]. Another is one more value of that type, in this package; nothing else
// changes. [Speak] chooses. Words are looked up when they are said, never before: what is
// kept in variables, and what errors carry, are constants and facts.
package words

import (
	"strconv"
	"strings"
)

// A Language has the words for everything.
type Language struct {
	Tag string // BCP 47

	// form returns which of the forms of a message goes with a number: 0 is the first.
	form       func(n int) int
	categories []string // of plurals, as CLDR calls them: one for each form

	thousands   string // between groups of three digits
	open, close string // around what is quoted
	months      [12]string
	short       [12]string // of the months, in a date
	tick        [12]string // of the months, at an axis
	ordinal     func(shown, digits string) string

	phrases *[phrases]string
	nouns   *[nouns]string
	faults  *[faults]string
	losses  *[losses]string
}

var spoken = &English

// Speak chooses the language of everything that is said from now on. It is called before
// anything is said, or by a test, and not while others speak.
func Speak(l *Language) { spoken = l }

// Spoken returns the language that is spoken.
func Spoken() *Language { return spoken }

// catalogue puts the parts of a catalogue together.
func catalogue(parts ...*[phrases]string) *[phrases]string {
	var out [phrases]string
	for _, part := range parts {
		for p, s := range part {
			if s != "" {
				out[p] = s
			}
		}
	}
	return &out
}

// A Phrase is a message.
type Phrase uint16

// String returns a phrase without facts.
func (p Phrase) String() string { return fill(spoken.pick(spoken.phrases[p], 1), "", nil) }

// With returns a phrase with its facts.
func (p Phrase) With(facts ...string) string {
	return fill(spoken.pick(spoken.phrases[p], 1), "", facts)
}

// Count returns a phrase about n things, with its facts.
func (p Phrase) Count(n int, facts ...string) string {
	return fill(spoken.pick(spoken.phrases[p], n), Group(n), facts)
}

// A Piece is a part of a message: words, or the place of a fact.
type Piece struct {
	Text string
	Fact int // from 1; 0: Text
}

// Pieces returns the parts of a phrase, in order, for those who put more than text into
// its places.
func (p Phrase) Pieces() []Piece {
	var out []Piece
	for s := spoken.pick(spoken.phrases[p], 1); s != ""; {
		at, fact := place(s)
		if at > 0 {
			out = append(out, Piece{Text: s[:at]})
		}
		if at == len(s) {
			break
		}
		out = append(out, Piece{Fact: fact})
		s = s[at+len("{1}"):]
	}
	return out
}

// Of returns a message: a phrase with its facts, to be said later.
func (p Phrase) Of(facts ...string) Message { return Message{p, facts} }

// Form returns a phrase about n things that does not say the number.
func (p Phrase) Form(n int) string { return spoken.pick(spoken.phrases[p], n) }

// A Message is a phrase with its facts, to be said later.
type Message struct {
	Phrase Phrase
	Facts  []string
}

func (m Message) String() string { return m.Phrase.With(m.Facts...) }

// Empty reports whether there is nothing to say.
func (m Message) Empty() bool { return m.Phrase == 0 }

// A Noun is a thing that can be counted.
type Noun uint8

// Count returns a number of things: "1 mark", "1,200 marks".
func Count(n int, of Noun) string { return fill(spoken.pick(spoken.nouns[of], n), Group(n), nil) }

// Counted is a number of things.
type Counted struct {
	N  int
	Of Noun
}

// Counts returns numbers of things in a list, "1 article, 2 actors and 3 marks", without
// those of which there are none, and how many things that are. "": none.
func Counts(of ...Counted) (list string, n int) {
	var parts []string
	for _, c := range of {
		if c.N > 0 {
			parts = append(parts, Count(c.N, c.Of))
			n += c.N
		}
	}
	return List(parts...), n
}

// List joins parts of a sentence: "a", "a and b", "a, b and c".
func List(parts ...string) string {
	n := len(parts)
	if n < 2 {
		return strings.Join(parts, "")
	}
	out := parts[0]
	for _, p := range parts[1 : n-1] {
		out = ListMiddle.With(out, p)
	}
	return ListEnd.With(out, parts[n-1])
}

// Next returns what is said with more after it; what is said may be "".
func Next(said, more string) string {
	if said == "" {
		return more
	}
	return SaidAndNext.With(said, more)
}

// Group returns a number with its thousands set apart.
func Group(n int) string { return GroupDigits(strconv.Itoa(n)) }

// GroupDigits sets the thousands of a whole number apart, which is given as its digits, with or without a sign.
func GroupDigits(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	if len(s) < 4 {
		return sign + s
	}
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(spoken.thousands)
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Month returns the name of a month, 1 to 12.
func Month(n int) string { return spoken.months[n-1] }

// ShortMonth returns the short name of a month, 1 to 12.
func ShortMonth(n int) string { return spoken.short[n-1] }

// TickMonth returns the name of a month, 1 to 12, as short as it can be.
func TickMonth(n int) string { return spoken.tick[n-1] }

// Ordinal returns the ordinal of a number, which is given as it is shown and as its digits:
// "3rd", "1,003rd". What is no whole number comes back as it is shown.
func Ordinal(shown, digits string) string { return spoken.ordinal(shown, digits) }

// pick returns the form of a message that goes with a number.
func (l *Language) pick(s string, n int) string {
	for form := l.form(n); form > 0; form-- {
		_, rest, more := strings.Cut(s, "|")
		if !more {
			break
		}
		s = rest
	}
	s, _, _ = strings.Cut(s, "|")
	return s
}

// place returns the offset of the first place in a message, or the message's length, and
// which fact goes there: 0 is the number.
func place(s string) (at, fact int) {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != '{' || s[i+2] != '}' {
			continue
		}
		switch c := s[i+1]; {
		case c == 'n':
			return i, 0
		case '1' <= c && c <= '9':
			return i, int(c - '0')
		}
	}
	return len(s), 0
}

// fill puts a number and facts into their places. A fact that is missing leaves nothing.
func fill(s, number string, facts []string) string {
	at, fact := place(s)
	if at == len(s) {
		return s
	}
	var b strings.Builder
	for {
		b.WriteString(s[:at])
		if at == len(s) {
			return b.String()
		}
		switch {
		case fact == 0:
			b.WriteString(number)
		case fact <= len(facts):
			b.WriteString(facts[fact-1])
		}
		s = s[at+len("{1}"):]
		at, fact = place(s)
	}
}
