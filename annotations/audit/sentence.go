package audit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// A sentence is a sentence of an article, cut into words.
type sentence struct {
	span   annotations.Span
	pieces []piece
	words  []string // stems of its content words, sorted, none twice
	times  []string // years, months and days of the week
	frame  frame
}

// A frame is what sets a statement off from what is now the case. Two statements in
// different frames do not contradict one another.
type frame uint8

const (
	past     frame = 1 << iota // "earlier", "last year"
	possible                   // "could", "is expected to", "up to"
)

// A piece is a word of a sentence, or what separates words.
type piece struct {
	lower   string // in lower case, without a possessive ending
	stem    string // of content words
	span    annotations.Span
	class   class
	capital bool // it begins with one
	stop    bool // punctuation that ends a clause
}

// is reports whether a piece is a word of one of some classes.
func (p piece) is(c class) bool { return p.class&c != 0 }

// name reports whether a piece begins with a capital and is no word of every sentence.
func (p piece) name() bool { return p.capital && !p.is(function|temporal) }

// ends reports whether a piece ends a clause, or begins another.
func (p piece) ends() bool { return p.stop || p.is(clausal) }

// sentence returns the sentence that a mark begins in, or nil of an orphan.
func (r *record) sentence(m *annotations.Annotation) *sentence {
	i := r.block(m)
	if i < 0 {
		return nil
	}
	all, ok := r.sentences[i]
	if !ok {
		all = sentences(r.doc.Article.Text, r.doc.Article.Blocks[i].Span)
		r.sentences[i] = all
	}
	k, _ := slices.BinarySearchFunc(all, m.Cover().Start, func(s *sentence, at int) int { return s.span.End - at - 1 })
	if k == len(all) {
		return nil
	}
	if all[k].pieces == nil {
		all[k].read(r.doc.Article.Text)
	}
	return all[k]
}

// sentences returns the sentences of a block, not read yet. They cover it.
func sentences(t annotations.Text, block annotations.Span) []*sentence {
	var out []*sentence
	s := t.Slice(block)
	start, from, at := block.Start, 0, block.Start
	for i := strings.IndexAny(s, stops); i >= 0; i = next(s, i) {
		if ends(s, i) {
			at += utf8.RuneCountInString(s[from : i+1])
			from = i + 1
			out = append(out, &sentence{span: annotations.Span{Start: start, End: at}})
			start = at
		}
	}
	if start < block.End {
		out = append(out, &sentence{span: annotations.Span{Start: start, End: block.End}})
	}
	return out
}

// stops are what can end a sentence.
const stops = ".!?"

// next returns where a stop stands after the one at i; -1 where there is none.
func next(s string, i int) int {
	if k := strings.IndexAny(s[i+1:], stops); k >= 0 {
		return i + 1 + k
	}
	return -1
}

// ends reports whether the stop at i ends a sentence: it stands before a space and a
// capital or a number, and not after an initial or an abbreviation.
func ends(s string, i int) bool {
	rest := strings.TrimLeft(s[i+1:], "\"'”’)")
	follows, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \"'“‘("))
	if rest == "" || rest[0] != ' ' || !unicode.IsUpper(follows) && !unicode.IsDigit(follows) {
		return false
	}
	word := s[strings.LastIndexAny(s[:i], " \n“\"(")+1 : i]
	first, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsUpper(first) || len(word) > 3 && !strings.Contains(word, ".")
}

// read cuts a sentence into words, and takes from them what the sentence says.
func (s *sentence) read(t annotations.Text) {
	s.pieces = pieces(t, s.span)
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.stop {
			continue
		}
		switch {
		case p.is(month) && p.capital && i > 0, p.is(day), year(p.lower):
			s.times = append(s.times, p.lower)
		case p.is(earlier):
			s.frame |= past
		case p.is(uncertain):
			s.frame |= possible
		}
		if !p.is(function) {
			p.stem = stem(p.lower)
			if !p.is(temporal) && !numeric(p.lower) {
				s.words = append(s.words, p.stem)
			}
		}
	}
	slices.Sort(s.words)
	s.words = slices.Compact(s.words)
}

// says reports whether a content word with a stem is in the sentence.
func (s *sentence) says(stem string) bool {
	_, ok := slices.BinarySearch(s.words, stem)
	return ok
}

// pieces cuts a part of a text into words and the punctuation that ends clauses.
func pieces(t annotations.Text, in annotations.Span) []piece {
	s := t.Slice(in)
	out := make([]piece, 0, len(s)/5+1)
	cp, from, start := in.Start, -1, 0
	flush := func(to int) {
		if from >= 0 {
			if w := strings.Trim(s[from:to], "'’-"); w != "" {
				l := strings.TrimSuffix(lower(w), "'s")
				r, _ := utf8.DecodeRuneInString(w)
				out = append(out, piece{lower: l, span: annotations.Span{Start: start, End: cp}, class: classes[l], capital: unicode.IsUpper(r)})
			}
			from = -1
		}
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), from >= 0 && (r == '\'' || r == '’' || r == '-'):
			if from < 0 {
				from, start = i, cp
			}
		case from >= 0 && (r == '.' || r == ',') && digitAt(s, i-1) && digitAt(s, i+1):
		default:
			flush(i)
			if strings.ContainsRune(",;:()—–\"“”", r) {
				out = append(out, piece{stop: true, span: annotations.Span{Start: cp, End: cp + 1}})
			}
		}
		cp++
	}
	flush(len(s))
	return out
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }
