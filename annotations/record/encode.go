package record

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"pressmark/annotations"
)

// context is the JSON-LD context of every record. The vocabulary of the names that
// begin with "pressmark:" has a UUID for an address, so that it depends on no host.
const context = `["http://www.w3.org/ns/anno.jsonld",{"pressmark":"` + vocabulary + `"}]`

const vocabulary = "urn:uuid:3b8f8b6c-6a0e-4f0e-9d57-0c7c1a6f2e11#"

// namespace is what the IDs that Pressmark derives are derived in.
var namespace = uuid.MustParse(strings.TrimSuffix(strings.TrimPrefix(vocabulary, "urn:uuid:"), "#"))

// A writer appends JSON.
type writer struct {
	b     []byte
	extra annotations.Extra // of the record that is being written
	keys  []string          // of extra, sorted
}

// name begins a member.
func (w *writer) name(name string) {
	if c := w.b[len(w.b)-1]; c != '{' {
		w.b = append(w.b, ',')
	}
	w.b = AppendString(w.b, name)
	w.b = append(w.b, ':')
}

func (w *writer) member(name, value string) {
	w.name(name)
	w.b = AppendString(w.b, value)
}

// optional writes a member unless it is empty.
func (w *writer) optional(name, value string) {
	if value != "" {
		w.member(name, value)
	}
}

// choice writes a member whose values are enumerated, of the object at a place. If it
// is empty, the value stands that this version did not know when it read the record.
func (w *writer) choice(place, name, value string) {
	switch {
	case value != "":
		w.member(name, value)
	case len(w.extra) > 0:
		if raw := w.extra[place+"/"+name]; raw != "" {
			w.name(name)
			w.b = append(w.b, raw...)
		}
	}
}

// flag writes a member that is true or not there.
func (w *writer) flag(name string, value bool) {
	if value {
		w.name(name)
		w.b = append(w.b, "true"...)
	}
}

func (w *writer) number(name string, n int) {
	w.name(name)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

// timeLayout is RFC 3339 in UTC with milliseconds.
const timeLayout = "2006-01-02T15:04:05.000Z"

func (w *writer) time(name string, t time.Time) {
	if !t.IsZero() {
		w.name(name)
		w.b = append(w.b, '"')
		w.b = t.UTC().AppendFormat(w.b, timeLayout)
		w.b = append(w.b, '"')
	}
}

// reference writes a member that names another record, of the object at a place.
func (w *writer) reference(place, name string, id annotations.ID) {
	if id == "" {
		return
	}
	w.name(name)
	if len(w.extra) > 0 {
		place += "/" + name
	}
	w.referenceTo(id, place)
}

// referenceTo writes an object at a place that names a record.
func (w *writer) referenceTo(id annotations.ID, place string) {
	w.b = append(w.b, '{')
	w.member("id", string(id))
	w.rest(place, referenceNames)
	w.b = append(w.b, '}')
}

// array writes an array in one line.
func (w *writer) array(n int, element func(i int)) {
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		element(i)
	}
	w.b = append(w.b, ']')
}

// list writes an array with an element a line.
func (w *writer) list(n int, element func(i int)) {
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, '\n')
		element(i)
	}
	if n > 0 {
		w.b = append(w.b, '\n')
	}
	w.b = append(w.b, ']')
}

// use says whose unknown members are written from now on.
func (w *writer) use(extra annotations.Extra) { w.extra, w.keys = extra, nil }

// begin begins a record that has unknown members.
func (w *writer) begin(extra annotations.Extra, standalone bool) {
	w.use(extra)
	w.b = append(w.b, '{')
	if raw := extra["/@context"]; raw != "" {
		w.name("@context")
		w.b = append(w.b, raw...)
	} else if standalone {
		w.name("@context")
		w.b = append(w.b, context...)
	}
}

// end ends a record with what each one has there; known are the names of its members.
func (w *writer) end(revision int, deleted bool, known []string) {
	if revision > 0 {
		w.number("pressmark:revision", revision)
	}
	w.flag("pressmark:deleted", deleted)
	w.rest("", known)
	w.b = append(w.b, '}')
}

// element returns the place of the ith element of the array at a place.
func (w *writer) element(place string, i int) string {
	if len(w.extra) == 0 {
		return ""
	}
	return place + "/" + strconv.Itoa(i)
}

// rest writes the unknown members of the object at a place. Left out are the known
// ones: what was unknown of a figure may be known of the claim that it became.
func (w *writer) rest(place string, known []string) {
	for key, raw := range w.unknown(place) {
		name := unescapePointer(key)
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, name) }) {
			w.name(name)
			w.b = append(w.b, raw...)
		}
	}
}

// others writes the unknown elements of the array at a place, after a comma.
func (w *writer) others(place string) {
	for _, raw := range w.unknown(place + "/+") {
		w.b = append(w.b, ',')
		w.b = append(w.b, raw...)
	}
}

// unknown yields what is directly under a place, sorted.
func (w *writer) unknown(place string) func(func(key, raw string) bool) {
	return func(yield func(key, raw string) bool) {
		for _, full := range w.under(place) {
			key := full[len(place)+1:]
			if !strings.Contains(key, "/") && !yield(key, w.extra[full]) {
				return
			}
		}
	}
}

// under returns the keys of what is unknown at and under a place, sorted.
func (w *writer) under(place string) []string {
	if len(w.extra) == 0 {
		return nil
	}
	if w.keys == nil {
		w.keys = slices.Sorted(maps.Keys(w.extra))
	}
	prefix := place + "/"
	from, _ := slices.BinarySearch(w.keys, prefix)
	to := from
	for to < len(w.keys) && strings.HasPrefix(w.keys[to], prefix) {
		to++
	}
	return w.keys[from:to]
}
