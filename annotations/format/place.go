package format

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
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
	ErrEmpty    = errors.New("there is no text in it")
	ErrTooLarge = errors.New("it is too large")
	ErrTooMany  = errors.New("it holds too many records")
	ErrEncoding = errors.New("its characters are encoded in a way that is not known")
	ErrUnknown  = errors.New("the format is not known")
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
	b.WriteString(e.Err.Error())
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

// locate fills in pointer, line and column from the offset. It walks the text from
// its start once more, so that reading need not keep track of the place.
func (e *Error) locate(s string) {
	e.Offset = min(e.Offset, len(s))
	before := s[:e.Offset]
	e.Line = strings.Count(before, "\n") + 1
	e.Column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	e.Pointer = pointer(s, e.Offset)
}

// pointer returns the JSON Pointer of the value at, or around, a byte offset. What
// stands before the offset is well-formed; what follows may be anything.
func pointer(s string, at int) string {
	type level struct {
		array bool
		index int
		name  string
		named bool // name belongs to the value that follows
	}
	var path []level
	for i := 0; i < len(s) && i <= at; i++ {
		top := len(path) - 1
		switch c := s[i]; {
		case c == '"':
			end := endOfString(s, i)
			if top >= 0 && !path[top].array && !path[top].named {
				name := reader{s: s[i:min(end, len(s))]}
				path[top].name, path[top].named = name.str(), true
				if name.err != nil { // the name itself is what is wrong
					path[top].named = false
				}
			}
			i = end - 1
		case i == at:
		case c == '{' || c == '[':
			path = append(path, level{array: c == '['})
		case top < 0:
		case c == '}' || c == ']':
			path = path[:top]
		case c == ',':
			path[top].index++
			path[top].named = false
		}
	}
	var b strings.Builder
	for _, l := range path {
		switch {
		case l.array:
			b.WriteString("/" + strconv.Itoa(l.index))
		case l.named:
			b.WriteString("/" + escapePointer(l.name))
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
