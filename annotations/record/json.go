package record

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"pressmark/annotations/words"
)

// maxDepth is how deep arrays and objects may nest. What Pressmark writes nests 10
// deep.
const maxDepth = 64

// A reader reads strict JSON (RFC 8259, and I-JSON's rules on names and
// characters) front to back. It is written for records: strings without escapes
// are slices of the input, and nothing is read by reflection.
//
// The first problem is kept in err; from then on every method does nothing and
// returns zero values, so that callers need to look only at the end.
type reader struct {
	s      string
	i      int // the next byte
	depth  int
	spaces int // bytes of white space passed so far
	err    *Error
	// loose lets names repeat and surrogates stand alone: in what pages say of
	// themselves, not in records.
	loose bool
}

// fail notes that something is wrong at a byte offset, unless something already is.
// Line and pointer are found out when the problem is told.
func (r *reader) fail(at int, err error, detail words.Phrase, facts ...string) {
	if r.err == nil {
		r.err = &Error{Offset: at, Err: err, Detail: detail.Of(facts...)}
	}
}

// space skips white space and returns the next byte, or 0 at the end.
func (r *reader) space() byte {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; c {
		case ' ', '\t', '\n', '\r':
			r.i++
			r.spaces++
		default:
			return c
		}
	}
	return 0
}

// kinds names what a value's first byte announces.
func kindOf(c byte) words.Phrase {
	switch {
	case c == '{':
		return words.JSONObject
	case c == '[':
		return words.JSONArray
	case c == '"':
		return words.JSONString
	case c == 't', c == 'f':
		return words.JSONBool
	case c == 'n':
		return words.JSONNull
	case c == '-', '0' <= c && c <= '9':
		return words.JSONNumber
	}
	return 0
}

// wrong notes that the next value is not what is wanted, a kind as kindOf names it.
func (r *reader) wrong(kind words.Phrase, facts ...string) {
	want := kind.With(facts...)
	c := r.space()
	switch found := kindOf(c); {
	case found != 0:
		r.fail(r.i, ErrType, words.WantedHere, want, found.String())
	case r.i >= len(r.s):
		r.fail(r.i, ErrSyntax, words.EndsWhere, want)
	default:
		ch, _ := utf8.DecodeRuneInString(r.s[r.i:])
		r.fail(r.i, ErrSyntax, words.StandsWhere, strconv.QuoteRune(ch), want)
	}
}

// open reads the beginning of an object or array.
func (r *reader) open(c byte) bool {
	switch {
	case r.err != nil:
	case r.space() != c:
		r.wrong(kindOf(c))
	case r.depth == maxDepth:
		r.fail(r.i, ErrDepth, words.NestedMore, strconv.Itoa(maxDepth))
	default:
		r.depth++
		r.i++
		return true
	}
	return false
}

// more reads what stands between the members of an object or array, or its end.
func (r *reader) more(first bool, end byte) bool {
	if r.err != nil {
		return false
	}
	switch c := r.space(); {
	case c == end:
		r.i++
		r.depth--
		return false
	case first:
		return true
	case c == ',':
		r.i++
		return true
	}
	r.wrong(words.JSONComma, strconv.Quote(string(end)))
	if r.err.Err == ErrType { // a value without a comma is no question of types
		r.err.Err = ErrSyntax
	}
	return false
}

// members reads an object: yield is called with each name and must read the value.
// If it returns false, the reader stays where it is.
func (r *reader) members(yield func(name string) bool) {
	if !r.open('{') {
		return
	}
	var seen names
	for first := true; r.more(first, '}'); first = false {
		if r.space() != '"' {
			r.wrong(words.JSONName)
			if r.err.Err == ErrType {
				r.err.Err = ErrSyntax
			}
			return
		}
		at := r.i
		name := r.str()
		switch {
		case r.err != nil:
			return
		case !seen.add(name) && !r.loose:
			r.fail(at, ErrDuplicateName, words.Fact, strconv.Quote(short(name)))
		case seen.n > maxNames:
			r.fail(at, ErrTooMany, words.ObjectOfMore, strconv.Itoa(maxNames))
		case r.space() != ':':
			r.fail(r.i, ErrSyntax, words.ColonMissing, strconv.Quote(short(name)))
		}
		if r.err != nil {
			return
		}
		r.i++
		if !yield(name) {
			return
		}
	}
}

