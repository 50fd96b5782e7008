package suggest

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"pressmark/annotations"
)

// A Reason says why a record is offered.
type Reason string

// The reasons, from the strongest to the weakest.
const (
	ByName     Reason = "name"     // it has that name, titles and accents aside
	BySpelling Reason = "spelling" // it has that name in another transcription
	ByAcronym  Reason = "acronym"
	ByWords    Reason = "words" // some of the name's words, or these in another order
	BySurname  Reason = "surname"
	ByTypo     Reason = "typo" // a letter differs
	ByRole     Reason = "role"
	ByGiven    Reason = "given name"
	ByPrefix   Reason = "prefix"  // a word of the name begins so
	ByMention  Reason = "mention" // it was mentioned last: for a pronoun
)

// A Match is a record that fits a mention.
type Match struct {
	Actor  *annotations.Actor
	Name   string         // which of its names fits; "" for a role or a pronoun
	Mark   annotations.ID // the article's last annotation of it before the mention; "": none
	Reason Reason
	Score  float64 // the higher the better; comparable within one answer only
}

// A Context is what is known about a mention besides its words. Its zero value is
// nothing.
type Context struct {
	Doc annotations.Doc  // the article of the mention, with its annotations
	At  annotations.Span // the mention in it
	// Typed says that the mention is what somebody types to find a record: it is a name,
	// and the beginning of any word of it is enough.
	Typed bool
}

// Actors returns the live records that a mention fits, best first, no more than eight.
// The mention is as the article has it ("Russia's president Vladimir Putin", "the WHO",
// "Putin’s", "he", "the envoy"), or what somebody types to find a record.
//
// Titles, roles and whose they are count for nothing, nor do case, accents, and a
// leading "the"; a surname finds a person, an acronym a body. A first name that differs
// rules a person out. Records that the article mentions already come first among those
// that fit about as well. What fits weakly is not offered.
func Actors(mention string, c Context, dir annotations.Directory) []Match {
	draft := Describe(mention, "", "")
	last := lastMentions(c.Doc, dir, c.At)
	var out []Match
	switch {
	case c.Typed:
	case draft.Form == Pronoun:
		return Antecedents(c.Doc, dir, c.At)
	case draft.Form == Description:
		out = Antecedents(c.Doc, dir, c.At)
	}
	q := newQuery(mention, draft)
	if c.Typed {
		q.typed = strings.Join(q.whole.folded, " ")
	}
	for _, a := range dir.List() {
		m := q.match(a)
		if m.Score == 0 || slices.ContainsFunc(out, func(o Match) bool { return o.Actor.ID == a.ID }) {
			continue
		}
		if seen, ok := last[a.ID]; ok {
			m.Mark = seen.mark
			m.Score += inArticle + recent/float64(1+seen.rank)
		}
		if m.Score >= leastOffered {
			out = append(out, m)
		}
	}
	return best(out)
}

// best returns matches in order, the best ones only.
func best(out []Match) []Match {
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Actor.Name, b.Actor.Name), strings.Compare(string(a.Actor.ID), string(b.Actor.ID))) < 0
	})
	return out[:min(len(out), mostOffered)]
}

// A query is a mention, ready to be held against names.
type query struct {
	whole   nameWords       // all its words
	bare    nameWords       // without titles, roles and the like
	person  bool            // it has the title of a person
	typed   string          // what somebody types, folded; "": it is a mention
	letters map[letter]bool // with which its words begin
}

// nameWords are the words of a name in the forms in which they are compared.
type nameWords struct {
	folded   []string // without "the", possessive endings, accents
	spelt    []string // as all transcriptions have it
	acronym  string   // the name's own letters, if it is an acronym: "who"
	initials string   // of its words, small words left out: "who"
}

func newWords(name string) nameWords { return wordsFrom(wordsOf(name)) }

