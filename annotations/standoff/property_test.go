package standoff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

var vocabulary = []string{
	"Envoy", "said", "that", "€21bn", "($24bn)", "“No,”", "naïve", "e\u0301te\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "中文字", "שלום", "17", "\n", "\u2028", "a",
}

func genText(t *rapid.T) annotations.Text {
	return annotations.NewText("Text: " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 3, 30).Draw(t, "words"), " "))
}

func genSpans(t *rapid.T, text annotations.Text, most int) []annotations.Span {
	var out []annotations.Span
	for range rapid.IntRange(1, most).Draw(t, "spans") {
		from := rapid.IntRange(0, text.Len()-1).Draw(t, "from")
		to := min(from+rapid.IntRange(1, 20).Draw(t, "length"), text.Len())
		out = append(out, text.Whole(annotations.Span{Start: from, End: to}))
	}
	return annotations.Join(out)
}

func pick[T any](t *rapid.T, name string, from ...T) T { return rapid.SampledFrom(from).Draw(t, name) }

func often(t *rapid.T, name string) bool { return rapid.Bool().Draw(t, name) }

// genDocument returns a document of any sort: with ties of all kinds among what is there,
// and some that lead nowhere.
func genDocument(t *rapid.T) Document {
	text := genText(t)
	d := Document{Name: "generated", Article: annotations.Article{Text: text, Title: "A title", Source: "https://example.org/a"}}
	var ids []string
	for i := range rapid.IntRange(0, 9).Draw(t, "marks") {
		m := Mark{
			ID: fmt.Sprintf("T%d", i), Annotator: pick(t, "annotator", "", "ada"),
			Label: pick(t, "label", "Actor", "Source", "Content", "Claim", "Cue", "Attribution", "verb", "MONEY", "Language", "Foo"),
			Spans: genSpans(t, text, 3),
		}
		for _, s := range m.Spans {
			m.Quotes = append(m.Quotes, text.Slice(s))
		}
		switch place := rapid.IntRange(0, 9).Draw(t, "place"); {
		case Propose(m.Label) == Cue: // what several lost cues become is not kept apart
		case place == 0:
			m.Spans, m.Prefix = nil, "before"
		case place == 1:
			m.Quotes = []string{"other words"}
		case place == 2:
			m.Quotes = nil
		case place == 3:
			m.Spans[0].End = text.Len() + 1
		}
		for range rapid.IntRange(0, 2).Draw(t, "attributes") {
			m.Attributes = append(m.Attributes, Attribute{
				pick(t, "attribute", "Stance", "Value", "Name", "Speaker", "Topic", "Approximate"), pick(t, "value", "denies", "17", "Ada Orsini", "true", ""),
			})
		}
		if often(t, "note") {
			m.Note = pick(t, "words", "a note", "two\nlines")
		}
		if often(t, "tag") {
			m.Tags = []string{pick(t, "tag", "urgent", "Topic=energy")}
		}
		if often(t, "link") {
			m.Links = []string{pick(t, "link", "https://www.wikidata.org/wiki/Q42", "GeoNames:1")}
		}
		ids = append(ids, m.ID)
		d.Marks = append(d.Marks, m)
	}
	ids = append(ids, "T99")
	id := func(name string) string { return rapid.SampledFrom(ids).Draw(t, name) }
	for range rapid.IntRange(0, 6).Draw(t, "relations") {
		d.Relations = append(d.Relations, Relation{
			Label: pick(t, "label", "SaidBy", "PartOf", "SameAs", "x"), From: id("from"), To: id("to"), Annotator: pick(t, "annotator", "", "ada"),
		})
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "events") {
		e := Event{
			ID: fmt.Sprintf("E%d", i), Label: pick(t, "label", "Attribution", "Cue", "Foo"), Trigger: id("trigger"), Annotator: pick(t, "annotator", "", "ada"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "arguments") {
			e.Arguments = append(e.Arguments, Argument{pick(t, "role", "Content", "Source", "Cue"), id("argument")})
		}
		d.Events = append(d.Events, e)
	}
	return d
}

// TestRecordsAreValid holds what becomes of any document: records that fit their article,
// with IDs of their own, the same whenever they are made; no mark with a place is lost.
func TestRecordsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t)
		c, problems := Records(d, nil, now)
		seen := map[annotations.ID]bool{}
		covered := map[string]bool{}
		for _, n := range c.Annotations {
			if err := c.Articles[0].Check(n); err != nil {
				t.Fatal(err)
			}
			if seen[n.ID] {
				t.Fatalf("%s twice", n.ID)
			}
			seen[n.ID] = true
			covered[n.Creator+fmt.Sprint(n.Spans)] = true
			for _, s := range n.Claim.Cue.Spans {
				covered[n.Creator+fmt.Sprint([]annotations.Span{s})] = true
			}
		}
		doc := Describe(annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors))
		for _, m := range doc.Marks {
			covered[m.Annotator+fmt.Sprint(m.Spans)] = true
		}
		for _, m := range d.Marks {
			fits := len(m.Quotes) == 0 || slices.EqualFunc(m.Spans, m.Quotes, func(s annotations.Span, q string) bool { return d.Article.Text.Slice(s) == q })
			if !fits || len(m.Spans) == 0 || m.Spans[0].End > d.Article.Text.Len() || Propose(m.Label) == LeaveIt {
				continue
			}
			all := covered[m.Annotator+fmt.Sprint(m.Spans)]
			if Propose(m.Label) == Cue && !all { // a part of a cue of several marks
				all = !slices.ContainsFunc(m.Spans, func(s annotations.Span) bool { return !within(c.Annotations, m.Annotator, s) })
			}
			if !all {
				t.Fatalf("%+v is lost\n%s\n%v", m, portrait(c), problems)
			}
		}
		if again, _ := Records(d, nil, now.Add(time.Hour)); len(again.Annotations) != len(c.Annotations) {
			t.Fatal("another number of records the second time")
		} else {
			for i := range again.Annotations {
				if again.Annotations[i].ID != c.Annotations[i].ID {
					t.Fatal("another ID the second time")
				}
			}
		}
	})
}

