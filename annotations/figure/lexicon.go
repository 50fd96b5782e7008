package figure

import (
	"strings"
	"sync"
	"unicode"
)

// A class says what part a word can play, beside the number, unit or currency that it
// may be.
type class uint32

const (
	article    class = 1 << iota // "a", "an"
	function                     // never what is counted, and ends what is
	casualty                     // what becomes of people: "killed"
	plural                       // more than one, though it does not look it: "people"
	singular                     // ends in s and is not more than one: "news"
	rising                       // says that something goes up
	falling                      // says that something goes down
	moving                       // of those, what moves by itself: "rose", not "raised"
	contest                      // of matches and votes: "won"
	naming                       // what a number after it names: "Boeing", "Route"
	preposed                     // stands before times: "in", "since"
	pointing                     // "this", "that": "one" after it is no number
	each                         // "per", "a": for each
	dayPart                      // "morning"
	zone                         // a time zone
	adverb                       // may stand between what moves and its number: "sharply"
	possessive                   // "his", "their", "its", "the"
	human                        // one of those who are counted: "person"
	shareable                    // of what there is an amount for each: "share", "barrel"
	pricing                      // of money: "paid"
	opens                        // a figure can begin with it
)

// A word is what the lexicon knows of one word or sign.
type word struct {
	is       class
	cardinal cardinal
	value    int64 // of a cardinal
	exp      int   // of a scale: the power of ten
	ordinal  int64 // "third", "thirds": 3; -1: the end of one, "th"
	share    int64 // of "¾", 3004: see vulgarSigns
	parts    bool  // it is a plural: "thirds"
	month    int
	weekday  int // 1 is Monday
	decade   int // of a life: "forties", 40
	units    []phrase[*unit]
	money    []phrase[*currency]
	before   []phrase[qualifier]
	after    []phrase[qualifier]
}

// unknown is a word that the lexicon does not have.
var unknown word

// A phrase is what a word and those after it mean.
type phrase[T any] struct {
	rest  []*word
	exact string // if not "", the letters must be these, in this case
	means T
}

// longest returns the meaning of the longest phrase of a list that stands from token
// i on, and the token after it.
func longest[T any](s *scanner, i int, list []phrase[T]) (means T, end int, ok bool) {
	best := -1
	for k := range list {
		p := &list[k]
		if len(p.rest) <= best || !s.follow(i+1, p.rest) {
			continue
		}
		if p.exact != "" && s.between(i, i+1+len(p.rest)) != p.exact {
			continue
		}
		best, means, end, ok = len(p.rest), p.means, i+1+len(p.rest), true
	}
	return means, end, ok
}

func (s *scanner) follow(i int, words []*word) bool {
	for k, w := range words {
		if s.at(i+k).w != w {
			return false
		}
	}
	return true
}

// A lexicon holds all words that matter to figures.
type lexicon struct {
	words map[string]*word
	signs [128]*word
}

// look returns what is known of a word in lower case.
func (l *lexicon) look(w string) *word {
	if x := l.words[w]; x != nil {
		return x
	}
	return &unknown
}

// word returns the entry of a word, made if need be.
func (l *lexicon) word(text string) *word {
	w := l.words[text]
	if w == nil {
		w = new(word)
		l.words[text] = w
		if len(text) == 1 && text[0] < 128 {
			l.signs[text[0]] = w
		}
	}
	return w
}

// split cuts a phrase into its words, as tokenize does.
func (l *lexicon) split(form string) (first *word, rest []*word) {
	var all []*word
	for _, t := range tokenizeForm(form) {
		all = append(all, l.word(strings.ToLower(t)))
	}
	return all[0], all[1:]
}

// tokenizeForm cuts a form of a table: letters, single digits, signs.
func tokenizeForm(form string) (out []string) {
	start := -1
	flush := func(i int) {
		if start >= 0 {
			out = append(out, form[start:i])
			start = -1
		}
	}
	for i, r := range form {
		switch {
		case unicode.IsLetter(r):
			if start < 0 {
				start = i
			}
		case r == ' ':
			flush(i)
		default:
			flush(i)
			out = append(out, string(r))
		}
	}
	flush(len(form))
	return out
}

// forms yields the forms of a table's entry: they stand between bars; a "~" is one
// form without and one with a plural s; a "=" before one means that upper and lower
// case matter.
func forms(list string, yield func(form string, exact bool)) {
	for f := range strings.SplitSeq(list, "|") {
		f, exact := strings.CutPrefix(f, "=")
		exact = exact || strings.ContainsAny(f, "23") // "m2", not "5 m 2"
		if strings.Contains(f, "~") && len(f) > 1 {
			yield(strings.Replace(f, "~", "s", 1), exact)
			f = strings.Replace(f, "~", "", 1)
		}
		yield(f, exact)
	}
}

// theLexicon returns the lexicon, made when it is first needed.
var theLexicon = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: make(map[string]*word, 2048)}
	for i := range l.signs {
		l.signs[i] = &unknown
	}
	for text, w := range vocabulary {
		l.words[text] = w
		if len(text) == 1 {
			l.signs[text[0]] = w
		}
	}
	for _, t := range classes {
		for w := range strings.FieldsSeq(t.words) {
			l.word(w).is |= t.is
		}
	}
	l.numbers()
	l.calendar()
	for i := range units {
		u := &units[i]
		forms(u.forms, func(form string, exact bool) {
			first, rest := l.split(form)
			first.units = append(first.units, phrase[*unit]{rest, exactly(form, exact), u})
		})
	}
	for i := range currencies {
		c := &currencies[i]
		forms(c.forms, func(form string, exact bool) {
			first, rest := l.split(form)
			first.money = append(first.money, phrase[*currency]{rest, exactly(form, exact), c})
			first.is |= opens
		})
	}
	for i := range millions {
		c := &millions[i]
		first, rest := l.split(c.forms)
		first.money = append(first.money, phrase[*currency]{rest, c.forms, c})
		first.is |= opens
	}
	for _, q := range qualifiers {
		forms(q.before, func(form string, _ bool) {
			if form != "" {
				first, rest := l.split(form)
				first.before = append(first.before, phrase[qualifier]{rest, "", q})
				first.is |= opens
			}
		})
		forms(q.after, func(form string, _ bool) {
			if form != "" {
				first, rest := l.split(form)
				first.after = append(first.after, phrase[qualifier]{rest, "", q})
			}
		})
	}
	return l
})

func exactly(form string, exact bool) string {
	if exact {
		return form
	}
	return ""
}

// vocabulary holds the words that the grammar names.
var vocabulary = make(map[string]*word)

// name enters a word that the grammar names.
func name(text string) *word {
	w := new(word)
	vocabulary[text] = w
	return w
}
