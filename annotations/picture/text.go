package picture

import (
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/render"
	"pressmark/annotations/words"
)

// A face is one of the ways in which text is set: the class and the size that go
// together.
type face struct {
	class string
	size  float64 // px
	bold  bool
}

var (
	headingFace = face{"heading", 20, true}
	labelFace   = face{"label", 13, false}
	overFace    = face{"label halo", 13, false}
	valueFace   = face{"value", 13, false}
	axisFace    = face{"axis", 12, false}
	noteFace    = face{"note", 12, false}
)

// faces lists them for the style sheet.
var faces = []face{headingFace, labelFace, valueFace, axisFace, noteFace}

// em estimates the width of a character in hundredths of the font's size. The
// figures are means over letters of the same build in Inter, in whose place other
// systems' fonts are narrower as a rule; for other scripts, means of Noto's. No font
// can be measured here: the estimate errs on the wide side.
func em(r rune) float64 {
	switch {
	case r < ' ' || r == 0x7f:
		return 0
	case r < 0x7f:
		switch {
		case strings.ContainsRune(" !'.,:;Iijl|", r):
			return 28
		case strings.ContainsRune(`"()[]/\-frt*{}`+"`", r):
			return 40
		case strings.ContainsRune("MWmw@%", r):
			return 92
		case r >= 'A' && r <= 'Z':
			return 71
		case strings.ContainsRune("+<=>~#&$", r):
			return 68
		}
		return 61
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 122 // twice a letter
	case r >= 0x2010 && r <= 0x2027 && r != '—' && r != '…':
		return 45 // dashes and quotation marks
	case r < 0x370:
		return 64 // Latin with accents
	case r < 0x590:
		return 71 // Greek, Cyrillic, Armenian
	case r < 0x2000:
		return 68 // Hebrew, Arabic, the scripts of India, Thai …
	}
	return 100
}

// wide reports whether a character is as wide as it is high: those of East Asia and
// pictographs.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f000 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}

// measure estimates the width of a text in px.
func (f face) measure(s string) float64 {
	sum := 0.0
	for _, r := range s {
		sum += em(r)
	}
	if f.bold {
		sum *= 1.07
	}
	return sum * f.size / 100
}

const ellipsis = "…"

// clip returns a text of any content as a line that is at most room px wide, an
// ellipsis in place of what does not fit.
func (f face) clip(s string, room float64) string {
	line, rest := f.fit(clean(s), room, false)
	if rest == "" {
		return line
	}
	line, _ = f.fit(line, room-f.measure(ellipsis), false)
	return strings.TrimRight(line, " ,.;:–—-") + ellipsis
}

// wrap returns a text as lines that are at most room px wide, so many at most.
func (f face) wrap(s string, room float64, lines int) []string {
	var out []string
	rest := clean(s)
	for rest != "" && len(out) < lines-1 {
		var line string
		line, rest = f.fit(rest, room, true)
		if line == "" {
			return out
		}
		out = append(out, strings.TrimSpace(line))
	}
	if rest != "" {
		out = append(out, f.clip(rest, room))
	}
	return out
}

// fit divides a text where room px are full: behind a space if it shall be between
// words and one is there, else between two graphemes. So that characters without a
// width make no endless line, its bytes are counted too.
func (f face) fit(s string, room float64, words bool) (line, rest string) {
	bytes := 24 + int(0.75*room)
	if len(s) <= bytes && escapedLen(s) <= bytes && f.measure(s) <= room {
		return s, ""
	}
	t := annotations.NewText(s[:head(s, 4*bytes)])
	to, space := 0, 0
	for _, g := range t.Graphemes(annotations.Span{End: t.Len()}) {
		cluster := t.Slice(g)
		room -= f.measure(cluster)
		bytes -= escapedLen(cluster)
		// A space at the end of a line takes no room.
		if (room < 0 || bytes < 0) && cluster != " " {
			break
		}
		to = t.Byte(g.End)
		if cluster == " " {
			space = to
		}
	}
	if words && space > 0 {
		to = space
	}
	return s[:to], s[to:]
}

// clean returns a text as one line of what XML 1.0 allows: no control characters, no
// two spaces in a row, none at the ends, U+FFFD for what is not UTF-8.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r < ' ' || r == 0xfffe || r == 0xffff:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cut returns the beginning of a text that has at most so many bytes when it is
// escaped, with an ellipsis if that is not all.
func cut(s string, bytes int) string {
	if escapedLen(s) <= bytes {
		return s
	}
	if s = strings.TrimRight(s[:head(s, bytes-len(ellipsis))], " "); s == "" {
		return ""
	}
	return s + ellipsis
}

// head returns how many bytes of a text are its whole graphemes that have at most so
// many bytes when they are escaped.
func head(s string, bytes int) int {
	n := 0
	for i, r := range s {
		if n += escapedLen(string(r)); n > bytes {
			t := annotations.NewText(s[:min(len(s), i+64)])
			at := t.FromByte(i)
			return t.Byte(t.Whole(annotations.Span{Start: at, End: at}).Start)
		}
	}
	return len(s)
}

// escapedLen returns how many bytes a text has when it is escaped.
func escapedLen(s string) int {
	n := len(s)
	for i := range len(s) {
		switch s[i] {
		case '"':
			n += len("&quot;") - 1
		case '&', '\'':
			n += len("&amp;") - 1
		case '<', '>':
			n += len("&lt;") - 1
		}
	}
	return n
}

// rightToLeft reports whether the first letter of a text is of a script that runs
// from right to left.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff ||
				r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1eeff
		}
	}
	return false
}

// reachable returns an address, escaped, if a link may lead there: one of the page's
// own, or of the web; from a picture that stands alone, of the web. Else it returns "".
func (c *canvas) reachable(href string) string {
	href = strings.TrimSpace(clean(href))
	scheme, _, has := strings.Cut(href, ":")
	if has = has && !strings.ContainsAny(scheme, "/?#"); has {
		if s := strings.ToLower(scheme); s != "http" && s != "https" {
			return ""
		}
	} else if c.o.Standalone {
		return ""
	}
	var b strings.Builder
	render.Escape(&b, href)
	return b.String()
}

// sentences joins those that say something.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// list joins the items of a description, as many as there is room for.
func list(items []string, between string) string {
	const room = 8_000
	var b strings.Builder
	used := 0
	for i, item := range items {
		used += len(between) + escapedLen(item)
		if used > room {
			return b.String() + between + words.AndMoreItems.Count(len(items)-i)
		}
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(item)
	}
	return b.String()
}

// labelled returns what something is, and its label if it has one.
func labelled(what, label string) string {
	if label == "" {
		return what
	}
	return words.WhenWhat.With(what, label)
}
