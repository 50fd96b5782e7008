package format

import (
	"cmp"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// A jsonWriter appends JSON; commas come by themselves.
type jsonWriter struct{ b []byte }

func (w *jsonWriter) comma() {
	if n := len(w.b); n > 0 && strings.IndexByte("{[:\n", w.b[n-1]) < 0 {
		w.b = append(w.b, ',')
	}
}

// begin begins an object or array, end ends it.
func (w *jsonWriter) begin(c byte) {
	w.comma()
	w.b = append(w.b, c)
}

func (w *jsonWriter) end(c byte) { w.b = append(w.b, c) }

// name begins a member.
func (w *jsonWriter) name(name string) {
	w.text(name)
	w.b = append(w.b, ':')
}

func (w *jsonWriter) text(s string) {
	w.comma()
	w.b = record.AppendString(w.b, s)
}

func (w *jsonWriter) int(n int) {
	w.comma()
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

func (w *jsonWriter) bool(v bool) {
	w.comma()
	w.b = strconv.AppendBool(w.b, v)
}

// member writes a member that is a text, optional one that may be missing.
func (w *jsonWriter) member(name, value string) {
	w.name(name)
	w.text(value)
}

func (w *jsonWriter) optional(name, value string) {
	if value != "" {
		w.member(name, value)
	}
}

func (w *jsonWriter) number(name string, n int) {
	w.name(name)
	w.int(n)
}

// decimal writes a member that is a number; d is one in JSON too.
func (w *jsonWriter) decimal(name string, d annotations.Decimal) {
	w.name(name)
	w.b = append(w.b, d...)
}

// thing writes an object of a type; members are names and values in turn, and may be
// missing.
func (w *jsonWriter) thing(typ string, members ...string) {
	w.begin('{')
	w.member("@type", typ)
	for i := 0; i+1 < len(members); i += 2 {
		w.optional(members[i], members[i+1])
	}
	w.end('}')
}

// values writes a member of n values as JSON-LD has them: one stands alone, of none there
// is nothing.
func (w *jsonWriter) values(name string, n int, write func(i int)) {
	if n == 0 {
		return
	}
	w.name(name)
	if n > 1 {
		w.begin('[')
	}
	for i := range n {
		write(i)
	}
	if n > 1 {
		w.end(']')
	}
}

// line begins the line of an element of an array.
func (w *jsonWriter) line() {
	w.comma()
	w.b = append(w.b, '\n')
}

// texts writes a member that is an array of texts.
func (w *jsonWriter) texts(name string, values ...string) {
	w.name(name)
	w.begin('[')
	for _, v := range values {
		w.text(v)
	}
	w.end(']')
}

// markID returns the ID of a mark, or one that is made of its place in the document.
func markID(m *standoff.Mark, i int) string { return cmp.Or(m.ID, "mark-"+strconv.Itoa(i+1)) }

// An idGiver gives the marks of a file IDs that are there once, their own where they can
// keep them. It counts how often an ID was asked for.
type idGiver map[string]int

// give returns the IDs of a document's marks, and of each annotator's marks by their own.
func (g idGiver) give(d *standoff.Document) (ids []string, of map[[2]string]string) {
	of = map[[2]string]string{}
	for i := range d.Marks {
		m := &d.Marks[i]
		own := markID(m, i)
		id := own
		for g[id] > 0 {
			g[own]++
			id = own + "-" + strconv.Itoa(g[own])
		}
		g[id]++
		ids = append(ids, id)
		if m.ID != "" {
			of[[2]string{m.Annotator, m.ID}] = id
		}
	}
	return ids, of
}
