package format

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// recordsOf reads Pressmark's own records.
func recordsOf(f Format, data []byte) (batches []record.Collection, problems []standoff.Problem, err error) {
	err = f.Read([]File{{Name: "a.jsonl", Data: data}}, Sink{
		Now:     now,
		Records: func(c record.Collection) error { batches = append(batches, c); return nil },
		Problem: func(p standoff.Problem) { problems = append(problems, p) },
	})
	return batches, problems, err
}

// genRecords returns the records of an article.
func genRecords(t *rapid.T) record.Collection {
	d := genDocument(t, holdsAll)
	d.Article.ID = annotations.NewID()
	c, _ := standoff.Records(d, nil, now)
	return c
}

// What is written is what was there, an article at a time.
func TestJSONLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want []record.Collection
		var pieces [][]byte
		for range rapid.IntRange(1, 3).Draw(t, "articles") {
			c := genRecords(t)
			want = append(want, c)
			pieces = append(pieces, jsonl.Write.Piece(Piece{
				Doc: annotations.NewDoc(c.Articles[0], c.Annotations), Actors: annotations.NewDirectory(c.Actors),
			}))
		}
		data := jsonl.Write.Join(pieces)
		if !jsonl.Sniff(data) && len(want[0].Annotations) > 0 {
			t.Error("it is not known for what it is")
		}
		got, problems, err := recordsOf(jsonl, data)
		if err != nil || len(problems) > 0 || len(got) != len(want) {
			t.Fatalf("%v %v: %d of %d", err, problems, len(got), len(want))
		}
		for i := range want {
			if a, b := record.EncodeCollection(want[i]), record.EncodeCollection(got[i]); !bytes.Equal(a, b) {
				t.Fatalf("out went\n%s\nback came\n%s", a, b)
			}
		}
	})
}

// A mark that names an actor who was merged comes with the one who stands for that actor.
func TestJSONLFollowsMergedActors(t *testing.T) {
	a := annotations.Article{ID: annotations.NewID(), Title: "Departures", Text: annotations.NewText("Lee left."), Created: now, Modified: now}
	a.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: 9}}}
	before, after, other := annotations.NewActor("Lee", now), annotations.NewActor("Ann Lee", now), annotations.NewActor("Roe", now)
	before.Deleted, before.MergedInto = true, after.ID
	mention := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{End: 3})
	mention.Actor = before.ID
	claim := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 4, End: 8})
	claim.Claim.Source, claim.Claim.Speakers = annotations.Named, []annotations.ID{before.ID}
	got, problems, err := recordsOf(jsonl, jsonl.Write.Piece(Piece{
		Doc:    annotations.NewDoc(a, []annotations.Annotation{mention, claim}),
		Actors: annotations.NewDirectory([]annotations.Actor{before, after, other}),
	}))
	if err != nil || len(problems) > 0 || len(got) != 1 {
		t.Fatalf("%v %v: %+v", err, problems, got)
	}
	c := got[0]
	if len(c.Actors) != 1 || c.Actors[0].ID != after.ID {
		t.Errorf("actors %+v, want %s alone", c.Actors, after.Name)
	}
	for _, n := range c.Annotations {
		for _, id := range append([]annotations.ID{n.Actor}, n.Claim.Speakers...) {
			if id != "" && id != after.ID {
				t.Errorf("a %s names %s, who has no record", n.Kind, id)
			}
		}
	}
}

// A line that is wrong is told with its place, and takes no other with it.
func TestJSONLTellsWhatIsWrong(t *testing.T) {
	a := annotations.Article{ID: annotations.NewID(), Title: "Departures", Text: annotations.NewText("Lee left."), Created: now, Modified: now}
	a.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: 9}}}
	good := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{Start: 0, End: 3})
	wrong := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 4, End: 8})
	wrong.Quotes[0].Exact = "stay"
	alone := good
	alone.ID, alone.Article = annotations.NewID(), annotations.NewID()
	lines := []string{
		string(record.EncodeAnnotation(alone)),
		string(record.EncodeArticle(a)),
		"",
		`{"type": "Annotation"`,
		string(record.EncodeAnnotation(wrong)),
		string(record.EncodeAnnotation(good)) + "\r",
		`{"a": 1}`,
	}
	got, problems, err := recordsOf(jsonl, []byte("\ufeff"+strings.Join(lines, "\n")))
	if err != nil || len(got) != 2 || len(got[0].Annotations) != 1 || len(got[1].Annotations) != 1 || got[1].Annotations[0].ID != good.ID {
		t.Fatalf("%v: %+v", err, got)
	}
	for i, want := range []struct {
		place string
		err   error
	}{{"a.jsonl:4:22", record.ErrSyntax}, {"a.jsonl:5:1", annotations.ErrQuoteMismatch}, {"a.jsonl:7:1", record.ErrForeign}} {
		if i >= len(problems) || problems[i].Place() != want.place || !errors.Is(problems[i], want.err) {
			t.Fatalf("%v, want %v at %s", problems, want.err, want.place)
		}
	}
	if _, _, err := recordsOf(jsonl, []byte("{}\n{}\n")); !errors.Is(err, record.ErrForeign) {
		t.Errorf("a file of nothing that is known: %v", err)
	}
}

func FuzzJSONL(f *testing.F) {
	a := annotations.Article{ID: annotations.NewID(), Title: "Departures", Text: annotations.NewText("Lee left."), Created: now, Modified: now}
	a.Blocks = []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: 9}}}
	n := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{Start: 0, End: 3})
	f.Add([]byte(string(record.EncodeArticle(a)) + "\n" + string(record.EncodeAnnotation(n)) + "\n"))
	for _, s := range hostileJSON {
		f.Add([]byte(s))
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		jsonl.Sniff(data)
		batches, _, _ := recordsOf(jsonl, data)
		for _, b := range batches {
			for _, a := range b.Articles {
				for _, n := range b.Annotations {
					if err := a.Check(n); n.Article == a.ID && err != nil {
						t.Error(err)
					}
				}
			}
		}
	})
}
