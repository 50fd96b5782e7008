package version_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A char is a code point of an edited text. It keeps the code point of the old text that
// it is, or stands in for; inserted for what was put in.
type char struct {
	r    rune
	from int
	kept bool // it is that, or the same in other typography
}

const inserted = -1

func chars(s string) (out []char) {
	for i, r := range []rune(s) {
		out = append(out, char{r, i, true})
	}
	return out
}

func plain(cs []char) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteRune(c.r)
	}
	return b.String()
}

// instead returns text that stands in for some of the old one.
func instead(s string, from []char) (out []char) {
	for i, r := range []rune(s) {
		out = append(out, char{r, from[min(i, len(from)-1)].from, false})
	}
	return out
}

func fresh(s string) (out []char) {
	for _, r := range s {
		out = append(out, char{r, inserted, false})
	}
	return out
}

// An editor changes texts by chance, but always in the same way.
type editor struct {
	*rand.Rand
	words     []string // of other articles
	sentences []string
}

func newEditor(seed uint64, others []string) *editor {
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 7))}
	for _, s := range others {
		e.words = append(e.words, strings.Fields(s)...)
		for _, p := range sentences(chars(s)) {
			if len(p) > 60 && p[len(p)-1].r == ' ' {
				e.sentences = append(e.sentences, plain(p))
			}
		}
	}
	return e
}

func (e *editor) word() string { return e.words[e.IntN(len(e.words))] }

func paragraphs(in []char) [][]char {
	return cut(in, func(i int) bool { return in[i].r == '\n' && (i+1 == len(in) || in[i+1].r != '\n') })
}

func sentences(in []char) [][]char {
	return cut(in, func(i int) bool {
		return in[i].r == '\n' || in[i].r == ' ' && i > 1 && strings.ContainsRune(".?!”\"", in[i-1].r)
	})
}

func cut(in []char, after func(int) bool) (out [][]char) {
	from := 0
	for i := range in {
		if after(i) {
			out = append(out, in[from:i+1])
			from = i + 1
		}
	}
	return append(out, in[from:])
}

// rephrase replaces one word in so many, puts one in, or leaves it out.
func (e *editor) rephrase(in []char, every int) []char {
	return e.perWord(in, unicode.IsLetter, every, func(w []char) []char {
		switch e.IntN(3) {
		case 0:
			return slices.Concat(w, fresh(" "+e.word()))
		case 1:
			return instead(e.word(), w)
		}
		return nil
	})
}

// recount replaces one number in so many.
func (e *editor) recount(in []char, every int) []char {
	return e.perWord(in, unicode.IsDigit, every, func(w []char) []char {
		n, err := strconv.Atoi(plain(w))
		if err != nil {
			return w
		}
		return instead(strconv.Itoa(n+1+e.IntN(40)), w)
	})
}

func (e *editor) perWord(in []char, is func(rune) bool, every int, alter func([]char) []char) (out []char) {
	for i := 0; i < len(in); {
		j := i
		for j < len(in) && is(in[j].r) {
			j++
		}
		switch {
		case i == j:
			out = append(out, in[i])
			j++
		case e.IntN(every) == 0:
			out = append(out, alter(in[i:j])...)
		default:
			out = append(out, in[i:j]...)
		}
		i = j
	}
	return out
}

// resentence deletes, adds and swaps sentences.
func (e *editor) resentence(in []char, cuts, adds, swaps int) []char {
	ss := sentences(in)
	for range cuts {
		if len(ss) > 3 {
			i := e.IntN(len(ss))
			ss = slices.Delete(ss, i, i+1)
		}
	}
	for range adds {
		ss = slices.Insert(ss, e.IntN(len(ss)), fresh(e.sentences[e.IntN(len(e.sentences))]))
	}
	for range swaps {
		i := e.IntN(len(ss))
		if s := ss[i]; len(s) > 0 && s[len(s)-1].r == ' ' {
			other := []rune(e.sentences[e.IntN(len(e.sentences))])
			ss[i] = fresh(string(other))
		}
	}
	return slices.Concat(ss...)
}

// reorder moves paragraphs.
func (e *editor) reorder(in []char, moves int) []char {
	ps := paragraphs(in)
	if last := ps[len(ps)-1]; len(last) > 0 { // each paragraph ends its line
		ps[len(ps)-1] = append(slices.Clip(last), fresh("\n")...)
	}
	for range moves {
		i := e.IntN(len(ps))
		p := ps[i]
		ps = slices.Delete(ps, i, i+1)
		ps = slices.Insert(ps, e.IntN(len(ps)+1), p)
	}
	return slices.Concat(ps...)
}

// retype changes quotation marks, dashes and spaces, as another editing system does.
func (e *editor) retype(in []char) (out []char) {
	put := func(c char, s string) {
		for _, r := range s {
			out = append(out, char{r, c.from, c.kept})
		}
	}
	for i, c := range in {
		switch {
		case c.r == '"' && (i == 0 || unicode.IsSpace(in[i-1].r)):
			put(c, "“")
		case c.r == '"', c.r == '”':
			put(c, "”")
		case c.r == '\'':
			put(c, "’")
		case c.r == '-':
			put(c, "–")
		case c.r == ' ' && e.IntN(10) == 0:
			put(c, "\u00a0")
		case c.r == '\n':
			put(c, "\n\n")
		default:
			out = append(out, c)
		}
	}
	return out
}
