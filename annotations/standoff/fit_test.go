package standoff

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/words"
)

var everything = Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Notes: true, Tags: true, Annotators: true, Times: true, Metadata: true, Structure: true,
}

// TestFit says case by case what is left of a document, and what is told to be lost.
func TestFit(t *testing.T) {
	const attribution = "[T3:All is well], [T1:Orsini] [T2:[T4:said]], [T3:and fine].\n---\nT1 label=Source\nT2 label=Cue\nT3 label=Content\nT4 label=Attribution\n" +
		"E1 event=Attribution trigger=T4 Content=T3 Cue=T2 Source=T1\n"
	for _, c := range []struct {
		name, source string
		without      func(*Holds)
		want, lost   string
	}{
		{"all of it", attribution, func(*Holds) {},
			`Content "All is well … and fine" / Source "Orsini" / Cue "said" / Attribution "said" / event Attribution at Attribution "said": Content = Content "All is well … and fine", Cue = Cue "said", Source = Source "Orsini"`, ""},
		{"events become relations; their trigger says nothing that the cue does not", attribution, func(h *Holds) { h.Events = false },
			`Content "All is well … and fine" / Source "Orsini" / Cue "said" / HasCue: Content "All is well … and fine" -> Cue "said" / SaidBy: Content "All is well … and fine" -> Source "Orsini"`,
			"1 " + LostEvents.String()},
		{"neither", attribution, func(h *Holds) { h.Events, h.Relations = false, false },
			`Content "All is well … and fine" / Source "Orsini" / Cue "said"`, "2 " + LostRelations.String()},
		{"a trigger of which something is said stays", attribution + "T4 note=loudly\n", func(h *Holds) { h.Events = false },
			`Content "All is well … and fine" / Source "Orsini" / Cue "said" / Attribution "said"; note "loudly" / HasCue: Content "All is well … and fine" -> Cue "said" / SaidBy: Content "All is well … and fine" -> Source "Orsini" / HasCue: Content "All is well … and fine" -> Attribution "said"`,
			"1 " + LostEvents.String()},
		{"a trigger that another event needs stays", attribution + "T9 label=Content\nT9 at=0-3\nE2 event=Attribution trigger=T4 Content=T9\n", func(h *Holds) { h.Events = false },
			`Content "All is well … and fine" / Source "Orsini" / Cue "said" / Attribution "said" / Content "" / HasCue: Content "All is well … and fine" -> Cue "said" / SaidBy: Content "All is well … and fine" -> Source "Orsini" / HasCue: Content "All is well … and fine" -> Attribution "said" / HasCue: Content "" -> Attribution "said"`,
			"2 " + LostEvents.String()},
		{"what is tied to a trigger that goes is tied to the cue", attribution + "T8 label=Source\nT8 at=0-3\nR1 relation=x from=T8 to=T4\n", func(h *Holds) { h.Events = false },
			`Content "All is well … and fine" / Source "Orsini" / Cue "said" / Source "" / x: Source "" -> Cue "said" / HasCue: Content "All is well … and fine" -> Cue "said" / SaidBy: Content "All is well … and fine" -> Source "Orsini"`,
			"1 " + LostEvents.String()},
		{"an event without a claim is of its trigger", "[T1:Orsini] [T4:spoke].\n---\nT1 label=Source\nT4 label=Attribution\nE1 event=Attribution trigger=T4 Source=T1\n", func(h *Holds) { h.Events = false },
			`Source "Orsini" / Attribution "spoke" / SaidBy: Attribution "spoke" -> Source "Orsini"`, "1 " + LostEvents.String()},
		{"parts become marks; ties stay with the first", attribution, func(h *Holds) { h.Discontinuous = false },
			`Content "All is well" / Content "and fine" / Source "Orsini" / Cue "said" / Attribution "said" / event Attribution at Attribution "said": Content = Content "All is well", Cue = Cue "said", Source = Source "Orsini"`,
			"1 " + LostDiscontinuous.String()},
		{"details of a mark of parts are counted once", "[T1:a] b [T1:c]\n---\nT1 label=Claim\nT1 has=Stance=denies\nT1 tag=x\n", func(h *Holds) { h.Discontinuous, h.Attributes, h.Tags = false, false, false },
			`Claim "a" / Claim "c"`, "1 " + LostAttributes.String() + ", 1 " + LostTags.String() + ", 1 " + LostDiscontinuous.String()},
		{"of marks that overlap the longer stays, of equal ones the first", "[T1:[T2:Ada] [T3:[T4:Orsini]]] [T5:spoke]\n---\nT1 label=A\nT2 label=B\nT3 label=C\nT4 label=D\nT5 label=E\nR1 relation=x from=T5 to=T2\nR2 relation=y from=T5 to=T1\n", func(h *Holds) { h.Overlap = false },
			`A "Ada Orsini" / E "spoke" / y: E "spoke" -> A "Ada Orsini"`, "3 " + LostOverlap.String() + ", 1 " + LostRelations.String()},
		{"an event loses the argument that is gone", attribution + "T3 says=\"x\"\nT9 label=Source\nT9 says=\"gone\"\nE2 event=Attribution trigger=T4 Source=T9 Content=T3\n", func(h *Holds) { h.Orphans = false },
			`Content "x" / Source "Orsini" / Cue "said" / Attribution "said" / event Attribution at Attribution "said": Content = Content "x", Cue = Cue "said", Source = Source "Orsini" / event Attribution at Attribution "said": Content = Content "x"`,
			"1 " + LostOrphans.String() + ", 1 " + LostRelations.String()},
		{"lines", "One [T1:two\n\nthree] [T2:four]\n---\nT1 label=A\nT2 label=B\n", func(h *Holds) { h.OneLine = true },
			`A "two … three" / B "four"`, "1 " + LostLines.String()},
		{"annotators' IDs that are alike are told apart", "[T1:One] [X1:two]\n---\nT1 label=A\nT1 by=ada\nX1 label=B\nX1 by=bob\nX1 id=T1\nX2 label=C\nX2 at=0-3\nX2 by=bob\nR1 relation=x from=X2 to=T1\n", func(h *Holds) { h.Annotators = false },
			`A "One" / B "two" / C "" / x: C "" -> B "two"`, "3 " + LostAnnotators.String()},
		{"what is said of marks", "[T1:One]\n---\nT1 label=A\nT1 note=n\nT1 tag=t\nT1 tag=u\nT1 link=l\nT1 has=x=y\n", func(h *Holds) { h.Notes, h.Tags, h.Links, h.Attributes = false, false, false, false },
			`A "One"`, "1 " + LostAttributes.String() + ", 1 " + LostLinks.String() + ", 1 " + LostNotes.String() + ", 2 " + LostTags.String()},
	} {
		h := everything
		c.without(&h)
		d, lost := Fit(parse(t, c.source), h)
		var told []string
		for _, l := range lost {
			told = append(told, fmt.Sprint(l.Count, " ", l.What))
		}
		if got := strings.ReplaceAll(strings.TrimSpace(shown(d)), "\n", " / "); got != c.want || strings.Join(told, ", ") != c.lost {
			t.Errorf("%s:\ngot  %s\n     %s\nwant %s\n     %s", c.name, got, strings.Join(told, ", "), c.want, c.lost)
		}
	}
}

