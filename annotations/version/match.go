package version

import (
	"slices"
	"strings"
	"time"
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
	m := NewMatcher(fresh)
	for _, a := range kept {
		if m.See(a); m.same != nil {
			break
		}
	}
	return m.Found()
}

// A Matcher does what [Match] does, with kept articles that come one after the other.
type Matcher struct {
	fresh    annotations.Article
	address  string
	title    []string
	probes   []string
	shingles map[uint64]bool // of the fresh article, made when a text is compared
	same     *Found          // the text is the very same
	alike    best            // of those whose address or title is the same
	unlike   best            // of the others
}

// A best is the article that has most in common with the fresh one.
type best struct {
	found   Found // of no article: none yet
	created time.Time
}

// NewMatcher returns a matcher that has seen nothing.
func NewMatcher(fresh annotations.Article) *Matcher {
	return &Matcher{fresh: fresh, address: Address(fresh.Source), title: titleWords(fresh.Title), probes: probesOf(fresh.Text.String())}
}

// See compares the fresh article with one that is kept. To see it twice does no harm.
func (m *Matcher) See(a annotations.Article) {
	switch least, alike := m.kinship(&a); {
	case a.Deleted || a.ID == m.fresh.ID || m.same != nil:
	case a.Text.Len() == m.fresh.Text.Len() && a.Text.String() == m.fresh.Text.String():
		m.same = &Found{a.ID, true, 1}
	case alike:
		m.weigh(&a, least, &m.alike)
	case least > 0 && m.alike.found.Article == "" && m.probable(a.Text.String()):
		m.weigh(&a, leastElsewhere, &m.unlike)
	}
}

// Found returns the article of which the fresh one is a new version, of those that were
// seen; ok is false where there is none.
func (m *Matcher) Found() (f Found, ok bool) {
	switch {
	case m.same != nil:
		return *m.same, true
	case m.alike.found.Article != "":
		return m.alike.found, true
	}
	return m.unlike.found, m.unlike.found.Article != ""
}

// kinship reports whether address or title say that an article may be an older version, and
// which overlap their texts must have; 0: it is none, whatever the text. The same text at
// two sites is one agency's, in two papers.
func (m *Matcher) kinship(a *annotations.Article) (least float64, is bool) {
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
func (m *Matcher) weigh(a *annotations.Article, least float64, than *best) {
	if m.shingles == nil {
		m.shingles = shingles(m.fresh.Text)
	}
	n := common(m.shingles, shingles(a.Text))
	better := than.found.Article == "" || n > than.found.Overlap || n == than.found.Overlap && a.Created.After(than.created)
	if n >= least && better {
		*than = best{Found{Article: a.ID, Overlap: n}, a.Created}
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
func (m *Matcher) probable(s string) bool {
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
