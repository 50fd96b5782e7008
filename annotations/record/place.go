package record

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
)

// What can be wrong with JSON, beside annotations.ErrQuoteMismatch, ErrBadSpan and
// ErrBadRecord. Each comes inside an *Error that says where.
var (
	ErrSyntax        = errors.New("this is not JSON")
	ErrCharacter     = errors.New("a character that cannot be")
	ErrDepth         = errors.New("nested too deep")
	ErrDuplicateName = errors.New("a name stands twice in one object")
	ErrNameCase      = errors.New("a name in other letter case than it must have")
	ErrType          = errors.New("a value of the wrong type")
	ErrMissing       = errors.New("something is missing")
	ErrValue         = errors.New("a value that cannot be")
	ErrID            = errors.New("not an identifier of Pressmark's")
	ErrDuplicateID   = errors.New("two records have one identifier")
	ErrForeign       = errors.New("this is not Pressmark's JSON")
)

// What can be wrong with a file as a whole.
var (
	ErrTooLarge = errors.New("it is too large")
	ErrTooMany  = errors.New("it holds too many members")
)

// An Error says what is wrong with a JSON text and where. Err is one of this
// package's errors or a *annotations.PlaceError.
type Error struct {
	Pointer string // JSON Pointer (RFC 6901) of the value; "" is the whole text
	Offset  int    // in bytes
	Line    int    // from 1
	Column  int    // from 1, in code points
	Err     error
	Detail  string // more about it; may be empty
}

func (e *Error) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message())
}

// Message returns what is wrong, without line and column.
func (e *Error) Message() string {
	var b strings.Builder
	if place := (*annotations.PlaceError)(nil); errors.As(e.Err, &place) {
		fmt.Fprintf(&b, "%v: the quote is %q, the text from %d to %d is %q",
			place.Err, short(place.Quote), place.Span.Start, place.Span.End, short(place.Text))
	} else {
		b.WriteString(e.Err.Error())
	}
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	if e.Pointer != "" {
		b.WriteString(" (at " + e.Pointer + ")")
	}
	return b.String()
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
	return fmt.Sprintf("%v (and %d more)", es[0], len(es)-1)
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
