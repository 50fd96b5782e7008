package fetch

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A passage is a paragraph, heading or list item of a PDF.
type passage struct {
	text    string
	heading int // level; 0: it is none
	item    bool
}

// passages joins lines.
func passages(lines []line) []passage {
	lines = withoutRepeated(lines)
	s := survey(lines)
	var out []passage
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && !s.begins(lines[:n], lines[n]) {
			n++
		}
		p := passage{text: s.join(lines[:n]), heading: s.heading(lines[:n])}
		if rest, ok := bulleted(p.text); ok && p.heading == 0 {
			p.text, p.item = rest, true
		}
		out = append(out, p)
		lines = lines[n:]
	}
	return out
}

// withoutRepeated leaves out the lines above and below the text that stand at the same
// height on several pages and differ at most in numbers.
func withoutRepeated(lines []line) []line {
	const tolerance = 2. // points between the heights
	type place struct {
		words  string
		height int
	}
	pages := map[int][]int{} // places of the lines of a page in lines
	for i, l := range lines {
		pages[l.page] = append(pages[l.page], i)
	}
	at := map[place]map[int]bool{} // pages
	edges := map[int]place{}       // by line
	for page, all := range pages {
		for _, i := range margins(lines, all) {
			p := place{withoutNumbers(lines[i].text), int(math.Round(lines[i].base / tolerance))}
			edges[i] = p
			// A height that is rounded may fall on either side.
			for _, h := range []int{p.height - 1, p.height, p.height + 1} {
				near := place{p.words, h}
				if at[near] == nil {
					at[near] = map[int]bool{}
				}
				at[near][page] = true
			}
		}
	}
	const share = 3 // of the pages: left and right ones may differ
	out := make([]line, 0, len(lines))
	for i, l := range lines {
		p, ok := edges[i]
		if n := len(at[p]); ok && n >= 2 && n*share >= len(pages) {
			continue
		}
		out = append(out, l)
	}
	return out
}

// margins returns which lines of a page stand above or below its text: few, and with a gap
// between them and it.
func margins(lines []line, page []int) []int {
	const few, gap = 3, 1.5 // lines; in sizes, from base to base
	down := slices.Clone(page)
	slices.SortStableFunc(down, func(a, b int) int { return cmp.Compare(lines[b].base, lines[a].base) })
	apart := func(a, b int) bool {
		return lines[a].base-lines[b].base > gap*max(lines[a].size, lines[b].size)
	}
	var out []int
	for k := 1; k <= few && k < len(down); k++ {
		if apart(down[k-1], down[k]) {
			out = append(out, down[:k]...)
			break
		}
	}
	for k := 1; k <= few && k < len(down); k++ {
		if apart(down[len(down)-k-1], down[len(down)-k]) {
			out = append(out, down[len(down)-k:]...)
			break
		}
	}
	return out
}

// withoutNumbers returns text with one zero in the place of each number.
func withoutNumbers(s string) string {
	var b strings.Builder
	number := false
	for _, r := range s {
		if digit := unicode.IsDigit(r); !digit {
			b.WriteRune(r)
			number = false
		} else if !number {
			b.WriteByte('0')
			number = true
		}
	}
	return b.String()
}

// A layout is what is usual in a document.
type layout struct {
	body    float64             // size of most text
	bold    bool                // most text is bold
	pitches map[float64]float64 // distance of lines, by size
	sizes   []float64           // of headings, the largest first
	columns map[column]float64  // where full lines end
	words   map[string]bool     // in the middle of lines
}

// A column is where lines of a size begin on a page, roughly.
type column struct {
	page, left int
	size       float64
}

// columnWidth is within how many points lines begin in the same column: an indent is less.
const columnWidth = 40

func columnOf(l line) column { return column{l.page, int(l.left / columnWidth), l.size} }

