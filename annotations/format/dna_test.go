package format

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
)

// Whatever stands in the records, there is a row for each speaker of each claim, its ID
// is its own, no cell is a formula, and the places are those of the claims.
func TestStatements(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := genPiece(t)
		rows, err := csv.NewReader(strings.NewReader(string(fileOf(t, dna, p)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		l := ledger.Of([]annotations.Doc{p.Doc}, p.Actors)
		want := 1
		for _, s := range l.Statements {
			want += len(s.Speakers)
		}
		if len(rows) != want {
			t.Fatalf("%d rows, want %d", len(rows), want)
		}
		ids := map[string]bool{}
		for _, r := range rows {
			if ids[r[0]] {
				t.Fatalf("%s is there twice", r[0])
			}
			ids[r[0]] = true
			for _, c := range r {
				if strings.IndexAny(c, "=+-@") == 0 {
					t.Fatalf("%q is a formula", c)
				}
			}
		}
		checkUTF16(t, p, rows)
	})
}

// checkUTF16 holds the offsets of rows against the texts in them.
func checkUTF16(t *rapid.T, p Piece, rows [][]string) {
	for _, s := range p.Doc.Marks() {
		for _, r := range rows[1:] {
			if r[0] != s.ID.Short() || s.Orphan() {
				continue
			}
			from, to := p.Doc.Article.Text.UTF16(s.Cover().Start), p.Doc.Article.Text.UTF16(s.Cover().End)
			if r[13] != strconv.Itoa(from) || r[14] != strconv.Itoa(to) {
				t.Fatalf("%v is at %s to %s", s.Spans, r[13], r[14])
			}
		}
	}
}

func TestAgreement(t *testing.T) {
	for stance, want := range map[annotations.Stance]string{
		annotations.Asserts: "1", annotations.Predicts: "1", annotations.Promises: "1", annotations.Demands: "1",
		annotations.Denies: "0", annotations.Questions: "", "": "",
	} {
		if got := agreement(stance); got != want {
			t.Errorf("%s: %q", stance, got)
		}
	}
}

func TestDNATime(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-25": "2026-11-25 00:00:00", "2026-11-25T14:30": "2026-11-25 14:30:00", "2026-11-25T14:30:05+02:00": "2026-11-25 14:30:05",
		"2026-11": "", "14:30": "", "last week": "",
	} {
		if got := dnaTime(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
