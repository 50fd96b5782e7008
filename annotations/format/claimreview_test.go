package format

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// Whatever stands in the records, the file is an array of one ClaimReview for each claim
// that was checked, and no script element of a page ends in it.
func TestClaimReview(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Piece
		want := 0
		for range rapid.IntRange(1, 3).Draw(t, "articles") {
			p := genPiece(t)
			all = append(all, p)
			for _, m := range p.Doc.Marks() {
				if m.Kind == annotations.KindClaim && m.Claim.Check.Status == annotations.StatusDone {
					want++
				}
			}
		}
		data := fileOf(t, claimReview, all...)
		var got []struct {
			Context  string `json:"@context"`
			Type     string `json:"@type"`
			Claim    string `json:"claimReviewed"`
			Reviewed struct {
				Type string `json:"@type"`
				Work struct {
					Headline string
					URL      string
				} `json:"appearance"`
			} `json:"itemReviewed"`
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		if len(got) != want {
			t.Fatalf("%d reviews for %d claims: %s", len(got), want, data)
		}
		for _, r := range got {
			if r.Context != "https://schema.org" || r.Type != "ClaimReview" || r.Reviewed.Type != "Claim" || r.Reviewed.Work.Headline == "" ||
				strings.HasPrefix(r.Reviewed.Work.URL, "javascript:") {
				t.Fatalf("%+v", r)
			}
		}
		if strings.Contains(string(data), "<") {
			t.Fatalf("a page's script can end in %s", data)
		}
	})
}

// A place on a scale is numbers, and is left out where they are none.
func TestRating(t *testing.T) {
	for _, c := range []struct {
		v    annotations.Verdict
		want string
	}{
		{annotations.Verdict{Name: "True", Value: "5", Best: "5", Worst: "1"}, `{"@type":"Rating","alternateName":"True","ratingValue":5,"bestRating":5,"worstRating":1}`},
		{annotations.Verdict{Name: "Half", Value: "0.5", Best: "1", Worst: "-1"}, `{"@type":"Rating","alternateName":"Half","ratingValue":0.5,"bestRating":1,"worstRating":-1}`},
		{annotations.Verdict{Name: "Two thirds", Value: "2/3", Best: "1", Worst: "0"}, `{"@type":"Rating","alternateName":"Two thirds"}`},
		{annotations.Verdict{Name: "Unproven"}, `{"@type":"Rating","alternateName":"Unproven"}`},
		{annotations.Verdict{}, `{"@type":"Rating"}`},
	} {
		var w jsonWriter
		if writeRating(&w, annotations.Check{Verdict: c.v}); string(w.b) != c.want {
			t.Errorf("got %s, want %s", w.b, c.want)
		}
	}
}