func wordsFrom(toks []token) nameWords {
	var w nameWords
	var initials []rune
	for i, t := range toks {
		if t.class != word && t.class != number || i == 0 && len(toks) > 1 && (t.is("the") || t.is("a") || t.is("an")) {
			continue
		}
		if t.acronym() {
			w.acronym = fold(t.text)
		}
		for part := range strings.SplitSeq(strings.ReplaceAll(fold(t.text), "‑", "-"), "-") {
			if part == "" {
				continue
			}
			w.folded = append(w.folded, part)
			w.spelt = append(w.spelt, spelling(part))
			if r, _ := utf8.DecodeRuneInString(part); !joining[part] {
				initials = append(initials, r)
			}
		}
	}
	if len(w.folded) > 1 {
		w.acronym = ""
	}
	w.initials = string(initials)
	return w
}

func newQuery(mention string, d Draft) query {
	q := query{whole: newWords(mention), letters: map[letter]bool{}, person: d.titled}
	q.bare = q.whole
	if d.Form == Name {
		q.bare = newWords(d.Name)
	}
	q.bare.shorten()
	for _, w := range slices.Concat(q.whole.folded, q.bare.folded) {
		r, _ := utf8.DecodeRuneInString(w)
		q.letters[letterOf(r)] = true
	}
	return q
}

// A letter stands for those that transcriptions take for one another at the beginning
// of a word.
type letter rune

func letterOf(r rune) letter {
	r = unicode.ToLower(r)
	if plain, ok := accents[r]; ok {
		r = plain
	}
	switch r {
	case 'k', 'q', 'x':
		return 'c'
	case 'y', 'j':
		return 'i'
	case 'w':
		return 'v'
	case 'p':
		return 'f'
	case 'z', 'd', 'ß':
		return 's'
	case 'æ':
		return 'a'
	case 'œ':
		return 'o'
	case 'g':
		return 'h'
	}
	return letter(r)
}

