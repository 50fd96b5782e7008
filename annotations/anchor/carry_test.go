package anchor_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/annotationtest"
)

func annotated(t testing.TB, s string) (annotations.Article, annotations.Annotation) {
	text, spans := annotationtest.Places(t, s)
	art := annotations.Article{ID: annotations.NewID(), Text: text}
	return art, annotations.NewAnnotation(art, annotations.KindClaim, time.Unix(0, 0), spans...)
}

// Each case is placed with the old text and from its quotes alone, alike.
func TestCarry(t *testing.T) {
	for _, c := range []struct {
		why, old, new string // the brackets of new are where the annotation must be
		how           anchor.How
		err           error
	}{
		{"nothing changed", "“[It is],” the envoy said, “[over].”", "“[It is],” the envoy said, “[over].”", anchor.Unmoved, nil},
		{"all moved", "“[It is],” the envoy said, “[over].”", "On Monday: “[It is],” the envoy said, “[over].”", anchor.Moved, nil},
		{"a word changed", "He said [the talks were over for good] then.", "He said [the talks are over for good] then.", anchor.Changed, nil},
		{"one part is gone", "“[It is finished],” the envoy said on his way out, “[and over].”", "“It is finished,” the envoy said on his way out.", 0, anchor.ErrGone},
		{"the words between are gone", "He said [it was] nearly [over for all].", "He said [it was] [over for all].", anchor.Moved, nil},
		{"the figure changed", "They gave [12 million euros] to the fund.", "They gave 18 million euros to the fund.", 0, anchor.ErrFigures},
	} {
		art, n := annotated(t, c.old)
		new, want := annotationtest.Places(t, c.new)
		ways := map[string]func() (annotations.Annotation, anchor.Outcome){
			"with the old text": func() (annotations.Annotation, anchor.Outcome) {
				ns, os := anchor.Carry(art.Text, new, []annotations.Annotation{n})
				return ns[0], os[0]
			},
			"from its quotes": func() (annotations.Annotation, anchor.Outcome) { return anchor.Annotation(new, n) },
		}
		for way, place := range ways {
			got, o := place()
			if !errors.Is(o.Err, c.err) || (o.Err == nil) != (c.err == nil) {
				t.Errorf("%s, %s: %v", c.why, way, o.Err)
				continue
			}
			moved := art
			moved.Text = new
			if err := moved.Check(got); err != nil {
				t.Errorf("%s, %s: %v", c.why, way, err)
			}
			if c.err != nil {
				if !got.Orphan() || len(got.Quotes) != len(n.Quotes) || o.Places != nil {
					t.Errorf("%s, %s: no orphan: %+v, %+v", c.why, way, got, o)
				}
				// In the old text it finds its place again.
				if back, o := anchor.Annotation(art.Text, got); o.Err != nil || !back.Same(n) {
					t.Errorf("%s, %s: not back: %+v, %+v", c.why, way, back, o)
				}
				continue
			}
			if o.How() != c.how || len(o.Places) != len(n.Spans) {
				t.Errorf("%s, %s: %v, %+v", c.why, way, o.How(), o)
			}
			if w := got.At(new, want...); !w.Same(got) {
				t.Errorf("%s, %s: %v, not %v", c.why, way, got.Spans, want)
			}
		}
	}
}

// Many annotations keep their order, orphans are looked for by their quotes, and
// what finds no place says so.
func TestCarryMany(t *testing.T) {
	art, first := annotated(t, "The [envoy] came on Monday. The minister left.")
	second := annotations.NewAnnotation(art, annotations.KindActor, time.Unix(0, 0), annotations.Span{Start: 30, End: 38})
	orphan := second
	orphan.ID, orphan.Spans = annotations.NewID(), nil
	blank := annotations.Annotation{ID: annotations.NewID(), Article: art.ID, Kind: annotations.KindActor}
	new := annotations.NewText("So: The envoy came on Monday. The minister left.")
	got, os := anchor.Carry(art.Text, new, []annotations.Annotation{orphan, first, blank, second})
	for i, want := range []string{"minister", "envoy", "", "minister"} {
		if want == "" {
			if !got[i].Orphan() || !errors.Is(os[i].Err, anchor.ErrGone) {
				t.Errorf("%d: %+v, %+v", i, got[i], os[i])
			}
		} else if os[i].Err != nil || got[i].Orphan() || new.Slice(got[i].Spans[0]) != want {
			t.Errorf("%d: %+v, %+v", i, got[i], os[i])
		}
	}
}