// TestFitArticle holds what becomes of an article.
func TestFitArticle(t *testing.T) {
	text := annotations.NewText("Heading\n\nA paragraph.")
	d := Document{Article: annotations.Article{Text: text, Title: "T", Byline: "B", Blocks: plain.Paragraphs(text)}}
	d.Article.Blocks[0].Kind, d.Article.Blocks[0].Level = annotations.Heading, 1
	got, lost := Fit(d, Holds{})
	if got.Article.Title+got.Article.Byline != "" || slices.ContainsFunc(got.Article.Blocks, func(b annotations.Block) bool { return b.Kind != annotations.Paragraph || b.Level != 0 }) {
		t.Errorf("%+v", got.Article)
	}
	if want := []Loss{{LostMetadata, 2, "T"}, {LostStructure, 1, "Heading"}}; !slices.Equal(lost, want) {
		t.Errorf("%v", lost)
	}
	if d.Article.Blocks[0].Kind != annotations.Heading {
		t.Error("Fit changed what it was given")
	}
}

// TestFitProperty holds Fit to its word over any document and any format: what it leaves
// fits, and fits without further loss; what it says is lost is gone, and nothing else is.
func TestFitProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t)
		for i := range d.Marks {
			d.Marks[i].Created = now
		}
		d.Article.Blocks = plain.Paragraphs(d.Article.Text)
		h := Holds{}
		v := reflect.ValueOf(&h).Elem()
		for i := range v.NumField() {
			v.Field(i).SetBool(rapid.Bool().Draw(t, v.Type().Field(i).Name))
		}
		before := shown(d)
		got, lost := Fit(d, h)
		if shown(d) != before {
			t.Fatal("Fit changed what it was given")
		}
		count := map[words.Loss]int{}
		for _, l := range lost {
			count[l.What] += l.Count
		}
		check(t, d, got, h, count)
		again, more := Fit(got, h)
		if len(more) > 0 || shown(again) != shown(got) {
			t.Fatalf("it does not fit yet: %v\n%s\n%s", more, shown(got), shown(again))
		}
		h = everything
		if same, none := Fit(d, h); len(none) > 0 || shown(same) != before {
			t.Fatalf("a format that holds everything lost %v", none)
		}
	})
}

