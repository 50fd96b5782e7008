package version_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

var vocabulary = strings.Fields(`the the the a a of of in to and said said that it was for with 17 40 250 2025 %
	minister harbour council police union ferry Marsh Reyes Brandt Ostmark budget tunnel signed refused warned report
	“we “no” , , , 's million crews winter market vote against opened`)

// genSentences generates the sentences of an article, each with an end and the space or
// line break after it. Each has a word that no other has, as those of real articles do:
// else nobody could tell which of two was left out.
func genSentences(r *rapid.T, label string) (out []string) {
	for i := range rapid.IntRange(1, 12).Draw(r, label) {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 8, 20).Draw(r, "words")
		words = slices.Compact(words)
		own := rapid.StringMatching(`[b-z]{3,8}`).Draw(r, "own") + label + string(rune('a'+i))
		words = slices.Insert(words, rapid.IntRange(0, len(words)).Draw(r, "at"), own)
		out = append(out, strings.Join(words, " ")+rapid.SampledFrom([]string{". ", ". ", ".\n", ".”\n\n"}).Draw(r, "end"))
	}
	return out
}

// genMarks marks words of sentences, and some in two pieces.
func genMarks(r *rapid.T, a annotations.Article, sentences []string) (out []annotations.Annotation) {
	var starts []int
	for at, i := 0, 0; i < len(sentences); i++ {
		starts = append(starts, at)
		at += len([]rune(sentences[i]))
	}
	piece := func() annotations.Span {
		k := rapid.IntRange(0, len(sentences)-1).Draw(r, "sentence")
		words := a.Text.Words(annotations.Span{Start: starts[k], End: starts[k] + len([]rune(sentences[k]))})
		i := rapid.IntRange(0, len(words)-1).Draw(r, "first")
		return words[i].Cover(words[min(i+rapid.IntRange(0, 9).Draw(r, "more"), len(words)-1)])
	}
	for range rapid.IntRange(1, 12).Draw(r, "marks") {
		spans := []annotations.Span{piece()}
		if rapid.IntRange(0, 3).Draw(r, "two") == 0 {
			spans = append(spans, piece())
		}
		n := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(r, "kind"), now, spans...)
		if n.Kind == annotations.KindClaim && rapid.Bool().Draw(r, "cued") {
			n.Claim.Cue = annotations.CueAt(a.Text, piece())
		}
		if len(out) > 0 {
			switch to := out[rapid.IntRange(0, len(out)-1).Draw(r, "to")].ID; n.Kind {
			case annotations.KindClaim:
				n.Claim.Speakers, n.Claim.Within = []annotations.ID{to}, to
			case annotations.KindFigure:
				n.Figure.Ties = []annotations.Tie{{Relation: annotations.PartOf, Figure: to}}
			}
		}
		out = append(out, n)
	}
	return out
}

// What is carried to the same text is kept on the same spans, with references among the
// new marks.
func TestCarrySame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sentences := genSentences(r, "old")
		a := articleOf(annotations.NewID(), "An article", strings.Join(sentences, ""))
		old := annotations.NewDoc(a, genMarks(r, a, sentences))
		fresh := a
		fresh.ID = annotations.NewID()
		c := version.Carry(old, fresh, now)
		check(t, old, c)
		next := map[annotations.ID]annotations.ID{}
		for _, o := range c.Outcomes {
			next[o.Old.ID] = o.New.ID
		}
		for _, o := range c.Outcomes {
			want := o.Old.Redirect(func(id annotations.ID) annotations.ID { return next[id] })
			want.ID, want.Article = o.New.ID, fresh.ID
			if o.Fate != version.Kept || o.Cue != version.Kept || !want.Same(o.New) {
				r.Errorf("%s: %+v, not %+v", o.Fate, o.New, want)
			}
		}
		if len(c.Figures) > 0 {
			r.Errorf("figures changed: %v", c.Figures)
		}
	})
}

// Carrying twice makes the same records.
func TestCarryTwice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sentences := genSentences(r, "old")
		a := articleOf(annotations.NewID(), "An article", strings.Join(sentences, ""))
		old := annotations.NewDoc(a, genMarks(r, a, sentences))
		fresh := articleOf(annotations.NewID(), "An article", strings.Join(genSentences(r, "new"), ""))
		c := version.Carry(old, fresh, now)
		check(t, old, c)
		if again := version.Carry(old, fresh, now); !reflect.DeepEqual(c, again) {
			r.Errorf("%+v, then %+v", c, again)
		}
	})
}

// Edits of sentences that hold no mark leave the marks their words: they are kept or moved,
// or orphans where the words are not enough to tell, and never elsewhere.
func TestCarryAround(t *testing.T) {
	placed, orphans := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		sentences := genSentences(r, "old")
		a := articleOf(annotations.NewID(), "An article", strings.Join(sentences, ""))
		marks := genMarks(r, a, sentences)
		var edited []char
		at := 0
		for _, s := range sentences {
			here := annotations.Span{Start: at, End: at + len([]rune(s))}
			at = here.End
			cs := chars(a.Text.String())[here.Start:here.End]
			held := slices.ContainsFunc(marks, func(n annotations.Annotation) bool {
				return n.Touches(here) || len(n.Claim.Cue.Spans) > 0 && n.Claim.Cue.Spans[0].Overlaps(here)
			})
			switch rapid.IntRange(0, 5).Draw(r, "edit") {
			case 0:
				cs = append(fresh(genSentences(r, "before")[0]), cs...)
			case 1:
				if !held {
					cs = nil
				}
			case 2:
				if !held {
					cs = fresh(genSentences(r, "instead")[0])
				}
			}
			edited = append(edited, cs...)
		}
		old := annotations.NewDoc(a, marks)
		c := version.Carry(old, articleOf(annotations.NewID(), "An article", plain(edited)), now)
		check(t, old, c)
		for _, o := range c.Outcomes {
			if o.Fate == version.Orphaned {
				orphans++
				continue
			}
			placed++
			// A figure whose words are there can say something else beside other words.
			if o.Fate == version.Changed && o.Old.Exact() != o.New.Exact() || judge(o, edited) != right {
				r.Fatalf("%s: %q is %q, not %q\n%q\n%q", o.Fate, o.Old.Exact(), o.New.Exact(), truth(o, edited), a.Text, plain(edited))
			}
		}
	})
	t.Logf("%d placed, %d orphans", placed, orphans)
}
