package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// Names returns the names in a part of an article (of people, bodies, places), in
// order.
//
// A name is the longest run of words with capitals, with small words inside that join
// them ("Bank of England", "Ursula von der Leyen"). Titles and nationalities before a
// name belong to it ("Russian President Vladimir Putin"), as the reader marks it with
// them; alone they are none, nor are days and months. A leading "the" and a possessive
// ending stay outside.
//
// The capital of the first word of a sentence, or of any word of a headline in title
// case, says nothing: such a word is a name only where others of the article say so,
// by a capital within a sentence.
func Names(a annotations.Article, in annotations.Span) []annotations.Span {
	var out []annotations.Span
	known := newVocabulary(a)
	from, to := a.BlocksIn(in)
	for i := from; i < to; i++ {
		toks := known.blocks[i]
		shouted := known.titled[i]
		for _, r := range runs(toks) {
			r = known.trim(toks, r, shouted)
			if r.from < r.to {
				s := a.Text.Whole(annotations.Span{Start: toks[r.from].span.Start, End: toks[r.to-1].span.End})
				if s.Overlaps(in) && (len(out) == 0 || out[len(out)-1].End <= s.Start) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// A vocabulary is what an article's words tell of one another.
type vocabulary struct {
	blocks [][]token
	titled []bool // the block is a headline in title case
	// capital counts a word with a capital where a small letter was possible, small
	// the same word with a small letter, by its text in lower case.
	capital, small map[string]int
}

func newVocabulary(a annotations.Article) vocabulary {
	v := vocabulary{make([][]token, len(a.Blocks)), make([]bool, len(a.Blocks)), map[string]int{}, map[string]int{}}
	for i, b := range a.Blocks {
		toks := tokenize(a.Text, b.Span)
		sentences(toks)
		v.blocks[i], v.titled[i] = toks, titled(toks)
		if v.titled[i] {
			continue
		}
		for k, t := range toks {
			switch {
			case t.class != word:
			case !t.capital() && len(t.text) < 3:
			case !t.capital():
				v.small[t.lower]++
			case !initial(toks, k):
				v.capital[t.lower]++
			}
		}
	}
	return v
}

// initial reports whether the token at i has its capital by its place: it begins a
// sentence, or what a quotation mark or a colon introduces.
func initial(toks []token, i int) bool {
	if toks[i].first || i == 0 {
		return true
	}
	p := toks[i-1]
	return p.class == point && strings.Contains("\"“”„«»‘'’:•–—-(*", p.text) || p.class == breaking
}

// A headline has at least titleWords long words, of which titleShare have capitals, or
// all of them where it ends with a full stop.
const (
	titleWords = 4
	titleShare = 0.85
)

// titled reports whether a block is written as a headline is, with a capital on each
// word of some length.
func titled(toks []token) bool {
	long, capitals := 0, 0
	for _, t := range toks {
		if t.class == word && len(t.text) > 2 && !functional[t.lower] {
			long++
			if t.capital() {
				capitals++
			}
		}
	}
	if long < titleWords {
		return false
	}
	if toks[len(toks)-1].is(".") {
		return capitals == long
	}
	return float64(capitals) >= titleShare*float64(long)
}

// joining are the small words that can stand inside a name.
var joining = set("of the de da do dos das del della di du la le van von der den ter bin ibn al el & y e for")

// A run is a half-open range of indexes of tokens.
type run struct{ from, to int }

// runs returns the longest runs of tokens that can be names.
func runs(toks []token) []run {
	var out []run
	for i := 0; i < len(toks); i++ {
		if !namelike(toks[i]) {
			continue
		}
		r := run{i, i + 1}
		for r.to < len(toks) {
			n := join(toks, r)
			if n == 0 || dated(toks, r.to) || initial(toks, r.to) && toks[r.to].first {
				break
			}
			r.to += n
		}
		out = append(out, r)
		i = r.to - 1
	}
	return out
}

// namelike reports whether a token can begin or end a name.
func namelike(t token) bool {
	return t.capital() && !days[t.lower] && (t.text != "I" && !strings.HasPrefix(t.text, "I’") && !strings.HasPrefix(t.text, "I'"))
}

// join returns how many tokens behind a run go on with its name: a word with a
// capital, and the small words before it.
func join(toks []token, r run) int {
	for n := 0; r.to+n < len(toks) && n <= mostSmall; n++ {
		switch t := toks[r.to+n]; {
		case namelike(t):
			if n > 0 && !joins(toks[r.from:r.to], toks[r.to:r.to+n]) {
				return 0
			}
			return n + 1
		case t.is("&"), t.class == word && !t.capital() && joining[t.lower]:
		default:
			return 0
		}
	}
	return 0
}

// mostSmall is how many small words may stand together in a name: "Strait of the".
const mostSmall = 3

// joins reports whether small words bind two words with capitals into one name. "For"
// and "of the" do so after a word for a body or an office, and so does "of" behind more
// than one word: "Ada Brandt of Northport" are two names. "And" is none of them.
func joins(name, small []token) bool {
	before := name[len(name)-1]
	office := bodies[before.lower] || roles[before.lower]
	for i, t := range small {
		switch t.lower {
		case "for":
			return office && len(small) == 1
		case "the":
			if i == 0 || !office {
				return false
			}
		case "of":
			if _, adjective := nationality(before.lower); adjective || honorifics[before.lower] || len(name) > 1 && !office {
				return false
			}
		}
	}
	return true
}

// dated reports whether the token at i belongs to a date.
func dated(toks []token, i int) bool {
	if days[toks[i].lower] {
		return true
	}
	if !months[toks[i].lower] {
		return false
	}
	if i+1 < len(toks) && toks[i+1].class == number {
		return true
	}
	return i > 0 && (prepositions[toks[i-1].lower] || determiners[toks[i-1].lower] || toks[i-1].class == number)
}

// trim sheds from a run what is no name; the result may be empty.
func (v vocabulary) trim(toks []token, r run, shouted bool) run {
	for r.from < r.to {
		t := toks[r.from]
		switch {
		case functional[t.lower] && !t.acronym(), dated(toks, r.from), joining[t.lower] && !t.capital():
			r.from++
			continue
		case (shouted || initial(toks, r.from)) && !v.proper(t, r.to-r.from > 1 && !shouted):
			r.from++
			continue
		}
		break
	}
	for r.to > r.from && (!namelike(toks[r.to-1]) || dated(toks, r.to-1) || functional[toks[r.to-1].lower] && !months[toks[r.to-1].lower] && !toks[r.to-1].acronym()) {
		r.to--
	}
	if shouted {
		for i := r.from; i < r.to; i++ {
			if t := toks[i]; t.capital() && !v.proper(t, false) {
				r.to = i
			}
		}
	}
	for i := r.from; i < r.to; i++ {
		if t := toks[i]; t.capital() && !common(t) && utf8.RuneCountInString(t.text) > 1 {
			return r
		}
	}
	return run{}
}

// common reports whether a word with a capital is no name alone: a title, a role, a
// nationality, a month.
func common(t token) bool {
	_, adjective := nationality(t.lower)
	return adjective || honorifics[t.lower] || roles[t.lower] || months[t.lower] || modifiers[t.lower]
}

// proper reports whether a word whose capital says nothing is a name, as far as the
// article shows. followed says that another word with a capital goes on.
func (v vocabulary) proper(t token, followed bool) bool {
	switch {
	case v.capital[t.lower] > v.small[t.lower]:
		return true
	case t.acronym(), inner(t.text):
		return true
	case common(t):
		return followed
	}
	return followed && v.small[t.lower] == 0 && !strings.HasSuffix(t.lower, "ly") && !strings.HasSuffix(t.lower, "ing")
}

// inner reports whether a word has a capital inside, as "McDonald" and "YouTube" do.
func inner(w string) bool {
	small := false
	for _, r := range w {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// bodies are words of the names of bodies, public ones apart.
var (
	publicBodies = set("ministry government parliament congress senate court tribunal army navy police department treasury commission council " +
		"cabinet assembly duma bundestag knesset administration bureau agency office authority regulator kremlin pentagon fbi " +
		"cia nsa nasa prosecutors embassy municipality federal reserve justice house military forces guard gendarmerie " +
		"committee")
	bodies = union(publicBodies, set("chamber organization organisation organisations organizations association company corporation corp inc ltd plc llc gmbh ag "+
		"bank university college school institute party union group fund foundation federation society league club network news "+
		"times post journal tribune guardian herald agency press church hospital nations alliance coalition board centre center "+
		"trust service services research health human trade defence defense affairs movement campaign brothers sons partners "+
		"holdings industries airlines motors media television radio team"))
)
