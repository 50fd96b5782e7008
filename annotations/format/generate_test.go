package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
)

// genDocument returns a document that a format can hold: all of it goes through Fit.
func genDocument(t *rapid.T, h standoff.Holds) standoff.Document {
	var lines []string
	for range rapid.IntRange(1, 4).Draw(t, "lines") {
		lines = append(lines, strings.Join(rapid.SliceOfN(rapid.SampledFrom(sample.Words), 1, 12).Draw(t, "words"), " "))
	}
	text := annotations.NewText(strings.Join(lines, "\n"))
	d := standoff.Document{Name: "generated", Article: annotations.Article{
		Text: text, Title: "A title", Byline: "Ada Writer", Publisher: "The Paper", Published: "2026-11-20",
		Language: "en", Source: "https://example.org/a?b=c&d",
	}}
	d.Article.Blocks = plain.Paragraphs(text)
	annotators := []string{"ada", "bob"}
	for i := range rapid.IntRange(0, 6).Draw(t, "marks") {
		m := standoff.Mark{
			ID:        fmt.Sprintf("m%d", i),
			Label:     rapid.SampledFrom([]string{"Actor", "Claim", "Figure", "ORG", "Cue"}).Draw(t, "label"),
			Annotator: rapid.SampledFrom(annotators).Draw(t, "annotator"),
			Created:   time.Date(2026, 11, 20, 10, 30, i, 0, time.UTC),
		}
		m.Modified = m.Created
		for range rapid.IntRange(1, 3).Draw(t, "spans") {
			at := text.Words(annotations.Span{End: text.Len()})
			if len(at) == 0 {
				at = text.Graphemes(annotations.Span{End: text.Len()})[:1]
			}
			from := rapid.IntRange(0, len(at)-1).Draw(t, "from")
			to := min(from+rapid.IntRange(0, 4).Draw(t, "length"), len(at)-1)
			m.Spans = append(m.Spans, text.Whole(annotations.Span{Start: at[from].Start, End: at[to].End}))
		}
		m.Spans = annotations.Join(m.Spans)
		for _, s := range m.Spans {
			m.Quotes = append(m.Quotes, text.Slice(s))
		}
		if rapid.IntRange(0, 5).Draw(t, "orphan") == 0 {
			m.Spans, m.Quotes = nil, []string{"words that are gone"}
		}
		if rapid.Bool().Draw(t, "attribute") {
			m.Attributes = []standoff.Attribute{{Name: "Stance", Value: "denies"}}
		}
		if rapid.Bool().Draw(t, "note") {
			m.Note = rapid.SampledFrom([]string{"a note", "two\nlines", `with "quotes", a comma; a	tab`}).Draw(t, "words of the note")
		}
		if rapid.Bool().Draw(t, "tag") {
			m.Tags = []string{"a tag", "another"}
		}
		if m.Label == "Actor" && rapid.Bool().Draw(t, "link") {
			m.Links = []string{"https://www.wikidata.org/wiki/Q42"}
		}
		d.Marks = append(d.Marks, m)
	}
	for range rapid.IntRange(0, 3).Draw(t, "relations") {
		if len(d.Marks) < 2 {
			break
		}
		from := rapid.SampledFrom(d.Marks).Draw(t, "from")
		to := rapid.SampledFrom(d.Marks).Draw(t, "to")
		if from.ID == to.ID || from.Annotator != to.Annotator {
			continue
		}
		r := standoff.Relation{
			Label: rapid.SampledFrom([]string{"SaidBy", "InClaim"}).Draw(t, "relation"), From: from.ID, To: to.ID, Annotator: from.Annotator,
		}
		if !slices.ContainsFunc(d.Relations, func(o standoff.Relation) bool { return o.From == r.From && o.To == r.To }) {
			d.Relations = append(d.Relations, r)
		}
	}
	if i := slices.IndexFunc(d.Marks, func(m standoff.Mark) bool { return m.Label == "Cue" && len(m.Spans) > 0 }); i >= 0 && rapid.Bool().Draw(t, "event") {
		e := standoff.Event{ID: "E1", Label: "Cue", Trigger: d.Marks[i].ID, Annotator: d.Marks[i].Annotator}
		for _, m := range d.Marks {
			if m.Annotator == e.Annotator && m.ID != e.Trigger && m.Label != "Figure" && len(m.Spans) > 0 {
				e.Arguments = append(e.Arguments, standoff.Argument{Role: m.Label, Mark: m.ID})
			}
		}
		d.Events = []standoff.Event{e}
	}
	fitted, _ := standoff.Fit(d, h)
	return fitted
}