// Parts whose order changed are no longer one statement.
func TestTorn(t *testing.T) {
	art, n := annotated(t, "[The talks had made no progress at all], said a spokesman of the government on Monday. [They will resume in three weeks from now], he said in the evening.")
	new := annotations.NewText("They will resume in three weeks from now, he said in the evening. The talks had made no progress at all, said a spokesman of the government on Monday. ")
	ns, os := anchor.Carry(art.Text, new, []annotations.Annotation{n})
	if !errors.Is(os[0].Err, anchor.ErrTorn) || !ns[0].Orphan() {
		t.Errorf("%+v, %+v", ns[0], os[0])
	}
}

// The cue of a claim is placed for itself: it is found where the claim is lost, and
// lost, with its quotes, where the claim is found.
func TestCue(t *testing.T) {
	const old = "On Monday it rained. “The talks are over for good,” the envoy declared in Berlin. He then left for home."
	for _, c := range []struct {
		why, new string
		cue      string // what it is on; "": it is lost
		claim    bool
	}{
		{"nothing changed", old, "the envoy declared … He then left", true},
		{"all moved", "So: " + old, "the envoy declared … He then left", true},
		{"a word of it changed", "On Monday it rained. “The talks are over for good,” the old envoy declared in Berlin. He then left for home.", "the old envoy declared … He then left", true},
		{"the claim is gone", "On Monday it rained, the envoy declared in Berlin. He then left for home.", "the envoy declared … He then left", false},
		{"it is gone", "On Monday it rained. “The talks are over for good.”", "", true},
	} {
		text := annotations.NewText(old)
		art := annotations.Article{ID: annotations.NewID(), Text: text}
		at := func(s string) annotations.Span {
			start := text.FromByte(strings.Index(old, s))
			return annotations.Span{Start: start, End: start + len([]rune(s))}
		}
		n := annotations.NewAnnotation(art, annotations.KindClaim, time.Unix(0, 0), at("The talks are over for good"))
		n.Claim.Cue = annotations.CueAt(text, at("the envoy declared"), at("He then left"))
		lost := n
		lost.Spans, lost.Claim.Cue.Spans = nil, nil
		new := annotations.NewText(c.new)
		for way, place := range map[string]func() (annotations.Annotation, anchor.Outcome){
			"with the old text": func() (annotations.Annotation, anchor.Outcome) {
				ns, os := anchor.Carry(text, new, []annotations.Annotation{n})
				return ns[0], os[0]
			},
			"from its quotes": func() (annotations.Annotation, anchor.Outcome) { return anchor.Annotation(new, n) },
			"lost before": func() (annotations.Annotation, anchor.Outcome) {
				ns, os := anchor.Carry(text, new, []annotations.Annotation{lost})
				return ns[0], os[0]
			},
		} {
			got, o := place()
			moved := art
			moved.Text = new
			if err := moved.Check(got); err != nil {
				t.Errorf("%s, %s: %v", c.why, way, err)
			}
			if got.Orphan() == c.claim || (o.Err == nil) != c.claim {
				t.Errorf("%s, %s: the claim is at %v: %v", c.why, way, got.Spans, o.Err)
			}
			cue := got.Claim.Cue
			switch {
			case c.cue == "":
				if cue.Spans != nil || !slices.Equal(cue.Quotes, n.Claim.Cue.Quotes) || !errors.Is(o.Cue, anchor.ErrGone) {
					t.Errorf("%s, %s: %+v, %v", c.why, way, cue, o.Cue)
				}
			case cue.Exact() != c.cue || len(cue.Spans) != 2 || o.Cue != nil:
				t.Errorf("%s, %s: %q at %v, %v; want %q", c.why, way, cue.Exact(), cue.Spans, o.Cue, c.cue)
			}
		}
	}
}