// elements reads an array: yield is called with each index and must read the value.
func (r *reader) elements(yield func(i int) bool) {
	if !r.open('[') {
		return
	}
	for i := 0; r.more(i == 0, ']'); i++ {
		if !yield(i) {
			return
		}
	}
}

// maxNames is how many members an object may have.
const maxNames = 10_000

// names is a set that costs nothing while it is small.
type names struct {
	few  [16]string
	n    int
	many map[string]struct{}
}

// add reports whether a name is new.
func (s *names) add(name string) bool {
	for _, have := range s.few[:min(s.n, len(s.few))] {
		if have == name {
			return false
		}
	}
	switch {
	case s.n < len(s.few):
		s.few[s.n] = name
	case s.many == nil:
		s.many = map[string]struct{}{name: {}}
	default:
		if _, have := s.many[name]; have {
			return false
		}
		s.many[name] = struct{}{}
	}
	s.n++
	return true
}

// bare tells the bytes of a string that stand for themselves.
var bare = func() (p [256]bool) {
	for c := range p {
		p[c] = c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\'
	}
	return p
}()

// str reads a string.
func (r *reader) str() string {
	if r.err != nil {
		return ""
	}
	if r.space() != '"' {
		r.wrong(words.JSONString)
		return ""
	}
	from := r.i + 1
	s, i := r.s, from
	ascii := true
	for i < len(s) {
		switch c := s[i]; {
		case bare[c]:
			i++
		case c >= utf8.RuneSelf:
			ascii = false
			i++
		case c == '"':
			if !ascii && !r.valid(from, i) {
				return ""
			}
			r.i = i + 1
			return s[from:i]
		case c == '\\':
			if !ascii && !r.valid(from, i) {
				return ""
			}
			return r.escaped(from, i)
		default:
			r.fail(i, ErrSyntax, words.ControlInString, fmt.Sprintf("U+%04X", c))
			return ""
		}
	}
	r.fail(r.i, ErrSyntax, words.StringOpen)
	return ""
}

// valid reports whether a part of the input is UTF-8, and fails at the byte that is not.
func (r *reader) valid(from, to int) bool {
	if utf8.ValidString(r.s[from:to]) {
		return true
	}
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(r.s[i:to])
		if c == utf8.RuneError && n == 1 {
			r.fail(i, ErrCharacter, words.NotUTF8, fmt.Sprintf("0x%02X", r.s[i]))
			return false
		}
		i += n
	}
	return true
}

// escaped reads the rest of a string from its first backslash, at byte i.
func (r *reader) escaped(from, i int) string {
	s := r.s
	b := append(make([]byte, 0, i-from+32), s[from:i]...)
	for i < len(s) {
		run := i
		for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
			i++
		}
		if !r.valid(run, i) {
			return ""
		}
		b = append(b, s[run:i]...)
		switch {
		case i >= len(s):
		case s[i] == '"':
			r.i = i + 1
			return string(b)
		case s[i] < ' ':
			r.fail(i, ErrSyntax, words.ControlInString, fmt.Sprintf("U+%04X", s[i]))
			return ""
		default:
			ch, n := r.escape(i)
			if r.err != nil {
				return ""
			}
			b = utf8.AppendRune(b, ch)
			i += n
		}
	}
	r.fail(r.i, ErrSyntax, words.StringOpen)
	return ""
}

// escape reads the escape sequence at byte i and returns its length too.
func (r *reader) escape(i int) (rune, int) {
	s := r.s[i:]
	if len(s) < 2 {
		r.fail(i, ErrSyntax, words.StringOpen)
		return 0, 0
	}
	if k := strings.IndexByte(`"\/bfnrt`, s[1]); k >= 0 {
		return rune("\"\\/\b\f\n\r\t"[k]), 2
	}
	ch, ok := hex4(s)
	if !ok {
		r.fail(i, ErrSyntax, words.UnknownEscape)
		return 0, 0
	}
	if !utf16.IsSurrogate(ch) {
		return ch, 6
	}
	if low, ok := hex4(s[6:]); ok {
		if both := utf16.DecodeRune(ch, low); both != utf8.RuneError {
			return both, 12
		}
	}
	if !r.loose {
		r.fail(i, ErrCharacter, words.HalfPair, s[:6])
	}
	return utf8.RuneError, 6
}

