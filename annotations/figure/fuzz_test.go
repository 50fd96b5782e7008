package figure_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/figure"
)

// seeds are texts that hold all constructs.
var seeds = []string{
	"", " ", "19 people, including nine children", "€21bn ($24bn)", "rose from 17 to 19 by 3–5% on Friday, April 4–6 2025",
	"one hundred and forty-two fifths of 1.234.567,8 −5 °C, 1.4x10^6 and 2.4^-1 or 9^99", "aged 18 to 24, in her 40s, 45-year-old",
	"between 9am and 5 p.m. GMT since last week, three years ago; within 24 hours", "3-1, 555-0100, 192.168.0.1, 9/11, MH17, ½ million ¾",
	"thousands a week, tens of thousands of dollars, 5 ft 2 in, 14 dollars and 35 cents per person", "5\u0301 people 12\u200d% 3️⃣ 1e60 million million million",
	"No. 3, #3, Q2 2024, the second quarter of 2024, '90s, mid-2022, 99999999999999999999999999999999999999999999", "1,2,3,4,5,6,7,8,9,10,11,12,13,14", "-$-5 minus minus 5 - 5 -- 5",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "killed ", " people", "2025-04-12")
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, text, before, after, base string) {
		q := figure.Parse(text, figure.Context{Before: before, After: after, Base: base})
		for _, d := range []annotations.Decimal{q.Value, q.Low, q.High} {
			if !d.Valid() {
				t.Errorf("%q: number %q is not canonical", text, d)
			}
		}
		figure.Format(q)
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "2025-04-12")
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s, base string) { checkFound(t, s, base) })
}

// checkFound holds what is found in a text against the promises of Find: spans in
// order, in the text, on grapheme boundaries, and read as the same when they are
// marked.
func checkFound(t *testing.T, s, base string) {
	tx := annotations.NewText(s)
	end := 0
	for _, x := range figure.Find(tx, annotations.Span{End: tx.Len()}, base) {
		if x.Span.Start < end || x.Span.Empty() || x.Span != x.Span.Clamp(tx.Len()) {
			t.Fatalf("%q: span %v after %d", s, x.Span, end)
		}
		end = x.Span.End
		if tx.Whole(x.Span) != x.Span {
			t.Errorf("%q: span %v splits a grapheme", s, x.Span)
		}
		c := figure.Context{
			Before: tx.Slice(annotations.Span{End: x.Span.Start}),
			After:  tx.Slice(annotations.Span{Start: x.Span.End, End: tx.Len()}),
			Base:   base,
		}
		if got := figure.Parse(tx.Slice(x.Span), c); got != x.Quantity {
			t.Errorf("%q: %q is found as %+v and parsed as %+v", s, tx.Slice(x.Span), x.Quantity, got)
		}
	}
}

// What is found in real articles is read as the same when a reader marks it.
func TestFoundIsParsed(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpora/polnear/dev/*.txt")
	if len(files) == 0 {
		t.Skip("skipped: no corpus of articles")
	}
	for _, path := range files[:min(len(files), 40)] {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(data), "\n") {
			checkFound(t, block, "2016-10-12")
		}
	}
}

// prose is invented news with a figure in most sentences, about 1 MB.
var prose = strings.Repeat(`The ministry said on Friday that 19 people, including nine children, were killed in the attack.
Officials from several countries met in the capital and agreed on a €21bn ($24bn) package, the largest since 2016, which the
parliament will discuss next week. “We have no time to lose,” said the chairwoman, Ana Petrova, 45, who has led the board for
more than four years. Prices rose by 3.5% in the second quarter of 2024, while about one in five households fell behind with
their bills. The committee, which has been looking into the matter for a long time, did not say when it would report, and its
members declined to comment on what they had heard from the witnesses who appeared before them in a closed session.
`, 1500)

func BenchmarkFind(b *testing.B) {
	tx := annotations.NewText(prose)
	b.SetBytes(int64(len(prose)))
	b.ReportAllocs()
	for b.Loop() {
		figure.Find(tx, annotations.Span{End: tx.Len()}, "2025-04-12")
	}
}

func BenchmarkParse(b *testing.B) {
	c := figure.Context{Before: "The ministry said that a package of ", After: " was agreed on Friday.", Base: "2025-04-12"}
	for b.Loop() {
		figure.Parse("more than €21bn", c)
	}
}
