package agree

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"pressmark/annotations"
)

// A Label is what a place can be marked as: a kind of annotation, or the cue of a claim.
type Label string

// The labels, and what stands for all of them.
const (
	Actor    = Label(annotations.KindActor)
	Claim    = Label(annotations.KindClaim)
	Figure   = Label(annotations.KindFigure)
	Cue      = Label("cue")
	Together = Label("together")
)

// Labels lists the labels in the order in which they are shown.
var Labels = []Label{Actor, Claim, Figure, Cue}

// A set is labels, one bit each in the order of [Labels].
type set uint8

// all is the set of all labels.
const all = set(1<<4 - 1)

// bit returns the set of one label, or of all.
func bit(l Label) set {
	if i := slices.Index(Labels, l); i >= 0 {
		return 1 << i
	}
	return all
}

// An item is a labelled place in a layer.
type item struct {
	layer int
	label Label
	spans []annotations.Span
	size  int // code points
	mark  *annotations.Annotation
}

func (i item) start() int { return i.spans[0].Start }
func (i item) end() int   { return i.spans[len(i.spans)-1].End }

// items returns the labelled places of layers, in an order that depends on the names and
// order of layers only between equal places.
func items(layers []Layer) []item {
	var out []item
	add := func(layer int, label Label, spans []annotations.Span, m *annotations.Annotation) {
		if len(spans) > 0 && slices.Contains(Labels, label) {
			size := annotations.Annotation{Spans: spans}.Size()
			out = append(out, item{layer, label, spans, size, m})
		}
	}
	for i, l := range layers {
		for _, m := range l.Marks {
			add(i, Label(m.Kind), m.Spans, m)
			if m.Kind == annotations.KindClaim {
				add(i, Cue, m.Claim.Cue.Spans, m)
			}
		}
	}
	sortBy(out, func(a, b item) int {
		return cmp.Or(
			a.start()-b.start(), a.end()-b.end(), compareSpans(a.spans, b.spans), strings.Compare(string(a.label), string(b.label)),
			a.layer-b.layer, strings.Compare(string(a.mark.ID), string(b.mark.ID)),
		)
	})
	return slices.CompactFunc(out, func(a, b item) bool {
		return a.label == Cue && b.label == Cue && a.layer == b.layer && slices.Equal(a.spans, b.spans)
	})
}

func compareSpans(a, b []annotations.Span) int {
	return slices.CompareFunc(a, b, func(a, b annotations.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
}

// tokens returns the words and signs of a text.
func tokens(t annotations.Text) []annotations.Span {
	text := t.String()
	out := make([]annotations.Span, 0, len(text)/5)
	at := 0
	for it := words.FromString(text); it.Next(); {
		segment := it.Value()
		// UAX #29 takes a narrow space after a number for a part of it.
		if n := utf8.RuneCountInString(strings.TrimRightFunc(segment, unicode.IsSpace)); n > 0 {
			out = append(out, annotations.Span{Start: at, End: at + n})
		}
		at += utf8.RuneCountInString(segment)
	}
	return out
}

// labelled returns for each layer the labels on each token.
func labelled(tokens []annotations.Span, items []item, layers int) [][]set {
	out := make([][]set, layers)
	for i := range out {
		out[i] = make([]set, len(tokens))
	}
	for _, x := range items {
		on := out[x.layer]
		for _, s := range x.spans {
			from := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > s.Start })
			for i := from; i < len(tokens) && tokens[i].Start < s.End; i++ {
				on[i] |= bit(x.label)
			}
		}
	}
	return out
}
