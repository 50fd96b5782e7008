package ledger

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// lazy is text that is made when it is first asked for: most ledgers are never
// searched, and those that are, once a keystroke.
type lazy struct {
	once sync.Once
	s    string
}

func (l *lazy) get(text func() string) string {
	l.once.Do(func() { l.s = text() })
	return l.s
}

// words returns what a query is looked for in, folded.
func (s *Statement) words() string {
	return s.folded.get(func() string {
		return folded(s.Mark.Exact() + " " + names(s.Speakers) + " " + s.Mark.Claim.Wording + " " + s.Place.words())
	})
}

func (f *Figure) words() string {
	return f.folded.get(func() string {
		return folded(f.Mark.Exact() + " " + f.Mark.Figure.Counted + " " + f.Place.words())
	})
}

// words returns what a reader wrote at a mark.
func (p Place) words() string { return p.Mark.Note + " " + strings.Join(p.Mark.Tags, " ") }

// names returns the names of speakers, and those that their records go by.
func names(speakers []*Speaker) string {
	var out []string
	for _, s := range speakers {
		if s.Record != nil {
			out = append(out, s.Record.Names()...)
			continue
		}
		out = append(out, s.Name)
	}
	return strings.Join(out, " ")
}

// matches reports whether each term is found in the statement.
func (s *Statement) matches(terms []string) bool {
	return len(terms) == 0 || match(terms, s.words(), "")
}

// matches reports whether each term is found in the figure or its claim.
func (f *Figure) matches(terms []string) bool {
	if len(terms) == 0 {
		return true
	}
	claim := ""
	if f.Claim != nil {
		claim = f.Claim.words()
	}
	return match(terms, f.words(), claim)
}

// matches reports whether each term is found in what is known of the actor.
func (a *Actor) matches(terms []string) bool {
	if len(terms) == 0 {
		return true
	}
	var b strings.Builder
	b.WriteString(a.Name)
	if r := a.Record; r != nil {
		b.WriteString(" " + strings.Join(r.Aliases, " ") + " " + a.Role() + " " + r.Note)
	}
	for _, m := range a.Mentions {
		b.WriteString(" " + m.Mark.Exact() + " " + m.words())
	}
	return match(terms, folded(b.String()), "")
}

// match reports whether each term stands in one of two texts as it is or, letters left
// out, as one of its words. Looked for in whole sentences, letters with gaps between
// them would be found in nearly all.
func match(terms []string, text, more string) bool {
	for _, term := range terms {
		if !strings.Contains(text, term) && !strings.Contains(more, term) && !nearly(term, text) && !nearly(term, more) {
			return false
		}
	}
	return true
}

// nearly reports whether a word of a text begins as a term does, is not twice as long,
// and has the term's letters in order.
func nearly(term, text string) bool {
	if utf8.RuneCountInString(term) < 3 {
		return false
	}
	_, size := utf8.DecodeRuneInString(term)
	for {
		i := strings.Index(text, term[:size])
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		word := text[i:]
		if end := strings.IndexFunc(word, between); end >= 0 {
			word = word[:end]
		}
		inside := i > 0 && !between(before)
		if !inside && len(word) > len(term) && len(word) < 2*len(term) && len(fuzzy.FindNoSort(term, []string{word})) > 0 {
			return true
		}
		text = text[i+max(len(word), size):]
	}
}

// between reports whether a character stands between words.
func between(r rune) bool {
	if r < utf8.RuneSelf {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}
