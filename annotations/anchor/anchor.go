// Package anchor finds a span again in a text that has changed.
//
// # With the old text
//
// [Transfer] compares the old text with the new one and carries spans over. It is
// the better way, because it knows what else the text holds: a sentence that was
// deleted is not taken for its twin that stayed. Use it wherever the old text is
// there.
//
// # From a quote alone
//
// A [Finder] looks for an [annotations.Quote]: first where it was, then wherever
// its words are, judged by the text around it, in the end also in other words.
//
// # What is promised
//
// A wrong place is worse than none. A [Place] says how it was found and what the
// text says there; if that is not the quote, [Place.How] is Changed. There is no
// place ([ErrGone]) where too little of the quote and its context is left, none
// ([ErrAmbiguous]) where two places fit about as well, and none ([ErrFigures])
// where the words fit but a quote that is mostly numbers has others: "12 million"
// is never found in "18 million". What counts for how much is named in weigh.go;
// finding less never scores better.
//
// An annotation is placed with all its spans or not at all ([Annotation], [Carry]):
// else it becomes an orphan and keeps its quotes. So is the cue of a claim, for itself.
//
// All offsets are code points. A place splits no grapheme cluster. Time is linear
// in the texts but for stretches that were rewritten, which are compared word by
// word up to a bound.
package anchor

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
)

// Why a quote has no place.
const (
	ErrGone      = words.ErrAnchorGone
	ErrAmbiguous = words.ErrAmbiguous
	ErrFigures   = words.ErrFigures
	ErrTorn      = words.ErrAnchorTorn
)

// How says how a place was found, from the surest to the least sure.
type How int

// The ways in which a place is found.
const (
	Unmoved How = iota // the quote stands at its old offsets
	Moved              // the quote stands elsewhere
	Changed            // the text there differs from the quote
)

func (h How) String() string { return [...]string{"unmoved", "moved", "changed"}[h] }

// A Place is where a quote was found.
type Place struct {
	Span    annotations.Span
	Found   string  // what the text says there; the quote itself unless How is Changed
	How     How     // see there
	Figures bool    // the numbers differ from the quote's
	Score   float64 // how much speaks for it, up to 1
}

// figures returns the numbers of a text with the word after each (million, weeks),
// and how much of its weight they have.
func (l *lexicon) figures(s string) (keys []int32, share float64) {
	var sum, all float64
	toks := l.tokens(annotations.NewText(s))
	unit := false
	for _, t := range toks[1 : len(toks)-1] {
		w := &l.words[t.key]
		all += w.weight
		if w.figure || unit && w.letter {
			keys = append(keys, t.key)
			sum += w.weight
		}
		unit = w.figure
	}
	if all == 0 {
		return nil, 0
	}
	return keys, sum / all
}