// meets reports whether a word of a name begins with a letter of the query's: nothing
// else can fit, and most names of a library are put aside at once.
func (q query) meets(name string) bool {
	start := true
	for _, r := range name {
		if start && q.letters[letterOf(r)] {
			return true
		}
		start = !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return false
}

// endings are the words at the end of a company's name that an article leaves out.
var endings = set("inc corp corporation ltd limited plc llc co company gmbh ag sa nv group holdings")

// shorten drops the ending of a company.
func (w *nameWords) shorten() {
	for n := len(w.folded) - 1; n > 0 && endings[w.folded[n]]; n-- {
		w.folded, w.spelt = w.folded[:n], w.spelt[:n]
	}
}

// match holds a record against the query; its score is 0 where it does not fit.
func (q query) match(a *annotations.Actor) Match {
	m := Match{Actor: a}
	for i, name := range a.Names() {
		score, reason := q.compare(name, a)
		if score > m.Score || score == m.Score && score > 0 && i == 0 {
			m.Score, m.Reason, m.Name = score, reason, name
		}
	}
	if body := a.Type != "" && a.Type != annotations.Person; q.person && body && m.Score > 0 {
		m.Score = max(m.Score-wrongType, 0)
	}
	return m
}

func (q query) compare(name string, a *annotations.Actor) (float64, Reason) {
	if !q.meets(name) {
		return 0, ""
	}
	toks := wordsOf(name)
	w := wordsFrom(toks)
	if len(q.whole.folded) == 0 || len(w.folded) == 0 {
		return 0, ""
	}
	if slices.Equal(q.whole.folded, w.folded) {
		return sameName, ByName
	}
	bare := w
	if from := nameStart(toks); from > 0 && from < len(toks) {
		bare = wordsFrom(toks[from:])
	}
	bare.shorten()
	if len(q.bare.folded) == 0 || len(bare.folded) == 0 {
		return 0, ""
	}
	switch {
	case slices.Equal(q.bare.folded, bare.folded) && len(bare.folded) == 1 && len(w.folded) > 1 && person(a):
		return sameSurname, BySurname // "Clinton", of "Mrs Clinton"
	case slices.Equal(q.bare.folded, bare.folded):
		return sameBare, ByName
	case q.whole.acronym != "" && len(q.whole.folded) == 1 && len(w.folded) > 1 && len(q.whole.acronym) > 1 && q.whole.acronym == w.initials,
		w.acronym != "" && len(w.folded) == 1 && len(q.whole.folded) > 1 && len(w.acronym) > 1 && w.acronym == q.whole.initials:
		return sameAcronym, ByAcronym
	case slices.Equal(q.bare.spelt, bare.spelt):
		return sameSpelling, BySpelling
	case sameSet(q.bare.spelt, bare.spelt):
		return sameWords, ByWords
	}
	if person(a) {
		if score, reason := q.personal(bare); score > 0 {
			return score, reason
		}
	}
	if !q.person && a.Type != annotations.Person {
		if long, short := bare.folded, q.bare.folded; len(short) < len(long) && slices.Equal(long[:len(short)], short) && !weakStart(short) && a.Type != annotations.Place {
			return samePart, ByWords
		}
	}
	if q.typed == "" {
		return 0, ""
	}
	return q.typedIn(w)
}

// weakStart reports whether words are too common to stand for a name that begins with
// them: "the National" of "National Guard", "Russia" of "Russia Today".
func weakStart(w []string) bool {
	if len(w) != 1 {
		return false
	}
	_, adjective := nationality(w[0])
	return adjective || places[w[0]] || roles[w[0]] || honorifics[w[0]] || bodies[w[0]] || len(w[0]) < 3 ||
		slices.Contains([]string{"united", "world", "international", "european", "north", "south", "east", "west", "new", "central", "global", "first", "royal", "american"}, w[0])
}

func person(a *annotations.Actor) bool {
	return a.Type == annotations.Person || a.Type == ""
}

// personal compares the names of two people.
func (q query) personal(w nameWords) (float64, Reason) {
	a, b := q.bare, w
	an, bn := len(a.spelt), len(b.spelt)
	if an == 1 && bn == 1 {
		if near(a.folded[0], b.folded[0]) {
			return sameTypo, ByTypo
		}
		return 0, ""
	}
	surname := func(x, y nameWords) bool { // x's words end y
		k := len(y.spelt) - len(x.spelt)
		return k > 0 && slices.Equal(y.spelt[k:], x.spelt) && !joining[x.folded[0]]
	}
	switch {
	case surname(a, b), surname(b, a):
		return sameSurname, BySurname
	case an > 1 && bn > 1 && a.spelt[an-1] == b.spelt[bn-1] && sameGivenName(a.folded[0], b.folded[0]):
		return sameEnds, ByName
	case an > 1 && bn > 1 && an == bn && (near(a.folded[an-1], b.folded[bn-1]) && a.spelt[0] == b.spelt[0] || near(a.folded[0], b.folded[0]) && a.spelt[an-1] == b.spelt[bn-1]):
		return sameTypo, ByTypo
	case an == 1 && near(a.folded[0], b.folded[bn-1]):
		return sameTypo, ByTypo
	case an == 1 && a.spelt[0] == b.spelt[0]:
		return sameGiven, ByGiven
	}
	return 0, ""
}

// sameGivenName reports whether two folded first names can be one person's: one is the
// initial of the other, or its beginning ("Don", "Donald").
func sameGivenName(a, b string) bool {
	return spelling(a) == spelling(b) || len(a) != 2 && strings.HasPrefix(b, a) || len(b) != 2 && strings.HasPrefix(a, b)
}

// typedIn says how well a beginning that somebody types fits a name: its letters are
// looked for in order, and must begin a word and follow one another.
func (q query) typedIn(w nameWords) (float64, Reason) {
	if utf8.RuneCountInString(q.typed) < shortPrefix || len(q.whole.folded) > len(w.folded) {
		return 0, ""
	}
	name := strings.Join(w.folded, " ")
	for _, m := range fuzzy.FindNoSort(q.typed, []string{name}) {
		first, last := m.MatchedIndexes[0], m.MatchedIndexes[len(m.MatchedIndexes)-1]
		if last-first < len(q.typed) && name[first:first+len(q.typed)] == q.typed && (first == 0 || name[first-1] == ' ') {
			return samePrefix + (wholeWord-samePrefix)*float64(len(q.typed))/float64(len(name)-first), ByPrefix
		}
	}
	return 0, ""
}

// sameSet reports whether two names have the same words in any order, small words
// aside.
func sameSet(a, b []string) bool {
	sorted := func(in []string) []string {
		out := slices.DeleteFunc(slices.Clone(in), func(w string) bool { return joining[w] || w == "the" })
		slices.Sort(out)
		return out
	}
	x, y := sorted(a), sorted(b)
	return len(x) > 1 && slices.Equal(x, y)
}
