package suggest

import (
	"strings"
	"unicode"
)

// accents are Latin letters with what they fold to, each list beginning with it.
var accents = readAccents("aàáâãäåāăąǎ cçćĉċč dďđð eèéêëēĕėęěə gĝğġģ hĥħ iìíîïĩīĭįıǐ jĵ kķ lĺļľłŀ nñńņňŋ oòóôõöøōŏőǒ rŕŗř sśŝşšș tţťŧț uùúûüũūŭůűųǔ wŵ yýÿŷ zźżž")

func readAccents(list string) map[rune]rune {
	out := map[rune]rune{}
	for group := range strings.FieldsSeq(list) {
		letters := []rune(group)
		for _, r := range letters[1:] {
			out[r] = letters[0]
		}
	}
	return out
}

// fold returns a word in lower case without accents, dots and apostrophes.
func fold(w string) string {
	var b strings.Builder
	for _, r := range w {
		r = unicode.ToLower(r)
		switch {
		case r == 'ß':
			b.WriteString("ss")
			continue
		case r == 'æ':
			b.WriteString("ae")
			continue
		case r == 'œ':
			b.WriteString("oe")
			continue
		case r == '.' || apostrophe(r) || unicode.Is(unicode.M, r) || r == '\u00ad':
			continue
		}
		if plain, ok := accents[r]; ok {
			r = plain
		}
		b.WriteRune(r)
	}
	return b.String()
}

// spellings are letters that transcriptions write in different ways, and one way for
// all of them. The order matters.
var spellings = strings.NewReplacer(
	"yev", "ev", "iev", "ev", "isation", "ization", "our", "or", "yj", "i", "iy", "i", "yy", "i", "ij", "i", "yi", "i", "ii", "i", "iya", "ia", "ya", "ia", "yu", "iu", "ay", "ai", "ey", "ei",
	"kh", "h", "gh", "h", "zh", "j", "dzh", "j", "tch", "ch", "tsch", "ch", "sch", "sh", "ph", "f", "ck", "k", "ks", "x",
	"ou", "u", "oo", "u", "ae", "a", "oe", "o", "ue", "u", "y", "i", "w", "v", "q", "k", "th", "t",
)

// spelling returns a folded word so that its transcriptions are the same: "zelenski"
// for "zelenskyy". Short words keep their letters, or too many would fall together.
func spelling(folded string) string {
	if len(folded) < 5 {
		return folded
	}
	s := spellings.Replace(folded)
	if end, ok := strings.CutSuffix(s, "ff"); ok {
		s = end + "v"
	}
	var b strings.Builder
	last := rune(-1)
	for _, r := range s {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// near reports whether two long folded words that begin alike differ in one letter: one
// is another, one more or one less, or two changed places.
func near(a, b string) bool {
	v, w := []rune(a), []rune(b)
	if len(v) > len(w) {
		v, w = w, v
	}
	if len(v) < longWord || len(w)-len(v) > 1 || v[0] != w[0] {
		return false
	}
	i := 0
	for i < len(v) && v[i] == w[i] {
		i++
	}
	rest := func(a, b int) bool { return string(v[min(a, len(v)):]) == string(w[min(b, len(w)):]) }
	if len(v) < len(w) {
		return rest(i, i+1)
	}
	swapped := i+1 < len(v) && v[i] == w[i+1] && v[i+1] == w[i] && rest(i+2, i+2)
	return swapped || rest(i+1, i+1)
}