// within reports whether a span is in the cue of a claim.
func within(marks []annotations.Annotation, annotator string, s annotations.Span) bool {
	return slices.ContainsFunc(marks, func(n annotations.Annotation) bool {
		return n.Creator == annotator && slices.ContainsFunc(n.Claim.Cue.Spans, func(o annotations.Span) bool { return o.Contains(s) })
	})
}

// tangled reports whether there are claims of several events, and claims that events hang
// on.
func tangled(c record.Collection) bool {
	several, hub := false, false
	for i := range c.Annotations {
		if o, ok := originOf(&c.Annotations[i], c.Articles[0].Text); ok {
			several = several || o.of != ""
			hub = hub || Propose(o.mark) == Claim
		}
	}
	return several && hub
}

// TestThereAndBack holds what was read once: described, it is the same records again.
func TestThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t)
		first, _ := Records(d, nil, now)
		if tangled(first) {
			t.Skip("a claim of several events is the trigger of one: a document has one mark for all of them")
		}
		doc := Describe(annotations.NewDoc(first.Articles[0], first.Annotations), annotations.NewDirectory(first.Actors))
		again, problems := Records(doc, nil, now)
		if differ := same(first, again); differ != "" {
			t.Fatalf("%s\nfrom\n%s\ndescribed\n%s\nback\n%s%v", differ, portrait(first), shown(doc), portrait(again), problems)
		}
	})
}

