package record

import (
	"iter"
	"strconv"

	"pressmark/annotations/words"
)

// A Value is any JSON, with its place: what files of other tools are read through. The
// zero value stands for what is absent, so that a path may lead nowhere.
type Value struct {
	Offset int  // in bytes, in what was parsed
	kind   byte // the first byte of a value of its kind; 0: absent
	text   string
	names  []string // of an object's members
	parts  []Value  // members or elements
}

// Parse reads one JSON value and nothing after it. Other than in records, names may
// repeat (the last one counts) and surrogates may stand alone. The limits of depth and
// of members hold. The error is an *Error with line and column.
func Parse(s string) (Value, error) {
	r := reader{s: s, loose: true}
	v := r.value()
	r.end()
	if err := r.problem(); err != nil {
		return Value{}, err
	}
	return v, nil
}

// Place returns line and column, from 1, of a byte offset in a text; columns count code
// points.
func Place(s string, offset int) (line, column int) {
	var e = Error{Offset: offset}
	(&locator{s: s}).locate(&e)
	return e.Line, e.Column
}

// value reads one value of any kind.
func (r *reader) value() Value {
	if r.err != nil {
		return Value{}
	}
	c := r.space()
	v := Value{Offset: r.i, kind: c}
	switch kindOf(c) {
	case words.JSONObject:
		for name := range r.members {
			part := r.value()
			v.names, v.parts = append(v.names, name), append(v.parts, part)
		}
	case words.JSONArray:
		for range r.elements {
			v.parts = append(v.parts, r.value())
		}
	case words.JSONString:
		v.text = r.str()
	case words.JSONNumber:
		v.kind, v.text = '0', r.number()
	case words.JSONBool:
		if r.boolean() {
			v.text = "true"
		} else {
			v.text = "false"
		}
	default:
		r.skip()
	}
	return v
}

// Get returns what the names of members lead to.
func (v Value) Get(path ...string) Value {
	for _, name := range path {
		var next Value
		if v.kind == '{' {
			for i := len(v.names) - 1; i >= 0; i-- {
				if v.names[i] == name {
					next = v.parts[i]
					break
				}
			}
		}
		v = next
	}
	return v
}

// Exists reports whether there is a value; null is none.
func (v Value) Exists() bool { return v.kind != 0 && v.kind != 'n' }

// Object reports whether the value is an object.
func (v Value) Object() bool { return v.kind == '{' }

// Array reports whether the value is an array.
func (v Value) Array() bool { return v.kind == '[' }

// IsText reports whether the value is a string.
func (v Value) IsText() bool { return v.kind == '"' }

// Items returns the elements of an array, or the value itself where it is none: many
// formats write a single thing without its array.
func (v Value) Items() []Value {
	switch {
	case v.kind == '[':
		return v.parts
	case !v.Exists():
		return nil
	}
	return []Value{v}
}

// Members returns the members of an object, in order.
func (v Value) Members() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		if v.kind != '{' {
			return
		}
		for i, name := range v.names {
			if !yield(name, v.parts[i]) {
				return
			}
		}
	}
}

// Text returns a string, or a number, true or false as it is written; else "".
func (v Value) Text() string { return v.text }

// Int returns a whole number; ok is false for anything else.
func (v Value) Int() (n int, ok bool) {
	if v.kind != '0' {
		return 0, false
	}
	n, err := strconv.Atoi(v.text)
	return n, err == nil
}
