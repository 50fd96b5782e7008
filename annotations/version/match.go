package version

import (
	"slices"
	"strings"
	"unicode"

	"pressmark/annotations"
)

const (
	// shingle is how many words in a row are compared as one: four are seldom equal in
	// two articles that are not about the same words.
	shingle = 4
	// leastAtAddress is the overlap from which a text at the same address is a new version.
	// Less is another article there: a page of headlines, a live page that begins anew.
	leastAtAddress = 0.2
	// leastTitled is the same for an article of the same title or nearly, where not both
	// addresses are known. Different articles of one title (a column's name) share a
	// greeting; those of two papers about one event, quotations.
	leastTitled = 0.5
	// leastElsewhere is the same where all that speaks for it is the text: the title is
	// another, or both addresses are known and differ, as after a change of headline. Daily
	// reports from a template, and two lists of one event, share more than half.
	leastElsewhere = 0.7
	// leastTitle is the part of the words of two titles that both must have to be nearly
	// the same: all but two of eight.
	leastTitle = 0.6
	// probes is how many passages of a text, probeLen bytes long and evenly spread, are
	// looked for in texts with another title, and leastProbes how many of them must be
	// there for the texts to be compared. With an overlap of leastElsewhere three of four
	// are there on average.
	probes      = 6
	probeLen    = 40
	leastProbes = 2
)

// A Found is the kept article that a fresh one is, or is a new version of.
type Found struct {
	Article annotations.ID
	Same    bool    // the text is the very same: no new version, but the article itself
	Overlap float64 // the part of the shorter text's words, four in a row, that the other has too
}

// Match finds the article of which a fresh one is a new version, among those that are
// kept; ok is false where there is none. It is the one whose text is the very same; else,
// of those at the same address or with nearly the same title, or where there is none of
// these of all, the newest of those that have most in common with it.
func Match(fresh annotations.Article, kept []annotations.Article) (f Found, ok bool) {
	m := matcher{fresh: fresh, address: Address(fresh.Source), title: titleWords(fresh.Title), probes: probesOf(fresh.Text.String())}
	var unlike []*annotations.Article // neither address nor title is the same
	for i := range kept {
		a := &kept[i]
		switch least, alike := m.alike(a); {
		case a.Deleted || a.ID == fresh.ID:
		case a.Text.Len() == fresh.Text.Len() && a.Text.String() == fresh.Text.String():
			return Found{a.ID, true, 1}, true
		case alike:
			m.weigh(a, least)
		case least > 0:
			unlike = append(unlike, a)
		}
	}
	if m.best == nil {
		for _, a := range unlike {
			if m.probable(a.Text.String()) {
				m.weigh(a, leastElsewhere)
			}
		}
	}
	return m.found, m.best != nil
}

// A matcher compares one article with others.
type matcher struct {
	fresh    annotations.Article
	address  string
	title    []string
	probes   []string
	shingles map[uint64]bool // of the fresh article, made when a text is compared
	best     *annotations.Article
	found    Found // of the best
}

// alike reports whether address or title say that an article may be an older version, and
// which overlap their texts must have; 0: it is none, whatever the text. The same text at
// two sites is one agency's, in two papers.
func (m *matcher) alike(a *annotations.Article) (least float64, is bool) {
	address := ""
	if m.address != "" {
		address = Address(a.Source)
	}
	switch {
	case address != "" && address == m.address:
		return leastAtAddress, true
	case address != "" && host(address) != host(m.address):
		return 0, false
	}
	near := nearTitles(m.title, titleWords(a.Title))
	if address == "" && near {
		return leastTitled, true
	}
	return leastElsewhere, near
}

// weigh compares the texts, and takes an article if it is better than the best so far.
func (m *matcher) weigh(a *annotations.Article, least float64) {
	if m.shingles == nil {
		m.shingles = shingles(m.fresh.Text)
	}
	n := common(m.shingles, shingles(a.Text))
	better := m.best == nil || n > m.found.Overlap || n == m.found.Overlap && a.Created.After(m.best.Created)
	if n >= least && better {
		m.best, m.found = a, Found{Article: a.ID, Overlap: n}
	}
}

// probesOf returns passages of a text.
func probesOf(s string) (out []string) {
	for i := range probes {
		if at := (2*i + 1) * len(s) / (2 * probes); at+probeLen <= len(s) {
			out = append(out, s[at:at+probeLen])
		}
	}
	return out
}

// probable reports whether a text is about as long as the fresh one and has some of its
// passages.
func (m *matcher) probable(s string) bool {
	if n := m.fresh.Text.Len(); len(s) < n/2 || len(s)/4 > n {
		return false
	}
	hits := 0
	for i, p := range m.probes {
		if strings.Contains(s, p) {
			hits++
		}
		if hits+len(m.probes)-1-i < leastProbes {
			return false
		}
	}
	return hits >= leastProbes
}

// common returns the part of the smaller of two sets that is in both.
func common(x, y map[uint64]bool) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	both := 0
	for h := range x {
		if y[h] {
			both++
		}
	}
	return float64(both) / float64(len(x))
}

// shingles returns the hashes of each few words in a row of a text, signs left out.
func shingles(t annotations.Text) map[uint64]bool {
	out := make(map[uint64]bool, t.Len()/6)
	var last [shingle]uint64
	n := 0
	for _, w := range t.Words(annotations.Span{End: t.Len()}) {
		copy(last[:], last[1:])
		last[shingle-1] = hash(t.Slice(w))
		if n++; n >= shingle {
			var h uint64
			for _, x := range last {
				h = h*0x9E3779B97F4A7C15 + x
			}
			out[h] = true
		}
	}
	return out
}

// hash returns the FNV-1a hash of a folded word.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range s {
		if r = fold(r); r >= 0 {
			h = (h ^ uint64(r)) * 1099511628211
		}
	}
	return h
}

// titleWords returns the words of a title, folded, sorted, each once.
func titleWords(title string) []string {
	words := strings.FieldsFunc(strings.Map(fold, title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	slices.Sort(words)
	return slices.Compact(words)
}

// nearTitles reports whether two titles, as sorted words, are the same or nearly.
func nearTitles(v, w []string) bool {
	if len(v) == 0 || len(w) == 0 {
		return false
	}
	both := 0
	for i, j := 0, 0; i < len(v) && j < len(w); {
		switch c := strings.Compare(v[i], w[j]); {
		case c == 0:
			both, i, j = both+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return float64(both) >= leastTitle*float64(max(len(v), len(w)))
}