// hex4 reads \uXXXX.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var ch rune
	for _, c := range []byte(s[2:6]) {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		ch = ch<<4 | rune(c)
	}
	return ch, true
}

// count reads a whole number from 0 to 2³¹-1.
func (r *reader) count() int {
	if r.err != nil {
		return 0
	}
	c := r.space()
	if c < '0' || c > '9' {
		if c == '-' {
			r.fail(r.i, ErrType, words.WholeNumberWanted)
		} else {
			r.wrong(words.JSONNumber)
		}
		return 0
	}
	at, n := r.i, 0
	for r.i < len(r.s) && '0' <= r.s[r.i] && r.s[r.i] <= '9' && n < 1<<31 {
		n = 10*n + int(r.s[r.i]-'0')
		r.i++
	}
	r.i = at
	switch text := r.number(); {
	case r.err != nil:
	case strings.Trim(text, "0123456789") != "":
		r.fail(at, ErrType, words.NotWhole, text)
	case n >= 1<<31:
		r.fail(at, ErrType, words.NumberTooLarge, text)
	default:
		return n
	}
	return 0
}

// number reads a number and returns it as it is written.
func (r *reader) number() string {
	at, s, i := r.i, r.s, r.i
	digits := func() bool {
		from := i
		for i < len(s) && '0' <= s[i] && s[i] <= '9' {
			i++
		}
		return i > from
	}
	if i < len(s) && s[i] == '-' {
		i++
	}
	first := i
	ok := digits() && (s[first] != '0' || i == first+1)
	if ok && i < len(s) && s[i] == '.' {
		i++
		ok = digits()
	}
	if ok && i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		ok = digits()
	}
	if !ok {
		r.fail(at, ErrSyntax, words.UnknownNumber)
		return ""
	}
	r.i = i
	return s[at:i]
}

// literal reads true, false or null.
func (r *reader) literal(word string) {
	if !strings.HasPrefix(r.s[r.i:], word) {
		r.fail(r.i, ErrSyntax, words.WordWanted, word)
		return
	}
	r.i += len(word)
}

// boolean reads true or false.
func (r *reader) boolean() bool {
	if r.err != nil {
		return false
	}
	switch r.space() {
	case 't':
		r.literal("true")
		return r.err == nil
	case 'f':
		r.literal("false")
	default:
		r.wrong(words.JSONBool)
	}
	return false
}

// skip reads one value of any kind.
func (r *reader) skip() {
	if r.err != nil {
		return
	}
	switch c := r.space(); kindOf(c) {
	case words.JSONObject:
		for range r.members {
			r.skip()
		}
	case words.JSONArray:
		for range r.elements {
			r.skip()
		}
	case words.JSONString:
		r.str()
	case words.JSONNumber:
		r.number()
	case words.JSONNull:
		r.literal("null")
	case words.JSONBool:
		r.boolean()
	default:
		r.wrong(words.JSONValue)
	}
}

// raw reads one value of any kind and returns it as it is written, without white
// space between its parts.
func (r *reader) raw() string {
	r.space()
	from, spaces := r.i, r.spaces
	r.skip()
	if r.err != nil {
		return ""
	}
	s := r.s[from:r.i]
	if r.spaces == spaces {
		return s
	}
	b := make([]byte, 0, len(s))
	quoted := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\':
			b = append(b, c)
			i++
			c = s[i]
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// end fails if anything but white space is left.
func (r *reader) end() {
	if r.err == nil && (r.space() != 0 || r.i < len(r.s)) {
		r.fail(r.i, ErrSyntax, words.MoreAfterEnd)
	}
}

// AppendString appends a JSON string. What is not UTF-8 becomes U+FFFD.
func AppendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); {
		run := i
		for i < len(s) && bare[s[i]] {
			i++
		}
		b = append(b, s[run:i]...)
		if i == len(s) {
			break
		}
		c := s[i]
		if c >= utf8.RuneSelf {
			ch, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, ch)
			i += n
			continue
		}
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
	}
	return append(b, '"')
}
