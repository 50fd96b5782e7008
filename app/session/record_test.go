package session

import (
	"slices"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// A library of the first layout, one collection an article, becomes records that
// read back as what it held.
func TestRecords(t *testing.T) {
	a := testArticle(&clock{}, "Envoy spends four hours.")
	a.Modified, a.Created = time.UnixMilli(1), time.UnixMilli(1)
	a.Title = "Envoy\x0bspends" // which no store takes as a label
	n := annotations.NewAnnotation(a, annotations.KindActor, time.UnixMilli(2), annotations.Span{Start: 0, End: 5})
	n.Revision = 3
	records, err := Records(string(record.EncodeCollection(record.Collection{
		Articles: []annotations.Article{a}, Annotations: []annotations.Annotation{n},
	})))
	if err != nil || len(records) != 2 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records {
		if err := (store.Put{Record: r}).Check(); err != nil {
			t.Error(err)
		}
	}
	if r := records[0]; r.ID != a.ID || r.Type != store.Article || r.Revision != 1 || r.Label != "Envoy spends" {
		t.Errorf("article: %+v", r)
	}
	got, err := record.DecodeAnnotation(records[1].Data)
	if err != nil || got.ID != n.ID || got.Revision != 3 || !slices.Equal(got.Spans, n.Spans) {
		t.Errorf("annotation: %+v, %v", got, err)
	}
	if _, err := Records(`{"article": 1}`); err == nil {
		t.Error("what is no collection must be an error: then it is set aside, not lost")
	}
}
