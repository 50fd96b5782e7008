package format

import (
	"cmp"
	"strconv"
	"strings"

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