// check compares a document with what is left of it.
func check(t *rapid.T, d, got Document, h Holds, lost map[words.Loss]int) {
	sum := func(d Document, of func(*Mark) int) (n int) {
		for i := range d.Marks {
			n += of(&d.Marks[i])
		}
		return n
	}
	ids := map[key]bool{}
	for i := range got.Marks {
		m := &got.Marks[i]
		ids[key{m.Annotator, m.ID}] = true
		switch {
		case !h.Orphans && len(m.Spans) == 0, !h.Discontinuous && len(m.Spans) > 1, !h.Annotators && m.Annotator != "",
			!h.Notes && m.Note != "", !h.Attributes && len(m.Attributes) > 0, !h.Links && len(m.Links) > 0,
			!h.Tags && len(m.Tags) > 0, !h.Times && !m.Created.IsZero():
			t.Fatalf("%+v does not fit %+v", m, h)
		}
		for k := range i {
			for _, s := range m.Spans {
				if !h.Overlap && slices.ContainsFunc(got.Marks[k].Spans, s.Overlaps) {
					t.Fatalf("%v and %v overlap", m.Spans, got.Marks[k].Spans)
				}
			}
		}
	}
	if !h.Relations && len(got.Relations)+len(got.Events) > 0 || !h.Events && len(got.Events) > 0 {
		t.Fatal("ties are left")
	}
	had := map[key]bool{}
	for _, m := range d.Marks {
		had[key{m.Annotator, m.ID}] = true
	}
	for _, r := range got.Relations { // ties that led nowhere still do, others still lead to marks
		if !ids[key{r.Annotator, r.From}] && (h.Annotators && had[key{r.Annotator, r.From}]) {
			t.Fatalf("%+v leads nowhere", r)
		}
	}
	orphans := sum(d, func(m *Mark) int {
		if len(m.Spans) == 0 {
			return 1
		}
		return 0
	})
	if !h.Orphans && lost[LostOrphans] != orphans || h.Orphans && lost[LostOrphans] != 0 {
		t.Fatalf("%d marks without a place, told are %d", orphans, lost[LostOrphans])
	}
	if !h.Events { // triggers go besides, which is not counted
		return
	}
	attributes, tags := func(m *Mark) int { return len(m.Attributes) }, func(m *Mark) int { return len(m.Tags) }
	left := func(m *Mark) bool { return h.Orphans || len(m.Spans) > 0 }
	kept := Document{Marks: slices.DeleteFunc(slices.Clone(d.Marks), func(m Mark) bool { return !left(&m) })}
	if !h.Attributes && lost[LostAttributes] != sum(kept, attributes) || h.Attributes && lost[LostAttributes] != 0 {
		t.Fatalf("%d attributes, told are %d", sum(kept, attributes), lost[LostAttributes])
	}
	if !h.Tags && lost[LostTags] != sum(kept, tags) || h.Tags && lost[LostTags] != 0 {
		t.Fatalf("%d tags, told are %d", sum(kept, tags), lost[LostTags])
	}
	if h.Overlap && h.Discontinuous && len(got.Marks) != len(kept.Marks) {
		t.Fatalf("%d marks are left of %d", len(got.Marks), len(kept.Marks))
	}
	if h.Overlap && h.Orphans && h.Relations && len(got.Relations)+len(got.Events) != len(d.Relations)+len(d.Events) {
		t.Fatal("ties are gone")
	}
}

// TestOverlapped holds the choice of marks against the plain rule, in any order of marks.
func TestOverlapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var marks []Mark
		for range rapid.IntRange(0, 12).Draw(t, "marks") {
			start := rapid.IntRange(0, 20).Draw(t, "start")
			marks = append(marks, Mark{Spans: []annotations.Span{{Start: start, End: start + rapid.IntRange(1, 8).Draw(t, "size")}}})
		}
		out := overlapped(marks)
		for i := range marks {
			s, gone := marks[i].Spans[0], out(&marks[i])
			over := slices.ContainsFunc(marks, func(m Mark) bool {
				return &m.Spans[0] != &marks[i].Spans[0] && m.Spans[0].Overlaps(s) && m.Spans[0].Len() >= s.Len()
			})
			if gone && !over {
				t.Fatalf("%v is gone for nothing", s)
			}
		}
		for i := range marks {
			for k := range i {
				if !out(&marks[i]) && !out(&marks[k]) && marks[i].Spans[0].Overlaps(marks[k].Spans[0]) {
					t.Fatal("two are left that overlap")
				}
			}
		}
	})
}

// TestUnsaid tells what no document can say.
func TestUnsaid(t *testing.T) {
	text := annotations.NewText("Orsini said so.")
	a := annotations.Article{ID: annotations.NewID(), Text: text}
	mention := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{End: 6})
	mention.Actor = "ada"
	claim := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 12, End: 14})
	claim.Claim.Speakers = []annotations.ID{"ada", "bo", mention.ID}
	claim.Claim.Check.Evidence = []annotations.Evidence{{URL: "https://example.org"}, {Quote: "words"}}
	actors := annotations.NewDirectory([]annotations.Actor{{ID: "ada", Name: "Ada", Role: "mayor"}, {ID: "bo", Name: "Bo"}})
	lost := Unsaid(annotations.NewDoc(a, []annotations.Annotation{mention, claim}), actors)
	if want := []Loss{{LostActors, 1, "Ada"}, {LostEvidence, 2, "so"}}; !slices.Equal(lost, want) {
		t.Errorf("%v", lost)
	}
}