// written returns what a format writes of documents, and read what it reads of files.
func written(f Format, docs ...standoff.Document) []File {
	w := NewWriter(f)
	for i, d := range docs {
		w.add(Piece{Name: fmt.Sprintf("doc%d", i), Doc: annotations.NewDoc(d.Article, nil), Out: d})
	}
	return w.Close()
}

func read(f Format, files []File) (docs []standoff.Document, problems []standoff.Problem, err error) {
	var names []string
	for _, x := range files {
		names = append(names, x.Name)
	}
	for _, group := range Group(names) {
		var together []File
		for _, n := range group {
			together = append(together, files[slices.Index(names, n)])
		}
		err = f.Read(together, Sink{
			Now:      now,
			Document: func(d standoff.Document) error { docs = append(docs, d); return nil },
			Problem:  func(p standoff.Problem) { problems = append(problems, p) },
		})
		if err != nil {
			return docs, problems, err
		}
	}
	return docs, problems, nil
}

// roundTrip holds a format to its word: what Fit leaves of a document comes back.
func roundTrip(t *testing.T, f Format) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		var docs []standoff.Document
		for range rapid.IntRange(1, 3).Draw(t, "documents") {
			docs = append(docs, genDocument(t, f.Write.Holds))
		}
		files := written(f, docs...)
		got, problems, err := read(f, files)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%v %v\n%s", err, problems, shown(files))
		}
		if len(got) != len(docs) {
			t.Fatalf("%d documents came back of %d\n%s", len(got), len(docs), shown(files))
		}
		for i := range docs {
			if a, b := portrait(docs[i]), portrait(got[i]); a != b {
				t.Fatalf("out went\n%s\nback came\n%s\nin\n%s", a, b, shown(files))
			}
		}
	})
}

func shown(files []File) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "-- %s --\n%s\n", f.Name, f.Data)
	}
	return b.String()
}

// portrait writes a document without what is a file's own affair: the IDs and the order
// of marks, and what its labels are called by events and relations besides.
func portrait(d standoff.Document) string {
	var b strings.Builder
	a := d.Article
	fmt.Fprintf(&b, "%q %q %q %q %q %q %q\n", a.Text.String(), a.Title, a.Byline, a.Publisher, a.Published, a.Language, a.Source)
	at := map[string]string{}
	var lines []string
	for _, m := range d.Marks {
		face := fmt.Sprintf("%s %s %v %q", m.Annotator, m.Label, m.Spans, m.Quotes)
		at[m.Annotator+"\x00"+m.ID] = face
		slices.SortFunc(m.Attributes, func(a, b standoff.Attribute) int { return cmp.Compare(a.Name, b.Name) })
		line := fmt.Sprintf("%s %v %q %q %q", face, m.Attributes, m.Links, m.Note, m.Tags)
		if !m.Created.IsZero() {
			line += " " + m.Created.UTC().Format(time.RFC3339)
		}
		lines = append(lines, line)
	}
	for _, r := range d.Relations {
		lines = append(lines, fmt.Sprintf("%s: (%s) -> (%s)", r.Label, at[r.Annotator+"\x00"+r.From], at[r.Annotator+"\x00"+r.To]))
	}
	for _, e := range d.Events {
		var args []string
		for _, x := range e.Arguments {
			args = append(args, x.Role+" ("+at[e.Annotator+"\x00"+x.Mark]+")")
		}
		slices.Sort(args)
		lines = append(lines, fmt.Sprintf("%s at (%s): %s", e.Label, at[e.Annotator+"\x00"+e.Trigger], strings.Join(args, ", ")))
	}
	slices.Sort(lines)
	return b.String() + strings.Join(lines, "\n")
}
