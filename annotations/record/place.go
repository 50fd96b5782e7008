package record

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// What can be wrong with JSON, beside annotations.ErrQuoteMismatch, ErrBadSpan and
// ErrBadRecord. Each comes inside an *Error that says where.
const (
	ErrSyntax        = words.ErrSyntax
	ErrCharacter     = words.ErrCharacter
	ErrDepth         = words.ErrDepth
	ErrDuplicateName = words.ErrDuplicateName
	ErrNameCase      = words.ErrNameCase
	ErrType          = words.ErrValueType
	ErrMissing       = words.ErrSomethingMissing
	ErrValue         = words.ErrValue
	ErrID            = words.ErrNoIdentifier
	ErrDuplicateID   = words.ErrDuplicateID
	ErrForeign       = words.ErrForeign
)

// What can be wrong with a file as a whole.
const (
	ErrTooLarge = words.ErrFileTooLarge
	ErrTooMany  = words.ErrManyMembers
)

// An Error says what is wrong with a JSON text and where. Err is one of this
// package's errors or a *annotations.PlaceError.
type Error struct {
	Pointer string // JSON Pointer (RFC 6901) of the value; "" is the whole text
	Offset  int    // in bytes
	Line    int    // from 1
	Column  int    // from 1, in code points
	Err     error
	Detail  words.Message // more about it; may be empty
}

func (e *Error) Error() string {
	return words.At.With(strconv.Itoa(e.Line), strconv.Itoa(e.Column), e.Message())
}

// Message returns what is wrong, without line and column.
func (e *Error) Message() string {
	s := words.Error(e.Err)
	if place := (*annotations.PlaceError)(nil); errors.As(e.Err, &place) {
		s = words.QuoteIsOther.With(words.Error(place.Err), strconv.Quote(short(place.Quote)),
			strconv.Itoa(place.Span.Start), strconv.Itoa(place.Span.End), strconv.Quote(short(place.Text)))
	}
	if !e.Detail.Empty() {
		s = words.Detail.With(s, e.Detail.String())
	}
	if e.Pointer != "" {
		s = words.AtPointer.With(s, e.Pointer)
	}
	return s
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Errors are the problems of one text, in order. errors.Is and errors.As look into
// each.
type Errors []*Error

func (es Errors) Error() string {
	if len(es) == 1 {
		return es[0].Error()
	}
	return words.AndMoreErrors.With(es[0].Error(), strconv.Itoa(len(es)-1))
}

// Unwrap returns the problems.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// A locator finds the places of byte offsets in a text, front to back. It walks the
// text once more, so that reading need not keep track of the place.
type locator struct {
	s       string
	i       int // the next byte for the path
	path    []level
	counted int // bytes whose lines and columns are counted
	lines   int
	columns int // of the last line
}

// A level is an object or array that is open.
type level struct {
	array bool
	index int
	name  string
	named bool // name belongs to the value that follows
}

// locate fills in line, column and pointer from the offset, which must not be before
// that of the call before.
func (l *locator) locate(e *Error) {
	e.Offset = min(e.Offset, len(l.s))
	passed := l.s[l.counted:e.Offset]
	if l.counted == 0 {
		passed = strings.TrimPrefix(passed, byteOrderMark)
	}
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		l.lines += strings.Count(passed, "\n")
		l.columns, passed = 0, passed[i+1:]
	}
	l.columns += utf8.RuneCountInString(passed)
	l.counted = e.Offset
	e.Line, e.Column = l.lines+1, l.columns+1
	e.Pointer = l.pointer(e.Offset)
}

// pointer returns the JSON Pointer of the value at, or around, a byte offset. What
// stands before the offset is well-formed; what follows may be anything.
func (l *locator) pointer(at int) string {
	for l.i < len(l.s) && l.i <= at {
		top := len(l.path) - 1
		c := l.s[l.i]
		if c == '"' {
			end := endOfString(l.s, l.i)
			if top >= 0 && !l.path[top].array && !l.path[top].named {
				name := reader{s: l.s[l.i:end]}
				l.path[top].name = name.str()
				l.path[top].named = name.err == nil // else the name itself is what is wrong
			}
			l.i = end
			continue
		}
		if l.i == at {
			break
		}
		switch {
		case c == '{' || c == '[':
			l.path = append(l.path, level{array: c == '['})
		case top < 0:
		case c == '}' || c == ']':
			l.path = l.path[:top]
		case c == ',':
			l.path[top].index++
			l.path[top].named = false
		}
		l.i++
	}
	var b strings.Builder
	for _, p := range l.path {
		switch {
		case p.array:
			b.WriteString("/" + strconv.Itoa(p.index))
		case p.named:
			b.WriteString("/" + escapePointer(p.name))
		}
	}
	return b.String()
}

// endOfString returns the offset after the string that begins at byte i.
func endOfString(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

func escapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

func unescapePointer(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
}
