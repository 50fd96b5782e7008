package format

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

func TestAnnotationPageRoundTrip(t *testing.T) {
	f := annotationPage
	f.Read = readWebAnnotations
	withoutText(t, f)
}

// What is written is told from other formats, and read as what it is.
func TestAnnotationPageIsKnown(t *testing.T) {
	d := standoff.Document{Article: annotations.Article{Source: "https://example.org/a", Text: annotations.NewText("Lee left.")}}
	d.Marks = []standoff.Mark{{ID: "urn:x:1", Label: "Actor", Spans: []annotations.Span{{End: 3}}, Quotes: []string{"Lee"}}}
	for _, docs := range [][]standoff.Document{{d}, {}} {
		page := written(annotationPage, docs...)[0]
		if got := Find(page).Name; got != "recogito" {
			t.Errorf("it looks like %s: %s", got, page.Data)
		}
	}
}

// Each target stands for itself: its position, counted in code points, is that of its words,
// and with the text at hand the marks are where they were.
func TestAnnotationPageTargets(t *testing.T) {
	type target struct {
		Source   string
		Selector []struct {
			Type, Exact string
			Start, End  int
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t, annotationPage.Write.Holds)
		d.Article.Source = "https://example.org/a"
		data := written(annotationPage, d)[0].Data
		var page struct {
			Type  string
			Items []struct {
				Motivation string
				Target     json.RawMessage
			}
		}
		if err := json.Unmarshal(data, &page); err != nil || page.Type != "AnnotationPage" {
			t.Fatalf("%v: %s", err, data)
		}
		if len(page.Items) < len(d.Marks) {
			t.Fatalf("%d annotations of %d marks", len(page.Items), len(d.Marks))
		}
		text := []rune(d.Article.Text.String())
		for i, m := range d.Marks {
			targets := make([]target, 1)
			raw := page.Items[i].Target
			if err := json.Unmarshal(raw, &targets[0]); err != nil {
				if err := json.Unmarshal(raw, &targets); err != nil {
					t.Fatalf("%v: %s", err, raw)
				}
			}
			if len(m.Spans) > 0 && len(targets) != len(m.Spans) {
				t.Fatalf("%d targets of %d parts", len(targets), len(m.Spans))
			}
			for k := range m.Spans {
				s := targets[k].Selector
				if targets[k].Source != d.Article.Source || string(text[s[1].Start:s[1].End]) != s[0].Exact {
					t.Fatalf("%+v in %q", targets[k], string(text))
				}
			}
		}
		if len(d.Marks) == 0 {
			return
		}
		whole, _ := json.Marshal(d.Article.Text.String())
		placed := strings.Replace(string(data), `"items":`, `"text":`+string(whole)+`,"items":`, 1)
		var got []standoff.Document
		err := readWebAnnotations([]File{{Data: []byte(placed)}}, Sink{
			Document: func(d standoff.Document) error { got = append(got, d); return nil },
			Problem:  func(standoff.Problem) {},
		})
		if err != nil || len(got) != 1 {
			t.Fatalf("%v: %d documents", err, len(got))
		}
		for i, m := range d.Marks {
			if n := got[0].Marks[i]; len(m.Spans) > 0 && !slices.Equal(n.Spans, m.Spans) {
				t.Fatalf("%v comes back at %v", m.Spans, n.Spans)
			}
		}
	})
}