// survey finds out what is usual.
func survey(lines []line) layout {
	s := layout{pitches: map[float64]float64{}, columns: map[column]float64{}, words: map[string]bool{}}
	letters := map[float64]int{}
	bold, all := 0, 0
	distances := map[float64][]float64{}
	ends := map[column][]float64{}
	for i, l := range lines {
		n := utf8.RuneCountInString(l.text)
		letters[l.size] += n
		if all += n; l.bold {
			bold += n
		}
		if i > 0 && lines[i-1].page == l.page && lines[i-1].size == l.size {
			if d := lines[i-1].base - l.base; d > l.size*0.8 && d < l.size*2.5 {
				distances[l.size] = append(distances[l.size], d)
			}
		}
		c := columnOf(l)
		for _, near := range []column{c, {c.page, c.left - 1, c.size}} { // an indent may lead into the next
			ends[near] = append(ends[near], l.right)
		}
		for _, w := range strings.Fields(l.text) {
			s.words[bare(w)] = true
		}
	}
	for c, right := range ends {
		slices.Sort(right)
		s.columns[c] = right[len(right)*4/5] // some may go on over columns
	}
	s.bold = bold*2 > all
	for size, n := range letters {
		if n > letters[s.body] || n == letters[s.body] && size < s.body {
			s.body = size
		}
	}
	for size := range letters {
		const few, usual = 3, 1.35 // of the size
		s.pitches[size] = size * usual
		if d := distances[size]; len(d) >= few {
			s.pitches[size] = median(d)
		}
		if s.large(size) {
			s.sizes = append(s.sizes, size)
		}
	}
	slices.SortFunc(s.sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	return s
}

// large reports whether a size is that of headings.
func (s layout) large(size float64) bool {
	const larger = 1.15
	return size >= s.body*larger
}

// begins reports whether a line begins another passage than the lines before it.
func (s layout) begins(before []line, l line) bool {
	p := before[len(before)-1]
	const em = 0.6 // how far, in sizes, a line is from where it would be if it were not indented
	_, bullet := bulleted(l.text)
	switch {
	case bullet, l.size != p.size, l.bold != p.bold:
		return true
	case p.divided, divides(p.text, l.text):
		return false
	}
	indent := l.left - p.left
	distance := p.base - l.base
	if p.page == l.page && distance > 0 { // in the same column
		const wide = 1.25 // of the usual distance
		_, item := bulleted(before[0].text)
		switch {
		case distance > s.pitches[l.size]*wide:
			return true
		case s.large(l.size):
			return false
		case len(before) > 1 && math.Abs(indent) > em*l.size,
			len(before) == 1 && !item && indent > em*l.size,
			len(before) == 1 && indent < -5*l.size:
			return true
		}
		return s.room(p, l)
	}
	// At the top of a column or page.
	next, _ := utf8.DecodeRuneInString(l.text)
	return s.large(l.size) || s.room(p, l) || ends(p.text) && !unicode.IsLower(next)
}

// room reports whether the first word of a line would have fitted into the line before it.
func (s layout) room(p, l line) bool {
	word, _, _ := strings.Cut(l.text, " ")
	letter := (p.right - p.left) / float64(utf8.RuneCountInString(p.text))
	return s.columns[columnOf(p)]-p.right > letter*(float64(utf8.RuneCountInString(word))+2)
}

// ends reports whether text ends as a sentence does.
func ends(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}

// heading returns the level of a heading, or 0: large text, or short bold text that is no
// sentence.
func (s layout) heading(lines []line) int {
	const longest, deepest = 3, 6 // lines, level
	l := lines[0]
	if i := slices.Index(s.sizes, l.size); i >= 0 && len(lines) <= longest*2 {
		return min(i+1, deepest)
	}
	if l.bold && !s.bold && len(lines) <= longest && !strings.HasSuffix(lines[len(lines)-1].text, ".") {
		return min(len(s.sizes)+1, deepest)
	}
	return 0
}

// bulleted cuts a bullet off a text.
func bulleted(s string) (rest string, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("•◦▪‣●○■□➢⁃", r) {
		return s, false
	}
	rest = strings.TrimSpace(s[n:])
	return rest, rest != ""
}

// divides reports whether a line ends in a hyphen with whose word the next one goes on.
func divides(text, next string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	first, _ := utf8.DecodeRuneInString(next)
	return last == '\u00ad' || (last == '-' || last == '\u2010') && inWord(before) && inWord(first)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// join makes one text of lines. A word that is divided at the end of a line is put together,
// with a hyphen only where it has one elsewhere, or where a hyphen is all that can be.
func (s layout) join(lines []line) string {
	var b strings.Builder
	b.WriteString(lines[0].text)
	for i, l := range lines[1:] {
		p := lines[i]
		last, size := utf8.DecodeLastRuneInString(p.text)
		next, _ := utf8.DecodeRuneInString(l.text)
		switch {
		case p.divided || divides(p.text, l.text):
			text := b.String()
			if !p.divided {
				text = text[:len(text)-size]
			}
			word := text[strings.LastIndexAny(text, " \n")+1:]
			rest, _, _ := strings.Cut(l.text, " ")
			b.Reset()
			b.WriteString(text)
			if last != '\u00ad' && s.hyphenated(word, rest) {
				b.WriteByte('-')
			}
		case unicode.Is(unicode.Han, last) || unicode.In(next, unicode.Han, unicode.Hiragana, unicode.Katakana):
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	return strings.ReplaceAll(b.String(), "\u00ad", "")
}

// hyphenated reports whether the hyphen between the parts of a word stays when they are put
// together.
func (s layout) hyphenated(word, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case !unicode.IsLower(next): // Franco-German, 2024-25
		return true
	case s.words[bare(word+rest)]:
		return false
	case s.words[bare(word+"-"+rest)], strings.Contains(word, "-"):
		return true
	}
	return strings.EqualFold(bare(word), "self")
}

// bare returns a word in lower case without what is around it.
func bare(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !inWord(r) }))
}

// median returns the middle of numbers; they are sorted.
func median(x []float64) float64 {
	slices.Sort(x)
	return x[len(x)/2]
}