// genDoc returns an article with annotations as readers make them, as far as a document
// can say it.
func genDoc(t *rapid.T) (annotations.Doc, annotations.Directory) {
	text := genText(t)
	a := annotations.Article{ID: annotations.NewID(), Text: text, Title: "A title", Created: now, Modified: now, Revision: 1}
	actors := []annotations.Actor{
		{ID: annotations.IDOf("actor", "", "Ada Orsini"), Name: "Ada Orsini"},
		{ID: annotations.IDOf("actor", "https://www.wikidata.org/wiki/Q42"), Name: "Bo", Link: "https://www.wikidata.org/wiki/Q42"},
	}
	marks := make([]annotations.Annotation, rapid.IntRange(0, 8).Draw(t, "marks"))
	for i := range marks {
		n := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), now, genSpans(t, text, 3)...)
		n.Origin, n.Revision, n.Creator = annotations.ByImport, 1, pick(t, "annotator", "", "ada")
		n.Tags = []string{"urgent", "Topic=energy"}[:rapid.IntRange(0, 2).Draw(t, "tags")]
		if len(n.Tags) == 0 {
			n.Tags = nil
		}
		if often(t, "note") {
			n.Note = "a note"
		}
		if rapid.IntRange(0, 5).Draw(t, "orphan") == 0 {
			n.Spans = nil
			for k := range n.Quotes { // text around is kept at both ends
				if k > 0 {
					n.Quotes[k].Prefix = ""
				}
				if k < len(n.Quotes)-1 {
					n.Quotes[k].Suffix = ""
				}
			}
		}
		switch c, f := &n.Claim, &n.Figure; n.Kind {
		case annotations.KindActor:
			n.Actor = pick(t, "actor", "", actors[0].ID, actors[1].ID)
		case annotations.KindClaim:
			c.Source = pick(t, "source", "", annotations.Itself, annotations.Unnamed)
			c.Stance = pick(t, "stance", "", annotations.Denies)
			c.Attribution = pick(t, "attribution", "", annotations.Mixed)
			c.Wording = pick(t, "wording", "", "officials, they said")
			c.Check.Worth = pick(t, "worth", "", annotations.Worthy)
			if often(t, "verdict") {
				c.Check.Verdict = annotations.Verdict{Name: "False", Value: "1", Best: "5", Worst: "1"}
			}
			if often(t, "cue") {
				c.Cue = annotations.CueAt(text, genSpans(t, text, 2)...)
			}
		case annotations.KindFigure:
			f.Quantity = annotations.Quantity{
				Type: annotations.Money, Value: "17", Currency: "EUR", Approximate: often(t, "about"), Comparator: pick(t, "comparator", "", annotations.AtLeast),
			}
			f.Apart, f.Corrected = often(t, "apart"), often(t, "corrected")
		}
		marks[i] = n
	}
	for i := range marks {
		n := &marks[i]
		of := func(kind annotations.Kind) annotations.ID {
			o := rapid.SampledFrom(marks).Draw(t, "other")
			if o.Kind != kind || o.ID == n.ID || o.Creator != n.Creator || !often(t, "tied") {
				return ""
			}
			return o.ID
		}
		switch n.Kind {
		case annotations.KindClaim:
			n.Claim.Within = of(annotations.KindClaim)
			if id := of(annotations.KindActor); id != "" {
				n.Claim.Speakers, n.Claim.Source = []annotations.ID{id}, annotations.Named
			}
		case annotations.KindFigure:
			n.Figure.Claim = of(annotations.KindClaim)
			if id := of(annotations.KindFigure); id != "" {
				n.Figure.Ties = []annotations.Tie{{Relation: pick(t, "relation", annotations.Relations...), Figure: id}}
			}
		}
	}
	return annotations.NewDoc(a, marks), annotations.NewDirectory(actors)
}

// TestBackAndThere holds what readers make: what is described comes back as it was.
func TestBackAndThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc, actors := genDoc(t)
		if lost := Unsaid(doc, actors); len(lost) > 0 {
			t.Fatal(lost)
		}
		d := Describe(doc, actors)
		c, problems := Records(d, nil, now)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want := c
		want.Annotations = nil
		for _, n := range doc.Marks() {
			want.Annotations = append(want.Annotations, *n)
		}
		if differ := same(want, c); differ != "" {
			t.Fatalf("%s\nfrom\n%s\ndescribed\n%s", differ, portrait(want), shown(d))
		}
	})
}
